//! A suspension stops all dealing at once, both ways, and ends as its ground says; it is never a pause.

use mmf::error::MmfError;
use mmf::instructions::{LiftSuspensionArgs, PayFeesInSharesArgs, SuspendArgs, WindUpArgs};
use mmf::state::SuspensionGround::{FundDocuments, Liquidation, Postponement};
use mmf::state::{ClassKind, Regime, Role, WINDING_UP};
use mmf_tests::asserts::Outcome;
use mmf_tests::officer::DOCUMENT;
use mmf_tests::{Holder, ONE, World, event, expect_error};
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signature::Keypair;

const DAY: i64 = 86_400;

/// A private fund with a holder in two classes, struck, with fees that are owed to the holder.
fn struck() -> (World, Holder, Pubkey) {
    let mut world = World::new();
    let first = world.class;
    let second = world.add_class(ClassKind::AccumulatingHooked, |_| {});
    world.enter(&first);
    let holder = world.holder(1_000 * ONE);
    world.opened_in(&holder, &second);
    world.subscribe(&holder, 500 * ONE).unwrap();
    world.set_policy(|policy| policy.fee_recipient = holder.key()).unwrap();
    world.strike(100_000).unwrap();
    world.strike(100_000).unwrap();
    (world, holder, second)
}

fn fees_in_shares(world: &mut World, holder: &Holder) -> Outcome {
    let args = PayFeesInSharesArgs { amount_e6: 100, expected_strike_no: world.fund().last_strike_no };
    let authority = world.signed(&[Role::Treasurer]);
    let order = world.addresses.pay_fees_in_shares(&world.fund, &world.class, &holder.pay_target(), &authority, args);
    world.privileged(&order)
}

/// Every way of dealing at once.
fn deals(world: &mut World, holder: &Holder, second: &Pubkey) -> [Outcome; 4] {
    [
        world.subscribe(holder, ONE),
        world.redeem(holder, ONE),
        world.exchange(holder, second, ONE),
        fees_in_shares(world, holder),
    ]
}

fn are_refused(world: &mut World, holder: &Holder, second: &Pubkey) {
    for deal in deals(world, holder, second) {
        expect_error(deal, MmfError::RedemptionsSuspended);
    }
    let preview = world.preview_redeem(holder, ONE).map(|_| unreachable!());
    expect_error(preview, MmfError::RedemptionsSuspended);
    let preview = world.preview_subscribe(holder, ONE).map(|_| unreachable!());
    expect_error(preview, MmfError::RedemptionsSuspended);
}

fn land(world: &mut World, holder: &Holder, second: &Pubkey) {
    for deal in deals(world, holder, second) {
        deal.unwrap();
    }
}

#[test]
fn it_stops_dealing_both_ways_exchange_and_fees_in_shares_and_moves_no_pause() {
    for (ground, days) in [(Postponement, 5), (FundDocuments, 0), (Liquidation, 0)] {
        let (mut world, holder, second) = struck();
        land(&mut world, &holder, &second);
        let ends_at = if days == 0 { 0 } else { world.time() + days * DAY };

        let done = world.suspend(ground, ends_at).unwrap();

        let event = event!(done, RedemptionsSuspended);
        assert_eq!((event.ground, event.ends_at, event.document_hash), (ground.number(), ends_at, DOCUMENT));
        let fund = world.fund();
        assert_eq!((fund.suspension, fund.suspension_ends_at), (ground.number(), ends_at));
        assert_eq!((fund.suspended_at, fund.suspension_hash), (world.time(), DOCUMENT));
        assert_eq!((fund.pauses, world.class().pauses), (0, 0), "it is not a pause");
        are_refused(&mut world, &holder, &second);
    }
}

#[test]
fn strikes_transfers_and_dividends_go_on() {
    let (mut world, holder, _) = struck();
    let other = world.holder(0);
    world.suspend(FundDocuments, 0).unwrap();

    world.transfer(&holder, &other, ONE).unwrap();
    world.strike_through(mmf_tests::calendar::day(1, 31), 100_000);
    world.pay(&[&holder, &other]).unwrap();
}

#[test]
fn a_postponement_ends_by_itself_to_the_second() {
    let (mut world, holder, second) = struck();
    let ends_at = world.time() + 3_600;
    world.suspend(Postponement, ends_at).unwrap();
    world.set_time(ends_at - 1);
    are_refused(&mut world, &holder, &second);

    world.set_time(ends_at);
    land(&mut world, &holder, &second);
}

#[test]
fn postponements_do_not_follow_one_another() {
    for lifted in [false, true] {
        let mut world = World::of_regime(Regime::RegisteredRetail);
        let ends_at = world.time() + 7 * DAY;
        world.suspend(Postponement, ends_at).unwrap();
        let ended_at = if lifted { world.time() + DAY } else { ends_at };
        world.set_time(ended_at);
        if lifted {
            world.lift_suspension().unwrap();
        }
        for (after, fits) in [(0, false), (DAY, false), (7 * DAY - 1, false), (7 * DAY, true)] {
            world.set_time(ended_at + after);
            let outcome = world.suspend(Postponement, world.time() + DAY);
            if fits {
                outcome.unwrap();
            } else {
                expect_error(outcome, MmfError::GroundForbidden);
            }
        }
    }
}

#[test]
fn a_liquidation_waits_for_nothing() {
    let (mut world, ..) = struck();
    world.suspend(Postponement, world.time() + DAY).unwrap();
    world.lift_suspension().unwrap();
    expect_error(world.suspend(Postponement, world.time() + DAY), MmfError::GroundForbidden);
    world.suspend(Liquidation, 0).unwrap();
}

#[test]
fn the_board_ends_it_before_its_end() {
    for ground in [Postponement, FundDocuments] {
        let (mut world, holder, second) = struck();
        world.suspend(ground, world.time() + DAY).unwrap();

        let done = world.lift_suspension().unwrap();

        let event = event!(done, SuspensionLifted);
        assert_eq!((event.ground, event.document_hash), (ground.number(), DOCUMENT));
        assert_eq!((world.fund().suspension, world.fund().suspension_ends_at), (0, world.time()));
        land(&mut world, &holder, &second);
    }
}

#[test]
fn an_order_that_was_made_for_an_earlier_suspension_does_not_end_a_later_one() {
    let (mut world, holder, second) = struck();
    world.suspend(FundDocuments, 0).unwrap();
    let authority = world.signed(&[Role::Board]);
    let args = LiftSuspensionArgs { suspended_at: world.fund().suspended_at, document_hash: DOCUMENT };
    let order = world.addresses.lift_suspension(&world.fund, &authority, args);
    world.privileged(&order).unwrap();
    world.set_time(world.time() + 60);
    world.suspend(FundDocuments, 0).unwrap();

    expect_error(world.privileged(&order), MmfError::SuspensionNotOpen);
    are_refused(&mut world, &holder, &second);
}

#[test]
fn every_step_needs_a_document() {
    let (mut world, ..) = struck();
    let board = world.signed(&[Role::Board]);
    let args = SuspendArgs { ground: Liquidation, ends_at: 0, document_hash: [0; 32] };
    let order = world.addresses.suspend_redemptions(&world.fund, &board, args);
    expect_error(world.privileged(&order), MmfError::DocumentMissing);
    world.suspend(FundDocuments, 0).unwrap();
    let args = LiftSuspensionArgs { suspended_at: world.fund().suspended_at, document_hash: [0; 32] };
    let order = world.addresses.lift_suspension(&world.fund, &board, args);
    expect_error(world.privileged(&order), MmfError::DocumentMissing);
    world.suspend(Liquidation, 0).unwrap();
    let both = world.signed(&[Role::Board, Role::Governance]);
    let order = world.addresses.wind_up(&world.fund, &both, WindUpArgs { document_hash: [0; 32] });
    expect_error(world.privileged(&order), MmfError::DocumentMissing);
}

#[test]
fn a_liquidation_is_irrevocable_and_leads_to_winding_up_only() {
    let (mut world, holder, second) = struck();
    world.suspend(Liquidation, 0).unwrap();

    expect_error(world.lift_suspension(), MmfError::SuspensionNotOpen);
    for (ground, ends_at) in [(Liquidation, 0), (FundDocuments, 0), (Postponement, world.time() + DAY)] {
        expect_error(world.suspend(ground, ends_at), MmfError::AlreadySuspended);
    }
    world.set_time(world.fund().next_cutoff - 60);
    are_refused(&mut world, &holder, &second);

    let done = world.wind_up().unwrap();
    assert_eq!(event!(done, WindingUpBegun).document_hash, DOCUMENT);
    assert_eq!(world.fund().suspension, WINDING_UP);
    are_refused(&mut world, &holder, &second);
    expect_error(world.lift_suspension(), MmfError::SuspensionNotOpen);
    expect_error(world.wind_up(), MmfError::SuspensionNotOpen);
    expect_error(world.suspend(Liquidation, 0), MmfError::AlreadySuspended);
    expect_error(world.suspend(FundDocuments, 0), MmfError::AlreadySuspended);
}

#[test]
fn nothing_but_a_liquidation_is_wound_up() {
    let (mut world, ..) = struck();
    expect_error(world.wind_up(), MmfError::SuspensionNotOpen);
    expect_error(world.lift_suspension(), MmfError::SuspensionNotOpen);
    world.suspend(FundDocuments, 0).unwrap();
    expect_error(world.wind_up(), MmfError::SuspensionNotOpen);
}

#[test]
fn board_alone_and_governance_alone_wind_nothing_up() {
    let (mut world, ..) = struck();
    world.suspend(Liquidation, 0).unwrap();
    let args = WindUpArgs { document_hash: DOCUMENT };
    for role in [Role::Board, Role::Governance] {
        let order = world.addresses.wind_up(&world.fund, &world.signed(&[role]), args);
        let members: Vec<_> = world.councils.enough(&[role]).into_iter().map(Keypair::insecure_clone).collect();
        let outcome = world.send(&[order.instruction], &members.iter().collect::<Vec<_>>());
        expect_error(outcome, MmfError::Unauthorised);
    }
}

#[test]
fn a_liquidation_follows_on_any_other_suspension() {
    for ground in [Postponement, FundDocuments] {
        let (mut world, ..) = struck();
        world.suspend(ground, world.time() + DAY).unwrap();
        expect_error(world.suspend(FundDocuments, 0), MmfError::AlreadySuspended);
        expect_error(world.suspend(Postponement, world.time() + DAY), MmfError::AlreadySuspended);

        world.suspend(Liquidation, 0).unwrap();
        assert_eq!((world.fund().suspension, world.fund().suspension_ends_at), (Liquidation.number(), 0));
    }
}
