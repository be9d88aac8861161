//! Closing: the rent of a request goes to who paid it once the request is over, that of a batch once nothing in it waits; what is left goes to the
//! buffer.

use mmf::error::MmfError;
use mmf::state::{InvestorStatus, Side};
use mmf_tests::calendar::{at, day};
use mmf_tests::{CashBooks, ONE, World, event};
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signature::Keypair;
use solana_sdk::signer::Signer;

use super::{held, settled, settled_in_part, short, swapped};

fn lamports(world: &World, key: &Pubkey) -> u64 {
    world.svm.get_account(key).map_or(0, |account| account.lamports)
}

fn is_gone(world: &World, key: &Pubkey) -> bool {
    world.svm.get_account(key).is_none_or(|account| account.data.is_empty() && account.lamports == 0)
}

#[test]
fn the_rent_of_a_request_goes_to_who_paid_it() {
    let (mut world, holder) = held(100);
    let sponsor = Keypair::new_from_array([0x51; 32]);
    world.svm.airdrop(&sponsor.pubkey(), 1_000_000_000).unwrap();
    let order = world.place_order(&holder, Side::Redemption, world.place_args(&holder, ONE));
    let order = swapped(&order, &world.payer_key(), &sponsor.pubkey());
    world.send(&[order], &[&holder.wallet, &sponsor]).unwrap();
    let key = world.addresses.request(&holder.investor, 1);
    let batch = world.addresses.batch(&world.class, day(1, 2));
    let (rent, paid) = (lamports(&world, &key), lamports(&world, &key) + lamports(&world, &batch));
    assert_eq!(lamports(&world, &sponsor.pubkey()), 1_000_000_000 - paid);
    settled(&mut world, Side::Redemption, &[key]).unwrap();
    let order = world.addresses.close_request(&key, &world.request_at(&key));
    let stranger = world.payer_key();
    world.refused(&swapped(&order, &sponsor.pubkey(), &stranger), &[], MmfError::AccountMismatch);

    let done = world.close_request(&key).unwrap();

    let closed = event!(done, RequestClosed);
    assert_eq!((closed.class, closed.request, closed.seq), (world.class, key, 3));
    assert!(is_gone(&world, &key));
    assert_eq!(lamports(&world, &sponsor.pubkey()), 1_000_000_000 - paid + rent);
    let done = world.close_batch(day(1, 2)).unwrap();
    let closed = event!(done, BatchClosed);
    assert_eq!((closed.class, closed.class_seq, closed.day), (world.class, world.class().seq, day(1, 2)));
    assert_eq!(closed.returned_e6, 0);
    assert!(is_gone(&world, &batch));
    assert_eq!(lamports(&world, &sponsor.pubkey()), 1_000_000_000);
}

#[test]
fn a_request_that_is_not_over_is_not_closed() {
    let (mut world, holder) = held(100);
    let open = world.queue_units(&holder, 80 * ONE);
    let order = world.addresses.close_request(&open, &world.request_at(&open));
    world.refused(&order, &[], MmfError::RequestNotOpen);
    short(&mut world, 20 * ONE);
    settled_in_part(&mut world, &[open]);
    world.refused(&order, &[], MmfError::RequestNotOpen);
    let due = world.queue_cash(&holder, ONE);
    world.restrict(&holder.investor, InvestorStatus::Sanctioned).unwrap();
    settled(&mut world, Side::Subscription, &[due]).unwrap();
    let order = world.addresses.close_request(&due, &world.request_at(&due));
    world.refused(&order, &[], MmfError::RequestNotOpen);
}

#[test]
fn a_cancelled_request_is_closed() {
    let (mut world, holder) = held(100);
    let key = world.queue_cash(&holder, ONE);
    world.cancel(&holder, &key).unwrap();
    world.close_request(&key).unwrap();
    assert!(is_gone(&world, &key));
}

#[test]
fn a_batch_in_which_somebody_waits_is_not_closed() {
    let (mut world, holder) = held(100);
    let (bought, sold) = (world.queue_cash(&holder, 10 * ONE), world.queue_units(&holder, 40 * ONE));
    let order = world.close_batch_order(day(1, 2));
    let refuses = |world: &mut World| world.refused(&order, &[], MmfError::BatchInUse);
    refuses(&mut world);
    world.strike(0).unwrap();
    refuses(&mut world);
    world.price_and_fund(day(1, 2));
    refuses(&mut world);
    world.settle_in(day(1, 2), &[bought]).unwrap();
    refuses(&mut world);
    world.settle_out(day(1, 2), &[sold]).unwrap();
    world.send(&[order], &[]).unwrap();
}

#[test]
fn an_empty_batch_stays_until_its_day_is_struck() {
    let (mut world, holder) = held(100);
    let key = world.queue_cash(&holder, ONE);
    world.cancel(&holder, &key).unwrap();
    let order = world.close_batch_order(day(1, 2));
    world.refused(&order, &[], MmfError::BatchInUse);
    world.set_time(at(1, 2, 20, 0));
    world.refused(&order, &[], MmfError::BatchInUse);
    world.strike(0).unwrap();
    world.send(&[order], &[]).unwrap();
    assert!(is_gone(&world, &world.addresses.batch(&world.class, day(1, 2))));
}

#[test]
fn what_refused_requests_left_goes_back_to_the_buffer() {
    let (mut world, holder) = held(100);
    let keys = [world.queue_units(&holder, 40 * ONE), world.queue_units(&holder, 10 * ONE)];
    world.strike(0).unwrap();
    world.price_and_fund(day(1, 2));
    world.settle_out(day(1, 2), &keys[1..]).unwrap();
    world.set_freeze(&holder, true).unwrap();
    world.settle_out(day(1, 2), &keys[..1]).unwrap();
    assert_eq!(world.vault_balances(), [50 * ONE, 0, 40 * ONE, 0]);

    let done = world.close_batch(day(1, 2)).unwrap();

    assert_eq!(event!(done, BatchClosed).returned_e6, 40 * ONE);
    let expected = CashBooks { buffer: 90 * ONE, supply_value: 90 * ONE, ..CashBooks::default() };
    assert_eq!(world.cash_books(), expected);
    assert_eq!(world.vault_balances(), [90 * ONE, 0, 0, 0]);
    world.strike(0).unwrap();
    assert_eq!(world.fund().tie_out_difference_e6, 0);
}

#[test]
fn after_everybody_left_a_priced_batch_the_buffer_keeps_nothing_for_it() {
    let (mut world, holder) = held(100);
    let key = world.queue_units(&holder, 40 * ONE);
    world.strike(0).unwrap();
    world.price_day(day(1, 2)).unwrap();
    super::pause(&mut world, mmf::state::pause::REDEMPTIONS);
    world.cancel(&holder, &key).unwrap();
    world.close_batch(day(1, 2)).unwrap();
    assert_eq!(world.cash_books().queue_due, 0);
}

#[test]
fn the_rent_of_a_batch_goes_to_nobody_else() {
    let (mut world, holder) = held(100);
    let key = world.queue_units(&holder, 40 * ONE);
    settled(&mut world, Side::Redemption, &[key]).unwrap();
    let order = world.close_batch_order(day(1, 2));
    let thief = Pubkey::new_from_array([0x66; 32]);
    world.refused(&swapped(&order, &world.payer_key(), &thief), &[], MmfError::AccountMismatch);
}

#[test]
fn what_redemptions_left_does_not_wait_for_the_subscriptions_of_the_batch() {
    let (mut world, holder) = held(100);
    let (sold, bought) = (world.queue_units(&holder, 40 * ONE), world.queue_cash(&holder, 10 * ONE));
    world.strike(0).unwrap();
    world.price_and_fund(day(1, 2));
    world.set_freeze(&holder, true).unwrap();
    world.settle_out(day(1, 2), &[sold]).unwrap();

    let done = world.close_batch(day(1, 2)).unwrap();

    let closed = event!(done, BatchClosed);
    assert_eq!((closed.returned_e6, closed.closed), (40 * ONE, false));
    assert_eq!((world.cash_books().buffer, world.batch_on(day(1, 2)).cash_e6), (100 * ONE, 0));
    let order = world.close_batch_order(day(1, 2));
    world.refused(&order, &[], MmfError::BatchInUse);
    world.settle_in(day(1, 2), &[bought]).unwrap();
    let done = world.close_batch(day(1, 2)).unwrap();
    let closed = event!(done, BatchClosed);
    assert_eq!((closed.returned_e6, closed.closed), (0, true));
}
