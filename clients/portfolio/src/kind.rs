//! What a fund can hold.

/// Kind of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Treasury bill.
    TreasuryBill,
    /// Treasury note, bond or floating-rate note.
    TreasuryNote,
    /// Discount note of a government agency.
    AgencyDiscountNote,
    /// Note of a government agency with interest, fixed or floating.
    AgencyNote,
    /// Repurchase agreement: the fund lends cash against collateral.
    Repo,
    /// Commercial paper, sold at a discount.
    CommercialPaper,
    /// Certificate of deposit, or a time deposit.
    CertificateOfDeposit,
    /// Note of any other issuer with interest, fixed or floating.
    CorporateNote,
    /// Shares of another money-market fund, face in their redemption amount.
    MoneyMarketFund,
    /// A stablecoin, such as the settlement token in the fund's vaults. No liquid asset.
    Stablecoin,
    /// Cash at a custodian or bank.
    Cash,
    /// Cash on its way between vaults and custodians; `maturity` is its arrival.
    InTransit,
    /// An amount receivable; `maturity` is the day on which it is due unconditionally.
    Receivable,
    /// A liability; `maturity` is the day on which it is paid.
    Payable,
}

impl Kind {
    /// Names in files.
    pub const NAMES: [(&'static str, Self); 14] = [
        ("treasury-bill", Self::TreasuryBill),
        ("treasury-note", Self::TreasuryNote),
        ("agency-discount-note", Self::AgencyDiscountNote),
        ("agency-note", Self::AgencyNote),
        ("repo", Self::Repo),
        ("commercial-paper", Self::CommercialPaper),
        ("certificate-of-deposit", Self::CertificateOfDeposit),
        ("corporate-note", Self::CorporateNote),
        ("money-market-fund", Self::MoneyMarketFund),
        ("stablecoin", Self::Stablecoin),
        ("cash", Self::Cash),
        ("in-transit", Self::InTransit),
        ("receivable", Self::Receivable),
        ("payable", Self::Payable),
    ];

    /// The name in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, kind)| *kind == self).map_or("", |(name, _)| name)
    }

    /// A direct obligation of the US government.
    #[must_use]
    pub const fn is_treasury(self) -> bool {
        matches!(self, Self::TreasuryBill | Self::TreasuryNote)
    }

    /// A government security (section 2(a)(16) of the Investment Company Act).
    #[must_use]
    pub const fn is_government(self) -> bool {
        self.is_treasury() || matches!(self, Self::AgencyDiscountNote | Self::AgencyNote)
    }

    /// Sold at a discount and without interest.
    #[must_use]
    pub const fn is_discount(self) -> bool {
        matches!(self, Self::TreasuryBill | Self::AgencyDiscountNote | Self::CommercialPaper)
    }

    /// With a stated rate and a maturity, and a price of its own.
    #[must_use]
    pub const fn is_note(self) -> bool {
        matches!(self, Self::TreasuryNote | Self::AgencyNote | Self::CertificateOfDeposit | Self::CorporateNote)
    }

    /// Valued by a price or a curve; everything else stands at face and interest.
    #[must_use]
    pub const fn is_priced(self) -> bool {
        self.is_discount() || self.is_note()
    }

    /// A balance rather than an investment: an amount, a day, nothing that it earns.
    #[must_use]
    pub const fn is_balance(self) -> bool {
        matches!(self, Self::Stablecoin | Self::Cash | Self::InTransit | Self::Receivable | Self::Payable)
    }
}

/// What secures a repurchase agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Collateral {
    /// Collateralised fully (rule 5b-3(c)(1)) by cash or government securities.
    Government,
    /// Anything else: the counterparty counts as issuer.
    Other,
}

impl Collateral {
    /// Names in files.
    pub const NAMES: [(&'static str, Self); 2] = [("government", Self::Government), ("other", Self::Other)];
}

/// How the difference between cost and face becomes income.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Method {
    /// The same amount each calendar day.
    #[default]
    StraightLine,
    /// The same rate each calendar day: the effective interest rate, compounded daily.
    ConstantYield,
}

impl Method {
    /// Names in files.
    pub const NAMES: [(&'static str, Self); 2] =
        [("straight-line", Self::StraightLine), ("constant-yield", Self::ConstantYield)];
}
