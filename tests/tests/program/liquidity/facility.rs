//! A third party buys redeemers' units with its own cash; the class and the buffer do not notice.

mod refusals;

use mmf::error::MmfError;
use mmf::instructions::PlaceRequestArgs;
use mmf::state::{ClassKind, FacilityTerms, InvestorStatus, Side};
use mmf_client::ix::CalendarYears;
use mmf_tests::calendar::at;
use mmf_tests::liquidity::Setting;
use mmf_tests::{Holder, ONE, World, event, expect_error};

use super::KINDS;

/// What the provider of the tests sets.
const TERMS: FacilityTerms =
    FacilityTerms { active: true, fee_bps: 10, limit_e6: 1_000 * ONE, investor_limit_e6: 500 * ONE, classes: 1 };

/// A fund whose instant redemptions a provider serves with up to 5,000 dollars, and a holder of 900 shares with 100 dollars.
pub fn served(setting: Setting) -> (World, Holder, Holder) {
    let mut world = World::dealing_in(setting);
    let holder = world.holder(setting.dollars(1_000));
    world.subscribe(&holder, setting.dollars(900)).unwrap();
    let provider = world.holder(setting.dollars(10_000));
    world.set_dealing_terms(|terms| terms.facility_investor = provider.investor).unwrap();
    let (fund, cash) = (world.fund, provider.cash);
    world.approve_delegate(&provider.wallet, &cash, &fund, setting.dollars(5_000));
    world.set_facility(&provider, TERMS).unwrap();
    (world, holder, provider)
}

#[test]
fn units_go_to_the_provider_and_its_cash_less_the_fee_to_the_redeemer() {
    for kind in KINDS {
        let (mut world, holder, provider) = served(Setting::of(kind));
        let (class, fund, dealing) = (world.class(), world.fund(), world.dealing());
        let supply = world.share_supply();

        let done = world.redeem_to_facility(&holder, &provider, 100 * ONE + 1).unwrap();

        assert_eq!(world.balance(&holder.cash), 199_900_000, "the fee of 10 bps is rounded up");
        assert_eq!(world.balance(&provider.cash), 9_900_100_000);
        assert_eq!(world.balance(&holder.shares), 800 * ONE - 1);
        assert_eq!(world.balance(&provider.shares), 100 * ONE + 1);
        let event = event!(done, FacilityServed);
        assert_eq!((event.units, event.value_e6, event.fee_e6), (100 * ONE + 1, 100 * ONE + 1, 100_001));
        assert_eq!(event.paid_settlement_units, 99_900_000);
        let facility = world.facility(&provider);
        assert_eq!((facility.bought_e6, facility.fees_e6, facility.level_e6), (100 * ONE + 1, 100_001, 100 * ONE + 1));

        let after = world.class();
        assert_eq!(world.share_supply(), supply);
        assert_eq!(after.recorded_supply_units, class.recorded_supply_units);
        assert_eq!((after.net_assets_e6, after.redeemed_units_to_date), (class.net_assets_e6, 0));
        assert_eq!((world.fund(), world.balance(&fund.buffer)).1, 900 * ONE);
        assert_eq!(world.fund().buffer_cash_e6, fund.buffer_cash_e6);
        assert_eq!(world.dealing().redemption_limiter, dealing.redemption_limiter, "the fund's limits are not used");
        assert_eq!(world.dealing().flows, dealing.flows);
    }
}

#[test]
fn the_register_moves_the_units_between_the_investors() {
    for kind in [ClassKind::Distributing, ClassKind::AccumulatingHooked] {
        let (mut world, holder, provider) = served(Setting::of(kind));
        world.redeem_to_facility(&holder, &provider, 100 * ONE).unwrap();

        assert_eq!(world.holding(&holder.holding).recorded_units, 800 * ONE);
        assert_eq!(world.holding(&provider.holding).recorded_units, 100 * ONE);
        assert_eq!(world.investor(&holder.investor).units[0], 800 * ONE);
        assert_eq!(world.investor(&provider.investor).units[0], 100 * ONE);
    }
}

#[test]
fn income_until_then_stays_the_redeemers_and_from_then_on_is_the_providers() {
    let (mut world, holder, provider) = served(Setting::default());
    world.strike(0).unwrap();
    world.strike(90_000).unwrap(); // 100 on each share
    world.redeem_to_facility(&holder, &provider, 300 * ONE).unwrap();
    world.strike(180_000).unwrap(); // 200 on each share

    let class = world.class();
    let accrued = [&holder, &provider].map(|side| {
        let mut line = world.holding(&side.holding);
        line.settle(&class).unwrap();
        line.accrued.get() / 1_000_000_000_000_000_000
    });
    assert_eq!(accrued, [90_000 + 120_000, 60_000]);
}

#[test]
fn an_accumulating_class_is_bought_at_its_struck_price() {
    for kind in [ClassKind::AccumulatingHooked, ClassKind::AccumulatingGated] {
        let (mut world, holder, provider) = served(Setting::of(kind));
        world.strike(0).unwrap();
        world.strike(450_000).unwrap();
        assert_eq!(world.class().price.price_e12, 1_000_500_000_000);

        world.redeem_to_facility(&holder, &provider, 100 * ONE).unwrap();
        assert_eq!(world.balance(&holder.cash), 100 * ONE + 99_949_950, "100.05 less 0.10005");
        assert_eq!(world.class().price.price_e12, 1_000_500_000_000);
    }
}

#[test]
fn the_least_to_accept_is_measured_by_what_arrived() {
    let (mut world, holder, provider) = served(Setting { transfer_fee_bps: 100, ..Setting::default() });
    let units = 100 * ONE;
    let order = world.facility_order(&holder, &provider, units, 98_901_001);
    expect_error(world.send(&[order], &[&holder.wallet]), MmfError::BelowMinimumOut);
    let order = world.facility_order(&holder, &provider, units, 98_901_000);
    world.send(&[order], &[&holder.wallet]).unwrap();
    assert_eq!(world.balance(&holder.cash), 100 * ONE + 98_901_000);
}

#[test]
fn with_other_decimals_the_redeemer_gets_whole_units_of_the_mint() {
    for (decimals, paid) in [(2, 9_989), (9, 99_899_999_000)] {
        let setting = Setting { decimals, ..Setting::default() };
        let (mut world, holder, provider) = served(setting);
        world.redeem_to_facility(&holder, &provider, 100 * ONE - 1).unwrap();
        assert_eq!(world.balance(&holder.cash), setting.dollars(100) + paid);
    }
}

#[test]
fn all_that_is_free_can_be_sold() {
    for kind in KINDS {
        let (mut world, holder, provider) = served(Setting::of(kind));
        let wide = FacilityTerms { limit_e6: 1_800 * ONE, investor_limit_e6: 900 * ONE, ..TERMS };
        world.set_facility(&provider, wide).unwrap();
        world.redeem_to_facility(&holder, &provider, u64::MAX).unwrap();
        assert_eq!((world.balance(&holder.shares), world.balance(&provider.shares)), (0, 900 * ONE));
    }
}

#[test]
fn a_frozen_redeemer_of_a_class_without_a_hook_gets_out_and_stays_frozen() {
    let (mut world, holder, provider) = served(Setting::of(ClassKind::AccumulatingGated));
    world.approve(&holder.investor, World::kyc_until(at(1, 2, 16, 0))).unwrap();
    world.set_time(at(1, 2, 16, 0));
    world.enforce(&holder).unwrap();
    assert!(world.is_frozen(&holder.shares));

    world.redeem_to_facility(&holder, &provider, 100 * ONE).unwrap();
    assert!(world.is_frozen(&holder.shares));
    assert_eq!((world.balance(&holder.shares), world.balance(&provider.shares)), (800 * ONE, 100 * ONE));
}

#[test]
fn who_may_only_redeem_sells_to_the_provider_too() {
    let (mut world, holder, provider) = served(Setting::default());
    world.restrict(&holder.investor, InvestorStatus::RedeemOnly).unwrap();
    world.redeem_to_facility(&holder, &provider, 100 * ONE).unwrap();
}

#[test]
fn the_provider_redeems_by_the_queue_and_at_once_when_the_fund_serves_again() {
    let (mut world, holder, provider) = served(Setting::default());
    world.redeem_to_facility(&holder, &provider, 100 * ONE).unwrap();
    let fund = world.fund();
    let args = PlaceRequestArgs { nonce: 1, day: fund.next_strike_day, amount: 60 * ONE, min_out: 0 };
    let years = CalendarYears { year: 2025, with_next: false };
    let payer = world.payer_key();
    let order = world.addresses.place_request(&payer, &world.parties(&provider), &fund, Side::Redemption, years, args);
    world.send(&[order], &[&provider.wallet]).unwrap();
    assert_eq!(world.holding(&provider.holding).reserved_units, 60 * ONE);

    expect_error(world.redeem(&provider, 40 * ONE), MmfError::FacilityServes);
    world.set_dealing_terms(|terms| terms.facility_investor = Default::default()).unwrap();
    world.redeem(&provider, 40 * ONE).unwrap();
    expect_error(world.redeem_to_facility(&holder, &provider, ONE), MmfError::FacilityUnavailable);
}

#[test]
fn instant_redemptions_go_to_the_facility_and_subscriptions_to_the_fund() {
    for kind in KINDS {
        let (mut world, holder, _) = served(Setting::of(kind));
        expect_error(world.redeem(&holder, ONE), MmfError::FacilityServes);
        expect_error(world.preview_redeem(&holder, ONE).map(|_| unreachable!()), MmfError::FacilityServes);
        world.subscribe(&holder, ONE).unwrap();
    }
}
