//! `mmf stress`

use std::path::PathBuf;

use clap::Args;
use mmf_portfolio::MAX_MOVE_BPS;

use super::parse;
use super::portfolio::{BookOption, RegimeOptions, SharesOption};

/// Everything, in basis points.
const WHOLE_BPS: u64 = 10_000;
/// Most investors that are taken together.
const MOST_INVESTORS: u64 = 1_000;

/// `mmf stress`
#[derive(Debug, Args)]
#[command(
    group = clap::ArgGroup::new("supposed").required(true).multiple(true),
    after_help = "Each redemption and each move of the market is shown alone, then every redemption with every move. The command needs no \
                  network unless --fund names a fund. What it finds changes no exit code. docs/stress.md has the assumptions.\n\n\
                  Example: mmf stress --day 2025-01-06 --curve treasury-par-yields.csv --redeem 10,25,40 --shift 100,200"
)]
pub struct Stress {
    /// Day at whose end the book stands; the stress is on the next business day
    #[arg(long, value_name = "DATE", value_parser = parse::day, visible_alias = "date")]
    pub day: i32,
    /// Value by the par yields of this file
    #[arg(long, value_name = "FILE")]
    pub curve: PathBuf,
    /// Part of the shares that is redeemed, in percent (several, by comma)
    #[arg(long, value_name = "PERCENT", value_delimiter = ',', value_parser = percent, allow_hyphen_values = true, group = "supposed")]
    pub redeem: Vec<u32>,
    /// Redeem what the so many largest investors of the fund's register hold; needs --fund
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u64).range(1..=MOST_INVESTORS), group = "supposed")]
    pub largest: Option<u64>,
    /// Move every yield of the curve by so many basis points (several, by comma)
    #[arg(long, value_name = "BPS", value_delimiter = ',', value_parser = moved, allow_hyphen_values = true, group = "supposed")]
    pub shift: Vec<i32>,
    /// Widen the spreads of all but government securities by so many basis points
    #[arg(long, value_name = "BPS", value_parser = moved, allow_hyphen_values = true, group = "supposed")]
    pub spread: Option<i32>,
    /// What sales bring less than market value, in basis points of it
    #[arg(long, value_name = "BPS", default_value_t = 0, value_parser = clap::value_parser!(u32).range(0..=10_000))]
    pub sale_cost: u32,
    /// Shares whose redemption waits already
    #[arg(long, value_name = "SHARES", value_parser = parse::not_negative, allow_hyphen_values = true)]
    pub queued: Option<u64>,
    /// Daily liquid assets that the fund finds sufficient, in percent of assets [default: the regime's minimum]
    #[arg(long, value_name = "PERCENT", value_parser = percent, allow_hyphen_values = true)]
    pub least_daily: Option<u32>,
    /// Weekly liquid assets that the fund finds sufficient, in percent of assets [default: the regime's minimum]
    #[arg(long, value_name = "PERCENT", value_parser = percent, allow_hyphen_values = true)]
    pub least_weekly: Option<u32>,
    /// Write the result to this new file, for the record
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Rules.
    #[command(flatten)]
    pub rules: RegimeOptions,
    /// Shares.
    #[command(flatten)]
    pub shares: SharesOption,
    /// The book.
    #[command(flatten)]
    pub book: BookOption,
}

/// A percentage from 0 to 100 with at most two decimals, in basis points.
fn percent(text: &str) -> Result<u32, String> {
    let bad =
        || format!("`{text}` is no percentage; write it like 25 or 12.5, from 0 to 100 with at most two decimals");
    // Millionths of a per cent; a basis point has ten thousand.
    let millionths = parse::not_negative(text).map_err(|_| bad())?;
    let (bps, rest) = (millionths / WHOLE_BPS, millionths % WHOLE_BPS);
    u32::try_from(bps).ok().filter(|_| rest == 0 && bps <= WHOLE_BPS).ok_or_else(bad)
}

/// A move in whole basis points of either sign.
fn moved(text: &str) -> Result<i32, String> {
    let moves = text.trim().parse::<i32>().ok().filter(|bps| bps.unsigned_abs() <= MAX_MOVE_BPS.unsigned_abs());
    moves.ok_or_else(|| format!("`{text}` is no move in basis points; write it like 100 or -50, up to {MAX_MOVE_BPS}"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn percentages_are_exact_to_the_basis_point() {
        for (text, bps) in [("0", 0), ("25", 2_500), ("12.5", 1_250), ("0.01", 1), ("100.00", 10_000)] {
            assert_eq!(percent(text), Ok(bps), "{text}");
        }
        for bad in ["", "-1", "0.001", "100.01", "1e1", "25%", "NaN"] {
            assert!(percent(bad).unwrap_err().contains("is no percentage"), "{bad}");
        }
    }

    #[test]
    fn moves_are_whole_and_within_bounds() {
        assert_eq!((moved("+100"), moved("-2000"), moved("2000")), (Ok(100), Ok(-2_000), Ok(2_000)));
        for bad in ["", "2001", "-2001", "1.5", "99999999999"] {
            assert!(moved(bad).unwrap_err().contains("is no move"), "{bad}");
        }
    }
}
