//! The liquidity fee that a board charges: it stays in the class, for those who stay.

use mmf::error::MmfError;
use mmf::instructions::{LiquidityFeeArgs, SliceCostArgs};
use mmf::state::{ClassKind, Regime, Role};
use mmf_tests::liquidity::Setting;
use mmf_tests::officer::DOCUMENT;
use mmf_tests::{Holder, ONE, World, event, expect_error};

use super::{KINDS, REGIMES, ties_out};

/// Two holders of 1,000 dollars in a class of that kind.
fn pair(kind: ClassKind) -> (World, [Holder; 2]) {
    let mut world = World::dealing_in(Setting::of(kind));
    let holders = [(); 2].map(|()| world.holder(1_000 * ONE));
    for holder in &holders {
        world.subscribe(holder, 1_000 * ONE).unwrap();
    }
    (world, holders)
}

#[test]
fn it_stays_in_the_class_and_reaches_those_who_stay_at_the_next_strike() {
    for kind in KINDS {
        let (mut world, [leaver, _]) = pair(kind);
        let done = world.set_liquidity_fee(200).unwrap();
        let event = event!(done, LiquidityFeeSet);
        assert_eq!((event.old_bps, event.new_bps, event.document_hash), (0, 200, DOCUMENT));

        world.redeem(&leaver, 10 * ONE).unwrap();

        assert_eq!(world.balance(&leaver.cash), 9_800_000);
        let class = world.class();
        assert_eq!((class.kept_to_date_e6, class.management_fee_payable_e6), (200_000, 0));
        ties_out(&world);
        world.strike(0).unwrap();
        ties_out(&world);
        let class = world.class();
        if class.is_distributing() {
            // 200,000 over 1,990,000,000 units, in e18.
            assert_eq!(class.index.get(), 200_000 * 1_000_000_000_000_000_000 / 1_990_000_000);
        } else {
            assert_eq!(class.net_assets_e6, 1_990_200_000);
            assert_eq!(class.price.price_e12, 1_000_100_502_512, "1,990.2 / 1,990, rounded down");
        }
    }
}

#[test]
fn redemption_and_liquidity_fee_add_up() {
    for kind in KINDS {
        let (mut world, [leaver, _]) = pair(kind);
        world.set_liquidity_fee(200).unwrap();
        world.set_fees(20, 200).unwrap();

        let done = world.redeem(&leaver, 1_000_001).unwrap();

        let event = event!(done, Redeemed);
        assert_eq!((event.cash_e6, event.fee_e6, event.kept_e6), (959_999, 20_001, 20_001), "each rounded up");
        assert_eq!(world.balance(&leaver.cash), 959_999);
        let preview = world.preview_redeem(&leaver, 1_000_001).unwrap();
        assert_eq!((preview.redemption_fee_e6, preview.liquidity_fee_e6), (20_001, 20_001));
        ties_out(&world);
    }
}

#[test]
fn both_fees_stay_where_the_fund_is_registered() {
    let mut world = World::of_regime(Regime::RegisteredRetail);
    let holder = world.holder(1_000 * ONE);
    world.subscribe(&holder, 1_000 * ONE).unwrap();
    world.set_liquidity_fee(100).unwrap();
    world.set_fees(0, 50).unwrap();

    let done = world.redeem(&holder, 10 * ONE).unwrap();

    let event = event!(done, Redeemed);
    assert_eq!((event.cash_e6, event.fee_e6, event.kept_e6), (9_850_000, 0, 150_000));
    assert_eq!(world.class().equalisation_pending_e6, 150_000);
    ties_out(&world);
}

#[test]
fn a_subscriber_pays_no_liquidity_fee() {
    let (mut world, [holder, _]) = pair(ClassKind::AccumulatingHooked);
    world.set_liquidity_fee(200).unwrap();
    world.give_cash(&holder.key(), ONE);

    world.subscribe(&holder, ONE).unwrap();
    assert_eq!(world.balance(&holder.shares), 1_001 * ONE);
}

#[test]
fn it_is_two_per_cent_at_most_and_the_board_ends_it_again() {
    let (mut world, [holder, _]) = pair(ClassKind::Distributing);

    expect_error(world.set_liquidity_fee(201), MmfError::FeeAboveCap);
    expect_error(world.set_liquidity_fee(u16::MAX), MmfError::FeeAboveCap);
    world.set_liquidity_fee(200).unwrap();
    world.set_liquidity_fee(0).unwrap();
    world.redeem(&holder, 10 * ONE).unwrap();
    assert_eq!(world.balance(&holder.cash), 10 * ONE);
}

#[test]
fn it_needs_a_document_and_what_it_was() {
    let (mut world, _) = pair(ClassKind::Distributing);
    let args = LiquidityFeeArgs { fee_bps: 50, expected_fee_bps: 0, document_hash: DOCUMENT };

    expect_error(world.liquidity_fee(LiquidityFeeArgs { document_hash: [0; 32], ..args }), MmfError::DocumentMissing);
    expect_error(world.liquidity_fee(LiquidityFeeArgs { expected_fee_bps: 1, ..args }), MmfError::ParameterOutOfRange);
    world.liquidity_fee(args).unwrap();
    expect_error(world.liquidity_fee(args), MmfError::ParameterOutOfRange);
    assert_eq!((world.dealing().liquidity_fee_bps, world.dealing().liquidity_fee_hash), (50, DOCUMENT));
}

#[test]
fn a_government_fund_charges_one_only_where_it_is_disclosed() {
    for regime in REGIMES {
        let mut world = World::of_regime(regime);
        if regime != Regime::RegisteredGovernment {
            world.set_liquidity_fee(1).unwrap();
            continue;
        }
        expect_error(world.set_liquidity_fee(1), MmfError::LiquidityFeeForbidden);
        world.set_liquidity_fee(0).unwrap();
        world.set_dealing_terms(|terms| terms.liquidity_fee_disclosed = true).unwrap();
        world.set_liquidity_fee(200).unwrap();
    }
}

#[test]
fn a_strike_keeps_the_fee_in_force() {
    let (mut world, [holder, _]) = pair(ClassKind::Distributing);
    world.set_liquidity_fee(100).unwrap();
    world.strike(0).unwrap();

    world.redeem(&holder, 10 * ONE).unwrap();
    assert_eq!(world.balance(&holder.cash), 9_900_000);
}

#[test]
fn the_estimate_of_a_slices_cost_has_bounds_and_a_document() {
    let (mut world, _) = pair(ClassKind::Distributing);
    let until_day = world.fund().last_struck_day + 10;
    let right = SliceCostArgs { cost_ppm: 100_000, until_day, document_hash: DOCUMENT };
    let set = |world: &mut World, args| {
        let order = world.addresses.set_slice_cost(&world.fund, &world.signed(&[Role::NavApprover]), args);
        world.privileged(&order)
    };

    expect_error(set(&mut world, SliceCostArgs { cost_ppm: 100_001, ..right }), MmfError::ParameterOutOfRange);
    for day in [-1, until_day + 1, i32::MAX] {
        expect_error(set(&mut world, SliceCostArgs { until_day: day, ..right }), MmfError::ParameterOutOfRange);
    }
    expect_error(set(&mut world, SliceCostArgs { document_hash: [0; 32], ..right }), MmfError::DocumentMissing);
    let done = set(&mut world, right).unwrap();
    let event = event!(done, SliceCostSet);
    assert_eq!((event.cost_ppm, event.until_day, event.document_hash), (100_000, until_day, DOCUMENT));
    assert_eq!((world.dealing().slice_cost_ppm, world.dealing().slice_cost_until), (100_000, until_day));
}

#[test]
fn a_large_holder_leaves_beside_one_of_a_dollar() {
    for kind in KINDS {
        let mut world = World::dealing_in(Setting::of(kind));
        let (large, small) = (world.holder(10_000 * ONE), world.holder(ONE));
        world.subscribe(&large, 10_000 * ONE).unwrap();
        world.subscribe(&small, ONE).unwrap();
        world.set_liquidity_fee(200).unwrap();

        world.redeem(&large, u64::MAX).unwrap();
        assert_eq!(world.balance(&large.cash), 9_800 * ONE);
        world.strike(0).unwrap();
        world.strike(0).unwrap();
        ties_out(&world);
    }
}

#[test]
fn until_the_strike_a_new_unit_pays_its_part_of_what_was_kept() {
    for kind in KINDS {
        let (mut world, [leaver, stayer]) = pair(kind);
        world.set_liquidity_fee(200).unwrap();
        world.redeem(&leaver, 10 * ONE).unwrap();
        let newcomer = world.holder(10_000 * ONE);
        world.subscribe(&newcomer, 10_000 * ONE).unwrap();
        world.set_liquidity_fee(0).unwrap();
        world.strike(0).unwrap();

        let worth = |world: &World, holder: &Holder| {
            let (class, mut line) = (world.class(), world.holding(&holder.holding));
            line.settle(&class).unwrap();
            let income = u64::try_from(line.accrued.get() / 1_000_000_000_000_000_000).unwrap();
            crate::exchange::reckoning::value(&class, world.balance(&holder.shares)) + income
        };
        assert!(worth(&world, &newcomer) <= 10_000 * ONE, "nothing of what the leaver paid");
        assert!(worth(&world, &stayer) >= 1_000_100_000, "half of 200,000 and more");
    }
}
