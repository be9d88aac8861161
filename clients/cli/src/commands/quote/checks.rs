//! What the strike of a quote would run into: each bound with the quote's figure, as the program looks at it.

use mmf::error::MmfError;
use mmf::instructions::nav::bounds::{BPS_E18, deviates, gaps, yield_e18};
use mmf::state::{Fund, Quote};
use mmf_math::ALL_BPS;

use crate::output::Cell;

/// What follows where a bound is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consequence {
    /// No strike.
    Refuses,
    /// No strike, unless governance gives a reason.
    NeedsGovernance,
    /// The strike raises an alert.
    Alerts,
    /// The strike halts new issues and instant dealing.
    Halts,
}

impl Consequence {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Refuses => "refused",
            Self::NeedsGovernance => "needs governance and a reason",
            Self::Alerts => "alert",
            Self::Halts => "halts new issues and instant dealing",
        }
    }
}

/// One bound.
pub struct Check {
    /// Its name in results.
    pub name: &'static str,
    /// Its name for people.
    pub label: &'static str,
    /// The quote's figure.
    pub figure: Cell,
    /// The bound; "none" where there is none.
    pub bound: Cell,
    /// Whether the figure is beyond it.
    pub broken: bool,
    /// What follows then.
    pub consequence: Consequence,
    /// The program's refusal then.
    pub error: Option<MmfError>,
}

/// What surrounds a quote.
pub struct Scene<'a> {
    /// The fund.
    pub fund: &'a Fund,
    /// What the fund owes and is worth before the strike, at its cut-off, in e6.
    pub books_e6: i128,
    /// Net assets on average over the span's last step, in e6.
    pub average_e6: u64,
    /// Calendar days of the span.
    pub n_days: u16,
    /// The quotes that count, this one among them.
    pub quotes: &'a [Quote],
    /// Sum of a correction that the strike carries, in e6.
    pub correction_e6: i64,
}

impl Scene<'_> {
    /// Books, income, realised result and correction, in e6: what the quote's net assets should be.
    pub fn expected_e6(&self, quote: &Quote) -> i128 {
        self.books_e6 + i128::from(quote.income_e6) + i128::from(quote.realised_e6) + i128::from(self.correction_e6)
    }

    /// Every bound, in the program's order.
    pub fn checks(&self, quote: &Quote) -> Vec<Check> {
        vec![
            self.tie_out(quote),
            self.dispersion(quote),
            self.yield_size(quote),
            self.yield_change(quote),
            self.net_assets_change(quote),
            self.deviation(quote, "deviationAlert", "Market against amortised, alert", Consequence::Alerts),
            self.deviation(quote, "deviationHalt", "Market against amortised, halt", Consequence::Halts),
        ]
    }

    fn tie_out(&self, quote: &Quote) -> Check {
        let difference = i128::from(quote.net_assets_e6) - self.expected_e6(quote);
        let bound = self.fund.policy.tie_out_tolerance_e6;
        Check {
            name: "tieOut",
            label: "Quoted less expected net assets",
            figure: Cell::amount(difference),
            bound: Cell::amount(bound),
            broken: difference.unsigned_abs() > u128::from(bound),
            consequence: Consequence::Refuses,
            error: Some(MmfError::TieOutFailed),
        }
    }

    /// Each other quote's figures within the bound of this one's, or within the tolerance.
    fn dispersion(&self, quote: &Quote) -> Check {
        let gaps = self.quotes.iter().flat_map(|other| gaps(other, quote));
        let tolerance = self.fund.policy.tie_out_tolerance_e6;
        let wide = gaps.filter(|(gap, _)| *gap > tolerance).map(|(gap, size)| of_bps(gap.into(), size.into())).max();
        let bound = self.fund.policy.max_dispersion_bps;
        Check {
            error: Some(MmfError::QuotesDisperse),
            ..in_bps(
                "dispersion",
                "Other quotes from this one, bps",
                wide.unwrap_or(0),
                bound,
                Consequence::NeedsGovernance,
            )
        }
    }

    fn yield_size(&self, quote: &Quote) -> Check {
        let size = bps_up(u128::from(self.yield_e18(quote).unsigned_abs()), BPS_E18);
        let bound = self.fund.policy.max_yield_bps;
        Check {
            error: Some(MmfError::YieldAboveBound),
            ..in_bps("yield", "Annualised yield, bps", size, bound, Consequence::NeedsGovernance)
        }
    }

    fn yield_change(&self, quote: &Quote) -> Check {
        let last = self.fund.last_yield_e18;
        let change = if last == 0 { 0 } else { self.yield_e18(quote).abs_diff(last) };
        let bound = self.fund.policy.max_yield_change_bps;
        Check {
            error: Some(MmfError::YieldChangeAboveBound),
            ..in_bps(
                "yieldChange",
                "Change of the yield, bps",
                bps_up(u128::from(change), BPS_E18),
                bound,
                Consequence::NeedsGovernance,
            )
        }
    }

    fn net_assets_change(&self, quote: &Quote) -> Check {
        let books_e6 = self.books_e6.max(0).unsigned_abs();
        let explained_e6 = i128::from(quote.net_assets_e6) - i128::from(self.correction_e6);
        let size = if books_e6 == 0 { 0 } else { of_bps(explained_e6.abs_diff(self.books_e6), books_e6) };
        let bound = self.fund.policy.max_net_assets_change_bps;
        Check {
            error: Some(MmfError::NetAssetsChangeAboveBound),
            ..in_bps("netAssetsChange", "Change of net assets, bps", size, bound, Consequence::NeedsGovernance)
        }
    }

    /// An alert and a halt begin at their bound, not above it.
    fn deviation(&self, quote: &Quote, name: &'static str, label: &'static str, consequence: Consequence) -> Check {
        let policy = &self.fund.policy;
        let is_halt = consequence == Consequence::Halts;
        let bound = if is_halt { policy.deviation_halt_bps } else { policy.deviation_alert_bps };
        let gap = u128::from(quote.market_net_assets_e6.abs_diff(quote.net_assets_e6));
        let size = of_bps(gap, quote.net_assets_e6.into());
        Check { broken: deviates(quote, bound), ..in_bps(name, label, size, bound, consequence) }
    }

    fn yield_e18(&self, quote: &Quote) -> i64 {
        let distributed_e6 = if self.fund.policy.realised_distributed == 1 { quote.realised_e6 } else { 0 };
        yield_e18(quote.income_e6.saturating_add(distributed_e6), self.average_e6, self.n_days)
    }
}

/// A gap in basis points of a size, rounded up, so that a figure above a bound is shown above it.
fn of_bps(gap: u128, size: u128) -> u64 {
    if size == 0 {
        return if gap == 0 { 0 } else { u64::MAX };
    }
    bps_up(gap.saturating_mul(ALL_BPS), size)
}

fn bps_up(figure: u128, one_bps: u128) -> u64 {
    u64::try_from(figure.div_ceil(one_bps)).unwrap_or(u64::MAX)
}

fn in_bps(name: &'static str, label: &'static str, figure: u64, bound: u16, consequence: Consequence) -> Check {
    Check {
        name,
        label,
        figure: Cell::count(figure),
        bound: if bound == 0 { Cell::none() } else { Cell::count(bound) },
        broken: bound != 0 && figure > u64::from(bound),
        consequence,
        error: None,
    }
}

#[cfg(test)]
mod tests {
    use bytemuck::Zeroable;

    use super::*;

    fn quote(net_assets_e6: u64, market_net_assets_e6: u64, income_e6: i64) -> Quote {
        Quote { net_assets_e6, market_net_assets_e6, income_e6, ..Quote::zeroed() }
    }

    fn broken(fund: &Fund, quotes: &[Quote]) -> Vec<&'static str> {
        let scene =
            Scene { fund, books_e6: 1_000_000_000, average_e6: 1_000_000_000, n_days: 1, quotes, correction_e6: 0 };
        scene.checks(&quotes[0]).into_iter().filter(|check| check.broken).map(|check| check.name).collect()
    }

    #[test]
    fn each_bound_is_broken_by_its_own_figure() {
        let mut fund = Fund::zeroed();
        fund.policy.tie_out_tolerance_e6 = 1_000;
        fund.policy.max_dispersion_bps = 5;
        fund.policy.max_yield_bps = 2_000;
        fund.policy.max_yield_change_bps = 300;
        fund.policy.max_net_assets_change_bps = 50;
        fund.policy.deviation_alert_bps = 25;
        fund.policy.deviation_halt_bps = 50;
        fund.last_yield_e18 = 40_000_000_000_000_000;
        let good = quote(1_000_120_000, 1_000_120_000, 120_000);
        assert!(broken(&fund, &[good]).is_empty());
        assert_eq!(broken(&fund, &[quote(1_000_121_001, 1_000_121_001, 120_000)]), ["tieOut"]);
        assert_eq!(broken(&fund, &[good, quote(1_000_621_000, 1_000_120_000, 120_000)]), ["dispersion"]);
        assert_eq!(broken(&fund, &[quote(1_000_200_000, 1_000_200_000, 200_000)]), ["yieldChange"]);
        assert_eq!(broken(&fund, &[quote(1_000_560_000, 1_000_560_000, 560_000)]), ["yield", "yieldChange"]);
        let much = quote(1_005_100_000, 1_005_100_000, 5_100_000);
        assert_eq!(broken(&fund, &[much]), ["yield", "yieldChange", "netAssetsChange"]);
        assert_eq!(broken(&fund, &[quote(1_000_120_000, 997_619_700, 120_000)]), ["deviationAlert"]);
        let halted = broken(&fund, &[quote(1_000_120_000, 995_119_400, 120_000)]);
        assert_eq!(halted, ["deviationAlert", "deviationHalt"], "at the bound, not above it");
        fund.policy = Zeroable::zeroed();
        fund.policy.tie_out_tolerance_e6 = u64::MAX;
        assert!(broken(&fund, &[much, quote(5, 5, 5)]).is_empty(), "0 is no bound");
    }

    #[test]
    fn a_correction_belongs_to_what_is_expected() {
        let fund = Fund::zeroed();
        let scene = Scene { fund: &fund, books_e6: 100, average_e6: 100, n_days: 1, quotes: &[], correction_e6: -7 };
        let quote = Quote { realised_e6: 3, ..quote(0, 0, 5) };
        assert_eq!(scene.expected_e6(&quote), 101);
    }
}
