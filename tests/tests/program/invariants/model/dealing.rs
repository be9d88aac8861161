//! Subscriptions, redemptions, exchange, transfers and burns. Each says whether it is allowed; what is refused changes nothing.

use super::{MANAGER, Model, Moment, small};

impl Model {
    /// Subscribes for cash.
    pub fn subscribe(&mut self, class: usize, who: usize, cash: u64, moment: &Moment) -> bool {
        let fee = self.classes[class].subscription_fee(i128::from(cash));
        if !self.issue(class, who, i128::from(cash) - fee, moment) {
            return false;
        }
        self.classes[class].fee_payable += fee;
        self.buffer += i128::from(cash);
        self.assets += i128::from(cash);
        true
    }

    /// Issues units for an amount, wherever that comes from.
    pub fn issue(&mut self, class: usize, who: usize, amount: i128, moment: &Moment) -> bool {
        self.issue_at(class, who, amount, moment, 0)
    }

    /// The same at a struck price of so much or more.
    pub fn issue_at(&mut self, class: usize, who: usize, amount: i128, moment: &Moment, least: i128) -> bool {
        self.deals(class, who) && self.issue_in_place(class, who, amount, moment, least)
    }

    /// The same, in the register alone where the token account can't take tokens.
    pub fn issue_in_place(&mut self, class: usize, who: usize, amount: i128, moment: &Moment, least: i128) -> bool {
        let supply = self.supply(class);
        let issued = self.classes[class].issue(amount, supply, self.daily_rate, (moment.seconds, least));
        let is_barred = self.is_blocked(who) || self.lines[class][who].by_order;
        let Some((units, equalisation)) = issued.filter(|_| moment.open && !is_barred) else {
            return false;
        };
        let line = &mut self.lines[class][who];
        if !line.lock(small(units), self.lock_up_seconds, moment.now) {
            return false;
        }
        line.units += small(units);
        if line.takes_tokens() {
            line.tokens += small(units);
        }
        self.classes[class].book_issue((units, equalisation), amount, (moment.seconds, supply));
        true
    }

    /// Redeems for cash.
    pub fn redeem(&mut self, class: usize, who: usize, units: u64, moment: &Moment) -> bool {
        let value = self.classes[class].value(i128::from(units));
        let (fees, manager) = self.fees(class, value);
        let cash = value - fees;
        let paid = (cash, manager, fees - manager);
        if cash > self.buffer || !self.give_back(class, who, units, paid, moment) {
            return false;
        }
        self.buffer -= cash;
        self.assets -= cash;
        true
    }

    /// Takes units back for cash; a fee goes to the manager besides, another stays.
    fn give_back(&mut self, class: usize, who: usize, units: u64, paid: (i128, i128, i128), moment: &Moment) -> bool {
        let (amount, manager, kept) = paid;
        let deals = moment.open && self.deals(class, who);
        let line = &mut self.lines[class][who];
        if !deals || amount == 0 || units > line.tokens.min(line.free()) {
            return false;
        }
        line.units -= units;
        line.tokens -= units;
        line.trim(moment.now);
        let left = self.supply(class);
        self.book_leaving(class, i128::from(units), (amount, manager, kept), (moment.seconds, left));
        true
    }

    /// Exchanges units of a class into the other. Locked ones stay, and nobody leaves a class with losses to make good.
    pub fn exchange(&mut self, class: usize, who: usize, units: u64, moment: &Moment) -> bool {
        let mut after = self.clone();
        let value = self.classes[class].value(i128::from(units));
        let manager = self.classes[class].redemption_fee(value);
        let amount = value - manager;
        let fee = self.classes[1 - class].subscription_fee(amount);
        let allowed = self.classes[class].deficit == 0
            && self.lines[class][who].may_send(units, moment.now)
            && after.give_back(class, who, units, (amount, manager, 0), moment)
            && after.issue(1 - class, who, amount - fee, moment);
        after.classes[1 - class].fee_payable += fee;
        if allowed {
            *self = after;
        }
        allowed
    }

    /// Books units that left for cash and fees.
    pub fn book_leaving(
        &mut self,
        class: usize,
        units: i128,
        (cash, manager, kept): (i128, i128, i128),
        (seconds, left): (i128, i128),
    ) {
        let books = &mut self.classes[class];
        books.book_redemption(units, cash + manager + kept, seconds, left);
        books.fee_payable += manager;
        self.retained += books.book_kept(kept, left);
    }

    /// Pays fees of a class in its shares.
    pub fn pay_fees_in_shares(&mut self, class: usize, amount: i128, moment: &Moment) -> bool {
        let allowed = amount <= self.classes[class].fee_payable && self.issue(class, MANAGER, amount, moment);
        self.classes[class].fee_payable -= if allowed { amount } else { 0 };
        allowed
    }

    /// Transfers.
    pub fn transfer(&mut self, class: usize, (from, to): (usize, usize), units: u64, now: i64) -> bool {
        let line = &self.lines[class][from];
        let barred = !self.deals(class, from) || !self.deals(class, to);
        if barred || units > line.tokens || !line.may_send(units, now) {
            return false;
        }
        for (who, sent) in [(from, true), (to, false)] {
            let line = &mut self.lines[class][who];
            let moved = |amount: u64| if sent { amount - units } else { amount + units };
            (line.units, line.tokens) = (moved(line.units), moved(line.tokens));
        }
        true
    }

    /// Burns tokens outside the program.
    pub fn burn(&mut self, class: usize, who: usize, units: u64) -> bool {
        let line = &mut self.lines[class][who];
        if !line.has_account || line.is_frozen || units > line.tokens {
            return false;
        }
        line.tokens -= units;
        true
    }

    /// Restores tokens.
    pub fn restore(&mut self, class: usize, who: usize) -> bool {
        let deals = self.deals(class, who);
        let line = &mut self.lines[class][who];
        if !deals || line.tokens == line.units {
            return false;
        }
        line.tokens = line.units;
        true
    }
}
