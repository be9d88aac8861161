//! One event for each change of state. Fund events carry the fund's sequence number, class events the class's, and every change of an
//! investor, a holding or an action that one's own: an indexer sees a gap.

mod class;
mod dealing;
mod fund;
mod nav;
mod register;

pub use class::*;
pub use dealing::*;
pub use fund::*;
pub use nav::*;
pub use register::*;
