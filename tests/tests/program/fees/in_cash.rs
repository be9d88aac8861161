//! Fees in cash.

use mmf::error::MmfError;
use mmf::instructions::Due;
use mmf::state::{ClassKind, Role};
use mmf_tests::{ONE, World, event, expect_error};
use solana_sdk::pubkey::Pubkey;

use super::Managed;
use crate::custody::{list_custodian, sweep};

#[test]
fn fees_are_paid_in_cash_out_of_the_buffer_to_the_recipient_that_the_policy_names() {
    for kind in [ClassKind::Distributing, ClassKind::AccumulatingHooked, ClassKind::AccumulatingGated] {
        let mut managed = Managed::of(kind);
        let (owed, buffer) = (managed.owed(), managed.world.fund().buffer_cash_e6);
        let (cash, net_assets) = (managed.manager.cash, managed.world.class().net_assets_e6);

        let done = managed.pay(Due::Fees, &cash, owed - 1).unwrap();

        assert_eq!((managed.owed(), managed.world.balance(&cash)), (1, owed - 1));
        assert_eq!(managed.world.fund().buffer_cash_e6, buffer - owed + 1);
        assert_eq!(managed.world.class().net_assets_e6, net_assets, "the fee left them when it accrued");
        let event = event!(done, FeesPaid);
        assert_eq!((event.amount_e6, event.payable_e6, event.recipient), (owed - 1, 1, managed.manager.key()));
        assert_eq!(event.seq, managed.world.class().seq);
        managed.ties_out();
        managed.world.strike(12_000_003).unwrap();
        managed.ties_out();
    }
}

#[test]
fn fees_are_paid_to_the_last_unit_and_no_further() {
    let mut managed = Managed::of(ClassKind::Distributing);
    let (owed, cash) = (managed.owed(), managed.manager.cash);
    let before = managed.state();

    expect_error(managed.pay(Due::Fees, &cash, owed + 1), MmfError::FeesNotOwed);
    expect_error(managed.pay(Due::Fees, &cash, 0), MmfError::AmountTooSmall);
    assert!(managed.state() == before);
    managed.pay(Due::Fees, &cash, owed).unwrap();
    expect_error(managed.pay(Due::Fees, &cash, 1), MmfError::FeesNotOwed);
}

#[test]
fn nobody_but_the_recipient_is_paid() {
    let mut managed = Managed::of(ClassKind::Distributing);
    let stranger = managed.world.give_cash(&Pubkey::new_unique(), 0);
    let escrow = managed.world.fund().escrow;
    let before = managed.state();

    expect_error(managed.pay(Due::Fees, &stranger, ONE), MmfError::RecipientWrong);
    expect_error(managed.pay(Due::Fees, &escrow, ONE), MmfError::RecipientWrong);
    assert!(managed.state() == before);
}

#[test]
fn without_a_recipient_in_the_policy_nothing_is_paid() {
    let mut managed = Managed::of(ClassKind::Distributing);
    let nobodys = managed.world.give_cash(&Pubkey::default(), 0);
    managed.world.set_policy(|policy| policy.fee_recipient = Pubkey::default()).unwrap();
    let (before, cash) = (managed.state(), managed.manager.cash);

    expect_error(managed.pay(Due::Fees, &cash, ONE), MmfError::RecipientWrong);
    expect_error(managed.pay(Due::Fees, &nobodys, ONE), MmfError::RecipientWrong);
    assert!(managed.state() == before);
}

#[test]
fn a_short_buffer_pays_nothing() {
    let mut managed = Managed::of(ClassKind::Distributing);
    let custodian = list_custodian(&mut managed.world, 0);
    let (owed, cash, buffer) = (managed.owed(), managed.manager.cash, managed.world.fund().buffer_cash_e6);
    sweep(&mut managed.world, &custodian.account, buffer - owed + 1).unwrap();
    let before = managed.state();

    expect_error(managed.pay(Due::Fees, &cash, owed), MmfError::BufferShort);
    assert!(managed.state() == before);
    managed.pay(Due::Fees, &cash, owed - 1).unwrap();
}

#[test]
fn the_treasurer_signs() {
    let mut managed = Managed::of(ClassKind::Distributing);
    let before = managed.state();
    let world = &mut managed.world;
    let (authority, fund) = (world.signed(&[Role::Governance]), world.fund());
    let args = mmf::instructions::PayFeesArgs { due: Due::Fees, amount_e6: 1 };
    let cash = managed.manager.cash;
    let order = world.addresses.pay_fees_in_cash((&world.fund, &fund), &world.class, &cash, &authority, args);
    let signers: Vec<_> =
        world.councils.enough(&[Role::Governance]).into_iter().map(|key| key.insecure_clone()).collect();
    let outcome = world.send(&[order.instruction], &signers.iter().collect::<Vec<_>>());

    expect_error(outcome, MmfError::Unauthorised);
    assert!(managed.state() == before);
}

#[test]
fn an_amount_that_the_settlement_mint_cannot_express_is_refused() {
    let mut world = World::bare();
    world.usdc = Pubkey::new_unique();
    world.make_cash_mint(world.usdc, 2);
    world.create_fund_and_class();
    let (holder, manager) = (world.holder(100_000_000), world.holder(0));
    let recipient = manager.key();
    world.set_policy(|policy| policy.fee_recipient = recipient).unwrap();
    world.subscribe(&holder, 100_000_000).unwrap();
    world.strike_through(mmf_tests::calendar::day(1, 15), 120_000_003);
    let mut managed = Managed { world, manager };
    let (before, cash, owed) = (managed.state(), managed.manager.cash, managed.owed());

    expect_error(managed.pay(Due::Fees, &cash, owed / 10_000 * 10_000 - 1), MmfError::CashLegWrong);
    expect_error(managed.pay(Due::Fees, &cash, 9_999), MmfError::AmountTooSmall);
    assert!(managed.state() == before);
    managed.pay(Due::Fees, &cash, owed / 10_000 * 10_000).unwrap();
    assert_eq!((managed.owed(), managed.world.balance(&cash)), (owed % 10_000, owed / 10_000));
}
