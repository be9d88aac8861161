//! Lists a custodian's account.

use anchor_lang::prelude::*;
use anchor_spl::token_interface::TokenAccount;

use crate::authority::Demand;
use crate::constants::{ACCOUNT_VERSION, CUSTODIAN_SEED};
use crate::error::MmfError;
use crate::events::CustodianListed;
use crate::state::{Action, Custodian, Fund, Role};

/// Arguments of `add_custodian`.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug)]
pub struct AddCustodianArgs {
    /// Most cash a day, in e6; 0: no such limit.
    pub daily_limit_e6: u64,
}

/// Accounts of `add_custodian`; then the signers of governance.
#[derive(Accounts)]
pub struct AddCustodian<'info> {
    /// Pays the rent.
    #[account(mut)]
    pub payer: Signer<'info>,
    /// The fund.
    #[account(mut)]
    pub fund: AccountLoader<'info, Fund>,
    /// The custodian's account of the settlement mint.
    pub token_account: InterfaceAccount<'info, TokenAccount>,
    /// Its record.
    #[account(init, payer = payer, space = 8 + Custodian::INIT_SPACE,
        seeds = [CUSTODIAN_SEED, fund.key().as_ref(), token_account.key().as_ref()], bump)]
    pub custodian: Account<'info, Custodian>,
    /// The system program.
    pub system_program: Program<'info, System>,
    /// Approved action, in place of signers.
    #[account(mut)]
    pub action: Option<Box<Account<'info, Action>>>,
}

/// Lists the account.
pub fn handle_add_custodian(ctx: Context<AddCustodian>, args: AddCustodianArgs) -> Result<()> {
    let accounts = ctx.accounts;
    let (fund_key, account_key) = (accounts.fund.key(), accounts.token_account.key());
    let mut fund = accounts.fund.load_mut()?;
    fund.check_version()?;
    Demand { fund_key: &fund_key, fund: &fund, roles: &[Role::Governance], loosens: true }.require(
        &mut accounts.action,
        ctx.remaining_accounts,
        &crate::instruction::AddCustodian { args },
        &[fund_key, account_key],
    )?;
    require_keys_eq!(accounts.token_account.mint, fund.settlement_mint, MmfError::AccountMismatch);
    require_keys_neq!(accounts.token_account.owner, fund_key, MmfError::AccountMismatch);

    accounts.custodian.set_inner(Custodian {
        version: ACCOUNT_VERSION,
        bump: ctx.bumps.custodian,
        active: 1,
        fund: fund_key,
        token_account: account_key,
        owner: accounts.token_account.owner,
        swept_e6: 0,
        returned_e6: 0,
        daily_limit_e6: args.daily_limit_e6,
        swept_today_e6: 0,
        limit_day: 0,
        listed_at: Clock::get()?.unix_timestamp,
        reserved: [0; 64],
    });
    emit!(CustodianListed {
        fund: fund_key,
        seq: fund.next_seq()?,
        token_account: account_key,
        daily_limit_e6: args.daily_limit_e6,
        active: true,
    });
    Ok(())
}
