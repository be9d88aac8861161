//! What the chain says, read as raw JSON-RPC: accounts by the IDL's layouts, movements from the transactions.

mod history;
mod idl;
mod model;
mod rpc;

pub use history::{History, Movement, MovementKind};
pub use idl::{Layouts, Record};
pub use model::{ClassDay, Earned, Model, StrikeInput};
pub use rpc::{Rpc, block_time};
