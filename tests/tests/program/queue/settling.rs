//! Settlement: by anyone, in batches, once, at the batch's price.

use mmf::error::MmfError;
use mmf::state::{RequestStatus, Side};
use mmf_tests::calendar::{at, day};
use mmf_tests::{CashBooks, Figures, ONE, event};

use super::{CASH, held, member, settled, status};

#[test]
fn a_subscription_becomes_shares_and_its_cash_the_funds() {
    let (mut world, holder) = held(100);
    let key = world.queue_cash(&holder, 30 * ONE);

    let done = settled(&mut world, Side::Subscription, &[key]).unwrap();

    let (subscribed, settled) = (event!(done, Subscribed), event!(done, RequestSettled));
    let line = world.holding(&holder.holding);
    assert_eq!((subscribed.cash_e6, subscribed.fee_e6, subscribed.equalisation_e6), (30 * ONE, 0, 0));
    assert_eq!((subscribed.units, subscribed.old_units, subscribed.new_units), (30 * ONE, 100 * ONE, 130 * ONE));
    assert_eq!((subscribed.queued, subscribed.span_seconds), (true, 0));
    assert_eq!((subscribed.class_seq, subscribed.holding_seq), (world.class().seq, line.seq));
    assert_eq!((settled.request, settled.seq, settled.side, settled.day), (key, 2, 0, day(1, 2)));
    assert_eq!((settled.strike_no, settled.units, settled.settlement_units), (1, 30 * ONE, 30 * ONE));
    assert_eq!(settled.left_units, 0);
    assert_eq!((line.recorded_units, line.open_requests), (130 * ONE, 0));
    assert_eq!((world.balance(&holder.shares), world.share_supply()), (130 * ONE, 130 * ONE));
    assert_eq!(world.investor(&holder.investor).units[0], 130 * ONE);
    let class = world.class();
    assert_eq!((class.recorded_supply_units, class.issued_units_to_date), (130 * ONE, 130 * ONE));
    let expected = CashBooks { buffer: 130 * ONE, supply_value: 130 * ONE, ..CashBooks::default() };
    assert_eq!(world.cash_books(), expected);
    assert_eq!(world.vault_balances(), [130 * ONE, 0, 0, 0]);
    assert_eq!(world.fund().subscribed_to_date_e6, 130 * ONE);
    let request = world.request_at(&key);
    assert_eq!((request.status, request.settled_units, request.strike_no), (RequestStatus::Settled, 30 * ONE, 1));
    assert_eq!((request.closed_at, request.refused_for), (world.time(), 0));
    let batch = world.batch_on(day(1, 2));
    assert_eq!((batch.subscriptions, batch.subscribed_e6, batch.settled_e6), (0, 0, 30 * ONE));
}

#[test]
fn the_cash_of_redemptions_is_set_aside_and_paid_at_one_dollar() {
    let (mut world, holder) = held(100);
    let key = world.queue_units(&holder, 40 * ONE);
    world.strike(0).unwrap();
    world.price_day(day(1, 2)).unwrap();

    let done = world.fund_day(day(1, 2)).unwrap();

    let funded = event!(done, BatchesFunded);
    assert_eq!((funded.fund, funded.seq, funded.day), (world.fund, world.fund().seq, day(1, 2)));
    assert_eq!((funded.due_e6, funded.sent_e6, funded.arrived_e6), (40 * ONE, 40 * ONE, 40 * ONE));
    assert_eq!(funded.mandatory_fee_ppm, 0);
    let expected = CashBooks { buffer: 60 * ONE, payout: 40 * ONE, supply_value: 100 * ONE, ..CashBooks::default() };
    assert_eq!(world.cash_books(), expected);
    assert_eq!(world.vault_balances(), [60 * ONE, 0, 40 * ONE, 0]);
    assert_eq!(world.fund().cash_on_chain_e6(), i128::from(100 * ONE), "until it is paid it is the fund's");
    let batch = world.batch_on(day(1, 2));
    assert_eq!((batch.cash_e6, batch.funded_due_e6, batch.funded_sent_e6), (40 * ONE, 40 * ONE, 40 * ONE));
    assert_eq!((batch.funded_arrived_e6, batch.funded_at), (40 * ONE, world.time()));

    let done = world.settle_out(day(1, 2), &[key]).unwrap();

    let (redeemed, settled) = (event!(done, Redeemed), event!(done, RequestSettled));
    assert_eq!((redeemed.cash_e6, redeemed.fee_e6, redeemed.kept_e6), (40 * ONE, 0, 0));
    assert_eq!((redeemed.units, redeemed.old_units, redeemed.new_units), (40 * ONE, 100 * ONE, 60 * ONE));
    assert!(redeemed.queued);
    assert_eq!((settled.side, settled.units, settled.settlement_units, settled.left_units), (1, 40 * ONE, 40 * ONE, 0));
    let line = world.holding(&holder.holding);
    assert_eq!((line.recorded_units, line.reserved_units, line.open_requests), (60 * ONE, 0, 0));
    assert_eq!((world.balance(&holder.shares), world.share_supply()), (60 * ONE, 60 * ONE));
    assert_eq!(world.balance(&holder.cash), (CASH + 40) * ONE);
    let expected = CashBooks { buffer: 60 * ONE, supply_value: 60 * ONE, ..CashBooks::default() };
    assert_eq!(world.cash_books(), expected);
    assert_eq!(world.vault_balances(), [60 * ONE, 0, 0, 0]);
    assert_eq!((world.class().redeemed_units_to_date, world.fund().redeemed_to_date_e6), (40 * ONE, 40 * ONE));
    let request = world.request_at(&key);
    assert_eq!((request.status, request.units, request.settled_units), (RequestStatus::Settled, 0, 40 * ONE));
    assert_eq!((request.paid_settlement_units, request.due_settlement_units), (40 * ONE, 0));
    let batch = world.batch_on(day(1, 2));
    assert_eq!((batch.redemptions, batch.redeemed_units, batch.cash_e6), (0, 0, 0));
}

#[test]
fn many_requests_of_many_holders_settle_in_one_transaction() {
    let (mut world, holder) = held(100);
    let mut keys = vec![world.queue_units(&holder, ONE), world.queue_units(&holder, 2 * ONE)];
    for dollars in 3..6 {
        let other = member(&mut world, 10);
        keys.push(world.queue_units(&other, dollars * ONE));
    }

    let done = settled(&mut world, Side::Redemption, &keys).unwrap();

    let units: Vec<u64> = mmf_tests::events::events_of(&done)
        .into_iter()
        .filter_map(|event| match event {
            mmf_client::events::Event::RequestSettled(event) => Some(event.units),
            _ => None,
        })
        .collect();
    assert_eq!(units, [ONE, 2 * ONE, 3 * ONE, 4 * ONE, 5 * ONE]);
    assert_eq!(world.cash_books().supply_value, 115 * ONE);
}

#[test]
fn anybody_settles_with_no_right_but_to_pay_the_fee() {
    let (mut world, holder) = held(100);
    let key = world.queue_cash(&holder, 30 * ONE);
    world.strike(0).unwrap();
    world.price_day(day(1, 2)).unwrap();
    let order = world.settle_order(Side::Subscription, day(1, 2), &[key]);
    assert!(order.accounts.iter().all(|meta| !meta.is_signer));
    world.send(&[order], &[]).unwrap();
}

#[test]
fn a_request_is_settled_once() {
    let (mut world, holder) = held(100);
    let (bought, sold) = (world.queue_cash(&holder, 30 * ONE), world.queue_units(&holder, 40 * ONE));
    settled(&mut world, Side::Subscription, &[bought]).unwrap();
    world.fund_day(day(1, 2)).unwrap();
    world.settle_out(day(1, 2), &[sold]).unwrap();
    for (side, key) in [(Side::Subscription, bought), (Side::Redemption, sold)] {
        let order = world.settle_order(side, day(1, 2), &[key]);
        world.refused(&order, &[], MmfError::RequestNotOpen);
    }
}

#[test]
fn the_same_request_twice_in_one_transaction_is_settled_once() {
    let (mut world, holder) = held(100);
    let key = world.queue_units(&holder, 40 * ONE);
    settled(&mut world, Side::Redemption, &[key, key]).unwrap();
    assert_eq!(world.balance(&holder.cash), (CASH + 40) * ONE);
    assert_eq!(world.cash_books().supply_value, 60 * ONE);
}

#[test]
fn keepers_who_come_at_once_pass_by_what_the_other_settled() {
    let (mut world, holder) = held(100);
    let other = member(&mut world, 50);
    let keys = [world.queue_units(&holder, 40 * ONE), world.queue_units(&other, 10 * ONE)];
    let third = world.queue_units(&other, 5 * ONE);
    settled(&mut world, Side::Redemption, &keys[..1]).unwrap();

    world.settle_out(day(1, 2), &[keys[0], keys[1]]).unwrap();

    world.close_request(&keys[0]).unwrap();
    assert!(world.svm.get_account(&keys[0]).is_none_or(|account| account.data.is_empty()));
    let line = mmf_client::ix::RequestLine {
        request: keys[0],
        holding: holder.holding,
        token_account: holder.shares,
        investor: holder.investor,
        cash_account: holder.cash,
    };
    let own = mmf_client::ix::RequestLine::of(&world.addresses, &third, &world.request_at(&third));
    let order = world.settle_lines(Side::Redemption, day(1, 2), &[line, own]);
    world.send(&[order], &[]).unwrap();
    assert_eq!(world.balance(&holder.cash), (CASH + 40) * ONE);
    assert_eq!(world.balance(&other.cash), (CASH + 15) * ONE);
}

#[test]
fn a_request_that_was_cancelled_is_passed_by() {
    let (mut world, holder) = held(100);
    let keys = [world.queue_units(&holder, 40 * ONE), world.queue_units(&holder, 10 * ONE)];
    world.cancel(&holder, &keys[0]).unwrap();
    settled(&mut world, Side::Redemption, &keys).unwrap();
    assert_eq!(status(&world, &keys[0]), RequestStatus::GivenBack);
    assert_eq!(world.holding(&holder.holding).recorded_units, 90 * ONE);
}

#[test]
fn while_a_strike_is_due_settlement_waits() {
    let (mut world, holder) = held(100);
    let (bought, sold) = (world.queue_cash(&holder, 30 * ONE), world.queue_units(&holder, 40 * ONE));
    world.strike(0).unwrap();
    world.price_and_fund(day(1, 2));
    let orders = [
        world.settle_order(Side::Subscription, day(1, 2), &[bought]),
        world.settle_order(Side::Redemption, day(1, 2), &[sold]),
    ];
    world.set_time(at(1, 3, 20, 0));
    for order in &orders {
        world.refused(order, &[], MmfError::SettlementWaits);
    }
    world.strike(0).unwrap();
    for order in orders {
        world.send(&[order], &[]).unwrap();
    }
    assert_eq!(world.request_at(&sold).strike_no, 1, "the price is still that of its strike");
}

#[test]
fn pricing_and_funding_do_not_wait_for_a_strike() {
    let (mut world, holder) = held(100);
    world.queue_units(&holder, 40 * ONE);
    world.strike(0).unwrap();
    world.set_time(at(1, 3, 20, 0));
    world.price_and_fund(day(1, 2));
    let args = world.quote_args(Figures::default());
    world.post(args).unwrap();
    let plan = world.strike_plan();
    world.strike_by(&plan).unwrap();
    assert_eq!(world.fund().tie_out_difference_e6, 0);
}

#[test]
fn a_request_that_is_over_is_passed_by_though_its_holding_is_closed() {
    let (mut world, holder) = held(100);
    let other = member(&mut world, 50);
    let keys = [world.queue_units(&holder, 100 * ONE), world.queue_units(&other, 10 * ONE)];
    world.strike(0).unwrap();
    world.price_and_fund(day(1, 2));
    let order = world.settle_order(Side::Redemption, day(1, 2), &keys);
    world.settle_out(day(1, 2), &keys[..1]).unwrap();
    world.close_line(&holder).unwrap();

    world.send(&[order], &[]).unwrap();

    assert_eq!(status(&world, &keys[1]), RequestStatus::Settled);
}
