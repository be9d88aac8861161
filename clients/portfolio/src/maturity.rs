//! Days to maturity as rule 2a-7(i) counts them, and the day by which principal can be had.

use jiff::civil::Date;

use crate::days::{days_between, plus_days};
use crate::error::Result;
use crate::kind::Kind;
use crate::position::Position;
use crate::terms::{Reset, Terms};

/// The longest principal of a floater that is shortened without a demand feature, in calendar days (rule 2a-7(i)(2) and (4)).
const SHORT_TERM_DAYS: i64 = 397;

/// Calendar days of notice after which the principal can be had, where it can be had at all. Shares of a fund are paid within a day
/// unless the book says otherwise (rule 2a-7(i)(8)).
fn notice(terms: &Terms) -> Option<i64> {
    let usual = (terms.kind == Kind::MoneyMarketFund).then_some(1);
    terms.demand_days.map(i64::from).or(usual)
}

impl Position {
    /// The first day on which the principal is, or on demand would be, paid: maturity, or the end of the notice if that is earlier.
    /// `None` where there is neither.
    ///
    /// # Errors
    /// [`PortfolioError::Overflow`](crate::PortfolioError::Overflow).
    pub fn payable(&self, day: Date) -> Result<Option<Date>> {
        let demanded = notice(self.terms()).map(|days| plus_days(day, days)).transpose()?;
        Ok([demanded, self.terms().maturity].into_iter().flatten().min())
    }

    /// Calendar days to the payment of the principal, without regard to resets of a floating rate: what the weighted average life counts
    /// (rule 2a-7(d)(1)(iii)). A demand feature shortens floaters, open repo and shares of funds, but no fixed rate (rule 2a-7(i)). Balances
    /// have no days.
    #[must_use]
    pub fn life_days(&self, day: Date) -> i64 {
        let terms = self.terms();
        if terms.kind.is_balance() {
            return 0;
        }
        let left = terms.maturity.map(|maturity| days_between(day, maturity));
        let shortens = terms.next_reset.is_some() || matches!(terms.kind, Kind::Repo | Kind::MoneyMarketFund);
        let demanded = notice(terms).filter(|_| shortens);
        [left, demanded].into_iter().flatten().min().unwrap_or_default()
    }

    /// Calendar days to maturity with the exceptions for interest rate readjustments: what the weighted average maturity and the limit of
    /// 397 days count (rule 2a-7(i)). Government floaters: to the reset. Others due or callable by the fund within 397 days: to the reset or
    /// the demand, whichever is earlier. Longer ones with a demand feature: the later of the two. A rate that floats daily: one day.
    #[must_use]
    pub fn maturity_days(&self, day: Date) -> i64 {
        let terms = self.terms();
        let life = self.life_days(day);
        let (reset, floats) = match terms.next_reset {
            None => return life,
            Some(Reset::Daily) => (1, true),
            Some(Reset::On(next)) => (days_between(day, next), false),
        };
        let left = terms.maturity.map_or(life, |maturity| days_between(day, maturity));
        let shortened = if terms.kind.is_government() || left <= SHORT_TERM_DAYS {
            reset.min(life)
        } else if terms.demand_days.is_some() {
            // Paragraph (i)(5) counts only the demand for a rate that floats.
            if floats { life } else { reset.max(life) }
        } else {
            life
        };
        shortened.max(0)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use jiff::civil::date;
    use rust_decimal::Decimal;

    use super::*;

    const TODAY: Date = date(2025, 1, 2);

    fn floater(kind: Kind, maturity: Date, reset: Option<Reset>, demand: Option<u16>) -> Position {
        let mut terms = Terms::new("F", kind, "Issuer", Decimal::from(1_000), TODAY);
        terms.maturity = Some(maturity);
        terms.rate_pct = Some(Decimal::from(5));
        terms.next_reset = reset;
        terms.demand_days = demand;
        Position::new(terms).unwrap()
    }

    fn days(position: &Position) -> (i64, i64) {
        (position.maturity_days(TODAY), position.life_days(TODAY))
    }

    #[test]
    fn resets_shorten_maturity_and_never_life() {
        let (near, far) = (date(2025, 12, 30), date(2027, 1, 2));
        let week = Some(Reset::On(date(2025, 1, 9)));
        for (kind, maturity, reset, demand, expected) in [
            (Kind::CorporateNote, near, None, None, (362, 362)),
            (Kind::CorporateNote, near, week, None, (7, 362)),
            (Kind::CorporateNote, near, Some(Reset::Daily), None, (1, 362)),
            (Kind::CorporateNote, near, week, Some(5), (5, 5)),
            (Kind::CorporateNote, far, week, None, (730, 730)),
            (Kind::CorporateNote, far, week, Some(30), (30, 30)),
            (Kind::CorporateNote, far, week, Some(3), (7, 3)),
            (Kind::CorporateNote, far, Some(Reset::Daily), Some(30), (30, 30)),
            (Kind::TreasuryNote, far, week, None, (7, 730)),
            (Kind::AgencyNote, far, Some(Reset::Daily), None, (1, 730)),
            (Kind::CertificateOfDeposit, near, None, Some(7), (362, 362)),
        ] {
            assert_eq!(
                days(&floater(kind, maturity, reset, demand)),
                expected,
                "{kind:?} {maturity} {reset:?} {demand:?}"
            );
        }
    }

    #[test]
    fn repo_runs_to_its_term_or_its_notice() {
        let mut terms = Terms::new("R", Kind::Repo, "Dealer", Decimal::from(1_000), TODAY);
        terms.rate_pct = Some(Decimal::from(4));
        terms.collateral = Some(crate::kind::Collateral::Government);
        terms.demand_days = Some(1);
        let open = Position::new(terms.clone()).unwrap();
        assert_eq!((days(&open), open.payable(TODAY).unwrap()), ((1, 1), Some(date(2025, 1, 3))));
        terms.demand_days = None;
        terms.maturity = Some(date(2025, 1, 9));
        let term = Position::new(terms.clone()).unwrap();
        assert_eq!((days(&term), term.payable(TODAY).unwrap()), ((7, 7), Some(date(2025, 1, 9))));
    }

    #[test]
    fn balances_have_no_days_and_shares_of_funds_one() {
        let of = |kind| Position::new(Terms::new("P", kind, "Issuer", Decimal::ONE, TODAY)).unwrap();
        assert_eq!(days(&of(Kind::Stablecoin)), (0, 0));
        assert_eq!(of(Kind::Stablecoin).payable(TODAY).unwrap(), None);
        assert_eq!(days(&of(Kind::MoneyMarketFund)), (1, 1));
    }
}
