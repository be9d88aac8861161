//! Quotes and strikes.

mod accumulate;
mod bounds;
mod class_step;
mod close_period;
mod correction;
mod external_price;
mod finish;
mod post_quote;
mod price_check;
mod publish;
mod quotes;
mod resume;
mod span_steps;
mod strike;
mod turn;

pub use correction::*;
pub use post_quote::*;
pub use price_check::*;
pub use publish::*;
pub use quotes::*;
pub use resume::*;
pub use strike::*;
