//! Privileged acts that are approved one signature at a time.

mod approve_action;
mod cancel_action;
mod propose_action;

pub use approve_action::*;
pub use cancel_action::*;
pub use propose_action::*;
