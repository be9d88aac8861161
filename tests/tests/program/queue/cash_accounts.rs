//! A holder's cash account that takes no cash: closed, frozen, or asking for a memo. Cash of its redemption waits in the payout vault, cash of its
//! refused subscription in escrow; the holder names another account.

use mmf::error::MmfError;
use mmf::state::{InvestorStatus, RequestStatus, Side};
use mmf_tests::calendar::day;
use mmf_tests::liquidity::Setting;
use mmf_tests::{CashBooks, Holder, ONE, World, event};
use solana_sdk::signer::Signer;
use spl_token_2022_interface::extension::{ExtensionType, memo_transfer};
use spl_token_2022_interface::instruction as token;

use super::{CASH, held, member, settled, settled_in_part, short, status, swapped};

/// Closes the holder's cash account; its cash goes to another.
fn close_cash(world: &mut World, holder: &Holder, to: &solana_sdk::pubkey::Pubkey) {
    let (program, owner, amount) = (spl_token_interface::ID, holder.key(), world.balance(&holder.cash));
    let orders = [
        spl_token_interface::instruction::transfer(&program, &holder.cash, to, &owner, &[], amount).unwrap(),
        spl_token_interface::instruction::close_account(&program, &holder.cash, &owner, &owner, &[]).unwrap(),
    ];
    world.send(&orders, &[&holder.wallet]).unwrap();
}

/// Freezes or thaws a token account behind the programs' back.
fn set_frozen(world: &mut World, account: &solana_sdk::pubkey::Pubkey, frozen: bool) {
    let mut state = world.svm.get_account(account).unwrap();
    state.data[108] = if frozen { 2 } else { 1 };
    world.svm.set_account(*account, state).unwrap();
}

#[test]
fn a_redemption_into_a_closed_account_is_carried_out_and_its_cash_waits() {
    let (mut world, holder) = held(100);
    let key = world.queue_units(&holder, 40 * ONE);
    let own = super::cash_account(&mut world, &holder);
    close_cash(&mut world, &holder, &own);

    let done = settled(&mut world, Side::Redemption, &[key]).unwrap();

    assert_eq!(event!(done, RequestSettled).settlement_units, 40 * ONE);
    let request = world.request_at(&key);
    assert_eq!((request.status, request.units, request.settled_units), (RequestStatus::Due, 0, 40 * ONE));
    assert_eq!((request.paid_settlement_units, request.due_settlement_units), (40 * ONE, 40 * ONE));
    let line = world.holding(&holder.holding);
    assert_eq!((line.recorded_units, line.reserved_units, line.open_requests), (60 * ONE, 0, 1));
    let expected = CashBooks { buffer: 60 * ONE, payout: 40 * ONE, supply_value: 60 * ONE, ..CashBooks::default() };
    assert_eq!(world.cash_books(), expected);
    let fund = world.fund();
    assert_eq!((fund.dues_e6, fund.cash_on_chain_e6()), (40 * ONE, i128::from(60 * ONE)), "no longer the fund's");
    assert_eq!(world.vault_balances(), [60 * ONE, 0, 40 * ONE, 0]);
    world.close_batch(day(1, 2)).unwrap();
    assert_eq!(world.vault_balances(), [60 * ONE, 0, 40 * ONE, 0], "the batch is closed, the cash waits on");
    let order = world.collect_order(&world.payer_key(), &key);
    world.refused(&order, &[], MmfError::CashAccountUnfit);
    let named = swapped(&order, &holder.cash, &own);
    world.refused(&named, &[], MmfError::CashAccountUnfit); // only the holder names another

    let order = swapped(&world.collect_order(&holder.key(), &key), &holder.cash, &own);
    let done = world.send(&[order], &[&holder.wallet]).unwrap();

    let back = event!(done, RequestGivenBack);
    assert_eq!((back.settlement_units, back.units, back.cancelled), (40 * ONE, 0, false));
    assert_eq!(world.balance(&own), (CASH + 40) * ONE);
    assert_eq!((status(&world, &key), world.fund().dues_e6), (RequestStatus::Settled, 0));
    assert_eq!((world.cash_books().payout, world.holding(&holder.holding).open_requests), (0, 0));
}

#[test]
fn anybody_collects_once_the_account_takes_cash_again() {
    let (mut world, holder) = held(100);
    let key = world.queue_units(&holder, 40 * ONE);
    set_frozen(&mut world, &holder.cash, true);
    settled(&mut world, Side::Redemption, &[key]).unwrap();
    assert_eq!(status(&world, &key), RequestStatus::Due);
    let order = world.collect_order(&world.payer_key(), &key);
    world.refused(&order, &[], MmfError::CashAccountUnfit);
    set_frozen(&mut world, &holder.cash, false);
    world.collect(&key).unwrap();
    assert_eq!(world.balance(&holder.cash), (CASH + 40) * ONE);
    world.refused(&order, &[], MmfError::NothingDue);
    world.close_request(&key).unwrap();
}

#[test]
fn a_refused_subscription_into_an_unfit_account_waits_in_escrow() {
    let (mut world, holder) = held(100);
    let key = world.queue_cash(&holder, 40 * ONE);
    let own = super::cash_account(&mut world, &holder);
    close_cash(&mut world, &holder, &own);
    world.restrict(&holder.investor, InvestorStatus::Blocked).unwrap();
    settled(&mut world, Side::Subscription, &[key]).unwrap();
    assert_eq!((status(&world, &key), world.cash_books().escrow), (RequestStatus::Due, 40 * ONE));
    let order = world.collect_order(&world.payer_key(), &key);
    world.refused(&order, &[], MmfError::CashAccountUnfit);
    let order = swapped(&world.collect_order(&holder.key(), &key), &holder.cash, &own);
    world.send(&[order], &[&holder.wallet]).unwrap();
    assert_eq!((world.balance(&own), world.cash_books().escrow), (CASH * ONE, 0));
    assert_eq!(status(&world, &key), RequestStatus::GivenBack);
}

#[test]
fn a_subscription_that_is_allowed_needs_no_cash_account() {
    let (mut world, holder) = held(100);
    let key = world.queue_cash(&holder, 40 * ONE);
    let own = super::cash_account(&mut world, &holder);
    close_cash(&mut world, &holder, &own);
    settled(&mut world, Side::Subscription, &[key]).unwrap();
    assert_eq!(world.balance(&holder.shares), 140 * ONE);
}

#[test]
fn an_account_that_changed_hands_gets_nothing() {
    let (mut world, holder) = held(100);
    let thief = member(&mut world, 0);
    let key = world.queue_units(&holder, 40 * ONE);
    let order = spl_token_interface::instruction::set_authority(
        &spl_token_interface::ID,
        &holder.cash,
        Some(&thief.key()),
        spl_token_interface::instruction::AuthorityType::AccountOwner,
        &holder.key(),
        &[],
    );
    world.send(&[order.unwrap()], &[&holder.wallet]).unwrap();
    settled(&mut world, Side::Redemption, &[key]).unwrap();
    assert_eq!((status(&world, &key), world.balance(&holder.cash)), (RequestStatus::Due, CASH * ONE));
}

#[test]
fn an_unfit_account_holds_up_no_other_request() {
    let (mut world, holder) = held(100);
    let other = member(&mut world, 50);
    let keys = [world.queue_units(&holder, 40 * ONE), world.queue_units(&other, 20 * ONE)];
    set_frozen(&mut world, &holder.cash, true);
    settled(&mut world, Side::Redemption, &keys).unwrap();
    assert_eq!(keys.map(|key| status(&world, &key)), [RequestStatus::Due, RequestStatus::Settled]);
}

#[test]
fn cash_of_a_part_is_collected_while_the_rest_stays_in_line_and_with_a_cancellation() {
    let (mut world, holder) = held(100);
    let key = world.queue_units(&holder, 80 * ONE);
    set_frozen(&mut world, &holder.cash, true);
    short(&mut world, 20 * ONE);
    settled_in_part(&mut world, &[key]);
    let request = world.request_at(&key);
    assert_eq!((request.status, request.due_settlement_units), (RequestStatus::Partial, 20 * ONE));
    let order = world.cancel_order(&key);
    world.refused(&order, &[&holder.wallet], MmfError::CashAccountUnfit);
    world.roll(&key).unwrap();
    set_frozen(&mut world, &holder.cash, false);

    world.collect(&key).unwrap();

    let request = world.request_at(&key);
    assert_eq!((request.status, request.due_settlement_units, request.units), (RequestStatus::Open, 0, 60 * ONE));
    assert_eq!((world.balance(&holder.cash), world.fund().dues_e6), ((CASH + 20) * ONE, 0));
    world.cancel(&holder, &key).unwrap();
    assert_eq!(world.holding(&holder.holding).reserved_units, 0);
}

#[test]
fn cash_of_who_is_sanctioned_after_its_part_was_paid_stays_until_the_release() {
    let (mut world, holder) = held(100);
    let key = world.queue_units(&holder, 40 * ONE);
    set_frozen(&mut world, &holder.cash, true);
    settled(&mut world, Side::Redemption, &[key]).unwrap();
    set_frozen(&mut world, &holder.cash, false);
    world.restrict(&holder.investor, InvestorStatus::Sanctioned).unwrap();
    let order = world.collect_order(&world.payer_key(), &key);
    world.refused(&order, &[], MmfError::DeniedSanctioned);
    world.release(&holder.investor, InvestorStatus::Approved).unwrap();
    world.collect(&key).unwrap();
    assert_eq!(world.balance(&holder.cash), (CASH + 40) * ONE);
}

#[test]
fn what_waits_to_be_collected_is_neither_swept_as_stray_nor_counted_by_the_next_strike() {
    let (mut world, holder) = held(100);
    let key = world.queue_units(&holder, 40 * ONE);
    set_frozen(&mut world, &holder.cash, true);
    settled(&mut world, Side::Redemption, &[key]).unwrap();
    let payout = world.fund().payout;
    mmf_tests::expect_error(world.sweep_stray(&payout), MmfError::NothingStray);
    world.strike(0).unwrap();
    assert_eq!(world.report(2).quotes[0].net_assets_e6, 60 * ONE);
    assert_eq!(world.fund().tie_out_difference_e6, 0);
}

#[test]
fn an_account_that_asks_for_a_memo_takes_no_cash() {
    let mut world = World::dealing_in(Setting { transfer_fee_bps: 1, ..Setting::default() });
    let holder = member(&mut world, 100);
    let (program, owner) = (spl_token_2022_interface::ID, holder.key());
    let key = world.queue_units(&holder, 40 * ONE);
    let payer = world.payer.pubkey();
    let extend = [ExtensionType::MemoTransfer];
    let orders = [
        token::reallocate(&program, &holder.cash, &payer, &owner, &[], &extend).unwrap(),
        memo_transfer::instruction::enable_required_transfer_memos(&program, &holder.cash, &owner, &[]).unwrap(),
    ];
    world.send(&orders, &[&holder.wallet]).unwrap();
    settled(&mut world, Side::Redemption, &[key]).unwrap();
    assert_eq!(status(&world, &key), RequestStatus::Due);
    let off = memo_transfer::instruction::disable_required_transfer_memos(&program, &holder.cash, &owner, &[]).unwrap();
    world.send(&[off], &[&holder.wallet]).unwrap();
    world.collect(&key).unwrap();
    assert_eq!(status(&world, &key), RequestStatus::Settled);
}
