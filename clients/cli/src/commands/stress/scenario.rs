//! Which redemptions and moves of the market are tested: each alone, then every redemption with every move.

use mmf_portfolio::Shock;
use rust_decimal::Decimal;

use crate::args::Stress;

/// A redemption.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Redemption {
    /// A part of the shares, in basis points.
    Part(u32),
    /// What the largest investors hold.
    Largest {
        /// How many of them.
        investors: u64,
        /// Their shares, at one unit of the fund's currency each.
        shares: Decimal,
    },
}

/// A redemption from the fund after a move of the market.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scenario {
    /// The redemption.
    pub redemption: Redemption,
    /// The move.
    pub shock: Shock,
}

const NOBODY: Redemption = Redemption::Part(0);

/// The scenarios of the command line, none twice.
pub fn list(args: &Stress, largest: Option<Redemption>) -> Vec<Scenario> {
    let redemptions = || args.redeem.iter().map(|bps| Redemption::Part(*bps)).chain(largest);
    let with = |shock: Shock| redemptions().map(move |redemption| Scenario { redemption, shock });
    let spread_bps = args.spread.unwrap_or_default();
    let shifts: Vec<Shock> = args.shift.iter().map(|bps| Shock { shift_bps: *bps, spread_bps: 0 }).collect();
    let spread = args.spread.map(|spread_bps| Shock { shift_bps: 0, spread_bps });
    let together: Vec<Shock> = if shifts.is_empty() {
        spread.into_iter().collect()
    } else {
        shifts.iter().map(|shift| Shock { spread_bps, ..*shift }).collect()
    };
    let alone = shifts.iter().copied().chain(spread).chain(together.iter().copied());
    let mut scenarios = Vec::new();
    let all = with(Shock::default())
        .chain(alone.map(|shock| Scenario { redemption: NOBODY, shock }))
        .chain(together.iter().flat_map(|shock| with(*shock)));
    for scenario in all {
        if !scenarios.contains(&scenario) {
            scenarios.push(scenario);
        }
    }
    scenarios
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use clap::Parser;

    use super::*;
    use crate::args::{Cli, Command};

    /// Redemption, shift and spread of each scenario, in basis points.
    fn scenarios(options: &str) -> Vec<(u32, i32, i32)> {
        let line = format!("mmf stress --day 2025-01-06 --curve c.csv {options}");
        let Command::Stress(args) = Cli::try_parse_from(line.split_whitespace()).unwrap().command else { panic!() };
        let part = |scenario: &Scenario| match scenario.redemption {
            Redemption::Part(bps) => bps,
            Redemption::Largest { .. } => panic!(),
        };
        let row = |scenario: &Scenario| (part(scenario), scenario.shock.shift_bps, scenario.shock.spread_bps);
        list(&args, None).iter().map(row).collect()
    }

    #[test]
    fn each_is_tested_alone_and_every_redemption_with_every_move() {
        assert_eq!(scenarios("--redeem 10,25"), [(1_000, 0, 0), (2_500, 0, 0)]);
        assert_eq!(scenarios("--shift -50 --redeem 10"), [(1_000, 0, 0), (0, -50, 0), (1_000, -50, 0)]);
        assert_eq!(scenarios("--spread 75 --redeem 10"), [(1_000, 0, 0), (0, 0, 75), (1_000, 0, 75)]);
        assert_eq!(
            scenarios("--redeem 10 --shift 100 --shift 200 --spread 75"),
            [
                (1_000, 0, 0),
                (0, 100, 0),
                (0, 200, 0),
                (0, 0, 75),
                (0, 100, 75),
                (0, 200, 75),
                (1_000, 100, 75),
                (1_000, 200, 75)
            ]
        );
    }

    #[test]
    fn what_is_given_twice_is_tested_once() {
        assert_eq!(scenarios("--redeem 10,10 --shift 0"), [(1_000, 0, 0), (0, 0, 0)]);
    }
}
