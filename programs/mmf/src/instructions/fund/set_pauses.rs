//! Pauses and unpauses. Emergency can only pause; governance can do both, at once.

use anchor_lang::prelude::*;

use crate::authority::Demand;
use crate::error::MmfError;
use crate::events::PauseChanged;
use crate::state::{Action, Fund, Role, ShareClass, pause};

/// Arguments of `set_pauses`.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug)]
pub struct SetPausesArgs {
    /// Bits of [`pause`]: what is paused from now on.
    pub pauses: u8,
    /// Number of the last change of the pauses: an order from before a later pause does not lift it.
    pub expected_pause_no: u32,
}

/// Accounts of `set_pauses`; then every class of the fund in order (writable), then the signers: emergency where bits are only added,
/// else governance.
#[derive(Accounts)]
pub struct SetPauses<'info> {
    /// The fund.
    #[account(mut)]
    pub fund: AccountLoader<'info, Fund>,
    /// Approved action, in place of signers.
    #[account(mut)]
    pub action: Option<Box<Account<'info, Action>>>,
}

/// Writes the pauses into the fund and every class, where the hook sees them.
pub fn handle_set_pauses(ctx: Context<SetPauses>, args: SetPausesArgs) -> Result<()> {
    let accounts = ctx.accounts;
    require!(args.pauses & !pause::ALL == 0, MmfError::ParameterOutOfRange);
    let fund_key = accounts.fund.key();
    let mut fund = accounts.fund.load_mut()?;
    fund.check_version()?;
    require!(fund.pause_no == args.expected_pause_no, MmfError::PausesMoved);
    let lifts = fund.pauses & !args.pauses != 0;
    let role = if lifts { Role::Governance } else { Role::Emergency };
    Demand { fund_key: &fund_key, fund: &fund, roles: &[role], loosens: false }.require(
        &mut accounts.action,
        ctx.remaining_accounts,
        &crate::instruction::SetPauses { args },
        &[fund_key],
    )?;

    let mut infos = ctx.remaining_accounts.iter();
    for class_no in fund.class_numbers() {
        let info = infos.next().ok_or(MmfError::StrikeAccountsWrong)?;
        let loader = AccountLoader::<ShareClass>::try_from(info)?;
        let mut class = loader.load_mut()?;
        class.check_version()?;
        require!(class.fund == fund_key && class.class_no == class_no, MmfError::StrikeAccountsWrong);
        class.pauses = args.pauses;
    }
    let old_pauses = fund.pauses;
    fund.pauses = args.pauses;
    fund.pause_no = fund.pause_no.checked_add(1).ok_or(MmfError::Overflow)?;

    emit!(PauseChanged { fund: fund_key, seq: fund.next_seq()?, old_pauses, new_pauses: args.pauses });
    Ok(())
}
