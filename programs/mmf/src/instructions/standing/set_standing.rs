//! A holder gives a standing instruction, or changes it.

use anchor_lang::prelude::*;
use anchor_spl::token_interface::TokenAccount;

use crate::constants::*;
use crate::error::MmfError;
use crate::events::StandingSet;
use crate::state::{Fund, Holding, ShareClass, Standing, StandingTerms};

/// Shortest interval between two runs, in seconds.
const MIN_INTERVAL_SECONDS: u32 = 60;
/// Longest life of an instruction, in seconds.
const MAX_LIFE_SECONDS: i64 = 400 * 86_400;

/// Accounts of `set_standing`.
#[derive(Accounts)]
pub struct SetStanding<'info> {
    /// Pays the rent of a new instruction.
    #[account(mut)]
    pub payer: Signer<'info>,
    /// The holder.
    pub owner: Signer<'info>,
    /// The fund.
    pub fund: AccountLoader<'info, Fund>,
    /// The class.
    pub class: AccountLoader<'info, ShareClass>,
    /// The holding.
    pub holding: AccountLoader<'info, Holding>,
    /// The cash account that is watched. To sweep, the instruction's address has to be its delegate.
    pub cash_account: Box<InterfaceAccount<'info, TokenAccount>>,
    /// The instruction.
    #[account(init_if_needed, payer = payer, space = 8 + Standing::INIT_SPACE,
        seeds = [STANDING_SEED, holding.key().as_ref()], bump)]
    pub standing: Box<Account<'info, Standing>>,
    /// The system program.
    pub system_program: Program<'info, System>,
}

impl StandingTerms {
    /// Whether the instruction makes sense at this moment: it moves something, never back and forth, within bounds, and ends.
    ///
    /// # Errors
    /// [`MmfError::StandingInvalid`].
    pub fn check(&self, now: i64) -> Result<()> {
        let (above, below) = (self.sweep_above_settlement_units, self.redeem_below_settlement_units);
        let fits = (above > 0 || below > 0)
            && (above == 0 || below <= above)
            && self.min_move_settlement_units > 0
            && self.max_move_settlement_units >= self.min_move_settlement_units
            && self.interval_seconds >= MIN_INTERVAL_SECONDS
            && u128::from(self.max_fee_bps) <= mmf_math::ALL_BPS
            && self.expires_at > now
            && self.expires_at <= now.saturating_add(MAX_LIFE_SECONDS);
        require!(fits, MmfError::StandingInvalid);
        Ok(())
    }
}

/// Writes the instruction. When it last ran stays.
pub fn handle_set_standing(ctx: Context<SetStanding>, args: StandingTerms) -> Result<()> {
    let accounts = ctx.accounts;
    let now = Clock::get()?.unix_timestamp;
    let (fund_key, holding_key, owner) = (accounts.fund.key(), accounts.holding.key(), accounts.owner.key());
    args.check(now)?;
    {
        let (fund, class, holding) = (accounts.fund.load()?, accounts.class.load()?, accounts.holding.load()?);
        fund.check_version()?;
        class.check_version()?;
        holding.check_version()?;
        require_keys_eq!(class.fund, fund_key, MmfError::AccountMismatch);
        require_keys_eq!(holding.class, accounts.class.key(), MmfError::AccountMismatch);
        require_keys_eq!(holding.owner, owner, MmfError::AccountMismatch);
        require_keys_eq!(accounts.cash_account.owner, owner, MmfError::AccountMismatch);
        require_keys_eq!(accounts.cash_account.mint, fund.settlement_mint, MmfError::AccountMismatch);
    }
    let standing = &mut accounts.standing;
    if standing.version == 0 {
        standing.version = ACCOUNT_VERSION;
        standing.bump = ctx.bumps.standing;
        standing.fund = fund_key;
        standing.holding = holding_key;
        standing.rent_payer = accounts.payer.key();
    }
    standing.owner = owner;
    standing.holding_generation = accounts.holding.load()?.generation;
    standing.cash_account = accounts.cash_account.key();
    standing.terms = args;
    standing.set_at = now;
    emit!(StandingSet { standing: standing.key(), seq: standing.next_seq()?, holding: holding_key, terms: args });
    Ok(())
}
