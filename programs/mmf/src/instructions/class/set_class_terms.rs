//! Changes what a class charges, from the days after the next strike on.

use anchor_lang::prelude::*;

use crate::authority::{Demand, settings_state};
use crate::constants::{MAX_EXPENSE_BPS, MAX_PERFORMANCE_FEE_BPS};
use crate::error::MmfError;
use crate::events::ClassTermsChanged;
use crate::state::{Action, ClassKind, Fund, Regime, Role, ShareClass};

/// What a class charges.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClassTermsArgs {
    /// Management fee a year, in basis points of net assets.
    pub expense_bps: u16,
    /// Its day count: 0 ACT/365, 1 ACT/360, 2 ACT/ACT.
    pub day_count: u8,
    /// Fee on gains above the high-water mark, in basis points of them. Only in an accumulating class, and not in a registered fund.
    pub performance_fee_bps: u16,
}

impl ClassTermsArgs {
    /// Whether such terms may be charged.
    ///
    /// # Errors
    /// [`MmfError::ParameterOutOfRange`], [`MmfError::RegimeForbids`].
    pub fn check(&self, kind: ClassKind, regime: Regime) -> Result<()> {
        require!(self.expense_bps <= MAX_EXPENSE_BPS && self.day_count <= 2, MmfError::ParameterOutOfRange);
        require!(self.performance_fee_bps <= MAX_PERFORMANCE_FEE_BPS, MmfError::ParameterOutOfRange);
        let charges_performance = self.performance_fee_bps > 0;
        require!(!charges_performance || kind != ClassKind::Distributing, MmfError::ParameterOutOfRange);
        require!(!charges_performance || regime.allows_performance_fee(), MmfError::RegimeForbids);
        Ok(())
    }

    /// The terms that the class charges, or will charge after the next strike.
    pub fn of(class: &ShareClass) -> Self {
        if class.terms_pending == 1 {
            return Self {
                expense_bps: class.next_expense_bps,
                day_count: class.next_day_count,
                performance_fee_bps: class.next_performance_fee_bps,
            };
        }
        Self {
            expense_bps: class.expense_bps,
            day_count: class.day_count,
            performance_fee_bps: class.performance_fee_bps,
        }
    }

    /// Whether holders may pay more than under the class's terms. A year of 360 days charges more than one of 365 or 366.
    pub fn loosen(&self, class: &ShareClass) -> bool {
        self.expense_bps > class.expense_bps
            || self.performance_fee_bps > class.performance_fee_bps
            || self.day_count != class.day_count
    }
}

/// Accounts of `set_class_terms`; then the signers of governance.
#[derive(Accounts)]
pub struct SetClassTerms<'info> {
    /// The fund.
    pub fund: AccountLoader<'info, Fund>,
    /// The class.
    #[account(mut)]
    pub class: AccountLoader<'info, ShareClass>,
    /// Approved action, in place of signers.
    #[account(mut)]
    pub action: Option<Box<Account<'info, Action>>>,
}

/// Notes the terms. Days up to the next strike are charged by the old ones. Under a time lock a dearer class waits.
pub fn handle_set_class_terms(ctx: Context<SetClassTerms>, args: ClassTermsArgs) -> Result<()> {
    let accounts = ctx.accounts;
    let (fund_key, class_key) = (accounts.fund.key(), accounts.class.key());
    let fund = accounts.fund.load()?;
    let mut class = accounts.class.load_mut()?;
    class.check_version()?;
    require_keys_eq!(class.fund, fund_key, MmfError::AccountMismatch);
    let kind = ClassKind::from_number(class.kind).ok_or(MmfError::ClassKindUnsupported)?;
    args.check(kind, fund.regime()?)?;
    let old = ClassTermsArgs::of(&class);
    Demand { fund_key: &fund_key, fund: &fund, roles: &[Role::Governance], loosens: args.loosen(&class) }.require(
        &mut accounts.action,
        ctx.remaining_accounts,
        &crate::instruction::SetClassTerms { args },
        &[fund_key, class_key, settings_state(&old)?],
    )?;
    class.next_expense_bps = args.expense_bps;
    class.next_performance_fee_bps = args.performance_fee_bps;
    class.next_day_count = args.day_count;
    class.terms_pending = 1;
    emit!(ClassTermsChanged { class: class_key, seq: class.next_seq()?, old, new: args });
    Ok(())
}
