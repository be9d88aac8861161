//! The columns of the file: how a cell is read, and written so that it is read back.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::cells::{count, date, decimal, name_of, named};
use crate::days::DayCount;
use crate::kind::{Collateral, Kind, Method};
use crate::terms::{Purchase, Reset, Sale, Terms};

/// Longest notice of a demand feature, in calendar days.
const MAX_DEMAND_DAYS: u16 = 397;
const YES_NO: [(&str, bool); 2] = [("yes", true), ("no", false)];
const DAILY: &str = "daily";

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// Name of the position.
    Id,
    /// Lot.
    Lot,
    /// Kind.
    Kind,
    /// Issuer, counterparty or bank.
    Issuer,
    /// Face or balance.
    Face,
    /// Settlement day.
    Settle,
    /// Maturity, or the day on which a balance is due.
    Maturity,
    /// From when interest runs.
    Dated,
    /// Cost.
    Cost,
    /// Price per 100.
    Price,
    /// Yield.
    YieldPct,
    /// Discount rate.
    DiscountPct,
    /// Interest.
    RatePct,
    /// Later rates.
    Resets,
    /// Next reset.
    NextReset,
    /// Day count.
    DayCount,
    /// Payments of interest a year.
    Coupons,
    /// Method of amortisation.
    Method,
    /// Notice of a demand feature.
    DemandDays,
    /// Collateral of repo.
    Collateral,
    /// Whether it is liquid.
    Liquid,
    /// Spread over the curve.
    SpreadBps,
    /// Day of sale.
    Sold,
    /// Proceeds of the sale.
    Proceeds,
}

/// A row while it is read.
pub(super) struct Draft {
    /// What was read.
    pub terms: Terms,
    /// The day of a sale.
    pub sold: Option<Date>,
    /// Its proceeds.
    pub proceeds: Option<Decimal>,
    /// The columns that state a price.
    pub priced_by: Vec<Column>,
}

impl Draft {
    pub fn blank() -> Self {
        let terms = Terms::new("", Kind::Cash, "", Decimal::ZERO, Date::ZERO);
        Self { terms, sold: None, proceeds: None, priced_by: Vec::new() }
    }

    /// The terms, once every cell was read.
    pub fn finish(mut self) -> Result<Terms, (Column, String)> {
        if let Some(second) = self.priced_by.get(1) {
            let reason = "fill only one of cost, price, yield_pct and discount_pct".to_owned();
            return Err((*second, reason));
        }
        self.terms.sale = match (self.sold, self.proceeds) {
            (Some(day), Some(proceeds)) => Some(Sale { day, proceeds }),
            (None, None) => None,
            (Some(_), None) => return Err((Column::Proceeds, "a sale needs its proceeds".to_owned())),
            (None, Some(_)) => return Err((Column::Sold, "a sale needs its day".to_owned())),
        };
        Ok(self.terms)
    }
}

impl Column {
    /// All of them, in the order in which a book is kept.
    pub const ALL: [Self; 24] = [
        Self::Id,
        Self::Lot,
        Self::Kind,
        Self::Issuer,
        Self::Face,
        Self::Settle,
        Self::Maturity,
        Self::Dated,
        Self::Cost,
        Self::Price,
        Self::YieldPct,
        Self::DiscountPct,
        Self::RatePct,
        Self::Resets,
        Self::NextReset,
        Self::DayCount,
        Self::Coupons,
        Self::Method,
        Self::DemandDays,
        Self::Collateral,
        Self::Liquid,
        Self::SpreadBps,
        Self::Sold,
        Self::Proceeds,
    ];

    /// Its name in the first line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Lot => "lot",
            Self::Kind => "kind",
            Self::Issuer => "issuer",
            Self::Face => "face",
            Self::Settle => "settle",
            Self::Maturity => "maturity",
            Self::Dated => "dated",
            Self::Cost => "cost",
            Self::Price => "price",
            Self::YieldPct => "yield_pct",
            Self::DiscountPct => "discount_pct",
            Self::RatePct => "rate_pct",
            Self::Resets => "resets",
            Self::NextReset => "next_reset",
            Self::DayCount => "day_count",
            Self::Coupons => "coupons",
            Self::Method => "method",
            Self::DemandDays => "demand_days",
            Self::Collateral => "collateral",
            Self::Liquid => "liquid",
            Self::SpreadBps => "spread_bps",
            Self::Sold => "sold",
            Self::Proceeds => "proceeds",
        }
    }

    /// The column of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.name() == name)
    }

    /// Whether every file has it, and a value in each row.
    #[must_use]
    pub const fn is_required(self) -> bool {
        matches!(self, Self::Id | Self::Kind | Self::Issuer | Self::Face | Self::Settle)
    }

    /// Reads a cell; an empty one leaves what is usual.
    pub(super) fn read(self, draft: &mut Draft, text: &str) -> Result<(), String> {
        if text.is_empty() {
            return if self.is_required() { Err("the cell is empty".to_owned()) } else { Ok(()) };
        }
        let terms = &mut draft.terms;
        match self {
            Self::Id => terms.id = text.to_owned(),
            Self::Lot => terms.lot = text.to_owned(),
            Self::Kind => terms.kind = named(text, &Kind::NAMES)?,
            Self::Issuer => terms.issuer = text.to_owned(),
            Self::Face => terms.face = decimal(text)?,
            Self::Settle => terms.settle = date(text)?,
            Self::Maturity => terms.maturity = Some(date(text)?),
            Self::Dated => terms.dated = Some(date(text)?),
            Self::Cost | Self::Price | Self::YieldPct | Self::DiscountPct => {
                terms.purchase = self.purchase(decimal(text)?);
                draft.priced_by.push(self);
            }
            Self::RatePct => terms.rate_pct = Some(decimal(text)?),
            Self::Resets => terms.resets = text.split(';').map(reset).collect::<Result<_, _>>()?,
            Self::NextReset if text.eq_ignore_ascii_case(DAILY) => terms.next_reset = Some(Reset::Daily),
            Self::NextReset => terms.next_reset = Some(Reset::On(date(text)?)),
            Self::DayCount => terms.day_count = Some(named(text, &DayCount::NAMES)?),
            Self::Coupons => terms.coupons = Some(count(text, 12)?.to_le_bytes()[0]),
            Self::Method => terms.method = named(text, &Method::NAMES)?,
            Self::DemandDays => terms.demand_days = Some(count(text, MAX_DEMAND_DAYS)?),
            Self::Collateral => terms.collateral = Some(named(text, &Collateral::NAMES)?),
            Self::Liquid => terms.illiquid = !named(text, &YES_NO)?,
            Self::SpreadBps => terms.spread_bps = Some(decimal(text)?),
            Self::Sold => draft.sold = Some(date(text)?),
            Self::Proceeds => draft.proceeds = Some(decimal(text)?),
        }
        Ok(())
    }

    const fn purchase(self, stated: Decimal) -> Purchase {
        match self {
            Self::Price => Purchase::Price(stated),
            Self::YieldPct => Purchase::Yield(stated),
            Self::DiscountPct => Purchase::Discount(stated),
            _ => Purchase::Cost(stated),
        }
    }

    /// Writes a cell.
    #[must_use]
    pub fn write(self, terms: &Terms) -> String {
        match self {
            Self::Id => terms.id.clone(),
            Self::Lot => terms.lot.clone(),
            Self::Kind => terms.kind.name().to_owned(),
            Self::Issuer => terms.issuer.clone(),
            Self::Face => plain(Some(terms.face)),
            Self::Settle => terms.settle.to_string(),
            Self::Maturity => text(terms.maturity),
            Self::Dated => text(terms.dated),
            Self::Cost | Self::Price | Self::YieldPct | Self::DiscountPct => self.price_text(terms.purchase),
            Self::RatePct => plain(terms.rate_pct),
            Self::Resets => {
                let steps = terms.resets.iter().map(|(day, rate)| format!("{day}={}", rate.normalize()));
                steps.collect::<Vec<_>>().join(";")
            }
            Self::NextReset => match terms.next_reset {
                None => String::new(),
                Some(Reset::Daily) => DAILY.to_owned(),
                Some(Reset::On(day)) => day.to_string(),
            },
            Self::DayCount => terms.day_count.map_or("", |basis| name_of(&basis, &DayCount::NAMES)).to_owned(),
            Self::Coupons => text(terms.coupons),
            Self::Method if terms.method == Method::default() => String::new(),
            Self::Method => name_of(&terms.method, &Method::NAMES).to_owned(),
            Self::DemandDays => text(terms.demand_days),
            Self::Collateral => terms.collateral.map_or("", |held| name_of(&held, &Collateral::NAMES)).to_owned(),
            Self::Liquid => if terms.illiquid { "no" } else { "" }.to_owned(),
            Self::SpreadBps => plain(terms.spread_bps),
            Self::Sold => text(terms.sale.map(|sale| sale.day)),
            Self::Proceeds => plain(terms.sale.map(|sale| sale.proceeds)),
        }
    }

    fn price_text(self, purchase: Purchase) -> String {
        let stated = match (self, purchase) {
            (Self::Cost, Purchase::Cost(stated))
            | (Self::Price, Purchase::Price(stated))
            | (Self::YieldPct, Purchase::Yield(stated))
            | (Self::DiscountPct, Purchase::Discount(stated)) => Some(stated),
            _ => None,
        };
        plain(stated)
    }
}

/// `DATE=RATE`.
fn reset(text: &str) -> Result<(Date, Decimal), String> {
    let (day, rate) = text.trim().split_once('=').ok_or("it is not DATE=RATE, several separated by `;`")?;
    Ok((date(day.trim())?, decimal(rate.trim())?))
}

fn plain(number: Option<Decimal>) -> String {
    text(number.map(|number| number.normalize()))
}

fn text(value: Option<impl ToString>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}
