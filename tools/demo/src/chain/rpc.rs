//! JSON-RPC requests, answered as JSON.

use anyhow::{Context, Result};
use serde_json::{Value, json};
use solana_client::rpc_client::RpcClient;
use solana_client::rpc_request::RpcRequest;
use solana_commitment_config::CommitmentConfig;
use solana_sdk::pubkey::Pubkey;

const PAGE: usize = 1_000;

/// A network's RPC server.
pub struct Rpc {
    client: RpcClient,
}

impl Rpc {
    /// The server at `url`.
    #[must_use]
    pub fn new(url: &str) -> Self {
        Self { client: RpcClient::new_with_commitment(url.to_owned(), CommitmentConfig::confirmed()) }
    }

    /// The client, for sending a transaction.
    #[must_use]
    pub const fn client(&self) -> &RpcClient {
        &self.client
    }

    fn call(&self, method: &'static str, params: Value) -> Result<Value> {
        self.client.send(RpcRequest::Custom { method }, params).with_context(|| method.to_owned())
    }

    /// Balance of a token account in its smallest units; zero where there is none.
    ///
    /// # Errors
    /// When the server does not answer.
    pub fn token_balance(&self, account: &Pubkey) -> Result<i128> {
        let exists = self.client.get_account_with_commitment(account, self.client.commitment())?.value.is_some();
        if !exists {
            return Ok(0);
        }
        let answer = self.call("getTokenAccountBalance", json!([account.to_string()]))?;
        integer(&answer["value"]["amount"])
    }

    /// Supply of a mint in its smallest units.
    ///
    /// # Errors
    /// When there is no such mint.
    pub fn token_supply(&self, mint: &Pubkey) -> Result<i128> {
        let answer = self.call("getTokenSupply", json!([mint.to_string()]))?;
        integer(&answer["value"]["amount"])
    }

    /// Address and data of every account of a program.
    ///
    /// # Errors
    /// When the server does not answer.
    pub fn program_accounts(&self, program: &Pubkey) -> Result<Vec<(Pubkey, Vec<u8>)>> {
        let accounts = self.client.get_program_accounts(program)?;
        Ok(accounts.into_iter().map(|(address, account)| (address, account.data)).collect())
    }

    /// Signatures of all successful transactions that name `address`, oldest first.
    ///
    /// # Errors
    /// When the server does not answer.
    pub fn signatures(&self, address: &Pubkey) -> Result<Vec<String>> {
        let mut newest_first: Vec<String> = Vec::new();
        loop {
            let mut options = json!({ "limit": PAGE, "commitment": "confirmed" });
            if let Some(last) = newest_first.last() {
                options["before"] = json!(last);
            }
            let page = self.call("getSignaturesForAddress", json!([address.to_string(), options]))?;
            let rows = page.as_array().context("getSignaturesForAddress: no list")?;
            let landed = rows.iter().filter(|row| row["err"].is_null());
            newest_first.extend(landed.filter_map(|row| row["signature"].as_str().map(str::to_owned)));
            if rows.len() < PAGE {
                newest_first.reverse();
                return Ok(newest_first);
            }
        }
    }

    /// A transaction as JSON.
    ///
    /// # Errors
    /// When it is not known.
    pub fn transaction(&self, signature: &str) -> Result<Value> {
        let options = json!({ "encoding": "json", "commitment": "confirmed", "maxSupportedTransactionVersion": 0 });
        let answer = self.call("getTransaction", json!([signature, options]))?;
        anyhow::ensure!(!answer.is_null(), "the transaction {signature} is not known");
        Ok(answer)
    }
}

/// When a transaction's block was made, in Unix seconds.
///
/// # Errors
/// A transaction without it.
pub fn block_time(transaction: &Value) -> Result<i64> {
    transaction["blockTime"].as_i64().context("a transaction without a time")
}

/// An integer that JSON carries as a string.
pub(super) fn integer(value: &Value) -> Result<i128> {
    let text = value.as_str().with_context(|| format!("{value} is no integer in a string"))?;
    Ok(text.parse()?)
}
