//! The register as it is on chain, read once.

use std::collections::{HashMap, HashSet};

use mmf::state::{Investor, ShareClass, Wallet};
use solana_sdk::pubkey::Pubkey;

use super::table::Record;
use crate::commands::shared::{self, FundAt, explain_sdk};
use crate::context::Context;
use crate::error::{CliError, CliResult};
use crate::tx::spinner;

/// An investor with its address and wallets.
pub struct Known {
    /// The address.
    pub address: Pubkey,
    /// The account.
    pub investor: Box<Investor>,
    /// Owners of its wallets.
    pub wallets: Vec<Pubkey>,
}

/// A share class with its address.
pub struct ClassAt {
    /// The address.
    pub address: Pubkey,
    /// The account.
    pub class: Box<ShareClass>,
}

/// A fund's register.
pub struct Register {
    /// The fund.
    pub fund: FundAt,
    /// Its classes, by number.
    pub classes: Vec<ClassAt>,
    /// Its investors, by number.
    pub investors: HashMap<[u8; 32], Known>,
    /// Its wallet records, by owner.
    pub wallets: HashMap<Pubkey, Box<Wallet>>,
    /// Token accounts that have a holding.
    pub lines: HashSet<Pubkey>,
    /// The network's clock, in Unix seconds.
    pub now: i64,
}

impl Register {
    /// Reads the register.
    ///
    /// # Errors
    /// When the node does not answer, or an account is not what it should be.
    pub fn read(context: &Context, fund: FundAt) -> CliResult<Self> {
        let spinner = spinner(context, "read the register");
        let explain = |error| explain_sdk(context, &error);
        let client = &context.client;
        let mut investors: HashMap<[u8; 32], Known> = HashMap::new();
        let mut numbers = HashMap::new();
        for (address, investor) in client.investors(&fund.address).map_err(explain)? {
            numbers.insert(address, investor.investor_id);
            investors.insert(investor.investor_id, Known { address, investor, wallets: Vec::new() });
        }
        let mut wallets = HashMap::new();
        for (_, wallet) in client.wallets(&fund.address).map_err(explain)? {
            if let Some(known) = numbers.get(&wallet.investor).and_then(|number| investors.get_mut(number)) {
                known.wallets.push(wallet.owner);
            }
            wallets.insert(wallet.owner, wallet);
        }
        let (mut classes, mut lines) = (Vec::new(), HashSet::new());
        for (number, _) in client.addresses().classes(&fund.address, fund.fund.class_bitmap) {
            let (address, class) = shared::class(context, &fund.address, number)?;
            let holdings = client.holdings(&address).map_err(explain)?;
            lines.extend(holdings.iter().map(|(_, holding)| holding.token_account));
            classes.push(ClassAt { address, class });
        }
        let now = shared::network_time(context)?;
        spinner.finish_and_clear();
        Ok(Self { fund, classes, investors, wallets, lines, now })
    }

    /// Every investor as a record, by number.
    ///
    /// # Errors
    /// When an investor is of a kind that this release does not know.
    pub fn records(&self) -> CliResult<Vec<(Record, &Known)>> {
        let mut records = Vec::with_capacity(self.investors.len());
        for known in self.investors.values() {
            records.push((known.record()?, known));
        }
        records.sort_by_key(|(record, _)| record.id);
        Ok(records)
    }
}

impl Known {
    /// The investor as a record.
    ///
    /// # Errors
    /// When it is of a kind that this release does not know.
    pub fn record(&self) -> CliResult<Record> {
        Record::of(&self.investor, self.wallets.clone()).ok_or_else(|| {
            CliError::failure(
                "KindUnknown",
                format!("the investor {} is of a kind that this release does not know", self.address),
            )
            .hint("update this tool")
        })
    }
}
