//! Anybody freezes the account of who may no longer hold.

use mmf::compliance::Denial;
use mmf::error::MmfError;
use mmf::state::{AttributeKind, InvestorStatus, JurisdictionMode};
use mmf_tests::asserts::Outcome;
use mmf_tests::calendar::at;
use mmf_tests::rules::bit;
use mmf_tests::{Holder, ONE, World, event, expect_error, expect_refusal};
use spl_token_2022_interface::error::TokenError;
use spl_token_2022_interface::instruction::transfer_checked;

#[test]
fn with_a_hook_only_who_is_barred_or_frozen_by_order_is_frozen() {
    for (status, denial) in [
        (InvestorStatus::RedeemOnly, None),
        (InvestorStatus::Blocked, Some(Denial::Blocked)),
        (InvestorStatus::Sanctioned, Some(Denial::Sanctioned)),
    ] {
        let mut world = World::new();
        let holder = world.holder(0);
        expect_error(world.enforce(&holder), MmfError::NothingToEnforce);
        world.restrict(&holder.investor, status).unwrap();
        let outcome = world.enforce(&holder);
        let Some(denial) = denial else {
            expect_error(outcome, MmfError::NothingToEnforce);
            continue;
        };
        let event = event!(outcome.unwrap(), HoldingEnforced);
        assert_eq!((event.holding, event.investor, event.denial), (holder.holding, holder.investor, denial.number()));
        assert_eq!(event.seq, world.holding(&holder.holding).seq);
        assert!(world.is_frozen(&holder.shares));
        expect_error(world.enforce(&holder), MmfError::NothingToEnforce);
    }
}

#[test]
fn an_order_that_found_no_account_is_enforced_on_the_account_that_is_made_again() {
    let mut world = World::new();
    let holder = world.holder(0);
    world.set_freeze(&holder, true).unwrap();
    crate::restore::set_frozen(&mut world, &holder, false);

    let done = world.enforce(&holder).unwrap();

    assert_eq!(event!(done, HoldingEnforced).denial, Denial::HoldingFrozen.number());
    assert!(world.is_frozen(&holder.shares));
}

#[test]
fn a_token_account_that_is_closed_cannot_be_frozen() {
    let mut world = World::new();
    let holder = world.holder(0);
    world.restrict(&holder.investor, InvestorStatus::Blocked).unwrap();
    crate::restore::close(&mut world, &holder);

    expect_error(world.enforce(&holder), MmfError::TokenAccountUnfit);
}

/// A transfer without a hook.
fn send_plain(world: &mut World, from: &Holder, to: &Holder, units: u64) -> Outcome {
    let token = spl_token_2022_interface::ID;
    let order = transfer_checked(&token, &from.shares, &world.mint, &to.shares, &from.key(), &[], units, 6).unwrap();
    world.send(&[order], &[&from.wallet])
}

/// Closes a class without a hook to a holder.
type Way = fn(&mut World, &Holder);

fn ways_out() -> [(Denial, Way); 8] {
    [
        (Denial::RedeemOnly, |world, holder| drop(world.restrict(&holder.investor, InvestorStatus::RedeemOnly))),
        (Denial::Blocked, |world, holder| drop(world.restrict(&holder.investor, InvestorStatus::Blocked))),
        (Denial::Sanctioned, |world, holder| drop(world.restrict(&holder.investor, InvestorStatus::Sanctioned))),
        (Denial::Expired, |world, _| world.set_time(at(12, 31, 0, 0))),
        (Denial::UsPerson, |world, _| drop(world.set_rules(|rules| rules.us_persons_refused = true))),
        (Denial::CompliancePeriod, |world, _| {
            drop(world.set_rules(|rules| rules.compliance_period_ends_at = at(2, 1, 0, 0)));
        }),
        (Denial::TierTooLow, |world, _| {
            drop(world.set_rules(|rules| rules.required_attributes = bit(AttributeKind::Accredited)));
        }),
        (Denial::Jurisdiction, |world, _| {
            drop(world.set_rules(|rules| {
                (rules.jurisdiction_mode, rules.jurisdictions) = (JurisdictionMode::Refused, vec![840]);
            }));
        }),
    ]
}

#[test]
fn without_a_hook_whoever_the_class_is_not_open_to_is_frozen_and_moves_nothing() {
    for (denial, leave) in ways_out() {
        println!("{denial:?}");
        let mut world = World::gated();
        let (holder, other) = (world.holder(10 * ONE), world.offshore_holder(0));
        world.subscribe(&holder, 10 * ONE).unwrap();
        expect_error(world.enforce(&holder), MmfError::NothingToEnforce);
        send_plain(&mut world, &holder, &other, ONE).unwrap();
        leave(&mut world, &holder);

        let done = world.enforce(&holder).unwrap();

        assert_eq!(event!(done, HoldingEnforced).denial, denial.number());
        let frozen = TokenError::AccountFrozen as u32;
        expect_refusal(send_plain(&mut world, &holder, &other, 1), frozen);
        expect_refusal(send_plain(&mut world, &other, &holder, 1), frozen);
        expect_error(world.open(&holder), MmfError::from(denial));
    }
}

#[test]
fn who_may_hold_again_opens_again_and_is_thawed() {
    let mut world = World::gated();
    let (holder, other) = (world.holder(10 * ONE), world.holder(0));
    world.subscribe(&holder, 10 * ONE).unwrap();
    world.restrict(&holder.investor, InvestorStatus::RedeemOnly).unwrap();
    world.enforce(&holder).unwrap();
    world.release(&holder.investor, InvestorStatus::Approved).unwrap();

    world.open(&holder).unwrap();

    send_plain(&mut world, &holder, &other, ONE).unwrap();
}
