//! `mmf portfolio`: the book, its figures and its rules, without a network.

pub mod desk;
mod figures;
mod load;
mod refusals;
mod rules;
