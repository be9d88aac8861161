//! The queue on both sides.

use mmf::instructions::PlaceRequestArgs;
use mmf::state::{Role, Side, StrikeDay};
use mmf_tests::ONE;
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signer::Signer;

use super::model::{CLASSES, Ratio, Struck, Waiting};
use super::pair::{Pair, agree};
use crate::custody::give_back;

/// Requests of one transaction.
const AT_ONCE: usize = 4;

impl Pair {
    /// The dealing day of a request that is placed now, while the calendar has one.
    fn bound(&self) -> Option<StrikeDay> {
        let (fund, now) = (self.world.fund(), self.world.time());
        let from = fund.next_strike_day.max(fund.last_struck_day + 1);
        let calendar: mmf::state::Calendar = self.world.read(&self.world.addresses.calendar(&self.world.fund, 2025));
        calendar.next_dealing_day(from, now).unwrap()
    }

    /// Queues cash, or units where that is 0.
    pub fn place(&mut self, class: usize, who: usize, (cash, units): (u64, u64)) {
        let Some(day) = self.bound() else { return };
        let (moment, bound) = (self.moment(), (day.day, day.cutoff));
        self.nonce += 1;
        let (side, amount) = if cash > 0 { (Side::Subscription, cash) } else { (Side::Redemption, units) };
        let args = PlaceRequestArgs { nonce: self.nonce, day: day.day, amount, min_out: 0 };
        let holder = &self.lines[class][who];
        let order = self.world.place_order(holder, side, args);
        let outcome = self.world.send(&[order], &[&holder.wallet]);
        let allowed = if cash > 0 {
            self.model.queue_cash(class, who, cash, &moment, bound)
        } else {
            self.model.queue_units(class, who, units, bound)
        };
        agree(outcome, allowed);
        if allowed {
            self.requests.push(self.world.addresses.request(&holder.investor, self.nonce));
        }
    }

    /// The holder of a request takes it back.
    pub fn cancel(&mut self, pick: usize) {
        let Some(place) = pick.checked_rem(self.requests.len()) else { return };
        let Waiting { class, who, .. } = self.model.waiting[place];
        let key = self.requests[place];
        let outcome = self.world.cancel(&self.lines[class][who], &key);
        let allowed = self.model.cancel(place, self.world.time());
        agree(outcome, allowed);
        if allowed {
            self.requests.remove(place);
            self.close(&key);
        }
    }

    fn close(&mut self, key: &Pubkey) {
        let request = self.world.request_at(key);
        assert!(request.is_over(), "{request:?}");
        let order = self.world.addresses.close_request(key, &request);
        self.world.send(&[order], &[]).unwrap();
    }

    /// Settles every day that was struck, earliest first, and puts what was not paid in line again. While a strike is due, nothing settles.
    pub fn settle(&mut self) {
        let fund = self.world.fund();
        let mut days: Vec<i32> = self.model.waiting.iter().map(|request| request.day).collect();
        days.sort_unstable();
        days.dedup();
        for day in days.into_iter().filter(|day| *day <= fund.last_struck_day) {
            if self.world.time() >= fund.next_cutoff || fund.next_cutoff == 0 {
                return;
            }
            self.settle_day(day);
        }
    }

    fn settle_day(&mut self, day: i32) {
        let Some(struck) = self.model.struck.iter().find(|struck| struck.day == day).cloned() else {
            panic!("a strike of {day}")
        };
        let strike_no = u32::try_from(self.model.struck.iter().position(|at| at.day == day).unwrap()).unwrap() + 1;
        let order = self.world.price_order(strike_no, day);
        self.world.send(&[order], &[]).unwrap();
        self.settle_side(Side::Subscription, &struck, None, &mut [0; CLASSES]);
        let (ratio, mut pots) = self.fund_day(&struck);
        self.settle_side(Side::Redemption, &struck, ratio, &mut pots);
        for class in 0..CLASSES {
            let batch = self.world.addresses.batch(&self.classes[class], day);
            if self.world.svm.get_account(&batch).is_some_and(|account| !account.data.is_empty()) {
                let payer = self.world.payer.pubkey();
                let fund = self.world.fund();
                let key = (&self.world.fund, &fund);
                let order = self.world.addresses.close_batch(key, &self.classes[class], day, &payer);
                self.world.send(&[order], &[]).unwrap();
            }
        }
    }

    /// Sets the cash aside; returns the part that is paid, and each class's cash.
    fn fund_day(&mut self, struck: &Struck) -> (Option<Ratio>, [i128; CLASSES]) {
        let in_line = |pair: &Self, class: usize| -> i128 {
            let of_day = pair.model.waiting.iter().filter(|it| it.day == struck.day && it.class == class);
            of_day.map(|request| i128::from(request.units)).sum()
        };
        let dues = [0, 1].map(|class| self.model.due(class, in_line(self, class), struck));
        let due: i128 = dues.iter().sum();
        if due == 0 {
            return (None, [0; CLASSES]);
        }
        if self.model.buffer == 0 {
            self.world.give_cash(&self.custodian.owner.pubkey(), ONE);
            give_back(&mut self.world, &self.custodian, ONE).unwrap();
            self.model.buffer += i128::from(ONE);
        }
        let sent = due.min(self.model.buffer);
        let nobody = self.world.fund_day(struck.day);
        let paid_in_full = nobody.is_ok();
        assert_eq!(paid_in_full, sent == due, "anybody pays in full");
        if !paid_in_full {
            let authority = self.world.signed(&[Role::Treasurer]);
            let fund = self.world.fund();
            let order = self.world.addresses.fund_batches((&self.world.fund, &fund), &authority, struck.day);
            self.world.privileged(&order).unwrap();
        }
        let last = if dues[1] > 0 { 1 } else { 0 };
        let mut pots = dues.map(|own| sent * own / due);
        pots[last] = sent - pots[1 - last];
        (Some(Ratio { sent, due }), pots)
    }

    /// Settles a day's requests of one side, in batches.
    fn settle_side(&mut self, side: Side, struck: &Struck, ratio: Option<Ratio>, pots: &mut [i128; CLASSES]) {
        let now = self.world.time();
        for (class, pot) in pots.iter_mut().enumerate() {
            self.world.enter(&self.classes[class]);
            let is_of_side = |request: &Waiting| (request.cash > 0) == (side == Side::Subscription);
            let places: Vec<usize> = (0..self.requests.len())
                .filter(|place| {
                    let request = &self.model.waiting[*place];
                    request.day == struck.day && request.class == class && is_of_side(request)
                })
                .collect();
            for chunk in places.chunks(AT_ONCE) {
                let keys: Vec<Pubkey> = chunk.iter().map(|place| self.requests[*place]).collect();
                self.world.settle(side, struck.day, &keys).unwrap();
            }
            let settled: Vec<(Pubkey, Waiting)> =
                places.iter().map(|place| (self.requests[*place], self.model.waiting[*place].clone())).collect();
            for (key, request) in settled {
                let place = self.requests.iter().position(|other| *other == key).unwrap();
                self.model.waiting.remove(place);
                self.requests.remove(place);
                let left = match side {
                    Side::Subscription => {
                        self.model.settle_subscription(&request, struck, now);
                        None
                    }
                    Side::Redemption => self.model.settle_redemption(&request, struck, ratio, pot, now),
                };
                self.follow_up(&key, &request, left);
            }
        }
    }

    /// What is left goes in line again, or is taken back where the calendar ends; what is over is closed.
    fn follow_up(&mut self, key: &Pubkey, request: &Waiting, left: Option<u64>) {
        let Some(units) = left else { return self.close(key) };
        assert_eq!(self.world.request_at(key).units, units, "what is left");
        let holder = &self.lines[request.class][request.who];
        let Some(day) = self.bound() else {
            self.world.cancel(holder, key).unwrap();
            self.model.lines[request.class][request.who].reserved -= units;
            return self.close(key);
        };
        let record = self.world.request_at(key);
        let (payer, years) = (self.world.payer.pubkey(), self.world.calendar_years());
        let order = self.world.addresses.roll_request(&payer, key, &record, years, day.day);
        self.world.send(&[order], &[]).unwrap();
        self.model.waiting.push(Waiting { units, day: day.day, cutoff: day.cutoff, ..request.clone() });
        self.requests.push(*key);
        self.has_rolled = true;
    }

    /// Escrow, payout vault and reservations.
    pub fn check_queue(&self) {
        let (fund, books) = (self.world.fund(), self.world.cash_books());
        assert_eq!(i128::from(fund.escrow_cash_e6), self.model.escrow(), "cash in escrow by the books");
        assert_eq!(i128::from(self.world.balance(&fund.escrow)), self.model.escrow(), "cash in escrow");
        assert_eq!((books.payout, self.world.balance(&fund.payout), books.queue_due), (0, 0, 0), "all is paid");
        for (class, lines) in self.model.lines.iter().enumerate() {
            for (who, line) in lines.iter().enumerate() {
                let reserved: u64 = self
                    .model
                    .waiting
                    .iter()
                    .filter(|request| (request.class, request.who) == (class, who))
                    .map(|request| request.units)
                    .sum();
                assert_eq!(line.reserved, reserved, "units in line");
                if line.is_open {
                    let holding = self.world.holding(&self.lines[class][who].holding);
                    let requests = self.model.waiting.iter().filter(|it| (it.class, it.who) == (class, who)).count();
                    let counted = (holding.reserved_units, usize::from(holding.open_requests));
                    assert_eq!(counted, (reserved, requests), "reserved units and requests");
                }
            }
        }
    }
}
