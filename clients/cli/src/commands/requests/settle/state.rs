//! What a run keeps on disk: its lock and its journal.

use sha2::{Digest, Sha256};

use crate::args::RequestsSettle;
use crate::batch::{self, Journal, Lock, Subject};
use crate::context::Context;
use crate::error::CliResult;
use crate::explain;
use crate::output::hex;

/// What a run keeps on disk.
pub struct State {
    /// Held while the run lasts.
    _lock: Lock,
    /// What was sent.
    pub journal: Journal,
    /// Transactions of an interrupted run that were settled.
    pub resumed: u64,
}

impl State {
    /// Takes up what an interrupted run has left, and settles what it had sent.
    ///
    /// # Errors
    /// When another run is at work here, a file belongs to something else, or the network does not answer.
    pub fn take_up(context: &Context, args: &RequestsSettle) -> CliResult<Self> {
        let fund = context.fund()?;
        let path = |kind: &str| args.state_dir.join(format!("settle-{fund}.mmf-{kind}"));
        let lock = Lock::take(&path("lock"), &format!("settlement of the fund {fund}"))?;
        let genesis = context.rpc().get_genesis_hash();
        let genesis = genesis.map_err(|error| explain::rpc_error(&error, &context.config.url))?.to_string();
        let subject = Subject {
            command: "requests settle".to_owned(),
            genesis,
            fund: fund.to_string(),
            // Another day is no other work: what waits is read anew.
            content_sha256: hex(&Sha256::digest(fund.as_ref())),
        };
        let mut journal = Journal::open(&path("journal"), subject)?;
        let resumed = if journal.is_interrupted() { batch::settle(context, &mut journal)? } else { 0 };
        Ok(Self { _lock: lock, journal, resumed })
    }
}
