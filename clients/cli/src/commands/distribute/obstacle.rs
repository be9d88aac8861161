//! Why a holding's dividend is credited in place: what keeps tokens from reaching it.

use mmf::compliance::{Denial, Operation, check_party};
use mmf::state::Investor;

use super::books::{Books, Line};
use crate::commands::denial;
use crate::commands::share_account::ShareAccount;

/// What keeps tokens from reaching a holding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Obstacle {
    /// Its standing, or an order.
    Denied(Denial),
    /// Its token account is closed, or was made again for somebody else.
    AccountClosed,
    /// Token-2022 has its token account frozen.
    AccountFrozen,
}

impl Obstacle {
    /// What stands in a holding's way at this moment (Unix seconds), as the program sees it.
    pub fn of(books: &Books, line: &Line, account: Option<ShareAccount>, now: i64) -> Option<Self> {
        let investor = books.investors.get(&line.holding.investor);
        let may = |investor: &Investor| check_party(investor, &line.holding, Operation::BePaid, now);
        if let Some(Err(denial)) = investor.map(|investor| may(investor)) {
            return Some(Self::Denied(denial));
        }
        let account = account.filter(|found| found.mint == books.class.mint && found.owner == line.holding.owner);
        match account {
            None => Some(Self::AccountClosed),
            Some(account) if account.frozen => Some(Self::AccountFrozen),
            Some(_) => None,
        }
    }

    /// The stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Denied(denial) => denial::name(denial),
            Self::AccountClosed => "TokenAccountClosed",
            Self::AccountFrozen => denial::name(Denial::TokenAccountFrozen),
        }
    }

    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Denied(denial) => denial::words(denial),
            Self::AccountClosed => "the token account is closed, or another owner's",
            Self::AccountFrozen => denial::words(Denial::TokenAccountFrozen),
        }
    }
}
