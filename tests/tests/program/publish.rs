//! What others read: price, status, income; by call and by the account's bytes.

mod consumer;
mod income;
mod layout;

use anchor_lang::AnchorDeserialize;
use mmf::error::MmfError;
use mmf::instructions::PriceReading;
use mmf::state::{ShareClass, price_status};
use mmf_tests::calendar::{at, day};
use mmf_tests::{Holder, ONE, World, event, expect_error};
use solana_sdk::instruction::Instruction;
use solana_sdk::pubkey::Pubkey;

/// Seconds after the cut-off until when the test fund's strike is not late.
const WINDOW: i64 = 4 * 3_600;

/// The answer to a question: its return data.
fn answer<T: AnchorDeserialize>(world: &mut World, question: Instruction) -> T {
    let done = world.send(&[question], &[]).unwrap();
    assert_eq!(done.return_data.program_id, mmf::ID);
    T::try_from_slice(&done.return_data.data).unwrap()
}

fn price(world: &mut World) -> PriceReading {
    let question = world.addresses.get_price(&world.fund, &world.class);
    answer(world, question)
}

fn heartbeat(world: &mut World) -> mmf_tests::asserts::Outcome {
    let order = world.addresses.heartbeat(&world.fund, &world.class);
    world.send(&[order], &[])
}

fn thousand() -> (World, Holder) {
    let mut world = World::new();
    let holder = world.holder(2_000 * ONE);
    world.subscribe(&holder, 1_000 * ONE).unwrap();
    (world, holder)
}

#[test]
fn before_the_first_strike_there_is_no_price() {
    let (mut world, _) = thousand();
    let read = price(&mut world);

    assert_eq!((read.status, read.strike_no, read.published_at), (price_status::NONE, 0, 0));
}

#[test]
fn the_answer_says_what_the_last_strike_published() {
    let (mut world, _) = thousand();
    world.strike_changed(0, |args| args.market_net_assets_e6 -= 1_000).unwrap(); // one millionth

    let read = price(&mut world);

    assert_eq!((read.price_e12, read.confidence_e12, read.exponent), (1_000_000_000_000, 1_000_000, -12));
    assert_eq!((read.struck_day, read.strike_no, read.published_at), (day(1, 2), 1, at(1, 2, 20, 1)));
    assert_eq!((read.status, read.valid_until), (price_status::TRADING, at(1, 3, 20, 0) + WINDOW));
}

#[test]
fn a_price_stands_to_the_last_second_of_the_next_strikes_window_and_is_stale_in_the_next() {
    let (mut world, _) = thousand();
    world.strike(0).unwrap();
    let end = price(&mut world).valid_until;

    world.set_time(end);
    assert_eq!(price(&mut world).status, price_status::TRADING);
    world.set_time(end + 1);
    assert_eq!(price(&mut world).status, price_status::STALE);
}

#[test]
fn a_friday_price_is_good_on_sunday_and_on_monday_until_the_window_ends() {
    let (mut world, _) = thousand();
    world.strike_through(day(1, 3), 0); // Friday
    for moment in [at(1, 4, 3, 0), at(1, 5, 12, 0), at(1, 6, 20, 0) + WINDOW] {
        world.set_time(moment);
        let read = price(&mut world);
        assert_eq!((read.status, read.struck_day), (price_status::TRADING, day(1, 3)));
    }
    world.set_time(at(1, 6, 20, 0) + WINDOW + 1);
    assert_eq!(price(&mut world).status, price_status::STALE);
}

#[test]
fn a_missed_strike_shows_until_it_is_caught_up() {
    let (mut world, _) = thousand();
    world.strike(0).unwrap();
    world.set_time(at(1, 6, 12, 0)); // Friday was missed
    assert_eq!(price(&mut world).status, price_status::STALE);

    let args = world.quote_args(mmf_tests::Figures::default());
    world.post(args).unwrap();
    world.strike_planned(|_| {}).unwrap();

    let read = price(&mut world);
    assert_eq!((read.status, read.struck_day), (price_status::TRADING, day(1, 3)));
    assert_eq!(world.class().price.status, price_status::TRADING);
}

#[test]
fn a_late_strike_that_leaves_another_day_overdue_publishes_a_stale_price() {
    let (mut world, _) = thousand();
    world.strike(0).unwrap();
    world.set_time(at(1, 7, 12, 0)); // Friday and Monday were missed
    let args = world.quote_args(mmf_tests::Figures::default());
    world.post(args).unwrap();
    world.strike_planned(|_| {}).unwrap();

    assert_eq!(world.class().price.status, price_status::STALE);
    assert_eq!(price(&mut world).status, price_status::STALE);
}

#[test]
fn a_halt_shows_at_once_and_its_end_at_the_next_heartbeat() {
    let (mut world, _) = thousand();
    world.set_policy(|policy| policy.deviation_halt_bps = 50).unwrap();
    world.strike_changed(0, |args| args.market_net_assets_e6 -= 5 * ONE).unwrap();
    assert_eq!((price(&mut world).status, world.class().price.status), (price_status::HALTED, price_status::HALTED));

    world.resume_dealing().unwrap();
    assert_eq!((price(&mut world).status, world.class().price.status), (price_status::TRADING, price_status::HALTED));
    heartbeat(&mut world).unwrap();
    assert_eq!(world.class().price.status, price_status::TRADING);
}

#[test]
fn a_heartbeat_brings_the_accounts_status_up_to_date() {
    let (mut world, _) = thousand();
    world.strike(0).unwrap();
    let before = world.class();
    let late = before.price.valid_until + 1;
    world.set_time(late);
    assert_eq!(world.class().price.status, price_status::TRADING, "nobody has looked yet");

    let done = heartbeat(&mut world).unwrap();

    let class = world.class();
    assert_eq!((class.price.status, class.heartbeat_at), (price_status::STALE, late));
    assert_eq!((class.price.price_e12, class.price.published_at), (before.price.price_e12, before.price.published_at));
    let told = event!(done, HeartbeatGiven);
    assert_eq!(
        (told.status, told.valid_until, told.seq),
        (price_status::STALE, before.price.valid_until, before.seq + 1)
    );
}

#[test]
fn a_heartbeat_after_a_change_of_the_calendar_moves_the_end_of_the_price() {
    let (mut world, _) = thousand();
    world.strike_through(day(1, 3), 0);
    let mut args = mmf_tests::calendar::args();
    args.strike_days[0] &= !(1 << 5); // without Monday 6 January
    let order = world.calendar_order(args);
    world.privileged(&order).unwrap();
    let (old, new) = (at(1, 6, 20, 0) + WINDOW, at(1, 7, 20, 0) + WINDOW);
    assert_eq!((world.class().price.valid_until, price(&mut world).valid_until), (old, new));

    heartbeat(&mut world).unwrap();

    assert_eq!(world.class().price.valid_until, new);
    world.set_time(new);
    assert_eq!(price(&mut world).status, price_status::TRADING);
}

#[test]
fn before_the_first_strike_a_heartbeat_makes_no_price() {
    let (mut world, _) = thousand();
    heartbeat(&mut world).unwrap();
    assert_eq!(world.class().price.status, price_status::NONE);
}

#[test]
fn a_class_of_another_fund_has_no_price_here() {
    let (mut world, _) = thousand();
    let (class, other) = (world.class, Pubkey::new_unique());
    world.patch::<ShareClass>(&class, |class| class.fund = other);
    let question = world.addresses.get_price(&world.fund, &world.class);
    expect_error(world.send(&[question], &[]), MmfError::AccountMismatch);
    expect_error(heartbeat(&mut world), MmfError::AccountMismatch);
}
