//! One micro-dollar sent to each vault, and a share sent nowhere: settlement comes to the same, and the stray is found afterwards.

use mmf::state::Side;
use mmf_tests::calendar::day;
use mmf_tests::{ONE, World};

use super::{held, member};

/// Runs a day with a request of each side, a refused one and a cancelled one; with strays where asked. Returns what everybody has and the books.
fn a_day(with_strays: bool) -> (Vec<u64>, mmf_tests::CashBooks, Vec<u64>) {
    let (mut world, holder) = held(100);
    let (other, third) = (member(&mut world, 50), member(&mut world, 0));
    drop_one(&mut world, with_strays);
    let (bought, sold) = (world.queue_cash(&holder, 33_333_333), world.queue_units(&other, 22_222_222));
    let refused = world.queue_cash(&third, 5 * ONE);
    let cancelled = world.queue_cash(&third, 6 * ONE);
    world.cancel(&third, &cancelled).unwrap();
    world.set_freeze(&third, true).unwrap();
    drop_one(&mut world, with_strays);
    world.strike(10_000).unwrap();
    world.price_and_fund(day(1, 2));
    drop_one(&mut world, with_strays);
    world.settle_in(day(1, 2), &[bought, refused]).unwrap();
    world.settle(Side::Redemption, day(1, 2), &[sold]).unwrap();
    world.close_batch(day(1, 2)).unwrap();
    world.strike(10_000).unwrap();
    assert_eq!(world.fund().tie_out_difference_e6, 0);
    let holders = [&holder, &other, &third];
    let has = holders.iter().flat_map(|holder| [world.balance(&holder.cash), world.balance(&holder.shares)]).collect();
    (has, world.cash_books(), world.vault_balances().to_vec())
}

fn drop_one(world: &mut World, really: bool) {
    for vault in world.vaults() {
        if really {
            world.drop_cash(&vault, 1);
        }
    }
}

#[test]
fn a_micro_dollar_in_each_vault_at_every_stage_changes_nothing() {
    let (without, with) = (a_day(false), a_day(true));
    assert_eq!(with.0, without.0, "what the holders have");
    assert_eq!(with.1, without.1, "the books");
    let strays: Vec<u64> = with.2.iter().zip(&without.2).map(|(with, without)| with - without).collect();
    assert_eq!(strays, [3; 4], "the strays are where they were sent");
}

#[test]
fn strays_are_swept_to_suspense_in_the_middle_of_a_settlement() {
    let (mut world, holder) = held(100);
    let (bought, sold) = (world.queue_cash(&holder, 30 * ONE), world.queue_units(&holder, 20 * ONE));
    world.strike(0).unwrap();
    world.price_and_fund(day(1, 2));
    let [buffer, escrow, payout, _] = world.vaults();
    for vault in [buffer, escrow, payout] {
        world.drop_cash(&vault, 7);
        world.sweep_stray(&vault).unwrap();
        mmf_tests::expect_error(world.sweep_stray(&vault), mmf::error::MmfError::NothingStray);
    }
    world.settle_in(day(1, 2), &[bought]).unwrap();
    world.settle_out(day(1, 2), &[sold]).unwrap();
    assert_eq!(world.vault_balances(), [110 * ONE, 0, 0, 21]);
    assert_eq!(world.fund().suspense_cash_e6, 21);
}
