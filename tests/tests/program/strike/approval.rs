//! Who approves a strike, and of which quote.

use mmf::error::MmfError;
use mmf::instructions::CouncilArgs;
use mmf::state::{Fund, Role};
use mmf_client::ix::StrikePlan;
use mmf_tests::asserts::Outcome;
use mmf_tests::councils::signed_by;
use mmf_tests::{Figures, World, expect_error};
use solana_sdk::signature::Keypair;
use solana_sdk::signer::Signer;

use super::{WINDOW, order_by, post, world_with_shares};

fn set_approvers(world: &mut World, threshold: u8, members: &[&Keypair]) {
    let members = members.iter().map(|key| key.pubkey()).collect();
    let authority = signed_by(&world.councils.enough(&[Role::Governance]));
    let args = CouncilArgs { role: Role::NavApprover, threshold, members };
    let order = world.addresses.set_council(&world.fund, &authority, args);
    world.privileged(&order).unwrap();
}

/// Strikes the next day with these signers only.
fn strike_signed(world: &mut World, signers: &[&Keypair]) -> Outcome {
    let (plan, fund) = (world.strike_plan(), world.fund());
    let payer = world.payer.pubkey();
    let order = world.addresses.strike(&payer, (&world.fund, &fund), &signed_by(signers), &plan).unwrap().instruction;
    world.send(&[order], signers)
}

fn post_as(world: &mut World, place: usize, income_e6: i64) {
    let source = world.councils.of(Role::NavSource)[place].insecure_clone();
    let args = world.quote_args(Figures { income_e6, ..Figures::default() });
    world.post_as(&source, args).unwrap();
}

/// A thousand shares, a quorum of two, and the quotes of both sources.
fn two_quotes(incomes: [i64; 2]) -> World {
    let (mut world, _) = world_with_shares(1_000);
    let fund = world.fund;
    world.patch::<Fund>(&fund, |fund| fund.policy.nav_quorum = 2);
    world.go_past_cutoff();
    for (place, income) in incomes.into_iter().enumerate() {
        post_as(&mut world, place, income);
    }
    world
}

#[test]
fn with_one_source_an_approver_signs() {
    let (mut world, _) = world_with_shares(100);
    post(&mut world, 1_000);
    let key = |role, place: usize| world.councils.of(role)[place].insecure_clone();
    let governors = [key(Role::Governance, 0), key(Role::Governance, 1)];
    let (source, approver) = (key(Role::NavSource, 0), key(Role::NavApprover, 1));

    expect_error(strike_signed(&mut world, &[]), MmfError::Unauthorised);
    expect_error(strike_signed(&mut world, &[&source]), MmfError::Unauthorised);
    expect_error(strike_signed(&mut world, &[&governors[0], &governors[1]]), MmfError::Unauthorised);
    strike_signed(&mut world, &[&approver]).unwrap();

    assert_eq!(world.report(1).approver, approver.pubkey());
}

#[test]
fn no_source_checks_a_single_quote_whether_it_posted_or_not() {
    for place in [0, 1] {
        let mut world = World::new();
        let source = world.councils.of(Role::NavSource)[place].insecure_clone();
        let other = Keypair::new();
        set_approvers(&mut world, 1, &[&source, &other]);
        post(&mut world, 0);

        expect_error(strike_signed(&mut world, &[&source]), MmfError::MakerIsChecker);
        strike_signed(&mut world, &[&source, &other]).unwrap();

        assert_eq!(world.report(1).approver, other.pubkey());
    }
}

#[test]
fn sources_may_approve_where_two_of_them_must_quote() {
    let mut world = two_quotes([1_000, 1_000]);
    let source = world.councils.of(Role::NavSource)[1].insecure_clone();
    set_approvers(&mut world, 1, &[&source]);

    expect_error(strike_signed(&mut world, &[]), MmfError::Unauthorised);
    strike_signed(&mut world, &[&source]).unwrap();

    assert_eq!(world.report(1).approver, source.pubkey());
}

#[test]
fn a_strike_takes_the_quote_that_was_approved_and_no_other() {
    let mut world = two_quotes([1_000, 2_000]);
    let order = order_by(&world, &world.strike_plan());
    let plan = StrikePlan { quote_hash: [0; 32], ..world.strike_plan() };
    expect_error(world.strike_by(&plan), MmfError::QuoteChanged);

    post_as(&mut world, 1, 900);
    expect_error(world.privileged(&order), MmfError::QuoteChanged); // the other one is the lower now
    post_as(&mut world, 1, 3_000);
    world.privileged(&order).unwrap(); // what else was quoted changes nothing

    assert_eq!(world.fund().gross_income_to_date_e6, 1_000);
}

#[test]
fn a_quote_that_was_posted_again_is_another_quote() {
    let (mut world, _) = world_with_shares(1_000);
    post(&mut world, 1_000);
    let order = order_by(&world, &world.strike_plan());
    world.set_time(world.time() + 1);
    post_as(&mut world, 0, 1_000);

    expect_error(world.privileged(&order), MmfError::QuoteChanged);
    let plan = world.strike_plan();
    world.strike_by(&plan).unwrap();
}

#[test]
fn a_late_strike_needs_governance_as_well() {
    let (mut world, _) = world_with_shares(100);
    post(&mut world, 1_000);
    let end = world.fund().next_cutoff + WINDOW;
    let in_time = StrikePlan { late: false, ..world.strike_plan() };

    world.set_time(end + 1);
    expect_error(world.strike_by(&in_time), MmfError::Unauthorised);
    let governors = [0, 1].map(|place| world.councils.of(Role::Governance)[place].insecure_clone());
    expect_error(strike_signed(&mut world, &[&governors[0], &governors[1]]), MmfError::Unauthorised);
    let plan = world.strike_plan();
    assert!(plan.late);
    world.strike_by(&plan).unwrap();

    assert_eq!(world.report(1).late, 1);
}

#[test]
fn the_last_second_of_the_window_is_in_time() {
    let (mut world, _) = world_with_shares(100);
    post(&mut world, 1_000);

    world.set_time(world.fund().next_cutoff + WINDOW);
    let plan = world.strike_plan();
    world.strike_by(&plan).unwrap();

    assert_eq!((plan.late, world.report(1).late), (false, 0));
}

#[test]
fn a_late_strike_needs_approvers_and_governance_even_with_a_quorum_of_two() {
    let mut world = two_quotes([1_000, 1_000]);
    let key = |role, place: usize| world.councils.of(role)[place].insecure_clone();
    let governors = [key(Role::Governance, 0), key(Role::Governance, 1)];
    let approver = key(Role::NavApprover, 0);

    world.set_time(world.fund().next_cutoff + WINDOW + 1);
    expect_error(strike_signed(&mut world, &[]), MmfError::Unauthorised);
    expect_error(strike_signed(&mut world, &[&approver]), MmfError::Unauthorised);
    expect_error(strike_signed(&mut world, &[&governors[0], &governors[1]]), MmfError::Unauthorised);
    expect_error(strike_signed(&mut world, &[&approver, &governors[0]]), MmfError::Unauthorised);
    strike_signed(&mut world, &[&approver, &governors[0], &governors[1]]).unwrap();
}
