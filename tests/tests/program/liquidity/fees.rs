//! Subscription and redemption fees: their rounding, their caps, and who gets them.

use mmf::error::MmfError;
use mmf::state::{ClassKind, Regime};
use mmf_tests::liquidity::Setting;
use mmf_tests::{ONE, World, event, expect_error};

use super::{KINDS, REGIMES, ties_out};

#[test]
fn a_subscription_fee_is_rounded_up_and_goes_to_the_manager() {
    for kind in KINDS {
        let mut world = World::dealing_in(Setting::of(kind));
        world.set_fees(20, 0).unwrap();
        let holder = world.holder(10 * ONE);

        let done = world.subscribe(&holder, 1_000_001).unwrap();

        let class = world.class();
        assert_eq!(world.balance(&holder.shares), 998_000, "a dollar's millionths less 2,001");
        assert_eq!((class.management_fee_payable_e6, class.dealing_fees_to_date_e6), (2_001, 2_001));
        assert_eq!(class.recorded_supply_units, 998_000);
        assert_eq!(world.fund().buffer_cash_e6, 1_000_001);
        let event = event!(done, Subscribed);
        assert_eq!((event.cash_e6, event.fee_e6, event.units), (1_000_001, 2_001, 998_000));
        ties_out(&world);
    }
}

#[test]
fn a_redemption_fee_is_rounded_up_and_goes_to_the_manager_of_a_private_fund() {
    for kind in KINDS {
        let mut world = World::dealing_in(Setting::of(kind));
        world.set_fees(0, 200).unwrap();
        let holder = world.holder(10 * ONE);
        world.subscribe(&holder, 10 * ONE).unwrap();

        let done = world.redeem(&holder, 1_000_001).unwrap();

        let class = world.class();
        assert_eq!(world.balance(&holder.cash), 980_000, "1,000,001 less 20,001");
        assert_eq!((class.management_fee_payable_e6, class.dealing_fees_to_date_e6), (20_001, 20_001));
        assert_eq!((class.kept_to_date_e6, class.equalisation_pending_e6), (0, 0));
        assert_eq!(class.net_asset_base_e6(), 8_999_999);
        let event = event!(done, Redeemed);
        assert_eq!((event.cash_e6, event.fee_e6, event.kept_e6, event.units), (980_000, 20_001, 0, 1_000_001));
        ties_out(&world);
    }
}

#[test]
fn a_registered_funds_redemption_fee_stays_in_the_class_and_any_other_funds_goes_to_the_manager() {
    for regime in REGIMES {
        let mut world = World::of_regime(regime);
        world.set_fees(0, 100).unwrap();
        let (leaver, stayer) = (world.holder(1_000 * ONE), world.holder(1_000 * ONE));
        for holder in [&leaver, &stayer] {
            world.subscribe(holder, 1_000 * ONE).unwrap();
        }
        world.redeem(&leaver, 10 * ONE).unwrap();

        let class = world.class();
        let (manager, kept) = if regime.is_registered() { (0, 100_000) } else { (100_000, 0) };
        assert_eq!(class.management_fee_payable_e6, manager, "{regime:?}");
        assert_eq!(class.dealing_fees_to_date_e6, manager);
        assert_eq!((class.kept_to_date_e6, class.equalisation_pending_e6), (kept, kept));
        ties_out(&world);

        world.strike(0).unwrap();
        let due = i128::try_from(world.class().declared.get() / 1_000_000_000_000_000_000).unwrap();
        assert!((due - i128::from(kept)).abs() <= 1, "{due} for those who stayed");
        ties_out(&world);
    }
}

#[test]
fn fees_are_capped_by_the_program() {
    let mut world = World::new();

    expect_error(world.set_fees(21, 0), MmfError::FeeAboveCap);
    expect_error(world.set_fees(0, 201), MmfError::FeeAboveCap);
    expect_error(world.set_fees(u16::MAX, u16::MAX), MmfError::FeeAboveCap);
    world.set_fees(20, 200).unwrap();
}

#[test]
fn a_classs_own_lower_caps_bind_its_fees() {
    let mut world = World::new();
    let capped = |own: (u16, u16), fees: (u16, u16)| {
        move |rules: &mut mmf::instructions::ClassRulesArgs| {
            (rules.max_subscription_fee_bps, rules.max_redemption_fee_bps) = own;
            (rules.subscription_fee_bps, rules.redemption_fee_bps) = fees;
        }
    };

    expect_error(world.set_rules(capped((5, 50), (6, 50))), MmfError::FeeAboveCap);
    expect_error(world.set_rules(capped((5, 50), (5, 51))), MmfError::FeeAboveCap);
    world.set_rules(capped((5, 50), (5, 50))).unwrap();
    expect_error(world.set_fees(6, 0), MmfError::FeeAboveCap);
    expect_error(world.set_fees(0, 51), MmfError::FeeAboveCap);
    expect_error(world.set_rules(capped((21, 0), (0, 0))), MmfError::FeeAboveCap);
    expect_error(world.set_rules(capped((0, 201), (0, 0))), MmfError::FeeAboveCap);
}

#[test]
fn a_class_is_not_created_with_fees_above_their_caps() {
    let mut world = World::with_fund();
    expect_error(
        world.create_class(ClassKind::Distributing, |rules| rules.subscription_fee_bps = 21),
        MmfError::FeeAboveCap,
    );
    expect_error(
        world.create_class(ClassKind::AccumulatingGated, |rules| rules.redemption_fee_bps = 201),
        MmfError::FeeAboveCap,
    );
}

#[test]
fn a_fee_of_another_class_is_not_charged() {
    let mut world = World::dealing_in(Setting::default());
    world.set_fees(20, 200).unwrap();
    let first = world.class;
    let second = world.add_class(ClassKind::AccumulatingHooked, |_| {});
    world.enter(&first);
    let holder = world.holder(100 * ONE);
    let line = world.opened_in(&holder, &second);
    world.enter(&second);

    world.subscribe(&line, 10 * ONE).unwrap();
    world.redeem(&line, u64::MAX).unwrap();
    assert_eq!(world.balance(&holder.cash), 100 * ONE);
}

#[test]
fn the_managers_fees_are_paid_out_as_any_other() {
    let mut world = World::dealing_in(Setting::of(ClassKind::AccumulatingHooked));
    world.set_fees(20, 200).unwrap();
    let holder = world.holder(100 * ONE);
    world.subscribe(&holder, 100 * ONE).unwrap();
    world.redeem(&holder, 50 * ONE).unwrap();
    let owed = world.class().management_fee_payable_e6;
    assert_eq!(owed, 200_000 + ONE);
    world.set_policy(|policy| policy.fee_recipient = holder.key()).unwrap();
    let args = mmf::instructions::PayFeesArgs { due: mmf::instructions::Due::Fees, amount_e6: owed };
    let (authority, fund) = (world.signed(&[mmf::state::Role::Treasurer]), world.fund());
    let order = world.addresses.pay_fees_in_cash((&world.fund, &fund), &world.class, &holder.cash, &authority, args);

    world.privileged(&order).unwrap();
    assert_eq!((world.class().management_fee_payable_e6, world.class().dealing_fees_to_date_e6), (0, owed));
    ties_out(&world);
}

#[test]
fn all_regimes_charge_the_same_subscription_fee() {
    for regime in [Regime::RegisteredGovernment, Regime::Private3c7, Regime::EuMmfr] {
        let mut world = World::of_regime(regime);
        world.set_fees(20, 0).unwrap();
        let holder = world.holder(100 * ONE);
        world.subscribe(&holder, 100 * ONE).unwrap();

        assert_eq!(world.class().management_fee_payable_e6, 200_000);
        assert_eq!(world.balance(&holder.shares), 99_800_000);
    }
}
