//! Dividends by every route, fees and tax. Each says whether it is allowed; what is refused changes nothing.

use super::{Model, Moment, VAULT, small};
use crate::exchange::reckoning::up;
use crate::strike::books::SCALE;

/// How a line's dividends are paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    Reinvest,
    Cash,
    To(usize),
}

impl Model {
    /// The route of a line.
    fn route_of(&self, who: usize) -> Route {
        let person = &self.people[self.lines[0][who].investor];
        match self.route {
            Some(to) if who == VAULT => Route::To(to),
            _ if person.takes_cash => Route::Cash,
            _ => Route::Reinvest,
        }
    }

    /// Pays the closed months as units to those who take units.
    pub fn pay(&mut self, who: &[usize]) -> bool {
        if self.closed_months == 0 || who.is_empty() {
            return false;
        }
        for who in who.iter().copied() {
            if self.route_of(who) == Route::Reinvest {
                let units = self.take(who).unwrap_or(0);
                self.credit(who, units);
            }
        }
        true
    }

    /// Pays the closed months in cash to those who elected that. Who may not be paid gets units in place.
    pub fn pay_cash(&mut self, who: &[usize], moment: &Moment) -> bool {
        let mut after = self.clone();
        if self.closed_months == 0 || who.is_empty() {
            return false;
        }
        for who in who.iter().copied().filter(|who| self.route_of(*who) == Route::Cash) {
            let amount = after.take(who).unwrap_or(0);
            if after.is_blocked(who) || after.lines[0][who].by_order {
                after.credit(who, amount);
            } else {
                after.classes[0].paid_cash += amount;
                after.spend(amount, moment);
            }
        }
        after.keep_unless_short(self)
    }

    /// Pays the vault's closed months to another line. Blocked property stays with the vault.
    pub fn pay_to(&mut self, to: usize) -> bool {
        if self.closed_months == 0 {
            return false;
        }
        if !self.lines[0][VAULT].is_open {
            return true;
        }
        if self.route != Some(to) {
            return false;
        }
        let units = self.take(VAULT).unwrap_or(0);
        let stays = !self.lines[0][to].is_open || self.is_blocked(VAULT) || self.lines[0][VAULT].by_order;
        self.credit(if stays { VAULT } else { to }, units);
        true
    }

    /// Takes a line's whole units, less tax; nothing where it is closed or was paid.
    fn take(&mut self, who: usize) -> Option<i128> {
        let tax_bps = self.people[self.lines[0][who].investor].tax_bps;
        let line = &mut self.lines[0][who];
        if !line.is_open || line.paid_months == self.closed_months {
            return None;
        }
        line.paid_months = self.closed_months;
        let gross = line.payable / SCALE;
        line.payable -= gross * SCALE;
        let tax = up(gross * tax_bps, 10_000);
        line.paid_units += small(gross - tax);
        self.classes[0].withheld += tax;
        self.classes[0].withheld_payable += tax;
        Some(gross - tax)
    }

    /// Enters dividend units; they get tokens where they can.
    fn credit(&mut self, who: usize, units: i128) {
        let deals = self.deals(0, who);
        let line = &mut self.lines[0][who];
        line.units += small(units);
        line.tokens += if deals { small(units) } else { 0 };
        self.classes[0].paid_units += units;
    }

    /// Pays a class's fees in cash, or its tax.
    pub fn pay_in_cash(&mut self, class: usize, is_tax: bool, amount: i128, moment: &Moment) -> bool {
        let books = &mut self.classes[class];
        let payable = if is_tax { &mut books.withheld_payable } else { &mut books.fee_payable };
        if amount == 0 || amount > *payable || amount > self.buffer {
            return false;
        }
        *payable -= amount;
        self.spend(amount, moment);
        true
    }

    fn spend(&mut self, amount: i128, moment: &Moment) {
        self.buffer -= amount;
        self.assets -= amount;
        self.paid_since_cutoff += if moment.open { 0 } else { amount };
    }

    /// Replaces the model, unless its buffer is overdrawn.
    fn keep_unless_short(self, model: &mut Self) -> bool {
        let allowed = self.buffer >= 0;
        if allowed {
            *model = self;
        }
        allowed
    }
}
