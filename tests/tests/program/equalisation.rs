//! Between strikes: instant subscribers pay for the income since the last strike, so that nobody earns a day with minutes of capital.

use mmf::error::MmfError;
use mmf::instructions::interim_e18;
use mmf::state::ShareClass;
use mmf_tests::calendar::{at, day};
use mmf_tests::{Figures, Holder, ONE, World, expect_error};
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signer::Signer;

use crate::strike::books::{self, Books, Part, issue, late};
use crate::strike::{second_class, subscribe_to, world_with_shares};

const SCALE: u128 = 1_000_000_000_000_000_000;

/// Subscribes and returns the units and the equalisation that the books then show.
fn subscribe(world: &mut World, holder: &Holder, cash: u64) -> (u64, u64) {
    let before = (world.holding(&holder.holding).recorded_units, world.class());
    world.subscribe(holder, cash).unwrap();
    let (units, class) = (world.holding(&holder.holding).recorded_units - before.0, world.class());
    let seconds = books::seconds_passed(&world.fund(), world.time());
    assert_eq!(late(&class) - late(&before.1), i128::from(units) * seconds, "late unit-seconds");
    (units, class.equalisation_pending_e6 - before.1.equalisation_pending_e6)
}

/// Units and equalisation for cash when so many seconds of the span have passed.
fn expected(world: &World, cash: u64, seconds: i128) -> (u64, u64) {
    issue(cash, books::interim(world.fund().last_daily_rate_e18.into(), seconds))
}

/// What a unit earns in a day after the fee, e18.
fn net_daily(world: &World) -> u128 {
    books::interim(world.fund().last_daily_rate_e18.into(), books::DAY).unsigned_abs()
}

/// A world with a million shares and a strike each day through that day, whose income is 12 cents for a thousand shares and day.
fn struck_through(last: i32) -> World {
    let (mut world, _) = world_with_shares(1_000_000);
    while world.fund().next_strike_day <= last {
        let fund = world.fund();
        let days = i64::from(fund.next_strike_day - fund.last_struck_day);
        world.strike(120_000_000 * days).unwrap();
    }
    world
}

/// Income in e18 that a holding has earned, settled or not.
fn earned(world: &World, holder: &Holder) -> u128 {
    let (holding, class) = (world.holding(&holder.holding), world.class());
    holding.accrued.get()
        + holding.payable.get()
        + u128::from(holding.recorded_units) * (class.index.get() - holding.last_index.get())
}

#[test]
fn a_subscriber_in_the_middle_of_the_day_pays_for_the_hours_since_the_cut_off() {
    let mut world = struck_through(day(1, 7));
    let holder = world.holder(1_000_000 * ONE);
    let cash = 123_456_789;

    for (moment, seconds) in [(at(1, 7, 20, 2), 120), (at(1, 8, 8, 0), 43_200), (at(1, 8, 19, 59), 86_340)] {
        world.set_time(moment);
        let expected = expected(&world, cash, seconds);
        assert!(expected.1 > 0);
        assert_eq!(subscribe(&mut world, &holder, cash), expected);
    }
    let holding = world.holding(&holder.holding);
    assert_eq!(world.balance(&holder.shares), holding.recorded_units);
    assert_eq!(world.class().equalisation_pending_e6 + holding.recorded_units, 3 * cash);
    assert_eq!(world.fund().subscribed_to_date_e6, 1_000_000 * ONE + 3 * cash);
}

#[test]
fn after_a_weekends_strike_the_rate_counts_for_a_day_each() {
    let mut world = struck_through(day(1, 6));
    assert_eq!((world.class().last_n_days, world.fund().last_daily_rate_e18), (3, 120_000_000_000_000));
    let holder = world.holder(1_000_000 * ONE);

    world.set_time(at(1, 7, 14, 0));
    let expected = expected(&world, 50_000_000, 18 * 3_600);

    assert_eq!(subscribe(&mut world, &holder, 50_000_000), expected);
}

#[test]
fn over_a_weekend_the_interim_grows_to_three_days() {
    let mut world = struck_through(day(1, 3));
    let holder = world.holder(1_000_000 * ONE);

    world.set_time(at(1, 5, 20, 0));
    let sunday = expected(&world, 77_000_000, 2 * 86_400);
    assert_eq!(subscribe(&mut world, &holder, 77_000_000), sunday);
    world.set_time(at(1, 6, 19, 59));
    let monday = expected(&world, 77_000_000, 3 * 86_400 - 60);
    assert_eq!(subscribe(&mut world, &holder, 77_000_000), monday);
}

#[test]
fn the_smallest_subscriptions_round_against_the_subscriber() {
    let mut world = struck_through(day(1, 7));
    let holder = world.holder(ONE);
    world.set_time(at(1, 8, 12, 0));

    assert_eq!(subscribe(&mut world, &holder, 2), (1, 1));
    let nothing = world.subscribe(&holder, 1);
    expect_error(nothing, MmfError::AmountTooSmall);
}

#[test]
fn equalisation_goes_into_the_next_strike_and_no_other() {
    let mut world = struck_through(day(1, 7));
    let holder = world.holder(1_000_000 * ONE);
    world.set_time(at(1, 8, 8, 0));
    let (units, equalisation) = subscribe(&mut world, &holder, 500_000 * ONE);
    let claims = world.class().claims_e6().unwrap();
    let (mut books, supply) = (Books::of(&world.class()), world.class().recorded_supply_units);
    let average = 1_000_000 * ONE + units.div_ceil(2); // half a day of them

    world.strike(120_000_000).unwrap();

    books.declare(supply, 120_000_000, Part { days: 1, average, equalisation });
    let class = world.class();
    assert_eq!(Books::of(&class), books);
    assert_eq!((class.equalisation_pending_e6, class.equalisation_to_date_e6), (0, equalisation));
    assert_eq!(world.report(class.price.strike_no).results[0].equalisation_e6, equalisation);
    assert_eq!(class.claims_e6().unwrap(), claims + 120_000_000);
    world.strike(120_000_000).unwrap();
    assert_eq!(world.class().equalisation_to_date_e6, equalisation);
}

#[test]
fn the_rate_is_of_the_funds_income_and_each_class_takes_its_own_fee_off() {
    let mut world = struck_through(day(1, 7));
    let fund = world.fund();
    let mut class = world.class();
    let day_from = |class: &ShareClass| interim_e18(&fund, class, fund.next_cutoff).unwrap();
    assert_eq!(fund.last_daily_rate_e18, 120_000_000_000_000);

    for (expense_bps, fee) in [(0, 0), (1, 273_972_602_739), (20, 5_479_452_054_794), (437, 119_726_027_397_260)] {
        class.expense_bps = expense_bps;
        assert_eq!(day_from(&class), 120_000_000_000_000 - fee, "{expense_bps} bps");
    }
    class.expense_bps = 439; // more than the fund earns
    assert_eq!(day_from(&class), 0);
    let second = second_class(&mut world);
    assert_eq!(world.read::<ShareClass>(&second).last_rate_e18, 0);
    let holder = world.holder(ONE);
    let cash = world.balance(&holder.cash);
    world.set_time(at(1, 8, 8, 0));
    subscribe_to(&mut world, &holder, second, cash);
    let new: ShareClass = world.read(&second);
    let bought = issue(cash, books::interim(120_000_000_000_000, 43_200));
    assert_eq!((new.recorded_supply_units, new.equalisation_pending_e6), bought, "a new class has no rate of its own");
}

/// Subscribes a minute before the next cut-off, redeems a minute after the strike; what that earned beyond what it cost, in e18, and the
/// most that one minute of that capital may earn.
fn gain_of_a_minute(world: &mut World, income: i64) -> (i128, u128) {
    let holder = world.holder(5_000_000 * ONE);
    let per_day = net_daily(world);
    world.set_time(world.fund().next_cutoff - 60);
    let (units, equalisation) = subscribe(world, &holder, 5_000_000 * ONE);
    world.strike(income).unwrap();
    world.set_time(world.time() + 60);
    world.redeem(&holder, u64::MAX).unwrap();

    assert_eq!(world.balance(&holder.cash), units, "the units come back at $1.00 sharp");
    let paid = i128::from(equalisation) * 1_000_000_000_000_000_000;
    let gain = i128::try_from(earned(world, &holder)).unwrap() - paid;
    (gain, u128::from(units) * per_day / 1_440 + SCALE)
}

#[test]
fn nobody_earns_a_day_with_a_minute_of_capital() {
    let mut world = struck_through(day(1, 7));
    let whole_day = 5_000_000 * ONE / 1_000_000 * 120;

    let (gain, minute) = gain_of_a_minute(&mut world, 120_000_000);

    assert!(gain <= i128::try_from(minute).unwrap(), "gained {gain}, a minute earns {minute}");
    assert!(minute < u128::from(whole_day) * SCALE / 1_000);
}

#[test]
fn nobody_earns_a_weekend_with_a_minute_of_capital() {
    let mut world = struck_through(day(1, 3));

    let (gain, minute) = gain_of_a_minute(&mut world, 3 * 120_000_000);

    assert!(gain <= i128::try_from(minute).unwrap(), "gained {gain}, a minute earns {minute}");
}

/// Growth of a class's index in one strike, with or without someone who subscribes five times class 0 a minute before.
fn growth(world: &mut World, class: &Pubkey, income: i64, with_subscriber: bool) -> u128 {
    let index = |world: &World| world.read::<ShareClass>(class).index.get();
    let before = index(world);
    if with_subscriber {
        gain_of_a_minute(world, income);
    } else {
        world.strike(income).unwrap();
    }
    index(world) - before
}

#[test]
fn the_holders_of_record_lose_nothing_to_a_subscriber_of_a_minute() {
    let growth_of = |with_subscriber| {
        let mut world = struck_through(day(1, 7));
        let class = world.class;
        growth(&mut world, &class, 120_000_000, with_subscriber)
    };

    let (without, with) = (growth_of(false), growth_of(true));

    assert!((with + 1) * 1_001 > without * 1_000, "{with} instead of {without}");
}

#[test]
fn the_holders_of_another_class_lose_only_what_a_minute_of_that_capital_earns() {
    let growth_of = |with_subscriber| {
        let (mut world, _) = world_with_shares(1_000_000);
        let other = second_class(&mut world);
        let holder = world.holder(1_000_000 * ONE);
        subscribe_to(&mut world, &holder, other, 1_000_000 * ONE);
        world.strike(240_000_000).unwrap();
        world.strike(240_000_000).unwrap();
        let class: ShareClass = world.read(&other);
        let growth = growth(&mut world, &other, 720_000_000, with_subscriber);
        (class, growth)
    };

    let ((class, without), (_, with)) = (growth_of(false), growth_of(true));

    let million = i128::from(1_000_000 * ONE);
    let seconds = 3 * books::DAY - 60; // from Friday to a minute before Monday's cut-off
    let (units, _) = issue(5_000_000 * ONE, books::interim(120_000_000_000_000, seconds));
    let minute = i128::from(books::average(units, i128::from(units) * seconds, 3));
    assert_eq!(minute, (i128::from(units) * 60 + 3 * books::DAY - 1) / (3 * books::DAY));
    let part = Part { days: 3, average: class.recorded_supply_units, equalisation: 0 };
    for (grown, others) in [(without, million), (with, million + minute)] {
        let income = 720_000_000 * million / (million + others);
        let rate = Books::of(&class).declare(class.recorded_supply_units, income, part);
        assert_eq!(grown, rate.unsigned_abs());
    }
    assert!(with * 1_001 > without * 1_000, "{with} instead of {without}");
}

#[test]
fn a_span_counts_as_whole_days_however_long_it_is_between_its_cut_offs() {
    let world = struck_through(day(1, 8));
    let (fund, class) = (world.fund(), world.class());
    assert_eq!((fund.last_cutoff, fund.next_cutoff), (at(1, 8, 20, 0), at(1, 9, 18, 0)), "the early cut-off: 22 hours");
    let whole_day = net_daily(&world);
    let after = |seconds: i64| interim_e18(&fund, &class, fund.last_cutoff + seconds).unwrap();

    assert_eq!(after(22 * 3_600), whole_day);
    assert_eq!(after(11 * 3_600), whole_day.div_ceil(2));
    assert_eq!(after(1), (whole_day * 2).div_ceil(86_400), "86,400 / 79,200 seconds, rounded up");
    assert_eq!(after(22 * 3_600 - 1), (whole_day * 86_399).div_ceil(86_400));
    assert_eq!((after(0), after(-1)), (0, 0));
    assert_eq!(after(30 * 86_400), whole_day, "not beyond the next cut-off");
}

#[test]
fn late_units_of_a_short_day_count_the_part_of_the_day_that_has_passed() {
    let mut world = struck_through(day(1, 8));
    let holder = world.holder(1_000 * ONE);
    world.set_time(at(1, 9, 7, 0)); // 11 of 22 hours

    let (units, _) = subscribe(&mut world, &holder, 1_000 * ONE);

    assert_eq!(late(&world.class()), i128::from(units) * 43_200);
}

#[test]
fn a_late_strike_leaves_no_income_to_buy_at_par() {
    let (mut world, _) = world_with_shares(1_000_000);
    world.strike(120_000_000).unwrap();
    world.go_past_cutoff();
    let args = world.quote_args(Figures { income_e6: 120_000_000, ..Figures::default() });
    world.post(args).unwrap();
    world.set_time(at(1, 5, 20, 0)); // struck two days late: the interim runs from Friday's cut-off
    let plan = world.strike_plan();
    world.strike_by(&plan).unwrap();
    let holder = world.holder(1_000_000 * ONE);

    let expected = expected(&world, 10_000 * ONE, 2 * 86_400);

    assert!(expected.1 > 0);
    assert_eq!(subscribe(&mut world, &holder, 10_000 * ONE), expected);
}

#[test]
fn without_an_expected_yield_units_are_at_par_until_there_was_income() {
    let (mut world, _) = world_with_shares(1_000);
    let holder = world.holder(1_000 * ONE);
    world.set_time(at(1, 2, 19, 0));
    assert_eq!(subscribe(&mut world, &holder, ONE), (ONE, 0));

    world.strike(0).unwrap();
    world.set_time(at(1, 3, 12, 0));
    assert_eq!(subscribe(&mut world, &holder, ONE), (ONE, 0));
}

#[test]
fn until_there_was_income_the_expected_yield_counts_from_the_end_of_the_inception_day() {
    let mut world = World::with_first_yield(438); // 1.2 basis points a day
    let holder = world.holder(1_000_000 * ONE);
    let fund = world.fund();
    assert_eq!((fund.last_cutoff, fund.next_cutoff), (at(1, 2, 0, 0), at(1, 2, 20, 0)));
    assert!((119_999_999_999_000..=120_000_000_000_000).contains(&fund.last_daily_rate_e18));
    assert_eq!(interim_e18(&fund, &world.class(), at(1, 2, 0, 0)).unwrap(), 0);

    let first = expected(&world, 1_000 * ONE, 64_800); // 15 of the 20 hours that count as a day
    assert!(first.1 > 0);
    assert_eq!(subscribe(&mut world, &holder, 1_000 * ONE), first);
    world.strike(0).unwrap();
    assert_eq!(world.fund().last_daily_rate_e18, fund.last_daily_rate_e18);
    world.set_time(at(1, 3, 8, 0));
    let second = expected(&world, 1_000 * ONE, 43_200);
    assert_eq!(subscribe(&mut world, &holder, 1_000 * ONE), second);
}

#[test]
fn strikes_without_income_or_with_a_loss_keep_the_last_rate() {
    let (mut world, _) = world_with_shares(1_000);
    let holder = world.holder(1_000 * ONE);
    world.strike(0).unwrap();
    world.strike(120_000).unwrap();
    let rate = world.fund().last_daily_rate_e18;
    assert_eq!(rate, 120_000_000_000_000);

    for (income, moment) in [(-50_000, at(1, 7, 8, 0)), (0, at(1, 8, 8, 0))] {
        world.strike(income).unwrap();
        assert_eq!(world.fund().last_daily_rate_e18, rate);
        world.set_time(moment);
        let half_a_day = expected(&world, 100 * ONE, 43_200);
        assert!(half_a_day.1 > 0);
        assert_eq!(subscribe(&mut world, &holder, 100 * ONE), half_a_day);
    }
}

#[test]
fn the_rate_goes_by_average_net_assets_and_rounds_up() {
    let (mut world, holder) = world_with_shares(1_000);
    world.strike(0).unwrap();
    world.set_time(at(1, 3, 8, 0));
    subscribe(&mut world, &holder, 1_000 * ONE); // half a day of them

    world.strike(100_000).unwrap();

    assert_eq!(world.fund().last_daily_rate_e18, 66_666_666_666_667, "100,000 a day on 1,500 shares");
}

#[test]
fn a_redeemer_gets_a_dollar_and_keeps_the_income_up_to_the_last_strike() {
    let (mut world, holder) = world_with_shares(1_000);
    world.strike(120_000).unwrap();
    let owed = earned(&world, &holder);
    assert!(owed > 0);

    world.set_time(at(1, 3, 19, 0));
    world.redeem(&holder, u64::MAX).unwrap();

    assert_eq!(world.balance(&holder.cash), 10_000 * ONE);
    assert_eq!(earned(&world, &holder), owed);
}

#[test]
fn what_a_redemptions_rounding_leaves_goes_into_the_next_strike() {
    let mut world = World::bare();
    world.usdc = Pubkey::new_unique();
    world.make_cash_mint(world.usdc, 2);
    let (payer, args) = (world.payer.pubkey(), world.fund_args());
    let order = world.addresses.create_fund(&payer, &world.usdc, &spl_token_interface::ID, args);
    world.send(&[order], &[]).unwrap();
    for order in [world.calendar_order(mmf_tests::calendar::args()), world.class_order(World::class_args())] {
        world.privileged(&order).unwrap();
    }
    let holder = world.holder(10_000);
    world.subscribe(&holder, 10_000).unwrap();

    world.redeem(&holder, ONE + 9_999).unwrap();
    world.redeem(&holder, 20_000).unwrap();

    assert_eq!((world.balance(&holder.cash), world.class().equalisation_pending_e6), (1_02, 9_999));
    assert_eq!(i128::from(world.fund().buffer_cash_e6), world.class().claims_e6().unwrap());
    world.strike(0).unwrap();
    let (class, units) = (world.class(), u128::from(99 * ONE - 29_999));
    assert_eq!((class.equalisation_pending_e6, class.equalisation_to_date_e6), (0, 9_999));
    assert_eq!(class.index.get(), 9_999 * SCALE / units);
}
