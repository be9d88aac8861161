//! Quotes and strikes.

mod accumulate;
pub mod bounds;
pub mod class_step;
mod close_period;
mod correction;
mod external_price;
mod finish;
pub mod oracle;
mod post_quote;
mod price_check;
mod publish;
mod quotes;
mod resume;
pub mod span_steps;
mod strike;
mod turn;

pub use correction::*;
pub use post_quote::*;
pub use price_check::*;
pub use publish::*;
pub use quotes::*;
pub use resume::*;
pub use strike::*;
