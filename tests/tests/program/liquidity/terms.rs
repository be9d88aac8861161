//! Governance sets how the fund deals: what loosens waits, what tightens does not.

use mmf::error::MmfError;
use mmf::instructions::DealingTermsArgs;
use mmf::state::{Dealing, Fund};
use mmf_tests::{ONE, World, event, expect_error};
use solana_sdk::pubkey::Pubkey;

use crate::hostile::{by_action, carry_out_after};

/// A change of terms.
type Change = fn(&mut DealingTermsArgs);

/// Every term at once.
fn full_terms() -> DealingTermsArgs {
    DealingTermsArgs {
        subscription_limit_e6: 1_000 * ONE,
        redemption_limit_e6: 2_000 * ONE,
        investor_subscription_limit_e6: 300 * ONE,
        investor_redemption_limit_e6: 400 * ONE,
        buffer_floor_e6: 50 * ONE,
        uninvested_cap_e6: 5_000 * ONE,
        max_fund_e6: 90_000 * ONE,
        window_seconds: 7_200,
        settlement_grace_seconds: 7_200,
        liquidity_fee_disclosed: false,
        facility_investor: Pubkey::default(),
    }
}

/// By term: a looser and a stricter figure than [`full_terms`] has.
const CHANGES: [(&str, Change, Change); 16] = [
    ("subscriptions", |it| it.subscription_limit_e6 += 1, |it| it.subscription_limit_e6 -= 1),
    ("subscriptions, no limit", |it| it.subscription_limit_e6 = 0, |it| it.subscription_limit_e6 = 600 * ONE),
    ("redemptions", |it| it.redemption_limit_e6 += 1, |it| it.redemption_limit_e6 -= 1),
    ("redemptions, no limit", |it| it.redemption_limit_e6 = 0, |it| it.redemption_limit_e6 = 800 * ONE),
    (
        "an investor's subscriptions",
        |it| it.investor_subscription_limit_e6 += 1,
        |it| it.investor_subscription_limit_e6 -= 1,
    ),
    ("an investor's redemptions", |it| it.investor_redemption_limit_e6 += 1, |it| it.investor_redemption_limit_e6 -= 1),
    ("cap", |it| it.uninvested_cap_e6 += 1, |it| it.uninvested_cap_e6 -= 1),
    ("no cap", |it| it.uninvested_cap_e6 = 0, |it| it.uninvested_cap_e6 = 50 * ONE + 1),
    ("fund", |it| it.max_fund_e6 += 1, |it| it.max_fund_e6 -= 1),
    ("fund, no limit", |it| it.max_fund_e6 = 0, |it| it.max_fund_e6 = 1),
    ("floor", |it| it.buffer_floor_e6 -= 1, |it| it.buffer_floor_e6 += 1),
    ("window", |it| it.window_seconds -= 1, |it| it.window_seconds += 1),
    ("longer grace", |it| it.settlement_grace_seconds += 1, |it| it.buffer_floor_e6 += 3),
    ("shorter grace", |it| it.settlement_grace_seconds -= 1, |it| it.buffer_floor_e6 += 4),
    ("disclosure", |it| it.liquidity_fee_disclosed = true, |it| it.buffer_floor_e6 += 5),
    ("facility", |it| it.facility_investor = Pubkey::new_from_array([1; 32]), |it| it.buffer_floor_e6 += 2),
];

/// A world of the full terms, under a time lock of a day.
fn locked() -> World {
    let mut world = World::new();
    world.set_dealing_terms(|terms| *terms = full_terms()).unwrap();
    let fund = world.fund;
    world.patch::<Fund>(&fund, |fund| fund.policy.time_lock_seconds = 86_400);
    world
}

#[test]
fn every_term_is_recorded_and_told() {
    let mut world = World::new();
    let old = DealingTermsArgs::of(&world.dealing().terms);
    let new = DealingTermsArgs {
        liquidity_fee_disclosed: true,
        facility_investor: Pubkey::new_from_array([9; 32]),
        ..full_terms()
    };

    let done = world.set_dealing_terms(|terms| *terms = new).unwrap();

    assert_eq!(DealingTermsArgs::of(&world.dealing().terms), new);
    let event = event!(done, DealingTermsChanged);
    assert_eq!((event.fund, event.seq, event.old, event.new), (world.fund, world.fund().seq, old, new));
}

#[test]
fn a_looser_term_waits_and_a_stricter_one_does_not() {
    let mut world = locked();
    let (key, before) = (world.addresses.dealing(&world.fund), world.dealing().terms);
    for (term, loosen, tighten) in CHANGES {
        println!("{term}");
        expect_error(world.set_dealing_terms(loosen), MmfError::TimeLocked);
        assert_eq!(world.dealing().terms, before);
        world.set_dealing_terms(tighten).unwrap();
        world.patch::<Dealing>(&key, |dealing| dealing.terms = before);
    }
}

#[test]
fn a_change_that_tightens_one_term_and_loosens_another_waits() {
    let mut world = locked();
    let both: Change = |it| (it.buffer_floor_e6, it.redemption_limit_e6) = (60 * ONE, 0);
    expect_error(world.set_dealing_terms(both), MmfError::TimeLocked);
}

#[test]
fn a_first_limit_where_there_was_none_does_not_wait_and_neither_does_taking_a_disclosure_back() {
    let mut world = World::new();
    world.set_dealing_terms(|terms| terms.liquidity_fee_disclosed = true).unwrap();
    let fund = world.fund;
    world.patch::<Fund>(&fund, |fund| fund.policy.time_lock_seconds = 86_400);

    world
        .set_dealing_terms(|terms| {
            let DealingTermsArgs { window_seconds, settlement_grace_seconds, .. } = *terms;
            *terms = DealingTermsArgs { window_seconds, settlement_grace_seconds, ..full_terms() };
        })
        .unwrap();
    assert_eq!(world.dealing().terms.liquidity_fee_disclosed, 0);
}

#[test]
fn terms_that_make_no_sense_are_refused() {
    let wrong: [Change; 10] = [
        |it| it.settlement_grace_seconds = 3_599,
        |it| it.window_seconds = 3_599,
        |it| it.window_seconds = 31 * 86_400 + 1,
        |it| it.settlement_grace_seconds = 31 * 86_400 + 1,
        |it| it.uninvested_cap_e6 = 50 * ONE,
        |it| it.uninvested_cap_e6 = 1,
        |it| it.investor_subscription_limit_e6 = 500 * ONE + 1,
        |it| it.investor_subscription_limit_e6 = 0,
        |it| it.investor_redemption_limit_e6 = 1_000 * ONE + 1,
        |it| it.investor_redemption_limit_e6 = 0,
    ];
    let mut world = World::new();
    world.set_dealing_terms(|terms| *terms = full_terms()).unwrap();
    for change in wrong {
        expect_error(world.set_dealing_terms(change), MmfError::ParameterOutOfRange);
        assert_eq!(DealingTermsArgs::of(&world.dealing().terms), full_terms());
    }
    let right: [Change; 8] = [
        |it| it.settlement_grace_seconds = 3_600,
        |it| it.window_seconds = 3_600,
        |it| it.window_seconds = 31 * 86_400,
        |it| it.settlement_grace_seconds = 31 * 86_400,
        |it| it.uninvested_cap_e6 = 50 * ONE + 1,
        |it| it.investor_subscription_limit_e6 = 500 * ONE,
        |it| it.investor_redemption_limit_e6 = 1_000 * ONE,
        |it| (it.subscription_limit_e6, it.investor_subscription_limit_e6) = (0, 0),
    ];
    for change in right {
        world.set_dealing_terms(change).unwrap();
    }
}

#[test]
fn an_action_that_waited_for_a_day_loosens_a_term() {
    for waited in [86_399, 86_400] {
        let mut world = locked();
        let args = DealingTermsArgs { redemption_limit_e6: 0, ..full_terms() };
        let dealing = world.dealing();
        let order = world.addresses.set_dealing_terms(&world.fund, &dealing, &by_action(&world, 7), args);

        let outcome = carry_out_after(&mut world, order, waited);

        if waited < 86_400 {
            expect_error(outcome, MmfError::TimeLocked);
        } else {
            outcome.unwrap();
            assert_eq!(DealingTermsArgs::of(&world.dealing().terms), args);
        }
    }
}

#[test]
fn an_action_that_was_approved_over_other_terms_does_nothing() {
    let mut world = locked();
    let args = DealingTermsArgs { redemption_limit_e6: 0, ..full_terms() };
    let dealing = world.dealing();
    let order = world.addresses.set_dealing_terms(&world.fund, &dealing, &by_action(&world, 7), args);
    world.set_dealing_terms(|terms| terms.buffer_floor_e6 += 1).unwrap();

    expect_error(carry_out_after(&mut world, order, 86_400), MmfError::ActionMismatch);
}

#[test]
fn what_was_used_of_a_limit_stays_used_when_the_terms_change() {
    let mut world = World::new();
    let holder = world.holder(1_000 * ONE);
    world.set_dealing_terms(|terms| *terms = full_terms()).unwrap();
    world.subscribe(&holder, 300 * ONE).unwrap();
    world.set_dealing_terms(|terms| terms.investor_subscription_limit_e6 = 200 * ONE).unwrap();
    expect_error(world.subscribe(&holder, 1), MmfError::InvestorSubscriptionLimit);
    world.set_dealing_terms(|terms| terms.investor_subscription_limit_e6 = 350 * ONE).unwrap();

    expect_error(world.subscribe(&holder, 50 * ONE + 1), MmfError::InvestorSubscriptionLimit);
    world.subscribe(&holder, 50 * ONE).unwrap();
}

#[test]
fn the_terms_of_another_fund_are_refused() {
    let mut world = World::new();
    let holder = world.holder(10 * ONE);
    let order = world.subscribe_order(&holder, ONE);
    let (own, mut forged) = (world.addresses.dealing(&world.fund), world.dealing());
    forged.fund = Pubkey::new_unique();
    let (address, mut data) = (Pubkey::new_unique(), world.data(&own));
    data[8..].copy_from_slice(bytemuck::bytes_of(&forged));
    world.put_account(address, mmf::ID, data);
    let mut order = order;
    order.accounts.iter_mut().filter(|meta| meta.pubkey == own).for_each(|meta| meta.pubkey = address);

    expect_error(world.send(&[order], &[&holder.wallet]), MmfError::AccountMismatch);
}
