//! An exchange pays the redemption fee of the class that is left and the subscription fee of the class that is entered, and no liquidity fee.

use mmf::state::{ClassKind, Regime, ShareClass};
use mmf_tests::{Holder, ONE, World, event};
use solana_sdk::pubkey::Pubkey;

/// A fund of a regime with two distributing classes; two holders have 1,000 shares each in the first, which charges 150 bps for leaving; the
/// second charges 20 bps for coming. The board charges a liquidity fee of 2%.
fn two_classes(regime: Regime) -> (World, [Pubkey; 2], Holder) {
    let mut world = World::of_regime(regime);
    let first = world.class;
    world.set_fees(0, 150).unwrap();
    let second = world.add_class(ClassKind::Distributing, |args| args.terms.expense_bps = 0);
    world.set_fees(20, 0).unwrap();
    world.enter(&first);
    let (mover, stayer) = (world.holder(1_000 * ONE), world.holder(1_000 * ONE));
    world.opened_in(&mover, &second);
    for holder in [&mover, &stayer] {
        world.subscribe(holder, 1_000 * ONE).unwrap();
    }
    world.set_dealing_terms(|terms| terms.liquidity_fee_disclosed = true).unwrap();
    world.set_liquidity_fee(200).unwrap();
    (world, [first, second], mover)
}

#[test]
fn both_classes_charge_their_fee_and_no_cash_moves() {
    for regime in super::REGIMES {
        let (mut world, [first, second], mover) = two_classes(regime);
        let before = world.fund();

        let done = world.exchange(&mover, &second, 100 * ONE + 1).unwrap();

        // 100,000,001 less 1,500,001, less 197,000.
        let event = event!(done, Exchanged);
        let (manager, kept) = if regime.is_registered() { (0, 1_500_001) } else { (1_500_001, 0) };
        assert_eq!((event.given_fee_e6, event.given_kept_e6, event.taken_fee_e6), (manager, kept, 197_000));
        assert_eq!((event.amount_e6, event.taken_units), (98_500_000, 98_303_000));
        let [from, to]: [ShareClass; 2] = [world.read(&first), world.read(&second)];
        assert_eq!((from.management_fee_payable_e6, to.management_fee_payable_e6), (manager, 197_000));
        assert_eq!((from.equalisation_pending_e6, from.kept_to_date_e6), (kept, kept));
        let claims = from.claims_e6().unwrap() + to.claims_e6().unwrap();
        let after = world.fund();
        assert_eq!(claims, i128::from(before.buffer_cash_e6));
        assert_eq!((after.buffer_cash_e6, after.supply_value_e6), (before.buffer_cash_e6, before.supply_value_e6));
        assert_eq!(world.balance(&mover.cash), 0);
    }
}

#[test]
fn what_was_kept_reaches_who_stayed_at_the_next_strike() {
    let (mut world, [first, second], mover) = two_classes(Regime::RegisteredRetail);
    world.exchange(&mover, &second, 10 * ONE).unwrap();
    world.strike(0).unwrap();

    let [from, to]: [ShareClass; 2] = [world.read(&first), world.read(&second)];
    let declared = from.declared.get() / 1_000_000_000_000_000_000;
    assert!((149_999..=150_000).contains(&declared), "{declared}");
    assert_eq!(to.declared.get(), 0);
}
