//! Instant redemption.

use mmf::error::MmfError;
use mmf::instructions::{CashArgs, RedeemArgs};
use mmf::state::{Fund, Investor, InvestorStatus};
use mmf_tests::calendar::at;
use mmf_tests::{Holder, ONE, World, expect_error};
use spl_token_2022_interface::instruction as token;

fn funded(shares: u64) -> (World, Holder) {
    let mut world = World::new();
    let holder = world.holder(shares * ONE);
    world.subscribe(&holder, shares * ONE).unwrap();
    (world, holder)
}

#[test]
fn units_are_burned_and_cash_comes_out_at_one_dollar() {
    let (mut world, holder) = funded(100);

    world.redeem(&holder, 40 * ONE).unwrap();

    assert_eq!(world.holding(&holder.holding).recorded_units, 60 * ONE);
    assert_eq!(world.balance(&holder.shares), 60 * ONE);
    assert_eq!(world.balance(&holder.cash), 40 * ONE);
    assert_eq!(world.fund().buffer_cash_e6, 60 * ONE);
    assert_eq!(world.class().redeemed_units_to_date, 40 * ONE);
    assert_eq!(world.share_supply(), 60 * ONE);
}

#[test]
fn everything_can_be_redeemed_at_once_and_the_income_stays_owed() {
    let (mut world, holder) = funded(100);
    world.strike(1_000_000).unwrap();

    world.redeem(&holder, u64::MAX).unwrap();

    let holding = world.holding(&holder.holding);
    assert_eq!(holding.recorded_units, 0);
    assert!(holding.accrued.get() > 0);
    assert_eq!(world.class().recorded_supply_units, 0);
}

#[test]
fn nothing_and_more_than_one_has_are_refused() {
    let (mut world, holder) = funded(10);

    expect_error(world.redeem(&holder, 0), MmfError::AmountTooSmall);
    expect_error(world.redeem(&holder, 10 * ONE + 1), MmfError::UnitsNotFree);
    expect_error(world.redeem(&holder, u64::MAX - 1), MmfError::UnitsNotFree);
    assert_eq!(world.balance(&holder.shares), 10 * ONE);
}

#[test]
fn an_expired_or_redeem_only_investor_can_always_leave() {
    let (mut world, holder) = funded(10);
    world.patch::<Investor>(&holder.investor, |investor| investor.attributes[0].expires_at = 1);
    world.redeem(&holder, ONE).unwrap();
    world.patch::<Investor>(&holder.investor, |investor| investor.status = InvestorStatus::RedeemOnly as u8);
    world.redeem(&holder, ONE).unwrap();
}

#[test]
fn a_pending_blocked_or_sanctioned_investor_cannot_redeem() {
    for (status, error) in [
        (InvestorStatus::Pending, MmfError::DeniedNotApproved),
        (InvestorStatus::Blocked, MmfError::DeniedBlocked),
        (InvestorStatus::Sanctioned, MmfError::DeniedSanctioned),
    ] {
        let (mut world, holder) = funded(10);
        world.patch::<Investor>(&holder.investor, |investor| investor.status = status as u8);
        expect_error(world.redeem(&holder, ONE), error);
    }
}

#[test]
fn tokens_burned_outside_must_be_restored_before_they_are_redeemed() {
    let (mut world, holder) = funded(10);
    let burn = token::burn(
        &spl_token_2022_interface::ID,
        &holder.shares,
        &world.mint,
        &solana_sdk::signer::Signer::pubkey(&holder.wallet),
        &[],
        4 * ONE,
    )
    .unwrap();
    world.send(&[burn], &[&holder.wallet]).unwrap();

    expect_error(world.redeem(&holder, 10 * ONE), MmfError::TokensMissing);
    world.redeem(&holder, 6 * ONE).unwrap();
}

#[test]
fn a_short_buffer_refuses_without_a_trace() {
    let (mut world, holder) = funded(10);
    let fund = world.fund;
    world.patch::<Fund>(&fund, |fund| fund.buffer_cash_e6 = ONE - 1);

    expect_error(world.redeem(&holder, ONE), MmfError::BufferShort);
    assert_eq!(world.balance(&holder.shares), 10 * ONE);
}

#[test]
fn minimum_balance_and_minimum_redemption_spare_a_full_exit() {
    let mut world = World::with_fund();
    let mut args = World::class_args();
    args.rules.min_balance_units = 5 * ONE;
    args.rules.min_redemption_units = 2 * ONE;
    let order = world.class_order(args);
    world.privileged(&order).unwrap();
    let holder = world.holder(10 * ONE);
    world.subscribe(&holder, 10 * ONE).unwrap();

    expect_error(world.redeem(&holder, 5 * ONE + 1), MmfError::BelowClassMinimum);
    expect_error(world.redeem(&holder, 2 * ONE - 1), MmfError::BelowClassMinimum);
    world.redeem(&holder, 5 * ONE).unwrap();
    world.redeem(&holder, u64::MAX).unwrap();
}

#[test]
fn the_minimum_out_and_the_strike_number_are_kept() {
    let (mut world, holder) = funded(10);
    let args = |min_cash_settlement_units, expected_strike_no| RedeemArgs {
        units: ONE,
        min_cash_settlement_units,
        expected_strike_no,
    };
    let order = |world: &World, args| world.addresses.redeem(&world.parties(&holder), &world.fund(), args);

    let greedy = order(&world, args(ONE + 1, 0));
    expect_error(world.send(&[greedy], &[&holder.wallet]), MmfError::BelowMinimumOut);
    let late = order(&world, args(ONE, 1));
    expect_error(world.send(&[late], &[&holder.wallet]), MmfError::StrikeNumberMoved);
}

#[test]
fn dealing_is_closed_from_the_cutoff_to_the_strike() {
    let (mut world, holder) = funded(10);
    world.set_time(at(1, 2, 20, 0) - 1);
    world.redeem(&holder, ONE).unwrap();
    world.set_time(at(1, 2, 20, 0));
    expect_error(world.redeem(&holder, ONE), MmfError::DealingClosed);
    world.strike(0).unwrap();
    world.redeem(&holder, ONE).unwrap();
}

#[test]
fn subscribing_and_redeeming_never_profits_by_a_unit() {
    let mut world = World::new();
    let holder = world.holder(1_000 * ONE);
    let partner = world.holder(1_000 * ONE);
    world.subscribe(&partner, 1_000 * ONE).unwrap();
    world.strike_through(mmf_tests::calendar::day(1, 3), 123_457);
    world.set_time(at(1, 5, 3, 17));

    for cash in [1, 2, 3, 7, 999, 10_000, 123_456_789] {
        let before = world.balance(&holder.cash);
        if world.subscribe(&holder, cash).is_ok() {
            world.redeem(&holder, u64::MAX).unwrap();
        }
        assert!(world.balance(&holder.cash) <= before, "{cash} units of cash");
    }
}

#[test]
fn the_buffer_pays_what_was_swept_back() {
    let (mut world, holder) = funded(10);
    let treasurer = world.councils.of(mmf::state::Role::Treasurer)[0].insecure_clone();
    let custodian = crate::custody::list_custodian(&mut world, 0);
    let fund = world.fund();
    let authority = mmf_tests::councils::signed_by(&[&treasurer]);
    let args = CashArgs { amount_e6: 10 * ONE };
    let sweep = world.addresses.sweep_cash((&world.fund, &fund), &custodian.account, &authority, args);
    world.privileged(&sweep).unwrap();

    expect_error(world.redeem(&holder, ONE), MmfError::BufferShort);
    let back = world.addresses.return_cash(
        (&world.fund, &fund),
        &custodian.account,
        &solana_sdk::signer::Signer::pubkey(&custodian.owner),
        CashArgs { amount_e6: ONE },
    );
    world.send(&[back], &[&custodian.owner]).unwrap();
    world.redeem(&holder, ONE).unwrap();
}

#[test]
fn a_gap_of_the_calendar_that_no_strike_can_span_keeps_nobody_from_leaving() {
    let (mut world, holder) = funded(10);
    let fund = world.fund;
    world.patch::<Fund>(&fund, |fund| fund.last_struck_day -= 40);

    world.redeem(&holder, 10 * ONE).unwrap();
}
