//! The fund itself: creation, bounds, councils, calendar, pauses, reserves.

mod create_fund;
mod policy;
mod reserve;
mod set_calendar;
mod set_council;
mod set_pauses;

pub use create_fund::*;
pub use policy::*;
pub use reserve::*;
pub use set_calendar::*;
pub use set_council::*;
pub use set_pauses::*;
