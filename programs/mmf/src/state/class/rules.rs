//! The rules of a class as its account keeps them.

use anchor_lang::prelude::*;

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
    /// Subscription fee, in basis points.
    pub subscription_fee_bps: u16,
    /// Redemption fee, in basis points.
    pub redemption_fee_bps: u16,
    /// Highest subscription fee, in basis points; 0: the program's cap.
    pub max_subscription_fee_bps: u16,
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
    /// Highest redemption fee, in basis points; 0: the program's cap.
    pub max_redemption_fee_bps: u16,
    /// Zero; for later rules.
    pub reserved: [u8; 56],
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
