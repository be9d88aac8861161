//! The preview of a transfer: what the hook would say, what Token-2022 would refuse before, and until when.

use anchor_lang::AnchorDeserialize;
use mmf::compliance::Denial;
use mmf::error::MmfError;
use mmf::instructions::TransferCheck;
use mmf::state::InvestorStatus;
use mmf_tests::asserts::Outcome;
use mmf_tests::calendar::at;
use mmf_tests::rules::{offshore, onshore};
use mmf_tests::{Holder, ONE, World, expect_error};
use solana_sdk::pubkey::Pubkey;

use crate::restore::{burn, close_account};
use crate::rules::Scene;

fn ask(world: &mut World, from: &Holder, to: &Holder, units: u64) -> Outcome {
    let sides = [from, to].map(|side| (side.shares, Some(side.investor)));
    let order = world.addresses.check_transfer(&world.class, sides, units);
    world.send(&[order], &[])
}

fn check(world: &mut World, from: &Holder, to: &Holder, units: u64) -> TransferCheck {
    answer(ask(world, from, to, units))
}

fn answer(outcome: Outcome) -> TransferCheck {
    TransferCheck::try_from_slice(&outcome.unwrap().return_data.data).unwrap()
}

fn of(reasons: &[Denial], until: i64) -> TransferCheck {
    let first = reasons.first().map_or(0, |denial| denial.number());
    TransferCheck { reason: first, reasons: reasons.iter().fold(0, |bits, denial| bits | denial.bit()), until }
}

#[test]
fn what_is_allowed_has_no_reason_and_goes_through() {
    let mut scene = Scene::new(onshore(), offshore(), |_| {});

    assert_eq!(check(&mut scene.world, &scene.giver, &scene.taker, 100 * ONE), of(&[], 0));
    scene.give(100 * ONE).unwrap();
}

#[test]
fn a_preview_changes_nothing() {
    let mut scene = Scene::new(onshore(), offshore(), |_| {});
    let records = [scene.world.class, scene.giver.holding, scene.taker.holding, scene.giver.investor];
    let before = records.map(|key| scene.world.data(&key));

    check(&mut scene.world, &scene.giver, &scene.taker, ONE);

    assert_eq!(records.map(|key| scene.world.data(&key)), before);
}

#[test]
fn every_reason_is_named_with_the_moment_that_lifts_the_last() {
    let (first, last) = (at(1, 20, 0, 0), at(2, 10, 0, 0));
    let mut scene = Scene::new(offshore(), onshore(), |rules| {
        (rules.compliance_period_ends_at, rules.flow_back_until) = (first, last);
    });
    let reasons = [Denial::CompliancePeriod, Denial::FlowBack];

    assert_eq!(check(&mut scene.world, &scene.giver, &scene.taker, ONE), of(&reasons, last));
    scene.world.set_time(last - 1);
    assert_eq!(check(&mut scene.world, &scene.giver, &scene.taker, ONE), of(&reasons[1..], last));
    expect_error(scene.give(ONE), MmfError::DeniedFlowBack);
    scene.world.set_time(last);
    assert_eq!(check(&mut scene.world, &scene.giver, &scene.taker, ONE), of(&[], 0));
    scene.give(ONE).unwrap();
}

#[test]
fn a_reason_that_time_does_not_lift_leaves_no_moment() {
    let mut scene = Scene::new(offshore(), onshore(), |rules| rules.flow_back_until = at(2, 10, 0, 0));
    let taker = scene.taker.investor;
    scene.world.restrict(&taker, InvestorStatus::Blocked).unwrap();

    let found = check(&mut scene.world, &scene.giver, &scene.taker, ONE);

    assert_eq!(found, of(&[Denial::Blocked, Denial::FlowBack], -1));
}

#[test]
fn what_token_2022_refuses_before_the_hook_is_named_first() {
    let mut scene = Scene::new(onshore(), offshore(), |_| {});
    burn(&mut scene.world, &scene.giver, 60 * ONE).unwrap();
    let missing = check(&mut scene.world, &scene.giver, &scene.taker, 40 * ONE + 1);
    assert_eq!(missing, of(&[Denial::TokensMissing], -1));
    assert_eq!(check(&mut scene.world, &scene.giver, &scene.taker, 40 * ONE), of(&[], 0));

    scene.world.set_freeze(&scene.taker, true).unwrap();
    let frozen = check(&mut scene.world, &scene.giver, &scene.taker, ONE);
    assert_eq!(frozen, of(&[Denial::TokenAccountFrozen, Denial::HoldingFrozen], -1));
    assert_eq!(frozen.reason, Denial::TokenAccountFrozen.number());
}

#[test]
fn a_side_without_a_holding_or_a_token_account_is_not_registered() {
    let mut scene = Scene::new(onshore(), offshore(), |_| {});
    let stranger = scene.world.unopened_wallet_of(&scene.taker.investor);
    let sides = [(scene.giver.shares, Some(scene.giver.investor)), (stranger.shares, None)];
    let order = scene.world.addresses.check_transfer(&scene.world.class, sides, ONE);
    assert_eq!(answer(scene.world.send(&[order], &[])), of(&[Denial::NotRegistered], -1));

    close_account(&mut scene.world, &scene.taker).unwrap();
    let found = check(&mut scene.world, &scene.giver, &scene.taker, ONE);
    assert_eq!(found, of(&[Denial::NotRegistered], -1));
}

#[test]
fn accounts_that_do_not_belong_together_get_no_answer() {
    let mut scene = Scene::new(onshore(), offshore(), |_| {});
    let (giver, taker) = (scene.giver.shares, scene.taker.shares);
    let wrong: [[(Pubkey, Option<Pubkey>); 2]; 3] = [
        [(giver, Some(scene.taker.investor)), (taker, Some(scene.taker.investor))],
        [(giver, Some(scene.giver.investor)), (giver, Some(scene.giver.investor))],
        [(giver, None), (taker, Some(scene.taker.investor))],
    ];
    for sides in wrong {
        let order = scene.world.addresses.check_transfer(&scene.world.class, sides, ONE);
        expect_error(scene.world.send(&[order], &[]), MmfError::AccountMismatch);
    }
}

#[test]
fn a_class_without_a_hook_has_no_preview() {
    let mut world = World::gated();
    let (one, other) = (world.holder(0), world.holder(0));

    expect_error(ask(&mut world, &one, &other, ONE), MmfError::ClassKindUnsupported);
}
