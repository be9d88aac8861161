//! How often the network is asked and sent to.

use std::time::Duration;

use crate::context::Context;

/// How often the network is asked and sent to.
#[derive(Clone, Copy)]
pub(super) struct Pace {
    /// Between two questions for outcomes.
    pub poll: Duration,
    /// Between two broadcasts of a transaction.
    pub again: Duration,
    /// How long a network that stopped answering is asked again.
    pub patience: Duration,
    /// Connections that broadcast.
    pub senders: usize,
}

const LOCAL: Pace = Pace {
    poll: Duration::from_millis(100),
    again: Duration::from_secs(1),
    patience: Duration::from_secs(3),
    senders: 4,
};
const REMOTE: Pace = Pace {
    poll: Duration::from_millis(500),
    again: Duration::from_secs(3),
    patience: Duration::from_secs(60),
    senders: 8,
};

/// The pace for the network at hand.
pub(super) fn pace(context: &Context) -> Pace {
    if context.config.is_local() { LOCAL } else { REMOTE }
}
