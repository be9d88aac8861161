//! A holding's units over time, from its history.

use mmf_client::events::Event;
use mmf_client::history::Entry;
use solana_sdk::pubkey::Pubkey;

/// The holding's units after a movement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Balance {
    /// When, in Unix seconds.
    pub at: i64,
    /// Units on the register from then on.
    pub units: u64,
    /// Of these, new units of a dividend.
    pub dividend_units: u64,
}

/// Everything that a history tells of a holding.
#[derive(Debug, Default)]
pub struct Course {
    /// Balances, the earliest first.
    pub balances: Vec<Balance>,
    /// When it was closed, each time, and the fraction of income that it left, e18.
    pub closings: Vec<(i64, u128)>,
}

impl Course {
    /// Reads a holding's history.
    pub fn of(holding: &Pubkey, history: &[Entry]) -> Self {
        let mut course = Self::default();
        for (entry, event) in history.iter().flat_map(|entry| entry.events.iter().map(move |event| (entry, event))) {
            let at = entry.time.unwrap_or_default();
            if let Event::HoldingClosed(closed) = event
                && closed.holding == *holding
            {
                course.closings.push((at, u128::from(closed.fraction_e18)));
            }
            course.balances.extend(balance(holding, at, event));
        }
        course
    }

    /// Units at a moment.
    pub fn units_at(&self, moment: i64) -> u64 {
        self.balances.iter().rfind(|balance| balance.at <= moment).map_or(0, |balance| balance.units)
    }

    /// When the holding was closed next, and the fraction of income that it left, e18.
    pub fn closed_after(&self, moment: i64) -> Option<(i64, u128)> {
        self.closings.iter().find(|(at, _)| *at > moment).copied()
    }

    /// Units after the last movement.
    pub fn last_units(&self) -> u64 {
        self.balances.last().map_or(0, |balance| balance.units)
    }

    /// Movements after a moment, up to another.
    pub fn between(&self, moment: i64, end: i64) -> impl Iterator<Item = &Balance> {
        self.balances.iter().filter(move |balance| moment < balance.at && balance.at <= end)
    }
}

fn balance(holding: &Pubkey, at: i64, event: &Event) -> Option<Balance> {
    let (units, dividend_units) = match event {
        Event::Subscribed(e) if e.holding == *holding => (e.new_units, 0),
        Event::Redeemed(e) if e.holding == *holding => (e.new_units, 0),
        Event::Transferred(e) if e.source == *holding => (e.source_units, 0),
        Event::Transferred(e) if e.destination == *holding => (e.destination_units, 0),
        Event::Exchanged(e) if e.from_holding == *holding => (e.from_new_units, 0),
        Event::Exchanged(e) if e.to_holding == *holding => (e.to_new_units, 0),
        Event::FeesPaidInShares(e) if e.holding == *holding => (e.new_units, 0),
        Event::DividendPaid(e) if e.holding == *holding => {
            (e.new_units, if e.paid_to == *holding { e.units } else { 0 })
        }
        Event::DividendReceived(e) if e.holding == *holding => (e.new_units, 0),
        Event::FacilityServed(e) if e.holding == *holding => (e.new_units, 0),
        Event::FacilityServed(e) if e.facility_holding == *holding => (e.facility_new_units, 0),
        _ => return None,
    };
    Some(Balance { at, units, dividend_units })
}

#[cfg(test)]
mod tests {
    use mmf::events::{DividendPaid, HoldingClosed, Redeemed};
    use solana_sdk::signature::Signature;

    use super::*;

    fn entry(at: i64, event: Event) -> Entry {
        Entry { signature: Signature::default(), time: Some(at), events: vec![event] }
    }

    #[test]
    fn units_follow_every_movement_of_the_holding_and_of_no_other() {
        let (it, other, class) = (Pubkey::new_unique(), Pubkey::new_unique(), Pubkey::new_unique());
        let dividend = |holding, new_units| {
            Event::DividendPaid(DividendPaid {
                class,
                class_seq: 1,
                holding,
                holding_seq: 1,
                period_no: 1,
                units: 5,
                fraction_e18: 0,
                new_units,
                credited_in_place: true,
                cash_e6: 0,
                withheld_e6: 0,
                paid_to: holding,
            })
        };
        let redeemed = Redeemed {
            class,
            class_seq: 2,
            holding: it,
            holding_seq: 2,
            cash_e6: 105,
            fee_e6: 0,
            kept_e6: 0,
            lost_e6: 0,
            units: 105,
            old_units: 105,
            new_units: 0,
            index: 0,
            span_seconds: 0,
            queued: false,
        };
        let closed = HoldingClosed { class, class_seq: 3, holding: it, seq: 3, investor: other, fraction_e18: 9 };
        let history = [
            entry(10, dividend(it, 105)),
            entry(11, dividend(other, 900)),
            entry(20, Event::Redeemed(redeemed)),
            entry(30, Event::HoldingClosed(closed)),
        ];
        let course = Course::of(&it, &history);
        assert_eq!(
            (course.units_at(9), course.units_at(10), course.units_at(19), course.units_at(20)),
            (0, 105, 105, 0)
        );
        assert_eq!(course.between(10, 20).count(), 1);
        assert_eq!((course.last_units(), course.closed_after(29), course.closed_after(30)), (0, Some((30, 9)), None));
    }
}
