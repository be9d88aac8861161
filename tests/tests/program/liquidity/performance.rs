//! What redeemers leave behind is no performance of the manager.

use mmf::state::ClassKind;
use mmf_tests::{ONE, World};

#[test]
fn no_performance_fee_is_charged_on_fees_that_stay_in_the_class() {
    let mut world = World::with_fund();
    let class = world.add_class(ClassKind::AccumulatingHooked, |args| {
        (args.terms.expense_bps, args.terms.performance_fee_bps) = (0, 2_000);
    });
    world.enter(&class);
    let (leaver, stayer) = (world.holder(1_000 * ONE), world.holder(1_000 * ONE));
    world.subscribe(&leaver, 1_000 * ONE).unwrap();
    world.subscribe(&stayer, 1_000 * ONE).unwrap();
    world.set_liquidity_fee(200).unwrap();
    world.redeem(&leaver, 500 * ONE).unwrap();
    for _ in 0..8 {
        world.strike(0).unwrap();
    }
    let after = world.class();
    assert_eq!((after.net_assets_e6, after.kept_to_date_e6), (1_510 * ONE, 10 * ONE));
    assert_eq!(after.performance_fee_to_date_e6, 0);

    world.strike(3_000_000).unwrap();
    assert_eq!(world.class().performance_fee_to_date_e6, 302_000, "a fifth of the most income of a day");
}
