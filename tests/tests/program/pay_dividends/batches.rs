//! Batches with accounts that do not belong together: refused as a whole, with nothing booked.

use mmf::error::MmfError;
use mmf_client::ix::PayTarget;
use mmf_tests::calendar::day;
use mmf_tests::{Holder, ONE, World, expect_error, expect_refusal};
use solana_sdk::instruction::Instruction;

use super::{JANUARY, closed_january};
use crate::strike::{second_class, subscribe_to};

/// Anchor's numbers for an account of another kind, and for one of another program.
const ANOTHER_KIND: u32 = 3002;
const ANOTHER_PROGRAM: u32 = 3007;

fn batch(world: &World, targets: &[PayTarget]) -> Instruction {
    world.addresses.pay_dividends(&world.class, JANUARY, targets)
}

/// Nothing of the batch was booked; a batch without the foreign account is.
fn nothing_booked(world: &mut World, holders: &[&Holder]) {
    assert_eq!((world.class().paid_units, crate::strike::period(world, JANUARY).holdings_paid), (0, 0));
    world.pay(holders).unwrap();
    assert!(world.class().paid_units > 0);
}

#[test]
fn accounts_of_different_holders_are_not_mixed() {
    let (mut world, large, small) = closed_january();
    let (one, other) = (large.pay_target(), small.pay_target());
    let forgeries = [
        PayTarget { investor: one.investor, ..other },
        PayTarget { token_account: one.token_account, ..other },
        PayTarget { holding: one.holding, ..other },
    ];

    for forgery in forgeries {
        let order = batch(&world, &[one, forgery]);
        expect_error(world.send(&[order], &[]), MmfError::AccountMismatch);
    }
    nothing_booked(&mut world, &[&large, &small]);
}

#[test]
fn a_holding_of_another_class_is_refused() {
    let (mut world, large, small) = closed_january();
    let second = second_class(&mut world);
    subscribe_to(&mut world, &small, second, ONE);
    let shares = world.addresses.share_account(&small.key(), &world.addresses.mint(&second));
    let foreign =
        PayTarget { holding: world.addresses.holding(&shares), token_account: shares, investor: small.investor };

    let order = batch(&world, &[large.pay_target(), foreign]);

    expect_error(world.send(&[order], &[]), MmfError::AccountMismatch);
    nothing_booked(&mut world, &[&large]);
}

#[test]
fn accounts_that_are_no_holding_or_investor_are_refused() {
    let (mut world, large, small) = closed_january();
    let right = small.pay_target();
    let cases = [
        (PayTarget { holding: small.investor, ..right }, ANOTHER_KIND),
        (PayTarget { investor: small.holding, ..right }, ANOTHER_KIND),
        (PayTarget { holding: small.shares, ..right }, ANOTHER_PROGRAM),
        (PayTarget { investor: small.key(), ..right }, ANOTHER_PROGRAM),
    ];

    for (target, code) in cases {
        let order = batch(&world, &[large.pay_target(), target]);
        expect_refusal(world.send(&[order], &[]), code);
    }
    nothing_booked(&mut world, &[&large, &small]);
}

#[test]
fn every_holding_comes_with_three_accounts_and_there_is_at_least_one() {
    let (mut world, large, small) = closed_january();
    let full = batch(&world, &[large.pay_target(), small.pay_target()]);

    for kept in [4, 5, 6, 8, 9] {
        let mut cut = full.clone();
        cut.accounts.truncate(kept);
        expect_error(world.send(&[cut], &[]), MmfError::BatchAccountsWrong);
    }
    nothing_booked(&mut world, &[&large, &small]);
}

#[test]
fn another_classs_month_is_refused() {
    let (mut world, large, small) = closed_january();
    let second = second_class(&mut world);
    world.strike_through(day(2, 28), 0);
    let mut order = world.addresses.pay_dividends(&world.class, JANUARY + 1, &[large.pay_target()]);
    order.accounts[2].pubkey = world.addresses.period(&second, JANUARY + 1);

    expect_error(world.send(&[order], &[]), MmfError::AccountMismatch);
    world.pay(&[&large, &small]).unwrap();
}

#[test]
fn another_classs_mint_is_refused() {
    let (mut world, large, small) = closed_january();
    let second = second_class(&mut world);
    let mut order = batch(&world, &[large.pay_target()]);
    order.accounts[1].pubkey = world.addresses.mint(&second);

    expect_error(world.send(&[order], &[]), MmfError::AccountMismatch);
    nothing_booked(&mut world, &[&large, &small]);
}

#[test]
fn a_batch_may_be_paid_by_anyone() {
    let (mut world, large, small) = closed_january();
    let order = batch(&world, &[large.pay_target(), small.pay_target()]);
    assert!(order.accounts.iter().all(|meta| !meta.is_signer));

    world.send(&[order], &[]).unwrap();
}
