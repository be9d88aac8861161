//! The fund that is tested, and the fund after a move of the market.

use jiff::civil::Date;
use rust_decimal::{Decimal, RoundingStrategy};

use super::draw::Sources;
use super::sources;
use crate::curve::Curve;
use crate::days::BusinessDays;
use crate::error::{PortfolioError, Result};
use crate::exact::{amount, div, mul, sub};
use crate::liquidity::Horizons;
use crate::market::{Shock, by_shocked_curve};
use crate::metrics::Liquid;
use crate::portfolio::Portfolio;
use crate::rules::{Limits, Regime, Test};
use crate::valuation::Valuation;

/// The largest supposed move of a yield or a spread, in basis points: 20 percentage points. No yield that a curve file may hold is led to
/// where a price has no meaning.
pub const MAX_MOVE_BPS: i32 = 2_000;
/// Everything, in basis points.
pub(super) const WHOLE_BPS: u32 = 10_000;
/// Deviation beyond which a fund of low volatility deals at its market value (Regulation (EU) 2017/1131, article 33(2)(b)), in basis points.
const LVNAV_BPS: i64 = 20;
/// Decimals of a price at which shares are dealt, as the shadow price has them.
const PRICE_DECIMALS: u32 = 4;

/// Redemptions that were asked for earlier and wait for their money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QueuedRedemptions {
    /// Shares that wait, not yet redeemed. At the stable price, as many units of the fund's currency.
    pub shares: Decimal,
}

/// Liquid assets that must be left, in basis points of all assets; none where nothing asks for them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Minimums {
    /// Daily liquid assets.
    pub daily_bps: Option<i64>,
    /// Weekly liquid assets.
    pub weekly_bps: Option<i64>,
}

impl Minimums {
    /// The minimums among a fund's limits.
    #[must_use]
    pub fn of(limits: &Limits) -> Self {
        let bound = |test| limits.all().iter().find(|limit| limit.test == test).map(|limit| limit.bound);
        Self { daily_bps: bound(Test::DailyLiquid), weekly_bps: bound(Test::WeeklyLiquid) }
    }
}

/// What is tested.
pub struct StressOf<'a> {
    /// The book.
    pub book: &'a Portfolio,
    /// The book at the end of the day before the stress.
    pub valuation: &'a Valuation<'a>,
    /// The curve of that day.
    pub curve: &'a Curve,
    /// Business days.
    pub calendar: &'a BusinessDays,
    /// Whose rules: what is liquid, by what value it is measured, at what price shares are redeemed.
    pub regime: Regime,
    /// Liquid assets that must be left.
    pub minimums: Minimums,
    /// Shares outstanding; without them, one for each unit of net assets at amortised cost.
    pub shares: Option<Decimal>,
    /// Redemptions that wait already. They are paid first.
    pub queued: Option<QueuedRedemptions>,
    /// What a sale in a hurry brings less than market value, in basis points of it.
    pub sale_cost_bps: u32,
}

/// The fund after a move of the market, ready for redemptions of any size.
pub struct Stressed<'a> {
    pub(super) of: &'a StressOf<'a>,
    /// Net assets at the moved market's values.
    pub(super) market_net: Decimal,
    pub(super) shares: Decimal,
    pub(super) queued_shares: Decimal,
    pub(super) price: Decimal,
    /// The next business day, on which all redeem, and the fifth one.
    pub(super) horizons: Horizons,
    pub(super) liquid: Liquid,
    pub(super) sources: Sources,
}

impl<'a> Stressed<'a> {
    /// Values the fund after a move of the market.
    ///
    /// # Errors
    /// [`PortfolioError::NothingHeld`] without assets, [`PortfolioError::NotQuotable`] without shares, [`PortfolioError::StressInvalid`] for
    /// a move beyond [`MAX_MOVE_BPS`], a cost of more than everything or a queue of more than all shares, and as
    /// [`by_shocked_curve`].
    pub fn new(of: &'a StressOf<'a>, shock: Shock) -> Result<Self> {
        check(of, shock)?;
        let valuation = of.valuation;
        if valuation.total_assets()? <= Decimal::ZERO {
            return Err(PortfolioError::NothingHeld { day: valuation.day });
        }
        let shares = shares(of)?;
        let horizons = Horizons::of(valuation.day, of.calendar)?;
        let market = by_shocked_curve(valuation, of.curve, shock)?;
        let market_net = market.net_assets(valuation)?;
        let liquid = Liquid::of(valuation, &market, of.regime.basis(), of.regime.liquid_by(), &horizons)?;
        Ok(Self {
            sources: Sources::new(sources::list(of, &market, &horizons)?)?,
            price: dealing_price(of.regime, market_net, shares)?,
            queued_shares: of.queued.map_or(Decimal::ZERO, |queued| queued.shares),
            of,
            market_net,
            shares,
            horizons,
            liquid,
        })
    }

    /// The day of the stress: the next business day.
    #[must_use]
    pub const fn stress_day(&self) -> Date {
        self.horizons.daily
    }

    /// Shares outstanding.
    #[must_use]
    pub const fn shares(&self) -> Decimal {
        self.shares
    }

    /// So many basis points of the shares that do not wait already, rounded half up to six decimals.
    ///
    /// # Errors
    /// [`PortfolioError::StressInvalid`] for more than all of them, [`PortfolioError::Overflow`].
    pub fn part(&self, bps: u32) -> Result<Decimal> {
        if bps > WHOLE_BPS {
            return Err(PortfolioError::StressInvalid(format!("{bps} basis points are more than all shares")));
        }
        let free = sub(self.shares, self.queued_shares)?;
        Ok(amount(div(mul(free, Decimal::from(bps))?, Decimal::from(WHOLE_BPS))?))
    }
}

/// Refuses what can't be supposed.
fn check(of: &StressOf<'_>, shock: Shock) -> Result<()> {
    for (what, bps) in [("shift", shock.shift_bps), ("spread", shock.spread_bps)] {
        if bps.unsigned_abs() > MAX_MOVE_BPS.unsigned_abs() {
            let words = format!("a {what} of {bps} basis points is beyond the largest that is tested, {MAX_MOVE_BPS}");
            return Err(PortfolioError::StressInvalid(words));
        }
    }
    if of.sale_cost_bps > WHOLE_BPS {
        let words = format!("a sale can't cost {} of {WHOLE_BPS} basis points", of.sale_cost_bps);
        return Err(PortfolioError::StressInvalid(words));
    }
    Ok(())
}

fn shares(of: &StressOf<'_>) -> Result<Decimal> {
    let shares = of.shares.map_or_else(|| of.valuation.net_assets(), Ok)?;
    if shares <= Decimal::ZERO {
        return Err(PortfolioError::NotQuotable { what: "number of shares", amount: shares });
    }
    match of.queued {
        Some(queued) if queued.shares < Decimal::ZERO || queued.shares > shares => {
            let words = format!("{} shares can't wait where {shares} are outstanding", queued.shares);
            Err(PortfolioError::StressInvalid(words))
        }
        _ => Ok(shares),
    }
}

/// The price at which shares are redeemed: one where the regime has a stable price; market value to four decimals for institutional funds
/// (17 CFR 270.2a-7(c)(2)), and for funds of low volatility beyond 20 basis points of deviation. Never below zero.
fn dealing_price(regime: Regime, market_net: Decimal, shares: Decimal) -> Result<Decimal> {
    let deviation_bps = div(mul(sub(market_net, shares)?.abs(), Decimal::from(WHOLE_BPS))?, shares)?;
    let floats = match regime {
        Regime::RegisteredInstitutional => true,
        Regime::EuMmfr => deviation_bps > Decimal::from(LVNAV_BPS),
        _ => false,
    };
    if !floats {
        return Ok(Decimal::ONE);
    }
    let exact = div(market_net, shares)?.max(Decimal::ZERO);
    Ok(exact.round_dp_with_strategy(PRICE_DECIMALS, RoundingStrategy::MidpointAwayFromZero))
}
