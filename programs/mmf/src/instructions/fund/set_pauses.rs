//! Pauses and unpauses. Emergency can only pause; governance can do both, at once.

use anchor_lang::InstructionData;
use anchor_lang::prelude::*;

use crate::authority::{payload_hash, require_councils};
use crate::error::MmfError;
use crate::events::PauseChanged;
use crate::state::{Action, Fund, Role, ShareClass, pause};

/// Arguments of `set_pauses`.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug)]
pub struct SetPausesArgs {
    /// Bits of [`pause`]: what is paused from now on.
    pub pauses: u8,
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
    let lifts = fund.pauses & !args.pauses != 0;
    let role = if lifts { Role::Governance } else { Role::Emergency };
    require_councils(&fund_key, &fund, &[role], &mut accounts.action, ctx.remaining_accounts, || {
        payload_hash(&crate::instruction::SetPauses { args }.data(), &[fund_key])
    })?;

    let mut infos = ctx.remaining_accounts.iter();
    for class_no in (0..fund.next_class_no).filter(|number| fund.class_bitmap & 1 << number != 0) {
        let info = infos.next().ok_or(MmfError::StrikeAccountsWrong)?;
        let loader = AccountLoader::<ShareClass>::try_from(info)?;
        let mut class = loader.load_mut()?;
        class.check_version()?;
        require!(class.fund == fund_key && class.class_no == class_no, MmfError::StrikeAccountsWrong);
        class.pauses = args.pauses;
    }
    let old_pauses = fund.pauses;
    fund.pauses = args.pauses;

    emit!(PauseChanged { fund: fund_key, seq: fund.next_seq()?, old_pauses, new_pauses: args.pauses });
    Ok(())
}
