//! A redemption from a fund under stress: how it is paid, and what the fund is then.

use rust_decimal::{Decimal, RoundingStrategy};

use super::draw::Taken;
use super::queue::{Waiting, waiting};
use super::sources::{Source, Step};
use super::supposed::{Minimums, Stressed};
use crate::error::{PortfolioError, Result};
use crate::exact::{AMOUNT_DECIMALS, add, amount, div, mul, sub, sum};
use crate::rules::{Shadow, shadow};

/// Value of a share below which it can no longer be rounded to one, in basis points of one.
const BUCK_BPS: i64 = 9_950;

/// A fund as it stands for those who stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Daily liquid assets in basis points of all, rounded down; none where nothing is left.
    pub daily_bps: Option<i64>,
    /// Weekly liquid assets, the same.
    pub weekly_bps: Option<i64>,
    /// Market value of all assets less payables and what is owed to those who redeemed. Below zero, so much is missing.
    pub market_net: Decimal,
    /// The value of a share; none where no share is left.
    pub shadow: Option<Shadow>,
    /// Whether a share is worth less than 0.9950, by its exact value, or less is there than is owed.
    pub breaks_the_buck: bool,
}

impl Standing {
    /// Whether there is as much daily liquid as the minimum asks for; `None` where none does. Where nothing is left nothing is short.
    #[must_use]
    pub fn keeps_daily(&self, minimums: &Minimums) -> Option<bool> {
        minimums.daily_bps.map(|least| self.daily_bps.is_none_or(|bps| bps >= least))
    }

    /// The same of weekly liquid assets.
    #[must_use]
    pub fn keeps_weekly(&self, minimums: &Minimums) -> Option<bool> {
        minimums.weekly_bps.map(|least| self.weekly_bps.is_none_or(|bps| bps >= least))
    }
}

/// Money of one step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Met {
    /// The step.
    pub step: Step,
    /// What it brought, in the fund's currency.
    pub amount: Decimal,
}

/// What has to be sold of a position. Amounts in the fund's currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sold {
    /// Its name.
    pub id: String,
    /// Its lot; may be empty.
    pub lot: String,
    /// Face, rounded up.
    pub face: Decimal,
    /// Its amortised cost with accrued interest, rounded half up.
    pub carrying: Decimal,
    /// Its market value.
    pub market_value: Decimal,
    /// What the sale brings.
    pub proceeds: Decimal,
}

/// What comes of a redemption. Amounts in the fund's currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Shares redeemed, those that waited before among them.
    pub redeemed_shares: Decimal,
    /// The price that each is redeemed at.
    pub price: Decimal,
    /// Money that is needed for all of them, rounded half up.
    pub needed: Decimal,
    /// How it is met within the day, every step in order.
    pub met: Vec<Met>,
    /// What has to be sold for that.
    pub sold: Vec<Sold>,
    /// What the sold securities' market value lies below (positive) or above their amortised cost.
    pub realised_loss: Decimal,
    /// What the sales bring less than market value.
    pub sale_cost: Decimal,
    /// What can't be met within the day and waits.
    pub waiting: Waiting,
    /// The fund after it.
    pub after: Standing,
}

impl Stressed<'_> {
    /// The fund before anybody redeems.
    ///
    /// # Errors
    /// [`PortfolioError::Overflow`].
    pub fn untouched(&self) -> Result<Standing> {
        self.standing(&Taken::default(), Decimal::ZERO, Decimal::ZERO)
    }

    /// Redeems so many shares, and those that wait already.
    ///
    /// # Errors
    /// [`PortfolioError::StressInvalid`] for more shares than there are, [`PortfolioError::CalendarEnds`] where the last payment from
    /// the queue lies beyond the calendar, [`PortfolioError::Overflow`].
    pub fn redeem(&self, shares: Decimal) -> Result<Outcome> {
        let redeemed_shares = add(shares, self.queued_shares)?;
        if shares < Decimal::ZERO || redeemed_shares > self.shares {
            let words = format!("{redeemed_shares} of {} shares can't be redeemed", self.shares);
            return Err(PortfolioError::StressInvalid(words));
        }
        let needed = self.needed(redeemed_shares)?;
        let pieces = self.sources.pieces(needed)?;
        let taken = self.sources.draw(needed)?;
        let sold = pieces.iter().filter(|(source, _)| source.step == Step::Sale);
        let sold = sold.map(|(source, taken)| self.sold(source, taken)).collect::<Result<Vec<_>>>()?;
        Ok(Outcome {
            redeemed_shares,
            price: self.price,
            needed,
            met: met(&pieces)?,
            realised_loss: realised_loss(&sold)?,
            sold,
            sale_cost: taken.cost,
            waiting: waiting(self, sub(needed, taken.money)?)?,
            after: self.standing(&taken, needed, redeemed_shares)?,
        })
    }

    pub(super) fn needed(&self, redeemed_shares: Decimal) -> Result<Decimal> {
        mul(redeemed_shares, self.price).map(amount)
    }

    /// The fund without what was taken from it, less what it owes.
    pub(super) fn standing(&self, taken: &Taken, owed: Decimal, redeemed_shares: Decimal) -> Result<Standing> {
        let left = self.liquid.without(taken.gone)?;
        let some = left.total > Decimal::ZERO;
        let market_net = sub(sub(self.market_net, owed)?, taken.cost)?;
        let shares = sub(self.shares, redeemed_shares)?;
        let buck = div(mul(shares, Decimal::from(BUCK_BPS))?, Decimal::from(super::supposed::WHOLE_BPS))?;
        let value = (shares > Decimal::ZERO).then(|| shadow(market_net, shares, Some(shares)));
        Ok(Standing {
            daily_bps: some.then(|| left.daily_bps()).transpose()?,
            weekly_bps: some.then(|| left.weekly_bps()).transpose()?,
            market_net,
            shadow: value.transpose()?,
            breaks_the_buck: market_net < buck,
        })
    }

    fn sold(&self, source: &Source, taken: &Taken) -> Result<Sold> {
        let line = source.line.and_then(|place| self.of.valuation.lines.get(place)).ok_or(PortfolioError::Overflow)?;
        let terms = line.position.terms();
        let part = |whole: Decimal| div(mul(whole, taken.market)?, source.market);
        Ok(Sold {
            id: terms.id.clone(),
            lot: terms.lot.clone(),
            face: part(terms.face)?.round_dp_with_strategy(AMOUNT_DECIMALS, RoundingStrategy::AwayFromZero),
            carrying: amount(part(line.carrying)?),
            market_value: taken.market,
            proceeds: taken.money,
        })
    }
}

fn met(pieces: &[(Source, Taken)]) -> Result<Vec<Met>> {
    let of = |step: Step| pieces.iter().filter(move |(source, _)| source.step == step);
    let met = Step::ALL.into_iter().map(|step| Ok(Met { step, amount: sum(of(step).map(|(_, taken)| taken.money))? }));
    met.collect()
}

fn realised_loss(sold: &[Sold]) -> Result<Decimal> {
    sub(sum(sold.iter().map(|sold| sold.carrying))?, sum(sold.iter().map(|sold| sold.market_value))?)
}
