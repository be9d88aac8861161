//! A strike that reaches or crosses a month end closes the month itself.

use mmf::instructions::CreateClassArgs;
use mmf_tests::calendar::{at, day};
use mmf_tests::{Figures, Holder, ONE, World};
use solana_sdk::signer::Signer;

use super::books::{self, Books, Part};
use super::{period, period_of, second_class, world_with_shares};
use crate::calendar::pretend_struck;

/// January 2025.
const JANUARY: u32 = 24_300;
/// May 2025.
const MAY: u32 = 24_304;

/// A thousand shares on 29 May 2025; the strike of Friday 30 May is done, the next is Monday 2 June.
fn end_of_may() -> (World, Holder) {
    let mut world = World::new();
    pretend_struck(&mut world, day(5, 29));
    let holder = world.holder(2_000 * ONE);
    world.subscribe(&holder, 1_000 * ONE).unwrap();
    world.strike(100_000).unwrap();
    assert_eq!(world.fund().next_strike_day, day(6, 2));
    (world, holder)
}

#[test]
fn the_strike_of_31_january_closes_the_month() {
    let (mut world, holder) = world_with_shares(1_000);
    world.strike_through(day(1, 30), 100_003);
    assert_eq!(world.class().closed_period, JANUARY - 1);

    world.strike(100_003).unwrap();

    let class = world.class();
    let month = period(&world, JANUARY);
    assert_eq!((month.class, month.period_no, month.strike_no), (world.class, JANUARY, 21));
    assert_eq!((month.closed_at, month.rent_payer), (at(1, 31, 20, 1), world.payer.pubkey()));
    assert_eq!((month.opening_index, month.closing_index), (0, class.index.get()));
    assert_eq!((month.declared, month.supply_units), (class.declared.get(), class.recorded_supply_units));
    assert_eq!((month.paid_units, month.credited_units, month.holdings_paid, month.holdings_credited), (0, 0, 0, 0));
    assert_eq!((month.paid_cash_e6, month.withheld_e6, month.version), (0, 0, 1));
    assert_eq!((class.closed_period, class.closed_index), (JANUARY, class.index));
    assert_eq!((class.period_opening_index, class.period_opening_declared), (class.index, class.declared));
    let report = world.report(21);
    assert_eq!((report.closed_period, report.days_to_month_end, report.n_days), (JANUARY, 1, 1));
    assert_eq!(report.results[0].rate_to_month_end_e18, report.results[0].rate_e18);
    assert!(report.results[0].rate_e18 > 0);
    assert_eq!(world.report(20).results[0].rate_to_month_end_e18, 0, "no month closed on the 30th");
    assert_eq!(world.holding(&holder.holding).payable.get(), 0, "a holding is settled when it is touched");
}

#[test]
fn the_next_month_opens_where_the_last_one_closed() {
    let (mut world, _) = world_with_shares(1_000);
    world.strike_through(day(1, 31), 100_000);
    let (index, declared) = (world.class().index.get(), world.class().declared.get());

    world.strike_through(day(2, 28), 100_000);

    let month = period(&world, JANUARY + 1);
    assert_eq!((month.opening_index, month.closing_index), (index, world.class().index.get()));
    assert_eq!(month.declared, world.class().declared.get() - declared);
}

#[test]
fn a_month_that_ends_on_a_saturday_closes_between_two_steps_pro_rata_to_days() {
    let (mut world, holder) = end_of_may();
    world.set_time(at(5, 31, 12, 0));
    world.subscribe(&holder, 500 * ONE).unwrap();
    let before = world.class();
    let (supply, pending) = (before.recorded_supply_units, before.equalisation_pending_e6);
    assert!(pending > 0 && pending % 3 != 0);
    // 31 May 12:00 is 16 of the 72 hours since Friday's cut-off.
    let late = i128::from(supply - 1_000 * ONE) * 16 * 3_600;
    assert_eq!(books::late(&before), late);
    let mut books = Books::of(&before);

    world.strike(400_001).unwrap();

    let saturday = Part { days: 1, average: books::average(supply, late / 3, 1), equalisation: pending / 3 };
    let first_rate = books.declare(supply, 133_333, saturday);
    let closed = books.clone();
    let average = books::average(supply, late - late / 3, 2);
    let rest = Part { days: 2, average, equalisation: pending - pending / 3 };
    let second_rate = books.declare(supply, 266_668, rest);
    let class = world.class();
    assert_eq!(Books::of(&class), books);
    assert_eq!(i128::try_from(class.closed_index.get()).unwrap(), closed.index);
    let month = period(&world, MAY);
    assert_eq!(i128::try_from(month.closing_index).unwrap(), closed.index);
    assert_eq!(i128::try_from(month.declared).unwrap(), closed.declared);
    let report = world.report(2);
    assert_eq!((report.n_days, report.days_to_month_end, report.closed_period), (3, 1, MAY));
    assert_eq!(i128::from(report.results[0].rate_to_month_end_e18), first_rate);
    assert_eq!(i128::from(report.results[0].rate_e18), first_rate + second_rate);
    assert_eq!((class.last_n_days, class.last_rate_e18), (3, report.results[0].rate_e18));
    assert_eq!((class.equalisation_pending_e6, class.late_unit_seconds.get()), (0, 0));
    assert_eq!(Some(i128::from(world.fund().last_daily_rate_e18)), books::daily_rate(400_001, average, 3));
}

#[test]
fn a_stated_part_of_the_income_belongs_to_the_closing_month() {
    let gains = [0, 1, 300_000, 400_000].map(|stated| (400_000, stated));
    let losses = [0, -1, -300_000, -400_000].map(|stated| (-400_000, stated));
    for (income_e6, stated) in gains.into_iter().chain(losses) {
        let (mut world, _) = end_of_may();
        let supply = world.class().recorded_supply_units;
        let mut books = Books::of(&world.class());
        world.go_past_cutoff();
        let figures = Figures { income_e6, income_to_month_end_e6: Some(stated), off_by_e6: 0 };
        let args = world.quote_args(figures);
        world.post(args).unwrap();
        let plan = world.strike_plan();
        world.strike_by(&plan).unwrap();

        books.declare(supply, i128::from(stated), plain_days(supply, 1));
        let closing_index = books.index;
        books.declare(supply, i128::from(income_e6 - stated), plain_days(supply, 2));
        assert_eq!(Books::of(&world.class()), books, "stated {stated}");
        let month = period(&world, MAY);
        assert_eq!(i128::try_from(month.closing_index).unwrap(), closing_index, "stated {stated}");
    }
}

/// Days without late units and equalisation.
fn plain_days(supply: u64, days: i128) -> Part {
    Part { days, average: supply, equalisation: 0 }
}

#[test]
fn a_loss_over_the_month_end_is_split_too() {
    let (mut world, _) = end_of_may();
    let supply = world.class().recorded_supply_units;
    let mut books = Books::of(&world.class());

    world.strike(-100_000).unwrap();

    books.declare(supply, -33_334, plain_days(supply, 1));
    books.declare(supply, -66_666, plain_days(supply, 2));
    assert_eq!(Books::of(&world.class()), books);
}

#[test]
fn a_month_without_a_holder_closes_with_nothing_declared() {
    let mut world = World::new();
    world.strike_through(day(1, 31), 0);
    let month = period(&world, JANUARY);
    assert_eq!((month.declared, month.closing_index, month.supply_units), (0, 0, 0));

    let mut world = World::new();
    pretend_struck(&mut world, day(5, 30));
    world.strike(1_000).unwrap();
    let month = period(&world, MAY);
    assert_eq!((month.declared, world.fund().income_carry_e6), (0, 1_000));
}

#[test]
fn every_class_closes_its_own_month() {
    let mut world = World::new();
    let second = second_class(&mut world);
    pretend_struck(&mut world, day(5, 30));
    let holder = world.holder(1_000 * ONE);
    world.subscribe(&holder, 1_000 * ONE).unwrap();

    world.strike(90_000).unwrap();

    let (one, other) = (period(&world, MAY), period_of(&world, &second, MAY));
    assert_eq!((one.class, other.class), (world.class, second));
    assert!(one.declared > 0);
    assert_eq!(other.declared, 0);
}

#[test]
fn sixteen_classes_close_their_months_in_one_strike_over_a_weekend() {
    let mut world = World::new();
    let classes: Vec<_> = (1..16)
        .map(|class_no| {
            let order = world.class_order(CreateClassArgs { class_no, ..World::class_args() });
            world.privileged(&order).unwrap();
            world.addresses.class(&world.fund, class_no)
        })
        .collect();
    pretend_struck(&mut world, day(5, 30));
    let holder = world.holder(1_000 * ONE);
    world.subscribe(&holder, 1_000 * ONE).unwrap();

    let done = world.strike(90_000).unwrap();

    println!("{} compute units", done.compute_units_consumed);
    assert!(classes.iter().all(|class| period_of(&world, class, MAY).period_no == MAY));
}

#[test]
fn a_class_that_opens_late_closes_its_first_month_like_the_others() {
    let mut world = World::new();
    world.strike_through(day(1, 15), 0);
    let second = second_class(&mut world);

    world.strike_through(day(1, 31), 0);

    assert_eq!(period_of(&world, &second, JANUARY).period_no, JANUARY);
}
