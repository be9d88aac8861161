//! Preview of a transfer: the hook's own decision, and what Token-2022 would refuse before it.

use anchor_lang::prelude::*;

use crate::compliance::{Case, Denial, Party, findings};
use crate::error::MmfError;
use crate::instructions::bind;
use crate::state::{Holding, Investor, ShareClass, pause};
use crate::token::ShareAccount;

/// Accounts of `check_transfer`. Anyone may call it; it changes nothing. A holding that does not exist is passed all the same, by its
/// address, with anything in place of its investor.
#[derive(Accounts)]
pub struct CheckTransfer<'info> {
    /// The class.
    pub class: AccountLoader<'info, ShareClass>,
    /// CHECK: the sender's token account; it may be missing.
    pub source: UncheckedAccount<'info>,
    /// CHECK: the receiver's token account; it may be missing.
    pub destination: UncheckedAccount<'info>,
    /// CHECK: the sender's holding; it may be missing.
    pub source_holding: UncheckedAccount<'info>,
    /// CHECK: the receiver's holding; it may be missing.
    pub destination_holding: UncheckedAccount<'info>,
    /// CHECK: loaded as the sender's investor where there is a holding.
    pub source_investor: UncheckedAccount<'info>,
    /// CHECK: loaded as the receiver's investor where there is a holding.
    pub destination_investor: UncheckedAccount<'info>,
}

/// Answer of `check_transfer`.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug, PartialEq, Eq)]
pub struct TransferCheck {
    /// Number of the first [`Denial`]; 0: the transfer is allowed.
    pub reason: u8,
    /// Every reason, one bit each by its number.
    pub reasons: u64,
    /// From this moment on time alone has lifted every reason, in Unix seconds; 0: allowed now; −1: time alone does not.
    pub until: i64,
}

/// Tells whether a transfer of `units` would be allowed at this moment, and every reason why not.
///
/// # Errors
/// [`MmfError::AccountMismatch`] where accounts don't belong together.
pub fn handle_check_transfer<'info>(ctx: Context<'info, CheckTransfer<'info>>, units: u64) -> Result<TransferCheck> {
    let accounts: &'info CheckTransfer<'info> = ctx.accounts;
    let class = accounts.class.load()?;
    class.check_version()?;
    require!(class.is_hooked(), MmfError::ClassKindUnsupported);
    require_keys_neq!(*accounts.source.key, *accounts.destination.key, MmfError::AccountMismatch);
    let class = (accounts.class.key(), &*class);
    let from = Side::load(&accounts.source, &accounts.source_holding, &accounts.source_investor, class, units)?;
    let to =
        Side::load(&accounts.destination, &accounts.destination_holding, &accounts.destination_investor, class, 0)?;
    let mut answer = Answer::default();
    from.obstacles.iter().chain(&to.obstacles).flatten().for_each(|denial| answer.add(*denial, None));
    if let (Some(from), Some(to)) = (&from.records, &to.records) {
        let same_investor = accounts.source_investor.key == accounts.destination_investor.key;
        let (from_investor, from_holding, to_holding) =
            (from.investor.load()?, from.holding.load()?, to.holding.load()?);
        let to_investor = to.investor.load()?;
        let case = Case {
            class: class.1,
            giver: Some(Party { investor: &from_investor, holding: &from_holding }),
            taker: Some(Party { investor: &to_investor, holding: &to_holding }),
            same_investor,
            units,
            pause_bit: pause::TRANSFERS,
            now: Clock::get()?.unix_timestamp,
        };
        findings(&case).into_iter().for_each(|finding| answer.add(finding.denial, finding.until));
    }
    Ok(answer.0)
}

/// Records of a registered side.
struct Records<'info> {
    holding: AccountLoader<'info, Holding>,
    investor: AccountLoader<'info, Investor>,
}

/// One side, with what stands against it before any rule is asked.
struct Side<'info> {
    records: Option<Records<'info>>,
    obstacles: [Option<Denial>; 2],
}

impl<'info> Side<'info> {
    fn load(
        token_account: &'info AccountInfo<'info>,
        holding: &'info AccountInfo<'info>,
        investor: &'info AccountInfo<'info>,
        class: (Pubkey, &ShareClass),
        units: u64,
    ) -> Result<Self> {
        let Ok(holding) = AccountLoader::<Holding>::try_from(holding) else {
            return Ok(Self { records: None, obstacles: [Some(Denial::NotRegistered), None] });
        };
        let investor = AccountLoader::<Investor>::try_from(investor).map_err(|_| MmfError::AccountMismatch)?;
        let investor_key = investor.key();
        let account = {
            let (holding, investor) = (holding.load()?, investor.load()?);
            bind::holding_of(&holding, (&class.0, class.1), (&investor_key, &investor), token_account.key)?;
            ShareAccount::of_holding(token_account, &holding, class.1)
        };
        let (is_frozen, tokens) = account.map_or((false, 0), |account| (account.frozen, account.amount));
        let missing = if account.is_none() { Some(Denial::NotRegistered) } else { None };
        let obstacles = [
            missing.or(is_frozen.then_some(Denial::TokenAccountFrozen)),
            (tokens < units).then_some(Denial::TokensMissing),
        ];
        Ok(Self { records: Some(Records { holding, investor }), obstacles })
    }
}

/// Collects the reasons.
struct Answer(TransferCheck);

impl Default for Answer {
    fn default() -> Self {
        Self(TransferCheck { reason: 0, reasons: 0, until: 0 })
    }
}

impl Answer {
    fn add(&mut self, denial: Denial, until: Option<i64>) {
        if self.0.reason == 0 {
            self.0.reason = denial.number();
        }
        self.0.reasons |= denial.bit();
        self.0.until = match until {
            Some(until) if self.0.until >= 0 => self.0.until.max(until),
            _ => -1,
        };
    }
}
