//! Accounts of the program. Each carries a layout version, its bump and reserved bytes; an unknown version is refused.

mod action;
mod calendar;
mod class;
mod council;
mod custodian;
mod fund;
mod holding;
mod investor;
mod lots;
mod nav;
mod period;
mod price_check;
mod regime;
mod reserve;
mod wide;

pub use action::*;
pub use calendar::*;
pub use class::*;
pub use council::*;
pub use custodian::*;
pub use fund::*;
pub use holding::*;
pub use investor::*;
pub use nav::*;
pub use period::*;
pub use price_check::*;
pub use regime::*;
pub use reserve::*;
pub use wide::*;
