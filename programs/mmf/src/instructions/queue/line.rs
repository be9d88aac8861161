//! One request of a settlement, with its accounts.

use anchor_lang::prelude::*;

use super::parties::{CashBack, Parties, UnitsBack};
use crate::error::MmfError;
use crate::events::RequestRefused;
use crate::state::{Fund, Holding, Investor, InvestorStatus, Request, RequestStatus, ShareClass, Side};
use crate::token::ShareAccount;

/// Accounts of one request.
const ACCOUNTS: usize = 5;

/// A request in line, and whose it is.
pub struct Line<'info> {
    /// The request.
    pub request: Account<'info, Request>,
    /// Its holding.
    pub holding: AccountLoader<'info, Holding>,
    /// The holding's token account.
    pub token_account: &'info AccountInfo<'info>,
    /// The investor.
    pub investor: AccountLoader<'info, Investor>,
    /// Where cash goes.
    pub cash_account: &'info AccountInfo<'info>,
    fund: AccountLoader<'info, Fund>,
    class: AccountLoader<'info, ShareClass>,
}

/// What becomes of a request at its settlement.
pub enum Outcome<T> {
    /// It is carried out so.
    Allowed(T),
    /// It is refused for this.
    Refused(Error),
}

impl<'info> Line<'info> {
    /// The requests of a settlement in order; `None` for one that is no longer in line, whatever became of its holding.
    ///
    /// # Errors
    /// [`MmfError::BatchAccountsWrong`], [`MmfError::AccountMismatch`].
    pub fn all(
        fund: &AccountLoader<'info, Fund>,
        class: &AccountLoader<'info, ShareClass>,
        infos: &'info [AccountInfo<'info>],
        side: Side,
    ) -> Result<impl Iterator<Item = Result<Option<Self>>> + use<'info>> {
        require!(!infos.is_empty() && infos.len().is_multiple_of(ACCOUNTS), MmfError::BatchAccountsWrong);
        let (fund, class) = (fund.clone(), class.clone());
        Ok(infos.chunks_exact(ACCOUNTS).map(move |infos| Self::read(&fund, &class, infos, side)))
    }

    fn read(
        fund: &AccountLoader<'info, Fund>,
        class: &AccountLoader<'info, ShareClass>,
        infos: &'info [AccountInfo<'info>],
        side: Side,
    ) -> Result<Option<Self>> {
        let [request, holding, token_account, investor, cash_account] = infos else {
            return err!(MmfError::BatchAccountsWrong);
        };
        if *request.owner != crate::ID {
            return Ok(None);
        }
        let request: Account<'_, Request> = Account::try_from(request).map_err(|_| MmfError::BatchAccountsWrong)?;
        if !request.is_in_line() {
            return Ok(None);
        }
        let line = Self {
            request,
            holding: AccountLoader::try_from(holding).map_err(|_| MmfError::BatchAccountsWrong)?,
            token_account,
            investor: AccountLoader::try_from(investor).map_err(|_| MmfError::BatchAccountsWrong)?,
            cash_account,
            fund: fund.clone(),
            class: class.clone(),
        };
        let mint = class.load()?.mint;
        line.parties().check(&line.request, &mint)?;
        require_keys_eq!(line.request.cash_account, *cash_account.key, MmfError::CashAccountUnfit);
        require!(line.request.side == side, MmfError::BatchAccountsWrong);
        Ok(Some(line))
    }

    /// The accounts as giving back needs them.
    pub fn parties(&self) -> Parties<'_, 'info> {
        Parties {
            fund: &self.fund,
            class: &self.class,
            investor: &self.investor,
            holding: &self.holding,
            token_account: self.token_account,
            cash_account: self.cash_account,
        }
    }

    /// What a rule makes of the request.
    pub fn outcome<T>(&self, rule: impl FnOnce(&Parties<'_, 'info>, &Request) -> Result<T>) -> Outcome<T> {
        match rule(&self.parties(), &self.request) {
            Ok(offer) => Outcome::Allowed(offer),
            Err(error) => Outcome::Refused(error),
        }
    }

    /// Refuses the request. What it holds is given back at once; where that can't be, it waits to be collected.
    pub fn refuse(
        &mut self,
        units: &UnitsBack<'_, 'info>,
        cash: &CashBack<'_, 'info>,
        error: Error,
        now: i64,
    ) -> Result<()> {
        self.request.refused_for = number_of(&error);
        emit!(RequestRefused {
            class: self.request.class,
            request: self.request.key(),
            seq: self.request.next_seq()?,
            refused_for: self.request.refused_for,
        });
        if !self.can_give_back()? {
            self.request.status = RequestStatus::Due;
            self.request.closed_at = now;
            return Ok(());
        }
        let cash = (self.request.side == Side::Subscription).then_some(cash);
        let mut request = self.request.clone();
        self.parties().give_back(&mut request, units, cash, false, now)?;
        self.request = request;
        Ok(())
    }

    /// Reserved units are free again whoever holds them: they never left the holding. Anything else has to go somewhere.
    fn can_give_back(&self) -> Result<bool> {
        let (class, holding) = (self.class.load()?, self.holding.load()?);
        let is_sanctioned = self.investor.load()?.has_status(InvestorStatus::Sanctioned);
        let has_tokens_account = ShareAccount::of_holding(self.token_account, &holding, &class).is_some();
        match self.request.side {
            Side::Redemption => Ok(class.is_hooked() || (has_tokens_account && !is_sanctioned)),
            Side::Subscription => Ok(!is_sanctioned && self.parties().takes_cash(&self.request)?),
        }
    }

    /// Writes the request.
    pub fn exit(&self) -> Result<()> {
        self.request.exit(&crate::ID)
    }
}

/// Number of an error of this program; of any other, the number of an inconsistency.
fn number_of(error: &Error) -> u32 {
    match error {
        Error::AnchorError(error) => error.error_code_number,
        Error::ProgramError(_) => MmfError::Inconsistent.into(),
    }
}
