//! The fund's portfolio and cash, as an independent administrator keeps them: exact, in integers.

mod bill;
mod book;
mod cash;
mod curve;
mod liquidity;

pub use bill::Bill;
pub use book::Book;
pub use cash::{Cash, Entry, EntryKind, IDLE_BPS};
pub use curve::{Curve, Curves, Yield};
pub use liquidity::Liquidity;
