//! What each strike published of a class.

use mmf::state::{ClassResult, NAV_STRUCK, NavReport, ShareClass};
use mmf_math::accrual::factor_9dp;
use mmf_math::{PRICE_SCALE, SCALE};

use super::errors::{incomplete, out_of_range};
use super::week::{Earned, Yields, yields};
use crate::error::CliResult;
use crate::output::Cell;

/// A class in a strike.
pub struct Published<'a> {
    /// The strike.
    pub report: &'a NavReport,
    /// What it did to the class.
    pub result: &'a ClassResult,
    /// Number of the class.
    pub class_no: u8,
    /// Income on each dollar as a factor with nine decimals; `None` in an accumulating class.
    factor_9dp: Option<u64>,
    with_waiver: Yields,
    without_waiver: Yields,
}

/// All strikes of a class, in order. `reports`: all strikes of the fund, in order.
///
/// # Errors
/// When a figure is out of range.
pub fn of_class<'a>(class: &ShareClass, reports: &'a [NavReport]) -> CliResult<Vec<Published<'a>>> {
    let struck: Vec<&NavReport> = reports.iter().filter(|report| takes_part(report, class)).collect();
    let results = struck.iter().map(|report| result_of(report, class)).collect::<CliResult<Vec<_>>>()?;
    let mut earned = Vec::with_capacity(struck.len());
    let mut before_waiver = Vec::with_capacity(struck.len());
    let mut opening_e12 = first_price();
    for (report, result) in struck.iter().zip(&results) {
        let (rate_e18, waived_e18) = if class.is_distributing() {
            (i128::from(result.rate_e18), per_dollar(result.waived_e6, u128::from(result.supply_units))?)
        } else {
            let opening_e6 = value_e6(result.supply_units, opening_e12);
            (rise_e18(opening_e12, result.price_e12)?, per_dollar(result.waived_e6, opening_e6)?)
        };
        let of_rate = |rate_e18| Earned { day: report.day, n_days: report.n_days, rate_e18 };
        earned.push(of_rate(rate_e18));
        before_waiver.push(of_rate(rate_e18 - waived_e18));
        opening_e12 = result.price_e12;
    }
    let with_waiver = yields(&earned)?;
    let without_waiver = yields(&before_waiver)?;
    let mut published = Vec::with_capacity(struck.len());
    for (((report, result), with_waiver), without_waiver) in
        struck.into_iter().zip(results).zip(with_waiver).zip(without_waiver)
    {
        let rate = u128::from(result.rate_e18);
        let factor_9dp = class.is_distributing().then(|| factor_9dp(rate)).transpose().map_err(out_of_range)?;
        published.push(Published { report, result, class_no: class.class_no, factor_9dp, with_waiver, without_waiver });
    }
    Ok(published)
}

fn takes_part(report: &NavReport, class: &ShareClass) -> bool {
    report.status == NAV_STRUCK && report.class_bitmap >> class.class_no & 1 == 1
}

fn result_of<'a>(report: &'a NavReport, class: &ShareClass) -> CliResult<&'a ClassResult> {
    let result = report.results.get(usize::from(class.class_no));
    result.ok_or_else(|| incomplete("a strike has no place for the class"))
}

fn first_price() -> u64 {
    u64::try_from(PRICE_SCALE).unwrap_or_default()
}

/// The rise from one price to another, e18, rounded toward zero; negative for a fall.
fn rise_e18(opening_e12: u64, closing_e12: u64) -> CliResult<i128> {
    if opening_e12 == 0 {
        return Ok(0);
    }
    let moved = u128::from(closing_e12.abs_diff(opening_e12)).checked_mul(SCALE);
    let size = moved.map(|moved| moved / u128::from(opening_e12)).and_then(|size| i128::try_from(size).ok());
    let size = size.ok_or_else(|| out_of_range(mmf_math::MathError::Overflow))?;
    Ok(if closing_e12 < opening_e12 { -size } else { size })
}

fn value_e6(units: u64, price_e12: u64) -> u128 {
    u128::from(units).saturating_mul(u128::from(price_e12)) / PRICE_SCALE
}

/// A fee on each dollar, e18, rounded up; zero without net assets.
fn per_dollar(amount_e6: u64, net_assets_e6: u128) -> CliResult<i128> {
    if net_assets_e6 == 0 {
        return Ok(0);
    }
    let share = u128::from(amount_e6).checked_mul(SCALE).map(|amount| amount.div_ceil(net_assets_e6));
    let share = share.and_then(|share| i128::try_from(share).ok());
    share.ok_or_else(|| out_of_range(mmf_math::MathError::Overflow))
}

impl Published<'_> {
    /// Columns of a table of strikes.
    pub fn columns() -> Vec<(&'static str, &'static str)> {
        vec![
            ("classNo", "Class"),
            ("day", "Day"),
            ("strikeNo", "Strike"),
            ("days", "Days"),
            ("factor", "Factor"),
            ("price_e12", "Price"),
            ("oneDayYield_e18", "1-day yield"),
            ("sevenDayCurrentYield_e18", "7-day current"),
            ("sevenDayEffectiveYield_e18", "7-day effective"),
            ("oneDayYieldWithoutWaiver_e18", "1-day, no waiver"),
            ("sevenDayCurrentYieldWithoutWaiver_e18", "7-day current, no waiver"),
            ("sevenDayEffectiveYieldWithoutWaiver_e18", "7-day effective, no waiver"),
            ("waived", "Waived"),
            ("units", "Units"),
            ("tieOutDifference", "Quoted less expected"),
            ("approver", "Approved by"),
            ("struckAt", "Struck at"),
            ("late", "Late"),
            ("overridden", "Beyond the bounds"),
            ("correctsStrikeNo", "Corrects"),
            ("correction", "Correction"),
        ]
    }

    /// Its row.
    pub fn row(&self) -> Vec<Cell> {
        let (report, result) = (self.report, self.result);
        let of = |yields: &Yields| {
            let optional = |figure: Option<i128>| figure.map_or_else(Cell::none, Cell::yield_e18);
            [Cell::yield_e18(yields.one_day), optional(yields.current), optional(yields.effective)]
        };
        let corrects =
            if report.corrects_strike_no == 0 { Cell::none() } else { Cell::count(report.corrects_strike_no) };
        let mut row = vec![
            Cell::count(self.class_no),
            Cell::day(report.day),
            Cell::count(report.strike_no),
            Cell::count(report.n_days),
            self.factor_9dp.map_or_else(Cell::none, Cell::factor),
            Cell::price(result.price_e12),
        ];
        row.extend(of(&self.with_waiver));
        row.extend(of(&self.without_waiver));
        row.extend([
            Cell::amount(result.waived_e6),
            Cell::amount(result.supply_units),
            Cell::amount(report.tie_out_difference_e6),
            Cell::address(&report.approver),
            Cell::instant(report.struck_at),
            Cell::flag(report.late == 1),
            Cell::flag(report.overridden == 1),
            corrects,
            Cell::amount(report.correction_e6),
        ]);
        row
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use bytemuck::Zeroable;
    use mmf::state::ClassKind;

    use super::*;

    fn report(strike_no: u32, day: i32, n_days: u16, result: ClassResult) -> NavReport {
        let mut report = NavReport::zeroed();
        (report.status, report.class_bitmap) = (NAV_STRUCK, 1);
        (report.strike_no, report.day, report.n_days) = (strike_no, day, n_days);
        report.results[0] = result;
        report
    }

    #[test]
    fn a_factor_has_nine_decimals_and_the_waiver_is_taken_off_beside() {
        let result = ClassResult {
            rate_e18: 121_921_096_123_456,
            supply_units: 1_000_000_000,
            waived_e6: 10_000,
            ..ClassResult::default()
        };
        let reports = [report(1, 7, 7, result)];
        let found = of_class(&ShareClass::zeroed(), &reports).unwrap();
        assert_eq!(found[0].factor_9dp, Some(121_921));
        let days = i128::from(7u8);
        assert_eq!(found[0].with_waiver.one_day, 121_921_096_123_456 * 365 / days);
        assert_eq!(found[0].without_waiver.one_day, (121_921_096_123_456 - 10_000_000_000_000) * 365 / days);
        assert_eq!(found[0].row().len(), Published::columns().len());
    }

    #[test]
    fn an_accumulating_class_earns_what_its_price_rises() {
        let mut class = ShareClass::zeroed();
        class.kind = ClassKind::AccumulatingHooked as u8;
        let at = |price_e12| ClassResult { price_e12, supply_units: 5, ..ClassResult::default() };
        let reports = [report(1, 1, 1, at(1_100_000_000_000)), report(2, 2, 1, at(550_000_000_000))];
        let found = of_class(&class, &reports).unwrap();
        assert_eq!(found[0].factor_9dp, None);
        assert_eq!(found[0].with_waiver.one_day, 36_500_000_000_000_000_000);
        assert_eq!(found[1].with_waiver.one_day, -182_500_000_000_000_000_000);
    }
}
