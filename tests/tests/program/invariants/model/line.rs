//! A holder's line of the register with its token account.

use std::collections::BTreeMap;

const DAY: i64 = 86_400;
/// Most lots of a holding.
const LOTS: usize = 24;

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
    /// Whether the register has the line.
    pub is_open: bool,
    /// Whether there is a token account.
    pub has_account: bool,
    /// Whether Token-2022 holds it frozen.
    pub is_frozen: bool,
    /// Whether an order freezes the holding.
    pub by_order: bool,
    /// Units in the redemption queue.
    pub reserved: u64,
    /// Units that an order freezes.
    pub frozen_units: u64,
    /// Locked units by unlock day.
    pub lots: BTreeMap<i64, u64>,
}

impl Line {
    /// An open line with an account.
    pub fn new(investor: usize) -> Self {
        Self { investor, is_open: true, has_account: true, ..Self::default() }
    }

    /// Income that is owed, in e18.
    pub fn owed(&self) -> i128 {
        self.accrued + self.payable
    }

    /// Whether tokens can come and go.
    pub fn takes_tokens(&self) -> bool {
        self.is_open && self.has_account && !self.is_frozen && !self.by_order
    }

    /// Units that neither the queue nor an order holds.
    pub fn free(&self) -> u64 {
        self.units.saturating_sub(self.reserved).saturating_sub(self.frozen_units)
    }

    /// Whether units are neither held by an order nor locked.
    pub fn may_send(&self, units: u64, now: i64) -> bool {
        units <= self.free().saturating_sub(self.locked(now))
    }

    /// Units whose day has not come.
    pub fn locked(&self, now: i64) -> u64 {
        self.live(now).values().sum()
    }

    /// Lots whose day has not come.
    pub fn live(&self, now: i64) -> BTreeMap<i64, u64> {
        self.lots.iter().filter(|(day, _)| now < **day * DAY).map(|(day, units)| (*day, *units)).collect()
    }

    /// Locks units that are issued now. Whether there is room for their day.
    pub fn lock(&mut self, units: u64, lock_up_seconds: u32, now: i64) -> bool {
        if lock_up_seconds == 0 {
            return true;
        }
        let day = (now + i64::from(lock_up_seconds) + DAY - 1).div_euclid(DAY);
        let mut lots = self.live(now);
        *lots.entry(day).or_default() += units;
        let fits = lots.len() <= LOTS;
        if fits {
            self.lots = lots;
        }
        fits
    }

    /// No more is locked than is there; the earliest lots shrink first.
    pub fn trim(&mut self, now: i64) {
        self.lots = self.live(now);
        let mut excess = self.locked(now).saturating_sub(self.units);
        for units in self.lots.values_mut() {
            let taken = excess.min(*units);
            *units -= taken;
            excess -= taken;
        }
        self.lots.retain(|_, units| *units > 0);
    }
}
