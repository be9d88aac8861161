//! The CSV file of a book, and the book as it is kept.

pub(crate) mod cells;
mod column;
pub(crate) mod keep;
mod read;

pub use column::Column;
pub use read::{Fault, MAX_ROWS, read_csv};
