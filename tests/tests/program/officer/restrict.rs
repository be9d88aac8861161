//! Redeem-only, blocked, sanctioned.

use mmf::error::MmfError;
use mmf::instructions::RestrictInvestorArgs;
use mmf::state::InvestorStatus::{self, Approved, Blocked, Pending, RedeemOnly, Sanctioned};
use mmf::state::Role;
use mmf_tests::asserts::Outcome;
use mmf_tests::officer::{DOCUMENT, REASON};
use mmf_tests::{ONE, World, event, expect_error};

use super::set_standing;

#[test]
fn a_restriction_is_recorded_and_told() {
    for (before, status) in [(Approved, RedeemOnly), (Approved, Blocked), (Approved, Sanctioned), (Pending, Blocked)] {
        let mut world = World::new();
        let investor = world.approved_investor();
        set_standing(&mut world, &investor, before);
        let seq = world.investor(&investor).seq;

        let done = world.restrict(&investor, status).unwrap();

        let record = world.investor(&investor);
        assert!(record.has_status(status));
        assert_eq!((record.reason, record.document_hash, record.restricted_at), (REASON, DOCUMENT, world.time()));
        let event = event!(done, InvestorRestricted);
        assert_eq!((event.investor, event.seq), (investor, seq + 1));
        assert_eq!((event.old_status, event.new_status), (before as u8, status as u8));
        assert_eq!((event.reason, event.document_hash), (REASON, DOCUMENT));
    }
}

#[test]
fn a_standing_only_becomes_stricter() {
    let allowed = [
        (Pending, Blocked),
        (Pending, Sanctioned),
        (Approved, RedeemOnly),
        (Approved, Blocked),
        (Approved, Sanctioned),
        (RedeemOnly, Blocked),
        (RedeemOnly, Sanctioned),
        (Blocked, Sanctioned),
    ];
    let mut world = World::new();
    let investor = world.approved_investor();
    for before in InvestorStatus::ALL {
        for after in InvestorStatus::ALL {
            set_standing(&mut world, &investor, before);
            let outcome = world.restrict(&investor, after);
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
fn a_restriction_binds_every_wallet_at_once() {
    let mut world = World::new();
    let (first, other) = (world.holder(100 * ONE), world.holder(0));
    let second = world.wallet_of(&first.investor);
    world.subscribe(&first, 100 * ONE).unwrap();
    world.transfer(&first, &second, 50 * ONE).unwrap();

    world.restrict(&first.investor, Blocked).unwrap();

    for wallet in [&first, &second] {
        expect_error(world.transfer(wallet, &other, ONE), MmfError::DeniedBlocked);
        expect_error(world.redeem(wallet, ONE), MmfError::DeniedBlocked);
    }
}

fn restrict(world: &mut World, change: impl FnOnce(&mut RestrictInvestorArgs)) -> Outcome {
    let investor = world.approved_investor();
    let mut args = RestrictInvestorArgs { status: Blocked, reason: REASON, document_hash: DOCUMENT };
    change(&mut args);
    let authority = world.signed(&[Role::Compliance]);
    let order = world.addresses.restrict_investor(&world.fund, &investor, &authority, args);
    world.privileged(&order)
}

#[test]
fn an_order_names_its_reason_and_its_document() {
    let mut world = World::new();

    expect_error(restrict(&mut world, |args| args.reason = 0), MmfError::ParameterOutOfRange);
    expect_error(restrict(&mut world, |args| args.document_hash = [0; 32]), MmfError::DocumentMissing);
    restrict(&mut world, |args| args.reason = 1).unwrap();
}
