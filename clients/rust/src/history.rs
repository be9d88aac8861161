//! Events of an address from the transaction history that the node keeps.

use std::str::FromStr;

use solana_client::rpc_client::GetConfirmedSignaturesForAddress2Config;
use solana_client::rpc_config::{RpcTransactionConfig, UiTransactionEncoding};
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signature::Signature;

use crate::error::Result;
use crate::events::{Event, decode_logs};
use crate::fetch::Client;

const PAGE: usize = 1_000;

/// A transaction that went well, with the fund program's events.
#[derive(Debug)]
pub struct Entry {
    /// Its signature.
    pub signature: Signature,
    /// When it landed, in Unix seconds; `None` where the node does not know.
    pub time: Option<i64>,
    /// The fund program's events.
    pub events: Vec<Event>,
}

impl Client {
    /// The transactions that touched an address and went well, with their events, the oldest first.
    ///
    /// # Errors
    /// When the node does not answer.
    pub fn history(&self, address: &Pubkey) -> Result<Vec<Entry>> {
        self.signatures(address)?.into_iter().map(|signature| self.entry(signature)).collect()
    }

    /// Signatures of the transactions that touched an address and went well, the oldest first.
    ///
    /// # Errors
    /// When the node does not answer.
    pub fn signatures(&self, address: &Pubkey) -> Result<Vec<Signature>> {
        let mut signatures = Vec::new();
        let mut before = None;
        loop {
            let config = GetConfirmedSignaturesForAddress2Config {
                before,
                limit: Some(PAGE),
                commitment: Some(self.rpc().commitment()),
                ..GetConfirmedSignaturesForAddress2Config::default()
            };
            let page = self.rpc().get_signatures_for_address_with_config(address, config)?;
            for found in &page {
                let Ok(signature) = Signature::from_str(&found.signature) else {
                    continue;
                };
                before = Some(signature);
                if found.err.is_none() {
                    signatures.push(signature);
                }
            }
            if page.len() < PAGE {
                signatures.reverse();
                return Ok(signatures);
            }
        }
    }

    /// The events of one transaction.
    ///
    /// # Errors
    /// When the node does not know the transaction.
    pub fn entry(&self, signature: Signature) -> Result<Entry> {
        let config = RpcTransactionConfig {
            encoding: Some(UiTransactionEncoding::Base64),
            commitment: Some(self.rpc().commitment()),
            max_supported_transaction_version: Some(0),
        };
        let found = self.rpc().get_transaction_with_config(&signature, config)?;
        let logs: Option<Vec<String>> = found.transaction.meta.and_then(|meta| meta.log_messages.into());
        Ok(Entry { signature, time: found.block_time, events: decode_logs(&self.program(), &logs.unwrap_or_default()) })
    }
}
