//! The events of a transaction that landed.

use litesvm::types::TransactionMetadata;
use mmf_client::events::{Event, decode_logs};

/// The program's events, in order.
pub fn events_of(done: &TransactionMetadata) -> Vec<Event> {
    decode_logs(&mmf::ID, &done.logs)
}

/// The one event of that kind.
///
/// ```ignore
/// let event = event!(done, InvestorRestricted);
/// ```
#[macro_export]
macro_rules! event {
    ($done:expr, $name:ident) => {{
        let mut found: Vec<_> = $crate::events::events_of(&$done)
            .into_iter()
            .filter_map(|event| match event {
                ::mmf_client::events::Event::$name(event) => Some(event),
                _ => None,
            })
            .collect();
        assert_eq!(found.len(), 1, "events {}", stringify!($name));
        found.remove(0)
    }};
}
