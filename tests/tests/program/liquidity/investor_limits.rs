//! What one investor may deal at once.

use mmf::error::MmfError;
use mmf_tests::{ONE, expect_error};

use super::limits::limited;

#[test]
fn an_investors_limits_are_used_exactly_and_not_one_unit_more() {
    let (mut world, [holder, other, _]) = limited();
    world.subscribe(&holder, 499 * ONE).unwrap();
    expect_error(world.subscribe(&holder, ONE + 1), MmfError::InvestorSubscriptionLimit);
    world.subscribe(&holder, ONE).unwrap();
    expect_error(world.subscribe(&holder, 1), MmfError::InvestorSubscriptionLimit);

    world.redeem(&holder, 499 * ONE).unwrap();
    expect_error(world.redeem(&holder, ONE + 1), MmfError::InvestorRedemptionLimit);
    world.redeem(&holder, ONE).unwrap();
    expect_error(world.redeem(&holder, 1), MmfError::InvestorRedemptionLimit);
    world.redeem(&other, 500 * ONE).unwrap();
}

#[test]
fn an_investors_limit_drains_as_the_funds_does() {
    let (mut world, [holder, ..]) = limited();
    world.redeem(&holder, 500 * ONE).unwrap();
    world.set_time(world.time() + 864);

    expect_error(world.redeem(&holder, 5 * ONE + 1), MmfError::InvestorRedemptionLimit);
    world.redeem(&holder, 5 * ONE).unwrap();
}

#[test]
fn two_wallets_of_one_investor_share_its_limit() {
    let (mut world, [holder, ..]) = limited();
    let second = world.wallet_of(&holder.investor);
    world.give_cash(&second.key(), 1_000 * ONE);
    world.subscribe(&holder, 300 * ONE).unwrap();

    expect_error(world.subscribe(&second, 200 * ONE + 1), MmfError::InvestorSubscriptionLimit);
    world.subscribe(&second, 200 * ONE).unwrap();
    expect_error(world.subscribe(&holder, 1), MmfError::InvestorSubscriptionLimit);
    world.transfer(&holder, &second, 400 * ONE).unwrap();
    world.redeem(&second, 450 * ONE).unwrap();
    expect_error(world.redeem(&holder, 50 * ONE + 1), MmfError::InvestorRedemptionLimit);
    world.redeem(&holder, 50 * ONE).unwrap();
}

#[test]
fn one_investor_leaves_at_least_half_of_every_limit_to_the_others() {
    let (mut world, [greedy, other, third]) = limited();
    for _ in 0..20 {
        let _ = world.subscribe(&greedy, 500 * ONE);
        let _ = world.redeem(&greedy, 500 * ONE);
    }
    assert_eq!(world.dealing().subscription_limiter.level_e6, 500 * ONE);
    world.subscribe(&other, 250 * ONE).unwrap();
    world.subscribe(&third, 250 * ONE).unwrap();
    world.redeem(&other, 250 * ONE).unwrap();
    world.redeem(&third, 250 * ONE).unwrap();
}

#[test]
fn terms_that_would_let_one_investor_use_more_than_half_are_refused() {
    let (mut world, _) = limited();
    let wrong: [(u64, u64); 4] = [(1_000, 501), (1_000, 0), (1_001, 501), (1, 1)];
    for (all, own) in wrong {
        let subscription = world.set_dealing_terms(|terms| {
            (terms.subscription_limit_e6, terms.investor_subscription_limit_e6) = (all, own);
        });
        expect_error(subscription, MmfError::ParameterOutOfRange);
        let redemption = world.set_dealing_terms(|terms| {
            (terms.redemption_limit_e6, terms.investor_redemption_limit_e6) = (all, own);
        });
        expect_error(redemption, MmfError::ParameterOutOfRange);
    }
    world
        .set_dealing_terms(|terms| {
            (terms.subscription_limit_e6, terms.investor_subscription_limit_e6) = (1_001, 500);
            (terms.redemption_limit_e6, terms.investor_redemption_limit_e6) = (1_000, 500);
        })
        .unwrap();
}

#[test]
fn an_investors_limit_holds_where_the_fund_has_none() {
    let (mut world, [holder, other, _]) = limited();
    world.set_dealing_terms(|terms| (terms.subscription_limit_e6, terms.redemption_limit_e6) = (0, 0)).unwrap();

    world.subscribe(&holder, 500 * ONE).unwrap();
    expect_error(world.subscribe(&holder, 1), MmfError::InvestorSubscriptionLimit);
    world.subscribe(&other, 500 * ONE).unwrap();
    expect_error(world.subscribe(&other, 1), MmfError::InvestorSubscriptionLimit);
}
