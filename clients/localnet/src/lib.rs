//! An embedded local Solana network with real JSON-RPC and websocket, made from surfpool's core.
//!
//! Two kinds of network. Without a start time the clock follows the machine's: blocks come at the slot interval.
//! With a start time (also one in the past) the clock is *held*: a block is produced for each transaction, and time
//! moves only by [`advance_to`] and by those blocks (at most 32 slots a transaction, a third of a second with the
//! default slot). [`advance_to`] also holds a network whose clock was running, and [`resume`] lets it run again.
//!
//! The network is offline, keeps everything in memory, and trusts whoever can reach its port on the loopback address.

mod clock;
mod config;
mod deploy;
mod lists;
mod network;
mod token;
mod transact;
mod watch;

pub use clock::{HELD_TOLERANCE_SECS, advance_to, clock, resume};
pub use config::{Config, DEFAULT_SLOT_MS, HELD_SLOT_MS};
pub use deploy::deploy;
pub use network::Localnet;
pub use token::{USDC_DECIMALS, create_mint, mint_to};
pub use transact::{airdrop, send};
