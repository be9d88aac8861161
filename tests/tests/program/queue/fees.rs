//! Fees of queued requests, of a class at $1.00: at the rates that were in force when the batch was priced.

use mmf::state::Side;
use mmf_tests::{ONE, World, event};

use super::{CASH, held, member, settled};

#[test]
fn the_subscription_fee_goes_to_the_manager() {
    let (mut world, holder) = held(100);
    world.set_fees(15, 0).unwrap();
    let key = world.queue_cash(&holder, 33_333_333);

    let done = settled(&mut world, Side::Subscription, &[key]).unwrap();

    let fee = 50_000; // 15 bps are 49,999.9995
    assert_eq!((event!(done, Subscribed).fee_e6, event!(done, Subscribed).units), (fee, 33_333_333 - fee));
    let class = world.class();
    assert_eq!((class.management_fee_payable_e6, class.dealing_fees_to_date_e6), (fee, fee));
    assert_eq!(world.cash_books().buffer, 133_333_333);
    assert_eq!(world.cash_books().supply_value, 133_333_333);
}

#[test]
fn the_redemption_fee_goes_to_the_manager_and_the_liquidity_fee_stays_in_the_class() {
    let (mut world, holder) = held(100);
    world.set_fees(0, 30).unwrap();
    world.set_liquidity_fee(20).unwrap();
    let key = world.queue_units(&holder, 33_333_333);

    let done = settled(&mut world, Side::Redemption, &[key]).unwrap();

    // 30 bps are 99,999.999, 20 bps 66,666.666
    let (manager, kept) = (100_000, 66_667);
    let paid = 33_333_333 - manager - kept;
    let redeemed = event!(done, Redeemed);
    assert_eq!((redeemed.cash_e6, redeemed.fee_e6, redeemed.kept_e6), (paid, manager, kept));
    let class = world.class();
    assert_eq!((class.management_fee_payable_e6, class.dealing_fees_to_date_e6), (manager, manager));
    assert_eq!((class.kept_to_date_e6, class.equalisation_pending_e6), (kept, kept));
    assert_eq!(world.balance(&holder.cash), CASH * ONE + paid);
    assert_eq!(world.cash_books().buffer, 100 * ONE - paid);
    world.strike(0).unwrap();
    assert_eq!(world.fund().tie_out_difference_e6, 0);
    assert_eq!(world.class().equalisation_to_date_e6, kept, "it is income of who stays");
}

#[test]
fn the_redemption_fee_of_a_registered_fund_stays_in_the_class() {
    let mut world = World::of_regime(mmf::state::Regime::RegisteredRetail);
    let holder = member(&mut world, 100);
    world.set_fees(0, 30).unwrap();
    let key = world.queue_units(&holder, 10 * ONE);
    let done = settled(&mut world, Side::Redemption, &[key]).unwrap();
    assert_eq!((event!(done, Redeemed).fee_e6, event!(done, Redeemed).kept_e6), (0, 30_000));
    assert_eq!(world.class().equalisation_pending_e6, 30_000);
}
