#![allow(clippy::unwrap_used)]

mod limits;
mod paying;
mod price;
mod refusals;
mod reverse;
mod together;
mod waiting;

use jiff::civil::{Date, date};
use rust_decimal::Decimal;

use super::*;
use crate::curve::Curve;
use crate::days::BusinessDays;
use crate::error::Result;
use crate::kind::{Collateral, Kind};
use crate::market::Shock;
use crate::portfolio::Portfolio;
use crate::rules::{Limits, Regime};
use crate::terms::{Purchase, Terms};

/// A Thursday. The stress is on Friday the 3rd.
const DAY: Date = date(2025, 1, 2);
/// At 12% a bill of 73 days, a fifth of a year, is worth 1 / 1.024 = 0.9765625 of its face, with nothing left over.
const TO_12_PERCENT: Shock = Shock { shift_bps: 1_200, spread_bps: 0 };
const CALM: Shock = Shock { shift_bps: 0, spread_bps: 0 };

fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// Millions.
fn m(text: &str) -> Decimal {
    dec(text) * Decimal::from(1_000_000)
}

fn security(id: &str, kind: Kind, face: &str, maturity: Option<Date>) -> Terms {
    let mut terms = Terms::new(id, kind, "Issuer", m(face), DAY);
    terms.maturity = maturity;
    if kind == Kind::Repo {
        terms.rate_pct = Some(dec("4"));
        terms.collateral = Some(Collateral::Other);
    }
    if kind.is_priced() {
        terms.purchase = Purchase::Cost(m(face));
        terms.spread_bps = Some(Decimal::ZERO);
    }
    terms
}

/// A bill of 73 days; they end on a Sunday.
fn bill(id: &str, face: &str) -> Terms {
    security(id, Kind::TreasuryBill, face, Some(date(2025, 3, 16)))
}

fn overnight(face: &str) -> Terms {
    security("R1", Kind::Repo, face, Some(date(2025, 1, 3)))
}

/// Repo to Monday the 13th: neither liquid within five business days nor for sale, and at face whatever the market does.
fn term_repo(face: &str) -> Terms {
    security("R2", Kind::Repo, face, Some(date(2025, 1, 13)))
}

fn book(rows: Vec<Terms>) -> Portfolio {
    let mut book = Portfolio::new(DAY);
    for terms in rows {
        book.enter(terms).unwrap();
    }
    book
}

fn cash(amount: &str) -> Terms {
    Terms::new("cash", Kind::Cash, "Bank", m(amount), DAY)
}

/// 100 million: a tenth in cash, a fifth in overnight repo, a fifth in a bill, half in term repo.
fn fund() -> Portfolio {
    book(vec![cash("10"), overnight("20"), bill("B1", "20"), term_repo("50")])
}

/// What else is supposed.
#[derive(Clone, Copy)]
struct Given {
    regime: Regime,
    shares: Option<Decimal>,
    queued: Option<QueuedRedemptions>,
    sale_cost_bps: u32,
}

const USUAL: Given = Given { regime: Regime::RegisteredGovernment, shares: None, queued: None, sale_cost_bps: 0 };

/// Asks a fund under stress; yields are zero before it.
fn ask<T>(book: &Portfolio, given: Given, shock: Shock, ask: impl Fn(&Stressed<'_>) -> Result<T>) -> Result<T> {
    let valuation = book.value_at(DAY)?;
    let of = StressOf {
        book,
        valuation: &valuation,
        curve: &Curve::new([Decimal::ZERO; 6]),
        calendar: &BusinessDays::Weekdays,
        regime: given.regime,
        minimums: Minimums::of(&Limits::of(given.regime)),
        shares: given.shares,
        queued: given.queued,
        sale_cost_bps: given.sale_cost_bps,
    };
    ask(&Stressed::new(&of, shock)?)
}

/// Redeems a part in basis points.
fn redeem(book: &Portfolio, given: Given, shock: Shock, bps: u32) -> Outcome {
    ask(book, given, shock, |stressed| stressed.redeem(stressed.part(bps)?)).unwrap()
}

fn reverse(book: &Portfolio, given: Given, shock: Shock) -> Reverse {
    ask(book, given, shock, |stressed| stressed.reverse()).unwrap()
}

/// Millions by step, in order.
fn steps(outcome: &Outcome) -> [Decimal; 4] {
    let met: Vec<_> = outcome.met.iter().map(|met| met.amount / Decimal::from(1_000_000)).collect();
    met.try_into().unwrap()
}

/// Daily and weekly liquid assets in basis points.
const fn liquid(standing: &Standing) -> (Option<i64>, Option<i64>) {
    (standing.daily_bps, standing.weekly_bps)
}

/// Value of a share and its deviation in basis points.
fn share(standing: &Standing) -> (Decimal, Decimal) {
    let shadow = standing.shadow.unwrap();
    (shadow.per_share, shadow.deviation_bps)
}
