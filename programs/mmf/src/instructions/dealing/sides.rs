//! What an issue asks of who takes units, and a redemption of who gives them back; for cash, in exchange, and for fees.

use anchor_lang::prelude::*;

use crate::compliance::{Case, Operation, Party, check_standing, decide};
use crate::error::{MmfError, OrMmf};
use crate::instructions::value_e6;
use crate::state::{Holding, Investor, ShareClass, pause};
use crate::token::ShareAccount;

/// Who takes new units.
pub struct IssueTo<'a> {
    /// The class.
    pub class: &'a ShareClass,
    /// The holding.
    pub holding: &'a Holding,
    /// Its investor.
    pub investor: &'a Investor,
}

impl IssueTo<'_> {
    /// The rules allow the units, the amount is at least the class's minimum, and the token account can take them.
    ///
    /// # Errors
    /// `Denied…`, [`MmfError::TokenAccountUnfit`], [`MmfError::TokenAccountFrozen`], [`MmfError::BelowClassMinimum`].
    pub fn allow(&self, token_account: &AccountInfo<'_>, units: u64, amount_e6: u64, now: i64) -> Result<()> {
        let Self { class, holding, investor } = *self;
        let account = ShareAccount::of_holding(token_account, holding, class).ok_or(MmfError::TokenAccountUnfit)?;
        self.check_rules(units, now)?;
        require!(!account.frozen, MmfError::TokenAccountFrozen);
        let rules = &class.rules;
        let is_initial = rules.min_initial_e6 > 0 && held_e6(class, investor)? < rules.min_initial_e6;
        let minimum_e6 = if is_initial { rules.min_initial_e6 } else { rules.min_subsequent_e6 };
        require!(amount_e6 >= minimum_e6, MmfError::BelowClassMinimum);
        Ok(())
    }

    /// The rules allow the units, whatever becomes of the tokens.
    ///
    /// # Errors
    /// `Denied…`.
    pub fn check_rules(&self, units: u64, now: i64) -> Result<()> {
        let Self { class, holding, investor } = *self;
        let (taker, pause_bit) = (Some(Party { investor, holding }), pause::SUBSCRIPTIONS);
        decide(&Case { class, giver: None, taker, same_investor: false, units, pause_bit, now }).or_mmf()
    }
}

/// What an investor holds of a class, in e6, rounded down.
fn held_e6(class: &ShareClass, investor: &Investor) -> Result<u64> {
    let units = investor.units_of(class.class_no);
    if units == 0 { Ok(0) } else { value_e6(class, units).or(Ok(0)) }
}

/// Who gives units back.
pub struct RedeemFrom<'a> {
    /// The class.
    pub class: &'a ShareClass,
    /// The holding.
    pub holding: &'a Holding,
    /// Its investor.
    pub investor: &'a Investor,
}

/// A redemption that is allowed.
pub struct Redemption {
    /// Units.
    pub units: u64,
    /// Whether their token account is frozen, as it can be in a class without a hook.
    pub is_frozen: bool,
}

impl RedeemFrom<'_> {
    /// The units to redeem, `u64::MAX` for all that are free: allowed by the rules, at least the class's minimum, and covered by tokens.
    ///
    /// # Errors
    /// `Denied…`, [`MmfError::TokensMissing`], [`MmfError::AmountTooSmall`], [`MmfError::BelowClassMinimum`], [`MmfError::TokenAccountFrozen`].
    pub fn allow(&self, token_account: &AccountInfo<'_>, units: u64, now: i64) -> Result<Redemption> {
        let Self { class, holding, investor } = *self;
        let account = ShareAccount::of_holding(token_account, holding, class).ok_or(MmfError::TokensMissing)?;
        let free = if class.is_hooked() { holding.free_units() } else { account.amount };
        let units = if units == u64::MAX { free } else { units };
        let (giver, pause_bit) = (Some(Party { investor, holding }), pause::REDEMPTIONS);
        decide(&Case { class, giver, taker: None, same_investor: false, units, pause_bit, now }).or_mmf()?;
        require!(units > 0, MmfError::AmountTooSmall);
        let is_exit = units == free || check_standing(investor, Operation::Send, now).is_err();
        require!(is_exit || units >= class.rules.min_redemption_units, MmfError::BelowClassMinimum);
        require!(!account.frozen || !class.is_hooked(), MmfError::TokenAccountFrozen);
        require!(account.amount >= units, MmfError::TokensMissing);
        Ok(Redemption { units, is_frozen: account.frozen })
    }
}

impl Holding {
    /// Enters new units in the register, where the class keeps one.
    pub fn take_in(&mut self, class: &ShareClass, investor: &mut Investor, units: u64, now: i64) -> Result<()> {
        if !class.is_hooked() {
            return Ok(());
        }
        self.settle(class)?;
        self.add_units(units)?;
        self.lock_issue(class, units, now)?;
        investor.add_units(class.class_no, units)
    }

    /// Takes redeemed units off the register, where the class keeps one.
    pub fn give_back(&mut self, class: &ShareClass, investor: &mut Investor, units: u64, now: i64) -> Result<()> {
        if !class.is_hooked() {
            return Ok(());
        }
        self.settle(class)?;
        self.remove_units(units)?;
        self.trim_lots(now);
        investor.remove_units(class.class_no, units)
    }
}
