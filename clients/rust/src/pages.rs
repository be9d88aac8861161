//! Signatures of an address from the transaction history that the node keeps, without the transactions themselves.

use std::str::FromStr;

use solana_client::rpc_client::GetConfirmedSignaturesForAddress2Config;
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signature::Signature;

use crate::error::Result;
use crate::fetch::Client;

const PAGE: usize = 1_000;

impl Client {
    /// The transactions that touched an address and went well, the oldest first.
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
}
