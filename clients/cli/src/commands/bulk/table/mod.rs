//! The CSV file: its columns, its rows, and what is wrong with them.

mod cells;
mod column;
mod fault;
mod lines;
mod read;
mod record;
mod twice;

pub use column::Column;
pub use fault::{Fault, reject};
pub use lines::Lines;
pub use read::{Row, Table, bytes, read};
pub use record::{ATTRIBUTES, Record};
