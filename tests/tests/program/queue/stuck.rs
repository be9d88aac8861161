//! Nobody's request, and no order on a holding, keeps the others of its day from their settlement.

use mmf::error::MmfError;
use mmf::state::{ClassKind, NavReport, RequestStatus, Side};
use mmf_tests::calendar::day;
use mmf_tests::{ONE, event};
use solana_sdk::signer::Signer;
use spl_token_2022_interface::instruction as token;

use super::{CASH, held, member, settled, status};

#[test]
fn units_that_an_order_froze_after_they_were_queued_are_refused_and_the_others_settle() {
    let (mut world, holder) = held(100);
    let other = member(&mut world, 100);
    let keys = [world.queue_units(&holder, 60 * ONE), world.queue_units(&other, 30 * ONE)];
    world.freeze_units(&holder, 50 * ONE).unwrap();

    let done = settled(&mut world, Side::Redemption, &keys).unwrap();

    assert_eq!(event!(done, RequestRefused).refused_for, u32::from(MmfError::UnitsNotFree));
    assert_eq!(keys.map(|key| status(&world, &key)), [RequestStatus::GivenBack, RequestStatus::Settled]);
    let line = world.holding(&holder.holding);
    assert_eq!((line.recorded_units, line.reserved_units, line.frozen_units), (100 * ONE, 0, 50 * ONE));
    assert_eq!(world.balance(&other.cash), (CASH + 30) * ONE);
}

#[test]
fn units_frozen_beside_the_queued_ones_hinder_nobody() {
    let (mut world, holder) = held(100);
    let key = world.queue_units(&holder, 60 * ONE);
    world.freeze_units(&holder, 40 * ONE).unwrap();
    settled(&mut world, Side::Redemption, &[key]).unwrap();
    assert_eq!(status(&world, &key), RequestStatus::Settled);
    assert_eq!(world.holding(&holder.holding).recorded_units, 40 * ONE);
}

#[test]
fn a_class_that_lost_everything_keeps_no_other_class_from_its_price() {
    let (mut world, holder) = held(100);
    let first = world.class;
    let lost = world.add_class(ClassKind::AccumulatingHooked, |_| {});
    let unlucky = member(&mut world, 10);
    let its = [world.queue_units(&unlucky, 10 * ONE), world.queue_cash(&unlucky, ONE)];
    world.enter(&first);
    let key = world.queue_units(&holder, 40 * ONE);
    world.strike(0).unwrap();
    let report = world.addresses.nav(&world.fund, 1);
    world.patch::<NavReport>(&report, |report| report.results[1].price_e12 = 0);
    world.patch::<mmf::state::ShareClass>(&lost, |class| class.price.price_e12 = 0);

    world.price_and_fund(day(1, 2));

    world.settle_out(day(1, 2), &[key]).unwrap();
    assert_eq!(status(&world, &key), RequestStatus::Settled);
    world.enter(&lost);
    world.settle_out(day(1, 2), &its[..1]).unwrap();
    world.settle_in(day(1, 2), &its[1..]).unwrap();
    for key in its {
        assert_eq!(status(&world, &key), RequestStatus::GivenBack);
    }
    assert_eq!(world.holding(&unlucky.holding).reserved_units, 0);
    assert_eq!(world.balance(&unlucky.cash), CASH * ONE);
}

#[test]
fn tokens_that_a_holder_burned_hold_up_nobody_for_the_units_are_the_position() {
    let (mut world, holder) = held(100);
    let other = member(&mut world, 50);
    let keys = [world.queue_units(&holder, 60 * ONE), world.queue_units(&other, 30 * ONE)];
    let (mint, owner, program) = (world.mint, holder.wallet.pubkey(), spl_token_2022_interface::ID);
    let burn = token::burn(&program, &holder.shares, &mint, &owner, &[], 90 * ONE).unwrap();
    world.send(&[burn], &[&holder.wallet]).unwrap();

    settled(&mut world, Side::Redemption, &keys).unwrap();

    assert_eq!(keys.map(|key| status(&world, &key)), [RequestStatus::Settled; 2]);
    let line = world.holding(&holder.holding);
    assert_eq!((line.recorded_units, line.reserved_units), (40 * ONE, 0));
    assert_eq!(world.balance(&holder.shares), 10 * ONE, "fewer tokens than units: none are burned");
    assert_eq!(world.balance(&holder.cash), (CASH + 60) * ONE);
    assert_eq!((world.class().recorded_supply_units, world.share_supply()), (60 * ONE, 30 * ONE));
    let restore = world.addresses.restore(&world.class, &holder.pay_target());
    world.send(&[restore], &[]).unwrap();
    assert_eq!(world.balance(&holder.shares), 40 * ONE);
}

#[test]
fn a_closed_token_account_holds_up_nobody() {
    let (mut world, holder) = held(100);
    let other = member(&mut world, 50);
    let keys = [world.queue_units(&holder, 100 * ONE), world.queue_units(&other, 30 * ONE)];
    let (mint, owner, program) = (world.mint, holder.wallet.pubkey(), spl_token_2022_interface::ID);
    let burn = token::burn(&program, &holder.shares, &mint, &owner, &[], 100 * ONE).unwrap();
    let close = token::close_account(&program, &holder.shares, &owner, &owner, &[]).unwrap();
    world.send(&[burn, close], &[&holder.wallet]).unwrap();

    settled(&mut world, Side::Redemption, &keys).unwrap();

    assert_eq!(keys.map(|key| status(&world, &key)), [RequestStatus::Settled; 2]);
    assert_eq!(world.balance(&holder.cash), (CASH + 100) * ONE);
    assert_eq!(world.class().recorded_supply_units, 20 * ONE);
}

#[test]
fn who_closed_its_token_account_stands_in_the_register_and_gets_the_tokens_later() {
    let (mut world, holder) = held(0);
    let key = world.queue_cash(&holder, 30 * ONE);
    let (owner, program) = (holder.wallet.pubkey(), spl_token_2022_interface::ID);
    let close = token::close_account(&program, &holder.shares, &owner, &owner, &[]).unwrap();
    world.send(&[close], &[&holder.wallet]).unwrap();
    settled(&mut world, Side::Subscription, &[key]).unwrap();
    assert_eq!(status(&world, &key), RequestStatus::Settled);
    assert_eq!(world.holding(&holder.holding).recorded_units, 30 * ONE);
    assert_eq!((world.share_supply(), world.class().recorded_supply_units), (0, 30 * ONE));
    world.open(&holder).unwrap();
    crate::restore::restore(&mut world, &holder).unwrap();
    assert_eq!(world.balance(&holder.shares), 30 * ONE);
}
