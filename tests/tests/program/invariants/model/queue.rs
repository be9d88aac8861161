//! The queue: what waits, and what a day's settlement makes of it.

use super::{CLASSES, Model, Moment, small};

/// A request in line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    pub class: usize,
    pub who: usize,
    /// Cash in escrow; 0: a redemption.
    pub cash: u64,
    /// Units reserved; 0: a subscription.
    pub units: u64,
    pub day: i32,
    pub cutoff: i64,
}

/// Prices of the classes at the strike of a day, rounded down and up, e12.
#[derive(Clone, Debug)]
pub struct Struck {
    pub day: i32,
    pub prices: [(i128, i128); CLASSES],
}

/// Which part of a day's redemptions is paid: so much of what they come to.
#[derive(Clone, Copy, Debug)]
pub struct Ratio {
    pub sent: i128,
    pub due: i128,
}

/// Seconds after its cut-off from which nobody can be kept in line.
const UNSERVED: i64 = 7 * 86_400;

impl Model {
    /// Queues cash. The rules are asked at the price of the moment.
    pub fn queue_cash(&mut self, class: usize, who: usize, cash: u64, moment: &Moment, bound: (i32, i64)) -> bool {
        let mut probe = self.clone();
        let net = i128::from(cash) - self.classes[class].subscription_fee(i128::from(cash));
        let open = Moment { open: true, ..*moment };
        let allowed = probe.issue(class, who, net, &open);
        if allowed {
            let (day, cutoff) = bound;
            self.waiting.push(Waiting { class, who, cash, units: 0, day, cutoff });
        }
        allowed
    }

    /// Queues units: they are reserved.
    pub fn queue_units(&mut self, class: usize, who: usize, units: u64, bound: (i32, i64)) -> bool {
        let value = self.classes[class].value(i128::from(units));
        let is_worth_something = value - self.fees(class, value).0 > 0;
        let deals = self.deals(class, who);
        let line = &mut self.lines[class][who];
        let allowed = deals && is_worth_something && units <= line.tokens.min(line.free());
        if allowed {
            line.reserved += units;
            let (day, cutoff) = bound;
            self.waiting.push(Waiting { class, who, cash: 0, units, day, cutoff });
        }
        allowed
    }

    /// Takes a request back: before its cut-off, or when it was not served for seven days.
    pub fn cancel(&mut self, place: usize, now: i64) -> bool {
        let cutoff = self.waiting[place].cutoff;
        let allowed = now < cutoff || now >= cutoff + UNSERVED;
        if allowed {
            let request = self.waiting.remove(place);
            self.lines[request.class][request.who].reserved -= request.units;
        }
        allowed
    }

    /// Notes the prices of a strike.
    pub fn note_strike(&mut self, day: i32) {
        let prices = [0, 1].map(|class: usize| (self.classes[class].price, self.classes[class].price_up));
        self.struck.push(Struck { day, prices });
    }

    /// Cash in escrow.
    pub fn escrow(&self) -> i128 {
        self.waiting.iter().map(|request| i128::from(request.cash)).sum()
    }

    /// Issues units for a queued subscription, or gives the cash back.
    pub fn settle_subscription(&mut self, request: &Waiting, struck: &Struck, now: i64) {
        let cash = i128::from(request.cash);
        let fee = self.classes[request.class].subscription_fee(cash);
        let mut after = self.clone();
        let (_, least) = struck.prices[request.class];
        let moment = Moment { now, seconds: 0, open: true };
        if after.issue_in_place(request.class, request.who, cash - fee, &moment, least) {
            *self = after;
            self.classes[request.class].fee_payable += fee;
            self.buffer += cash;
            self.assets += cash;
        }
    }

    /// What redemptions of a class come to at the strike's price.
    pub fn due(&self, class: usize, units: i128, struck: &Struck) -> i128 {
        let books = &self.classes[class];
        let value = books.value_at(units, struck.prices[class].0);
        value - self.fees(class, value).0
    }

    /// Redemption fee and liquidity fee on a value, in all, and the part of it that the manager gets.
    pub fn fees(&self, class: usize, value: i128) -> (i128, i128) {
        let fee = self.classes[class].redemption_fee(value);
        let liquidity = crate::exchange::reckoning::up(value * self.liquidity_bps, 10_000).min(value - fee);
        (fee + liquidity, fee)
    }

    /// Pays the day's part of a queued redemption out of the class's cash; returns what stays in line. Who may not redeem gets the units back.
    pub fn settle_redemption(
        &mut self,
        request: &Waiting,
        struck: &Struck,
        ratio: Option<Ratio>,
        pot: &mut i128,
        now: i64,
    ) -> Option<u64> {
        let whole = ratio.is_none_or(|ratio| ratio.sent == ratio.due);
        let of = |units: u64, ratio: Ratio| small(i128::from(units) * ratio.sent / ratio.due);
        let units = ratio.filter(|_| !whole).map_or(request.units, |ratio| of(request.units, ratio));
        let may_redeem = {
            let line = &self.lines[request.class][request.who];
            let left = line.units - units;
            let can_burn = !line.is_frozen || line.tokens <= left;
            let is_bound = left < (line.reserved - units) + line.frozen_units;
            !self.is_blocked(request.who) && !line.by_order && can_burn && !is_bound
        };
        let books = &self.classes[request.class];
        let value = books.value_at(i128::from(units), struck.prices[request.class].0.min(books.price));
        let (fees, manager) = self.fees(request.class, value);
        let cash = (value - fees).min(*pot);
        let line = &mut self.lines[request.class][request.who];
        if !may_redeem || (whole && cash == 0) {
            line.reserved -= request.units;
            return None;
        }
        if cash == 0 {
            return Some(request.units);
        }
        *pot -= cash;
        line.reserved -= units;
        line.units -= units;
        line.tokens = line.tokens.min(line.units);
        line.trim(now);
        let left = self.supply(request.class);
        let late = self.classes[request.class].value_now(i128::from(units)) - value;
        self.book_leaving(request.class, i128::from(units), (cash, manager, fees - manager + late), (0, left));
        self.buffer -= cash;
        self.assets -= cash;
        (request.units > units).then(|| request.units - units)
    }
}
