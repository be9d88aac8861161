//! Placing a request: cash goes to escrow, units are reserved, and the rules are asked at once.

use mmf::error::MmfError;
use mmf::instructions::{ClassRulesArgs, PlaceRequestArgs};
use mmf::state::{Batch, BatchStatus, InvestorStatus, Request, RequestStatus, Side};
use mmf_tests::calendar::{at, day};
use mmf_tests::{CashBooks, ONE, World, event};
use solana_sdk::signer::Signer;

use super::{CASH, held, member};

#[test]
fn cash_goes_to_escrow_and_is_not_the_funds() {
    let (mut world, holder) = held(100);
    let nonce = world.free_nonce(&holder.investor);
    let args = PlaceRequestArgs { nonce, day: day(1, 2), amount: 250 * ONE, min_out: 249 * ONE };
    let order = world.place_order(&holder, Side::Subscription, args);

    let done = world.send(&[order], &[&holder.wallet]).unwrap();

    let placed = event!(done, RequestPlaced);
    let key = world.addresses.request(&holder.investor, nonce);
    assert_eq!((placed.class, placed.request, placed.seq), (world.class, key, 1));
    assert_eq!((placed.holding, placed.side, placed.cash_e6, placed.units), (holder.holding, 0, 250 * ONE, 0));
    assert_eq!((placed.day, placed.cutoff), (day(1, 2), at(1, 2, 20, 0)));
    assert_eq!(placed.holding_seq, world.holding(&holder.holding).seq);
    let request = world.request_at(&key);
    let expected = Request {
        version: 1,
        side: Side::Subscription,
        status: RequestStatus::Open,
        fund: world.fund,
        class: world.class,
        investor: holder.investor,
        holding: holder.holding,
        owner: holder.key(),
        cash_account: holder.cash,
        rent_payer: world.payer.pubkey(),
        nonce,
        day: day(1, 2),
        cutoff: at(1, 2, 20, 0),
        placed_at: at(1, 2, 15, 0),
        cash_settlement_units: 250 * ONE,
        cash_e6: 250 * ONE,
        min_out: 249 * ONE,
        seq: 1,
        ..empty_request(&request)
    };
    assert_eq!(format!("{request:?}"), format!("{expected:?}"));
    let books = world.cash_books();
    let expected = CashBooks { buffer: 100 * ONE, escrow: 250 * ONE, supply_value: 100 * ONE, ..CashBooks::default() };
    assert_eq!(books, expected);
    assert_eq!(world.vault_balances(), [100 * ONE, 250 * ONE, 0, 0]);
    assert_eq!(world.balance(&holder.cash), (CASH - 250) * ONE);
    assert_eq!(world.fund().cash_on_chain_e6(), i128::from(100 * ONE), "escrow is not the fund's");
    let line = world.holding(&holder.holding);
    assert_eq!((line.open_requests, line.reserved_units, line.recorded_units), (1, 0, 100 * ONE));
    assert_eq!(world.class().recorded_supply_units, 100 * ONE);
}

/// What a request says where a test has no other expectation.
fn empty_request(request: &Request) -> Request {
    Request {
        bump: request.bump,
        units: 0,
        min_out_of_units: 0,
        settled_units: 0,
        paid_settlement_units: 0,
        closed_at: 0,
        refused_for: 0,
        strike_no: 0,
        ..request.clone()
    }
}

#[test]
fn the_first_request_of_a_day_opens_its_batch_and_others_join_it() {
    let (mut world, holder) = held(100);
    let other = member(&mut world, 50);
    world.queue_cash(&holder, 30 * ONE);
    world.set_time(at(1, 2, 16, 0));
    world.queue_cash(&other, 12 * ONE);
    world.set_time(at(1, 2, 17, 0));
    world.queue_units(&other, 20 * ONE);

    let batch = world.batch_on(day(1, 2));
    let expected = Batch {
        version: 1,
        status: BatchStatus::Open,
        fund: world.fund,
        class: world.class,
        rent_payer: world.payer.pubkey(),
        day: day(1, 2),
        last_placed_at: at(1, 2, 17, 0),
        subscriptions: 2,
        redemptions: 1,
        subscribed_e6: 42 * ONE,
        redeemed_units: 20 * ONE,
        ..batch.clone()
    };
    assert_eq!(format!("{batch:?}"), format!("{expected:?}"));
    assert_eq!((batch.strike_no, batch.priced_at, batch.price_e12, batch.due_e6, batch.cash_e6), (0, 0, 0, 0, 0));
    assert_eq!(world.cash_books().escrow, 42 * ONE);
    assert_eq!(world.holding(&other.holding).open_requests, 2);
}

#[test]
fn units_are_reserved_and_stay_the_holders() {
    let (mut world, holder) = held(100);
    let nonce = world.free_nonce(&holder.investor);
    let args = PlaceRequestArgs { nonce, day: day(1, 2), amount: 40 * ONE, min_out: 39 * ONE };
    let order = world.place_order(&holder, Side::Redemption, args);

    let done = world.send(&[order], &[&holder.wallet]).unwrap();

    let placed = event!(done, RequestPlaced);
    assert_eq!((placed.side, placed.cash_e6, placed.units), (1, 0, 40 * ONE));
    let request = world.request_at(&placed.request);
    assert_eq!((request.side, request.units, request.min_out_of_units), (Side::Redemption, 40 * ONE, 40 * ONE));
    assert_eq!((request.cash_e6, request.cash_settlement_units, request.min_out), (0, 0, 39 * ONE));
    let line = world.holding(&holder.holding);
    assert_eq!((line.recorded_units, line.reserved_units, line.open_requests), (100 * ONE, 40 * ONE, 1));
    assert_eq!(world.balance(&holder.shares), 100 * ONE, "the tokens stay");
    assert_eq!(world.investor(&holder.investor).units[0], 100 * ONE);
    assert_eq!((world.class().recorded_supply_units, world.class().queued_units), (100 * ONE, 0));
    assert_eq!(world.vault_balances(), [100 * ONE, 0, 0, 0]);
}

#[test]
fn reserved_units_earn_until_their_strike() {
    let (mut world, holder) = held(100);
    let other = member(&mut world, 100);
    let key = world.queue_units(&holder, 100 * ONE);
    world.strike(200_000).unwrap();
    world.price_and_fund(day(1, 2));
    world.settle_out(day(1, 2), &[key]).unwrap();

    let index = world.class().index.get();
    let (gone, stayed) = (world.holding(&holder.holding), world.holding(&other.holding));
    assert!(index > 0);
    assert_eq!((gone.recorded_units, gone.accrued.get()), (0, u128::from(100 * ONE) * index));
    assert_eq!((stayed.recorded_units, stayed.last_index.get()), (100 * ONE, 0), "who stayed gets as much");
}

#[test]
fn everything_that_is_free_can_be_queued_at_once() {
    let (mut world, holder) = held(100);
    world.freeze_units(&holder, 25 * ONE).unwrap();
    world.queue_units(&holder, 10 * ONE);
    let key = world.queue_units(&holder, u64::MAX);
    assert_eq!(world.request_at(&key).units, 65 * ONE);
    world.place_refused(&holder, Side::Redemption, u64::MAX, MmfError::AmountTooSmall);
    assert_eq!(world.holding(&holder.holding).reserved_units, 75 * ONE);
}

#[test]
fn nothing_and_more_than_one_has_are_refused() {
    let (mut world, holder) = held(100);
    world.place_refused(&holder, Side::Redemption, 0, MmfError::AmountTooSmall);
    world.place_refused(&holder, Side::Redemption, 100 * ONE + 1, MmfError::UnitsNotFree);
    world.place_refused(&holder, Side::Subscription, 0, MmfError::AmountTooSmall);
    let order = world.place_order(&holder, Side::Subscription, world.place_args(&holder, CASH * ONE + 1));
    let before = world.snapshot(&order);
    world.send(std::slice::from_ref(&order), &[&holder.wallet]).unwrap_err();
    assert_eq!(world.snapshot(&order), before);
}

#[test]
fn a_number_is_used_once_until_its_request_is_closed() {
    let (mut world, holder) = held(100);
    let args = PlaceRequestArgs { nonce: 7, day: day(1, 2), amount: ONE, min_out: 0 };
    let order = world.place_order(&holder, Side::Redemption, args);
    world.send(std::slice::from_ref(&order), &[&holder.wallet]).unwrap();
    let before = world.snapshot(&order);
    assert!(world.send(std::slice::from_ref(&order), &[&holder.wallet]).is_err());
    assert_eq!(world.snapshot(&order), before);
    let key = world.addresses.request(&holder.investor, 7);
    world.cancel(&holder, &key).unwrap();
    assert!(world.send(std::slice::from_ref(&order), &[&holder.wallet]).is_err());
    world.close_request(&key).unwrap();
    world.send(&[order], &[&holder.wallet]).unwrap();
}

#[test]
fn only_the_holder_places_and_anybody_pays_the_rent() {
    let (mut world, holder) = held(100);
    let mut order = world.place_order(&holder, Side::Redemption, world.place_args(&holder, ONE));
    order.accounts[1].is_signer = false;
    let before = world.snapshot(&order);
    assert!(world.send(std::slice::from_ref(&order), &[]).is_err());
    assert_eq!(world.snapshot(&order), before);
    let lamports = world.svm.get_account(&holder.key()).map(|account| account.lamports);
    let key = world.queue_units(&holder, ONE);
    assert_eq!(world.request_at(&key).rent_payer, world.payer_key());
    assert_eq!(world.svm.get_account(&holder.key()).map(|account| account.lamports), lamports);
}

#[test]
fn who_may_not_take_or_give_units_is_told_at_once() {
    for (standing, buys, sells) in [
        (InvestorStatus::Blocked, MmfError::DeniedBlocked, Some(MmfError::DeniedBlocked)),
        (InvestorStatus::Sanctioned, MmfError::DeniedSanctioned, Some(MmfError::DeniedSanctioned)),
        (InvestorStatus::RedeemOnly, MmfError::DeniedRedeemOnly, None),
    ] {
        let (mut world, holder) = held(100);
        world.restrict(&holder.investor, standing).unwrap();
        world.place_refused(&holder, Side::Subscription, ONE, buys);
        match sells {
            Some(error) => world.place_refused(&holder, Side::Redemption, ONE, error),
            None => {
                let key = world.queue_units(&holder, ONE);
                assert_eq!(world.request_at(&key).units, ONE);
            }
        }
    }
}

#[test]
fn the_class_minimums_and_caps_are_asked_at_once() {
    let mut world = World::with_rules(|rules: &mut ClassRulesArgs| {
        (rules.min_initial_e6, rules.min_subsequent_e6) = (100 * ONE, 10 * ONE);
        (rules.min_redemption_units, rules.min_balance_units) = (5 * ONE, 50 * ONE);
        (rules.max_investor_units, rules.max_class_units) = (400 * ONE, 500 * ONE);
    });
    let holder = world.holder(1_000 * ONE);
    world.place_refused(&holder, Side::Subscription, 100 * ONE - 1, MmfError::BelowClassMinimum);
    world.subscribe(&holder, 100 * ONE).unwrap();
    world.place_refused(&holder, Side::Subscription, 10 * ONE - 1, MmfError::BelowClassMinimum);
    world.place_refused(&holder, Side::Subscription, 300 * ONE + 1, MmfError::DeniedAboveInvestorLimit);
    world.place_refused(&holder, Side::Redemption, 5 * ONE - 1, MmfError::BelowClassMinimum);
    world.place_refused(&holder, Side::Redemption, 50 * ONE + 1, MmfError::BelowClassMinimum);
    world.queue_cash(&holder, 10 * ONE);
    world.queue_cash(&holder, 300 * ONE);
    world.queue_units(&holder, 5 * ONE);
    world.queue_units(&holder, 45 * ONE);
}
