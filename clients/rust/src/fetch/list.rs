//! Lists of accounts, filtered by the node.

use std::ops::RangeInclusive;

use mmf::state::{Batch, Custodian, Holding, Investor, NAV_STRUCK, NavReport, Request, Standing, Wallet};
use solana_account_decoder::{UiAccount, UiAccountEncoding};
use solana_client::rpc_config::{RpcAccountInfoConfig, RpcProgramAccountsConfig};
use solana_client::rpc_filter::{Memcmp, RpcFilterType};
use solana_sdk::pubkey::Pubkey;

use super::{Client, FundAccount, decode};
use crate::error::Result;

/// A key that an account must hold at a place (in bytes, the discriminator included).
#[derive(Clone, Copy, Debug)]
pub struct Match {
    /// The place.
    pub offset: usize,
    /// The key.
    pub key: Pubkey,
}

/// Most accounts that a node gives in one answer.
const ACCOUNTS_AT_ONCE: usize = 100;
/// Place of a holding's investor.
const HOLDING_INVESTOR: usize = 8;
/// Place of a holding's class.
const HOLDING_CLASS: usize = 40;
/// Place of an investor's fund.
const INVESTOR_FUND: usize = 8;
/// Place of a wallet record's investor: discriminator, version, bump, fund, owner.
const WALLET_INVESTOR: usize = 8 + 2 + 32 + 32;
/// Place of a wallet record's fund: discriminator, version, bump.
const WALLET_FUND: usize = 8 + 2;
/// Place of a custodian record's fund: discriminator, version, bump, active.
const CUSTODIAN_FUND: usize = 8 + 3;
/// Place of a request's fund: discriminator, version, bump, side, status.
const REQUEST_FUND: usize = 8 + 4;
/// Place of a request's holding: the fund's, fund, class, investor.
const REQUEST_HOLDING: usize = REQUEST_FUND + 3 * 32;
/// Place of a batch's fund: discriminator, version, bump, status.
const BATCH_FUND: usize = 8 + 3;
/// Place of a standing instruction's fund: discriminator, version, bump.
const STANDING_FUND: usize = 8 + 2;

impl Client {
    /// All accounts of a kind that match.
    ///
    /// # Errors
    /// When the node does not answer, or an account has an unknown layout.
    pub fn list<T: FundAccount>(&self, matches: &[Match]) -> Result<Vec<(Pubkey, Box<T>)>> {
        let kind = RpcFilterType::Memcmp(Memcmp::new_base58_encoded(0, T::DISCRIMINATOR));
        let keys = matches
            .iter()
            .map(|wanted| RpcFilterType::Memcmp(Memcmp::new_base58_encoded(wanted.offset, wanted.key.as_ref())));
        let config = RpcProgramAccountsConfig {
            filters: Some(std::iter::once(kind).chain(keys).collect()),
            account_config: RpcAccountInfoConfig {
                encoding: Some(UiAccountEncoding::Base64),
                commitment: Some(self.rpc().commitment()),
                ..RpcAccountInfoConfig::default()
            },
            ..RpcProgramAccountsConfig::default()
        };
        let found: Vec<(Pubkey, UiAccount)> =
            self.rpc().get_program_ui_accounts_with_config(&self.program(), config)?;
        let mut accounts = Vec::with_capacity(found.len());
        for (address, account) in found {
            let data = account.data.decode().unwrap_or_default();
            accounts.push((address, decode(&address, &data)?));
        }
        accounts.sort_by_key(|(address, _)| *address);
        Ok(accounts)
    }

    /// The strikes of a fund with these numbers, in order; those that are not struck are left out.
    ///
    /// # Errors
    /// When the node does not answer, or a report has an unknown layout.
    pub fn strikes(&self, fund: &Pubkey, numbers: RangeInclusive<u32>) -> Result<Vec<NavReport>> {
        let addresses: Vec<Pubkey> = numbers.map(|number| self.addresses().nav(fund, number)).collect();
        let mut reports = Vec::with_capacity(addresses.len());
        for chunk in addresses.chunks(ACCOUNTS_AT_ONCE) {
            let found = self.rpc().get_multiple_accounts_with_commitment(chunk, self.rpc().commitment())?.value;
            for (address, account) in chunk.iter().zip(found) {
                if let Some(account) = account {
                    reports.push(*decode::<NavReport>(address, &account.data)?);
                }
            }
        }
        reports.retain(|report| report.status == NAV_STRUCK);
        Ok(reports)
    }

    /// All investors of a fund.
    ///
    /// # Errors
    /// As [`Client::list`].
    pub fn investors(&self, fund: &Pubkey) -> Result<Vec<(Pubkey, Box<Investor>)>> {
        self.list(&[at(INVESTOR_FUND, fund)])
    }

    /// All holdings of a class.
    ///
    /// # Errors
    /// As [`Client::list`].
    pub fn holdings(&self, class: &Pubkey) -> Result<Vec<(Pubkey, Box<Holding>)>> {
        self.list(&[at(HOLDING_CLASS, class)])
    }

    /// All holdings of an investor.
    ///
    /// # Errors
    /// As [`Client::list`].
    pub fn holdings_of(&self, investor: &Pubkey) -> Result<Vec<(Pubkey, Box<Holding>)>> {
        self.list(&[at(HOLDING_INVESTOR, investor)])
    }

    /// All wallets of an investor.
    ///
    /// # Errors
    /// As [`Client::list`].
    pub fn wallets_of(&self, investor: &Pubkey) -> Result<Vec<(Pubkey, Box<Wallet>)>> {
        self.list(&[at(WALLET_INVESTOR, investor)])
    }

    /// All wallets of a fund.
    ///
    /// # Errors
    /// As [`Client::list`].
    pub fn wallets(&self, fund: &Pubkey) -> Result<Vec<(Pubkey, Box<Wallet>)>> {
        self.list(&[at(WALLET_FUND, fund)])
    }

    /// All custodian accounts of a fund.
    ///
    /// # Errors
    /// As [`Client::list`].
    pub fn custodians(&self, fund: &Pubkey) -> Result<Vec<(Pubkey, Box<Custodian>)>> {
        self.list(&[at(CUSTODIAN_FUND, fund)])
    }

    /// All queued requests of a fund, those that are over and not closed included.
    ///
    /// # Errors
    /// As [`Client::list`].
    pub fn requests(&self, fund: &Pubkey) -> Result<Vec<(Pubkey, Box<Request>)>> {
        self.list(&[at(REQUEST_FUND, fund)])
    }

    /// All queued requests of a holding, those that are over and not closed included.
    ///
    /// # Errors
    /// As [`Client::list`].
    pub fn requests_of(&self, holding: &Pubkey) -> Result<Vec<(Pubkey, Box<Request>)>> {
        self.list(&[at(REQUEST_HOLDING, holding)])
    }

    /// All batches of a fund.
    ///
    /// # Errors
    /// As [`Client::list`].
    pub fn batches(&self, fund: &Pubkey) -> Result<Vec<(Pubkey, Box<Batch>)>> {
        self.list(&[at(BATCH_FUND, fund)])
    }

    /// All standing instructions of a fund's holders.
    ///
    /// # Errors
    /// As [`Client::list`].
    pub fn standings(&self, fund: &Pubkey) -> Result<Vec<(Pubkey, Box<Standing>)>> {
        self.list(&[at(STANDING_FUND, fund)])
    }
}

fn at(offset: usize, key: &Pubkey) -> Match {
    Match { offset, key: *key }
}

#[cfg(test)]
#[path = "list_tests.rs"]
mod tests;
