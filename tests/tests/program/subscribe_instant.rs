//! Instant subscription.

use mmf::error::MmfError;
use mmf::instructions::SubscribeArgs;
use mmf::state::{Investor, InvestorStatus, ShareClass, class_flag};
use mmf_tests::{ONE, World, expect_error};
use solana_sdk::signer::Signer;

#[test]
fn cash_goes_into_the_buffer_and_units_come_out_at_one_dollar() {
    let mut world = World::new();
    let holder = world.holder(250 * ONE);

    world.subscribe(&holder, 250 * ONE).unwrap();

    let fund = world.fund();
    assert_eq!(world.holding(&holder.holding).recorded_units, 250 * ONE);
    assert_eq!(world.balance(&holder.shares), 250 * ONE);
    assert_eq!(world.balance(&fund.buffer), 250 * ONE);
    assert_eq!(fund.buffer_cash_e6, 250 * ONE);
    assert_eq!(fund.subscribed_to_date_e6, 250 * ONE);
    assert_eq!(world.class().issued_units_to_date, 250 * ONE);
    assert_eq!(world.share_supply(), 250 * ONE);
}

#[test]
fn nothing_and_more_than_one_has_are_refused() {
    let mut world = World::new();
    let holder = world.holder(10 * ONE);

    expect_error(world.subscribe(&holder, 0), MmfError::AmountTooSmall);
    for too_much in [10 * ONE + 1, u64::MAX] {
        assert!(world.subscribe(&holder, too_much).is_err());
    }
    assert_eq!(world.class().recorded_supply_units, 0);
    assert_eq!(world.balance(&holder.cash), 10 * ONE);
}

#[test]
fn only_a_holder_who_may_receive_subscribes() {
    for (status, error) in [
        (InvestorStatus::Pending, MmfError::DeniedNotApproved),
        (InvestorStatus::RedeemOnly, MmfError::DeniedRedeemOnly),
        (InvestorStatus::Blocked, MmfError::DeniedBlocked),
        (InvestorStatus::Sanctioned, MmfError::DeniedSanctioned),
    ] {
        let mut world = World::new();
        let holder = world.holder(ONE);
        world.patch::<Investor>(&holder.investor, |investor| investor.status = status as u8);
        expect_error(world.subscribe(&holder, ONE), error);
    }
}

#[test]
fn a_strike_in_between_is_noticed() {
    let mut world = World::new();
    let holder = world.holder(10 * ONE);
    let order = world.subscribe_order(&holder, ONE);
    world.strike(0).unwrap();

    expect_error(world.send(&[order], &[&holder.wallet]), MmfError::StrikeNumberMoved);
}

#[test]
fn the_minimum_out_is_kept_to_the_unit() {
    let mut world = World::new();
    let holder = world.holder(10 * ONE);
    let args = |min_units| SubscribeArgs { cash_settlement_units: ONE, min_units, expected_strike_no: 0 };
    let order = |world: &World, min| world.addresses.subscribe(&world.parties(&holder), &world.fund(), args(min));

    let too_much = order(&world, ONE + 1);
    expect_error(world.send(&[too_much], &[&holder.wallet]), MmfError::BelowMinimumOut);
    let exact = order(&world, ONE);
    world.send(&[exact], &[&holder.wallet]).unwrap();
}

#[test]
fn the_classes_minimums_hold_for_first_and_further_subscriptions() {
    let mut world = World::with_fund();
    let mut args = World::class_args();
    args.rules.min_initial_e6 = 5 * ONE;
    args.rules.min_subsequent_e6 = 2 * ONE;
    let order = world.class_order(args);
    world.privileged(&order).unwrap();
    let holder = world.holder(100 * ONE);

    expect_error(world.subscribe(&holder, 5 * ONE - 1), MmfError::BelowClassMinimum);
    world.subscribe(&holder, 5 * ONE).unwrap();
    expect_error(world.subscribe(&holder, 2 * ONE - 1), MmfError::BelowClassMinimum);
    world.subscribe(&holder, 2 * ONE).unwrap();
}

#[test]
fn the_class_limit_holds_to_the_unit() {
    let mut world = World::with_fund();
    let mut args = World::class_args();
    args.rules.max_class_units = 10 * ONE;
    let order = world.class_order(args);
    world.privileged(&order).unwrap();
    let holder = world.holder(100 * ONE);

    expect_error(world.subscribe(&holder, 10 * ONE + 1), MmfError::SupplyLimit);
    world.subscribe(&holder, 10 * ONE).unwrap();
    expect_error(world.subscribe(&holder, 1), MmfError::SupplyLimit);
}

#[test]
fn a_queue_only_class_refuses_instant_dealing() {
    let mut world = World::new();
    let holder = world.holder(10 * ONE);
    let class = world.class;
    world.patch::<ShareClass>(&class, |class| class.flags |= class_flag::QUEUE_ONLY);

    expect_error(world.subscribe(&holder, ONE), MmfError::QueueOnly);
}

#[test]
fn someone_elses_holding_vault_or_mint_is_refused() {
    let mut world = World::new();
    let (one, other) = (world.holder(10 * ONE), world.holder(10 * ONE));
    let order = world.subscribe_order(&one, ONE);
    let swaps = [
        (one.holding, other.holding),
        (one.investor, other.investor),
        (one.shares, other.shares),
        (world.fund().buffer, world.fund().escrow),
        (world.mint, world.usdc),
        (world.fund, one.investor),
        (world.class, one.holding),
    ];

    for (real, forgery) in swaps {
        let mut forged = order.clone();
        for meta in forged.accounts.iter_mut().filter(|meta| meta.pubkey == real) {
            meta.pubkey = forgery;
        }
        assert!(world.send(&[forged], &[&one.wallet]).is_err(), "{real} replaced by {forgery}");
    }
    assert_eq!(world.class().recorded_supply_units, 0);
}

#[test]
fn a_wallet_without_lamports_subscribes_when_another_pays_the_fee() {
    let mut world = World::new();
    let holder = world.holder(10 * ONE);
    assert!(world.svm.get_account(&holder.wallet.pubkey()).is_none());

    world.subscribe(&holder, 10 * ONE).unwrap();

    assert_eq!(world.balance(&holder.shares), 10 * ONE);
}
