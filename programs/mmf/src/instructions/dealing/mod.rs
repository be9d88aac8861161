//! Subscriptions, redemptions and exchanges at once.

mod class_books;
mod deal;
mod exchange;
mod fees;
mod frozen;
mod ledger;
mod limits;

mod preview;
mod pricing;
mod redeem_instant;
mod sides;
mod subscribe_instant;

pub use class_books::*;
pub use deal::*;
pub use exchange::*;
pub use fees::*;
pub use frozen::*;
pub use ledger::*;

pub use preview::*;
pub use pricing::*;
pub use redeem_instant::*;
pub use sides::*;
pub use subscribe_instant::*;
