//! What a run keeps on disk: its lock, its journal, the list of its lookup tables.

use std::path::PathBuf;

use super::tables::TableFile;
use crate::args::Distribute;
use crate::batch::{self, Journal, Lock, Subject};
use crate::context::Context;
use crate::error::CliResult;
use crate::explain;
use crate::output::hex;
use sha2::{Digest, Sha256};

/// What a run keeps on disk.
pub struct State {
    /// Held while the run lasts.
    _lock: Lock,
    /// What was sent.
    pub journal: Journal,
    /// The class's lookup tables.
    pub tables: TableFile,
    /// Transactions of an interrupted run that were settled.
    pub resumed: u64,
}

impl State {
    /// Takes up what an interrupted run has left, and settles what it had sent.
    ///
    /// # Errors
    /// When another run is at work, a file belongs to something else, or the network does not answer.
    pub fn take_up(context: &Context, args: &Distribute) -> CliResult<Self> {
        let fund = context.fund()?;
        let class = context.client.addresses().class(&fund, args.class);
        let path = |kind: &str| -> PathBuf { args.state_dir.join(format!("distribute-{class}.mmf-{kind}")) };
        let lock = Lock::take(&path("lock"), &format!("distribution of the class {class}"))?;
        let genesis = context.rpc().get_genesis_hash();
        let genesis = genesis.map_err(|error| explain::rpc_error(&error, &context.config.url))?.to_string();
        let tables = TableFile::read(&path("tables"), &genesis, &class)?;
        let subject = Subject {
            command: "distribute".to_owned(),
            genesis,
            fund: fund.to_string(),
            // A month that closed meanwhile is no other work: who was not paid is read anew.
            content_sha256: hex(&Sha256::digest(class.as_ref())),
        };
        let mut journal = Journal::open(&path("journal"), subject)?;
        let resumed = if journal.is_interrupted() { batch::settle(context, &mut journal)? } else { 0 };
        Ok(Self { _lock: lock, journal, tables, resumed })
    }
}
