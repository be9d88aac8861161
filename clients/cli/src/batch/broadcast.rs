//! Threads that hand transactions to the node, so that one slow answer holds up nobody.

use std::sync::Arc;
use std::thread::JoinHandle;

use crossbeam_channel::{Receiver, Sender, unbounded};
use solana_client::client_error::{ClientError as RpcClientError, ClientErrorKind as ErrorKind};
use solana_client::rpc_client::RpcClient;
use solana_client::rpc_request::RpcError;
use solana_sdk::signature::Signature;
use solana_sdk::transaction::VersionedTransaction;

use crate::context::Context;
use crate::error::{CliError, CliResult};
use crate::explain;
use crate::tx::submit;

/// JSON-RPC: the request is malformed, so it will be refused every time.
const INVALID_PARAMS: i64 = -32602;
/// Solana's nodes: a signature is wrong, so it will be refused every time.
const SIGNATURE_WRONG: i64 = -32003;

struct Order {
    signature: Signature,
    transaction: Arc<VersionedTransaction>,
}

/// The threads, and what they report.
pub(super) struct Broadcast {
    orders: Option<Sender<Order>>,
    rejections: Receiver<(Signature, CliError)>,
    threads: Vec<JoinHandle<()>>,
}

impl Broadcast {
    /// Starts so many threads.
    pub fn start(context: &Context, count: usize) -> CliResult<Self> {
        let (orders, taken) = unbounded::<Order>();
        let (reported, rejections) = unbounded();
        let mut threads = Vec::with_capacity(count);
        for number in 0..count {
            let (taken, reported, url) = (taken.clone(), reported.clone(), context.config.url.clone());
            let commitment = context.config.commitment;
            let thread = std::thread::Builder::new().name(format!("sender-{number}")).spawn(move || {
                let rpc = RpcClient::new_with_commitment(url.clone(), commitment);
                for order in taken {
                    let rejection = submit(&rpc, &order.transaction).err().and_then(|error| rejection(&error, &url));
                    if let Some(error) = rejection {
                        // Nobody listens any more when the run has ended: then it does not matter either.
                        let _ = reported.send((order.signature, error));
                    }
                }
            });
            let thread = thread.map_err(|error| CliError::failure("ThreadsUnavailable", error.to_string()))?;
            threads.push(thread);
        }
        Ok(Self { orders: Some(orders), rejections, threads })
    }

    /// Has a transaction sent.
    pub fn send(&self, signature: Signature, transaction: &Arc<VersionedTransaction>) {
        if let Some(orders) = &self.orders {
            // The threads live as long as this value.
            let _ = orders.send(Order { signature, transaction: Arc::clone(transaction) });
        }
    }

    /// The transactions that the node refused to take, for good.
    pub fn rejections(&self) -> Vec<(Signature, CliError)> {
        self.rejections.try_iter().collect()
    }
}

impl Drop for Broadcast {
    fn drop(&mut self) {
        drop(self.orders.take());
        for thread in self.threads.drain(..) {
            // A thread that panicked has nothing left to say.
            let _ = thread.join();
        }
    }
}

/// Whether the node will never take it. Whatever else a node says, its outcome is learnt from the chain.
fn rejection(error: &RpcClientError, url: &str) -> Option<CliError> {
    match error.kind() {
        ErrorKind::RpcError(RpcError::RpcResponseError { code: INVALID_PARAMS | SIGNATURE_WRONG, .. }) => {
            Some(explain::rpc_error(error, url))
        }
        _ => None,
    }
}
