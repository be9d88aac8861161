//! Paying closed months: in new units, once, to everyone, without ever failing for one holder's sake.

mod batches;

use mmf::error::MmfError;
use mmf::state::{Holding, InvestorStatus, holding_flag};
use mmf_client::events::{Event, decode_logs};
use mmf_tests::calendar::day;
use mmf_tests::{Holder, ONE, World, expect_error};

use crate::restore::{close, set_frozen, set_status};
use crate::strike::world_with_shares;

const SCALE: u128 = 1_000_000_000_000_000_000;
/// January 2025.
const JANUARY: u32 = 24_300;

/// Two holders with 1,000 and 333.333333 shares, and January closed with income on each day.
fn closed_january() -> (World, Holder, Holder) {
    let (mut world, large) = world_with_shares(1_000);
    let small = world.holder(1_000 * ONE);
    world.subscribe(&small, 333_333_333).unwrap();
    world.strike_through(day(1, 31), 200_003);
    (world, large, small)
}

/// What a holding is owed in e18, settled or not, and what it has been paid.
fn owed_and_paid(world: &World, holder: &Holder) -> u128 {
    let (holding, class) = (world.holding(&holder.holding), world.class());
    let unsettled = u128::from(holding.recorded_units) * (class.index.get() - holding.last_index.get());
    holding.accrued.get() + holding.payable.get() + unsettled + u128::from(holding.paid_units) * SCALE
}

#[test]
fn whole_units_are_minted_and_the_fraction_stays_payable() {
    let (mut world, large, small) = closed_january();
    let index = world.class().index.get();

    world.pay(&[&large, &small]).unwrap();

    for (holder, units) in [(&large, 1_000 * ONE), (&small, 333_333_333)] {
        let owed = u128::from(units) * index;
        let paid = u64::try_from(owed / SCALE).unwrap();
        let holding = world.holding(&holder.holding);
        assert!(paid > 0);
        assert_eq!((holding.paid_units, holding.payable.get()), (paid, owed % SCALE));
        assert_eq!((holding.accrued.get(), holding.paid_period, holding.period), (0, JANUARY, JANUARY));
        assert_eq!(holding.recorded_units, units + paid);
        assert_eq!(world.balance(&holder.shares), units + paid);
        assert_eq!(world.investor(&holder.investor).units[0], units + paid);
    }
    let class = world.class();
    assert_eq!(class.recorded_supply_units, 1_333_333_333 + class.paid_units);
    assert_eq!(world.share_supply(), class.recorded_supply_units);
    let month = crate::strike::period(&world, JANUARY);
    assert_eq!((month.paid_units, month.holdings_paid), (class.paid_units, 2));
    assert_eq!((month.credited_units, month.holdings_credited), (0, 0));
}

#[test]
fn what_was_declared_is_paid_or_a_fraction_to_the_unit() {
    let (mut world, large, small) = closed_january();
    let third = world.holder(1_000 * ONE);
    world.subscribe(&third, 2).unwrap();
    let gone = world.holder(1_000 * ONE);
    world.subscribe(&gone, 77_000_001).unwrap();
    world.strike_through(day(2, 14), 100_001);
    world.redeem(&gone, u64::MAX).unwrap();
    world.strike_through(day(3, 3), 100_001);

    world.pay(&[&small, &gone]).unwrap();
    world.pay(&[&large, &third]).unwrap();

    let class = world.class();
    let everyone = [&large, &small, &third, &gone];
    let owed: u128 = everyone.iter().map(|holder| owed_and_paid(&world, holder)).sum();
    assert_eq!(class.declared.get(), owed);
    let income = i128::from(class.net_income_to_date_e6) + i128::from(class.equalisation_to_date_e6);
    assert_eq!(u128::try_from(income).unwrap() * SCALE, class.declared.get() + class.carry.get());
    let paid: u64 = everyone.iter().map(|holder| world.holding(&holder.holding).paid_units).sum();
    assert_eq!(class.paid_units, paid);
}

#[test]
fn paying_twice_pays_nothing_more() {
    let (mut world, large, small) = closed_january();
    world.pay(&[&large, &small]).unwrap();
    let before = (world.data(&large.holding), world.share_supply(), world.class().paid_units);

    world.pay(&[&large, &small]).unwrap();
    world.pay(&[&small]).unwrap();

    assert_eq!((world.data(&large.holding), world.share_supply(), world.class().paid_units), before);
    assert_eq!(crate::strike::period(&world, JANUARY).holdings_paid, 2);
}

#[test]
fn a_batch_with_the_same_holding_twice_pays_it_once() {
    let (mut world, large, small) = closed_january();

    world.pay(&[&large, &small, &large, &large]).unwrap();

    let (class, index) = (world.class(), world.class().index.get());
    assert_eq!(u128::from(world.holding(&large.holding).paid_units), u128::from(1_000 * ONE) * index / SCALE);
    assert_eq!(world.share_supply(), class.recorded_supply_units);
    assert_eq!(crate::strike::period(&world, JANUARY).holdings_paid, 2);
}

#[test]
fn dividend_units_earn_from_the_next_strike() {
    let (mut world, large, _) = closed_january();
    let closed = world.class().index.get();
    world.strike(200_003).unwrap();
    let paid_at = world.class().index.get();
    world.pay(&[&large]).unwrap();
    let units = world.holding(&large.holding).recorded_units;
    world.strike(200_003).unwrap();
    let now = world.class().index.get();
    world.redeem(&large, 1).unwrap();

    let expected = u128::from(1_000 * ONE) * (paid_at - closed) + u128::from(units) * (now - paid_at);
    assert_eq!(world.holding(&large.holding).accrued.get(), expected);
}

#[test]
fn two_months_that_were_not_paid_are_paid_in_one() {
    let (mut world, large, small) = closed_january();
    world.strike_through(day(2, 28), 200_003);
    let index = world.class().index.get();

    world.pay(&[&large, &small]).unwrap();

    let owed = u128::from(1_000 * ONE) * index;
    let holding = world.holding(&large.holding);
    assert_eq!(u128::from(holding.paid_units), owed / SCALE);
    assert_eq!((holding.payable.get(), holding.paid_period), (owed % SCALE, JANUARY + 1));
    let (january, february) = (crate::strike::period(&world, JANUARY), crate::strike::period(&world, JANUARY + 1));
    assert_eq!((january.paid_units, february.paid_units), (0, world.class().paid_units));
}

#[test]
fn fractions_of_several_months_add_up_to_units() {
    let mut world = World::new();
    let (dust, large) = (world.holder(ONE), world.holder(1_000_000 * ONE));
    world.subscribe(&dust, 100).unwrap();
    world.subscribe(&large, 1_000_000 * ONE).unwrap();

    for last in [day(1, 31), day(2, 28), day(3, 31), day(4, 30)] {
        world.strike_through(last, 150_000_000);
        world.pay(&[&dust]).unwrap();
        let holding = world.holding(&dust.holding);
        assert!(holding.payable.get() < SCALE);
    }

    assert_eq!(
        owed_and_paid(&world, &dust),
        u128::from(world.holding(&dust.holding).paid_units) * SCALE + world.holding(&dust.holding).payable.get()
    );
    assert_eq!(world.balance(&dust.shares), 100 + world.holding(&dust.holding).paid_units);
}

#[test]
fn who_left_in_the_middle_of_the_month_still_gets_the_income() {
    let (mut world, leaver) = world_with_shares(1_000);
    let stayer = world.holder(1_000 * ONE);
    world.subscribe(&stayer, 1_000 * ONE).unwrap();
    world.strike_through(day(1, 14), 200_003);
    let index = world.class().index.get();
    world.redeem(&leaver, u64::MAX).unwrap();
    world.strike_through(day(1, 31), 200_003);

    world.pay(&[&leaver, &stayer]).unwrap();

    let income = u128::from(1_000 * ONE) * index;
    let holding = world.holding(&leaver.holding);
    assert!(holding.paid_units > 0);
    assert_eq!(u128::from(holding.paid_units) * SCALE + holding.payable.get(), income);
    assert_eq!(world.balance(&leaver.shares), holding.paid_units);
    let cash = world.balance(&leaver.cash);
    world.redeem(&leaver, u64::MAX).unwrap();
    assert_eq!(world.balance(&leaver.cash), cash + holding.paid_units);
}

#[test]
fn who_came_after_the_month_closed_is_not_paid_for_it() {
    let (mut world, _, _) = closed_january();
    let late = world.holder(1_000 * ONE);
    world.subscribe(&late, 1_000 * ONE).unwrap();
    world.strike(200_003).unwrap();

    world.pay(&[&late]).unwrap();

    assert_eq!(world.holding(&late.holding).paid_units, 0);
    assert_eq!(crate::strike::period(&world, JANUARY).holdings_paid, 0);
    world.strike_through(day(2, 28), 200_003);
    world.pay(&[&late]).unwrap();
    assert!(world.holding(&late.holding).paid_units > 0);
}

/// Pays January while one holder can't be minted to; the others get tokens, this one is credited in place and counted.
fn credited_in_place(hinder: impl FnOnce(&mut World, &Holder)) {
    let (mut world, large, small) = closed_january();
    let index = world.class().index.get();
    hinder(&mut world, &large);
    let tokens = world.svm.get_account(&large.shares).map_or(0, |_| balance_or_zero(&world, &large));

    let done = world.pay(&[&large, &small]).unwrap();

    let paid = u64::try_from(u128::from(1_000 * ONE) * index / SCALE).unwrap();
    let listed = decode_logs(&mmf::ID, &done.logs).into_iter().filter_map(|event| match event {
        Event::DividendPaid(paid) => Some((paid.holding, paid.credited_in_place)),
        _ => None,
    });
    assert_eq!(listed.collect::<Vec<_>>(), [(large.holding, true), (small.holding, false)]);
    let holding = world.holding(&large.holding);
    assert_eq!((holding.paid_units, holding.recorded_units), (paid, 1_000 * ONE + paid));
    assert_eq!(balance_or_zero(&world, &large), tokens, "no token is minted");
    assert_eq!(world.balance(&small.shares), world.holding(&small.holding).recorded_units);
    let month = crate::strike::period(&world, JANUARY);
    assert_eq!((month.holdings_paid, month.holdings_credited, month.credited_units), (2, 1, paid));
    assert_eq!(month.paid_units, paid + world.holding(&small.holding).paid_units);

    let before = world.class().index.get();
    world.strike(200_003).unwrap();
    let growth = u128::from(holding.recorded_units) * (world.class().index.get() - before);
    assert_eq!(owed_and_paid(&world, &large), u128::from(1_000 * ONE) * index + growth, "it keeps earning");
}

fn balance_or_zero(world: &World, holder: &Holder) -> u64 {
    let exists = world.svm.get_account(&holder.shares).is_some_and(|account| !account.data.is_empty());
    if exists { world.balance(&holder.shares) } else { 0 }
}

#[test]
fn a_holder_whose_token_account_is_frozen_is_credited_in_place() {
    credited_in_place(|world, holder| set_frozen(world, holder, true));
}

#[test]
fn a_holder_who_is_frozen_by_order_is_credited_in_place() {
    credited_in_place(|world, holder| {
        world.patch::<Holding>(&holder.holding, |holding| holding.flags |= holding_flag::FROZEN);
    });
}

#[test]
fn a_blocked_holder_is_credited_in_place() {
    credited_in_place(|world, holder| set_status(world, holder, InvestorStatus::Blocked));
}

#[test]
fn a_sanctioned_holder_is_credited_in_place() {
    credited_in_place(|world, holder| set_status(world, holder, InvestorStatus::Sanctioned));
}

#[test]
fn a_holder_whose_approval_was_taken_back_is_credited_in_place() {
    credited_in_place(|world, holder| set_status(world, holder, InvestorStatus::Pending));
}

#[test]
fn a_holder_who_closed_the_token_account_is_credited_in_place() {
    credited_in_place(close);
}

#[test]
fn expired_kyc_and_redeem_only_do_not_keep_the_tokens_away() {
    let (mut world, large, small) = closed_january();
    world.patch::<mmf::state::Investor>(&large.investor, |investor| investor.attributes[0].expires_at = 1);
    set_status(&mut world, &small, InvestorStatus::RedeemOnly);

    world.pay(&[&large, &small]).unwrap();

    for holder in [&large, &small] {
        assert_eq!(world.balance(&holder.shares), world.holding(&holder.holding).recorded_units);
    }
    assert_eq!(crate::strike::period(&world, JANUARY).holdings_credited, 0);
}

#[test]
fn there_is_nothing_to_pay_before_a_month_has_closed() {
    let (mut world, holder) = world_with_shares(1_000);
    world.strike(100_000).unwrap();

    assert!(world.pay(&[&holder]).is_err(), "December has no period account");
    world.strike_through(day(1, 31), 100_000);
    let order = world.addresses.pay_dividends(&world.class, JANUARY, &[holder.pay_target()]);
    world.strike_through(day(2, 28), 100_000);
    expect_error(world.send(&[order], &[]), MmfError::NoClosedPeriod);
    world.pay(&[&holder]).unwrap();
}
