//! What keeps a dividend from going where it should: it is credited in place, or becomes units of the holding itself.

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

/// What keeps a dividend from going where it should.
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
    /// The holding that gets the vault's dividends is closed: it becomes units of the vault.
    ReceiverClosed,
}

impl Obstacle {
    /// What stands in the way of each line's dividend at this moment (Unix seconds), as the program sees it.
    ///
    /// # Errors
    /// When the node does not answer.
    pub fn of_all(context: &Context, books: &Books, lines: &[&Line], now: i64) -> CliResult<Vec<Option<Self>>> {
        let share_accounts: Vec<Pubkey> =
            lines.iter().map(|line| line_paid(books, line).holding.token_account).collect();
        let share_accounts = fetch_accounts(context, &share_accounts)?;
        let in_cash = lines.iter().filter(|line| line.route == Route::Cash);
        let cash_accounts: Vec<Pubkey> = in_cash.map(|line| cash_account(&books.fund, &line.holding.owner)).collect();
        let mut cash_accounts = fetch_accounts(context, &cash_accounts)?.into_iter();
        let of = |(line, share_account): (&&Line, Option<Account>)| {
            let cash_account = if line.route == Route::Cash { cash_accounts.next().flatten() } else { None };
            Self::of(books, line, share_account.as_ref(), cash_account.as_ref(), now)
        };
        Ok(lines.iter().zip(share_accounts).map(of).collect())
    }

    fn of(
        books: &Books,
        line: &Line,
        share_account: Option<&Account>,
        cash_account: Option<&Account>,
        now: i64,
    ) -> Option<Self> {
        if let Some(denial) = denial(books, line, now) {
            return Some(Self::Denied(denial));
        }
        if cash_account.is_some_and(|account| takes_cash(books, line, account)) {
            return None;
        }
        let paid = line_paid(books, line);
        if let Some(denial) = denial(books, paid, now) {
            return Some(Self::Denied(denial));
        }
        let account = share_account.and_then(ShareAccount::read);
        match account.filter(|found| found.mint == books.class.mint && found.owner == paid.holding.owner) {
            None => Some(Self::AccountClosed),
            Some(account) if account.frozen => Some(Self::AccountFrozen),
            Some(_) if line.route == Route::Cash => Some(Self::NoCashAccount),
            Some(_) if line.route == Route::ToHolding && paid.address == line.address => Some(Self::ReceiverClosed),
            Some(_) => None,
        }
    }

    /// Whether the dividend gets no token. One that does not find its way becomes units of the holding itself, with tokens.
    pub fn is_credited_in_place(self) -> bool {
        !matches!(self, Self::NoCashAccount | Self::ReceiverClosed)
    }

    /// The stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Denied(denial) => denials::name(denial),
            Self::AccountClosed => "TokenAccountClosed",
            Self::AccountFrozen => denials::name(Denial::TokenAccountFrozen),
            Self::NoCashAccount => "NoCashAccount",
            Self::ReceiverClosed => "ReceiverClosed",
        }
    }

    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Denied(denial) => denials::words(denial),
            Self::AccountClosed => "the token account is closed, or another owner's",
            Self::AccountFrozen => denials::words(Denial::TokenAccountFrozen),
            Self::NoCashAccount => "no associated account takes the cash; it becomes units",
            Self::ReceiverClosed => {
                "the holding that gets the vault's dividends is closed; it becomes units of the vault"
            }
        }
    }
}

/// The line whose units a dividend becomes, if it is not paid in cash.
fn line_paid<'a>(books: &'a Books, line: &'a Line) -> &'a Line {
    books.receiver(line).unwrap_or(line)
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
