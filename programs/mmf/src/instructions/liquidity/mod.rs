//! Terms of dealing, liquidity fees, suspension, the liquidity facility.

mod dealing_terms;
mod liquidity_fee;
mod redeem_to_facility;
mod set_facility;
mod suspend;
mod wind_up;

pub use dealing_terms::*;
pub use liquidity_fee::*;
pub use redeem_to_facility::*;
pub use set_facility::*;
pub use suspend::*;
pub use wind_up::*;
