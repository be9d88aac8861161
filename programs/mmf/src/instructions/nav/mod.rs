//! Quotes and strikes.

mod class_step;
mod post_quote;
mod quotes;
mod strike;

pub use post_quote::*;
pub use quotes::*;
pub use strike::*;
