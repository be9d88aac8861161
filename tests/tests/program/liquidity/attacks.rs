//! Donation and first-depositor attacks on a class whose price rises: they move no price, and the victim gets what it would get without.

use mmf::error::MmfError;
use mmf::state::ClassKind;
use mmf_tests::liquidity::Setting;
use mmf_tests::{Holder, ONE, World, expect_error};

const RISING: [ClassKind; 2] = [ClassKind::AccumulatingHooked, ClassKind::AccumulatingGated];

/// What an attacker does before the victim comes.
type Attack = fn(&mut World, &Holder);

/// Units of the victim for its cash, and the cash that it gets back for them.
fn victim(kind: ClassKind, attack: Attack, cash: u64) -> (u64, u64) {
    let mut world = World::dealing_in(Setting::of(kind));
    let (attacker, victim) = (world.holder(10_000_000 * ONE), world.holder(cash));
    attack(&mut world, &attacker);
    world.subscribe(&victim, cash).unwrap();
    let units = world.balance(&victim.shares);
    let listed = crate::custody::list_custodian(&mut world, 0);
    world.give_cash(&solana_sdk::signer::Signer::pubkey(&listed.owner), 1_000 * ONE);
    crate::custody::give_back(&mut world, &listed, 1_000 * ONE).unwrap(); // income of the strikes, in cash
    world.redeem(&victim, u64::MAX).unwrap();
    (units, world.balance(&victim.cash))
}

/// Burns tokens of one's own.
fn burn(world: &mut World, holder: &Holder, units: u64) {
    let token = spl_token_2022_interface::ID;
    let order =
        spl_token_2022_interface::instruction::burn(&token, &holder.shares, &world.mint, &holder.key(), &[], units);
    world.send(&[order.unwrap()], &[&holder.wallet]).unwrap();
}

/// A million dollars into each vault.
fn donate(world: &mut World) {
    for vault in world.vaults() {
        world.drop_cash(&vault, 1_000_000 * ONE);
    }
}

const ATTACKS: [(&str, Attack); 7] = [
    ("nothing", |_, _| ()),
    ("the smallest first deposit", |world, attacker| drop(world.subscribe(attacker, 1).unwrap())),
    ("the smallest first deposit and a donation", |world, attacker| {
        world.subscribe(attacker, 1).unwrap();
        donate(world);
    }),
    ("a donation before any deposit", |world, _| donate(world)),
    ("a deposit, a donation, and a strike", |world, attacker| {
        world.subscribe(attacker, 1).unwrap();
        donate(world);
        world.strike(0).unwrap();
    }),
    ("burning all but a unit of a deposit", |world, attacker| {
        world.subscribe(attacker, 1_000 * ONE).unwrap();
        burn(world, attacker, 1_000 * ONE - 1);
    }),
    ("burning, a donation, and a strike", |world, attacker| {
        world.subscribe(attacker, 1_000 * ONE).unwrap();
        burn(world, attacker, 1_000 * ONE - 1);
        donate(world);
        world.strike(0).unwrap();
    }),
];

#[test]
fn the_victim_gets_the_same_units_and_all_of_its_cash_back() {
    for kind in RISING {
        for (name, attack) in ATTACKS {
            for cash in [1, 2, 1_999_999, 10_000 * ONE] {
                assert_eq!(victim(kind, attack, cash), (cash, cash), "{name}");
            }
        }
    }
}

#[test]
fn income_on_a_tiny_first_deposit_raises_the_price_by_a_thousandth_a_day_at_most() {
    for kind in RISING {
        let mut world = World::dealing_in(Setting::of(kind));
        let (attacker, victim) = (world.holder(1_000 * ONE), world.holder(1_000 * ONE));
        world.subscribe(&attacker, 1_000).unwrap();
        world.strike(0).unwrap();
        world.strike(1_000_000).unwrap(); // a thousand times the class's net assets

        assert_eq!(world.class().price.price_e12, 1_001_000_000_000);
        world.subscribe(&victim, 100 * ONE).unwrap();
        let units = world.balance(&victim.shares);
        world.redeem(&victim, u64::MAX).unwrap();
        let back = world.balance(&victim.cash) - 900 * ONE;
        assert_eq!((units, back), (99_900_030, 99_999_930), "the interim income of a minute");
    }
}

#[test]
fn what_an_attacker_burned_is_its_own_loss_and_in_a_register_not_even_that() {
    for kind in RISING {
        let mut world = World::dealing_in(Setting::of(kind));
        let attacker = world.holder(1_000 * ONE);
        world.subscribe(&attacker, 1_000 * ONE).unwrap();
        burn(&mut world, &attacker, 999 * ONE);

        assert_eq!((world.class().recorded_supply_units, world.class().net_assets_e6), (1_000 * ONE, 1_000 * ONE));
        expect_error(world.redeem(&attacker, 2 * ONE), MmfError::TokensMissing);
        world.redeem(&attacker, ONE).unwrap();
        assert_eq!(world.balance(&attacker.cash), ONE);
        if kind == ClassKind::AccumulatingHooked {
            let order = world.addresses.restore(&world.class, &attacker.pay_target());
            world.send(&[order], &[]).unwrap();
            world.redeem(&attacker, u64::MAX).unwrap();
            assert_eq!(world.balance(&attacker.cash), 1_000 * ONE);
        }
    }
}

/// A class whose only holder left all but so many units behind while the board charged a liquidity fee of 2% on 2,000 dollars.
fn left_behind(kind: ClassKind, units: u64) -> World {
    let mut world = World::dealing_in(Setting::of(kind));
    let attacker = world.holder(2_000 * ONE);
    world.subscribe(&attacker, 2_000 * ONE).unwrap();
    world.set_liquidity_fee(200).unwrap();
    world.redeem(&attacker, 2_000 * ONE - units).unwrap();
    world.set_liquidity_fee(0).unwrap();
    world
}

#[test]
fn fees_left_behind_with_a_last_unit_block_no_strike_and_cost_no_later_subscriber_anything() {
    for kind in RISING {
        for units in [0, 1, 2, 1_000] {
            let mut world = left_behind(kind, units);
            world.strike(0).unwrap();
            world.strike(0).unwrap();
            let victim = world.holder(1_000 * ONE);
            world.subscribe(&victim, 39 * ONE).unwrap();
            world.strike(0).unwrap();
            world.redeem(&victim, u64::MAX).unwrap();

            let back = world.balance(&victim.cash);
            assert!((999_990_000..=1_001 * ONE).contains(&back), "{units} left: {back}");
        }
    }
}

#[test]
fn fees_left_behind_by_the_last_holder_are_no_gift_to_who_comes_next() {
    for kind in RISING {
        let mut world = left_behind(kind, 0);
        let next = world.holder(1_000 * ONE);
        world.subscribe(&next, ONE).unwrap();
        world.strike(0).unwrap();
        world.redeem(&next, u64::MAX).unwrap();

        let back = world.balance(&next.cash);
        assert!(back <= 1_000 * ONE + 1_000, "{back}");
    }
}
