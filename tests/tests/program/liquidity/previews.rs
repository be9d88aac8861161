//! Previews: signed by nobody, changing nothing, saying what the deal then gives.

use mmf::error::MmfError;
use mmf::state::InvestorStatus;
use mmf_tests::asserts::Outcome;
use mmf_tests::liquidity::{Refused, Setting};
use mmf_tests::{Holder, ONE, World, expect_error};

use super::{KINDS, state};

/// A holder with half of its 1,000 dollars in a class with every fee.
fn with_fees(setting: Setting) -> (World, Holder) {
    let mut world = World::dealing_in(setting);
    let holder = world.holder(setting.dollars(1_000));
    world.subscribe(&holder, setting.dollars(500)).unwrap();
    world.strike(0).unwrap();
    world.strike(123_457).unwrap();
    world.set_time(world.fund().next_cutoff - 7_200);
    world.set_fees(20, 150).unwrap();
    world.set_liquidity_fee(75).unwrap();
    (world, holder)
}

/// A preview's refusal as a deal's.
fn as_outcome<T>(preview: Result<T, Refused>) -> Outcome {
    preview.map(|_| unreachable!("should have been refused"))
}

#[test]
fn a_preview_changes_nothing_and_needs_no_signature() {
    for kind in KINDS {
        let (mut world, holder) = with_fees(Setting::of(kind));
        let before = state(&world, &[&holder]);
        let orders = [
            world.addresses.preview_subscribe(&world.parties(&holder), &world.fund(), ONE),
            world.addresses.preview_redeem(&world.parties(&holder), &world.fund(), ONE),
        ];
        for order in orders {
            assert!(order.accounts.iter().all(|meta| !meta.is_signer));
            world.send(&[order], &[]).unwrap();
        }
        assert_eq!(state(&world, &[&holder]), before);
    }
}

#[test]
fn a_preview_tells_fees_prices_and_rooms_and_the_deal_gives_just_that() {
    for kind in KINDS {
        let (mut world, holder) = with_fees(Setting::of(kind));
        world
            .set_dealing_terms(|terms| {
                (terms.subscription_limit_e6, terms.investor_subscription_limit_e6) = (900 * ONE, 300 * ONE);
                (terms.redemption_limit_e6, terms.investor_redemption_limit_e6) = (800 * ONE, 200 * ONE);
                (terms.buffer_floor_e6, terms.uninvested_cap_e6) = (100 * ONE, 600 * ONE);
            })
            .unwrap();

        let seen = world.preview_subscribe(&holder, 10 * ONE).unwrap();
        assert_eq!((seen.strike_no, seen.price_e12), (2, world.class().price.price_e12));
        assert_eq!((seen.amount_e6, seen.subscription_fee_e6), (10 * ONE, 20_000));
        assert_eq!((seen.redemption_fee_e6, seen.liquidity_fee_e6), (0, 0));
        assert_eq!((seen.fund_room_e6, seen.investor_room_e6, seen.buffer_room_e6), (900 * ONE, 300 * ONE, 100 * ONE));
        assert!(seen.equalisation_e6 > 0);
        let held = world.balance(&holder.shares);
        world.subscribe(&holder, 10 * ONE).unwrap();
        assert_eq!(world.balance(&holder.shares), held + seen.units);

        let seen = world.preview_redeem(&holder, 10 * ONE).unwrap();
        assert_eq!((seen.fund_room_e6, seen.investor_room_e6, seen.buffer_room_e6), (800 * ONE, 200 * ONE, 410 * ONE));
        assert_eq!(seen.redemption_fee_e6, (seen.amount_e6 * 150).div_ceil(10_000));
        assert_eq!(seen.liquidity_fee_e6, (seen.amount_e6 * 75).div_ceil(10_000));
        let cash = world.balance(&holder.cash);
        world.redeem(&holder, 10 * ONE).unwrap();
        assert_eq!(world.balance(&holder.cash), cash + seen.arriving_settlement_units);
    }
}

#[test]
fn without_limits_the_rooms_are_the_largest_number() {
    let (mut world, holder) = with_fees(Setting::default());
    let seen = world.preview_subscribe(&holder, ONE).unwrap();
    assert_eq!((seen.fund_room_e6, seen.investor_room_e6, seen.buffer_room_e6), (u64::MAX, u64::MAX, u64::MAX));
    let seen = world.preview_redeem(&holder, ONE).unwrap();
    assert_eq!((seen.fund_room_e6, seen.investor_room_e6, seen.buffer_room_e6), (u64::MAX, u64::MAX, 500 * ONE));
}

#[test]
fn with_a_transfer_fee_the_preview_tells_what_is_sent_and_what_arrives() {
    let (mut world, holder) = with_fees(Setting { transfer_fee_bps: 100, ..Setting::default() });
    let seen = world.preview_subscribe(&holder, 10 * ONE).unwrap();
    assert_eq!(
        (seen.sent_settlement_units, seen.arriving_settlement_units, seen.amount_e6),
        (10 * ONE, 9_900_000, 9_900_000)
    );
    let seen = world.preview_redeem(&holder, 10 * ONE).unwrap();
    assert_eq!((seen.amount_e6, seen.sent_settlement_units), (10 * ONE, 9_775_000));
    assert_eq!(seen.arriving_settlement_units, 9_677_250);
}

#[test]
fn all_that_is_free_is_previewed_as_units() {
    for kind in KINDS {
        let (mut world, holder) = with_fees(Setting::of(kind));
        let seen = world.preview_redeem(&holder, u64::MAX).unwrap();
        assert_eq!(seen.units, world.balance(&holder.shares));
    }
}

#[test]
fn a_preview_fails_with_the_error_of_the_deal() {
    for kind in KINDS {
        for (status, subscribing, redeeming) in [
            (InvestorStatus::RedeemOnly, Some(MmfError::DeniedRedeemOnly), None),
            (InvestorStatus::Blocked, Some(MmfError::DeniedBlocked), Some(MmfError::DeniedBlocked)),
            (InvestorStatus::Sanctioned, Some(MmfError::DeniedSanctioned), Some(MmfError::DeniedSanctioned)),
        ] {
            let (mut world, holder) = with_fees(Setting::of(kind));
            world.restrict(&holder.investor, status).unwrap();
            if let Some(error) = subscribing {
                expect_error(as_outcome(world.preview_subscribe(&holder, ONE)), error);
                expect_error(world.subscribe(&holder, ONE), error);
            }
            match redeeming {
                Some(error) => {
                    expect_error(as_outcome(world.preview_redeem(&holder, ONE)), error);
                    expect_error(world.redeem(&holder, ONE), error);
                }
                None => {
                    world.preview_redeem(&holder, ONE).unwrap();
                    world.redeem(&holder, ONE).unwrap();
                }
            }
        }
    }
}

#[test]
fn a_preview_of_another_holders_accounts_or_another_funds_vault_is_refused() {
    let (mut world, holder) = with_fees(Setting::default());
    let other = world.holder(ONE);
    let order = world.addresses.preview_redeem(&world.parties(&holder), &world.fund(), ONE);
    let swaps = [
        (holder.holding, other.holding),
        (holder.investor, other.investor),
        (holder.shares, other.shares),
        (holder.cash, other.cash),
        (world.fund().buffer, world.fund().escrow),
    ];
    for (real, forgery) in swaps {
        let mut forged = order.clone();
        forged.accounts.iter_mut().filter(|meta| meta.pubkey == real).for_each(|meta| meta.pubkey = forgery);
        assert!(world.send(&[forged], &[]).is_err());
    }
}
