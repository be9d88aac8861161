//! The CSV file of a book, and the book as it is kept.

pub(crate) mod cells;
