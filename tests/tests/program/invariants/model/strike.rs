//! Strikes.

use super::{CLASSES, Model};
use crate::strike::books;

/// Days of a strike, and of those the ones up to a month end.
#[derive(Clone, Copy, Debug)]
pub struct Days {
    pub all: i128,
    pub to_month_end: Option<i128>,
}

/// What an earlier strike should have declared besides.
#[derive(Clone, Copy, Debug, Default)]
pub struct Correction {
    pub strike_no: u32,
    /// By class, in e6.
    pub amounts: [i128; CLASSES],
}

/// What a strike says of its income, in e6.
#[derive(Clone, Copy, Debug, Default)]
pub struct Quoted {
    pub income: i128,
    /// The part up to a month end, else pro rata.
    pub stated: Option<i128>,
    pub correction: Option<Correction>,
}

impl Quoted {
    /// What the correction adds in all.
    pub fn corrected(&self) -> i128 {
        self.correction.map_or(0, |correction| correction.amounts.iter().sum())
    }
}

impl Model {
    /// Net assets at the cut-off with that income.
    pub fn quoted_assets(&self, quoted: &Quoted) -> i128 {
        self.assets + self.paid_since_cutoff + quoted.income + quoted.corrected()
    }

    /// Strikes. Whether that is possible: a loss needs holders, and more assets than it takes; a correction an earlier strike.
    pub fn strike(&mut self, quoted: &Quoted, days: Days) -> bool {
        let mut after = self.clone();
        let is_earlier = |correction: Correction| (1..=self.strikes).contains(&correction.strike_no);
        let possible = quoted.correction.is_none_or(is_earlier)
            && self.quoted_assets(quoted) >= 0
            && after.strike_span(quoted, days).is_some();
        if possible {
            *self = after;
        }
        possible
    }

    fn strike_span(&mut self, quoted: &Quoted, days: Days) -> Option<()> {
        let income = quoted.income;
        self.assets += income + quoted.corrected();
        self.paid_since_cutoff = 0;
        self.strikes += 1;
        self.classes.iter_mut().for_each(|class| class.last_rate = 0);
        let none = [0; CLASSES];
        let correction = quoted.correction.map_or(none, |correction| correction.amounts);
        let base = match days.to_month_end {
            Some(before) if before < days.all => {
                let first = quoted.stated.unwrap_or_else(|| (income * before).div_euclid(days.all));
                self.step(first, (before, days.all), none)?;
                self.close_month();
                let after = days.all - before;
                self.step(income - first, (after, after), correction)?
            }
            ends_a_month => {
                let base = self.step(income, (days.all, days.all), correction)?;
                if ends_a_month.is_some() {
                    self.close_month();
                }
                base
            }
        };
        let base = u64::try_from(base).unwrap();
        self.daily_rate = books::daily_rate(income, base, days.all).unwrap_or(self.daily_rate);
        Some(())
    }

    /// Strikes some days of those that are left; returns the net assets that shared in the income: the average ones, or those at the strike where
    /// there is none on average. Nothing for a loss that nobody bears.
    fn step(&mut self, income: i128, days: (i128, i128), correction: [i128; CLASSES]) -> Option<i128> {
        let supplies = [self.supply(0), self.supply(1)];
        let mut parts = Vec::new();
        for (place, class) in self.classes.iter_mut().enumerate() {
            parts.push(class.take_part(supplies[place], days, correction[place]));
        }
        let at_strike = [0, 1].map(|place| self.classes[place].base(supplies[place]));
        let averages = [parts[0].average, parts[1].average];
        let bases = if averages == [0, 0] { at_strike } else { averages };
        let base: i128 = bases.iter().sum();
        let income = income + self.income_carry;
        let own = if base == 0 { [0, 0] } else { bases.map(|own| (income * own).div_euclid(base)) };
        self.income_carry = income - own[0] - own[1];
        if self.income_carry < 0 {
            return None;
        }
        for (place, part) in parts.into_iter().enumerate() {
            let rate = self.classes[place].declare(supplies[place], own[place], part);
            for line in &mut self.lines[place] {
                line.accrued += i128::from(line.units) * rate;
            }
        }
        Some(base)
    }

    fn close_month(&mut self) {
        self.closed_months += 1;
        for line in &mut self.lines[0] {
            line.payable += line.accrued;
            line.accrued = 0;
        }
    }
}
