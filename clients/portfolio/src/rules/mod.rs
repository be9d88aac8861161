//! Whether a portfolio keeps the rules of its regime.

mod check;
mod limits;
mod own;
mod regime;
mod shadow;

pub use check::{Check, Status, check, nearest};
pub use limits::{Limit, Limits, Test, When};
pub use own::OwnLimits;
pub use regime::Regime;
pub use shadow::{Alert, Shadow, shadow};
