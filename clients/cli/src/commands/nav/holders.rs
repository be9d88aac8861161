//! What each holder should have got from a strike, against what it was credited with.

use std::collections::BTreeMap;

use mmf::state::Holding;
use mmf_client::events::Event;
use mmf_client::history::Entry;
use mmf_math::{PRICE_SCALE, SCALE};
use solana_sdk::pubkey::Pubkey;

use super::errors::{incomplete, out_of_range};
use super::replay::{ClassHistory, Outcome};
use crate::commands::shared::explain_sdk;
use crate::context::Context;
use crate::error::CliResult;
use crate::output::Cell;

/// A holder's part of a wrong strike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HolderAmount {
    holding: Pubkey,
    units: u64,
    /// Income, or value at the price, that was credited, e18 of a book unit.
    credited_e18: u128,
    /// What it should have been.
    right_e18: u128,
}

impl HolderAmount {
    /// Columns of the table and of the file.
    pub fn columns() -> Vec<(&'static str, &'static str)> {
        vec![
            ("classNo", "Class"),
            ("holding", "Holding"),
            ("wallet", "Wallet"),
            ("units", "Units at the strike"),
            ("credited_e18", "Credited"),
            ("right_e18", "Should be"),
            ("underpaid", "Too little"),
            ("overpaid", "Too much"),
        ]
    }

    /// Whole millionths that the holder got too little; negative: too much. Rounded toward zero.
    pub fn underpaid_e6(&self) -> i128 {
        let gap = self.right_e18.abs_diff(self.credited_e18) / SCALE;
        let gap = i128::try_from(gap).unwrap_or(i128::MAX);
        if self.right_e18 < self.credited_e18 { -gap } else { gap }
    }

    /// Its row. `wallet`: whose it is, where the holding is still open.
    pub fn row(&self, class_no: u8, wallet: Option<&Pubkey>) -> Vec<Cell> {
        let underpaid = self.underpaid_e6();
        vec![
            Cell::count(class_no),
            Cell::address(&self.holding),
            wallet.map_or_else(Cell::none, Cell::address),
            Cell::amount(self.units),
            Cell::fine_units(self.credited_e18),
            Cell::fine_units(self.right_e18),
            Cell::amount(underpaid.max(0)),
            Cell::amount((-underpaid).max(0)),
        ]
    }
}

/// Every holder of a class at a strike. `is_distributing`: income is owed to each unit, else the price holds it.
///
/// # Errors
/// When the history does not explain the units at the strike, or a figure is out of range.
pub fn amounts(
    class: &ClassHistory,
    strike_no: u32,
    is_distributing: bool,
    wrong: &Outcome,
    right: &Outcome,
) -> CliResult<Vec<HolderAmount>> {
    let holders = units_at(&class.address, &class.entries, strike_no);
    let known: u128 = holders.values().map(|units| u128::from(*units)).sum();
    if known != u128::from(wrong.result.supply_units) {
        return Err(incomplete(format!(
            "the node's history of class {} explains {known} of {} units at strike {strike_no}",
            class.class_no, wrong.result.supply_units
        )));
    }
    let value = |units: u64, outcome: &Outcome| {
        let per_unit = if is_distributing {
            Some(u128::from(outcome.result.rate_e18))
        } else {
            u128::from(outcome.result.price_e12).checked_mul(SCALE / PRICE_SCALE)
        };
        let value = per_unit.and_then(|per_unit| per_unit.checked_mul(u128::from(units)));
        value.ok_or_else(|| out_of_range(mmf_math::MathError::Overflow))
    };
    let held = holders.into_iter().filter(|(_, units)| *units > 0);
    held.map(|(holding, units)| {
        Ok(HolderAmount { holding, units, credited_e18: value(units, wrong)?, right_e18: value(units, right)? })
    })
    .collect()
}

/// Units of each holding of a class when a strike landed, from the class's history.
fn units_at(class: &Pubkey, entries: &[Entry], strike_no: u32) -> BTreeMap<Pubkey, u64> {
    let mut units = BTreeMap::new();
    for event in entries.iter().flat_map(|entry| &entry.events) {
        match event {
            Event::ClassStruck(e) if e.class == *class && e.strike_no == strike_no => break,
            Event::Subscribed(e) if e.class == *class => drop(units.insert(e.holding, e.new_units)),
            Event::Redeemed(e) if e.class == *class => drop(units.insert(e.holding, e.new_units)),
            Event::FeesPaidInShares(e) if e.class == *class => drop(units.insert(e.holding, e.new_units)),
            Event::DividendPaid(e) if e.class == *class => drop(units.insert(e.holding, e.new_units)),
            Event::DividendReceived(e) if e.class == *class => drop(units.insert(e.holding, e.new_units)),
            Event::Exchanged(e) if e.from_class == *class => drop(units.insert(e.from_holding, e.from_new_units)),
            Event::Exchanged(e) if e.to_class == *class => drop(units.insert(e.to_holding, e.to_new_units)),
            Event::FacilityServed(e) if e.class == *class => {
                units.insert(e.holding, e.new_units);
                units.insert(e.facility_holding, e.facility_new_units);
            }
            // Only a transfer of the class touches it.
            Event::Transferred(e) => {
                units.insert(e.source, e.source_units);
                units.insert(e.destination, e.destination_units);
            }
            _ => {}
        }
    }
    units
}

/// Rows with the wallets of the holdings that are still open.
///
/// # Errors
/// When the node does not answer.
pub fn rows(context: &Context, class: &ClassHistory, amounts: &[HolderAmount]) -> CliResult<Vec<Vec<Cell>>> {
    let open: BTreeMap<Pubkey, Box<Holding>> =
        context.client.holdings(&class.address).map_err(|error| explain_sdk(context, &error))?.into_iter().collect();
    let row = |amount: &HolderAmount| {
        let wallet = open.get(&amount.holding).map(|holding| &holding.owner);
        amount.row(class.class_no, wallet)
    };
    Ok(amounts.iter().map(row).collect())
}

#[cfg(test)]
mod tests {
    use mmf::events::{ClassStruck, Subscribed, Transferred};
    use solana_sdk::signature::Signature;

    use super::*;

    #[test]
    fn units_are_those_before_the_strike() {
        let (class, a, b) = (Pubkey::new_unique(), Pubkey::new_unique(), Pubkey::new_unique());
        let subscribed = |holding, new_units| {
            Event::Subscribed(Subscribed {
                class,
                class_seq: 1,
                holding,
                holding_seq: 1,
                cash_e6: 1,
                fee_e6: 0,
                equalisation_e6: 0,
                units: 1,
                old_units: 0,
                new_units,
                index: 0,
                span_seconds: 0,
                queued: false,
            })
        };
        let transferred = Event::Transferred(Transferred {
            source: a,
            source_seq: 2,
            destination: b,
            destination_seq: 2,
            units: 40,
            source_units: 60,
            destination_units: 40,
            index: 0,
        });
        let struck = Event::ClassStruck(ClassStruck {
            class,
            seq: 3,
            strike_no: 1,
            income_e6: 0,
            expense_e6: 0,
            waived_e6: 0,
            equalisation_e6: 0,
            correction_e6: 0,
            net_income_to_date_e6: 0,
            performance_fee_to_date_e6: 0,
            rate_e18: 0,
            old_index: 0,
            new_index: 0,
            supply_units: 100,
            price_e12: 0,
            net_assets_e6: 100,
        });
        let events = vec![subscribed(a, 100), transferred, struck, subscribed(b, 90)];
        let entries = [Entry { signature: Signature::default(), time: None, events }];
        assert_eq!(units_at(&class, &entries, 1), BTreeMap::from([(a, 60), (b, 40)]));
        assert_eq!(units_at(&class, &entries, 2), BTreeMap::from([(a, 60), (b, 90)]));
    }

    #[test]
    fn too_much_and_too_little_are_whole_millionths() {
        let amount = |credited_e18, right_e18| {
            HolderAmount { holding: Pubkey::default(), units: 1, credited_e18, right_e18 }.underpaid_e6()
        };
        assert_eq!((amount(0, 3 * SCALE + 1), amount(3 * SCALE, SCALE + 1)), (3, -1));
    }
}
