//! A plain model of a fund with one class: income is credited at each strike to every holder at once, where the program does it when a
//! holding is touched. It shares no arithmetic with the program.

use crate::strike::books::{Books, SCALE};

/// A holder: tokens are what the token account has, units what the register has; income in e18.
#[derive(Clone, Debug, Default)]
pub struct Line {
    pub investor: usize,
    pub units: u64,
    pub tokens: u64,
    pub accrued: i128,
    pub payable: i128,
    pub paid_units: u64,
    pub paid_months: u32,
}

impl Line {
    /// Income that is owed, in e18.
    pub fn owed(&self) -> i128 {
        self.accrued + self.payable
    }
}

/// Days of a strike, and of those the ones up to a month end.
#[derive(Clone, Copy, Debug)]
pub struct Days {
    pub all: i128,
    pub to_month_end: Option<i128>,
}

/// The fund.
#[derive(Clone, Debug)]
pub struct Model {
    pub lines: [Line; 4],
    pub blocked: [bool; 3],
    pub books: Books,
    pub buffer: u64,
    /// Everything that came in and did not go out, income included, in e6.
    pub assets: i128,
    /// Income that waits for a first holder, in e6.
    pub income_carry: i128,
    pub equalisation_pending: u64,
    pub closed_months: u32,
    pub last_rate: i128,
    pub last_days: i128,
}

impl Model {
    /// Four holders; the first two are wallets of one investor.
    pub fn new() -> Self {
        let line = |investor| Line { investor, ..Line::default() };
        Self {
            lines: [line(0), line(0), line(1), line(2)],
            blocked: [false; 3],
            books: Books::default(),
            buffer: 0,
            assets: 0,
            income_carry: 0,
            equalisation_pending: 0,
            closed_months: 0,
            last_rate: 0,
            last_days: 1,
        }
    }

    /// Units of the register.
    pub fn supply(&self) -> u64 {
        self.lines.iter().map(|line| line.units).sum()
    }

    fn is_blocked(&self, who: usize) -> bool {
        self.blocked[self.lines[who].investor]
    }

    /// Subscribes so many seconds after the last cut-off. Whether that is allowed.
    pub fn subscribe(&mut self, who: usize, cash: u64, seconds: i128) -> bool {
        let earned = self.last_rate * seconds;
        let per = self.last_days * 86_400;
        let interim = earned / per + i128::from(earned % per != 0);
        let units = u64::try_from(i128::from(cash) * SCALE / (SCALE + interim)).unwrap();
        if self.is_blocked(who) || units == 0 {
            return false;
        }
        self.lines[who].units += units;
        self.lines[who].tokens += units;
        self.equalisation_pending += cash - units;
        self.buffer += cash;
        self.assets += i128::from(cash);
        true
    }

    /// Redeems at $1.00. Whether that is allowed.
    pub fn redeem(&mut self, who: usize, units: u64) -> bool {
        if self.is_blocked(who) || units == 0 || units > self.lines[who].tokens || units > self.buffer {
            return false;
        }
        self.lines[who].units -= units;
        self.lines[who].tokens -= units;
        self.buffer -= units;
        self.assets -= i128::from(units);
        true
    }

    /// Transfers. Whether that is allowed.
    pub fn transfer(&mut self, from: usize, to: usize, units: u64) -> bool {
        if self.is_blocked(from) || self.is_blocked(to) || units > self.lines[from].tokens {
            return false;
        }
        for (who, sent) in [(from, true), (to, false)] {
            let line = &mut self.lines[who];
            let moved = |amount: u64| if sent { amount - units } else { amount + units };
            (line.units, line.tokens) = (moved(line.units), moved(line.tokens));
        }
        true
    }

    /// Burns tokens outside the program. Whether that is allowed.
    pub fn burn(&mut self, who: usize, units: u64) -> bool {
        let line = &mut self.lines[who];
        if units > line.tokens {
            return false;
        }
        line.tokens -= units;
        true
    }

    /// Restores tokens. Whether that is allowed.
    pub fn restore(&mut self, who: usize) -> bool {
        let blocked = self.is_blocked(who);
        let line = &mut self.lines[who];
        if blocked || line.tokens == line.units {
            return false;
        }
        line.tokens = line.units;
        true
    }

    /// Pays the closed months. Whether that is allowed.
    pub fn pay(&mut self, who: &[usize]) -> bool {
        if self.closed_months == 0 || who.is_empty() {
            return false;
        }
        for who in who {
            let blocked = self.is_blocked(*who);
            let line = &mut self.lines[*who];
            if line.paid_months == self.closed_months {
                continue;
            }
            let units = u64::try_from(line.payable / SCALE).unwrap();
            line.paid_months = self.closed_months;
            line.payable -= i128::from(units) * SCALE;
            line.units += units;
            line.paid_units += units;
            line.tokens += if blocked { 0 } else { units };
        }
        true
    }

    /// Whether a strike with this income is possible: a loss needs holders, and more assets than it takes.
    pub fn can_strike(&self, income: i128) -> bool {
        self.assets + income >= 0 && (self.supply() > 0 || self.income_carry + income >= 0)
    }

    /// Strikes. `stated`: the part of the income up to a month end, else pro rata.
    pub fn strike(&mut self, income: i128, stated: Option<i128>, days: Days) {
        self.assets += income;
        let equalisation = self.equalisation_pending;
        self.equalisation_pending = 0;
        let mut rate = 0;
        match days.to_month_end {
            None => rate += self.step(income, equalisation, days.all),
            Some(before) if before == days.all => {
                rate += self.step(income, equalisation, days.all);
                self.close_month();
            }
            Some(before) => {
                let first = stated.unwrap_or_else(|| (income * before).div_euclid(days.all));
                let early = u64::try_from(i128::from(equalisation) * before / days.all).unwrap();
                rate += self.step(first, early, before);
                self.close_month();
                rate += self.step(income - first, equalisation - early, days.all - before);
            }
        }
        self.last_rate = rate;
        self.last_days = days.all;
    }

    fn step(&mut self, income: i128, equalisation: u64, days: i128) -> i128 {
        let (supply, income) = (self.supply(), income + self.income_carry);
        let (own, carried) = if supply == 0 { (0, income) } else { (income, 0) };
        self.income_carry = carried;
        let rate = self.books.declare(supply, own, equalisation, days);
        for line in &mut self.lines {
            line.accrued += i128::from(line.units) * rate;
        }
        rate
    }

    fn close_month(&mut self) {
        self.closed_months += 1;
        for line in &mut self.lines {
            line.payable += line.accrued;
            line.accrued = 0;
        }
    }
}
