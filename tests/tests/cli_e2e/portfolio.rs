//! `mmf portfolio`: the book, its figures and its rules, without a network.

mod desk;
mod figures;
mod load;
mod refusals;
mod rules;
