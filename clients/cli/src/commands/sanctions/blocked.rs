//! Blocked property at a moment, as rows of a report.

use mmf_client::history::Entry;
use solana_sdk::pubkey::Pubkey;

use super::holdings::{self, Line};
use super::orders::Order;
use super::strikes::Strikes;
use super::value::Valued;
use crate::commands::shared::{self, FundAt};
use crate::context::Context;
use crate::error::{CliError, CliResult};
use crate::output::Cell;

/// Columns of a report's holdings.
pub fn columns() -> Vec<(&'static str, &'static str)> {
    vec![
        ("investorId", "Investor"),
        ("classNo", "Share class"),
        ("wallet", "Wallet"),
        ("holding", "Holding"),
        ("tokenAccount", "Token account"),
        ("units", "Units"),
        ("price_e12", "Price"),
        ("value", "Value"),
        ("income", "Income accrued and payable"),
        ("income_e18", "To the last digit"),
        ("tokensNow", "Tokens now"),
        ("blockedAt", "Blocked at"),
        ("transaction", "By transaction"),
        ("reason", "Reason code"),
        ("document", "Order"),
    ]
}

/// Holdings of one investor at a moment.
#[derive(Default)]
pub struct Property {
    /// One row for each holding.
    pub rows: Vec<Vec<Cell>>,
    /// Value of the units, e6.
    pub value_e6: u128,
    /// Income accrued and payable, whole millionths of each holding, e6.
    pub income_e6: u128,
    /// Whether the history explains everything on record.
    pub is_explained: bool,
}

/// Whose property, blocked by which order, and when it is looked at.
pub struct Question<'a> {
    /// The investor's number.
    pub id: [u8; 32],
    /// The investor's address.
    pub investor: Pubkey,
    /// The history of its record.
    pub history: &'a [Entry],
    /// The sanction.
    pub blocked: &'a Order,
    /// In Unix seconds.
    pub moment: i64,
}

impl Property {
    /// Gathers it.
    ///
    /// # Errors
    /// When the node does not answer, or its history is incomplete.
    pub fn gather(context: &Context, fund: &FundAt, question: &Question<'_>) -> CliResult<Self> {
        let now = shared::network_time(context)?;
        let lines = holdings::of_investor(context, fund, &question.investor, question.history)?;
        let strikes = Strikes::since(context, &fund.address, &fund.fund, question.moment)?;
        let mut property = Self { is_explained: true, ..Self::default() };
        for line in &lines {
            let valued = Valued::at(line, &strikes, question.moment, now)?;
            if valued.units == 0 && valued.income_e18 == 0 && line.record.is_none() {
                continue;
            }
            property.is_explained &= line.is_explained();
            property.value_e6 = sum(property.value_e6, valued.value_e6)?;
            property.income_e6 = sum(property.income_e6, valued.income_e6())?;
            property.rows.push(row(question, line, &valued));
        }
        Ok(property)
    }

    /// Adds another investor's.
    ///
    /// # Errors
    /// When a total is too large.
    pub fn add(&mut self, other: Self) -> CliResult<()> {
        self.rows.extend(other.rows);
        self.value_e6 = sum(self.value_e6, other.value_e6)?;
        self.income_e6 = sum(self.income_e6, other.income_e6)?;
        self.is_explained &= other.is_explained;
        Ok(())
    }
}

/// An amount in e6 as a value.
pub fn amount(amount_e6: u128) -> Cell {
    Cell::amount(i128::try_from(amount_e6).unwrap_or(i128::MAX))
}

fn sum(one: u128, other: u128) -> CliResult<u128> {
    one.checked_add(other).ok_or_else(|| CliError::failure("FiguresInvalid", "the total is too large"))
}

fn row(question: &Question<'_>, line: &Line, valued: &Valued) -> Vec<Cell> {
    let blocked = question.blocked;
    vec![
        Cell::hex(&question.id),
        Cell::count(line.class.class_no),
        line.owner().map_or_else(Cell::none, |owner| Cell::address(&owner)),
        Cell::address(&line.address),
        Cell::address(&line.token_account),
        Cell::amount(valued.units),
        Cell::price(valued.price_e12),
        amount(valued.value_e6),
        amount(valued.income_e6()),
        Cell::fine_units(valued.income_e18),
        Cell::amount(line.account.map_or(0, |account| account.tokens)),
        Cell::instant(blocked.at),
        Cell::text(blocked.signature.to_string()),
        Cell::count(blocked.reason),
        Cell::hex(&blocked.document_hash),
    ]
}
