//! The example program that reads the price: on its bytecode, by call and by bytes.

use mmf::state::{ShareClass, price_status};
use mmf_tests::asserts::Outcome;
use mmf_tests::world::bytecode;
use mmf_tests::{Holder, ONE, World, expect_refusal};
use solana_sdk::instruction::{AccountMeta, Instruction};
use solana_sdk::pubkey::Pubkey;

use super::{WINDOW, heartbeat, thousand};

const WRONG_ACCOUNTS: u32 = 1;
const NOT_TRADING: u32 = 2;
const TOO_UNCERTAIN: u32 = 3;

/// How the program gets the price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Call,
    Bytes,
}

const WAYS: [Way; 2] = [Way::Call, Way::Bytes];

/// The program with a market that takes class 0 as long as its confidence is at most 1,000 parts in a million.
struct Consumer {
    world: World,
    program: Pubkey,
    market: Pubkey,
}

impl Consumer {
    fn new() -> Self {
        Self::over(thousand())
    }

    fn over((mut world, _): (World, Holder)) -> Self {
        let program = Pubkey::new_from_array([0xcc; 32]);
        world.svm.add_program(program, &bytecode("tests/price_consumer.so")).unwrap();
        let market = Pubkey::new_from_array([0xcd; 32]);
        let mut data = [mmf::ID, world.fund, world.class].map(|key| key.to_bytes()).concat();
        data.extend(1_000_000_000u64.to_le_bytes());
        world.put_account(market, program, data);
        Self { world, program, market }
    }

    fn order(&self, way: Way, units: u64) -> Instruction {
        let (tag, keys) = match way {
            Way::Call => (0u8, vec![self.market, self.world.fund, self.world.class, mmf::ID]),
            Way::Bytes => (1, vec![self.market, self.world.class]),
        };
        let accounts = keys.into_iter().map(|key| AccountMeta::new_readonly(key, false)).collect();
        let data = [&[tag][..], &units.to_le_bytes()].concat();
        Instruction { program_id: self.program, accounts, data }
    }

    fn ask(&mut self, way: Way, units: u64) -> Outcome {
        let order = self.order(way, units);
        self.world.send(&[order], &[])
    }

    fn value_e6(&mut self, way: Way, units: u64) -> u64 {
        let done = self.ask(way, units).unwrap();
        assert_eq!(done.return_data.program_id, self.program);
        u64::from_le_bytes(done.return_data.data.try_into().unwrap())
    }
}

#[test]
fn the_collateral_is_worth_its_units_at_the_low_end_of_the_price() {
    for way in WAYS {
        let mut consumer = Consumer::new();
        consumer.world.strike(0).unwrap();
        assert_eq!(consumer.value_e6(way, 250 * ONE), 250 * ONE);

        consumer.world.strike_changed(0, |args| args.market_net_assets_e6 -= ONE).unwrap(); // a thousandth
        assert_eq!(consumer.value_e6(way, 250 * ONE), 249_750_000);
        assert_eq!(consumer.value_e6(way, 1), 0, "rounded down");
    }
}

#[test]
fn an_accumulating_class_is_worth_its_risen_price() {
    let mut world = World::with_fund();
    world.add_class(mmf::state::ClassKind::AccumulatingHooked, |args| args.terms.expense_bps = 0);
    let holder = world.holder(1_000 * ONE);
    world.subscribe(&holder, 1_000 * ONE).unwrap();
    world.strike(100_000).unwrap(); // 1.0001
    let mut consumer = Consumer::over((world, holder));
    for way in WAYS {
        assert_eq!(consumer.value_e6(way, 250 * ONE), 250_025_000);
    }
}

#[test]
fn before_the_first_strike_nothing_is_counted() {
    let mut consumer = Consumer::new();
    for way in WAYS {
        expect_refusal(consumer.ask(way, ONE), NOT_TRADING);
    }
}

#[test]
fn a_stale_price_is_refused_from_its_second_on_with_and_without_a_heartbeat() {
    let mut consumer = Consumer::new();
    consumer.world.strike(0).unwrap();
    let end = consumer.world.fund().next_cutoff + WINDOW;
    for way in WAYS {
        consumer.world.set_time(end);
        assert_eq!(consumer.value_e6(way, ONE), ONE);
        consumer.world.set_time(end + 1);
        expect_refusal(consumer.ask(way, ONE), NOT_TRADING);
    }
    heartbeat(&mut consumer.world).unwrap();
    assert_eq!(consumer.world.class().price.status, price_status::STALE);
    for way in WAYS {
        expect_refusal(consumer.ask(way, ONE), NOT_TRADING);
    }
}

#[test]
fn a_halted_price_is_refused_until_the_board_resumed() {
    let mut consumer = Consumer::new();
    consumer.world.set_policy(|policy| policy.deviation_halt_bps = 5).unwrap();
    consumer.world.strike_changed(0, |args| args.market_net_assets_e6 -= ONE / 2).unwrap();
    for way in WAYS {
        expect_refusal(consumer.ask(way, ONE), NOT_TRADING);
    }
    consumer.world.resume_dealing().unwrap();
    assert_eq!(consumer.value_e6(Way::Call, 10_000), 9_995);
    expect_refusal(consumer.ask(Way::Bytes, ONE), NOT_TRADING); // the bytes know at the next heartbeat
    heartbeat(&mut consumer.world).unwrap();
    assert_eq!(consumer.value_e6(Way::Bytes, 10_000), 9_995);
}

#[test]
fn a_price_more_uncertain_than_the_markets_limit_counts_nothing() {
    for way in WAYS {
        let mut consumer = Consumer::new();
        consumer.world.strike_changed(0, |args| args.market_net_assets_e6 -= ONE).unwrap(); // at the limit
        assert_eq!(consumer.value_e6(way, 10_000), 9_990);
        consumer.world.strike_changed(0, |args| args.market_net_assets_e6 += ONE + 1).unwrap();
        expect_refusal(consumer.ask(way, 10_000), TOO_UNCERTAIN);
    }
}

#[test]
fn another_fund_class_program_or_market_is_refused() {
    let mut consumer = Consumer::new();
    consumer.world.strike(0).unwrap();
    let twin = Pubkey::new_unique();
    let data = consumer.world.data(&consumer.world.class);
    consumer.world.put_account(twin, mmf::ID, data);
    for way in WAYS {
        for place in 0..consumer.order(way, ONE).accounts.len() {
            let mut order = consumer.order(way, ONE);
            order.accounts[place].pubkey = twin;
            expect_refusal(consumer.world.send(&[order], &[]), WRONG_ACCOUNTS);
        }
    }
}

#[test]
fn an_account_that_is_no_class_of_this_layout_is_refused() {
    let mut consumer = Consumer::new();
    consumer.world.strike(0).unwrap();
    let class = consumer.world.class;
    let whole = consumer.world.svm.get_account(&class).unwrap();
    for place in [0, 8, 140, 152] {
        let mut account = whole.clone();
        account.data[place] ^= 0x40;
        consumer.world.svm.set_account(class, account).unwrap();
        expect_refusal(consumer.ask(Way::Bytes, ONE), WRONG_ACCOUNTS);
    }
    let mut foreign = whole;
    foreign.owner = consumer.program;
    consumer.world.svm.set_account(class, foreign).unwrap();
    expect_refusal(consumer.ask(Way::Bytes, ONE), WRONG_ACCOUNTS);
}

#[test]
fn a_value_that_does_not_fit_is_refused() {
    let mut consumer = Consumer::new();
    consumer.world.strike(0).unwrap();
    let class = consumer.world.class;
    consumer.world.patch::<ShareClass>(&class, |class| class.price.price_e12 = u64::MAX);
    for way in WAYS {
        expect_refusal(consumer.ask(way, u64::MAX), 4);
    }
}

#[test]
fn the_examples_instruction_number_and_places_are_the_programs() {
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/programs/price-consumer/src/");
    let call = std::fs::read_to_string(source.to_owned() + "by_call.rs").unwrap();
    let number = <mmf::instruction::GetPrice as anchor_lang::Discriminator>::DISCRIMINATOR;
    assert!(call.contains(&format!("{number:?}")));
}
