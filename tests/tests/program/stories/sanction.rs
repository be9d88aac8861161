//! Blocked property earns, moves nowhere, and comes back whole.

use mmf::error::MmfError;
use mmf::state::{Holding, InvestorStatus};
use mmf_tests::calendar::{at, day};
use mmf_tests::{Holder, ONE, World, event, expect_error};

use crate::restore::restore;

/// Two holders of 1,000 shares; the first is sanctioned on 10 January, and keepers have frozen its account.
fn sanctioned() -> (World, Holder, Holder) {
    let mut world = World::new();
    let [one, twin] = [(); 2].map(|()| world.holder(2_000 * ONE));
    world.subscribe(&one, 1_000 * ONE).unwrap();
    world.subscribe(&twin, 1_000 * ONE).unwrap();
    world.strike_through(day(1, 9), 240_000);
    world.set_time(at(1, 10, 15, 0));
    world.restrict(&one.investor, InvestorStatus::Sanctioned).unwrap();
    world.enforce(&one).unwrap();
    (world, one, twin)
}

/// What a holding has earned and holds.
fn position(holding: &Holding) -> (u64, u128, u128, u64) {
    (holding.recorded_units, holding.accrued.get(), holding.payable.get(), holding.paid_units)
}

#[test]
fn blocked_property_earns_what_free_property_earns_and_its_tokens_come_after_the_release() {
    let (mut world, one, twin) = sanctioned();
    for month_end in [day(1, 31), day(2, 28)] {
        world.strike_through(month_end, 240_000);
        let paid = world.pay(&[&one]).unwrap();
        assert!(event!(paid, DividendPaid).credited_in_place);
        world.pay(&[&twin]).unwrap();
    }
    let blocked = world.holding(&one.holding);
    assert_eq!(position(&blocked), position(&world.holding(&twin.holding)));
    assert!(blocked.recorded_units > 1_002 * ONE, "two months of twelve cents a strike day");
    assert_eq!(world.balance(&one.shares), 1_000 * ONE);

    world.release(&one.investor, InvestorStatus::Approved).unwrap();
    expect_error(restore(&mut world, &one), MmfError::TokenAccountFrozen);
    world.open(&one).unwrap();
    restore(&mut world, &one).unwrap();

    assert_eq!(world.balance(&one.shares), blocked.recorded_units);
    assert_eq!(world.balance(&twin.shares), blocked.recorded_units);
    world.redeem(&one, u64::MAX).unwrap();
}

#[test]
fn nothing_goes_in_or_out_and_no_way_of_opening_or_thawing_helps() {
    let (mut world, one, twin) = sanctioned();
    let frozen = spl_token_2022_interface::error::TokenError::AccountFrozen as u32;

    mmf_tests::expect_refusal(world.transfer(&one, &twin, ONE), frozen);
    mmf_tests::expect_refusal(world.transfer(&twin, &one, ONE), frozen);
    expect_error(world.redeem(&one, ONE), MmfError::DeniedSanctioned);
    expect_error(world.subscribe(&one, ONE), MmfError::DeniedSanctioned);
    expect_error(world.open(&one), MmfError::DeniedSanctioned);
    expect_error(restore(&mut world, &one), MmfError::DeniedSanctioned);
    world.set_freeze(&one, false).unwrap();
    assert!(world.is_frozen(&one.shares));
    let renewal = World::kyc_until(at(12, 31, 0, 0));
    expect_error(world.approve(&one.investor, renewal), MmfError::DeniedSanctioned);
}

#[test]
fn a_second_wallet_of_a_sanctioned_investor_opens_nothing() {
    let (mut world, one, _) = sanctioned();
    let second = world.unopened_wallet_of(&one.investor);

    expect_error(world.open(&second), MmfError::DeniedSanctioned);
}
