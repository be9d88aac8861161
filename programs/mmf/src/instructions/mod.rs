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
pub mod liquidity;
pub mod nav;
pub mod queue;
pub mod register;
pub mod standing;

pub use action::*;
pub use class::*;
pub use custody::*;
pub use dealing::*;
pub use distribution::*;
pub use fees::*;
pub use fund::*;
pub use gate::*;
pub use hook::*;
pub use liquidity::*;
pub use nav::*;
pub use queue::*;
pub use register::*;
pub use standing::*;
