//! The rules of a class as governance writes them, and whether a change loosens any.

use anchor_lang::prelude::*;

use crate::constants::{MAX_REDEMPTION_FEE_BPS, MAX_SUBSCRIPTION_FEE_BPS};
use crate::error::MmfError;
use crate::state::{ClassKind, ClassRules, JurisdictionMode};

/// Rules of a class. The number 0 means no such rule.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Debug, Default, PartialEq, Eq)]
pub struct ClassRulesArgs {
    /// Least first subscription, in e6.
    pub min_initial_e6: u64,
    /// Least further subscription, in e6.
    pub min_subsequent_e6: u64,
    /// Least redemption, in units (a redemption of all is exempt).
    pub min_redemption_units: u64,
    /// Least balance of one investor that may remain, in units (none at all, and protocol vaults, are exempt).
    pub min_balance_units: u64,
    /// Most units of one investor, over all of its wallets.
    pub max_investor_units: u64,
    /// Most units of the class.
    pub max_class_units: u64,
    /// End of the Regulation S compliance period, in Unix seconds: no US person acquires units before.
    pub compliance_period_ends_at: i64,
    /// End of the flow-back block, in Unix seconds: no units go from others to a US person before.
    pub flow_back_until: i64,
    /// Lock-up of new issues, in seconds, rounded up to the start of a day (UTC). It forbids transfers, not redemptions.
    pub lock_up_seconds: u32,
    /// Most of one investor in relation to the supply, in basis points.
    pub max_investor_bps: u16,
    /// Most investors with an open holding: all, US persons, not accredited.
    pub max_investors: [u16; 3],
    /// Subscription fee, in basis points.
    pub subscription_fee_bps: u16,
    /// Redemption fee, in basis points. It stays in the class of a registered fund, and goes to the manager of any other.
    pub redemption_fee_bps: u16,
    /// Highest subscription fee, in basis points; 0: the program's cap.
    pub max_subscription_fee_bps: u16,
    /// Highest redemption fee, in basis points; 0: the program's cap.
    pub max_redemption_fee_bps: u16,
    /// Attributes that every investor needs, one bit for each attribute.
    pub required_attributes: u16,
    /// Attributes that US persons need as well.
    pub us_required_attributes: u16,
    /// Refuses US persons.
    pub us_persons_refused: bool,
    /// Units move only through the fund.
    pub transfers_refused: bool,
    /// What the list of jurisdictions means.
    pub jurisdiction_mode: JurisdictionMode,
    /// ISO 3166 numeric codes below 1,024, each once, in rising order.
    pub jurisdictions: Vec<u16>,
}

/// Attributes that exist, one bit each.
const KNOWN_ATTRIBUTES: u16 = 0b1_1111;
/// Longest lock-up, in seconds.
const MAX_LOCK_UP_SECONDS: u32 = 3 * 366 * 86_400;
/// Most basis points.
const ALL_BPS: u16 = 10_000;

impl ClassRulesArgs {
    /// Whether the rules make sense for a kind of class.
    ///
    /// # Errors
    /// [`MmfError::ParameterOutOfRange`]; [`MmfError::FeeAboveCap`]; [`MmfError::RuleNeedsRegister`] for a rule that a class without a hook can't keep.
    pub fn check(&self, kind: ClassKind) -> Result<()> {
        let is_sorted = self.jurisdictions.windows(2).all(|pair| pair[0] < pair[1]);
        let fits = self.max_investor_bps <= ALL_BPS
            && self.lock_up_seconds <= MAX_LOCK_UP_SECONDS
            && (self.required_attributes | self.us_required_attributes) & !KNOWN_ATTRIBUTES == 0
            && self.compliance_period_ends_at >= 0
            && self.flow_back_until >= 0
            && is_sorted
            && self.jurisdictions.iter().all(|code| *code < 1024)
            && (self.jurisdiction_mode == JurisdictionMode::Open) == self.jurisdictions.is_empty();
        require!(fits, MmfError::ParameterOutOfRange);
        let cap = |own: u16, all: u16| if own == 0 { all } else { own };
        let fees_fit = self.max_subscription_fee_bps <= MAX_SUBSCRIPTION_FEE_BPS
            && self.max_redemption_fee_bps <= MAX_REDEMPTION_FEE_BPS
            && self.subscription_fee_bps <= cap(self.max_subscription_fee_bps, MAX_SUBSCRIPTION_FEE_BPS)
            && self.redemption_fee_bps <= cap(self.max_redemption_fee_bps, MAX_REDEMPTION_FEE_BPS);
        require!(fees_fit, MmfError::FeeAboveCap);
        let needs_register = self.min_initial_e6 != 0
            || self.min_balance_units != 0
            || self.max_investor_units != 0
            || self.max_investor_bps != 0
            || self.lock_up_seconds != 0
            || self.flow_back_until != 0
            || self.transfers_refused;
        require!(kind != ClassKind::AccumulatingGated || !needs_register, MmfError::RuleNeedsRegister);
        Ok(())
    }

    /// Whether these rules allow anything that the old ones forbid, or charge more, so that a time lock makes them wait.
    pub fn loosen(&self, old: &ClassRules) -> bool {
        let floor_falls = |new: u64, old: u64| new < old;
        let cap_rises = |new: u64, old: u64| old != 0 && (new == 0 || new > old);
        let numbers_rise = self
            .max_investors
            .iter()
            .zip(old.max_investors)
            .any(|(new, old)| cap_rises(u64::from(*new), u64::from(old)));
        floor_falls(self.min_initial_e6, old.min_initial_e6)
            || floor_falls(self.min_subsequent_e6, old.min_subsequent_e6)
            || floor_falls(self.min_redemption_units, old.min_redemption_units)
            || floor_falls(self.min_balance_units, old.min_balance_units)
            || cap_rises(self.max_investor_units, old.max_investor_units)
            || cap_rises(self.max_class_units, old.max_class_units)
            || cap_rises(u64::from(self.max_investor_bps), u64::from(old.max_investor_bps))
            || cap_rises(u64::from(self.max_subscription_fee_bps), u64::from(old.max_subscription_fee_bps))
            || cap_rises(u64::from(self.max_redemption_fee_bps), u64::from(old.max_redemption_fee_bps))
            || self.subscription_fee_bps > old.subscription_fee_bps
            || self.redemption_fee_bps > old.redemption_fee_bps
            || numbers_rise
            || self.compliance_period_ends_at < old.compliance_period_ends_at
            || self.flow_back_until < old.flow_back_until
            || self.lock_up_seconds < old.lock_up_seconds
            || old.required_attributes & !self.required_attributes != 0
            || old.us_required_attributes & !(self.required_attributes | self.us_required_attributes) != 0
            || (old.us_persons_refused != 0 && !self.us_persons_refused)
            || (old.transfers_refused != 0 && !self.transfers_refused)
            || self.opens_jurisdictions(old)
    }

    /// Writes the rules; counters stay.
    pub fn write(&self, rules: &mut ClassRules) {
        rules.min_initial_e6 = self.min_initial_e6;
        rules.min_subsequent_e6 = self.min_subsequent_e6;
        rules.min_redemption_units = self.min_redemption_units;
        rules.min_balance_units = self.min_balance_units;
        rules.max_investor_units = self.max_investor_units;
        rules.max_class_units = self.max_class_units;
        rules.compliance_period_ends_at = self.compliance_period_ends_at;
        rules.flow_back_until = self.flow_back_until;
        rules.lock_up_seconds = self.lock_up_seconds;
        rules.max_investor_bps = self.max_investor_bps;
        rules.max_investors = self.max_investors;
        rules.subscription_fee_bps = self.subscription_fee_bps;
        rules.redemption_fee_bps = self.redemption_fee_bps;
        rules.max_subscription_fee_bps = self.max_subscription_fee_bps;
        rules.max_redemption_fee_bps = self.max_redemption_fee_bps;
        rules.required_attributes = self.required_attributes;
        rules.us_required_attributes = self.us_required_attributes;
        rules.us_persons_refused = u8::from(self.us_persons_refused);
        rules.transfers_refused = u8::from(self.transfers_refused);
        rules.jurisdiction_mode = self.jurisdiction_mode as u8;
        rules.jurisdictions = self.bitmap();
    }

    /// The rules on record.
    pub fn of(rules: &ClassRules) -> Self {
        let is_listed = |code: &u16| rules.jurisdictions[usize::from(code >> 3)] >> (code & 7) & 1 != 0;
        Self {
            min_initial_e6: rules.min_initial_e6,
            min_subsequent_e6: rules.min_subsequent_e6,
            min_redemption_units: rules.min_redemption_units,
            min_balance_units: rules.min_balance_units,
            max_investor_units: rules.max_investor_units,
            max_class_units: rules.max_class_units,
            compliance_period_ends_at: rules.compliance_period_ends_at,
            flow_back_until: rules.flow_back_until,
            lock_up_seconds: rules.lock_up_seconds,
            max_investor_bps: rules.max_investor_bps,
            max_investors: rules.max_investors,
            subscription_fee_bps: rules.subscription_fee_bps,
            redemption_fee_bps: rules.redemption_fee_bps,
            max_subscription_fee_bps: rules.max_subscription_fee_bps,
            max_redemption_fee_bps: rules.max_redemption_fee_bps,
            required_attributes: rules.required_attributes,
            us_required_attributes: rules.us_required_attributes,
            us_persons_refused: rules.us_persons_refused != 0,
            transfers_refused: rules.transfers_refused != 0,
            jurisdiction_mode: JurisdictionMode::from_number(rules.jurisdiction_mode),
            jurisdictions: (0..1024).filter(is_listed).collect(),
        }
    }

    fn bitmap(&self) -> [u8; 128] {
        let mut bits = [0u8; 128];
        for code in &self.jurisdictions {
            if let Some(byte) = bits.get_mut(usize::from(code >> 3)) {
                *byte |= 1 << (code & 7);
            }
        }
        bits
    }

    fn opens_jurisdictions(&self, old: &ClassRules) -> bool {
        let old_mode = JurisdictionMode::from_number(old.jurisdiction_mode);
        let opens = |(new, old): (&u8, &u8)| self.jurisdiction_mode.open_among(*new) & !old_mode.open_among(*old) != 0;
        self.bitmap().iter().zip(&old.jurisdictions).any(opens)
    }
}
