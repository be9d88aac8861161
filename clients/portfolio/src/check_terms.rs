//! Which terms are possible, by column.

use jiff::civil::{Date, date};
use rust_decimal::Decimal;

use crate::days::days_between;
use crate::exact::{AMOUNT_DECIMALS, MAX_AMOUNT};
use crate::kind::{Kind, Method};
use crate::terms::{Purchase, Reset, Terms};
use crate::yields::PRICE_DECIMALS;

/// Earliest and latest day of a book.
const DAYS: (Date, Date) = (date(1990, 1, 1), date(2199, 12, 31));
/// Longest life of a position.
const MAX_TERM_DAYS: i64 = 40 * 366;
/// Longest name of a position, lot or issuer.
const MAX_NAME: usize = 64;
const MAX_RATE_PCT: i64 = 100;
const MAX_PRICE: i64 = 1_000;
const MAX_SPREAD_BPS: i64 = 10_000;

/// A term that is not possible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermFault {
    /// The column of the file that says it.
    pub column: &'static str,
    /// What is wrong, and what to write instead.
    pub reason: String,
}

/// Everything that is wrong with a position's terms; nothing if they are possible.
#[must_use]
pub fn faults(terms: &Terms) -> Vec<TermFault> {
    let mut found = Faults { terms, list: Vec::new() };
    found.names();
    found.amounts();
    found.days();
    found.needed();
    found.unwanted();
    found.rates();
    found.list
}

struct Faults<'a> {
    terms: &'a Terms,
    list: Vec<TermFault>,
}

impl Faults<'_> {
    fn add(&mut self, wrong: bool, column: &'static str, reason: impl Into<String>) {
        if wrong {
            self.list.push(TermFault { column, reason: reason.into() });
        }
    }

    fn names(&mut self) {
        let plain = |text: &str| text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b));
        let terms = self.terms;
        let long = |text: &str| text.len() > MAX_NAME;
        self.add(
            terms.id.is_empty() || !plain(&terms.id) || long(&terms.id),
            "id",
            format!("it needs 1 to {MAX_NAME} letters, digits, `-`, `_` or `.`"),
        );
        self.add(!plain(&terms.lot) || long(&terms.lot), "lot", "only letters, digits, `-`, `_` and `.` are possible");
        self.add(
            terms.issuer.is_empty() || long(&terms.issuer),
            "issuer",
            format!("it needs 1 to {MAX_NAME} characters"),
        );
        self.add(terms.issuer.chars().any(char::is_control), "issuer", "it has a control character");
    }

    fn amounts(&mut self) {
        let terms = self.terms;
        let face = terms.face;
        let sign = if terms.kind.is_balance() { face.is_zero() } else { face <= Decimal::ZERO };
        self.add(sign, "face", "the amount must be greater than zero");
        let negative = face < Decimal::ZERO && !matches!(terms.kind, Kind::Cash | Kind::Stablecoin | Kind::InTransit);
        self.add(negative && terms.kind.is_balance(), "face", "the amount must not be negative");
        self.money("face", face);
        match terms.purchase {
            Purchase::Par => {}
            Purchase::Cost(cost) => {
                self.add(cost <= Decimal::ZERO, "cost", "the amount must be greater than zero");
                self.money("cost", cost);
                let far = cost > face * Decimal::TEN || cost * Decimal::TEN < face;
                self.add(
                    cost > Decimal::ZERO && face > Decimal::ZERO && far,
                    "cost",
                    "it is more than ten times, or less than a tenth, of the face",
                );
            }
            Purchase::Price(price) => {
                let (least, most) = (Decimal::TEN, Decimal::from(MAX_PRICE));
                self.add(price < least || price > most, "price", "a price per 100 of face lies between 10 and 1000");
                self.add(price.normalize().scale() > PRICE_DECIMALS, "price", "at most 6 decimals are possible");
            }
            Purchase::Yield(rate) => self.rate("yield_pct", rate),
            Purchase::Discount(rate) => self.rate("discount_pct", rate),
        }
        if let Some(sale) = terms.sale {
            self.add(sale.proceeds <= Decimal::ZERO, "proceeds", "the amount must be greater than zero");
            self.money("proceeds", sale.proceeds);
        }
        let wide = terms.spread_bps.is_some_and(|spread| spread.abs() > Decimal::from(MAX_SPREAD_BPS));
        self.add(wide, "spread_bps", "a spread lies between -10000 and 10000 basis points");
    }

    fn money(&mut self, column: &'static str, amount: Decimal) {
        self.add(amount.abs() > Decimal::from(MAX_AMOUNT), column, "the amount is larger than 10,000,000,000,000");
        self.add(amount.normalize().scale() > AMOUNT_DECIMALS, column, "at most 6 decimals are possible");
    }

    fn rate(&mut self, column: &'static str, rate: Decimal) {
        let most = Decimal::from(MAX_RATE_PCT);
        self.add(rate > most || rate < -Decimal::TEN, column, "a rate lies between -10 and 100 percent");
    }

    fn days(&mut self) {
        let terms = self.terms;
        let sold = terms.sale.map(|sale| sale.day);
        let reset = match terms.next_reset {
            Some(Reset::On(day)) => Some(day),
            _ => None,
        };
        let days = [
            ("settle", Some(terms.settle)),
            ("maturity", terms.maturity),
            ("dated", terms.dated),
            ("sold", sold),
            ("next_reset", reset),
        ];
        for (column, day) in days {
            let outside = day.is_some_and(|day| day < DAYS.0 || day > DAYS.1);
            self.add(outside, column, format!("the day must lie between {} and {}", DAYS.0, DAYS.1));
        }
        if let Some(maturity) = terms.maturity {
            self.add(maturity <= terms.settle, "maturity", "it is not after the settlement day");
            let start = terms.dated.unwrap_or(terms.settle).min(terms.settle);
            self.add(
                days_between(start, maturity) > MAX_TERM_DAYS,
                "maturity",
                "it is more than 40 years after the beginning",
            );
        }
        self.add(terms.dated.is_some_and(|dated| dated > terms.settle), "dated", "it is after the settlement day");
        let outside = |day: Date| day <= terms.settle || terms.maturity.is_some_and(|maturity| day >= maturity);
        self.add(sold.is_some_and(outside), "sold", "it is not between settlement and maturity");
        let late =
            reset.is_some_and(|day| day <= terms.settle || terms.maturity.is_some_and(|maturity| day > maturity));
        self.add(late, "next_reset", "it is not between settlement and maturity");
    }

    fn needed(&mut self) {
        let terms = self.terms;
        let kind = terms.kind;
        self.add(kind.is_priced() && terms.maturity.is_none(), "maturity", "this kind needs its maturity");
        let open = kind == Kind::Repo && terms.maturity.is_none() && terms.demand_days.is_none();
        self.add(open, "maturity", "a repo needs its repurchase date or, if it is open, its notice in `demand_days`");
        let rated = kind.is_note() || kind == Kind::Repo;
        self.add(rated && terms.rate_pct.is_none(), "rate_pct", "this kind needs its rate");
        self.add(
            kind == Kind::Repo && terms.collateral.is_none(),
            "collateral",
            "a repo needs its collateral: government or other",
        );
        let unpriced = kind.is_discount() && terms.purchase == Purchase::Par;
        self.add(unpriced, "cost", "this kind needs one of cost, price, yield_pct and discount_pct");
    }

    fn unwanted(&mut self) {
        let terms = self.terms;
        let kind = terms.kind;
        let rated = kind.is_note() || matches!(kind, Kind::Repo | Kind::MoneyMarketFund);
        let not_here = "this kind has none; leave the cell empty";
        self.add(!rated && terms.rate_pct.is_some(), "rate_pct", not_here);
        self.add(!rated && terms.dated.is_some(), "dated", not_here);
        self.add(!rated && terms.day_count.is_some(), "day_count", not_here);
        self.add(!kind.is_note() && terms.coupons.is_some_and(|coupons| coupons > 0), "coupons", not_here);
        self.add(!kind.is_note() && terms.next_reset.is_some(), "next_reset", not_here);
        let steps = terms.rate_pct.is_some() && (kind.is_note() || terms.maturity.is_none());
        self.add(!steps && !terms.resets.is_empty(), "resets", not_here);
        self.add(kind != Kind::Repo && terms.collateral.is_some(), "collateral", not_here);
        self.add(!kind.is_priced() && terms.spread_bps.is_some(), "spread_bps", not_here);
        self.add(kind.is_balance() && terms.demand_days.is_some(), "demand_days", not_here);
        self.add(kind.is_balance() && terms.sale.is_some(), "sold", not_here);
        self.add(
            kind.is_balance() && terms.illiquid,
            "liquid",
            "leave the cell empty: a balance is counted by its kind",
        );
        let dateless = matches!(kind, Kind::Cash | Kind::Stablecoin | Kind::MoneyMarketFund);
        self.add(dateless && terms.maturity.is_some(), "maturity", not_here);
        let column = match terms.purchase {
            Purchase::Par => return,
            Purchase::Cost(_) => "cost",
            Purchase::Price(_) => "price",
            Purchase::Yield(_) => "yield_pct",
            Purchase::Discount(_) => "discount_pct",
        };
        let yields = matches!(terms.purchase, Purchase::Yield(_) | Purchase::Discount(_));
        self.add(!kind.is_priced(), column, "this kind is held at face; leave the cell empty");
        self.add(kind.is_note() && yields, column, "a security with interest needs its cost or price");
    }

    fn rates(&mut self) {
        let terms = self.terms;
        if let Some(rate) = terms.rate_pct {
            self.rate("rate_pct", rate);
        }
        let mut last = terms.dated.unwrap_or(terms.settle);
        for (day, rate) in &terms.resets {
            self.rate("resets", *rate);
            self.add(*day <= last, "resets", format!("{day} is not after {last}"));
            last = *day;
        }
        let passed = matches!(terms.next_reset, Some(Reset::On(next)) if next <= last && !terms.resets.is_empty());
        self.add(passed, "next_reset", "it is not after the last reset");
        let fixed = terms.kind.is_note() && terms.next_reset.is_none() && !terms.resets.is_empty();
        self.add(fixed, "resets", "a floating rate needs `next_reset` as well");
        let coupons = terms.coupons.is_some_and(|coupons| !matches!(coupons, 0 | 1 | 2 | 4 | 12));
        self.add(coupons, "coupons", "interest is paid 0 (at maturity), 1, 2, 4 or 12 times a year");
        let effective = terms.method == Method::ConstantYield;
        self.add(
            effective && terms.next_reset.is_some(),
            "method",
            "a floating rate has no constant yield; use straight-line",
        );
        self.add(effective && !terms.kind.is_priced(), "method", "this kind is held at face; leave the cell empty");
    }
}
