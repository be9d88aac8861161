//! Fees in shares.

use mmf::error::MmfError;
use mmf::instructions::PayFeesInSharesArgs;
use mmf::state::{ClassKind, InvestorStatus, Role, ShareClass, class_flag};
use mmf_tests::{ONE, event, expect_error};

use super::Managed;
use crate::exchange::reckoning;
use crate::restore::{set_frozen, set_status};
use crate::strike::books::seconds_passed;

#[test]
fn fees_in_shares_buy_at_the_price_that_any_subscriber_pays_now() {
    for kind in [ClassKind::Distributing, ClassKind::AccumulatingHooked, ClassKind::AccumulatingGated] {
        let mut managed = Managed::of(kind);
        let (owed, before, fund) = (managed.owed(), managed.world.class(), managed.world.fund());
        let seconds = seconds_passed(&fund, managed.world.time());
        let (units, equalisation) = reckoning::issue(&fund, &before, owed - 3, seconds);
        let manager = managed.world.line_in(&managed.manager, &managed.world.class);
        assert!(equalisation > 0);

        let done = managed.pay_in_shares(&manager, owed - 3).unwrap();

        let event = event!(done, FeesPaidInShares);
        assert_eq!(
            (event.amount_e6, event.units, event.equalisation_e6, event.payable_e6),
            (owed - 3, units, equalisation, 3)
        );
        assert_eq!((managed.owed(), managed.world.balance(&manager.shares)), (3, units));
        let recorded = if kind == ClassKind::AccumulatingGated { 0 } else { units };
        assert_eq!(managed.world.holding(&manager.holding).recorded_units, recorded);
        let after = managed.world.class();
        assert_eq!(after.recorded_supply_units, before.recorded_supply_units + units);
        assert_eq!(managed.world.fund().buffer_cash_e6, fund.buffer_cash_e6, "no cash moves");
        managed.ties_out();
        managed.world.strike(12_000_003).unwrap();
        managed.ties_out();
    }
}

#[test]
fn no_more_than_is_owed_and_not_nothing() {
    let mut managed = Managed::of(ClassKind::AccumulatingHooked);
    let (owed, before) = (managed.owed(), managed.state());
    let manager = managed.world.line_in(&managed.manager, &managed.world.class);

    expect_error(managed.pay_in_shares(&manager, owed + 1), MmfError::FeesNotOwed);
    expect_error(managed.pay_in_shares(&manager, 0), MmfError::AmountTooSmall);
    expect_error(managed.pay_in_shares(&manager, 1), MmfError::AmountTooSmall);
    assert!(managed.state() == before);
    managed.pay_in_shares(&manager, owed).unwrap();
}

#[test]
fn only_a_holding_of_the_recipient_gets_them() {
    let mut managed = Managed::of(ClassKind::Distributing);
    let other = managed.world.holder(0);
    let before = managed.state();

    expect_error(managed.pay_in_shares(&other, ONE), MmfError::RecipientWrong);
    assert!(managed.state() == before);
}

#[test]
fn every_rule_of_the_class_applies_to_the_recipient() {
    let mut managed = Managed::of(ClassKind::Distributing);
    let manager = managed.world.line_in(&managed.manager, &managed.world.class);
    set_status(&mut managed.world, &manager, InvestorStatus::RedeemOnly);
    expect_error(managed.pay_in_shares(&manager, ONE), MmfError::DeniedRedeemOnly);
    set_status(&mut managed.world, &manager, InvestorStatus::Approved);
    set_frozen(&mut managed.world, &manager, true);
    expect_error(managed.pay_in_shares(&manager, ONE), MmfError::TokenAccountFrozen);
    set_frozen(&mut managed.world, &manager, false);
    managed.world.set_rules(|rules| rules.min_subsequent_e6 = ONE + 1).unwrap();
    expect_error(managed.pay_in_shares(&manager, ONE), MmfError::BelowClassMinimum);
    managed.world.set_rules(|rules| rules.us_persons_refused = true).unwrap();
    expect_error(managed.pay_in_shares(&manager, ONE), MmfError::DeniedUsPerson);
}

#[test]
fn fees_in_shares_wait_for_the_strike_and_for_the_treasurers_look_at_the_price() {
    let mut managed = Managed::of(ClassKind::AccumulatingHooked);
    let manager = managed.world.line_in(&managed.manager, &managed.world.class);
    let class = managed.world.class;
    managed.world.set_time(managed.world.fund().next_cutoff);
    expect_error(managed.pay_in_shares(&manager, ONE), MmfError::DealingClosed);
    managed.world.strike(12_000_003).unwrap();

    let world = &mut managed.world;
    let args = PayFeesInSharesArgs { amount_e6: ONE, expected_strike_no: world.fund().last_strike_no - 1 };
    let authority = world.signed(&[Role::Treasurer]);
    let order = world.addresses.pay_fees_in_shares(&world.fund, &class, &manager.pay_target(), &authority, args);
    expect_error(world.privileged(&order), MmfError::StrikeNumberMoved);
    world.patch::<ShareClass>(&class, |class| class.flags |= class_flag::QUEUE_ONLY);
    expect_error(managed.pay_in_shares(&manager, ONE), MmfError::QueueOnly);
}
