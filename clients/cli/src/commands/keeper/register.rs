//! The register as the keeper reads it: once a round.

use std::collections::HashMap;

use mmf::compliance::{Denial, must_be_frozen};
use mmf::state::{Holding, Investor, ShareClass};
use mmf_client::ix::Line;
use solana_sdk::pubkey::Pubkey;

use crate::commands::price;
use crate::commands::share_account::ShareAccount;
use crate::commands::shared::{self, FundAt, explain_sdk};
use crate::context::Context;
use crate::error::{CliError, CliResult};
use crate::output::Cell;

/// A class with its holdings.
pub struct ClassBook {
    /// The class's address.
    pub address: Pubkey,
    /// The class.
    pub class: Box<ShareClass>,
    /// Its holdings, by address.
    pub holdings: Vec<(Pubkey, Box<Holding>)>,
}

/// Classes, holdings and investors of a fund at one moment.
pub struct Register {
    /// The network's clock, in Unix seconds.
    pub now: i64,
    /// The fund.
    pub fund: FundAt,
    /// The classes that the keeper looks after.
    pub books: Vec<ClassBook>,
    investors: HashMap<Pubkey, Box<Investor>>,
}

/// A token account that is open and must be frozen.
#[derive(Clone, Copy)]
pub struct Due {
    /// Number of the class.
    pub class_no: u8,
    /// Number of the investor.
    pub investor_id: [u8; 32],
    /// The register's line.
    pub line: Line,
    /// Tokens in the account.
    pub tokens: u64,
    /// Why.
    pub denial: Denial,
}

impl Register {
    /// Reads it. `class_no`: of one class only.
    ///
    /// # Errors
    /// When the node does not answer, or the fund has no such class.
    pub fn read(context: &Context, class_no: Option<u8>) -> CliResult<Self> {
        let explain = |error| explain_sdk(context, &error);
        let fund = shared::fund(context)?;
        let classes = context.client.addresses().classes(&fund.address, fund.fund.class_bitmap);
        let wanted = classes.into_iter().filter(|(number, _)| class_no.is_none_or(|only| only == *number));
        let mut books = Vec::new();
        for (number, address) in wanted {
            let (_, class) = shared::class(context, &fund.address, number)?;
            let holdings = context.client.holdings(&address).map_err(explain)?;
            books.push(ClassBook { address, class, holdings });
        }
        if let (Some(number), true) = (class_no, books.is_empty()) {
            return Err(CliError::failure("ClassMissing", format!("the fund has no share class {number}"))
                .hint("`mmf fund show` lists the classes"));
        }
        let investors = context.client.investors(&fund.address).map_err(explain)?;
        let now = shared::network_time(context)?;
        Ok(Self { now, fund, books, investors: investors.into_iter().collect() })
    }

    /// The investor of a holding.
    pub fn investor_of(&self, holding: &Holding) -> Option<&Investor> {
        let investor = self.investors.get(&holding.investor)?;
        (investor.generation == holding.investor_generation).then_some(investor)
    }

    /// Number of holdings.
    pub fn holdings(&self) -> usize {
        self.books.iter().map(|book| book.holdings.len()).sum()
    }

    /// Classes whose published status is no longer so.
    pub fn outdated(&self) -> Vec<Pubkey> {
        let is_outdated = |book: &&ClassBook| price::is_outdated(&self.fund.fund, &book.class, self.now);
        self.books.iter().filter(is_outdated).map(|book| book.address).collect()
    }

    /// Every open token account that must be frozen.
    ///
    /// # Errors
    /// When the node does not answer.
    pub fn due(&self, context: &Context) -> CliResult<Vec<Due>> {
        let mut due = Vec::new();
        for book in &self.books {
            let suspects: Vec<(&Holding, &Investor, Denial)> = book
                .holdings
                .iter()
                .filter_map(|(_, holding)| {
                    let investor = self.investor_of(holding)?;
                    let denial = must_be_frozen(&book.class, investor, holding, self.now)?;
                    Some((&**holding, investor, denial))
                })
                .collect();
            let addresses: Vec<Pubkey> = suspects.iter().map(|(holding, ..)| holding.token_account).collect();
            let accounts = ShareAccount::fetch_all(context, &addresses)?;
            for ((holding, investor, denial), account) in suspects.into_iter().zip(accounts) {
                let open = account.filter(|account| account.mint == book.class.mint && !account.frozen);
                due.extend(open.map(|account| Due {
                    class_no: book.class.class_no,
                    investor_id: investor.investor_id,
                    line: Line::of(&book.class, holding),
                    tokens: account.tokens,
                    denial,
                }));
            }
        }
        Ok(due)
    }
}

impl Due {
    /// Columns of a table of such accounts.
    pub fn columns() -> Vec<(&'static str, &'static str)> {
        vec![
            ("classNo", "Class"),
            ("investorId", "Investor"),
            ("wallet", "Wallet"),
            ("tokenAccount", "Token account"),
            ("tokens", "Tokens"),
            ("number", "No"),
            ("reason", "Reason"),
        ]
    }

    /// Its row.
    pub fn row(&self) -> Vec<Cell> {
        vec![
            Cell::count(self.class_no),
            Cell::hex(&self.investor_id),
            Cell::address(&self.line.owner),
            Cell::address(&self.line.token_account),
            Cell::amount(self.tokens),
            Cell::count(self.denial.number()),
            Cell::text(crate::commands::denial::name(self.denial)),
        ]
    }
}
