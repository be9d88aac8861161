//! A share class: its price, accrual, books and rules.

use anchor_lang::prelude::*;
use mmf_math::accrual::Accrual;
use mmf_math::settle::ClassIndex;

use super::Wide;
use crate::constants::{ACCOUNT_VERSION, CLASS_SEED};
use crate::error::MmfError;

/// Kind of share class.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum ClassKind {
    /// $1.00 a share; income is owed daily and minted monthly; transfers pass the hook.
    Distributing,
    /// The price rises; transfers pass the hook.
    AccumulatingHooked,
    /// The price rises; no hook, admission by freezing.
    AccumulatingGated,
}

impl ClassKind {
    /// The kind with that number.
    pub fn from_number(number: u8) -> Option<Self> {
        [Self::Distributing, Self::AccumulatingHooked, Self::AccumulatingGated].get(usize::from(number)).copied()
    }
}

/// What a class's list of jurisdictions means.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub enum JurisdictionMode {
    /// Every jurisdiction is open; the list is empty.
    #[default]
    Open,
    /// The listed jurisdictions are refused.
    Refused,
    /// Only the listed jurisdictions are allowed.
    Allowed,
}

impl JurisdictionMode {
    /// The mode with that number; open where it is none.
    pub fn from_number(number: u8) -> Self {
        [Self::Open, Self::Refused, Self::Allowed].get(usize::from(number)).copied().unwrap_or_default()
    }

    /// Of eight jurisdictions, one bit each, those that are open where these are listed.
    pub fn open_among(self, listed: u8) -> u8 {
        match self {
            Self::Open => u8::MAX,
            Self::Refused => !listed,
            Self::Allowed => listed,
        }
    }
}

/// Bits of [`ShareClass::flags`].
pub mod class_flag {
    /// No instant dealing: subscriptions and redemptions wait for their strike, at $1.00 sharp.
    pub const QUEUE_ONLY: u16 = 1;
    /// The last strike's income was above the daily maximum; the excess is carried.
    pub const RATE_CAPPED: u16 = 1 << 1;
    /// Token ACL has the mint's freeze authority and asks this program who may be thawed and frozen.
    pub const TOKEN_ACL: u16 = 1 << 2;
    /// The price of an accumulating class was rounded down at the strike: an issue pays the next e12 up.
    pub const PRICE_ROUNDED: u16 = 1 << 3;
}

/// What integrators read: fixed place, fixed layout.
#[zero_copy]
#[derive(Debug, PartialEq, Eq)]
pub struct PricePoint {
    /// Price of one share in the fund currency, scaled by 10^12; rounded down.
    pub price_e12: u64,
    /// Half-width of the price's uncertainty, scaled by 10^12: market against amortised value.
    pub confidence_e12: u64,
    /// When the strike landed, in Unix seconds.
    pub published_at: i64,
    /// Until when the price stands: end of the next strike's window, in Unix seconds.
    pub valid_until: i64,
    /// The struck day, in days since 1970-01-01.
    pub struck_day: i32,
    /// Decimal exponent of the price: −12.
    pub exponent: i32,
    /// 0 none yet, 1 trading, 2 halted.
    pub status: u32,
    /// Number of the strike.
    pub strike_no: u32,
}

/// Rules of a class; the number 0 means no such rule.
#[zero_copy]
#[derive(Debug, PartialEq, Eq)]
pub struct ClassRules {
    /// Least first subscription, in e6.
    pub min_initial_e6: u64,
    /// Least further subscription, in e6.
    pub min_subsequent_e6: u64,
    /// Least redemption, in units (a redemption of all is exempt).
    pub min_redemption_units: u64,
    /// Least balance that may remain, in units.
    pub min_balance_units: u64,
    /// Most units of one investor, over all of its wallets.
    pub max_investor_units: u64,
    /// Most units of the class.
    pub max_class_units: u64,
    /// End of the Regulation S compliance period, in Unix seconds.
    pub compliance_period_ends_at: i64,
    /// End of the flow-back block, in Unix seconds.
    pub flow_back_until: i64,
    /// Lock-up of new issues, in seconds.
    pub lock_up_seconds: u32,
    /// Most of one investor in relation to the supply, in basis points.
    pub max_investor_bps: u16,
    /// Most investors with an open holding: all, US persons, not accredited.
    pub max_investors: [u16; 3],
    /// Investors with an open holding: all, US persons, not accredited; the low halves. See [`ClassRules::investors_of`].
    pub investors: [u16; 3],
    /// Attributes that every investor needs, one bit for each [`AttributeKind`](super::AttributeKind).
    pub required_attributes: u16,
    /// Subscription fee.
    pub subscription_fee_bps: u16,
    /// Redemption fee.
    pub redemption_fee_bps: u16,
    /// Liquidity fee, which stays in the class.
    pub liquidity_fee_bps: u16,
    /// 1 refuses US persons.
    pub us_persons_refused: u8,
    /// 1 allows movements through the fund only.
    pub transfers_refused: u8,
    /// [`JurisdictionMode`].
    pub jurisdiction_mode: u8,
    /// Zero.
    pub padding: u8,
    /// Attributes that US persons need as well.
    pub us_required_attributes: u16,
    /// ISO 3166 numeric codes 0 to 1023, one bit each.
    pub jurisdictions: [u8; 128],
    /// The high halves of [`ClassRules::investors`].
    pub investors_high: [u16; 3],
    /// Zero; for later rules.
    pub reserved: [u8; 58],
}

impl ClassRules {
    /// Investors of a sort with an open holding: 0 all, 1 US persons, 2 not accredited.
    pub fn investors_of(&self, sort: usize) -> u32 {
        u32::from(self.investors_high[sort]) << 16 | u32::from(self.investors[sort])
    }

    /// Writes the number of investors of a sort.
    pub fn set_investors_of(&mut self, sort: usize, number: u32) {
        let [a, b, c, d] = number.to_le_bytes();
        self.investors[sort] = u16::from_le_bytes([a, b]);
        self.investors_high[sort] = u16::from_le_bytes([c, d]);
    }
}

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
    /// Dividends paid in cash, tax withheld included.
    pub paid_cash_e6: u64,
    /// Management fees accrued and not paid.
    pub management_fee_payable_e6: u64,
    /// Management fees accrued so far.
    pub management_fee_to_date_e6: u64,
    /// Management fees waived so far.
    pub waived_to_date_e6: u64,
    /// Units issued for cash so far.
    pub issued_units_to_date: u64,
    /// Units redeemed for cash so far.
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
    /// Zero; for later fields.
    pub reserved: [u8; 112],
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
            .and_then(|sum| sum.checked_sub(i128::from(self.paid_cash_e6)));
        let waiting = i128::from(self.carry_e6()).saturating_sub(i128::from(self.deficit_e6()));
        let dividends = if self.is_distributing() { dividends } else { Some(waiting) };
        dividends
            .and_then(|sum| sum.checked_add(i128::from(self.net_asset_base_e6())))
            .and_then(|sum| sum.checked_add(i128::from(self.equalisation_pending_e6)))
            .and_then(|sum| sum.checked_add(i128::from(self.management_fee_payable_e6)))
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

/// Signer seeds of a class, which is every authority of its mint.
pub struct ClassSeeds {
    fund: Pubkey,
    class_no: [u8; 1],
    bump: [u8; 1],
}

impl ClassSeeds {
    /// Seeds of this class.
    pub fn of(class: &ShareClass) -> Self {
        Self { fund: class.fund, class_no: [class.class_no], bump: [class.bump] }
    }

    /// As a signer.
    pub fn as_slices(&self) -> [&[u8]; 4] {
        [CLASS_SEED, self.fund.as_ref(), &self.class_no, &self.bump]
    }
}
