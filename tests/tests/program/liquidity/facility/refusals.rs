//! What the facility does not do, and for whom.

use mmf::error::MmfError;
use mmf::state::{FacilityTerms, InvestorStatus, SuspensionGround};
use mmf_tests::liquidity::Setting;
use mmf_tests::{Holder, ONE, expect_error};
use solana_sdk::pubkey::Pubkey;

use super::{TERMS, served};
use crate::liquidity::state;

#[test]
fn its_limit_is_used_exactly_drains_and_gives_not_one_unit_more() {
    let (mut world, holder, provider) = served(Setting::default());
    let second = world.holder(1_000 * ONE);
    world.subscribe(&second, 900 * ONE).unwrap();
    world
        .set_facility(&provider, FacilityTerms { limit_e6: 864 * ONE, investor_limit_e6: 432 * ONE, ..TERMS })
        .unwrap();
    world.redeem_to_facility(&holder, &provider, 432 * ONE).unwrap();
    world.redeem_to_facility(&second, &provider, 431 * ONE).unwrap();

    expect_error(world.redeem_to_facility(&second, &provider, ONE + 1), MmfError::FacilityUnavailable);
    world.redeem_to_facility(&second, &provider, ONE).unwrap();
    expect_error(world.redeem_to_facility(&second, &provider, 1), MmfError::FacilityUnavailable);
    world.set_time(world.time() + 1); // the fund's window is a day
    expect_error(world.redeem_to_facility(&second, &provider, 10_001), MmfError::FacilityUnavailable);
    world.redeem_to_facility(&second, &provider, 5_000).unwrap();
}

#[test]
fn one_investor_sells_no_more_in_a_window_than_the_provider_takes_from_one() {
    let (mut world, holder, provider) = served(Setting::default());
    let second = world.wallet_of(&holder.investor);
    world.transfer(&holder, &second, 400 * ONE).unwrap();
    world.redeem_to_facility(&holder, &provider, 300 * ONE).unwrap();

    expect_error(world.redeem_to_facility(&second, &provider, 200 * ONE + 1), MmfError::InvestorRedemptionLimit);
    world.redeem_to_facility(&second, &provider, 200 * ONE).unwrap();
    expect_error(world.redeem_to_facility(&holder, &provider, 1), MmfError::InvestorRedemptionLimit);
}

#[test]
fn one_investor_leaves_at_least_half_of_the_limit_to_the_others() {
    let (mut world, _, provider) = served(Setting::default());
    for investor_limit_e6 in [0, 500 * ONE + 1, 1_000 * ONE] {
        let outcome = world.set_facility(&provider, FacilityTerms { investor_limit_e6, ..TERMS });
        expect_error(outcome, MmfError::ParameterOutOfRange);
    }
    world.set_facility(&provider, FacilityTerms { investor_limit_e6: 0, active: false, ..TERMS }).unwrap();
}

#[test]
fn only_the_classes_that_it_names_are_bought() {
    let (mut world, holder, provider) = served(Setting::default());
    world.set_facility(&provider, FacilityTerms { classes: 0b10, ..TERMS }).unwrap();
    expect_error(world.redeem_to_facility(&holder, &provider, ONE), MmfError::FacilityUnavailable);
    world.set_facility(&provider, FacilityTerms { classes: 0b11, ..TERMS }).unwrap();
    world.redeem_to_facility(&holder, &provider, ONE).unwrap();
}

#[test]
fn a_class_with_losses_to_pay_off_is_not_bought() {
    let (mut world, holder, provider) = served(Setting::default());
    let class = world.class;
    world.patch::<mmf::state::ShareClass>(&class, |class| class.deficit.set(1));
    expect_error(world.redeem_to_facility(&holder, &provider, ONE), MmfError::ClassInDeficit);
}

#[test]
fn an_inactive_facility_serves_nobody() {
    let (mut world, holder, provider) = served(Setting::default());
    world.set_facility(&provider, FacilityTerms { active: false, ..TERMS }).unwrap();
    expect_error(world.redeem_to_facility(&holder, &provider, ONE), MmfError::FacilityUnavailable);
    world.set_facility(&provider, TERMS).unwrap();
    world.redeem_to_facility(&holder, &provider, ONE).unwrap();
}

#[test]
fn the_fund_pays_out_of_the_providers_account_no_more_than_it_was_made_the_delegate_of() {
    let (mut world, holder, provider) = served(Setting::default());
    let (fund, cash) = (world.fund, provider.cash);
    world.approve_delegate(&provider.wallet, &cash, &fund, 99_900_000);

    expect_error(world.redeem_to_facility(&holder, &provider, 100 * ONE + 2), MmfError::FacilityUnavailable);
    world.redeem_to_facility(&holder, &provider, 100 * ONE).unwrap();
    expect_error(world.redeem_to_facility(&holder, &provider, ONE), MmfError::FacilityUnavailable);
    world.approve_delegate(&provider.wallet, &cash, &holder.key(), 1_000 * ONE);
    expect_error(world.redeem_to_facility(&holder, &provider, ONE), MmfError::FacilityUnavailable);
    world.approve_delegate(&provider.wallet, &cash, &fund, 1_000 * ONE);
    world.revoke_delegate(&provider.wallet, &cash);
    expect_error(world.redeem_to_facility(&holder, &provider, ONE), MmfError::FacilityUnavailable);
}

#[test]
fn an_account_with_too_little_cash_serves_as_far_as_it_reaches() {
    let (mut world, holder, provider) = served(Setting::default());
    let other = world.holder(0);
    let token = spl_token_interface::ID;
    let order = spl_token_interface::instruction::transfer(
        &token,
        &provider.cash,
        &other.cash,
        &provider.key(),
        &[],
        9_990 * ONE,
    );
    world.send(&[order.unwrap()], &[&provider.wallet]).unwrap();

    expect_error(world.redeem_to_facility(&holder, &provider, 11 * ONE), MmfError::FacilityUnavailable);
    world.redeem_to_facility(&holder, &provider, 10 * ONE).unwrap();
}

#[test]
fn only_the_investor_that_governance_named_serves() {
    let (mut world, holder, provider) = served(Setting::default());
    let other = world.holder(1_000 * ONE);
    expect_error(world.set_facility(&other, TERMS), MmfError::FacilityUnavailable);
    world.set_facility(&other, FacilityTerms { active: false, ..TERMS }).unwrap();
    expect_error(world.redeem_to_facility(&holder, &other, ONE), MmfError::FacilityUnavailable);
    world.set_dealing_terms(|terms| terms.facility_investor = other.investor).unwrap();

    expect_error(world.redeem_to_facility(&holder, &provider, ONE), MmfError::FacilityUnavailable);
    expect_error(world.redeem_to_facility(&holder, &other, ONE), MmfError::FacilityUnavailable);
}

#[test]
fn its_fee_is_two_per_cent_at_most() {
    let (mut world, holder, provider) = served(Setting::default());
    expect_error(world.set_facility(&provider, FacilityTerms { fee_bps: 201, ..TERMS }), MmfError::FeeAboveCap);
    world.set_facility(&provider, FacilityTerms { fee_bps: 200, ..TERMS }).unwrap();
    world.redeem_to_facility(&holder, &provider, 100 * ONE).unwrap();
    assert_eq!(world.balance(&holder.cash), 198 * ONE);
}

#[test]
fn a_facility_pays_from_an_account_of_its_own_wallet_only() {
    let (mut world, holder, provider) = served(Setting::default());
    let (payer, owner) = (world.payer_key(), provider.key());
    let order = |cash| world.addresses.set_facility((&payer, &owner), &world.fund, &provider.investor, &cash, TERMS);
    let orders = [order(holder.cash), order(provider.shares)];
    for order in orders {
        expect_error(world.send(&[order], &[&provider.wallet]), MmfError::AccountMismatch);
    }
}

#[test]
fn nobody_sets_the_facility_of_another_investor() {
    let (mut world, holder, provider) = served(Setting::default());
    let (payer, owner) = (world.payer_key(), holder.key());
    let order = world.addresses.set_facility((&payer, &owner), &world.fund, &provider.investor, &holder.cash, TERMS);
    assert!(world.send(&[order], &[&holder.wallet]).is_err());
    assert_eq!(world.facility(&provider).owner, provider.key());
}

#[test]
fn the_provider_does_not_sell_to_itself() {
    let (mut world, _, provider) = served(Setting::default());
    world.subscribe(&provider, 10 * ONE).unwrap();
    assert!(world.redeem_to_facility(&provider, &provider, ONE).is_err());
    let second = world.wallet_of(&provider.investor);
    world.transfer(&provider, &second, 5 * ONE).unwrap();
    assert!(world.redeem_to_facility(&second, &provider, ONE).is_err());
}

#[test]
fn the_provider_must_be_allowed_to_take_units() {
    for (status, error) in [
        (InvestorStatus::RedeemOnly, MmfError::DeniedRedeemOnly),
        (InvestorStatus::Blocked, MmfError::DeniedBlocked),
        (InvestorStatus::Sanctioned, MmfError::DeniedSanctioned),
    ] {
        let (mut world, holder, provider) = served(Setting::default());
        world.restrict(&provider.investor, status).unwrap();
        expect_error(world.redeem_to_facility(&holder, &provider, ONE), error);
    }
    let (mut world, holder, provider) = served(Setting::default());
    world.set_rules(|rules| rules.max_investor_units = 1_000 * ONE).unwrap();
    world.update(&provider.investor, |profile| profile.max_units = 50 * ONE).unwrap();
    expect_error(world.redeem_to_facility(&holder, &provider, 50 * ONE + 1), MmfError::DeniedAboveOwnLimit);
    world.redeem_to_facility(&holder, &provider, 50 * ONE).unwrap();
}

#[test]
fn the_redeemer_must_be_allowed_to_redeem_and_the_classs_minimums_hold() {
    for (status, error) in
        [(InvestorStatus::Blocked, MmfError::DeniedBlocked), (InvestorStatus::Sanctioned, MmfError::DeniedSanctioned)]
    {
        let (mut world, holder, provider) = served(Setting::default());
        world.restrict(&holder.investor, status).unwrap();
        expect_error(world.redeem_to_facility(&holder, &provider, ONE), error);
    }
    let (mut world, holder, provider) = served(Setting::default());
    world.set_rules(|rules| rules.min_redemption_units = 5 * ONE).unwrap();
    expect_error(world.redeem_to_facility(&holder, &provider, 5 * ONE - 1), MmfError::BelowClassMinimum);
    expect_error(world.redeem_to_facility(&holder, &provider, 0), MmfError::AmountTooSmall);
    world.redeem_to_facility(&holder, &provider, 5 * ONE).unwrap();
}

#[test]
fn suspension_halt_cut_off_and_a_strike_in_between_stop_it_as_any_instant_deal() {
    let (mut world, holder, provider) = served(Setting::default());
    world.suspend(SuspensionGround::FundDocuments, 0).unwrap();
    expect_error(world.redeem_to_facility(&holder, &provider, ONE), MmfError::RedemptionsSuspended);
    world.lift_suspension().unwrap();
    let order = world.facility_order(&holder, &provider, ONE, 0);
    world.go_past_cutoff();
    expect_error(world.send(std::slice::from_ref(&order), &[&holder.wallet]), MmfError::DealingClosed);
    world.strike(0).unwrap();
    expect_error(world.send(&[order], &[&holder.wallet]), MmfError::StrikeNumberMoved);
    let fund = world.fund;
    world.patch::<mmf::state::Fund>(&fund, |fund| fund.set_flag(mmf::state::fund_flag::HALTED, true));
    expect_error(world.redeem_to_facility(&holder, &provider, ONE), MmfError::DealingHalted);
}

#[test]
fn swapped_accounts_move_nothing() {
    let (mut world, holder, provider) = served(Setting::default());
    let thief: Holder = world.holder(0);
    let order = world.facility_order(&holder, &provider, ONE, 0);
    let fund = world.fund();
    let swaps: [(Pubkey, Pubkey); 7] = [
        (provider.cash, thief.cash),
        (provider.cash, fund.buffer),
        (provider.cash, fund.escrow),
        (provider.shares, thief.shares),
        (provider.holding, thief.holding),
        (provider.investor, thief.investor),
        (holder.cash, thief.cash),
    ];
    let before = state(&world, &[&holder, &provider, &thief]);
    for (real, forgery) in swaps {
        let mut forged = order.clone();
        forged.accounts.iter_mut().filter(|meta| meta.pubkey == real).for_each(|meta| meta.pubkey = forgery);
        assert!(world.send(&[forged], &[&holder.wallet]).is_err(), "{real} replaced by {forgery}");
        assert!(state(&world, &[&holder, &provider, &thief]) == before);
    }
}

#[test]
fn another_wallet_of_the_provider_may_take_the_facility_over() {
    let (mut world, holder, provider) = served(Setting::default());
    let second = world.wallet_of(&provider.investor);
    world.give_cash(&second.key(), 100 * ONE);
    let fund = world.fund;
    world.approve_delegate(&second.wallet, &second.cash, &fund, 100 * ONE);
    world.set_facility(&second, TERMS).unwrap();

    assert_eq!((world.facility(&provider).owner, world.facility(&provider).cash_account), (second.key(), second.cash));
    world.redeem_to_facility(&holder, &second, 10 * ONE).unwrap();
    assert_eq!(world.balance(&second.shares), 10 * ONE);
}
