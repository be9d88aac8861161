//! Subscriptions and redemptions.

mod class_books;
mod exchange;
mod parties;
mod pricing;
mod redeem_instant;
mod sides;
mod subscribe_instant;

pub use class_books::*;
pub use exchange::*;
pub use parties::*;
pub use pricing::*;
pub use redeem_instant::*;
pub use sides::*;
pub use subscribe_instant::*;
