//! Cash and books at the edge.

use mmf::instructions::{AddCustodianArgs, CashArgs};
use mmf::state::Role;
use mmf_tests::councils::signed_by;
use mmf_tests::{ONE, World, calendar};
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signature::Keypair;
use solana_sdk::signer::Signer;

/// A fund whose settlement mint has two decimals.
fn in_cents() -> World {
    let mut world = World::bare();
    world.usdc = Pubkey::new_unique();
    world.make_cash_mint(world.usdc, 2);
    let order =
        world.addresses.create_fund(&world.payer.pubkey(), &world.usdc, &spl_token_interface::ID, world.fund_args());
    world.send(&[order], &[]).unwrap();
    let order = world.calendar_order(calendar::args());
    world.privileged(&order).unwrap();
    let order = world.class_order(World::class_args());
    world.privileged(&order).unwrap();
    world
}

/// What a redeemer loses by rounding must go somewhere: assets = claims.
#[test]
fn the_rounding_of_a_redemption_stays_in_the_books() {
    let mut world = in_cents();
    let holder = world.holder(10_00);
    world.subscribe(&holder, 10_00).unwrap();
    assert_eq!(u128::from(world.fund().buffer_cash_e6), u128::try_from(world.class().claims_e6().unwrap()).unwrap());

    world.redeem(&holder, ONE + 5_005).unwrap();

    let (cash, claims) = (world.fund().buffer_cash_e6, world.class().claims_e6().unwrap());
    assert_eq!(i128::from(cash), claims, "the next quote can't tie out: the fund has more than anybody owns");
}

/// A sweep books what moved.
#[test]
fn a_sweep_books_what_moved() {
    let mut world = in_cents();
    let holder = world.holder(10_00);
    world.subscribe(&holder, 10_00).unwrap();
    let account = world.give_cash(&Keypair::new().pubkey(), 0);
    let authority = signed_by(&world.councils.enough(&[Role::Governance]));
    let args = AddCustodianArgs { daily_limit_e6: 0 };
    let order = world.addresses.add_custodian(&world.payer.pubkey(), &world.fund, &account, &authority, args);
    world.privileged(&order).unwrap();
    let authority = signed_by(&world.councils.enough(&[Role::Treasurer]));
    let fund = world.fund();
    let args = CashArgs { amount_e6: ONE + 9_999 };
    let order = world.addresses.sweep_cash((&world.fund, &fund), &account, &authority, args);
    let outcome = world.privileged(&order);

    let moved = i64::try_from(world.balance(&account) * 10_000).unwrap();
    assert!(
        outcome.is_err() || world.fund().custodian_net_e6 == moved,
        "booked {}, moved {moved}",
        world.fund().custodian_net_e6
    );
}
