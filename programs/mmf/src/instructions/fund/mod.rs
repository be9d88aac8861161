//! The fund itself: creation, councils, calendar, pauses.

mod create_fund;
mod set_calendar;
mod set_council;
mod set_pauses;

pub use create_fund::*;
pub use set_calendar::*;
pub use set_council::*;
pub use set_pauses::*;
