//! Dealing in a class without a hook: its price rises, and who may no longer hold is frozen but can redeem.

use mmf::error::MmfError;
use mmf::instructions::{ClassRulesArgs, CreateClassArgs};
use mmf::state::{ClassKind, Fund};
use mmf_tests::calendar::{at, day};
use mmf_tests::{Holder, ONE, World, expect_error};
use solana_sdk::signer::Signer;
use spl_token_2022_interface::extension::{BaseStateWithExtensions, StateWithExtensions, transfer_hook::TransferHook};
use spl_token_2022_interface::instruction::transfer_checked;
use spl_token_2022_interface::state::{Account, AccountState, Mint};

/// A world whose class is gated and costs 20 bps a year.
fn gated() -> World {
    let mut world = World::with_fund();
    let args =
        CreateClassArgs { kind: ClassKind::AccumulatingGated, rules: ClassRulesArgs::default(), ..World::class_args() };
    let order = world.class_order(args);
    world.privileged(&order).unwrap();
    world
}

fn is_frozen(world: &World, holder: &Holder) -> bool {
    let data = world.data(&holder.shares);
    StateWithExtensions::<Account>::unpack(&data).unwrap().base.state == AccountState::Frozen
}

fn send_plain(world: &mut World, from: &Holder, to: &Holder, units: u64) -> mmf_tests::asserts::Outcome {
    let program = spl_token_2022_interface::ID;
    let order = transfer_checked(&program, &from.shares, &world.mint, &to.shares, &from.key(), &[], units, 6).unwrap();
    world.send(&[order], &[&from.wallet])
}

#[test]
fn its_mint_has_no_hook() {
    let world = gated();
    let data = world.data(&world.mint);
    let mint = StateWithExtensions::<Mint>::unpack(&data).unwrap();
    assert!(mint.get_extension::<TransferHook>().is_err());
}

#[test]
fn the_first_subscription_buys_at_one_dollar_and_keeps_no_register_of_units() {
    let mut world = gated();
    let holder = world.holder(100 * ONE);

    world.subscribe(&holder, 100 * ONE).unwrap();

    assert_eq!(world.balance(&holder.shares), 100 * ONE);
    assert_eq!(world.holding(&holder.holding).recorded_units, 0);
    assert_eq!(world.investor(&holder.investor).units[0], 0);
    assert_eq!(world.class().recorded_supply_units, 100 * ONE);
    assert_eq!(world.class().net_assets_e6, 100 * ONE);
}

#[test]
fn a_strike_raises_net_assets_by_the_income_less_the_fee_and_prices_a_unit_down() {
    let mut world = gated();
    let holder = world.holder(300 * ONE);
    world.subscribe(&holder, 300 * ONE).unwrap();
    world.strike(0).unwrap();

    world.strike(70_001).unwrap();

    // A day at 20 bps: 300,000,000 × 20 / 3,650,000 = 1,643.8, and the first day, without income, left a remainder.
    let class = world.class();
    let fee = class.management_fee_to_date_e6;
    assert!([1_643, 1_644].contains(&fee), "a fee of {fee}");
    assert_eq!(class.net_assets_e6, 300 * ONE + 70_001 - fee);
    let price = u128::from(class.net_assets_e6) * 1_000_000_000_000 / u128::from(300 * ONE);
    assert_eq!(u128::from(class.price.price_e12), price);
    assert_eq!(class.declared.get(), 0);
}

#[test]
fn later_subscribers_pay_the_interim_income_and_redeemers_get_the_struck_price() {
    let mut world = gated();
    let (first, second) = (world.holder(1_000 * ONE), world.holder(1_000 * ONE));
    world.subscribe(&first, 1_000 * ONE).unwrap();
    world.strike_through(day(1, 3), 500_000);
    let before = world.class();

    world.subscribe(&second, 1_000 * ONE).unwrap();

    let units = world.balance(&second.shares);
    let at_struck = u128::from(1_000 * ONE) * 1_000_000_000_000 / u128::from(before.price.price_e12);
    assert!(u128::from(units) <= at_struck, "{units} units at the struck price would be {at_struck}");
    let equalisation = world.class().equalisation_pending_e6;
    assert!(equalisation > 0, "the interim income waits for the strike");
    assert_eq!(world.class().net_assets_e6, before.net_assets_e6 + 1_000 * ONE - equalisation);
    world.redeem(&second, u64::MAX).unwrap();
    let paid = u128::from(units) * u128::from(before.price.price_e12) / 1_000_000_000_000;
    assert_eq!(u128::from(world.balance(&second.cash)), paid, "the struck price");
}

#[test]
fn a_round_trip_never_profits() {
    let mut world = gated();
    let seed = world.holder(777_777_777);
    world.subscribe(&seed, 777_777_777).unwrap();
    world.strike_through(day(1, 3), 333_333);
    let holder = world.holder(1_000);
    for cash in [1, 2, 3, 7, 10, 99, 100, 101, 500, 999, 1_000] {
        let start = world.balance(&holder.cash);
        if world.subscribe(&holder, cash).is_ok() && world.redeem(&holder, u64::MAX).is_err() {
            // Worth less than one settlement unit: it stays in the account until there is more.
            assert!(world.balance(&holder.shares) < 3);
        }
        assert!(world.balance(&holder.cash) <= start);
    }
}

#[test]
fn the_last_holder_redeems_everything_at_the_struck_price() {
    let mut world = gated();
    let holder = world.holder(500 * ONE);
    world.subscribe(&holder, 500 * ONE).unwrap();
    world.strike_through(day(1, 3), 100_000);
    world.set_time(at(1, 6, 12, 0));

    let net_assets = world.class().net_assets_e6;
    let custodian = crate::custody::list_custodian(&mut world, 0);
    world.give_cash(&custodian.owner.pubkey(), 10 * ONE);
    crate::custody::give_back(&mut world, &custodian, 10 * ONE).unwrap();
    world.redeem(&holder, u64::MAX).unwrap();

    assert_eq!(world.class().recorded_supply_units, 0);
    let left = world.class().net_assets_e6;
    assert_eq!(world.balance(&holder.cash) + left, net_assets);
    assert!(left <= 1, "{left}: only what the price's rounding left");
}

#[test]
fn admitted_wallets_transfer_freely_and_nobody_else_receives() {
    let mut world = gated();
    let (one, other) = (world.holder(10 * ONE), world.holder(0));
    world.subscribe(&one, 10 * ONE).unwrap();

    send_plain(&mut world, &one, &other, 4 * ONE).unwrap();
    assert_eq!(world.balance(&other.shares), 4 * ONE);

    let stranger = world.approved_investor();
    let unopened = world.unopened_wallet_of(&stranger);
    let create = spl_associated_token_account_interface::instruction::create_associated_token_account(
        &world.payer.pubkey(),
        &unopened.key(),
        &world.mint,
        &spl_token_2022_interface::ID,
    );
    world.send(&[create], &[]).unwrap();
    assert!(send_plain(&mut world, &one, &unopened, ONE).is_err());
}

#[test]
fn who_lapses_is_frozen_by_anybody_redeems_all_the_same_and_stays_frozen() {
    let mut world = gated();
    let (holder, other) = (world.holder(10 * ONE), world.holder(0));
    world.subscribe(&holder, 10 * ONE).unwrap();
    let line = world.addresses.line(&world.fund, &world.class, &holder.investor, &holder.key());
    let enforce = world.addresses.enforce(&line);
    expect_error(world.send(std::slice::from_ref(&enforce), &[]), MmfError::NothingToEnforce);
    world.approve(&holder.investor, World::kyc_until(at(1, 2, 16, 0))).unwrap();
    world.set_time(at(1, 2, 16, 0));

    world.send(std::slice::from_ref(&enforce), &[]).unwrap();

    assert!(is_frozen(&world, &holder));
    assert!(send_plain(&mut world, &holder, &other, ONE).is_err());
    expect_error(world.send(&[enforce], &[]), MmfError::NothingToEnforce);
    world.redeem(&holder, 4 * ONE).unwrap();
    assert_eq!(world.balance(&holder.shares), 6 * ONE);
    assert!(is_frozen(&world, &holder));

    world.approve(&holder.investor, World::kyc_until(at(12, 31, 0, 0))).unwrap();
    let open = world.addresses.open_line(&world.payer.pubkey(), &line);
    world.send(&[open], &[]).unwrap();
    send_plain(&mut world, &holder, &other, ONE).unwrap();
}

#[test]
fn dividends_are_not_paid_in_a_class_whose_price_rises() {
    let mut world = gated();
    let holder = world.holder(100 * ONE);
    world.subscribe(&holder, 100 * ONE).unwrap();
    world.strike_through(day(1, 31), 10_000);

    expect_error(world.pay(&[&holder]), MmfError::ClassKindUnsupported);
}

#[test]
fn income_of_a_day_that_ends_without_units_goes_to_no_later_subscriber() {
    let mut world = gated();
    let (first, later) = (world.holder(100 * ONE), world.holder(100 * ONE));
    world.subscribe(&first, 100 * ONE).unwrap();
    world.strike(0).unwrap();
    world.redeem(&first, u64::MAX).unwrap();

    world.strike(50_000).unwrap();
    world.subscribe(&later, 100 * ONE).unwrap();

    assert_eq!(world.class().net_assets_e6, 100 * ONE);
    assert_eq!(world.fund().income_carry_e6, 50_000);
}

#[test]
fn a_loss_beyond_the_net_assets_of_those_who_stayed_is_kept_as_a_deficit_and_blocks_no_strike() {
    let mut world = gated();
    let (large, small) = (world.holder(1_000 * ONE), world.holder(ONE));
    world.subscribe(&large, 1_000 * ONE).unwrap();
    world.subscribe(&small, ONE).unwrap();
    world.strike(0).unwrap();
    world.set_time(world.fund().next_cutoff - 60);
    world.redeem(&large, u64::MAX).unwrap();
    let fund = world.fund;
    world.patch::<Fund>(&fund, |fund| fund.retained_gains_e6 = 10_000_000);

    world.strike(-3_000_000).unwrap();
    let after_loss = world.class();
    assert_eq!(after_loss.net_assets_e6, 0);
    assert_eq!(after_loss.price.price_e12, 0);
    assert_eq!(after_loss.deficit_e6(), 2_000_000);
    expect_error(world.redeem(&small, u64::MAX), MmfError::PriceZero);
    let newcomer = world.holder(ONE);
    expect_error(world.subscribe(&newcomer, ONE), MmfError::PriceZero);

    world.strike(2_500_000).unwrap();
    assert_eq!(world.class().net_assets_e6, 0, "without net assets it takes no part in income");
    assert_eq!(world.fund().income_carry_e6, 2_500_000);
}
