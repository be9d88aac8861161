//! One event for each change of state. Fund events carry the fund's sequence number, class events the class's, and every change of an
//! investor, a holding or an action that one's own: an indexer sees a gap.

mod class;
mod dealing;
mod fund;
mod liquidity;
mod nav;
mod queue;
mod register;

pub use class::*;
pub use dealing::*;
pub use fund::*;
pub use liquidity::*;
pub use nav::*;
pub use queue::*;
pub use register::*;
