//! A two-class fund in memory, dealing with `mmf_math` only, and readers for the golden figures.
#![allow(dead_code, reason = "each test file uses a part of it")]

use mmf_math::accrual::Accrual;
use mmf_math::expense::{self, DayCount};
use mmf_math::settle::{ClassIndex, Position};
use mmf_math::{MAX_RATE_PER_DAY, SCALE, income, price};
use serde_json::Value;
use std::collections::BTreeMap;

pub const D: usize = 0;
pub const A: usize = 1;
pub const CLASSES: [&str; 2] = ["D", "A"];
const EXPENSE_BPS: [u16; 2] = [20, 50];

/// A figure of the golden file: a decimal string or a number.
pub fn figure(value: &Value) -> u128 {
    match value {
        Value::String(text) => text.parse().unwrap(),
        other => u128::from(other.as_u64().unwrap()),
    }
}

/// The digits of a decimal fraction, as an integer in its own last place ("0.000339452" = 339452).
pub fn digits(value: &Value) -> u128 {
    value.as_str().unwrap().replace('.', "").parse().unwrap()
}

pub fn small(value: &Value) -> u64 {
    u64::try_from(figure(value)).unwrap()
}

/// What one strike did to each class, in the order of `CLASSES`.
pub struct Struck {
    pub base: [u64; 2],
    pub allocated: [i64; 2],
    pub net: [i64; 2],
    pub charged: [u64; 2],
    pub waived: [u64; 2],
    pub rate_e18: u128,
}

#[derive(Default)]
pub struct Fund {
    pub accrual: Accrual,
    pub class: ClassIndex,
    pub supply: u64,
    pub paid_units: u64,
    pub holdings: BTreeMap<String, Position>,
    pub a_net_assets: u64,
    pub a_units: u64,
    pub a_holdings: BTreeMap<String, u64>,
    pub income_carry: u64,
    pub remainder: [u32; 2],
    pub fees: [u64; 2],
    pub waived: [u64; 2],
}

impl Fund {
    pub fn strike(&mut self, gross_e6: i64, n_days: u16) -> Struck {
        let base = [self.supply, self.a_net_assets];
        let mut allocated = [0i64; 2];
        self.income_carry = income::split(gross_e6, self.income_carry, &base, &mut allocated).unwrap();
        let mut struck = Struck { base, allocated, net: [0; 2], charged: [0; 2], waived: [0; 2], rate_e18: 0 };
        for class in [D, A] {
            let expense = expense::accrue(
                base[class],
                EXPENSE_BPS[class],
                n_days,
                DayCount::Act365,
                self.remainder[class],
                allocated[class],
            )
            .unwrap();
            self.remainder[class] = expense.remainder;
            self.fees[class] += expense.charged_e6;
            self.waived[class] += expense.waived_e6;
            struck.charged[class] = expense.charged_e6;
            struck.waived[class] = expense.waived_e6;
            struck.net[class] = allocated[class] - i64::try_from(expense.charged_e6).unwrap();
        }
        let cap = MAX_RATE_PER_DAY * u128::from(n_days);
        let declaration = self.accrual.declare(struck.net[D], 0, self.supply, cap).unwrap();
        assert!(!declaration.capped);
        struck.rate_e18 = declaration.rate_e18;
        self.class.index = self.accrual.index;
        self.a_net_assets = self.a_net_assets.checked_add_signed(struck.net[A]).unwrap();
        struck
    }

    pub fn close_month(&mut self, period: u32) {
        self.class.closed_index = self.class.index;
        self.class.closed_period = period;
    }

    /// The holding settled to the current index; a new one starts there.
    pub fn settled(&mut self, who: &str) -> &mut Position {
        let class = self.class;
        let holding = self.holdings.entry(who.to_owned()).or_insert(Position {
            last_index: class.index,
            period: class.closed_period,
            ..Position::default()
        });
        holding.settle(&class).unwrap();
        holding
    }

    pub fn subscribe_d(&mut self, who: &str, units: u64) {
        self.settled(who).recorded += units;
        self.supply += units;
    }

    pub fn redeem_d(&mut self, who: &str, units: u64) {
        self.settled(who).recorded -= units;
        self.supply -= units;
    }

    pub fn transfer_d(&mut self, from: &str, to: &str, units: u64) {
        self.settled(from).recorded -= units;
        self.settled(to).recorded += units;
    }

    pub fn pay(&mut self, who: &str) -> u64 {
        let holding = self.settled(who);
        let units = holding.take_payable().unwrap();
        holding.recorded += units;
        self.supply += units;
        self.paid_units += units;
        units
    }

    pub fn a_prices(&self) -> (u64, u64) {
        price::prices(self.a_net_assets, self.a_units).unwrap()
    }

    pub fn subscribe_a(&mut self, who: &str, cash: u64) -> u64 {
        let shares = price::shares_for_cash(cash, self.a_prices().1).unwrap();
        self.a_net_assets += cash;
        self.a_units += shares;
        *self.a_holdings.entry(who.to_owned()).or_default() += shares;
        shares
    }

    pub fn redeem_a(&mut self, who: &str, shares: u64) -> u64 {
        let cash = price::cash_for_shares(shares, self.a_prices().0).unwrap();
        self.a_net_assets -= cash;
        self.a_units -= shares;
        *self.a_holdings.get_mut(who).unwrap() -= shares;
        cash
    }

    pub fn transfer_a(&mut self, from: &str, to: &str, shares: u64) {
        *self.a_holdings.get_mut(from).unwrap() -= shares;
        *self.a_holdings.entry(to.to_owned()).or_default() += shares;
    }

    /// Dividends owed to all holders, e18: each settled on a copy.
    pub fn dividends_payable(&self) -> u128 {
        self.holdings
            .values()
            .map(|holding| {
                let mut copy = *holding;
                copy.settle(&self.class).unwrap();
                copy.accrued + copy.payable
            })
            .sum()
    }

    /// Total assets by convention 9, in book units; what is owed in fractions must sum to whole units.
    pub fn total_assets(&self) -> u128 {
        let scaled = self.dividends_payable() + self.accrual.carry;
        assert_eq!(scaled % SCALE, 0, "dividends and carry are whole units together");
        u128::from(self.supply)
            + u128::from(self.a_net_assets)
            + scaled / SCALE
            + u128::from(self.income_carry)
            + u128::from(self.fees[D] + self.fees[A])
    }
}
