//! Cancelling: before the cut-off, where dealing stopped, where nobody served the request for seven days, and what a partial payment left.

use mmf::error::MmfError;
use mmf::state::{InvestorStatus, RequestStatus, Side, SuspensionGround, pause};
use mmf_tests::calendar::{at, day};
use mmf_tests::{CashBooks, ONE, World, event};

use super::{CASH, held, member, settled, settled_in_part, short, status, swapped};

const DAY: i64 = 86_400;

#[test]
fn a_cancelled_subscription_gives_all_cash_back() {
    let (mut world, holder) = held(100);
    let other = world.queue_cash(&holder, 20 * ONE);
    let key = world.queue_cash(&holder, 30 * ONE);

    let done = world.cancel(&holder, &key).unwrap();

    let back = event!(done, RequestGivenBack);
    assert_eq!((back.request, back.seq, back.holding), (key, 2, holder.holding));
    assert_eq!((back.settlement_units, back.units, back.cancelled), (30 * ONE, 0, true));
    assert_eq!(back.holding_seq, world.holding(&holder.holding).seq);
    assert_eq!(world.balance(&holder.cash), (CASH - 20) * ONE);
    assert_eq!(world.vault_balances(), [100 * ONE, 20 * ONE, 0, 0]);
    let expected = CashBooks { buffer: 100 * ONE, escrow: 20 * ONE, supply_value: 100 * ONE, ..CashBooks::default() };
    assert_eq!(world.cash_books(), expected);
    let (request, batch) = (world.request_at(&key), world.batch_on(day(1, 2)));
    assert_eq!((request.status, request.closed_at), (RequestStatus::GivenBack, world.time()));
    assert_eq!((batch.subscriptions, batch.subscribed_e6), (1, 20 * ONE));
    assert_eq!(world.holding(&holder.holding).open_requests, 1);
    assert_eq!(status(&world, &other), RequestStatus::Open);
}

#[test]
fn a_cancelled_redemption_frees_its_units() {
    let (mut world, holder) = held(100);
    world.queue_units(&holder, 15 * ONE);
    let key = world.queue_units(&holder, 60 * ONE);

    let done = world.cancel(&holder, &key).unwrap();

    let back = event!(done, RequestGivenBack);
    assert_eq!((back.settlement_units, back.units, back.cancelled), (0, 60 * ONE, true));
    let (line, batch) = (world.holding(&holder.holding), world.batch_on(day(1, 2)));
    assert_eq!((line.recorded_units, line.reserved_units, line.open_requests), (100 * ONE, 15 * ONE, 1));
    assert_eq!((batch.redemptions, batch.redeemed_units, batch.due_e6), (1, 15 * ONE, 0));
    world.redeem(&holder, 85 * ONE).unwrap();
}

#[test]
fn from_the_cutoff_on_nobody_cancels() {
    let (mut world, holder) = held(100);
    let keys = [world.queue_cash(&holder, 10 * ONE), world.queue_units(&holder, 10 * ONE)];
    let spare = world.queue_units(&holder, 10 * ONE);
    world.set_time(at(1, 2, 20, 0) - 1);
    world.cancel(&holder, &spare).unwrap();
    let refuses = |world: &mut World| {
        for key in &keys {
            let order = world.cancel_order(key);
            world.refused(&order, &[&holder.wallet], MmfError::RequestPastCutoff);
        }
    };
    world.set_time(at(1, 2, 20, 0));
    refuses(&mut world);
    world.strike(0).unwrap();
    refuses(&mut world);
    world.price_day(day(1, 2)).unwrap();
    refuses(&mut world);
    world.fund_day(day(1, 2)).unwrap();
    refuses(&mut world);
}

#[test]
fn no_pause_keeps_anybody_from_cancelling_before_the_cutoff() {
    for pauses in [pause::TRANSFERS, pause::SUBSCRIPTIONS, pause::REDEMPTIONS, pause::DISTRIBUTIONS, pause::ALL] {
        let (mut world, holder) = held(100);
        let keys = [world.queue_cash(&holder, 10 * ONE), world.queue_units(&holder, 10 * ONE)];
        super::pause(&mut world, pauses);
        for key in keys {
            world.cancel(&holder, &key).unwrap();
        }
        assert_eq!(world.vault_balances(), [100 * ONE, 0, 0, 0]);
        assert_eq!(world.holding(&holder.holding).reserved_units, 0);
    }
}

#[test]
fn after_the_cutoff_a_pause_opens_the_way_out_of_its_own_side_only() {
    for (pauses, stopped, other) in [
        (pause::SUBSCRIPTIONS, Side::Subscription, Side::Redemption),
        (pause::REDEMPTIONS, Side::Redemption, Side::Subscription),
    ] {
        let (mut world, holder) = held(100);
        let (out, stays) = (world.place(&holder, stopped, ONE), world.place(&holder, other, ONE));
        world.strike(0).unwrap();
        super::pause(&mut world, pauses | pause::TRANSFERS | pause::DISTRIBUTIONS);

        world.cancel(&holder, &out).unwrap();

        let order = world.cancel_order(&stays);
        world.refused(&order, &[&holder.wallet], MmfError::RequestPastCutoff);
        assert_eq!(status(&world, &out), RequestStatus::GivenBack);
    }
}

#[test]
fn while_redemptions_are_suspended_everything_can_be_cancelled() {
    let (mut world, holder) = held(100);
    let keys = [world.queue_cash(&holder, 10 * ONE), world.queue_units(&holder, 10 * ONE)];
    let late = world.queue_units(&holder, 10 * ONE);
    world.strike(0).unwrap();
    world.price_day(day(1, 2)).unwrap();
    let ends_at = world.time() + 600;
    world.suspend(SuspensionGround::Postponement, ends_at).unwrap();

    for key in &keys {
        world.cancel(&holder, key).unwrap();
    }

    assert_eq!(world.balance(&holder.cash), CASH * ONE);
    assert_eq!(world.cash_books().queue_due, 10 * ONE, "the buffer keeps less for the batch");
    world.set_time(ends_at);
    let order = world.cancel_order(&late);
    world.refused(&order, &[&holder.wallet], MmfError::RequestPastCutoff);
}

#[test]
fn while_the_fund_is_wound_up_subscriptions_can_be_cancelled_and_redemptions_wait_for_their_cash() {
    let (mut world, holder) = held(100);
    let (bought, sold) = (world.queue_cash(&holder, 10 * ONE), world.queue_units(&holder, 10 * ONE));
    world.strike(0).unwrap();
    world.suspend(SuspensionGround::Liquidation, 0).unwrap();
    world.wind_up().unwrap();

    world.cancel(&holder, &bought).unwrap();

    let order = world.cancel_order(&sold);
    world.refused(&order, &[&holder.wallet], MmfError::RequestPastCutoff);
}

#[test]
fn what_nobody_served_for_seven_days_can_be_cancelled_though_it_is_priced_and_funded() {
    let (mut world, holder) = held(100);
    let (bought, sold) = (world.queue_cash(&holder, 10 * ONE), world.queue_units(&holder, 40 * ONE));
    let other = world.queue_units(&holder, 5 * ONE);
    world.strike(0).unwrap();
    world.price_and_fund(day(1, 2));
    let ready = at(1, 2, 20, 0) + 7 * DAY;
    world.set_time(ready - 1);
    for key in [bought, sold] {
        let order = world.cancel_order(&key);
        world.refused(&order, &[&holder.wallet], MmfError::RequestPastCutoff);
    }
    world.set_time(ready);

    world.cancel(&holder, &bought).unwrap();
    world.cancel(&holder, &sold).unwrap();

    assert_eq!(world.balance(&holder.cash), CASH * ONE);
    assert_eq!(world.holding(&holder.holding).reserved_units, 5 * ONE);
    let batch = world.batch_on(day(1, 2));
    let left = (batch.redeemed_units, batch.due_e6, batch.cash_e6);
    assert_eq!(left, (5 * ONE, 45 * ONE, 45 * ONE), "what was fixed stays");
    world.strike_through(day(1, 9), 0);
    world.settle_out(day(1, 2), &[other]).unwrap();
    let done = world.close_batch(day(1, 2)).unwrap();
    assert_eq!(event!(done, BatchClosed).returned_e6, 40 * ONE);
    let expected = CashBooks { buffer: 95 * ONE, supply_value: 95 * ONE, ..CashBooks::default() };
    assert_eq!(world.cash_books(), expected);
    assert_eq!(world.vault_balances(), [95 * ONE, 0, 0, 0]);
}

#[test]
fn a_cancelled_redemption_leaves_the_priced_batch_and_what_the_buffer_keeps() {
    let (mut world, holder) = held(100);
    let (one, other) = (world.queue_units(&holder, 40 * ONE), world.queue_units(&holder, 20 * ONE));
    world.strike(0).unwrap();
    world.price_day(day(1, 2)).unwrap();
    assert_eq!(world.cash_books().queue_due, 60 * ONE);
    super::pause(&mut world, pause::REDEMPTIONS);

    world.cancel(&holder, &one).unwrap();

    let batch = world.batch_on(day(1, 2));
    assert_eq!((batch.redemptions, batch.redeemed_units, batch.due_e6), (1, 20 * ONE, 20 * ONE));
    assert_eq!(world.cash_books().queue_due, 20 * ONE);
    world.cancel(&holder, &other).unwrap();
    assert_eq!((world.cash_books().queue_due, world.batch_on(day(1, 2)).due_e6), (0, 0));
}

#[test]
fn the_rest_of_a_partial_payment_is_cancelled_at_any_time() {
    let (mut world, holder) = held(100);
    let key = world.queue_units(&holder, 80 * ONE);
    short(&mut world, 20 * ONE);
    settled_in_part(&mut world, &[key]);
    assert_eq!((status(&world, &key), world.request_at(&key).units), (RequestStatus::Partial, 60 * ONE));

    let done = world.cancel(&holder, &key).unwrap();

    assert_eq!(event!(done, RequestGivenBack).units, 60 * ONE);
    let line = world.holding(&holder.holding);
    assert_eq!((line.recorded_units, line.reserved_units, line.open_requests), (80 * ONE, 0, 0));
    let request = world.request_at(&key);
    assert_eq!((request.status, request.units), (RequestStatus::GivenBack, 0));
    assert_eq!((request.settled_units, request.paid_settlement_units), (20 * ONE, 20 * ONE));
    assert_eq!(world.balance(&holder.shares), 80 * ONE);
}

#[test]
fn a_rolled_rest_has_the_cutoff_of_its_new_day() {
    let (mut world, holder) = held(100);
    let key = world.queue_units(&holder, 80 * ONE);
    short(&mut world, 20 * ONE);
    settled_in_part(&mut world, &[key]);
    world.roll(&key).unwrap();
    world.set_time(at(1, 3, 20, 0));
    let order = world.cancel_order(&key);
    world.refused(&order, &[&holder.wallet], MmfError::RequestPastCutoff);
    world.set_time(at(1, 3, 20, 0) - 1);
    world.cancel(&holder, &key).unwrap();
    assert_eq!(world.batch_on(day(1, 3)).redemptions, 0);
}

#[test]
fn what_is_over_is_not_cancelled_again() {
    let (mut world, holder) = held(100);
    let cancelled = world.queue_cash(&holder, ONE);
    let paid = world.queue_units(&holder, ONE);
    world.cancel(&holder, &cancelled).unwrap();
    settled(&mut world, Side::Redemption, &[paid]).unwrap();
    super::pause(&mut world, pause::ALL);
    for key in [cancelled, paid] {
        let order = world.cancel_order(&key);
        world.refused(&order, &[&holder.wallet], MmfError::RequestNotOpen);
    }
}

#[test]
fn only_the_holder_cancels() {
    let (mut world, holder) = held(100);
    let stranger = member(&mut world, 0);
    let key = world.queue_cash(&holder, ONE);
    let order = swapped(&world.cancel_order(&key), &holder.key(), &stranger.key());
    world.refused(&order, &[&stranger.wallet], MmfError::AccountMismatch);
}

#[test]
fn who_is_blocked_cancels_and_who_is_sanctioned_does_not() {
    let (mut world, holder) = held(100);
    let keys = [world.queue_cash(&holder, ONE), world.queue_units(&holder, ONE)];
    world.restrict(&holder.investor, InvestorStatus::Sanctioned).unwrap();
    for key in &keys {
        let order = world.cancel_order(key);
        world.refused(&order, &[&holder.wallet], MmfError::DeniedSanctioned);
    }
    world.release(&holder.investor, InvestorStatus::Approved).unwrap();
    world.restrict(&holder.investor, InvestorStatus::Blocked).unwrap();
    for key in &keys {
        world.cancel(&holder, key).unwrap();
    }
}

#[test]
fn the_batch_that_the_request_is_in_must_be_there() {
    let (mut world, holder) = held(100);
    let key = world.queue_cash(&holder, ONE);
    world.set_time(at(1, 2, 20, 0));
    world.queue_cash(&holder, ONE);
    world.set_time(at(1, 2, 19, 0));
    let order = world.cancel_order(&key);
    let batch = world.addresses.batch(&world.class, day(1, 2));
    let others = world.addresses.batch(&world.class, day(1, 3));
    world.refused(&swapped(&order, &batch, &others), &[&holder.wallet], MmfError::AccountMismatch);
    world.refused(&swapped(&order, &batch, &mmf::ID), &[&holder.wallet], MmfError::AccountMismatch);
    world.cancel(&holder, &key).unwrap();
}

#[test]
fn the_holder_names_another_account_of_its_own_for_the_cash() {
    let (mut world, holder) = held(100);
    let stranger = member(&mut world, 0);
    let key = world.queue_cash(&holder, 5 * ONE);
    let order = world.cancel_order(&key);
    let others = swapped(&order, &holder.cash, &stranger.cash);
    world.refused(&others, &[&holder.wallet], MmfError::CashAccountUnfit);
    let own = super::cash_account(&mut world, &holder);
    world.send(&[swapped(&order, &holder.cash, &own)], &[&holder.wallet]).unwrap();
    assert_eq!(world.balance(&own), 5 * ONE);
}
