//! Calendar tricks.

use mmf::error::MmfError;
use mmf::instructions::{CutoffFrom, SetCalendarArgs};
use mmf::state::{Calendar, Role};
use mmf_client::ix::StrikePlan;
use mmf_math::date::day_from_civil;
use mmf_tests::calendar::{CUTOFF_MINUTES, at, day};
use mmf_tests::councils::signed_by;
use mmf_tests::{Figures, ONE, World, expect_error};
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signer::Signer;

fn calendar(year: u16, days: &[(u8, u8)]) -> SetCalendarArgs {
    let first = day_from_civil(i32::from(year), 1, 1).unwrap();
    let mut bits = [0u8; 46];
    for (month, day) in days {
        let place = usize::try_from(day_from_civil(i32::from(year), *month, *day).unwrap() - first).unwrap();
        bits[place / 8] |= 1 << (place % 8);
    }
    SetCalendarArgs {
        year,
        strike_days: bits,
        business_days: bits,
        cutoffs: vec![CutoffFrom { day_of_year: 0, minutes: CUTOFF_MINUTES }],
        exceptions: vec![],
    }
}

fn set(world: &mut World, args: SetCalendarArgs) {
    let order = world.calendar_order(args);
    world.privileged(&order).unwrap();
}

/// A fund that begins on a day, with a quorum, and these calendars; one class with a holder.
fn fund(inception: i32, quorum: u8, calendars: &[SetCalendarArgs]) -> World {
    let mut world = World::bare();
    let mut args = world.fund_args();
    args.inception_day = inception;
    args.policy.nav_quorum = quorum;
    let order = world.addresses.create_fund(&world.payer.pubkey(), &world.usdc, &spl_token_interface::ID, args);
    world.send(&[order], &[]).unwrap();
    for args in calendars {
        set(&mut world, args.clone());
    }
    let order = world.class_order(World::class_args());
    world.privileged(&order).unwrap();
    world
}

/// Whoever leaves out the next year's calendar would close the fund until governance meets.
#[test]
fn nobody_stops_the_fund_by_leaving_out_the_next_years_calendar() {
    let calendars = [calendar(2025, &[(1, 3)]), calendar(2026, &[(1, 2)])];
    let mut world = fund(day(1, 2), 2, &calendars);
    world.go_past_cutoff();
    for source in 0..2 {
        let source = world.councils.of(Role::NavSource)[source].insecure_clone();
        let args = world.quote_args(Figures::default());
        world.post_as(&source, args).unwrap();
    }
    let plan = world.strike_plan();
    let fund = world.fund();
    let authority = signed_by(&world.councils.enough(&[Role::NavApprover]));
    let mut order = world.addresses.strike(&world.payer.pubkey(), (&world.fund, &fund), &authority, &plan).unwrap();
    let next_year = world.addresses.calendar(&world.fund, 2026);
    for meta in order.instruction.accounts.iter_mut().filter(|meta| meta.pubkey == next_year) {
        meta.pubkey = Pubkey::new_from_array([3; 32]);
    }

    expect_error(world.privileged(&order), MmfError::AccountMismatch);
    world.strike_by(&plan).unwrap();
    assert!(world.fund().next_cutoff != 0);
}

/// The next strike day lies in the next year; governance moves it. The fund must follow.
#[test]
fn a_change_of_the_next_years_first_day_reaches_the_fund() {
    let calendars = [calendar(2025, &[(1, 3)]), calendar(2026, &[(1, 2), (1, 5)])];
    let mut world = fund(day(1, 2), 1, &calendars);
    world.strike(0).unwrap();
    let second = day_from_civil(2026, 1, 2).unwrap();
    assert_eq!(world.fund().next_strike_day, second);

    set(&mut world, calendar(2026, &[(1, 5)]));

    assert_eq!(world.fund().next_strike_day, second + 3, "the fund still expects a day that is no strike day any more");
}

/// A quote of the old cut-off must not strike another day.
#[test]
fn a_quote_from_before_the_cut_off_does_not_strike() {
    let calendars = [calendar(2025, &[(1, 3), (1, 6)])];
    let mut world = fund(day(1, 2), 1, &calendars);
    let holder = world.holder(1_000 * ONE);
    world.subscribe(&holder, 1_000 * ONE).unwrap();
    world.go_past_cutoff();
    let args = world.quote_args(Figures { income_e6: 120_000, ..Figures::default() });
    world.post(args).unwrap();
    set(&mut world, calendar(2025, &[(1, 6)])); // Friday the 3rd turns out to be no strike day
    world.go_past_cutoff();

    let plan = world.strike_plan();
    let outcome = world.strike_by(&plan);

    let report = world.report(1);
    assert!(
        outcome.is_err() || report.quotes[0].posted_at >= report.cutoff && report.cutoff == at(1, 6, 20, 0),
        "the income of one day was struck for {} days; the report says cut-off {}, it was {}",
        report.n_days,
        report.cutoff,
        at(1, 6, 20, 0)
    );
}

/// 30 days with two month ends. The error must say what to do.
#[test]
fn a_span_with_two_month_ends_gets_its_own_error() {
    let mut world = fund(day(1, 30), 1, &[calendar(2025, &[(3, 1)])]);
    world.go_past_cutoff();
    let args = world.quote_args(Figures::default());
    world.post(args).unwrap();
    // the client cannot even build it, so by hand
    let mut order = {
        let fund = world.fund();
        let plan = StrikePlan { day: day(2, 3), ..world.strike_plan() };
        let authority = signed_by(&world.councils.enough(&[Role::NavApprover]));
        world.addresses.strike(&world.payer.pubkey(), (&world.fund, &fund), &authority, &plan).unwrap()
    };
    let args = mmf::instructions::StrikeArgs {
        strike_no: 1,
        day: day(3, 1),
        quote_hash: world.quote_hash(),
        override_hash: None,
        correction: None,
    };
    order.instruction.data = anchor_lang::InstructionData::data(&mmf::instruction::Strike { args });

    expect_error(world.privileged(&order), MmfError::SpanInvalid);
}

/// Struck days can't change: neither their being business days.
#[test]
fn the_business_days_of_struck_days_stay() {
    let mut world = World::new();
    world.strike_through(day(1, 6), 0);
    let mut args = mmf_tests::calendar::args();
    args.business_days = [0; 46];
    let order = world.calendar_order(args);
    let _ = world.privileged(&order);

    let calendar: Calendar = world.read(&world.addresses.calendar(&world.fund, 2025));
    assert!(calendar.business_days[0] != 0, "2 and 3 January are struck, and no business days any more");
}

/// The report's part up to the month end, where the month ends on the struck day itself.
#[test]
fn the_report_states_the_rate_up_to_the_month_end() {
    let mut world = World::new();
    let holder = world.holder(1_000 * ONE);
    world.subscribe(&holder, 1_000 * ONE).unwrap();
    world.strike_through(day(1, 31), 120_000);
    let report = world.report(world.fund().last_strike_no);

    assert_eq!(report.days_to_month_end, 1);
    assert_eq!(report.results[0].rate_to_month_end_e18, report.results[0].rate_e18);
}

/// Cut-offs out of order (summer before winter) are taken for something else.
#[test]
fn cut_offs_out_of_order_are_refused() {
    let mut world = World::bare();
    let order =
        world.addresses.create_fund(&world.payer.pubkey(), &world.usdc, &spl_token_interface::ID, world.fund_args());
    world.send(&[order], &[]).unwrap();
    let mut args = mmf_tests::calendar::args();
    args.cutoffs = vec![
        CutoffFrom { day_of_year: 68, minutes: CUTOFF_MINUTES - 60 },
        CutoffFrom { day_of_year: 0, minutes: CUTOFF_MINUTES },
    ];
    let order = world.calendar_order(args);
    let outcome = world.privileged(&order);

    let july = usize::try_from(day(7, 1) - day(1, 1)).unwrap();
    assert!(
        outcome.is_err()
            || world.read::<Calendar>(&world.addresses.calendar(&world.fund, 2025)).cutoff_minutes[july]
                == CUTOFF_MINUTES - 60,
        "the summer's cut-off was dropped without a word"
    );
}

/// The published price stands until the next strike's deadline as the calendar was at its strike.
#[test]
fn the_prices_validity_is_that_of_its_strike() {
    let calendars = [calendar(2025, &[(1, 3), (1, 6)])];
    let mut world = fund(day(1, 2), 1, &calendars);
    world.strike(0).unwrap();
    let fund = world.fund();
    let deadline = fund.next_cutoff + i64::from(fund.policy.strike_window_seconds);
    assert_eq!(world.class().price.valid_until, deadline);
    set(&mut world, calendar(2025, &[(1, 3), (1, 7)]));

    assert_eq!(world.class().price.valid_until, deadline);
    assert!(world.fund().next_cutoff > fund.next_cutoff);
}

/// The holder of record is who holds when the strike lands: a transfer between the cut-off and a late strike takes the day's income along
/// (ADR 0007).
#[test]
fn a_transfer_before_a_late_strike_takes_the_days_income_along() {
    let mut world = World::new();
    let (from, to) = (world.holder(1_000 * ONE), world.holder(0));
    world.subscribe(&from, 1_000 * ONE).unwrap();
    world.strike_through(day(1, 30), 120_000);
    world.set_time(at(2, 2, 12, 0)); // Friday the 31st was not struck; it is Sunday
    world.transfer(&from, &to, 1_000 * ONE).unwrap();
    let args = world.quote_args(Figures { income_e6: 120_000, ..Figures::default() });
    world.post(args).unwrap();
    let plan = world.strike_plan();
    world.strike_by(&plan).unwrap();
    world.pay(&[&from, &to]).unwrap();

    assert!(world.holding(&to.holding).paid_units > 0);
    assert!(world.holding(&from.holding).paid_units > world.holding(&to.holding).paid_units);
}
