//! A fund whose holders are paid in every way there is, after the strike of 31 January 2025.

use std::collections::HashMap;

use serde_json::Value;
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signature::read_keypair_file;
use spl_token_interface::instruction::close_account;

use super::super::stage::{Chain, client};
use crate::support::{Fund, Key};

const DOCUMENT: &str = "d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0";
/// One unit, e18.
const SCALE: u128 = 10u128.pow(18);

/// A holder.
pub struct Holder {
    pub key: Key,
    pub id: String,
    /// Tax withheld from its dividends, in basis points.
    pub withholding_bps: u64,
}

/// The fund and its holders, by name.
pub struct Cast {
    pub fund: Fund,
    pub holders: HashMap<&'static str, Holder>,
}

impl Cast {
    /// So many shares each: Alice reinvests, and gets the vault's dividends as well; Bea and Carl elected cash, but Carl has no cash account;
    /// Dora's and Eve's tax is 30 %, Eve's is paid in cash; Gus is blocked.
    pub fn at_the_end_of_january() -> Self {
        let mut cast = Self { fund: Fund::start(), holders: HashMap::new() };
        let in_cash = ["--dividends", "cash"];
        let taxed = ["--withholding-bps", "3000"];
        cast.enter("alice", "1,000", &[]);
        cast.enter("bea", "2,000", &in_cash);
        cast.enter("carl", "3,000", &in_cash);
        cast.enter("dora", "4,000", &taxed);
        cast.enter("eve", "5,000", &[in_cash, taxed].concat());
        let operator = cast.wallet("alice").to_owned();
        cast.enter("vault", "6,000", &["--kind", "protocol-vault", "--operator", &operator]);
        cast.enter("gus", "7,000", &[]);
        cast.fund.admin(&["holding", "dividends", cast.wallet("vault"), "--to", &operator]).result();
        cast.close_cash_account("carl");
        let gus = cast.holders["gus"].id.clone();
        cast.fund.admin(&["investor", "block", &gus, "--reason", "12", "--document", DOCUMENT]).result();
        cast.strike("2025-01-02", "28006", "6");
        cast.strike("2025-01-31", "28096", "90");
        cast
    }

    /// Onboards a holder with so many shares, whose record is then changed.
    pub fn enter(&mut self, name: &'static str, shares: &str, update: &[&str]) {
        let fund = &self.fund;
        let key = fund.net.key(name, shares);
        let id = fund.admin(&["investor", "add"]).result()["investorId"].as_str().unwrap().to_owned();
        fund.admin(&["investor", "approve", &id, "--kyc-until", "2026-12-31"]).result();
        fund.admin(&["wallet", "link", &id, &key.address]).result();
        if shares != "0" {
            fund.by(&key.path, &["subscribe", shares]).result();
        }
        if !update.is_empty() {
            fund.admin(&[&["investor", "update", &id], update].concat()).result();
        }
        let withholding_bps = fund.mmf(&["investor", "show", &id]).result()["profile"]["withholdingBps"].as_u64();
        self.holders.insert(name, Holder { key, id, withholding_bps: withholding_bps.unwrap() });
    }

    pub fn strike(&self, day: &str, net_assets: &str, income: &str) {
        self.fund.net.time(&format!("{day}T20:01:00Z"));
        self.fund.quote(net_assets, income).result();
        self.fund.admin(&["strike", "--day", day, "--yes"]).result();
    }

    pub fn wallet(&self, name: &str) -> &str {
        &self.holders[name].key.address
    }

    /// The books.
    pub fn chain(&self) -> Chain {
        let client = client(&self.fund);
        let (address, class) = client.class(&self.fund.address.parse().unwrap(), 0).unwrap();
        let period = client.period(&address, class.closed_period).unwrap().unwrap();
        Chain { period, holdings: client.holdings(&address).unwrap(), class }
    }

    /// What a holder gets of January, before tax, in units: by the index alone.
    pub fn gross(&self, before: &Chain, name: &str) -> u64 {
        u64::try_from(self.income_e18(before, name) / SCALE).unwrap()
    }

    /// Tax on that, rounded up.
    pub fn tax(&self, before: &Chain, name: &str) -> u64 {
        (self.gross(before, name) * self.holders[name].withholding_bps).div_ceil(10_000)
    }

    /// What is left of it.
    pub fn net(&self, before: &Chain, name: &str) -> u64 {
        self.gross(before, name) - self.tax(before, name)
    }

    /// What is too little to pay, e18 of a unit.
    pub fn fraction_e18(&self, before: &Chain, name: &str) -> u128 {
        self.income_e18(before, name) % SCALE
    }

    fn income_e18(&self, before: &Chain, name: &str) -> u128 {
        u128::from(self.units(before, name)) * before.period.closing_index
    }

    /// A holder's units in the register.
    pub fn units(&self, chain: &Chain, name: &str) -> u64 {
        let owner: Pubkey = self.wallet(name).parse().unwrap();
        let found = chain.holdings.iter().find(|(_, holding)| holding.owner == owner);
        found.unwrap().1.recorded_units
    }

    /// A holder's tokens.
    pub fn tokens(&self, name: &str) -> u64 {
        client(&self.fund).token_balance(&self.fund.token_account(self.wallet(name))).unwrap().unwrap()
    }

    /// The cash in a wallet's associated account, in millionths; `None` without one.
    pub fn cash(&self, wallet: &str) -> Option<u64> {
        client(&self.fund).token_balance(&self.cash_account(wallet)).unwrap()
    }

    fn cash_account(&self, wallet: &str) -> Pubkey {
        let client = client(&self.fund);
        let fund = client.fund(&self.fund.address.parse().unwrap()).unwrap();
        client.cash_account(&fund, &wallet.parse().unwrap())
    }

    /// The buffer by the books, in millionths.
    pub fn buffer(&self) -> u64 {
        client(&self.fund).fund(&self.fund.address.parse().unwrap()).unwrap().buffer_cash_e6
    }

    /// Closes a holder's cash account, which is empty.
    pub fn close_cash_account(&self, name: &str) {
        let key = read_keypair_file(&self.holders[name].key.path).unwrap();
        let (owner, account) = (self.wallet(name).parse().unwrap(), self.cash_account(self.wallet(name)));
        let order = close_account(&spl_token_interface::ID, &account, &owner, &owner, &[]).unwrap();
        mmf_localnet::send(&self.fund.net.url, &[order], &key, &[]).unwrap();
    }

    /// The list that `--report` wrote, by the holder's name.
    pub fn listed(&self, file: &str) -> HashMap<&'static str, HashMap<String, String>> {
        let text = std::fs::read_to_string(self.fund.net.dir.path().join(file)).unwrap();
        let mut lines = text.lines();
        let columns: Vec<&str> = lines.next().unwrap().split(',').collect();
        let mut listed = HashMap::new();
        for line in lines {
            let cells = columns.iter().map(|name| (*name).to_owned()).zip(line.split(',').map(str::to_owned));
            let row: HashMap<String, String> = cells.collect();
            let (name, _) = self.holders.iter().find(|(_, holder)| holder.key.address == row["wallet"]).unwrap();
            assert!(listed.insert(*name, row).is_none(), "{name} is listed twice");
        }
        listed
    }
}

/// An amount of the result, in millionths.
#[track_caller]
pub fn millionths(shown: &Value) -> u64 {
    shown.as_str().unwrap().replace('.', "").parse().unwrap()
}

/// An amount of the reconciliation, e18 of a unit.
#[track_caller]
pub fn reconciled(done: &Value, name: &str) -> i128 {
    let rows = done["reconciliation"].as_array().unwrap();
    let row = rows.iter().find(|row| row["name"] == name).unwrap();
    row["amount_e18"].as_str().unwrap().parse().unwrap()
}
