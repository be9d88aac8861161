//! What every way of paying a dividend has in common: taking what is payable, withholding tax, and entering new units.

use anchor_lang::prelude::*;
use mmf_math::{ALL_BPS, SCALE};

use crate::books::add;
use crate::compliance::{Operation, check_party, check_pause};
use crate::constants::ACCOUNT_VERSION;
use crate::error::{MmfError, OrMmf};
use crate::state::{CASH_ELECTED, ClassSeeds, DIVIDENDS_TO_ANOTHER, Holding, Investor, Period, ShareClass, pause};
use crate::token::{ShareAccount, ShareAuthority};

/// How a holding's dividends are paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Route {
    /// As new units of the holding.
    Reinvest,
    /// In cash, to the owner's associated account.
    Cash,
    /// As new units of another holding, as protocol vaults have it.
    ToHolding,
}

impl Route {
    /// The way of a holding: where its dividends go, else what its investor elected.
    pub fn of(holding: &Holding, investor: &Investor) -> Self {
        if holding.dividend_mode == DIVIDENDS_TO_ANOTHER {
            Self::ToHolding
        } else if investor.dividend_election == CASH_ELECTED {
            Self::Cash
        } else {
            Self::Reinvest
        }
    }
}

/// The class pays dividends now, and the month is its last closed one.
pub fn check_payable(class: &ShareClass, class_key: &Pubkey, mint: &Pubkey, period: &Period) -> Result<()> {
    class.check_version()?;
    require_keys_eq!(class.mint, *mint, MmfError::AccountMismatch);
    require!(class.is_distributing(), MmfError::ClassKindUnsupported);
    check_pause(class, pause::DISTRIBUTIONS).or_mmf()?;
    require!(period.version == ACCOUNT_VERSION, MmfError::AccountVersionUnknown);
    require_keys_eq!(period.class, *class_key, MmfError::AccountMismatch);
    require!(period.period_no == class.closed_period, MmfError::NoClosedPeriod);
    Ok(())
}

/// What was payable to a holding, in whole units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Taken {
    /// After tax.
    pub units: u64,
    /// Tax withheld.
    pub withheld_e6: u64,
}

/// Takes what is payable out of a holding, in multiples of `step` units; the rest stays. Tax is withheld on it, rounded up so that what is paid
/// is a multiple as well. `None` where the month was paid before.
///
/// # Errors
/// [`MmfError::Overflow`].
pub fn take(class: &mut ShareClass, holding: &mut Holding, investor: &Investor, step: u64) -> Result<Option<Taken>> {
    if holding.paid_period >= class.closed_period {
        return Ok(None);
    }
    holding.settle(class)?;
    let whole_units = holding.take_payable()?;
    let rest_units = whole_units.checked_rem(step).ok_or(MmfError::Overflow)?;
    holding.give_back_payable(rest_units)?;
    holding.paid_period = class.closed_period;
    let gross_units = whole_units.saturating_sub(rest_units);
    let kept_bps = ALL_BPS.saturating_sub(u128::from(investor.withholding_bps));
    let net = u128::from(gross_units).saturating_mul(kept_bps) / ALL_BPS;
    let net_units = u64::try_from(net).map_err(|_| MmfError::Overflow)?;
    let units = net_units.saturating_sub(net_units.checked_rem(step).ok_or(MmfError::Overflow)?);
    let withheld_e6 = gross_units.checked_sub(units).ok_or(MmfError::Overflow)?;
    add(&mut class.withheld_to_date_e6, withheld_e6)?;
    add(&mut class.withheld_payable_e6, withheld_e6)?;
    add(&mut holding.paid_units, units)?;
    Ok(Some(Taken { units, withheld_e6 }))
}

/// Enters a dividend's units in the register.
pub fn credit(class: &mut ShareClass, holding: &mut Holding, investor: &mut Investor, units: u64) -> Result<()> {
    holding.add_units(units)?;
    investor.add_units(class.class_no, units)?;
    class.add_supply(units)?;
    add(&mut class.paid_units, units)?;
    check_within_declared(class)
}

/// The circuit breaker: dividends paid so far, tax included, are at most the income declared.
///
/// # Errors
/// [`MmfError::DistributionAboveDeclared`].
pub fn check_within_declared(class: &ShareClass) -> Result<()> {
    let paid = u128::from(class.paid_units)
        .checked_add(u128::from(class.paid_cash_e6))
        .and_then(|sum| sum.checked_add(u128::from(class.withheld_to_date_e6)))
        .and_then(|sum| sum.checked_mul(SCALE))
        .ok_or(MmfError::Overflow)?;
    require!(paid <= class.declared.get(), MmfError::DistributionAboveDeclared);
    Ok(())
}

/// Whether tokens can reach a holding now.
pub fn can_be_minted_to(
    holding: &Holding,
    investor: &Investor,
    token_account: &AccountInfo<'_>,
    class: &ShareClass,
    now: i64,
) -> bool {
    let account = ShareAccount::of_holding(token_account, holding, class);
    let account_takes_tokens = account.is_some_and(|account| !account.frozen);
    account_takes_tokens && check_party(investor, holding, Operation::BePaid, now).is_ok()
}

impl Period {
    /// Counts a holding that was paid.
    pub fn count(&mut self, payment: &Payment) -> Result<()> {
        add(&mut self.paid_units, payment.units)?;
        add(&mut self.paid_cash_e6, payment.cash_e6)?;
        add(&mut self.withheld_e6, payment.withheld_e6)?;
        self.holdings_paid = self.holdings_paid.checked_add(1).ok_or(MmfError::Overflow)?;
        if payment.credited_in_place {
            add(&mut self.credited_units, payment.units)?;
            self.holdings_credited = self.holdings_credited.checked_add(1).ok_or(MmfError::Overflow)?;
        }
        Ok(())
    }
}

/// What became of one holding's dividend.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Payment {
    /// New units.
    pub units: u64,
    /// Whether they have no token yet.
    pub credited_in_place: bool,
    /// Cash, in e6.
    pub cash_e6: u64,
    /// Tax withheld, in e6.
    pub withheld_e6: u64,
}

impl Payment {
    /// Mints the new units' tokens, if they get any.
    pub fn mint<'info>(
        &self,
        class: &AccountLoader<'info, ShareClass>,
        mint: &AccountInfo<'info>,
        to: &AccountInfo<'info>,
    ) -> Result<()> {
        if self.credited_in_place || self.units == 0 {
            return Ok(());
        }
        let seeds = ClassSeeds::of(&*class.load()?);
        ShareAuthority { mint, class: class.as_ref(), seeds }.mint_to(to, self.units)
    }
}

/// Whether a line of the batch was closed since the batch was made: then there is nothing to pay.
pub fn is_closed(holding: &AccountInfo<'_>) -> bool {
    holding.data_is_empty()
}
