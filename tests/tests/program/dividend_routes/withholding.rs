//! Tax that is withheld from dividends.

use mmf_tests::calendar::day;
use mmf_tests::{ONE, event};

use super::{Month, SCALE, due_units, owed_e18};

/// Tax on a dividend, rounded up.
fn tax(units: u64, bps: u64) -> u64 {
    (units * bps).div_ceil(10_000)
}

#[test]
fn tax_is_withheld_from_every_route_and_rounds_up() {
    for bps in [1, 1_500, 3_333, 9_999] {
        let mut month = Month::taxed(bps);
        let due = month.everyone().map(|holder| due_units(&month.world, holder));
        let taxes = due.map(|units| tax(units, u64::from(bps)));
        for route in [0, 1, 2] {
            month.call(route);
        }

        let [minted, credited, cash, withheld] = month.reconciles();
        assert_eq!(withheld, taxes.iter().sum::<u64>());
        assert_eq!((cash, credited), (due[1] - taxes[1], 0));
        assert_eq!(minted, due[0] + due[2] + due[3] - taxes[0] - taxes[2] - taxes[3]);
        let class = month.world.class();
        assert_eq!((class.withheld_to_date_e6, class.withheld_payable_e6), (withheld, withheld));
    }
}

#[test]
fn the_event_and_the_line_say_what_was_withheld() {
    let mut month = Month::taxed(3_000);
    let Month { world, reinvests, .. } = &mut month;
    let due = due_units(world, reinvests);

    let done = world.pay(&[reinvests]).unwrap();

    let event = event!(done, DividendPaid);
    assert_eq!((event.units, event.withheld_e6), (due - tax(due, 3_000), tax(due, 3_000)));
    let holding = world.holding(&reinvests.holding);
    assert_eq!((holding.paid_units, holding.recorded_units), (event.units, 1_003 * ONE + event.units));
}

#[test]
fn a_dividend_that_is_all_tax_is_paid_all_the_same() {
    let mut month = Month::taxed(10_000);
    let due = month.everyone().map(|holder| due_units(&month.world, holder));
    for route in [2, 1, 0] {
        month.call(route);
    }

    assert_eq!(month.reconciles(), [0, 0, 0, due.iter().sum()]);
    assert_eq!(crate::strike::period(&month.world, super::JANUARY).holdings_paid, 4);
    assert_eq!(month.world.share_supply(), month.world.class().recorded_supply_units);
}

#[test]
fn a_vaults_dividend_bears_the_vaults_tax_and_not_the_receivers() {
    let mut month = Month::taxed(0);
    let Month { world, vault, operator, .. } = &mut month;
    world.update(&vault.investor, |profile| profile.withholding_bps = 3_000).unwrap();
    let due = due_units(world, vault);

    world.pay_to(&[(vault, operator)]).unwrap();

    assert_eq!(world.class().withheld_to_date_e6, tax(due, 3_000));
    assert_eq!(world.holding(&operator.holding).recorded_units, 7 * ONE + due - tax(due, 3_000));
}

/// What a dividend comes to in whole cents: the tax, and what stays payable, untaxed.
fn in_cents(units: u64, bps: u64) -> (u64, u64) {
    const CENT: u64 = 10_000;
    let gross = units / CENT * CENT;
    let net = (gross - tax(gross, bps)) / CENT * CENT;
    (gross - net, units - gross)
}

#[test]
fn in_cents_the_tax_rounds_up_to_a_cent_and_what_stays_payable_is_taxed_when_it_is_paid() {
    let mut month = Month::in_decimals(2, 3_333);
    let (mut kept, mut withheld) = (0, 0);
    for last in [day(1, 31), day(2, 28), day(3, 31)] {
        month.world.strike_through(last, 500_009);
        let due = due_units(&month.world, &month.in_cash);
        assert!(due > kept);
        month.call(1);
        let (tax, rest) = in_cents(due, 3_333);
        (kept, withheld) = (rest, withheld + tax);
        assert_eq!(month.world.class().withheld_to_date_e6, withheld);
        assert_eq!(owed_e18(&month.world, &month.in_cash) / SCALE, u128::from(kept));
    }
    assert!(kept > 0);
}
