//! Why a holding's dividend is credited in place: what keeps tokens from reaching it.

use mmf::compliance::{Denial, Operation, check_party};
use mmf_client::ix::cash_account;
use solana_sdk::account::Account;
use solana_sdk::pubkey::Pubkey;
use spl_token_2022_interface::extension::StateWithExtensions;
use spl_token_2022_interface::extension::memo_transfer::memo_required;
use spl_token_2022_interface::state::Account as TokenAccount;

use super::books::{Books, Line};
use super::route::Route;
use crate::commands::denial as denials;
use crate::commands::share_account::{ShareAccount, fetch_accounts};
use crate::context::Context;
use crate::error::CliResult;

/// What keeps tokens from reaching a holding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Obstacle {
    /// Its standing, or an order.
    Denied(Denial),
    /// Its token account is closed, or was made again for somebody else.
    AccountClosed,
    /// Token-2022 has its token account frozen.
    AccountFrozen,
    /// Its owner elected cash and has no associated account that takes it: it becomes units.
    NoCashAccount,
}

impl Obstacle {
    /// What stands in the way of each line's dividend at this moment (Unix seconds), as the program sees it.
    ///
    /// # Errors
    /// When the node does not answer.
    pub fn of_all(context: &Context, books: &Books, lines: &[&Line], now: i64) -> CliResult<Vec<Option<Self>>> {
        let accounts: Vec<Pubkey> = lines.iter().map(|line| account_that_is_paid(books, line)).collect();
        let found = fetch_accounts(context, &accounts)?;
        Ok(lines.iter().zip(found).map(|(line, account)| Self::of(books, line, account.as_ref(), now)).collect())
    }

    fn of(books: &Books, line: &Line, account: Option<&Account>, now: i64) -> Option<Self> {
        if let Some(denial) = denial(books, line, now) {
            return Some(Self::Denied(denial));
        }
        if line.route == Route::Cash {
            let takes = account.is_some_and(|account| takes_cash(books, line, account));
            return (!takes).then_some(Self::NoCashAccount);
        }
        let paid = books.receiver(line).unwrap_or(line);
        if let Some(denial) = denial(books, paid, now) {
            return Some(Self::Denied(denial));
        }
        let account = account.and_then(ShareAccount::read);
        match account.filter(|found| found.mint == books.class.mint && found.owner == paid.holding.owner) {
            None => Some(Self::AccountClosed),
            Some(account) if account.frozen => Some(Self::AccountFrozen),
            Some(_) => None,
        }
    }

    /// Whether the dividend gets no token. A dividend in cash that finds no account becomes units instead.
    pub fn is_credited_in_place(self) -> bool {
        self != Self::NoCashAccount
    }

    /// The stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Denied(denial) => denials::name(denial),
            Self::AccountClosed => "TokenAccountClosed",
            Self::AccountFrozen => denials::name(Denial::TokenAccountFrozen),
            Self::NoCashAccount => "NoCashAccount",
        }
    }

    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Denied(denial) => denials::words(denial),
            Self::AccountClosed => "the token account is closed, or another owner's",
            Self::AccountFrozen => denials::words(Denial::TokenAccountFrozen),
            Self::NoCashAccount => "no associated account takes the cash; it becomes units",
        }
    }
}

/// Where the tokens or the cash of a line's dividend go.
fn account_that_is_paid(books: &Books, line: &Line) -> Pubkey {
    match line.route {
        Route::Cash => cash_account(&books.fund, &line.holding.owner),
        _ => books.receiver(line).unwrap_or(line).holding.token_account,
    }
}

fn denial(books: &Books, line: &Line, now: i64) -> Option<Denial> {
    let investor = books.investors.get(&line.holding.investor)?;
    check_party(investor, &line.holding, Operation::BePaid, now).err()
}

fn takes_cash(books: &Books, line: &Line, account: &Account) -> bool {
    let state = StateWithExtensions::<TokenAccount>::unpack(&account.data);
    account.owner == books.fund.settlement_token_program
        && state.is_ok_and(|state| {
            let is_theirs = state.base.owner == line.holding.owner && state.base.mint == books.fund.settlement_mint;
            is_theirs && !state.base.is_frozen() && !memo_required(&state)
        })
}
