//! The terms of a position as they are stated: a row of the file.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::days::DayCount;
use crate::kind::{Collateral, Kind, Method};

/// How the price paid is stated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Purchase {
    /// At face.
    #[default]
    Par,
    /// What was paid without purchased interest, in the fund's currency.
    Cost(Decimal),
    /// Clean price per 100 of face.
    Price(Decimal),
    /// Bond-equivalent yield in percent; discount securities only.
    Yield(Decimal),
    /// Bank discount rate in percent, ACT/360; discount securities only.
    Discount(Decimal),
}

/// When a floating rate changes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reset {
    /// Whenever its reference rate does: a floating rate, one day of maturity. The last rate of the book holds until another is loaded.
    Daily,
    /// On a day: a variable rate.
    On(Date),
}

/// A sale before maturity, of the whole position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sale {
    /// Settlement day; the position earns until it.
    pub day: Date,
    /// What was received, with accrued interest.
    pub proceeds: Decimal,
}

/// The terms of a position. Amounts are in the fund's currency, rates in percent a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// CUSIP, ISIN or any other name: letters, digits, `-`, `_`, `.`.
    pub id: String,
    /// Tells lots of one security and day apart; may be empty.
    pub lot: String,
    /// What it is.
    pub kind: Kind,
    /// Who owes it: issuer, counterparty, bank.
    pub issuer: String,
    /// Face, principal or balance. Balances after the book's day are movements and may be negative.
    pub face: Decimal,
    /// The day on which it is paid for, or on which a balance stands.
    pub settle: Date,
    /// The day on which the principal is paid.
    pub maturity: Option<Date>,
    /// From when interest runs, if that is not the settlement day.
    pub dated: Option<Date>,
    /// The price paid.
    pub purchase: Purchase,
    /// Interest.
    pub rate_pct: Option<Decimal>,
    /// Later rates, each from its day on.
    pub resets: Vec<(Date, Decimal)>,
    /// The next change of a floating rate; none for a fixed one.
    pub next_reset: Option<Reset>,
    /// How interest counts days.
    pub day_count: Option<DayCount>,
    /// Payments of interest a year: 0 (at maturity), 1, 2, 4 or 12.
    pub coupons: Option<u8>,
    /// How a discount or premium is amortised.
    pub method: Method,
    /// Calendar days of notice after which the principal can be had.
    pub demand_days: Option<u16>,
    /// What secures a repurchase agreement.
    pub collateral: Option<Collateral>,
    /// Can't be sold within seven days at about its value.
    pub illiquid: bool,
    /// Spread over a government's curve in basis points, for valuation by a curve.
    pub spread_bps: Option<Decimal>,
    /// Its sale.
    pub sale: Option<Sale>,
}

impl Terms {
    /// A position at par without interest.
    #[must_use]
    pub fn new(id: &str, kind: Kind, issuer: &str, face: Decimal, settle: Date) -> Self {
        Self {
            id: id.to_owned(),
            lot: String::new(),
            kind,
            issuer: issuer.to_owned(),
            face,
            settle,
            maturity: None,
            dated: None,
            purchase: Purchase::Par,
            rate_pct: None,
            resets: Vec::new(),
            next_reset: None,
            day_count: None,
            coupons: None,
            method: Method::StraightLine,
            demand_days: None,
            collateral: None,
            illiquid: false,
            spread_bps: None,
            sale: None,
        }
    }

    /// The day count of the terms, or the market's usual one for the kind: ACT/ACT for Treasury and agency notes, ACT/365 for
    /// money-market funds, else ACT/360.
    #[must_use]
    pub fn counts_days(&self) -> DayCount {
        let usual = match self.kind {
            Kind::TreasuryNote | Kind::AgencyNote if self.next_reset.is_none() => DayCount::ActAct,
            Kind::MoneyMarketFund => DayCount::Act365,
            _ => DayCount::Act360,
        };
        self.day_count.unwrap_or(usual)
    }

    /// Payments of interest a year; for a kind that does not say, 2 for Treasury and agency notes with a fixed rate, 4 with a floating
    /// one, else at maturity.
    #[must_use]
    pub fn coupons_a_year(&self) -> u8 {
        let usual = match (self.kind, self.next_reset) {
            (Kind::TreasuryNote | Kind::AgencyNote, None) => 2,
            (Kind::TreasuryNote | Kind::AgencyNote | Kind::CorporateNote, Some(_)) => 4,
            _ => 0,
        };
        self.coupons.unwrap_or(usual)
    }
}
