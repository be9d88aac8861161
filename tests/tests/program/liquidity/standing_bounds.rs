//! The bounds of a standing instruction, each to the unit and to the second.

use mmf::error::MmfError;
use mmf::state::StandingTerms;
use mmf_tests::liquidity::Setting;
use mmf_tests::{ONE, event, expect_error};

use super::standing::{instructed, spend, terms};

/// A change of terms.
type Change = fn(&mut StandingTerms);

#[test]
fn terms_that_make_no_sense_are_refused() {
    let wrong: [Change; 11] = [
        |it| (it.sweep_above_settlement_units, it.redeem_below_settlement_units) = (0, 0),
        |it| it.redeem_below_settlement_units = it.sweep_above_settlement_units + 1,
        |it| it.min_move_settlement_units = 0,
        |it| it.max_move_settlement_units = it.min_move_settlement_units - 1,
        |it| it.interval_seconds = 59,
        |it| it.interval_seconds = 0,
        |it| it.max_fee_bps = 10_001,
        |it| it.expires_at -= 30 * 86_400,
        |it| it.expires_at = 0,
        |it| it.expires_at += 370 * 86_400 + 1,
        |it| it.expires_at = i64::MAX,
    ];
    let (mut world, holder) = instructed(Setting::default(), 500);
    let right = terms(&world, Setting::default());
    for change in wrong {
        let mut args = right;
        change(&mut args);
        expect_error(world.set_standing(&holder, args), MmfError::StandingInvalid);
        assert_eq!(world.standing(&holder).terms, right);
    }
    let fits: [Change; 7] = [
        |it| it.redeem_below_settlement_units = it.sweep_above_settlement_units,
        |it| it.sweep_above_settlement_units = 0,
        |it| it.redeem_below_settlement_units = 0,
        |it| it.max_move_settlement_units = it.min_move_settlement_units,
        |it| it.interval_seconds = 60,
        |it| it.max_fee_bps = 10_000,
        |it| it.expires_at += 370 * 86_400,
    ];
    for change in fits {
        let mut args = right;
        change(&mut args);
        let done = world.set_standing(&holder, args).unwrap();
        assert_eq!(event!(done, StandingSet).terms, args);
        assert_eq!(world.standing(&holder).terms, args);
    }
}

#[test]
fn one_run_moves_no_more_than_the_most() {
    let (mut world, holder) = instructed(Setting::default(), 5_000);
    world.run_standing(&holder).unwrap();
    assert_eq!(world.balance(&holder.shares), 1_000 * ONE);
    spend(&mut world, &holder, 4_000 * ONE);
    let mut args = terms(&world, Setting::default());
    args.max_move_settlement_units = 20 * ONE;
    world.set_standing(&holder, args).unwrap();
    world.set_time(world.time() + 3_600);

    world.run_standing(&holder).unwrap();
    assert_eq!(world.balance(&holder.cash), 20 * ONE);
}

#[test]
fn one_run_moves_no_less_than_the_least() {
    for (cash, moves) in [(100 * ONE, false), (101 * ONE - 1, false), (101 * ONE, true)] {
        let (mut world, holder) = instructed(Setting::default(), 0);
        world.give_cash(&holder.key(), cash);
        if moves {
            world.run_standing(&holder).unwrap();
            assert_eq!(world.balance(&holder.shares), ONE);
        } else {
            expect_error(world.run_standing(&holder), MmfError::StandingNotDue);
        }
    }
    for (spent, moves) in [(51 * ONE - 1, false), (51 * ONE, true)] {
        let (mut world, holder) = instructed(Setting::default(), 500);
        world.run_standing(&holder).unwrap();
        spend(&mut world, &holder, spent);
        world.set_time(world.time() + 3_600);
        if moves {
            world.run_standing(&holder).unwrap();
            assert_eq!(world.balance(&holder.cash), 50 * ONE);
        } else {
            expect_error(world.run_standing(&holder), MmfError::StandingNotDue);
        }
    }
}

#[test]
fn between_two_runs_the_interval_passes_to_the_second() {
    let (mut world, holder) = instructed(Setting::default(), 5_000);
    world.run_standing(&holder).unwrap();
    let first = world.time();
    expect_error(world.run_standing(&holder), MmfError::StandingNotDue);
    world.set_time(first + 3_599);
    expect_error(world.run_standing(&holder), MmfError::StandingNotDue);
    world.set_time(first + 3_600);
    world.run_standing(&holder).unwrap();
}

#[test]
fn setting_it_again_does_not_shorten_the_interval() {
    let (mut world, holder) = instructed(Setting::default(), 5_000);
    world.run_standing(&holder).unwrap();
    let args = terms(&world, Setting::default());
    world.set_standing(&holder, args).unwrap();

    assert_eq!((world.standing(&holder).runs, world.standing(&holder).last_run_at), (1, world.time()));
    expect_error(world.run_standing(&holder), MmfError::StandingNotDue);
}

#[test]
fn it_ends_at_its_end_to_the_second() {
    let (mut world, holder) = instructed(Setting::default(), 5_000);
    let mut args = terms(&world, Setting::default());
    args.expires_at = world.time() + 7_200;
    world.set_standing(&holder, args).unwrap();
    world.set_time(args.expires_at - 1);
    world.run_standing(&holder).unwrap();
    world.set_time(args.expires_at);
    expect_error(world.run_standing(&holder), MmfError::StandingInvalid);
}

#[test]
fn nothing_is_swept_where_it_only_redeems_and_nothing_redeemed_where_it_only_sweeps() {
    let (mut world, holder) = instructed(Setting::default(), 500);
    let args = terms(&world, Setting::default());
    world.set_standing(&holder, StandingTerms { sweep_above_settlement_units: 0, ..args }).unwrap();
    expect_error(world.run_standing(&holder), MmfError::StandingNotDue);
    world.set_standing(&holder, StandingTerms { redeem_below_settlement_units: 0, ..args }).unwrap();
    world.run_standing(&holder).unwrap();
    spend(&mut world, &holder, 100 * ONE);
    world.set_time(world.time() + 3_600);
    expect_error(world.run_standing(&holder), MmfError::StandingNotDue);
}

#[test]
fn a_fee_above_what_the_holder_accepts_is_not_paid() {
    let (mut world, holder) = instructed(Setting::default(), 500);
    world.set_fees(20, 150).unwrap();
    world.set_liquidity_fee(50).unwrap();
    let mut args = terms(&world, Setting::default());
    args.max_fee_bps = 19;
    world.set_standing(&holder, args).unwrap();
    expect_error(world.run_standing(&holder), MmfError::FeeAboveAccepted);
    args.max_fee_bps = 20;
    world.set_standing(&holder, args).unwrap();
    world.run_standing(&holder).unwrap();

    spend(&mut world, &holder, 80 * ONE);
    world.set_time(world.time() + 3_600);
    args.max_fee_bps = 199;
    world.set_standing(&holder, args).unwrap();
    expect_error(world.run_standing(&holder), MmfError::FeeAboveAccepted);
    args.max_fee_bps = 200;
    world.set_standing(&holder, args).unwrap();
    world.run_standing(&holder).unwrap();
}

#[test]
fn who_accepts_just_the_classs_fee_is_served_whatever_the_amount() {
    for above in [0, 1, 3, 499, 999_999] {
        let (mut world, holder) = instructed(Setting::default(), 500);
        world.give_cash(&holder.key(), above);
        world.set_fees(20, 0).unwrap();
        let mut args = terms(&world, Setting::default());
        args.max_fee_bps = 20;
        world.set_standing(&holder, args).unwrap();
        world.run_standing(&holder).unwrap();
    }
}
