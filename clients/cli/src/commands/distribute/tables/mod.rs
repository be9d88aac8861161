//! The lookup tables of a class: 19 holdings to a transaction instead of 8.
//!
//! To make them takes about as many transactions as they save in the first two months, and their rent, which comes back when they are closed.
//! The register hardly changes from month to month, so they are kept: a file lists them, and only new holdings are added.

mod close;
mod file;
mod index;
mod make;

pub use close::close;
pub use file::TableFile;
pub use index::Index;
pub use make::{MadeTables, make};
