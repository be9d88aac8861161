//! Quotes and strikes.

mod class_step;
mod finish;
mod post_quote;
mod quotes;
mod span_steps;
mod strike;
mod turn;

pub use post_quote::*;
pub use quotes::*;
pub use strike::*;
