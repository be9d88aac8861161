//! Share classes.

mod create_class;

pub use create_class::*;
