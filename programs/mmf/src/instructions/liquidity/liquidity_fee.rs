//! The liquidity fee that a board charges, and the estimate behind the mandatory one.

use anchor_lang::prelude::*;

use crate::authority::{Demand, record_state};
use crate::constants::{MAX_LIQUIDITY_FEE_BPS, MAX_SLICE_COST_PPM};
use crate::error::MmfError;
use crate::events::{LiquidityFeeSet, SliceCostSet};
use crate::state::{Action, Dealing, Fund, Regime, Role};

/// Days after the last strike for which an estimate may count.
const MAX_ESTIMATE_DAYS: i64 = 10;

/// Arguments of `set_liquidity_fee`.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug)]
pub struct LiquidityFeeArgs {
    /// Fee on every redemption, in basis points; 0: none.
    pub fee_bps: u16,
    /// The fee that the board knows of, in basis points.
    pub expected_fee_bps: u16,
    /// SHA-256 of the board's resolution.
    pub document_hash: [u8; 32],
}

/// Arguments of `set_slice_cost`.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug)]
pub struct SliceCostArgs {
    /// Estimated cost of selling a vertical slice of the portfolio, in parts per million of what is redeemed; 10% at most.
    pub cost_ppm: u32,
    /// Last dealing day for which it counts, in days since 1970-01-01: within ten days of the last strike.
    pub until_day: i32,
    /// SHA-256 of the computation.
    pub document_hash: [u8; 32],
}

/// Accounts of `set_liquidity_fee` and `set_slice_cost`; then the signers of the board, or of the NAV approvers.
#[derive(Accounts)]
pub struct SetLiquidityFee<'info> {
    /// The fund.
    #[account(mut)]
    pub fund: AccountLoader<'info, Fund>,
    /// How it deals.
    #[account(mut)]
    pub dealing: AccountLoader<'info, Dealing>,
    /// Approved action, in place of signers.
    #[account(mut)]
    pub action: Option<Box<Account<'info, Action>>>,
}

/// Charges a liquidity fee, changes it or ends it, at once: that is the board's duty. A government fund may only if its documents disclose it.
/// Source: 17 CFR 270.2a-7(c)(2)(i).
pub fn handle_set_liquidity_fee(ctx: Context<SetLiquidityFee>, args: LiquidityFeeArgs) -> Result<()> {
    let accounts = ctx.accounts;
    let fund_key = accounts.fund.key();
    let mut fund = accounts.fund.load_mut()?;
    let mut dealing = accounts.dealing.load_mut()?;
    dealing.check(&fund_key)?;
    require!(args.fee_bps <= MAX_LIQUIDITY_FEE_BPS, MmfError::FeeAboveCap);
    require!(args.document_hash != [0; 32], MmfError::DocumentMissing);
    let is_free_to = fund.regime()? != Regime::RegisteredGovernment || dealing.terms.liquidity_fee_disclosed == 1;
    require!(is_free_to || args.fee_bps == 0, MmfError::LiquidityFeeForbidden);
    Demand { fund_key: &fund_key, fund: &fund, roles: &[Role::Board], loosens: false }.require(
        &mut accounts.action,
        ctx.remaining_accounts,
        &crate::instruction::SetLiquidityFee { args },
        &[fund_key],
    )?;
    require!(args.expected_fee_bps == dealing.liquidity_fee_bps, MmfError::ParameterOutOfRange);
    dealing.liquidity_fee_bps = args.fee_bps;
    dealing.liquidity_fee_hash = args.document_hash;
    emit!(LiquidityFeeSet {
        fund: fund_key,
        seq: fund.next_seq()?,
        old_bps: args.expected_fee_bps,
        new_bps: args.fee_bps,
        document_hash: args.document_hash,
    });
    Ok(())
}

/// Notes the estimate that a mandatory liquidity fee is reckoned with. It is a valuation, so the NAV approvers answer for it.
pub fn handle_set_slice_cost(ctx: Context<SetLiquidityFee>, args: SliceCostArgs) -> Result<()> {
    let accounts = ctx.accounts;
    let fund_key = accounts.fund.key();
    let mut fund = accounts.fund.load_mut()?;
    let mut dealing = accounts.dealing.load_mut()?;
    dealing.check(&fund_key)?;
    let last_day = i64::from(fund.last_struck_day).saturating_add(MAX_ESTIMATE_DAYS);
    let is_near = args.until_day >= 0 && i64::from(args.until_day) <= last_day;
    require!(args.cost_ppm <= MAX_SLICE_COST_PPM && is_near, MmfError::ParameterOutOfRange);
    require!(args.document_hash != [0; 32], MmfError::DocumentMissing);
    Demand { fund_key: &fund_key, fund: &fund, roles: &[Role::NavApprover], loosens: false }.require(
        &mut accounts.action,
        ctx.remaining_accounts,
        &crate::instruction::SetSliceCost { args },
        &[fund_key, record_state(dealing.slice_cost_until.unsigned_abs(), dealing.slice_cost_ppm.into())],
    )?;
    dealing.slice_cost_ppm = args.cost_ppm;
    dealing.slice_cost_until = args.until_day;
    emit!(SliceCostSet {
        fund: fund_key,
        seq: fund.next_seq()?,
        cost_ppm: args.cost_ppm,
        until_day: args.until_day,
        document_hash: args.document_hash,
    });
    Ok(())
}
