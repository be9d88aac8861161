//! The comparison of a strike with an external price account, made here by hand as the oracle's receiver program writes it.

mod account;
mod exponents;

use mmf::error::MmfError;
use mmf::instructions::PriceCheckArgs;
use mmf::state::{PriceCheck, Role, fund_flag};
use mmf_tests::asserts::Outcome;
use mmf_tests::{ONE, World, event, expect_error};
use solana_sdk::pubkey::Pubkey;

pub use account::Update;

/// The program that owns the price account: another than ours.
const ORACLE: Pubkey = Pubkey::new_from_array([0x0a; 32]);
pub const FEED: [u8; 32] = [0xfe; 32];
const DOLLAR_E12: u64 = 1_000_000_000_000;

fn check_args() -> PriceCheckArgs {
    PriceCheckArgs {
        active: true,
        class_no: 0,
        required: true,
        price_program: ORACLE,
        feed_id: FEED,
        max_age_seconds: 600,
        max_confidence_bps: 20,
        max_difference_bps: 30,
    }
}

fn set_check(world: &mut World, args: PriceCheckArgs) -> Outcome {
    let (fund, authority) = (world.fund(), world.signed(&[Role::Governance]));
    let order = world.addresses.set_price_check(&world.payer_key(), (&world.fund, &fund), None, &authority, args);
    world.privileged(&order)
}

/// A thousand shares, a check of class 0, and a quote without income for the next strike.
fn checked(change: impl FnOnce(&mut PriceCheckArgs)) -> World {
    let mut world = World::new();
    let holder = world.holder(1_000 * ONE);
    world.subscribe(&holder, 1_000 * ONE).unwrap();
    let mut args = check_args();
    change(&mut args);
    set_check(&mut world, args).unwrap();
    world.post_changed(0, |_| {});
    world
}

/// Strikes with this price account.
fn strike_with(world: &mut World, update: &Update, owner: Pubkey) -> Outcome {
    let address = Pubkey::new_unique();
    world.put_account(address, owner, update.bytes());
    world.strike_planned(|plan| plan.external_price = Some(address))
}

fn refuse(world: &mut World, update: &Update, error: MmfError) {
    let before = world.books();
    expect_error(strike_with(world, update, ORACLE), error);
    assert_eq!(world.books(), before);
}

#[test]
fn a_strike_with_a_good_price_lands_and_keeps_that_price_on_record() {
    let mut world = checked(|_| {});
    let update = Update::dollar(&world);

    let done = strike_with(&mut world, &update, ORACLE).unwrap();

    let told = event!(done, ExternalPriceCompared);
    assert_eq!((told.strike_no, told.class_no), (1, 0));
    assert_eq!((told.own_price_e12, told.external_price_e12), (DOLLAR_E12, DOLLAR_E12));
    assert_eq!(world.report(1).external_price_e12, DOLLAR_E12);
}

#[test]
fn a_price_is_missing_where_there_is_no_account_or_none_of_a_price() {
    let mut world = checked(|_| {});
    let before = world.books();
    expect_error(world.strike_planned(|_| {}), MmfError::ExternalPriceMissing);
    let (nowhere, payer) = (Pubkey::new_unique(), world.payer_key());
    for other in [nowhere, payer, world.fund] {
        let outcome = world.strike_planned(|plan| plan.external_price = Some(other));
        expect_error(outcome, MmfError::ExternalPriceMissing);
    }
    assert_eq!(world.books(), before);
}

#[test]
fn what_makes_a_price_unusable_is_refused_where_one_is_required_and_passed_over_where_not() {
    type Change = fn(&mut Update);
    let changes: [(&str, Change); 9] = [
        ("another feed", |it| it.feed_id[31] ^= 1),
        ("another kind of account", |it| it.discriminator[0] ^= 1),
        ("too old", |it| it.published_at -= 601),
        ("from the future", |it| it.published_at += 1),
        ("too wide", |it| it.confidence = 200_001),
        ("partially verified", |it| it.verification_level = 0),
        ("negative", |it| it.price = -it.price),
        ("zero", |it| (it.price, it.confidence) = (0, 0)),
        ("cut off", |it| it.length = 100),
    ];
    for (name, change) in changes {
        println!("{name}");
        let mut world = checked(|_| {});
        let mut update = Update::dollar(&world);
        change(&mut update);
        refuse(&mut world, &update, MmfError::ExternalPriceMissing);

        let mut world = checked(|args| args.required = false);
        strike_with(&mut world, &update, ORACLE).unwrap();
        assert_eq!(world.report(1).external_price_e12, 0);
    }
}

#[test]
fn a_price_account_of_another_program_is_none() {
    let mut world = checked(|_| {});
    let update = Update::dollar(&world);
    for owner in [Pubkey::new_from_array([0x0b; 32]), mmf::ID, Pubkey::default()] {
        expect_error(strike_with(&mut world, &update, owner), MmfError::ExternalPriceMissing);
    }
    strike_with(&mut world, &update, ORACLE).unwrap();
}

#[test]
fn the_last_second_of_the_age_and_the_last_unit_of_the_width_are_good() {
    let mut world = checked(|_| {});
    let update = Update { published_at: world.time() - 600, confidence: 200_000, ..Update::dollar(&world) };

    strike_with(&mut world, &update, ORACLE).unwrap(); // 20 bps of 10^8

    assert_eq!(world.report(1).external_price_e12, DOLLAR_E12);
}

#[test]
fn prices_differ_by_the_bound_of_the_external_price_at_most() {
    // own: 1.000000; bound 30 bps of the external price
    for (price, fits) in [(99_700_897, false), (99_700_898, true), (100_300_902, true), (100_300_903, false)] {
        let mut world = checked(|_| {});
        let update = Update { price, ..Update::dollar(&world) };
        if fits {
            strike_with(&mut world, &update, ORACLE).unwrap();
        } else {
            refuse(&mut world, &update, MmfError::ExternalPriceDiffers);
        }
    }
}

#[test]
fn a_price_that_differs_is_refused_even_where_none_is_required() {
    let mut world = checked(|args| args.required = false);
    let update = Update { price: 110_000_000, ..Update::dollar(&world) };
    refuse(&mut world, &update, MmfError::ExternalPriceDiffers);
}

#[test]
fn an_override_with_a_reason_lets_any_price_pass() {
    for price in [110_000_000, -1] {
        let mut world = checked(|_| {});
        let (address, update) = (Pubkey::new_unique(), Update { price, ..Update::dollar(&world) });
        world.put_account(address, ORACLE, update.bytes());
        world
            .strike_planned(|plan| (plan.external_price, plan.override_hash) = (Some(address), Some([1; 32])))
            .unwrap();
        assert_eq!(world.report(1).overridden, 1);
    }
}

#[test]
fn the_own_price_is_the_one_at_market_value() {
    let mut world = checked(|_| {});
    world.post_changed(0, |args| args.market_net_assets_e6 -= args.market_net_assets_e6 / 100); // 0.99
    let update = Update::dollar(&world);
    refuse(&mut world, &update, MmfError::ExternalPriceDiffers);

    let update = Update { price: 99_000_000, ..update };
    let done = strike_with(&mut world, &update, ORACLE).unwrap();
    assert_eq!(event!(done, ExternalPriceCompared).own_price_e12, 990_000_000_000);
}

#[test]
fn a_strike_brings_the_check_of_its_own_fund() {
    let mut world = checked(|_| {});
    let update = Update::dollar(&world);
    let (address, before) = (Pubkey::new_unique(), world.books());
    world.put_account(address, ORACLE, update.bytes());
    let plan = mmf_client::ix::StrikePlan { external_price: Some(address), ..world.strike_plan() };
    let mut fund = world.fund();
    fund.set_flag(fund_flag::PRICE_CHECK, false); // so the client leaves the check out
    let authority = world.signed(&[Role::NavApprover]);
    let order = world.addresses.strike(&world.payer_key(), (&world.fund, &fund), &authority, &plan).unwrap();
    expect_error(world.privileged(&order), MmfError::AccountMismatch);

    let foreign = PriceCheck { fund: Pubkey::new_unique(), ..account::read_check(&world) };
    let (place, mut data) = (Pubkey::new_unique(), Vec::new());
    anchor_lang::AccountSerialize::try_serialize(&foreign, &mut data).unwrap();
    world.put_account(place, mmf::ID, data);
    let own = world.addresses.price_check(&world.fund);
    let mut order =
        world.addresses.strike(&world.payer_key(), (&world.fund, &world.fund()), &authority, &plan).unwrap();
    order.instruction.accounts.iter_mut().filter(|meta| meta.pubkey == own).for_each(|meta| meta.pubkey = place);
    expect_error(world.privileged(&order), MmfError::AccountMismatch);
    assert_eq!(world.books(), before);
}

#[test]
fn governance_sets_a_check_within_its_limits_and_takes_it_away() {
    let mut world = World::new();
    type Change = fn(&mut PriceCheckArgs);
    let beyond: [Change; 5] = [
        |it| it.max_age_seconds = 0,
        |it| it.max_confidence_bps = 1_001,
        |it| it.max_difference_bps = 0,
        |it| it.max_difference_bps = 1_001,
        |it| it.class_no = 1,
    ];
    for change in beyond {
        let mut args = check_args();
        change(&mut args);
        expect_error(set_check(&mut world, args), MmfError::ParameterOutOfRange);
        assert!(!world.fund().has_flag(fund_flag::PRICE_CHECK));
    }
    let widest =
        PriceCheckArgs { max_confidence_bps: 1_000, max_difference_bps: 1_000, max_age_seconds: 1, ..check_args() };
    let done = set_check(&mut world, widest).unwrap();
    assert_eq!(event!(done, PriceCheckSet).args, widest);
    assert!(world.fund().has_flag(fund_flag::PRICE_CHECK));
    let check = account::read_check(&world);
    assert_eq!((check.fund, check.price_program, check.feed_id, check.required), (world.fund, ORACLE, FEED, 1));

    set_check(&mut world, PriceCheckArgs { active: false, ..check_args() }).unwrap();
    world.strike(0).unwrap();
    assert_eq!(world.report(1).external_price_e12, 0);
}
