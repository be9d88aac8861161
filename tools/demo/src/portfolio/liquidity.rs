//! The liquidity measures of rule 2a-7.

use jiff::civil::Date;

use super::Book;
use crate::dates::days_between;

/// Measures at a moment. Treasury bills and custodian cash are daily and weekly liquid assets; a stablecoin is neither,
/// and its issuer counts as an issuer that is no government.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Liquidity {
    /// Weighted average maturity of total assets in days, rounded up; cash has none.
    pub wam_days: i128,
    /// Weighted average life in days, rounded up; the same for bills.
    pub wal_days: i128,
    /// Daily liquid assets in basis points of total assets, rounded down.
    pub daily_bps: i128,
    /// Weekly liquid assets in basis points of total assets, rounded down.
    pub weekly_bps: i128,
    /// Largest issuer that is no government in basis points of total assets, rounded up.
    pub largest_issuer_bps: i128,
}

impl Liquidity {
    /// Measures the book and the cash on `day`. Weights are amortised costs.
    #[must_use]
    pub fn measure(book: &Book, vault_e6: i128, custodian_e6: i128, day: Date) -> Self {
        let bills_e6 = book.amortised_cost_e6(day);
        let assets_e6 = vault_e6 + custodian_e6 + bills_e6;
        if assets_e6 <= 0 {
            return Self { wam_days: 0, wal_days: 0, daily_bps: 0, weekly_bps: 0, largest_issuer_bps: 0 };
        }
        let weighted: i128 =
            book.bills().iter().map(|bill| bill.amortised_cost_e6(day) * days_between(day, bill.maturity)).sum();
        let wam_days = round_up(weighted, assets_e6);
        let liquid_bps = (bills_e6 + custodian_e6) * 10_000 / assets_e6;
        Self {
            wam_days,
            wal_days: wam_days,
            daily_bps: liquid_bps,
            weekly_bps: liquid_bps,
            largest_issuer_bps: round_up(vault_e6 * 10_000, assets_e6),
        }
    }
}

const fn round_up(numerator: i128, denominator: i128) -> i128 {
    (numerator + denominator - 1) / denominator
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::portfolio::{Bill, Yield};

    #[test]
    fn a_stablecoin_is_no_liquid_asset_and_custodian_cash_is() {
        let mut book = Book::default();
        book.enter(Bill {
            trade: date(2025, 1, 2),
            settle: date(2025, 1, 3),
            maturity: date(2025, 1, 14),
            face_e6: 990,
            price_e6: 100_000_000,
            cost_e6: 990,
            rate: Yield { numerator: 0, denominator: 1 },
        });
        let measured = Liquidity::measure(&book, 4, 6, date(2025, 1, 3));
        assert_eq!(measured.wam_days, 11, "10.89 days, rounded up");
        assert_eq!(measured.wal_days, 11);
        assert_eq!((measured.daily_bps, measured.weekly_bps), (9_960, 9_960));
        assert_eq!(measured.largest_issuer_bps, 40);
    }

    #[test]
    fn a_fund_without_assets_has_no_measures() {
        assert_eq!(Liquidity::measure(&Book::default(), 0, 0, date(2025, 1, 2)).daily_bps, 0);
    }
}
