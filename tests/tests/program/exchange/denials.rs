//! Every rule of both classes, each denied once; nothing changes.

use mmf::error::MmfError;
use mmf::instructions::{ClassRulesArgs, SetPausesArgs};
use mmf::state::{AttributeKind, Investor, InvestorStatus, Role, pause};
use mmf_tests::rules::{US, bit};
use mmf_tests::{ONE, World, expect_error};

use super::{A, Classes, D, G};
use crate::restore::set_status;

const THOUSAND: u64 = 1_000 * ONE;

/// The mover's exchange is denied with this error, and nothing changes.
#[track_caller]
fn denied(fund: &mut Classes, (from, to, units): (usize, usize, u64), error: MmfError) {
    let before = fund.state();
    expect_error(fund.exchange(from, to, units), error);
    assert!(fund.state() == before, "a refusal changes nothing");
}

/// An exchange of 1,000 shares from D into A that a rule of one of these classes denies.
#[track_caller]
fn denied_by_rule(place: usize, rule: impl FnOnce(&mut ClassRulesArgs), error: MmfError) {
    let mut fund = Classes::new();
    fund.world.enter(&fund.classes[place]);
    fund.world.set_rules(rule).unwrap();
    denied(&mut fund, (D, A, THOUSAND), error);
}

#[test]
fn the_rules_of_the_class_that_is_taken() {
    denied_by_rule(A, |rules| rules.us_persons_refused = true, MmfError::DeniedUsPerson);
    denied_by_rule(A, |rules| rules.compliance_period_ends_at = i64::MAX, MmfError::DeniedCompliancePeriod);
    denied_by_rule(A, |rules| rules.required_attributes = bit(AttributeKind::Institution), MmfError::DeniedTierTooLow);
    denied_by_rule(A, |rules| rules.max_investor_units = 10_000 * ONE, MmfError::DeniedAboveInvestorLimit);
    denied_by_rule(A, |rules| rules.max_investor_bps = 50, MmfError::DeniedAboveInvestorShare);
    denied_by_rule(A, |rules| rules.min_balance_units = 100_000 * ONE, MmfError::BelowClassMinimum);
    denied_by_rule(A, |rules| rules.min_subsequent_e6 = THOUSAND + 1, MmfError::BelowClassMinimum);
    denied_by_rule(A, |rules| rules.min_initial_e6 = 20_000 * ONE, MmfError::BelowClassMinimum);
    denied_by_rule(A, |rules| rules.max_class_units = 1_010_000 * ONE, MmfError::SupplyLimit);
    let refuses_us = |rules: &mut ClassRulesArgs| {
        rules.jurisdiction_mode = mmf::state::JurisdictionMode::Refused;
        rules.jurisdictions = vec![US];
    };
    denied_by_rule(A, refuses_us, MmfError::DeniedJurisdiction);
}

#[test]
fn the_rules_of_the_class_that_is_given() {
    denied_by_rule(D, |rules| rules.min_redemption_units = THOUSAND + 1, MmfError::BelowClassMinimum);
    denied_by_rule(D, |rules| rules.min_balance_units = 9_500 * ONE, MmfError::BelowClassMinimum);
}

#[test]
fn rules_on_who_may_come_in_do_not_keep_anybody_in() {
    let mut fund = Classes::new();
    fund.world.enter(&fund.classes[D]);
    let strict = |rules: &mut ClassRulesArgs| {
        rules.us_persons_refused = true;
        rules.max_investor_units = 1;
        rules.min_initial_e6 = u64::MAX;
        rules.transfers_refused = true;
        rules.lock_up_seconds = 86_400;
    };
    fund.world.set_rules(strict).unwrap();

    fund.exchange(D, A, THOUSAND).unwrap();
}

#[test]
fn minimums_are_met_at_the_amount_and_exempt_a_full_exit() {
    let mut fund = Classes::new();
    fund.world.enter(&fund.classes[A]);
    fund.world.set_rules(|rules| rules.min_subsequent_e6 = THOUSAND).unwrap();
    fund.exchange(D, A, THOUSAND).unwrap();
    denied(&mut fund, (D, A, THOUSAND - 1), MmfError::BelowClassMinimum);

    fund.world.enter(&fund.classes[D]);
    fund.world.set_rules(|rules| rules.min_redemption_units = 20_000 * ONE).unwrap();
    denied(&mut fund, (D, A, THOUSAND), MmfError::BelowClassMinimum);
    fund.exchange(D, A, u64::MAX).unwrap();
}

#[test]
fn the_movers_own_limit_counts_what_is_given_as_gone() {
    let mut fund = Classes::new();
    let held: u64 = [D, super::D2, A].into_iter().map(|place| fund.tokens(place)).sum();
    fund.world.update(&fund.mover[0].investor, |profile| profile.max_units = held).unwrap();

    fund.exchange(D, A, THOUSAND).unwrap();
    denied(&mut fund, (G, D, THOUSAND), MmfError::DeniedAboveOwnLimit);
}

#[test]
fn the_standing_of_the_mover() {
    let cases = [
        (InvestorStatus::Pending, MmfError::DeniedNotApproved),
        (InvestorStatus::RedeemOnly, MmfError::DeniedRedeemOnly),
        (InvestorStatus::Blocked, MmfError::DeniedBlocked),
        (InvestorStatus::Sanctioned, MmfError::DeniedSanctioned),
    ];
    for (status, error) in cases {
        let mut fund = Classes::new();
        set_status(&mut fund.world, &fund.mover[0], status);
        denied(&mut fund, (D, A, THOUSAND), error);
        denied(&mut fund, (G, D, THOUSAND), error);
    }
}

#[test]
fn who_may_redeem_but_not_subscribe_does_not_exchange() {
    let mut fund = Classes::new();
    fund.world.patch::<Investor>(&fund.mover[0].investor, |investor| investor.attributes[0].expires_at = 1);

    denied(&mut fund, (D, A, THOUSAND), MmfError::DeniedExpired);
    fund.world.enter(&fund.classes[D]);
    fund.world.redeem(&fund.mover[D], THOUSAND).unwrap();
}

#[test]
fn the_movers_own_lock_up() {
    let mut fund = Classes::new();
    let until = fund.world.time() + 3_600;
    fund.world.update(&fund.mover[0].investor, |profile| profile.locked_until = until).unwrap();

    denied(&mut fund, (D, A, THOUSAND), MmfError::DeniedInvestorLockedUp);
    fund.world.set_time(until);
    fund.exchange(D, A, THOUSAND).unwrap();
}

#[test]
fn nobody_leaves_a_class_with_losses_to_make_good_by_exchange() {
    let mut fund = Classes::new();
    fund.world.strike(-300_000_000).unwrap();
    assert!(fund.class(D).deficit.get() > 0);

    denied(&mut fund, (D, A, THOUSAND), MmfError::ClassInDeficit);
    fund.exchange(A, D, THOUSAND).unwrap();
    fund.world.strike(2_000_000_003).unwrap();
    assert_eq!(fund.class(D).deficit.get(), 0);
    fund.exchange(D, A, THOUSAND).unwrap();
}

#[test]
fn orders_on_either_holding() {
    for place in [D, A] {
        let mut fund = Classes::new();
        fund.world.enter(&fund.classes[place]);
        fund.world.set_freeze(&fund.mover[place], true).unwrap();
        denied(&mut fund, (D, A, THOUSAND), MmfError::DeniedFrozen);
    }
}

#[test]
fn units_that_are_not_free_or_not_there() {
    let mut fund = Classes::new();
    fund.world.enter(&fund.classes[D]);
    fund.world.freeze_units(&fund.mover[D], 9_500 * ONE).unwrap();

    denied(&mut fund, (D, A, 500 * ONE + 1), MmfError::UnitsNotFree);
    denied(&mut fund, (A, D, 10_001 * ONE), MmfError::UnitsNotFree);
    denied(&mut fund, (G, D, 10_001 * ONE), MmfError::TokensMissing);
    fund.exchange(D, A, 500 * ONE).unwrap();
}

#[test]
fn a_full_list_of_lock_ups_in_the_class_that_is_taken() {
    let mut fund = Classes::new();
    fund.world.enter(&fund.classes[A]);
    for days in 1..=24 {
        fund.world.set_rules(|rules| rules.lock_up_seconds = days * 86_400).unwrap();
        fund.exchange(D, A, ONE).unwrap();
        fund.world.enter(&fund.classes[A]);
    }
    fund.world.set_rules(|rules| rules.lock_up_seconds = 25 * 86_400).unwrap();

    denied(&mut fund, (D, A, ONE), MmfError::DeniedLotsFull);
}

/// Emergency pauses all classes.
fn set_pauses(world: &mut World, classes: &[solana_sdk::pubkey::Pubkey], pauses: u8) {
    let args = SetPausesArgs { pauses, expected_pause_no: world.fund().pause_no };
    let authority = world.signed(&[Role::Emergency]);
    let order = world.addresses.set_pauses(&world.fund, classes, false, &authority, args);
    world.privileged(&order).unwrap();
}

#[test]
fn a_pause_of_subscriptions_or_of_redemptions_stops_exchange_and_one_of_transfers_does_not() {
    for bit in [pause::SUBSCRIPTIONS, pause::REDEMPTIONS] {
        let mut fund = Classes::new();
        set_pauses(&mut fund.world, &fund.classes, bit);
        for (from, to) in [(D, A), (A, D), (G, A)] {
            denied(&mut fund, (from, to, THOUSAND), MmfError::DeniedPaused);
        }
    }
    let mut fund = Classes::new();
    set_pauses(&mut fund.world, &fund.classes, pause::TRANSFERS | pause::DISTRIBUTIONS);
    fund.exchange(D, A, THOUSAND).unwrap();
}

#[test]
fn either_token_account_frozen() {
    for (from, to) in [(D, A), (A, D), (G, D), (D, G)] {
        for place in [from, to] {
            let mut fund = Classes::new();
            fund.freeze_account(place);
            denied(&mut fund, (from, to, THOUSAND), MmfError::TokenAccountFrozen);
        }
    }
}
