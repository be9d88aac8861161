//! A whole day of the queue, two classes, with cut-off, late request, cancellation, blocked investor and a short buffer; and the day after it.

use mmf::error::MmfError;
use mmf::state::{BatchStatus, ClassKind, InvestorStatus, RequestStatus, ShareClass, Side};
use mmf_tests::calendar::{at, day};
use mmf_tests::{Holder, ONE, World, event};
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signer::Signer;

use super::{CASH, member, status};
use crate::custody::{self, Listed};

const E12: u128 = 1_000_000_000_000;

/// A fund on the morning of 3 January: a distributing class, and an accumulating one whose price has risen.
struct Scene {
    world: World,
    listed: Listed,
    distributing: Pubkey,
    accumulating: Pubkey,
    /// Has 1,000 shares of the distributing class.
    large: Holder,
    /// The same, in the accumulating class: 300 dollars.
    rising: Holder,
    /// Has 500 shares of the distributing class.
    small: Holder,
    /// Has only cash, as have the others.
    blocked: Holder,
    late: Holder,
}

impl Scene {
    fn new() -> Self {
        let mut world = World::new();
        let distributing = world.class;
        let accumulating = world.add_class(ClassKind::AccumulatingHooked, |_| {});
        world.enter(&distributing);
        let (large, small) = (member(&mut world, 1_000), member(&mut world, 500));
        let (blocked, late) = (member(&mut world, 0), member(&mut world, 0));
        let rising = world.opened_in(&large, &accumulating);
        world.enter(&accumulating);
        world.subscribe(&rising, 300 * ONE).unwrap();
        world.enter(&distributing);
        let listed = custody::list_custodian(&mut world, 0);
        let mut scene = Self { world, listed, distributing, accumulating, large, rising, small, blocked, late };
        scene.strike(100_003);
        scene.world.set_time(at(1, 3, 9, 0));
        scene
    }

    /// Strikes the next day with income that the custodian has got. The quote counts the cash that is really there, and it ties out.
    fn strike(&mut self, income_e6: u64) {
        self.world.give_cash(&self.listed.owner.pubkey(), income_e6);
        let real = self.assets();
        self.world.post_changed(i64::try_from(income_e6).unwrap(), |args| {
            (args.net_assets_e6, args.market_net_assets_e6) = (real, real);
        });
        let plan = self.world.strike_plan();
        self.world.strike_by(&plan).unwrap();
        assert_eq!(self.world.fund().tie_out_difference_e6, 0);
    }

    /// The fund's cash wherever it is.
    fn assets(&self) -> u64 {
        let [buffer, _, payout, _] = self.world.vault_balances();
        buffer + payout + self.world.balance(&self.listed.account)
    }

    /// All cash there is lies with the holders, in the vaults and with the custodian; vaults hold what the books say.
    #[track_caller]
    fn conserves(&self) {
        let world = &self.world;
        let vaults = world.vault_balances();
        let holders = [&self.large, &self.small, &self.blocked, &self.late];
        let with_holders: u64 = holders.iter().map(|holder| world.balance(&holder.cash)).sum();
        let data = world.data(&world.usdc);
        let minted = u64::from_le_bytes(data[36..44].try_into().unwrap());
        assert_eq!(minted, with_holders + vaults.iter().sum::<u64>() + world.balance(&self.listed.account));
        let books = world.cash_books();
        assert_eq!(vaults, [books.buffer, books.escrow, books.payout, 0]);
        let supply = |class| world.read::<ShareClass>(class).recorded_supply_units;
        let shares = |holders: &[&Holder]| holders.iter().map(|holder| world.balance(&holder.shares)).sum::<u64>();
        assert_eq!(supply(&self.distributing), shares(&[&self.large, &self.small, &self.late]));
        assert_eq!(supply(&self.accumulating), shares(&[&self.rising]));
    }
}

#[test]
fn a_day_with_everything_in_it_pays_each_the_same_part_and_the_rest_the_day_after() {
    let mut scene = Scene::new();
    let (friday, monday) = (day(1, 3), day(1, 6));
    let start = scene.world.balance(&scene.large.cash);
    let one = scene.world.queue_units(&scene.large, 333_333_333);
    let two = scene.world.queue_units(&scene.small, 100 * ONE);
    let dropped = scene.world.queue_units(&scene.small, 50 * ONE);
    let refused = scene.world.queue_cash(&scene.blocked, 200 * ONE);
    scene.world.enter(&scene.accumulating);
    let three = scene.world.queue_units(&scene.rising, 77_777_777);
    scene.world.enter(&scene.distributing);
    scene.conserves();
    scene.world.cancel(&scene.small, &dropped).unwrap();
    scene.world.restrict(&scene.blocked.investor, InvestorStatus::Blocked).unwrap();
    let amount = scene.world.fund().buffer_cash_e6 - 250 * ONE;
    custody::sweep(&mut scene.world, &scene.listed.account, amount).unwrap();
    scene.world.set_time(at(1, 3, 20, 0));
    let late = scene.world.queue_cash(&scene.late, 40 * ONE);
    assert_eq!(scene.world.request_at(&late).day, monday);
    scene.strike(50_001);
    scene.conserves();

    // Friday's batches: priced by Friday's strike, paid in part.
    scene.world.price_day(friday).unwrap();
    let price = u128::from(scene.world.report(2).results[1].price_e12);
    assert!(price > E12);
    let value = |units: u64| u64::try_from(u128::from(units) * price / E12).unwrap();
    let due = [433_333_333, value(77_777_777)];
    assert_eq!(scene.world.cash_books().queue_due, due[0] + due[1]);
    let order = scene.world.fund_order(friday);
    scene.world.refused(&order, &[], MmfError::FundingWaits);
    let done = scene.world.fund_in_part(friday).unwrap();
    let funded = event!(done, BatchesFunded);
    assert_eq!((funded.due_e6, funded.sent_e6, funded.arrived_e6), (due[0] + due[1], 250 * ONE, 250 * ONE));
    assert_eq!((scene.world.cash_books().buffer, scene.world.cash_books().payout), (0, 250 * ONE));
    assert_eq!(scene.world.cash_books().queue_due, 0, "what is not paid has to queue again");
    let whole = u128::from(due[0] + due[1]);
    let part = |units: u64| u64::try_from(u128::from(units) * u128::from(250 * ONE) / whole).unwrap();
    let shares = [part(due[0]), 250 * ONE - part(due[0])];
    let batches = [scene.distributing, scene.accumulating].map(|class| scene.world.batch_in(&class, friday));
    assert_eq!([batches[0].cash_e6, batches[1].cash_e6], shares);
    assert!(batches.iter().all(|batch| batch.status == BatchStatus::Funded && batch.funded_due_e6 == due[0] + due[1]));

    // Rounded down, each is paid the same part; the blocked investor gets its cash back.
    scene.world.settle_in(friday, &[refused]).unwrap();
    assert_eq!(scene.world.balance(&scene.blocked.cash), CASH * ONE);
    assert_eq!(scene.world.request_at(&refused).refused_for, u32::from(MmfError::DeniedBlocked));
    scene.world.settle_out(friday, &[one, two]).unwrap();
    scene.world.enter(&scene.accumulating);
    scene.world.settle_out(friday, &[three]).unwrap();
    scene.conserves();
    let paid = [part(333_333_333), part(100 * ONE), value(part(77_777_777))];
    let units = [part(333_333_333), part(100 * ONE), part(77_777_777)];
    let placed = [333_333_333, 100 * ONE, 77_777_777];
    for (place, key) in [one, two, three].into_iter().enumerate() {
        let request = scene.world.request_at(&key);
        assert_eq!(request.status, RequestStatus::Partial);
        assert_eq!((request.settled_units, request.units), (units[place], placed[place] - units[place]));
        assert_eq!(request.paid_settlement_units, paid[place]);
    }
    let small = scene.world.holding(&scene.small.holding);
    assert_eq!((small.recorded_units, small.reserved_units), (500 * ONE - units[1], 100 * ONE - units[1]));
    assert_eq!(small.open_requests, 1);
    assert_eq!(scene.world.balance(&scene.large.cash), start + paid[0] + paid[2]);
    let left = [shares[0] - paid[0] - paid[1], shares[1] - paid[2]];
    assert!(left.iter().all(|left| *left <= 2), "roundings only: {left:?}");

    // What rounding left goes back to the buffer; the rest is put in line again, by anybody.
    let done = scene.world.close_batch(friday).unwrap();
    assert_eq!(event!(done, BatchClosed).returned_e6, left[1]);
    scene.world.roll(&three).unwrap();
    scene.world.enter(&scene.distributing);
    scene.world.close_batch(friday).unwrap();
    assert_eq!(scene.world.cash_books().buffer, left[0] + left[1]);
    let done = scene.world.roll(&one).unwrap();
    let rolled = event!(done, RequestRolled);
    assert_eq!((rolled.request, rolled.units, rolled.day), (one, placed[0] - units[0], monday));
    assert_eq!(rolled.cutoff, at(1, 6, 20, 0));
    scene.world.roll(&two).unwrap();
    let batch = scene.world.batch_on(monday);
    assert_eq!((batch.subscriptions, batch.redemptions), (1, 2));
    assert_eq!(batch.redeemed_units, placed[0] + placed[1] - units[0] - units[1]);
    assert_eq!((status(&scene.world, &two), scene.world.request_at(&two).day), (RequestStatus::Open, monday));
    scene.conserves();

    // Monday: the custodian returned enough, everybody is paid in full.
    custody::give_back(&mut scene.world, &scene.listed, 600 * ONE).unwrap();
    scene.strike(150_000);
    scene.world.price_and_fund(monday);
    scene.world.settle(Side::Subscription, monday, &[late]).unwrap();
    scene.world.settle_out(monday, &[one, two]).unwrap();
    scene.world.enter(&scene.accumulating);
    let price = u128::from(scene.world.report(3).results[1].price_e12);
    scene.world.settle_out(monday, &[three]).unwrap();
    scene.conserves();
    let rest = placed[2] - units[2];
    let last = u64::try_from(u128::from(rest) * price / E12).unwrap();
    assert_eq!(scene.world.balance(&scene.large.cash), start + placed[0] + paid[2] + last);
    assert_eq!(scene.world.balance(&scene.small.cash), (CASH + 100) * ONE);
    assert_eq!(scene.world.balance(&scene.late.shares), 40 * ONE);
    for key in [one, two, three, late] {
        assert_eq!(status(&scene.world, &key), RequestStatus::Settled);
    }
    let books = scene.world.cash_books();
    assert_eq!((books.payout, books.escrow, books.queue_due), (0, 0, 0));
    for holder in [&scene.large, &scene.small, &scene.rising, &scene.late] {
        let line = scene.world.holding(&holder.holding);
        assert_eq!((line.reserved_units, line.open_requests), (0, 0));
    }
    scene.strike(60_000);
    scene.conserves();
}

#[test]
fn a_part_that_comes_to_nothing_waits_whole() {
    let (mut world, holder) = super::held(1_000);
    let other = member(&mut world, 100);
    let keys = [world.queue_units(&holder, 999_999_999), world.queue_units(&other, 1)];
    super::short(&mut world, 500 * ONE);
    super::settled_in_part(&mut world, &keys[..1]);
    let done = world.settle_out(day(1, 2), &keys[1..]).unwrap();
    let told = event!(done, RequestSettled);
    assert_eq!((told.request, told.units, told.settlement_units, told.left_units), (keys[1], 0, 0, 1));
    let tiny = world.request_at(&keys[1]);
    assert_eq!((tiny.status, tiny.units, tiny.settled_units), (RequestStatus::Partial, 1, 0));
    assert_eq!(world.holding(&other.holding).reserved_units, 1);
    assert_eq!(world.request_at(&keys[0]).settled_units, 499_999_999, "999,999,999 x 500,000,000 / 1,000,000,000");
    world.roll(&keys[1]).unwrap();
    assert_eq!(world.request_at(&keys[1]).day, day(1, 3));
}

#[test]
fn only_what_a_payment_left_is_rolled() {
    let (mut world, holder) = super::held(100);
    let (open, gone) = (world.queue_units(&holder, ONE), world.queue_units(&holder, ONE));
    world.cancel(&holder, &gone).unwrap();
    for key in [open, gone] {
        let order = world.roll_order(&key);
        world.refused(&order, &[], MmfError::RequestNotOpen);
    }
}

#[test]
fn the_least_cash_is_asked_of_each_part_but_for_its_rounding() {
    let (mut world, holder) = super::held(1_000);
    world.set_fees(0, 10).unwrap();
    let least = 99_900_000; // for 100 shares at that fee
    let keys = [least, least].map(|least| world.place_for(&holder, Side::Redemption, 100 * ONE, least));
    let free = world.queue_units(&holder, 100 * ONE);
    super::short(&mut world, 99_900_000);
    super::settled_in_part(&mut world, &[keys[0], keys[1], free]);
    // Each is paid a third: 33,333,333 units less a fee of 33,334, for which a third of the least cash, 33,299,999, is asked.
    for key in keys {
        let request = world.request_at(&key);
        assert_eq!((request.status, request.settled_units), (RequestStatus::Partial, 33_333_333));
        assert_eq!(request.paid_settlement_units, 33_299_999);
    }
}

#[test]
fn a_part_below_its_part_of_the_least_cash_is_refused_and_all_units_are_free() {
    let (mut world, holder) = super::held(1_000);
    let key = world.place_for(&holder, Side::Redemption, 100 * ONE, 100 * ONE);
    let free = world.queue_units(&holder, 100 * ONE);
    world.set_fees(0, 10).unwrap();
    super::short(&mut world, 99_900_000);
    super::settled_in_part(&mut world, &[key, free]);
    assert_eq!(world.request_at(&key).refused_for, u32::from(MmfError::BelowMinimumOut));
    assert_eq!((status(&world, &key), status(&world, &free)), (RequestStatus::GivenBack, RequestStatus::Partial));
    assert_eq!(world.holding(&holder.holding).reserved_units, 50 * ONE);
}
