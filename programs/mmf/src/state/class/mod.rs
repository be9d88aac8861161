//! A share class: its price, accrual, books and rules.

mod kind;
mod price;
mod rules;
mod seeds;

use anchor_lang::prelude::*;
use mmf_math::accrual::Accrual;
use mmf_math::expense::DayCount;
use mmf_math::settle::ClassIndex;

use super::{Fund, Wide, fund_flag};
use crate::constants::ACCOUNT_VERSION;
use crate::error::MmfError;

pub use kind::*;
pub use price::*;
pub use rules::*;
pub use seeds::*;

/// A share class. Address: `"class", fund, class_no`.
#[account(zero_copy)]
#[derive(Debug)]
pub struct ShareClass {
    /// The fund.
    pub fund: Pubkey,
    /// The Token-2022 mint.
    pub mint: Pubkey,
    /// The hook's validation account.
    pub validation: Pubkey,
    /// The published price.
    pub price: PricePoint,
    /// Layout version.
    pub version: u8,
    /// Bump of the class's address.
    pub bump: u8,
    /// Number within the fund.
    pub class_no: u8,
    /// [`ClassKind`].
    pub kind: u8,
    /// Bits of [`pause`](super::pause), the fund's included.
    pub pauses: u8,
    /// Day count of the expenses: 0 ACT/365, 1 ACT/360, 2 ACT/ACT.
    pub day_count: u8,
    /// Bits of [`class_flag`].
    pub flags: u16,
    /// Management fee a year, in basis points of net assets.
    pub expense_bps: u16,
    /// Days that the last strike spanned.
    pub last_n_days: u16,
    /// Remainder of the expenses, over 10,000 × days of the year.
    pub expense_remainder: u32,
    /// Last closed month (year × 12 + month − 1).
    pub closed_period: u32,
    /// Zero.
    pub padding_1: [u8; 4],
    /// Number of the class's last event.
    pub seq: u64,

    /// Sum of the holdings' recorded units; without a register, the units issued and not redeemed.
    pub recorded_supply_units: u64,
    /// Σ income per unit since the beginning, e18.
    pub index: Wide,
    /// The index at the last month end, e18.
    pub closed_index: Wide,
    /// Income that did not divide by the supply, e18.
    pub carry: Wide,
    /// Income declared so far, e18.
    pub declared: Wide,
    /// Losses that future income pays off first, e18.
    pub deficit: Wide,
    /// Fractions that closed holdings left, e18.
    pub undistributed: Wide,
    /// Income per unit of the last strike, e18.
    pub last_rate_e18: u64,

    /// Net assets of an accumulating class, in e6 (as are all that follow).
    pub net_assets_e6: u64,
    /// Net income of all strikes after expenses; a loss lowers it.
    pub net_income_to_date_e6: i64,
    /// Equalisation that went into strikes.
    pub equalisation_to_date_e6: u64,
    /// Equalisation that the next strike takes in.
    pub equalisation_pending_e6: u64,
    /// Dividends paid as new units.
    pub paid_units: u64,
    /// Dividends paid in cash.
    pub paid_cash_e6: u64,
    /// Management and performance fees accrued and not paid.
    pub management_fee_payable_e6: u64,
    /// Management fees accrued so far.
    pub management_fee_to_date_e6: u64,
    /// Management fees waived so far.
    pub waived_to_date_e6: u64,
    /// Units issued so far, for cash, in exchange and for fees; dividends not included.
    pub issued_units_to_date: u64,
    /// Units redeemed so far, for cash and in exchange.
    pub redeemed_units_to_date: u64,
    /// Units on other chains.
    pub bridged_units: u64,

    /// Index at the opening of the current month, e18.
    pub period_opening_index: Wide,
    /// Income declared at the opening of the current month, e18.
    pub period_opening_declared: Wide,

    /// Units issued since the last cut-off, each times the seconds that had passed by then, less the same of units redeemed; signed, in
    /// two's complement.
    pub late_unit_seconds: Wide,

    /// Rules.
    pub rules: ClassRules,
    /// When somebody last confirmed the price's status, in Unix seconds.
    pub heartbeat_at: i64,
    /// Fee on gains above the high-water mark, in basis points of them.
    pub performance_fee_bps: u16,
    /// [`ShareClass::expense_bps`] after the next strike, where `terms_pending` is 1.
    pub next_expense_bps: u16,
    /// [`ShareClass::performance_fee_bps`] after the next strike.
    pub next_performance_fee_bps: u16,
    /// [`ShareClass::day_count`] after the next strike.
    pub next_day_count: u8,
    /// 1: new terms wait for the next strike.
    pub terms_pending: u8,
    /// Highest price after a strike since the class last had no units, e12.
    pub high_water_mark_e12: u64,
    /// Performance fees accrued so far.
    pub performance_fee_to_date_e6: u64,
    /// Tax withheld from dividends so far.
    pub withheld_to_date_e6: u64,
    /// Tax withheld and not paid on.
    pub withheld_payable_e6: u64,
    /// Corrections of earlier strikes so far; signed.
    pub corrections_to_date_e6: i64,
    /// Subscription and redemption fees charged so far, for the manager.
    pub dealing_fees_to_date_e6: u64,
    /// What redeemers left so far for those who stay: liquidity fees, a registered fund's redemption fees, and what a late settlement at the lower
    /// price left.
    pub kept_to_date_e6: u64,
    /// Of the pending equalisation, fees since the last strike that stay with those who stay.
    pub kept_e6: u64,
    /// In a class without a register: units in the redemption queue, whose tokens are burned.
    pub queued_units: u64,
    /// Zero; for later fields.
    pub reserved: [u8; 24],
}

impl ShareClass {
    /// Refuses an unknown layout.
    pub fn check_version(&self) -> Result<()> {
        require!(self.version == ACCOUNT_VERSION, MmfError::AccountVersionUnknown);
        Ok(())
    }

    /// Whether the class keeps its price at $1.00 and pays its income out.
    pub fn is_distributing(&self) -> bool {
        self.kind == ClassKind::Distributing as u8
    }

    /// Whether transfers pass this program's hook, so that it keeps a register of units. Without, it only admits and freezes.
    pub fn is_hooked(&self) -> bool {
        self.kind != ClassKind::AccumulatingGated as u8
    }

    /// Sets or clears a flag of [`class_flag`].
    pub fn set_flag(&mut self, flag: u16, on: bool) {
        self.flags = if on { self.flags | flag } else { self.flags & !flag };
    }

    /// Whether a flag of [`class_flag`] is set.
    pub fn has_flag(&self, flag: u16) -> bool {
        self.flags & flag != 0
    }

    /// Number for the next event.
    pub fn next_seq(&mut self) -> Result<u64> {
        self.seq = self.seq.checked_add(1).ok_or(MmfError::Overflow)?;
        Ok(self.seq)
    }

    /// [`price_status`] at this moment.
    pub fn price_status(&self, fund: &Fund, now: i64) -> u32 {
        if self.price.published_at == 0 {
            price_status::NONE
        } else if fund.has_flag(fund_flag::HALTED) {
            price_status::HALTED
        } else if now > fund.price_valid_until() {
            price_status::STALE
        } else {
            price_status::TRADING
        }
    }

    /// Puts the terms that waited for a strike into force.
    pub fn begin_terms(&mut self) {
        if self.terms_pending == 1 {
            self.expense_bps = self.next_expense_bps;
            self.performance_fee_bps = self.next_performance_fee_bps;
            self.day_count = self.next_day_count;
            self.terms_pending = 0;
        }
    }

    /// Day count of the expenses, in a year of so many days.
    ///
    /// # Errors
    /// [`MmfError::ParameterOutOfRange`] for a number that means none.
    pub fn day_count(&self, days_in_year: u16) -> Result<DayCount> {
        match self.day_count {
            0 => Ok(DayCount::Act365),
            1 => Ok(DayCount::Act360),
            2 => Ok(DayCount::ActAct { days_in_year }),
            _ => err!(MmfError::ParameterOutOfRange),
        }
    }

    /// What settling a holding needs.
    pub fn class_index(&self) -> ClassIndex {
        ClassIndex { index: self.index.get(), closed_index: self.closed_index.get(), closed_period: self.closed_period }
    }

    /// The accrual state for a declaration.
    pub fn accrual(&self) -> Accrual {
        Accrual {
            index: self.index.get(),
            carry: self.carry.get(),
            declared: self.declared.get(),
            deficit: self.deficit.get(),
        }
    }

    /// Stores the accrual state after a declaration.
    pub fn set_accrual(&mut self, accrual: &Accrual) {
        self.index.set(accrual.index);
        self.carry.set(accrual.carry);
        self.declared.set(accrual.declared);
        self.deficit.set(accrual.deficit);
    }

    /// Net assets in e6: units at $1.00, or the books of an accumulating class.
    pub fn net_asset_base_e6(&self) -> u64 {
        if self.is_distributing() { self.recorded_supply_units } else { self.net_assets_e6 }
    }

    /// Net assets on which income is split, in e6: none without units, for then nobody would get the income.
    pub fn income_base_e6(&self) -> u64 {
        if self.recorded_supply_units == 0 { 0 } else { self.net_asset_base_e6() }
    }

    /// Income that waits, in e6, rounded down.
    pub fn carry_e6(&self) -> u64 {
        u64::try_from(self.carry.get() / mmf_math::SCALE).unwrap_or(u64::MAX)
    }

    /// Losses that future income pays off first, in e6, rounded down.
    pub fn deficit_e6(&self) -> u64 {
        u64::try_from(self.deficit.get() / mmf_math::SCALE).unwrap_or(u64::MAX)
    }

    /// What the class owes and is worth by the books, in e6: net assets, dividends payable with carries, equalisation, fees payable.
    ///
    /// # Errors
    /// [`MmfError::Overflow`].
    pub fn claims_e6(&self) -> Result<i128> {
        let dividends = i128::from(self.net_income_to_date_e6)
            .checked_add(i128::from(self.equalisation_to_date_e6))
            .and_then(|sum| sum.checked_sub(i128::from(self.paid_units)))
            .and_then(|sum| sum.checked_sub(i128::from(self.paid_cash_e6)))
            .and_then(|sum| sum.checked_sub(i128::from(self.withheld_to_date_e6)));
        let waiting = i128::from(self.carry_e6()).saturating_sub(i128::from(self.deficit_e6()));
        let dividends = if self.is_distributing() { dividends } else { Some(waiting) };
        dividends
            .and_then(|sum| sum.checked_add(i128::from(self.net_asset_base_e6())))
            .and_then(|sum| sum.checked_add(i128::from(self.equalisation_pending_e6)))
            .and_then(|sum| sum.checked_add(i128::from(self.management_fee_payable_e6)))
            .and_then(|sum| sum.checked_add(i128::from(self.withheld_payable_e6)))
            .ok_or_else(|| MmfError::Overflow.into())
    }

    /// Adds units to the register's sum.
    ///
    /// # Errors
    /// [`MmfError::SupplyLimit`] above 10^18 units.
    pub fn add_supply(&mut self, units: u64) -> Result<()> {
        self.recorded_supply_units = self
            .recorded_supply_units
            .checked_add(units)
            .filter(|supply| *supply <= mmf_math::MAX_UNITS)
            .ok_or(MmfError::SupplyLimit)?;
        Ok(())
    }

    /// There is room for new units.
    ///
    /// # Errors
    /// [`MmfError::SupplyLimit`] above the class's limit, or above 10^18 units.
    pub fn check_room(&self, units: u64) -> Result<()> {
        let most = if self.rules.max_class_units == 0 { mmf_math::MAX_UNITS } else { self.rules.max_class_units };
        let supply = self.recorded_supply_units.checked_add(units);
        require!(supply.is_some_and(|supply| supply <= most.min(mmf_math::MAX_UNITS)), MmfError::SupplyLimit);
        Ok(())
    }

    /// Unit-seconds of the span that units issued since were not there, less those that units redeemed since were there. In an accumulating
    /// class net assets stand in for the units.
    pub fn late_unit_seconds(&self) -> i128 {
        self.late_unit_seconds.get().cast_signed()
    }

    /// Replaces the late unit-seconds.
    pub fn set_late_unit_seconds(&mut self, late: i128) {
        self.late_unit_seconds.set(late.cast_unsigned());
    }

    /// Notes units that came, or left, when so many seconds of the span had passed.
    pub fn note_units(&mut self, units: u64, seconds: u64, leaving: bool) -> Result<()> {
        let unit_seconds = i128::from(units).checked_mul(i128::from(seconds)).ok_or(MmfError::Overflow)?;
        let late = self.late_unit_seconds();
        let late = if leaving { late.checked_sub(unit_seconds) } else { late.checked_add(unit_seconds) };
        self.set_late_unit_seconds(late.ok_or(MmfError::Overflow)?);
        Ok(())
    }

    /// Takes units from the register's sum.
    pub fn remove_supply(&mut self, units: u64) -> Result<()> {
        self.recorded_supply_units = self.recorded_supply_units.checked_sub(units).ok_or(MmfError::Overflow)?;
        Ok(())
    }
}
