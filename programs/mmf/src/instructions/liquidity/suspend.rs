//! Suspends redemptions on a legal ground, and ends that.

use anchor_lang::prelude::*;

use crate::authority::{Demand, record_state};
use crate::error::MmfError;
use crate::events::{RedemptionsSuspended, SuspensionLifted};
use crate::state::{Action, Fund, Role, SuspensionGround};

/// Arguments of `suspend_redemptions`.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug)]
pub struct SuspendArgs {
    /// Legal ground.
    pub ground: SuspensionGround,
    /// When the suspension ends, in Unix seconds; 0: without end. A postponement has an end.
    pub ends_at: i64,
    /// SHA-256 of the board's resolution.
    pub document_hash: [u8; 32],
}

/// Arguments of `lift_suspension`.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug)]
pub struct LiftSuspensionArgs {
    /// When the suspension that ends began, in Unix seconds: an order from before a later one does not end that.
    pub suspended_at: i64,
    /// SHA-256 of the board's resolution.
    pub document_hash: [u8; 32],
}

/// Accounts of `suspend_redemptions` and `lift_suspension`; then the signers of the board.
#[derive(Accounts)]
pub struct Suspend<'info> {
    /// The fund.
    #[account(mut)]
    pub fund: AccountLoader<'info, Fund>,
    /// Approved action, in place of signers.
    #[account(mut)]
    pub action: Option<Box<Account<'info, Action>>>,
}

/// Suspends redemptions, and with them all dealing at once and every settlement of the queue: nobody comes in while nobody gets out. What waits
/// in the queue can be cancelled. It is no pause: it has a ground, a document and its own event.
pub fn handle_suspend_redemptions(ctx: Context<Suspend>, args: SuspendArgs) -> Result<()> {
    let accounts = ctx.accounts;
    let now = Clock::get()?.unix_timestamp;
    let fund_key = accounts.fund.key();
    let mut fund = accounts.fund.load_mut()?;
    Demand { fund_key: &fund_key, fund: &fund, roles: &[Role::Board], loosens: false }.require(
        &mut accounts.action,
        ctx.remaining_accounts,
        &crate::instruction::SuspendRedemptions { args },
        &[fund_key, record_state(0, fund.suspended_at.unsigned_abs())],
    )?;
    require!(args.document_hash != [0; 32], MmfError::DocumentMissing);
    check_ground(&fund, &args, now)?;
    fund.suspension = args.ground.number();
    fund.suspended_at = now;
    fund.suspension_ends_at = args.ends_at;
    fund.suspension_hash = args.document_hash;
    emit!(RedemptionsSuspended {
        fund: fund_key,
        seq: fund.next_seq()?,
        ground: fund.suspension,
        ends_at: args.ends_at,
        document_hash: args.document_hash,
    });
    Ok(())
}

/// The ground exists for this kind of fund, and its end fits. Liquidation may follow on any other suspension; a postponement only when dealing was
/// open for as long as one lasts at most, so that postponements don't follow one another.
fn check_ground(fund: &Fund, args: &SuspendArgs, now: i64) -> Result<()> {
    let liquidates = args.ground == SuspensionGround::Liquidation;
    let is_final = fund.is_winding_up() || fund.suspension == SuspensionGround::Liquidation.number();
    require!(!is_final && (liquidates || !fund.is_suspended(now)), MmfError::AlreadySuspended);
    let longest = args.ground.longest_seconds(fund.regime()?).ok_or(MmfError::GroundForbidden)?;
    let lasts = args.ends_at.saturating_sub(now);
    let fits = match args.ground {
        SuspensionGround::Liquidation => args.ends_at == 0,
        SuspensionGround::Postponement => lasts > 0 && lasts <= longest,
        SuspensionGround::FundDocuments => args.ends_at == 0 || lasts > 0,
    };
    require!(fits, MmfError::GroundForbidden);
    let open_seconds = now.saturating_sub(fund.suspension_ends_at);
    let is_anew = args.ground != SuspensionGround::Postponement || fund.suspension_ends_at == 0;
    require!(is_anew || open_seconds >= longest, MmfError::GroundForbidden);
    Ok(())
}

/// Ends a suspension before its end. A liquidation is irrevocable.
pub fn handle_lift_suspension(ctx: Context<Suspend>, args: LiftSuspensionArgs) -> Result<()> {
    let accounts = ctx.accounts;
    let fund_key = accounts.fund.key();
    let mut fund = accounts.fund.load_mut()?;
    Demand { fund_key: &fund_key, fund: &fund, roles: &[Role::Board], loosens: false }.require(
        &mut accounts.action,
        ctx.remaining_accounts,
        &crate::instruction::LiftSuspension { args },
        &[fund_key],
    )?;
    require!(args.document_hash != [0; 32], MmfError::DocumentMissing);
    let ground = SuspensionGround::from_number(fund.suspension);
    let is_open = ground.is_some_and(|ground| ground != SuspensionGround::Liquidation);
    require!(is_open && args.suspended_at == fund.suspended_at, MmfError::SuspensionNotOpen);
    let ended = fund.suspension;
    fund.suspension = 0;
    fund.suspension_ends_at = Clock::get()?.unix_timestamp;
    fund.suspension_hash = args.document_hash;
    emit!(SuspensionLifted { fund: fund_key, seq: fund.next_seq()?, ground: ended, document_hash: args.document_hash });
    Ok(())
}
