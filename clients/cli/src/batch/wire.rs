//! The transactions in flight: broadcast, asked after, broadcast again, until each has landed or can no longer land.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use solana_client::client_error::ClientError as RpcClientError;
use solana_commitment_config::CommitmentConfig;
use solana_sdk::hash::Hash;
use solana_sdk::signature::Signature;
use solana_transaction_status_client_types::TransactionStatus;

use super::broadcast::Broadcast;
use super::flight::{Flight, Verdict};
use super::journal::Journal;
use super::pace::{Pace, pace};
use crate::context::Context;
use crate::error::{CliError, CliResult};
use crate::explain;

/// Most signatures that a node answers for at once.
const SIGNATURES_AT_ONCE: usize = 256;
/// After this time in flight a blockhash that the node does not know is not too new for it, but too old.
const STALE: Duration = Duration::from_secs(30);

/// The transactions in flight.
pub(super) struct Wire<'a> {
    context: &'a Context,
    pace: Pace,
    broadcast: Broadcast,
    flights: Vec<Flight>,
    last_answer: Instant,
}

impl<'a> Wire<'a> {
    /// Opens the connections.
    pub fn open(context: &'a Context) -> CliResult<Self> {
        let pace = pace(context);
        let broadcast = Broadcast::start(context, pace.senders)?;
        Ok(Self { context, pace, broadcast, flights: Vec::new(), last_answer: Instant::now() })
    }

    /// How many are in flight.
    pub fn len(&self) -> usize {
        self.flights.len()
    }

    /// Sends transactions that stand in the journal.
    pub fn launch(&mut self, flights: Vec<Flight>) {
        for flight in &flights {
            self.broadcast.send(flight.signature, &flight.transaction);
        }
        self.flights.extend(flights);
    }

    /// Waits a little, then returns what was settled since; it stands in the journal.
    ///
    /// # Errors
    /// When the network stopped answering, or the journal cannot be written.
    pub fn poll(&mut self, journal: &mut Journal) -> CliResult<Vec<(Flight, Verdict)>> {
        std::thread::sleep(self.pace.poll);
        let verdicts = match self.ask() {
            Ok(verdicts) => {
                self.last_answer = Instant::now();
                verdicts
            }
            Err(_) if self.last_answer.elapsed() < self.pace.patience => return Ok(Vec::new()),
            Err(error) => return Err(self.lost(&error)),
        };
        let settled = self.take(verdicts);
        journal.settled(&settled)?;
        self.broadcast_again();
        Ok(settled)
    }

    /// A verdict for each flight of which it is certain.
    fn ask(&self) -> Result<Vec<Option<Verdict>>, RpcClientError> {
        let rejections = self.broadcast.rejections();
        let height = self.context.rpc().get_block_height_with_commitment(self.context.config.commitment)?;
        let signatures: Vec<Signature> = self.flights.iter().map(|flight| flight.signature).collect();
        let mut verdicts = Vec::with_capacity(signatures.len());
        for chunk in signatures.chunks(SIGNATURES_AT_ONCE) {
            let found = self.context.rpc().get_signature_statuses(chunk)?.value;
            verdicts.extend(found.into_iter().map(|status| self.final_verdict(status)));
        }
        let mut known = HashMap::new();
        for (flight, verdict) in self.flights.iter().zip(&mut verdicts) {
            if verdict.is_some() {
                continue;
            }
            if let Some((_, error)) = rejections.iter().find(|(signature, _)| *signature == flight.signature) {
                *verdict = Some(Verdict::Rejected(error.clone()));
            } else if height > flight.last_valid || self.is_stale(flight, &mut known)? {
                *verdict = self.last_word(flight)?;
            }
        }
        Ok(verdicts)
    }

    /// The outcome, where the network has settled on it as firmly as the settings ask.
    fn final_verdict(&self, status: Option<TransactionStatus>) -> Option<Verdict> {
        let status = status.filter(|status| status.satisfies_commitment(self.context.config.commitment))?;
        Some(match status.err {
            None => Verdict::Landed(status.slot),
            Some(error) => Verdict::Refused(error),
        })
    }

    /// Of a transaction that can land no more: it did so in the last moment, it is not settled yet, or it expired.
    fn last_word(&self, flight: &Flight) -> Result<Option<Verdict>, RpcClientError> {
        let found = self.context.rpc().get_signature_statuses_with_history(&[flight.signature])?.value;
        Ok(match found.into_iter().flatten().next() {
            Some(status) => self.final_verdict(Some(status)),
            None => Some(Verdict::Expired),
        })
    }

    /// A network that was moved in time forgets blockhashes whose height has not come.
    fn is_stale(&self, flight: &Flight, known: &mut HashMap<Hash, bool>) -> Result<bool, RpcClientError> {
        if flight.since.elapsed() < STALE {
            return Ok(false);
        }
        let blockhash = flight.transaction.message.recent_blockhash();
        if let Some(stale) = known.get(blockhash) {
            return Ok(*stale);
        }
        let stale = !self.context.rpc().is_blockhash_valid(blockhash, CommitmentConfig::finalized())?;
        known.insert(*blockhash, stale);
        Ok(stale)
    }

    fn take(&mut self, verdicts: Vec<Option<Verdict>>) -> Vec<(Flight, Verdict)> {
        let mut settled = Vec::new();
        let mut open = Vec::with_capacity(self.flights.len());
        for (flight, verdict) in self.flights.drain(..).zip(verdicts) {
            match verdict {
                Some(verdict) => settled.push((flight, verdict)),
                None => open.push(flight),
            }
        }
        self.flights = open;
        settled
    }

    fn broadcast_again(&mut self) {
        for flight in &mut self.flights {
            if flight.sent.elapsed() >= self.pace.again {
                flight.sent = Instant::now();
                self.broadcast.send(flight.signature, &flight.transaction);
            }
        }
    }

    fn lost(&self, error: &RpcClientError) -> CliError {
        let reason = explain::rpc_error(error, &self.context.config.url).message;
        let open = self.flights.len();
        CliError::unknown(format!(
            "{open} transactions were sent and may have landed; their outcome is unknown ({reason})"
        ))
        .hint("run the command again: it asks after them first, and goes on from there")
    }
}
