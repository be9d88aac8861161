//! Changes a listed custodian account's limit, or delists it.

use anchor_lang::prelude::*;

use crate::authority::Demand;
use crate::constants::ACCOUNT_VERSION;
use crate::error::MmfError;
use crate::events::CustodianListed;
use crate::state::{Action, Custodian, Fund, Role};

/// Arguments of `set_custodian`.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug)]
pub struct SetCustodianArgs {
    /// Whether sweeps are allowed. Returns always are.
    pub active: bool,
    /// Most cash a day, in e6; 0: no such limit.
    pub daily_limit_e6: u64,
}

/// Accounts of `set_custodian`; then the signers of governance.
#[derive(Accounts)]
pub struct SetCustodian<'info> {
    /// The fund.
    #[account(mut)]
    pub fund: AccountLoader<'info, Fund>,
    /// The custodian's record.
    #[account(mut)]
    pub custodian: Account<'info, Custodian>,
    /// Approved action, in place of signers.
    #[account(mut)]
    pub action: Option<Box<Account<'info, Action>>>,
}

/// Writes limit and standing. Under a time lock a change waits, unless it only stops the sweeps.
pub fn handle_set_custodian(ctx: Context<SetCustodian>, args: SetCustodianArgs) -> Result<()> {
    let accounts = ctx.accounts;
    let (fund_key, custodian_key) = (accounts.fund.key(), accounts.custodian.key());
    let mut fund = accounts.fund.load_mut()?;
    require!(accounts.custodian.version == ACCOUNT_VERSION, MmfError::AccountVersionUnknown);
    require_keys_eq!(accounts.custodian.fund, fund_key, MmfError::AccountMismatch);
    let demand = Demand { fund_key: &fund_key, fund: &fund, roles: &[Role::Governance], loosens: args.active };
    let order = crate::instruction::SetCustodian { args };
    demand.require(&mut accounts.action, ctx.remaining_accounts, &order, &[fund_key, custodian_key])?;

    accounts.custodian.active = u8::from(args.active);
    accounts.custodian.daily_limit_e6 = args.daily_limit_e6;

    emit!(CustodianListed {
        fund: fund_key,
        seq: fund.next_seq()?,
        token_account: accounts.custodian.token_account,
        daily_limit_e6: args.daily_limit_e6,
        active: args.active,
    });
    Ok(())
}
