//! A plain model of a fund with one class: income is credited at each strike to every holder at once, where the program does it when a
//! holding is touched. It shares no arithmetic with the program.

mod line;
mod register;

use crate::strike::books::{self, Books, Part, SCALE};

pub use line::Line;

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
    /// Units issued since the last cut-off times the seconds that had passed, less those redeemed times theirs.
    pub late: i128,
    pub closed_months: u32,
    /// Fractions of lines that were closed, e18.
    pub undistributed: i128,
    /// Lock-up of new issues.
    pub lock_up_seconds: u32,
    /// Income per unit of the last strike, e18.
    pub last_rate: i128,
    /// The fund's income of a day on one unit at the last strike with income, e18.
    pub daily_rate: i128,
}

impl Model {
    /// Four holders; the first two are wallets of one investor.
    pub fn new(lock_up_seconds: u32) -> Self {
        Self {
            lines: [0, 0, 1, 2].map(Line::new),
            blocked: [false; 3],
            books: Books::default(),
            buffer: 0,
            assets: 0,
            income_carry: 0,
            equalisation_pending: 0,
            late: 0,
            closed_months: 0,
            undistributed: 0,
            lock_up_seconds,
            last_rate: 0,
            daily_rate: 0,
        }
    }

    /// Units of the register.
    pub fn supply(&self) -> u64 {
        self.lines.iter().map(|line| line.units).sum()
    }

    fn is_blocked(&self, who: usize) -> bool {
        self.blocked[self.lines[who].investor]
    }

    /// Subscribes when so many seconds of the span have passed. Whether that is allowed.
    pub fn subscribe(&mut self, who: usize, cash: u64, seconds: i128, now: i64) -> bool {
        let (units, equalisation) = books::issue(cash, books::interim(self.daily_rate, seconds));
        let line = &self.lines[who];
        if self.is_blocked(who) || !line.takes_tokens() || units == 0 {
            return false;
        }
        let line = &mut self.lines[who];
        if !line.lock(units, self.lock_up_seconds, now) {
            return false;
        }
        line.units += units;
        line.tokens += units;
        self.equalisation_pending += equalisation;
        self.late += i128::from(units) * seconds;
        self.buffer += cash;
        self.assets += i128::from(cash);
        true
    }

    /// Redeems at $1.00 when so many seconds of the span have passed. Whether that is allowed.
    pub fn redeem(&mut self, who: usize, units: u64, seconds: i128, now: i64) -> bool {
        let (blocked, line) = (self.is_blocked(who), &mut self.lines[who]);
        let most = line.tokens.min(line.free()).min(self.buffer);
        if blocked || !line.takes_tokens() || units == 0 || units > most {
            return false;
        }
        line.units -= units;
        line.tokens -= units;
        line.trim(now);
        self.buffer -= units;
        self.assets -= i128::from(units);
        self.late -= i128::from(units) * seconds;
        true
    }

    /// Transfers. Whether that is allowed.
    pub fn transfer(&mut self, from: usize, to: usize, units: u64, now: i64) -> bool {
        let (giver, taker) = (&self.lines[from], &self.lines[to]);
        let locked = giver.locked(now);
        let most = if locked == 0 { giver.free() } else { giver.free().saturating_sub(locked) };
        let is_barred = self.is_blocked(from) || self.is_blocked(to) || !giver.takes_tokens() || !taker.takes_tokens();
        if is_barred || units > giver.tokens || units > most {
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
        if !line.has_account || line.is_frozen || units > line.tokens {
            return false;
        }
        line.tokens -= units;
        true
    }

    /// Restores tokens. Whether that is allowed.
    pub fn restore(&mut self, who: usize) -> bool {
        let blocked = self.is_blocked(who);
        let line = &mut self.lines[who];
        if blocked || !line.takes_tokens() || line.tokens == line.units {
            return false;
        }
        line.tokens = line.units;
        true
    }

    /// Pays the closed months. Whether that is allowed.
    pub fn pay(&mut self, who: &[usize]) -> bool {
        if self.closed_months == 0 || who.is_empty() || who.iter().any(|who| !self.lines[*who].is_open) {
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
            line.tokens += if blocked || !line.takes_tokens() { 0 } else { units };
        }
        true
    }

    /// Strikes. `stated`: the part of the income up to a month end, else pro rata. Whether that is possible: a loss needs holders, and
    /// more assets than it takes.
    pub fn strike(&mut self, income: i128, stated: Option<i128>, days: Days) -> bool {
        let mut after = self.clone();
        let possible = self.assets + income >= 0 && after.strike_span(income, stated, days).is_some();
        if possible {
            *self = after;
        }
        possible
    }

    fn strike_span(&mut self, income: i128, stated: Option<i128>, days: Days) -> Option<()> {
        self.assets += income;
        self.last_rate = 0;
        let base = match days.to_month_end {
            Some(before) if before < days.all => {
                let first = stated.unwrap_or_else(|| (income * before).div_euclid(days.all));
                self.step(first, before, days.all)?;
                self.close_month();
                let after = days.all - before;
                self.step(income - first, after, after)?
            }
            ends_a_month => {
                let base = self.step(income, days.all, days.all)?;
                if ends_a_month.is_some() {
                    self.close_month();
                }
                base
            }
        };
        self.daily_rate = books::daily_rate(income, base, days.all).unwrap_or(self.daily_rate);
        Some(())
    }

    /// Strikes some days of those that are left; returns the units that took the income: the average ones, or those of record where
    /// there is none on average. Nothing for a loss that nobody bears.
    fn step(&mut self, income: i128, days: i128, days_left: i128) -> Option<u64> {
        let late = self.late * days / days_left;
        let equalisation = u64::try_from(i128::from(self.equalisation_pending) * days / days_left).unwrap();
        self.late -= late;
        self.equalisation_pending -= equalisation;
        let (supply, income) = (self.supply(), income + self.income_carry);
        let average = books::average(supply, late, days);
        let base = if average == 0 { supply } else { average };
        let (own, carried) = if base == 0 { (0, income) } else { (income, 0) };
        if carried < 0 {
            return None;
        }
        self.income_carry = carried;
        let rate = self.books.declare(supply, own, Part { days, average, equalisation });
        self.last_rate += rate;
        for line in &mut self.lines {
            line.accrued += i128::from(line.units) * rate;
        }
        Some(base)
    }

    fn close_month(&mut self) {
        self.closed_months += 1;
        for line in &mut self.lines {
            line.payable += line.accrued;
            line.accrued = 0;
        }
    }
}
