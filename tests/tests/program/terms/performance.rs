//! The performance fee with its high-water mark.

use mmf::instructions::ClassTermsArgs;
use mmf::state::ClassKind;
use mmf_tests::{Holder, ONE, World};
use solana_sdk::signer::Signer;

use super::class_of;
use crate::custody::{give_back, list_custodian};

/// A tenth of the gain, and no other fee.
const TENTH: ClassTermsArgs = ClassTermsArgs { expense_bps: 0, day_count: 0, performance_fee_bps: 1_000 };
const KINDS: [ClassKind; 2] = [ClassKind::AccumulatingHooked, ClassKind::AccumulatingGated];

fn thousand(kind: ClassKind) -> (World, Holder) {
    class_of(kind, TENTH, 1_000)
}

/// Strikes; then the fee of that strike, the net assets, the price, the mark.
fn strike(world: &mut World, income_e6: i64) -> (u64, u64, u64, u64) {
    let before = world.class().performance_fee_to_date_e6;
    world.strike(income_e6).unwrap();
    let class = world.class();
    let fee_e6 = class.performance_fee_to_date_e6 - before;
    (fee_e6, class.net_assets_e6, class.price.price_e12, class.high_water_mark_e12)
}

#[test]
fn the_fee_is_a_part_of_the_gain_above_the_mark() {
    for kind in KINDS {
        let (mut world, _) = thousand(kind);
        let first = strike(&mut world, 100_000);
        assert_eq!(first, (10_000, 1_000_090_000, 1_000_090_000_000, 1_000_090_000_000));
        let second = strike(&mut world, 100_000);
        assert_eq!(second, (10_000, 1_000_180_000, 1_000_180_000_000, 1_000_180_000_000));

        let class = world.class();
        assert_eq!((class.management_fee_payable_e6, class.management_fee_to_date_e6), (20_000, 0));
        assert_eq!(class.net_income_to_date_e6, 180_000, "net of the fee");
        assert_eq!(world.report(3).results[0].expense_e6, 10_000);
    }
}

#[test]
fn a_loss_and_its_recovery_cost_nothing_and_the_gain_above_the_mark_does() {
    for kind in KINDS {
        let (mut world, _) = thousand(kind);
        strike(&mut world, 100_000);
        let loss = strike(&mut world, -50_000);
        assert_eq!(loss, (0, 1_000_040_000, 1_000_040_000_000, 1_000_090_000_000));
        let back = strike(&mut world, 50_000);
        assert_eq!(back, (0, 1_000_090_000, 1_000_090_000_000, 1_000_090_000_000));
        let above = strike(&mut world, 100_000);
        assert_eq!(above, (10_000, 1_000_180_000, 1_000_180_000_000, 1_000_180_000_000));
    }
}

#[test]
fn only_the_part_of_a_recovery_above_the_mark_is_charged() {
    let (mut world, _) = thousand(ClassKind::AccumulatingHooked);
    strike(&mut world, 100_000);
    strike(&mut world, -50_000);

    let (fee_e6, ..) = strike(&mut world, 80_000);

    assert_eq!(fee_e6, 3_000, "a tenth of 30,000");
}

#[test]
fn a_subscription_below_the_mark_raises_no_mark_and_pays_no_fee_for_the_recovery() {
    let (mut world, holder) = thousand(ClassKind::AccumulatingHooked);
    strike(&mut world, 100_000);
    strike(&mut world, -50_000);
    let mark = world.class().high_water_mark_e12;
    world.subscribe(&holder, 500 * ONE).unwrap();
    assert_eq!(world.class().high_water_mark_e12, mark);

    let (fee_e6, ..) = strike(&mut world, 60_000); // the price stays below the mark for 1,500 shares

    assert_eq!(fee_e6, 0);
}

#[test]
fn the_fee_comes_after_the_expenses() {
    let terms = ClassTermsArgs { expense_bps: 20, ..TENTH };
    let (mut world, _) = class_of(ClassKind::AccumulatingHooked, terms, 1_825);

    let (fee_e6, net_assets_e6, ..) = strike(&mut world, 110_000); // 10,000 of expenses

    assert_eq!((fee_e6, net_assets_e6), (10_000, 1_825 * ONE + 90_000));
    assert_eq!(world.class().management_fee_payable_e6, 20_000);
}

#[test]
fn a_class_that_everybody_left_begins_a_new_mark() {
    let (mut world, holder) = thousand(ClassKind::AccumulatingHooked);
    strike(&mut world, 100_000);
    let custodian = list_custodian(&mut world, 0);
    world.give_cash(&custodian.owner.pubkey(), ONE);
    give_back(&mut world, &custodian, ONE).unwrap(); // the income, in cash
    world.redeem(&holder, u64::MAX).unwrap();

    strike(&mut world, 0);

    assert_eq!(world.class().high_water_mark_e12, 1_000_000_000_000);
}

#[test]
fn a_fee_that_is_set_later_takes_nothing_of_earlier_gains() {
    let (mut world, _) = class_of(ClassKind::AccumulatingHooked, ClassTermsArgs::default(), 1_000);
    strike(&mut world, 100_000);
    world.set_terms(TENTH).unwrap();
    let (fee_e6, ..) = strike(&mut world, 100_000); // still by the old terms
    assert_eq!(fee_e6, 0);

    let (fee_e6, ..) = strike(&mut world, 100_000);
    assert_eq!(fee_e6, 10_000);
}
