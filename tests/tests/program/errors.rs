//! Every error has a test that triggers it.

use std::path::Path;

use anchor_lang::Discriminator as _;
use mmf::error::MmfError;
use mmf::instructions::{Due, PayFeesArgs};
use mmf::state::{Fund, Holding, Role, ShareClass};
use mmf_tests::{ONE, World, expect_error};

/// One unit in e18.
const SCALE: u128 = 1_000_000_000_000_000_000;

/// Names of the errors, from the program's own list.
fn variants() -> Vec<String> {
    let source = include_str!("../../../programs/mmf/src/error.rs");
    let body = source.split("pub enum MmfError {").nth(1).unwrap().split("\n}").next().unwrap();
    body.lines()
        .map(str::trim)
        .filter(|line| line.starts_with(char::is_uppercase))
        .map(|line| line.trim_end_matches(',').split(" = ").next().unwrap().to_owned())
        .collect()
}

fn tests_of(directory: &Path) -> String {
    let text =
        |path: &Path| if path.is_dir() { tests_of(path) } else { std::fs::read_to_string(path).unwrap_or_default() };
    std::fs::read_dir(directory).unwrap().map(|entry| text(&entry.unwrap().path())).collect()
}

#[test]
fn every_error_is_expected_by_a_test() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/program");
    let tests = tests_of(&here);
    let missing: Vec<String> =
        variants().into_iter().filter(|name| !tests.contains(&format!("MmfError::{name}"))).collect();

    assert!(variants().len() > 50);
    assert!(missing.is_empty(), "no test expects {missing:?}");
}

#[test]
fn account_discriminators_differ() {
    use mmf::state::*;
    let all = [
        Fund::DISCRIMINATOR,
        ShareClass::DISCRIMINATOR,
        Investor::DISCRIMINATOR,
        Wallet::DISCRIMINATOR,
        Holding::DISCRIMINATOR,
        NavReport::DISCRIMINATOR,
        Period::DISCRIMINATOR,
        Calendar::DISCRIMINATOR,
        Action::DISCRIMINATOR,
        Custodian::DISCRIMINATOR,
        Reserve::DISCRIMINATOR,
        PriceCheck::DISCRIMINATOR,
        Dealing::DISCRIMINATOR,
        Request::DISCRIMINATOR,
        Batch::DISCRIMINATOR,
        Facility::DISCRIMINATOR,
        Standing::DISCRIMINATOR,
    ];
    for (place, one) in all.iter().enumerate() {
        assert!(!all[..place].contains(one));
    }
}

#[test]
fn a_counter_that_cannot_grow_is_an_error_rather_than_a_wrap() {
    let mut world = World::new();
    let holder = world.holder(10 * ONE);
    world.patch::<Holding>(&holder.holding, |holding| holding.seq = u64::MAX);

    expect_error(world.subscribe(&holder, ONE), MmfError::Overflow);
}

#[test]
fn a_holding_ahead_of_its_class_is_reported_as_inconsistent() {
    let mut world = World::new();
    let holder = world.holder(10 * ONE);
    world.patch::<Holding>(&holder.holding, |holding| holding.last_index.set(1));

    expect_error(world.subscribe(&holder, ONE), MmfError::Inconsistent);
}

#[test]
fn a_class_that_declared_less_than_it_is_about_to_pay_pays_nothing() {
    let mut world = World::new();
    let holder = world.holder(1_000 * ONE);
    world.subscribe(&holder, 1_000 * ONE).unwrap();
    world.strike_through(mmf_tests::calendar::day(1, 31), 100_000);
    let due = mmf_tests::Holder::pay_target(&holder);
    let (class, declared) = (world.class, world.class().declared.get());
    let whole = (declared / SCALE - 1) * SCALE; // a unit less than what is due
    world.patch::<ShareClass>(&class, |class| class.declared.set(whole));
    let before = (world.books(), world.data(&due.holding), world.data(&due.token_account));

    expect_error(world.pay(&[&holder]), MmfError::DistributionAboveDeclared);

    assert_eq!((world.books(), world.data(&due.holding), world.data(&due.token_account)), before);
    world.patch::<ShareClass>(&class, |class| class.declared.set(declared));
    world.pay(&[&holder]).unwrap();
}

#[test]
fn fees_are_paid_as_far_as_they_are_owed_and_to_whom_governance_named() {
    let mut world = World::new();
    let (holder, stranger) = (world.holder(1_000 * ONE), world.holder(0));
    world.subscribe(&holder, 1_000 * ONE).unwrap();
    world.set_policy(|policy| policy.fee_recipient = holder.key()).unwrap();
    world.strike(100_000).unwrap();
    let owed_e6 = world.class().management_fee_payable_e6;
    let pay = |world: &mut World, cash, amount_e6| {
        let (fund, authority) = (world.fund(), world.signed(&[Role::Treasurer]));
        let args = PayFeesArgs { due: Due::Fees, amount_e6 };
        let order = world.addresses.pay_fees_in_cash((&world.fund, &fund), &world.class, &cash, &authority, args);
        world.privileged(&order)
    };
    let before = world.books();

    expect_error(pay(&mut world, holder.cash, owed_e6 + 1), MmfError::FeesNotOwed);
    expect_error(pay(&mut world, stranger.cash, owed_e6), MmfError::RecipientWrong);
    assert_eq!(world.books(), before);
    pay(&mut world, holder.cash, owed_e6).unwrap();
}

#[test]
fn a_class_of_an_unknown_kind_gets_no_terms() {
    let mut world = World::new();
    let class = world.class;
    world.patch::<ShareClass>(&class, |class| class.kind = 3);

    expect_error(world.set_terms(mmf::instructions::ClassTermsArgs::default()), MmfError::ClassKindUnsupported);
}

#[test]
fn a_span_of_more_than_a_month_is_not_struck_at_once() {
    let mut world = World::new();
    let fund = world.fund;
    world.patch::<Fund>(&fund, |fund| fund.last_struck_day -= 40);
    world.go_past_cutoff();
    let args = world.quote_args(mmf_tests::Figures::default());
    world.post(args).unwrap();
    let plan = world.strike_plan();
    let authority = mmf_tests::councils::signed_by(&world.councils.enough(&[mmf::state::Role::NavApprover]));
    let mut near = world.fund();
    near.last_struck_day += 40;
    let order =
        world.addresses.strike(&solana_sdk::signer::Signer::pubkey(&world.payer), (&fund, &near), &authority, &plan);

    expect_error(world.privileged(&order.unwrap()), MmfError::SpanInvalid);
}
