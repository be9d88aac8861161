//! Subscriptions and redemptions.

mod class_books;
mod parties;
mod pricing;
mod redeem_instant;
mod subscribe_instant;

pub use class_books::*;
pub use parties::*;
pub use pricing::*;
pub use redeem_instant::*;
pub use subscribe_instant::*;
