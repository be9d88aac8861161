//! What a network is started with.

/// Slot interval of a network whose clock runs, in milliseconds.
pub const DEFAULT_SLOT_MS: u64 = 400;

/// Slot interval of a network whose clock is held, in milliseconds. Each transaction moves the held clock by at most
/// 32 slots (until it is final), so short slots keep the time where it was set.
pub const HELD_SLOT_MS: u64 = 10;

/// What a network is started with. `Config::default()` is a running network on free ports.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// Port of the JSON-RPC server on 127.0.0.1; 0 takes a free one.
    pub rpc_port: u16,
    /// Port of the websocket server on 127.0.0.1; 0 takes a free one.
    pub ws_port: u16,
    /// First moment of the network's clock, unix seconds. With it the clock is held; without it, it runs from now.
    pub start_time: Option<i64>,
    /// Slot interval in milliseconds; `None` is [`HELD_SLOT_MS`] with a start time and [`DEFAULT_SLOT_MS`] without.
    pub slot_ms: Option<u64>,
}

impl Config {
    /// The slot interval in force, milliseconds, at least 1.
    pub(crate) fn slot_interval_ms(&self) -> u64 {
        let by_kind = match self.start_time {
            Some(_) => HELD_SLOT_MS,
            None => DEFAULT_SLOT_MS,
        };
        self.slot_ms.unwrap_or(by_kind).max(1)
    }
}
