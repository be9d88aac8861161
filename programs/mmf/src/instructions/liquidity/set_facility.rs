//! A provider offers, changes or ends its liquidity facility.

use anchor_lang::prelude::*;
use anchor_spl::token_interface::TokenAccount;

use crate::constants::*;
use crate::error::MmfError;
use crate::events::FacilitySet;
use crate::state::{Dealing, Facility, FacilityTerms, Fund, Wallet};

/// Accounts of `set_facility`.
#[derive(Accounts)]
pub struct SetFacility<'info> {
    /// Pays the rent of a new facility.
    #[account(mut)]
    pub payer: Signer<'info>,
    /// The provider's wallet.
    pub owner: Signer<'info>,
    /// The fund.
    pub fund: AccountLoader<'info, Fund>,
    /// How it deals.
    pub dealing: AccountLoader<'info, Dealing>,
    /// The wallet's record.
    #[account(seeds = [WALLET_SEED, fund.key().as_ref(), owner.key().as_ref()], bump = wallet.bump)]
    pub wallet: Box<Account<'info, Wallet>>,
    /// The provider's cash account; the fund is its delegate for as much as the facility may pay.
    pub cash_account: Box<InterfaceAccount<'info, TokenAccount>>,
    /// The facility.
    #[account(init_if_needed, payer = payer, space = 8 + Facility::INIT_SPACE,
        seeds = [FACILITY_SEED, fund.key().as_ref(), wallet.investor.as_ref()], bump)]
    pub facility: Box<Account<'info, Facility>>,
    /// The system program.
    pub system_program: Program<'info, System>,
}

/// Writes the terms, at once: it is the provider's cash. Only the investor that governance named serves. One redeemer can't
/// use its whole limit, so that nobody keeps all others out.
pub fn handle_set_facility(ctx: Context<SetFacility>, args: FacilityTerms) -> Result<()> {
    let accounts = ctx.accounts;
    let fund_key = accounts.fund.key();
    {
        let (fund, dealing) = (accounts.fund.load()?, accounts.dealing.load()?);
        fund.check_version()?;
        dealing.check(&fund_key)?;
        let is_named = dealing.terms.facility_investor == accounts.wallet.investor;
        require!(is_named || !args.active, MmfError::FacilityUnavailable);
        let shares_out = args.investor_limit_e6 > 0 && args.investor_limit_e6 <= args.limit_e6 / 2;
        require!(shares_out || !args.active, MmfError::ParameterOutOfRange);
        require!(args.fee_bps <= MAX_FACILITY_FEE_BPS, MmfError::FeeAboveCap);
        require_keys_eq!(accounts.cash_account.mint, fund.settlement_mint, MmfError::AccountMismatch);
        require_keys_eq!(accounts.cash_account.owner, accounts.owner.key(), MmfError::AccountMismatch);
    }
    let facility = &mut accounts.facility;
    if facility.version == 0 {
        facility.version = ACCOUNT_VERSION;
        facility.bump = ctx.bumps.facility;
        facility.fund = fund_key;
        facility.investor = accounts.wallet.investor;
    }
    facility.check(&fund_key)?;
    let old = facility.terms;
    facility.owner = accounts.owner.key();
    facility.cash_account = accounts.cash_account.key();
    facility.terms = args;
    emit!(FacilitySet {
        facility: facility.key(),
        seq: facility.next_seq()?,
        fund: fund_key,
        investor: facility.investor,
        old,
        new: args,
    });
    Ok(())
}
