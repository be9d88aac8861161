//! Instructions by area. Each file: arguments, accounts, handler. Handlers guard, compute, change, and tell.

pub mod action;
pub mod bind;
pub mod class;
pub mod custody;
pub mod dealing;
pub mod distribution;
pub mod fees;
pub mod fund;
pub mod gate;
pub mod hook;
pub mod nav;
pub mod register;

pub use action::*;
pub use class::*;
pub use custody::*;
pub use dealing::*;
pub use distribution::*;
pub use fees::*;
pub use fund::*;
pub use gate::*;
pub use hook::*;
pub use nav::*;
pub use register::*;
