//! How governance changes the fund's bounds.

use mmf::error::MmfError;
use mmf::instructions::PolicyArgs;
use mmf::state::Fund;
use mmf_tests::{World, event, expect_error};
use solana_sdk::pubkey::Pubkey;

use crate::hostile::{by_action, carry_out_after};

/// A change of the bounds.
type Change = fn(&mut PolicyArgs);

/// By bound: a looser and a stricter figure than [`full`] has.
const CHANGES: [(&str, Change, Change); 13] = [
    ("tie-out", |it| it.tie_out_tolerance_e6 = 101, |it| it.tie_out_tolerance_e6 = 99),
    ("materiality a share", |it| it.materiality_e6 = 5_001, |it| it.materiality_e6 = 4_999),
    ("strike window", |it| it.strike_window_seconds = 14_401, |it| it.strike_window_seconds = 14_399),
    ("time lock", |it| it.time_lock_seconds = 86_399, |it| it.time_lock_seconds = 86_401),
    ("dispersion", |it| it.max_dispersion_bps = 11, |it| it.max_dispersion_bps = 9),
    ("yield", |it| it.max_yield_bps = 1_001, |it| it.max_yield_bps = 999),
    ("change of the yield", |it| it.max_yield_change_bps = 101, |it| it.max_yield_change_bps = 99),
    ("change of net assets", |it| it.max_net_assets_change_bps = 51, |it| it.max_net_assets_change_bps = 49),
    ("alert", |it| it.deviation_alert_bps = 26, |it| it.deviation_alert_bps = 24),
    ("halt", |it| it.deviation_halt_bps = 51, |it| it.deviation_halt_bps = 49),
    ("materiality", |it| it.materiality_bps = 51, |it| it.materiality_bps = 49),
    ("quorum", |it| it.nav_quorum = 1, |it| it.nav_quorum = 3),
    ("dispersion, none", |it| it.max_dispersion_bps = 0, |it| it.max_dispersion_bps = 1),
];

/// What loosens whichever way it goes.
const BOTH_WAYS: [(&str, Change); 3] = [
    ("realised results", |it| it.realised_distributed = !it.realised_distributed),
    ("fee recipient", |it| it.fee_recipient = Pubkey::new_from_array([7; 32])),
    ("tax recipient", |it| it.tax_recipient = Pubkey::default()),
];

/// Every bound set.
fn full() -> PolicyArgs {
    PolicyArgs {
        tie_out_tolerance_e6: 100,
        materiality_e6: 5_000,
        strike_window_seconds: 14_400,
        time_lock_seconds: 86_400,
        max_dispersion_bps: 10,
        max_yield_bps: 1_000,
        max_yield_change_bps: 100,
        max_net_assets_change_bps: 50,
        deviation_alert_bps: 25,
        deviation_halt_bps: 50,
        materiality_bps: 50,
        nav_quorum: 2,
        realised_distributed: false,
        fee_recipient: Pubkey::new_from_array([5; 32]),
        tax_recipient: Pubkey::new_from_array([6; 32]),
    }
}

/// A world of every bound, under a time lock of a day.
fn locked() -> World {
    let mut world = World::new();
    world.new_sources(5);
    let fund = world.fund;
    world.patch::<Fund>(&fund, |fund| full().write(&mut fund.policy));
    world
}

#[test]
fn a_looser_bound_waits_and_a_stricter_one_does_not() {
    let mut world = locked();
    let fund = world.fund;
    for (bound, loosen, tighten) in CHANGES {
        println!("{bound}");
        expect_error(world.set_policy(loosen), MmfError::TimeLocked);
        assert_eq!(PolicyArgs::of(&world.fund().policy), full());
        world.set_policy(tighten).unwrap();
        world.patch::<Fund>(&fund, |fund| full().write(&mut fund.policy));
    }
    for (name, change) in BOTH_WAYS {
        println!("{name}");
        expect_error(world.set_policy(change), MmfError::TimeLocked);
    }
}

#[test]
fn a_bound_that_falls_away_waits_and_a_first_one_does_not() {
    let clear: [Change; 7] = [
        |it| it.materiality_e6 = 0,
        |it| it.max_yield_bps = 0,
        |it| it.max_yield_change_bps = 0,
        |it| it.max_net_assets_change_bps = 0,
        |it| it.deviation_alert_bps = 0,
        |it| it.deviation_halt_bps = 0,
        |it| it.materiality_bps = 0,
    ];
    let mut world = locked();
    let fund = world.fund;
    for change in clear {
        expect_error(world.set_policy(change), MmfError::TimeLocked);
        let mut without = full();
        change(&mut without);
        world.patch::<Fund>(&fund, |fund| without.write(&mut fund.policy));
        world.set_policy(|policy| *policy = full()).unwrap();
    }
}

#[test]
fn a_change_that_tightens_one_bound_and_loosens_another_waits() {
    let mut world = locked();
    let change = |policy: &mut PolicyArgs| (policy.max_yield_bps, policy.nav_quorum) = (1, 1);
    expect_error(world.set_policy(change), MmfError::TimeLocked);
}

#[test]
fn an_action_that_waited_for_the_time_lock_loosens_a_bound() {
    for waited in [86_399, 86_400] {
        let mut world = locked();
        let (fund, args) = (world.fund(), PolicyArgs { max_yield_bps: 2_000, ..full() });
        let order = world.addresses.set_policy((&world.fund, &fund), &by_action(&world, 7), args);

        let outcome = carry_out_after(&mut world, order, waited);

        if waited < 86_400 {
            expect_error(outcome, MmfError::TimeLocked);
        } else {
            outcome.unwrap();
            assert_eq!(PolicyArgs::of(&world.fund().policy), args);
        }
    }
}

#[test]
fn without_a_time_lock_governance_changes_what_it_likes_and_the_event_says_both() {
    let mut world = World::new();
    let old = PolicyArgs::of(&world.fund().policy);
    let done = world.set_policy(|policy| *policy = full()).unwrap();

    let told = event!(done, PolicyChanged);
    assert_eq!((told.old, told.new), (old, full()));
    assert_eq!(PolicyArgs::of(&world.fund().policy), full());
}

#[test]
fn bounds_that_make_no_sense_are_refused_at_their_edges() {
    let mut world = World::new();
    world.new_sources(5);
    let edges: [(Change, Change); 8] = [
        (|it| it.nav_quorum = 1, |it| it.nav_quorum = 0),
        (|it| it.nav_quorum = 5, |it| it.nav_quorum = 6),
        (|it| it.strike_window_seconds = 1, |it| it.strike_window_seconds = 0),
        (|it| it.strike_window_seconds = 604_800, |it| it.strike_window_seconds = 604_801),
        (|it| it.max_yield_bps = 10_000, |it| it.max_yield_bps = 10_001),
        (|it| it.max_dispersion_bps = 10_000, |it| it.max_dispersion_bps = 10_001),
        (
            |it| (it.deviation_alert_bps, it.deviation_halt_bps) = (50, 50),
            |it| (it.deviation_alert_bps, it.deviation_halt_bps) = (51, 50),
        ),
        (
            |it| (it.deviation_alert_bps, it.deviation_halt_bps) = (10_000, 0),
            |it| (it.deviation_alert_bps, it.deviation_halt_bps) = (10_001, 0),
        ),
    ];
    for (fits, beyond) in edges {
        let before = world.books();
        expect_error(world.set_policy(beyond), MmfError::ParameterOutOfRange);
        assert_eq!(world.books(), before);
        world.set_policy(fits).unwrap();
    }
    expect_error(world.set_policy(|it| it.time_lock_seconds = 90 * 86_400), MmfError::ParameterOutOfRange);
    world.set_policy(|it| it.time_lock_seconds = 90 * 86_400 - 1).unwrap();
}

#[test]
fn a_quorum_is_at_most_the_number_of_sources() {
    let mut world = World::new(); // two
    expect_error(world.set_policy(|policy| policy.nav_quorum = 3), MmfError::ParameterOutOfRange);
    world.set_policy(|policy| policy.nav_quorum = 2).unwrap();
}

#[test]
fn the_window_of_a_strike_that_is_due_stays_as_it_is() {
    let mut world = World::new();
    let cutoff = world.fund().next_cutoff;
    world.set_time(cutoff - 1);
    world.set_policy(|policy| policy.strike_window_seconds = 3_600).unwrap();
    world.set_time(cutoff);
    for seconds in [3_599, 7_200] {
        expect_error(world.set_policy(|policy| policy.strike_window_seconds = seconds), MmfError::StrikeDue);
    }
    world.set_policy(|policy| policy.max_yield_bps = 5).unwrap(); // other bounds can change

    world.strike(0).unwrap();
    world.set_policy(|policy| policy.strike_window_seconds = 7_200).unwrap();
}
