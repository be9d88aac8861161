//! Share classes.

mod create_class;
mod rules;
mod set_class_rules;
mod set_class_terms;

pub use create_class::*;
pub use rules::*;
pub use set_class_rules::*;
pub use set_class_terms::*;
