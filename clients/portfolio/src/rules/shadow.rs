//! What a share would be worth at market value.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::error::{PortfolioError, Result};
use crate::exact::{div, mul, sub};

/// Deviation from which the fund's people are told, in basis points.
pub const WATCH_BPS: i64 = 25;
/// Deviation from which the board must consider what to do, half of one per cent (17 CFR 270.2a-7(g)(1)), in basis points. The program halts
/// new shares and instant dealing from here on.
pub const ACT_BPS: i64 = 50;
/// Decimals of the published figure (17 CFR 270.2a-7(h)(10)).
const DECIMALS: u32 = 4;

/// What the deviation asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alert {
    /// Nothing.
    None,
    /// 25 basis points or more.
    Watch,
    /// 50 basis points or more.
    Act,
}

impl Alert {
    /// In words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Watch => "25 bps: tell the fund's people",
            Self::Act => "50 bps: the board must act",
        }
    }
}

/// Shadow net asset value per share of a fund whose shares are worth one unit of its currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shadow {
    /// Market net assets over shares, rounded half up to four decimals.
    pub per_share: Decimal,
    /// Its exact distance from one, in basis points, two decimals towards zero.
    pub deviation_bps: Decimal,
    /// What it asks for, by the exact deviation.
    pub alert: Alert,
}

/// Values a share. Without a number of shares, there are as many as units of currency in the net assets at amortised cost.
///
/// # Errors
/// [`PortfolioError::NotQuotable`] without a share.
pub fn shadow(market_net: Decimal, amortised_net: Decimal, shares: Option<Decimal>) -> Result<Shadow> {
    let shares = shares.unwrap_or(amortised_net);
    if shares <= Decimal::ZERO {
        return Err(PortfolioError::NotQuotable { what: "number of shares", amount: shares });
    }
    let exact = div(market_net, shares)?;
    let deviation = mul(div(sub(market_net, shares)?, shares)?, Decimal::from(10_000))?;
    let reaches = |bps: i64| deviation.abs() >= Decimal::from(bps);
    let alert = match () {
        () if reaches(ACT_BPS) => Alert::Act,
        () if reaches(WATCH_BPS) => Alert::Watch,
        () => Alert::None,
    };
    Ok(Shadow {
        per_share: exact.round_dp_with_strategy(DECIMALS, RoundingStrategy::MidpointAwayFromZero),
        deviation_bps: deviation.round_dp_with_strategy(2, RoundingStrategy::ToZero),
        alert,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn alerts_are_raised_by_the_exact_deviation() {
        let of = |market: i64| shadow(Decimal::new(market, 2), Decimal::from(1_000_000), None).unwrap();
        for (market, per_share, deviation, alert) in [
            (99_990_000, "0.9999", "-1", Alert::None),
            (99_750_001, "0.9975", "-24.99", Alert::None),
            (99_750_000, "0.9975", "-25", Alert::Watch),
            (100_250_000, "1.0025", "25", Alert::Watch),
            (99_500_001, "0.9950", "-49.99", Alert::Watch),
            (99_500_000, "0.9950", "-50", Alert::Act),
            (100_500_000, "1.0050", "50", Alert::Act),
        ] {
            let found = of(market);
            assert_eq!(found.per_share, per_share.parse().unwrap(), "{market}");
            assert_eq!(found.deviation_bps, deviation.parse().unwrap(), "{market}");
            assert_eq!(found.alert, alert, "{market}");
        }
    }

    #[test]
    fn shares_may_be_given_and_must_be_there() {
        let found = shadow(Decimal::from(995), Decimal::from(1_000), Some(Decimal::from(1_000))).unwrap();
        assert_eq!(found.alert, Alert::Act);
        assert!(shadow(Decimal::ONE, Decimal::ZERO, None).is_err());
        assert!(shadow(Decimal::ONE, Decimal::ONE, Some(Decimal::ZERO)).is_err());
    }
}
