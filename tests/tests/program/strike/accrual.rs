//! What a strike computes, against the plain model in [`super::books`].

use mmf::state::{ShareClass, class_flag};
use mmf_tests::calendar::{at, day};
use mmf_tests::{Holder, ONE, World};

use super::books::{self, Books, Part, SCALE};
use super::{second_class, subscribe_to, world_with_shares};

/// Strikes and lets the model do the same.
fn strike_both(world: &mut World, books: &mut Books, income: i64, days: i128) {
    let (class, before) = (world.class(), world.fund());
    let supply = class.recorded_supply_units;
    let part = Part::whole(&class, days);
    world.strike(income).unwrap();
    let rate = books.declare(supply, i128::from(income), part);

    let (class, fund) = (world.class(), world.fund());
    assert_eq!(Books::of(&class), *books);
    let result = world.report(fund.last_strike_no).results[0];
    assert_eq!(i128::from(result.rate_e18), rate);
    assert_eq!((result.index, result.carry), (class.index, class.carry));
    assert_eq!((result.supply_units, result.income_e6, result.equalisation_e6), (supply, income, part.equalisation));
    assert_eq!((class.last_rate_e18, i128::from(class.last_n_days)), (result.rate_e18, days));
    assert_eq!((class.late_unit_seconds.get(), class.equalisation_pending_e6), (0, 0));
    let daily = books::daily_rate(i128::from(income), part.average, days);
    assert_eq!(i128::from(fund.last_daily_rate_e18), daily.unwrap_or(before.last_daily_rate_e18.into()));
}

#[test]
fn a_months_strikes_equal_the_plain_model_to_the_last_digit() {
    let (mut world, holder) = world_with_shares(1_234);
    let mut books = Books::default();
    let spans = [1, 1, 3, 1, 1, 1, 1, 3, 1, 1, 1, 1, 4, 1, 1, 1, 3, 1, 1, 1, 1];

    for (number, days) in (1_i64..).zip(spans) {
        strike_both(&mut world, &mut books, 143_000 + 7_919 * number, days);
        match number {
            5 => drop(world.subscribe(&holder, 777_777_777).unwrap()),
            9 => drop(world.redeem(&holder, 300_000_001).unwrap()),
            _ => {}
        }
    }

    assert_eq!(world.fund().last_struck_day, day(1, 31));
    assert_eq!(world.fund().income_carry_e6, 0);
}

#[test]
fn the_remainder_of_the_expenses_is_carried_from_day_to_day() {
    let mut world = World::new();
    let holder = world.holder(10 * ONE);
    world.subscribe(&holder, 1_000_003).unwrap();
    let mut books = Books::default();

    for days in [1, 1, 3, 1, 1, 1, 1, 3, 1, 1, 1, 1, 4] {
        strike_both(&mut world, &mut books, 1_000, days);
    }

    // The units came when three quarters of the first day had passed. 19 days at 20 bps on 1.000003 and one on 0.250001: 105.47…,
    // though a single day's 5.47… would round down to 96 in sum.
    assert_eq!(world.class().management_fee_to_date_e6, (1_000_003 * 19 + 250_001) * 20 / 3_650_000);
    assert_eq!(world.class().management_fee_to_date_e6, 105);
}

#[test]
fn expenses_that_the_income_does_not_cover_are_waived() {
    let (mut world, _) = world_with_shares(1_000_000);
    let mut books = Books::default();
    let day_of_fees = 1_000_000 * 1_000_000 * 20 / 3_650_000;
    let first_day = 250_000 * 1_000_000 * 20 / 3_650_000; // the units came when three quarters of it had passed

    strike_both(&mut world, &mut books, 1_000, 1);
    assert_eq!(world.class().management_fee_to_date_e6, 1_000);
    assert_eq!(world.class().waived_to_date_e6, first_day - 1_000);
    assert_eq!(world.class().index.get(), 0);
    assert_eq!(world.report(1).results[0].waived_e6, first_day - 1_000);

    strike_both(&mut world, &mut books, 0, 1);
    assert_eq!(world.report(2).results[0].waived_e6, day_of_fees);
    strike_both(&mut world, &mut books, -5, 3);
    assert_eq!(world.class().management_fee_to_date_e6, 1_000, "nothing is charged on a loss");
    strike_both(&mut world, &mut books, 100_000_000, 1);
    assert_eq!(world.class().management_fee_to_date_e6, 1_000 + day_of_fees, "and nothing is recouped");
}

#[test]
fn the_management_fee_accrues_as_a_liability() {
    let (mut world, _) = world_with_shares(1_000_000);

    world.strike(100_000_000).unwrap();

    let class = world.class();
    assert_eq!(class.management_fee_payable_e6, class.management_fee_to_date_e6);
    assert_eq!(class.claims_e6().unwrap(), i128::from(1_000_000 * ONE + 100_000_000));
}

#[test]
fn a_loss_becomes_a_deficit_that_later_income_pays_off_while_the_index_never_falls() {
    let (mut world, _) = world_with_shares(1_000);
    let mut books = Books::default();
    let mut index = 0;

    for (income, days) in [(100_000, 1), (-70_000, 1), (-1, 3), (50_000, 1), (30_000, 1), (100_000, 1)] {
        strike_both(&mut world, &mut books, income, days);
        assert!(world.class().index.get() >= index);
        index = world.class().index.get();
    }

    assert_eq!(world.class().deficit.get(), 0);
    assert!(world.class().last_rate_e18 > 0);
}

#[test]
fn a_loss_first_takes_the_carry() {
    let mut world = World::new();
    let holder = world.holder(1_000_000_007);
    world.subscribe(&holder, 1_000_000_007).unwrap();
    let mut books = Books::default();
    strike_both(&mut world, &mut books, 100_001, 1);
    assert!(books.carry > 0);
    let carry = books.carry;

    strike_both(&mut world, &mut books, -1, 1);

    assert_eq!((books.carry, books.deficit), (0, SCALE - carry));
}

#[test]
fn income_above_a_tenth_of_a_per_cent_a_day_is_carried_and_the_class_flagged() {
    let (mut world, _) = world_with_shares(1_000);
    let mut books = Books::default();
    let most = SCALE / 1_000;

    strike_both(&mut world, &mut books, 2_500_000, 1);
    assert_eq!((books.index, world.class().has_flag(class_flag::RATE_CAPPED)), (most, true));
    strike_both(&mut world, &mut books, 0, 1);
    assert_eq!((books.index, world.class().has_flag(class_flag::RATE_CAPPED)), (2 * most, true));
    strike_both(&mut world, &mut books, 0, 3);
    assert!(books.index < 3 * most && books.carry < 1_000 * SCALE, "what was left is declared");
    assert!(!world.class().has_flag(class_flag::RATE_CAPPED));
}

#[test]
fn the_cap_grows_with_the_days_of_the_span() {
    let (mut world, _) = world_with_shares(1_000);
    world.strike_through(day(1, 3), 0);
    world.strike(100_000_000).unwrap();

    assert_eq!(world.class().index.get(), 3 * 1_000_000_000_000_000);
}

#[test]
fn two_classes_share_the_income_by_average_units_and_leave_one_carry() {
    let (mut world, holder) = world_with_shares(1_000);
    let second = second_class(&mut world);
    world.give_cash(&holder.key(), 2_000 * ONE);
    subscribe_to(&mut world, &holder, second, 333_333_333);
    let classes = [world.class, second];
    let (mut books, mut carry) = ([Books::default(), Books::default()], 0);

    let strikes = [(100_001, 1), (77_777, 1), (-10_000, 3), (1, 1), (250_000, 1)];
    for (number, (income, days)) in strikes.into_iter().enumerate() {
        let before = classes.map(|class| world.read::<ShareClass>(&class));
        let supplies = before.map(|class| class.recorded_supply_units);
        let parts = before.map(|class| Part::whole(&class, days));
        let net_assets = i128::from(parts[0].average + parts[1].average);
        let shared = i128::from(income) + carry;
        let incomes = parts.map(|part| (shared * i128::from(part.average)).div_euclid(net_assets));
        carry = shared - incomes[0] - incomes[1];
        world.strike(income).unwrap();

        assert!((0..2).contains(&carry));
        assert_eq!(i128::from(world.fund().income_carry_e6), carry);
        if let Some(rate) = books::daily_rate(i128::from(income), parts[0].average + parts[1].average, days) {
            assert_eq!(i128::from(world.fund().last_daily_rate_e18), rate);
        }
        for place in 0..2 {
            books[place].declare(supplies[place], incomes[place], parts[place]);
            assert_eq!(Books::of(&class_of(&world, &classes[place])), books[place]);
        }
        // Late units for the next span, in one class and the other in turn.
        let (class, third) = (classes[number % 2], world.holder(500 * ONE));
        let fund = world.fund();
        world.set_time(fund.last_cutoff + (fund.next_cutoff - fund.last_cutoff) / 3);
        subscribe_to(&mut world, &third, class, 123_456_789);
    }
}

#[test]
fn units_of_the_last_second_take_nothing_from_another_class_and_pay_no_fee() {
    let (mut world, holder) = world_with_shares(1_000);
    world.strike(0).unwrap();
    let second = second_class(&mut world);
    world.give_cash(&holder.key(), 100_000 * ONE);
    world.set_time(world.fund().next_cutoff - 1);
    subscribe_to(&mut world, &holder, second, 86_400 * ONE);

    world.strike(1_001_000).unwrap();

    let late = class_of(&world, &second);
    assert_eq!(world.report(2).results[0].income_e6, 1_000_000, "86,400 shares for a second are one share for a day");
    assert_eq!(world.report(2).results[1].income_e6, 1_000);
    assert_eq!((late.management_fee_to_date_e6, late.expense_remainder), (20 * ONE / 3_650_000, 1_750_000));
    assert_eq!(i128::from(late.last_rate_e18), (1_000 - 5) * SCALE / i128::from(86_400 * ONE));
    assert_eq!(world.fund().last_daily_rate_e18, 1_000_000_000_000_000);
}

/// A hundred shares, of which none are there on average: as if all had come at the very end of the span.
fn none_on_average() -> (World, Holder) {
    let (mut world, holder) = world_with_shares(100);
    let class = world.class;
    world.patch::<ShareClass>(&class, |class| class.set_late_unit_seconds(i128::from(100 * ONE) * 86_400));
    (world, holder)
}

#[test]
fn who_comes_and_leaves_within_the_span_counts_for_the_time_between() {
    let (mut world, holder) = world_with_shares(1_000); // at 15:00, when three quarters of the span have passed
    world.set_time(at(1, 2, 17, 30)); // seven eighths
    world.redeem(&holder, 900 * ONE).unwrap();
    assert_eq!(books::late(&world.class()), i128::from(ONE) * (1_000 * 64_800 - 900 * 75_600));

    world.strike(1_000_000).unwrap();

    // 100 shares for a quarter of the span, and 900 for the eighth that they were there.
    let average = 25 * ONE + 900 * ONE / 8;
    assert_eq!(world.report(1).results[0].expense_e6, average * 20 / 3_650_000);
}

#[test]
fn coming_and_leaving_at_once_takes_no_income_of_the_class_away() {
    let (mut world, _) = world_with_shares(1_000);
    let second = second_class(&mut world);
    let other = world.holder(1_000 * ONE);
    subscribe_to(&mut world, &other, second, 1_000 * ONE);
    let raider = world.holder(5_000 * ONE);
    let late = books::late(&world.class());
    for _ in 0..3 {
        let orders = [world.subscribe_order(&raider, 5_000 * ONE), world.redeem_order(&raider, u64::MAX)];
        world.send(&orders, &[&raider.wallet]).unwrap();
    }

    assert_eq!(books::late(&world.class()), late);
    world.strike(1_000_000).unwrap();
    let results = world.report(1).results;
    assert_eq!((results[0].income_e6, results[1].income_e6), (500_000, 500_000));
}

#[test]
fn where_no_class_has_units_on_average_those_at_the_strike_share_and_pay_no_fee() {
    for income in [1_000, -1_000] {
        let (mut world, _) = none_on_average();

        world.strike(income).unwrap();

        let (class, fund) = (world.class(), world.fund());
        assert_eq!(
            (class.net_income_to_date_e6, class.management_fee_to_date_e6, class.waived_to_date_e6),
            (income, 0, 0)
        );
        assert_eq!((fund.income_carry_e6, class.late_unit_seconds.get()), (0, 0));
        if income > 0 {
            assert_eq!((class.index.get(), fund.last_daily_rate_e18), (10_000_000_000_000, 10_000_000_000_000));
        } else {
            assert_eq!((i128::try_from(class.deficit.get()).unwrap(), fund.last_daily_rate_e18), (1_000 * SCALE, 0));
        }
    }
}

#[test]
fn a_class_without_units_on_average_takes_nothing_where_another_has_some() {
    let (mut world, holder) = none_on_average();
    let second = second_class(&mut world);
    world.give_cash(&holder.key(), 2_000 * ONE);
    subscribe_to(&mut world, &holder, second, 400 * ONE);

    world.strike(1_000).unwrap();

    let results = world.report(1).results;
    assert_eq!((results[0].income_e6, results[1].income_e6), (0, 1_000));
    assert_eq!(world.fund().last_daily_rate_e18, 10_000_000_000_000, "100 of the 400 shares on average");
}

#[test]
fn the_rate_of_a_day_is_capped_and_no_income_is_too_large_to_strike() {
    let mut world = World::new();
    let holder = world.holder(ONE);
    world.set_time(at(1, 2, 0, 0));
    world.subscribe(&holder, 1).unwrap();
    let mut books = Books::default();

    strike_both(&mut world, &mut books, 19, 1); // as a rate of a day beyond 64 bits
    strike_both(&mut world, &mut books, 999_999_999_999_999_980, 1); // the net assets are the largest there are

    assert_eq!(world.fund().last_daily_rate_e18, 1_000_000_000_000_000);
}

#[test]
fn a_class_above_its_cap_does_not_hold_up_the_other() {
    let (mut world, holder) = world_with_shares(1_000);
    let second = second_class(&mut world);
    world.give_cash(&holder.key(), 2_000 * ONE);
    subscribe_to(&mut world, &holder, second, 1_000 * ONE);
    // The first class has income of its own from before: three days' cap.
    let class = world.class;
    world.patch::<ShareClass>(&class, |class| class.carry.set(3 * 1_000_000_000_000_000_000_000_000));

    world.strike(200_000).unwrap();

    assert!(world.class().has_flag(class_flag::RATE_CAPPED));
    assert_eq!(world.class().last_rate_e18, 1_000_000_000_000_000);
    assert!(!class_of(&world, &second).has_flag(class_flag::RATE_CAPPED));
    assert_eq!(
        class_of(&world, &second).last_rate_e18,
        98_631_000_000_000,
        "100,000 less a quarter day's fee of 1,369"
    );
}

fn class_of(world: &World, address: &solana_sdk::pubkey::Pubkey) -> ShareClass {
    world.read(address)
}
