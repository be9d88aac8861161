//! Back from a restriction, a block or a sanction.

use mmf::error::MmfError;
use mmf::instructions::ReleaseInvestorArgs;
use mmf::state::InvestorStatus::{self, Approved, Blocked, Pending, RedeemOnly, Sanctioned};
use mmf::state::Role;
use mmf_client::pda::Addresses;
use mmf_tests::asserts::Outcome;
use mmf_tests::calendar::at;
use mmf_tests::officer::{DOCUMENT, REASON};
use mmf_tests::{World, event, expect_error};
use solana_sdk::pubkey::Pubkey;

use super::set_standing;
use crate::hostile::{approve, by_action, propose, propose_args};

/// A world with an investor of a standing that it came to by order.
fn restricted(status: InvestorStatus) -> (World, Pubkey) {
    let mut world = World::new();
    let investor = world.approved_investor();
    world.restrict(&investor, status).unwrap();
    (world, investor)
}

#[test]
fn a_release_is_recorded_and_told() {
    for (before, after) in [(RedeemOnly, Approved), (Blocked, Approved), (Blocked, RedeemOnly), (Sanctioned, Approved)]
    {
        let (mut world, investor) = restricted(before);
        let restricted_at = world.time();
        world.set_time(restricted_at + 60);

        let done = world.release(&investor, after).unwrap();

        let record = world.investor(&investor);
        assert!(record.has_status(after));
        assert_eq!(record.restricted_at, if after == RedeemOnly { restricted_at } else { 0 });
        let event = event!(done, InvestorReleased);
        assert_eq!((event.investor, event.seq), (investor, record.seq));
        assert_eq!((event.old_status, event.new_status), (before as u8, after as u8));
        assert_eq!((event.reason, event.document_hash), (REASON, DOCUMENT));
    }
}

#[test]
fn a_release_only_becomes_milder_and_not_more_than_there_was() {
    let allowed = [
        (RedeemOnly, Pending),
        (RedeemOnly, Approved),
        (Blocked, Pending),
        (Blocked, Approved),
        (Blocked, RedeemOnly),
        (Sanctioned, Pending),
        (Sanctioned, Approved),
        (Sanctioned, RedeemOnly),
    ];
    let mut world = World::new();
    let investor = world.approved_investor();
    for before in InvestorStatus::ALL {
        for after in InvestorStatus::ALL {
            set_standing(&mut world, &investor, before);
            let outcome = world.release(&investor, after);
            if allowed.contains(&(before, after)) {
                outcome.unwrap();
            } else {
                println!("{before:?} to {after:?}");
                expect_error(outcome, MmfError::StandingUnreachable);
            }
        }
    }
}

#[test]
fn a_sanction_is_lifted_by_transfer_agent_and_compliance_together_and_by_neither_alone() {
    let (mut world, investor) = restricted(Sanctioned);
    for role in Addresses::SANCTION_RELEASERS {
        let mut order = world.release_order(&investor, Approved, &world.signed(&[role]));
        order.roles = vec![role];
        expect_error(world.privileged(&order), MmfError::Unauthorised);
    }

    let both = world.signed(&Addresses::SANCTION_RELEASERS);
    let order = world.release_order(&investor, Approved, &both);
    world.privileged(&order).unwrap();
}

#[test]
fn a_block_is_lifted_by_compliance_alone() {
    let (mut world, investor) = restricted(Blocked);
    let mut order = world.release_order(&investor, Approved, &world.signed(&[Role::TransferAgent]));
    order.roles = vec![Role::TransferAgent];

    expect_error(world.privileged(&order), MmfError::Unauthorised);
    world.release(&investor, Approved).unwrap();
}

#[test]
fn an_action_that_one_council_approved_lifts_no_sanction() {
    for both in [false, true] {
        let (mut world, investor) = restricted(Sanctioned);
        let record = world.investor(&investor);
        let order = world.release_order(&investor, Approved, &by_action(&world, 7));
        let order = order.for_record(record.generation, record.seq);
        let mut args = propose_args(&world, 7, &order);
        if !both {
            args.required = Role::Compliance.bit();
        }
        propose(&mut world, Role::Compliance, args).unwrap();
        approve(&mut world, 7, Role::Compliance, 0).unwrap();
        expect_error(world.send(std::slice::from_ref(&order.instruction), &[]), MmfError::ActionNotApproved);
        if both {
            approve(&mut world, 7, Role::TransferAgent, 0).unwrap();
            world.send(&[order.instruction], &[]).unwrap();
        }
    }
}

#[test]
fn who_is_released_as_approved_has_kyc_that_is_valid() {
    let (mut world, investor) = restricted(Blocked);
    let expiry = at(12, 31, 0, 0);

    world.set_time(expiry);
    expect_error(world.release(&investor, Approved), MmfError::AttributesInvalid);
    world.set_time(expiry - 1);
    world.release(&investor, Approved).unwrap();
}

#[test]
fn who_has_a_holding_is_not_made_pending() {
    let mut world = World::new();
    let holder = world.holder(0);
    world.restrict(&holder.investor, Blocked).unwrap();

    expect_error(world.release(&holder.investor, Pending), MmfError::StandingUnreachable);
}

fn release(world: &mut World, investor: &Pubkey, change: impl FnOnce(&mut ReleaseInvestorArgs)) -> Outcome {
    let mut args = ReleaseInvestorArgs { status: Approved, reason: REASON, document_hash: DOCUMENT };
    change(&mut args);
    let authority = world.signed(&[Role::Compliance]);
    let order = world.addresses.release_investor(&world.fund, investor, false, &authority, args);
    world.privileged(&order)
}

#[test]
fn a_release_names_its_reason_and_its_document() {
    let (mut world, investor) = restricted(Blocked);

    expect_error(release(&mut world, &investor, |args| args.reason = 0), MmfError::ParameterOutOfRange);
    let undocumented = release(&mut world, &investor, |args| args.document_hash = [0; 32]);
    expect_error(undocumented, MmfError::DocumentMissing);
}
