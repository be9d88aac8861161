//! Closes the register's line of a token account that holds nothing.

use anchor_lang::prelude::*;
use anchor_spl::token_2022::Token2022;

use super::counting;
use crate::authority::{Demand, OptionalAction};
use crate::constants::ACCOUNT_VERSION;
use crate::error::MmfError;
use crate::events::HoldingClosed;
use crate::instructions::bind;
use crate::instructions::gate::*;
use crate::state::{Action, Fund, Holding, Investor, Role, ShareClass, Wallet};
use crate::token::{Gatekeeper, ShareAccount};

/// Accounts of `close_holding`; then its owner as signer, or the signers of the transfer agent.
#[derive(Accounts)]
pub struct CloseHolding<'info> {
    /// CHECK: gets the rent; compared with who paid it.
    #[account(mut)]
    pub rent_payer: UncheckedAccount<'info>,
    /// The fund.
    pub fund: AccountLoader<'info, Fund>,
    /// The class.
    #[account(mut)]
    pub class: AccountLoader<'info, ShareClass>,
    /// CHECK: the class's mint, compared with its record.
    pub mint: UncheckedAccount<'info>,
    /// The wallet that owns the token account.
    #[account(mut)]
    pub wallet: Account<'info, Wallet>,
    /// The holding's investor.
    #[account(mut)]
    pub investor: AccountLoader<'info, Investor>,
    /// The holding.
    #[account(mut, close = rent_payer)]
    pub holding: AccountLoader<'info, Holding>,
    /// CHECK: the holding's token account; it may be closed already.
    #[account(mut)]
    pub token_account: UncheckedAccount<'info>,
    /// Token-2022.
    pub share_token_program: Program<'info, Token2022>,
    /// Where Token ACL is the class's gate.
    pub gate: GateAccounts<'info>,
    /// Approved action, in place of signers.
    #[account(mut)]
    pub action: Option<Box<Account<'info, Action>>>,
}

/// Closes the holding. A fraction of a unit goes to the class's undistributed income; the token account is frozen, so that it can hold
/// nothing without a line on the register.
pub fn handle_close_holding<'info>(ctx: Context<'info, CloseHolding<'info>>) -> Result<()> {
    let accounts: &'info mut CloseHolding<'info> = ctx.accounts;
    let mut action = accounts.action.take();
    check_accounts(accounts)?;
    check_authority(accounts, &mut action, ctx.remaining_accounts)?;
    accounts.action = action;
    accounts.wallet.holdings = accounts.wallet.holdings.saturating_sub(1);

    let accounts: &'info CloseHolding<'info> = accounts;
    let account =
        ShareAccount::of_holding(&accounts.token_account, &*accounts.holding.load()?, &*accounts.class.load()?);
    book(accounts, account.map_or(0, |account| account.amount))?;
    if account.is_some_and(|account| !account.frozen) {
        let gatekeeper =
            Gatekeeper::new(&*accounts.class.load()?, &accounts.mint, accounts.class.as_ref(), &accounts.gate)?;
        gatekeeper.freeze(&accounts.token_account)?;
    }
    Ok(())
}

fn check_accounts(accounts: &CloseHolding<'_>) -> Result<()> {
    let (fund_key, class_key, investor_key) = (accounts.fund.key(), accounts.class.key(), accounts.investor.key());
    accounts.fund.load()?.check_version()?;
    let (class, holding, investor) = (accounts.class.load()?, accounts.holding.load()?, accounts.investor.load()?);
    let wallet = &accounts.wallet;
    require!(wallet.version == ACCOUNT_VERSION, MmfError::AccountVersionUnknown);
    bind::class_of_fund(&class, &fund_key, accounts.mint.key)?;
    bind::holding_of(&holding, (&class_key, &class), (&investor_key, &investor), accounts.token_account.key)?;
    require_keys_eq!(wallet.fund, fund_key, MmfError::AccountMismatch);
    require_keys_eq!(wallet.owner, holding.owner, MmfError::AccountMismatch);
    require_keys_eq!(wallet.investor, investor_key, MmfError::AccountMismatch);
    require_keys_eq!(holding.rent_payer, accounts.rent_payer.key(), MmfError::AccountMismatch);
    Ok(())
}

/// The owner closes its own holding; the transfer agent closes anybody's.
fn check_authority(
    accounts: &CloseHolding<'_>,
    action: &mut OptionalAction<'_>,
    signers: &[AccountInfo<'_>],
) -> Result<()> {
    let owner = accounts.holding.load()?.owner;
    if signers.iter().any(|info| info.is_signer && *info.key == owner) {
        return Ok(());
    }
    let (fund_key, holding_key) = (accounts.fund.key(), accounts.holding.key());
    let fund = accounts.fund.load()?;
    Demand { fund_key: &fund_key, fund: &fund, roles: &[Role::TransferAgent], loosens: false }.require(
        action,
        signers,
        &crate::instruction::CloseHolding {},
        &[fund_key, holding_key],
    )?;
    Ok(())
}

fn book(accounts: &CloseHolding<'_>, tokens: u64) -> Result<()> {
    let mut class = accounts.class.load_mut()?;
    let mut holding = accounts.holding.load_mut()?;
    let mut investor = accounts.investor.load_mut()?;
    holding.settle(&class)?;
    let fraction_e18 = holding.accrued.get().checked_add(holding.payable.get()).ok_or(MmfError::Overflow)?;
    let is_empty = tokens == 0
        && holding.recorded_units == 0
        && holding.reserved_units == 0
        && holding.open_requests == 0
        && holding.frozen_units == 0
        && holding.pledged_units == 0
        && !holding.is_frozen()
        && fraction_e18 < mmf_math::SCALE;
    require!(is_empty && !investor.is_barred(), MmfError::HoldingNotEmpty);

    let undistributed = class.undistributed.get().checked_add(fraction_e18).ok_or(MmfError::Overflow)?;
    class.undistributed.set(undistributed);
    counting::count_out(&mut class, &mut investor)?;

    emit!(HoldingClosed {
        class: accounts.class.key(),
        class_seq: class.next_seq()?,
        holding: accounts.holding.key(),
        seq: holding.next_seq()?,
        investor: accounts.investor.key(),
        fraction_e18: u64::try_from(fraction_e18).map_err(|_| MmfError::Overflow)?,
    });
    Ok(())
}
