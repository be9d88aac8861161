//! Changes the rules of a class.

use anchor_lang::prelude::*;

use super::ClassRulesArgs;
use crate::authority::{Demand, settings_state};
use crate::error::MmfError;
use crate::events::ClassRulesChanged;
use crate::state::{Action, ClassKind, Fund, Role, ShareClass};

/// Accounts of `set_class_rules`; then the signers of governance.
#[derive(Accounts)]
pub struct SetClassRules<'info> {
    /// The fund.
    pub fund: AccountLoader<'info, Fund>,
    /// The class.
    #[account(mut)]
    pub class: AccountLoader<'info, ShareClass>,
    /// Approved action, in place of signers.
    #[account(mut)]
    pub action: Option<Box<Account<'info, Action>>>,
}

/// Writes the rules. Under a time lock a change waits, unless it only forbids more. Positions that break a new rule stay; what would break
/// it further is denied.
pub fn handle_set_class_rules(ctx: Context<SetClassRules>, args: ClassRulesArgs) -> Result<()> {
    let accounts = ctx.accounts;
    let (fund_key, class_key) = (accounts.fund.key(), accounts.class.key());
    let mut class = accounts.class.load_mut()?;
    class.check_version()?;
    require_keys_eq!(class.fund, fund_key, MmfError::AccountMismatch);
    args.check(ClassKind::from_number(class.kind).ok_or(MmfError::ClassKindUnsupported)?)?;
    let old = ClassRulesArgs::of(&class.rules);
    let loosens = args.loosen(&class.rules);
    Demand { fund_key: &fund_key, fund: &*accounts.fund.load()?, roles: &[Role::Governance], loosens }.require(
        &mut accounts.action,
        ctx.remaining_accounts,
        &crate::instruction::SetClassRules { args: args.clone() },
        &[fund_key, class_key, settings_state(&old)?],
    )?;

    args.write(&mut class.rules);

    emit!(ClassRulesChanged { class: class_key, seq: class.next_seq()?, old, new: args });
    Ok(())
}
