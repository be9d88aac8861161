//! Every privileged instruction under a time lock: what loosens waits, the rest does not.

use mmf::error::MmfError;
use mmf::state::Fund;
use mmf_tests::councils::signed_by;
use mmf_tests::{World, expect_error};
use solana_sdk::signature::Keypair;

use super::acts::{Act, acts};
use super::members;
use crate::hostile::{by_action, carry_out_after};

/// What waits in the world of the matrix, whatever its arguments; and, of what depends on them, the case of the matrix that waits.
const WAITS: [&str; 5] =
    ["set_council", "create_class", "update_hook_accounts", "adopt_token_acl", "set_dealing_terms (loosens)"];

fn locked(world: &mut World) {
    let fund = world.fund;
    world.patch::<Fund>(&fund, |fund| fund.policy.time_lock_seconds = 86_400);
}

/// Sends an act with the signatures of its councils.
fn sign(world: &mut World, act: &Act) -> mmf_tests::asserts::Outcome {
    let members = members(world, &(act.build)(world, &World::nobody()).roles);
    let members: Vec<&Keypair> = members.iter().collect();
    let order = (act.build)(world, &signed_by(&members));
    world.send(&[order.instruction], &members)
}

#[test]
fn what_loosens_waits_and_the_rest_does_not() {
    let mut world = World::new();
    let acts = acts(&mut world);
    locked(&mut world);
    let mut waited = Vec::new();
    for act in &acts {
        println!("{}", act.name);
        let (before, loosens) = (world.books(), (act.build)(&world, &World::nobody()).loosens);
        let outcome = sign(&mut world, act);
        if loosens {
            expect_error(outcome, MmfError::TimeLocked);
            assert_eq!(world.books(), before);
            waited.push(act.name);
        } else {
            outcome.unwrap();
        }
    }
    for name in WAITS {
        assert!(waited.contains(&name), "{name} did not wait: {waited:?}");
    }
}

#[test]
fn what_only_the_first_time_loosens_nothing_waits_from_then_on() {
    let mut world = World::new();
    let acts = acts(&mut world);
    locked(&mut world);
    for name in ["set_reserve", "set_price_check"] {
        let act = acts.iter().find(|act| act.name == name).unwrap();
        sign(&mut world, act).unwrap();
        expect_error(sign(&mut world, act), MmfError::TimeLocked);
    }
}

#[test]
fn acts_of_the_board_and_the_treasurer_never_wait() {
    let mut world = World::new();
    let acts = acts(&mut world);
    locked(&mut world);
    for name in [
        "resume_dealing",
        "strike",
        "pay_fees_in_cash",
        "pay_fees_in_shares",
        "set_liquidity_fee",
        "set_slice_cost",
        "suspend_redemptions (postpones)",
        "lift_suspension",
        "suspend_redemptions (liquidates)",
    ] {
        let act = acts.iter().find(|act| act.name == name).unwrap();
        assert!(!(act.build)(&world, &World::nobody()).loosens);
        sign(&mut world, act).unwrap();
    }
}

#[test]
fn an_action_that_waited_does_what_signers_may_not() {
    for waited in [86_399, 86_400] {
        let mut world = World::new();
        let acts = acts(&mut world);
        locked(&mut world);
        let act = acts.iter().find(|act| act.name == "create_class").unwrap();
        let order = (act.build)(&world, &by_action(&world, 7));

        let outcome = carry_out_after(&mut world, order, waited);

        if waited < 86_400 {
            expect_error(outcome, MmfError::TimeLocked);
        } else {
            outcome.unwrap();
        }
    }
}
