//! Which assets are liquid, and for which issuer they count.

use jiff::civil::Date;

use crate::days::{BusinessDays, days_between};
use crate::error::Result;
use crate::kind::{Collateral, Kind};
use crate::position::Position;

/// Longest remaining maturity of an agency's discount note that is a weekly liquid asset (rule 2a-7(a), "weekly liquid assets", (iii)).
const AGENCY_WEEKLY_DAYS: i64 = 60;
/// Longest residual maturity of public debt that may count as weekly maturing (Regulation (EU) 2017/1131, article 24(1)(g)).
const PUBLIC_DEBT_WEEKLY_DAYS: i64 = 190;

/// Whose definition of liquid assets applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LiquidBy {
    /// Rule 2a-7(a): obligations of the US government are liquid whatever their maturity.
    Rule2a7,
    /// Article 24 of Regulation (EU) 2017/1131: what matures, or is paid on notice; of public debt up to 190 days a part, see
    /// [`LiquidBy::is_public_debt`].
    EuMmfr,
}

/// The last days by which an asset must be paid to be liquid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Horizons {
    /// The next business day.
    pub daily: Date,
    /// The fifth business day.
    pub weekly: Date,
}

impl Horizons {
    /// The horizons of a day.
    ///
    /// # Errors
    /// [`PortfolioError::CalendarEnds`](crate::PortfolioError::CalendarEnds).
    pub fn of(day: Date, calendar: &BusinessDays) -> Result<Self> {
        Ok(Self { daily: calendar.after(day, 1)?, weekly: calendar.after(day, 5)? })
    }
}

/// The liquid assets that a position belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Daily ones.
    pub daily: bool,
    /// Weekly ones.
    pub weekly: bool,
    /// Weekly ones up to a part of all assets.
    pub capped: bool,
}

impl LiquidBy {
    /// Whether an asset other than cash is a daily liquid asset. A stablecoin never is, nor cash that has not arrived.
    ///
    /// # Errors
    /// [`PortfolioError::Overflow`](crate::PortfolioError::Overflow).
    pub fn is_daily(self, position: &Position, day: Date, horizons: &Horizons) -> Result<bool> {
        Ok(self.is_obligation_of_us(position) || is_paid_by(position, day, horizons.daily)?)
    }

    /// Whether an asset other than cash is a weekly liquid asset.
    ///
    /// # Errors
    /// [`PortfolioError::Overflow`](crate::PortfolioError::Overflow).
    pub fn is_weekly(self, position: &Position, day: Date, horizons: &Horizons) -> Result<bool> {
        let terms = position.terms();
        let left = terms.maturity.map(|maturity| days_between(day, maturity));
        let agency = terms.kind == Kind::AgencyDiscountNote && left.is_some_and(|days| days <= AGENCY_WEEKLY_DAYS);
        let by_kind = self.is_obligation_of_us(position) || (self == Self::Rule2a7 && agency);
        Ok(by_kind || is_paid_by(position, day, horizons.weekly)?)
    }

    /// Which liquid assets a position belongs to.
    ///
    /// # Errors
    /// [`PortfolioError::Overflow`](crate::PortfolioError::Overflow).
    pub(crate) fn counts(self, position: &Position, day: Date, horizons: &Horizons) -> Result<Counts> {
        let weekly = self.is_weekly(position, day, horizons)?;
        let capped = !weekly && self.is_public_debt(position, day);
        Ok(Counts { daily: self.is_daily(position, day, horizons)?, weekly, capped })
    }

    /// Whether an asset that is not paid by the next business day can be turned into cash by then all the same, by a sale: obligations of
    /// the US government under rule 2a-7, public debt of at most 190 days in the EU. Nothing that the book calls illiquid.
    #[must_use]
    pub fn sells_in_a_day(self, position: &Position, day: Date) -> bool {
        !position.terms().illiquid && (self.is_obligation_of_us(position) || self.is_public_debt(position, day))
    }

    fn is_obligation_of_us(self, position: &Position) -> bool {
        self == Self::Rule2a7 && position.terms().kind.is_treasury()
    }

    /// Public debt that counts as weekly maturing up to 17.5% of assets, in the EU.
    #[must_use]
    pub fn is_public_debt(self, position: &Position, day: Date) -> bool {
        let left = position.terms().maturity.map(|maturity| days_between(day, maturity));
        let short = left.is_some_and(|days| days <= PUBLIC_DEBT_WEEKLY_DAYS);
        self == Self::EuMmfr && position.terms().kind.is_government() && short
    }
}

/// Whether the principal is paid by a day: a security, a repo or a deposit by maturity or demand, an amount receivable by its due day.
pub(crate) fn is_paid_by(position: &Position, day: Date, horizon: Date) -> Result<bool> {
    let counts = !position.terms().kind.is_balance() || position.terms().kind == Kind::Receivable;
    Ok(counts && position.payable(day)?.is_some_and(|paid| paid <= horizon))
}

/// The issuer for whom a position counts; `None` where it is exempt: government securities, repo that is collateralised fully by cash or
/// government securities (it counts as its collateral, rule 2a-7(d)(3)(ii)(A)), and what is no security.
#[must_use]
pub fn issuer(position: &Position) -> Option<&str> {
    let terms = position.terms();
    let exempt = terms.kind.is_government()
        || terms.collateral == Some(Collateral::Government)
        || matches!(terms.kind, Kind::Cash | Kind::InTransit | Kind::Receivable | Kind::Payable);
    (!exempt).then_some(terms.issuer.as_str())
}

/// Whether an asset other than cash counts for the 99.5% of a government fund (rule 2a-7(a), "government money market fund"): government
/// securities, repo that is collateralised fully by them or cash, cash on its way.
#[must_use]
pub fn is_government(position: &Position) -> bool {
    let terms = position.terms();
    terms.kind.is_government() || terms.collateral == Some(Collateral::Government) || terms.kind == Kind::InTransit
}
