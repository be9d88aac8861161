//! Compute units of each instruction on the bytecode, against the committed table. `MMF_WRITE_CU=1` writes the table.

mod liquidity;
mod money;
mod queue;
mod register;
mod strikes;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use litesvm::types::TransactionMetadata;
use mmf_tests::calendar::day;
use mmf_tests::compute::{units_of, unlucky_transfer};
use mmf_tests::{Figures, Holder, ONE, World};

/// Part of the committed figure by which a measurement may differ: a change of the compiler moves each a little.
const TOLERANCE_PERCENT: u64 = 3;
const TABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/compute-units.md");

/// What a figure may not pass, by the design.
const LIMITS: [(&str, u64); 18] = [
    ("hook: execute", 7_000),
    ("hook: execute, every rule, 24 lots", 7_000),
    ("pay_dividends, per holder of 10", 9_000),
    ("pay_dividends_cash, per holder of 4, with tax", 9_000),
    ("transfer_checked with hook, every bump at the first try", 33_000),
    ("transfer_checked, every rule, 24 lots, every bump at the first try", 33_000),
    ("strike, 4 classes", 40_000),
    ("subscribe_instant", 45_000),
    ("subscribe_instant, every rule, 24 lots", 45_000),
    ("subscribe_instant, with the reserve gate", 45_000),
    ("redeem_instant", 45_000),
    ("redeem_instant, with the reserve gate", 45_000),
    ("redeem_instant, every rule, 24 lots", 45_000),
    ("subscribe_instant, every limit and fee", 45_000),
    ("redeem_instant, every limit and fee", 45_000),
    ("subscribe_instant, accumulating, with a transfer fee", 45_000),
    ("redeem_instant, accumulating, with a transfer fee", 45_000),
    ("redeem_instant, without a hook, frozen", 45_000),
];

#[derive(Default)]
pub struct Figuring(BTreeMap<&'static str, u64>);

impl Figuring {
    fn note(&mut self, name: &'static str, done: &TransactionMetadata) {
        self.insert(name, units_of(done, &mmf::ID));
    }

    fn insert(&mut self, name: &'static str, units: u64) {
        self.0.insert(name, units);
    }
}

fn measure() -> BTreeMap<&'static str, u64> {
    let mut figures = Figuring::default();
    let mut world = World::new();
    let holders: Vec<Holder> = (0..10).map(|_| world.holder(1_000 * ONE)).collect();
    dealing(&mut world, &holders, &mut figures);
    transfer(&mut world, &holders, &mut figures);
    month(&mut world, &holders, &mut figures);
    figures.insert("strike, 1 class", strike_of(1));
    figures.insert("strike, 4 classes", strike_of(4));
    figures.insert("strike, 16 classes", strike_of(16));
    setting_up(&mut figures);
    register::rules(&mut figures);
    register::officers(&mut figures);
    register::gate(&mut figures);
    strikes::strikes(&mut figures);
    strikes::bounds(&mut figures);
    strikes::readings(&mut figures);
    money::exchange(&mut figures);
    money::dividends(&mut figures);
    money::fees(&mut figures);
    liquidity::dealing(&mut figures);
    liquidity::board(&mut figures);
    liquidity::facility(&mut figures);
    liquidity::standing(&mut figures);
    liquidity::cash(&mut figures);
    queue::requests(&mut figures);
    queue::settlements(&mut figures);
    queue::parts(&mut figures);
    queue::refused(&mut figures);
    queue::days(&mut figures);
    queue::mandatory(&mut figures);
    queue::gated(&mut figures);
    figures.0
}

fn dealing(world: &mut World, holders: &[Holder], figures: &mut Figuring) {
    for holder in holders {
        let done = world.subscribe(holder, 100 * ONE).unwrap();
        figures.note("subscribe_instant", &done);
    }
    world.strike_through(day(1, 3), 1_000_000);
    let done = world.subscribe(&holders[0], 100 * ONE).unwrap();
    figures.note("subscribe_instant", &done);
    let done = world.redeem(&holders[0], 50 * ONE).unwrap();
    figures.note("redeem_instant", &done);
}

fn transfer(world: &mut World, holders: &[Holder], figures: &mut Figuring) {
    let token = spl_token_2022_interface::ID;
    let (mut hook, mut whole) = (0, 0);
    for pair in holders.windows(2) {
        let done = world.transfer(&pair[0], &pair[1], ONE).unwrap();
        let bumps = unlucky_transfer(&mmf::ID, &world.mint, [&pair[0].shares, &pair[1].shares]);
        hook = hook.max(units_of(&done, &mmf::ID));
        whole = whole.max(units_of(&done, &token) - bumps);
    }
    figures.insert("hook: execute", hook);
    figures.insert("transfer_checked with hook, every bump at the first try", whole);
}

fn month(world: &mut World, holders: &[Holder], figures: &mut Figuring) {
    world.go_past_cutoff();
    let args = world.quote_args(Figures { income_e6: 1_000_000, ..Figures::default() });
    let done = world.post(args).unwrap();
    figures.note("post_quote, first source", &done);
    let done = world.post(args).unwrap();
    figures.note("post_quote, replaced", &done);
    let plan = world.strike_plan();
    world.strike_by(&plan).unwrap();
    world.strike_through(day(1, 30), 1_000_000);
    let done = world.strike(1_000_000).unwrap();
    figures.note("strike, 1 class, closes a month", &done);
    let all: Vec<&Holder> = holders.iter().collect();
    let done = world.pay(&all).unwrap();
    figures.insert("pay_dividends, per holder of 10", units_of(&done, &mmf::ID) / 10);
    let burn = spl_token_2022_interface::instruction::burn(
        &spl_token_2022_interface::ID,
        &holders[0].shares,
        &world.mint,
        &holders[0].key(),
        &[],
        ONE,
    )
    .unwrap();
    world.send(&[burn], &[&holders[0].wallet]).unwrap();
    let order = world.addresses.restore(&world.class, &holders[0].pay_target());
    let done = world.send(&[order], &[]).unwrap();
    figures.note("restore", &done);
}

fn strike_of(classes: u8) -> u64 {
    let mut world = World::with_fund();
    for class_no in 0..classes {
        let mut args = World::class_args();
        args.class_no = class_no;
        let order = world.class_order(args);
        world.privileged(&order).unwrap();
    }
    for class_no in 0..classes {
        world.class = world.addresses.class(&world.fund, class_no);
        world.mint = world.addresses.mint(&world.class);
        let holder = world.holder(100 * ONE);
        world.subscribe(&holder, 100 * ONE).unwrap();
    }
    world.strike(1_000_003).unwrap();
    let done = world.strike(1_000_003).unwrap();
    units_of(&done, &mmf::ID)
}

fn setting_up(figures: &mut Figuring) {
    let mut world = World::bare();
    let creator = solana_sdk::signer::Signer::pubkey(&world.payer);
    let order = world.addresses.create_fund(&creator, &world.usdc, &spl_token_interface::ID, world.fund_args());
    let done = world.send(&[order], &[]).unwrap();
    figures.note("create_fund", &done);
    let order = world.calendar_order(mmf_tests::calendar::args());
    let done = world.privileged(&order).unwrap();
    figures.note("set_calendar", &done);
    let order = world.class_order(World::class_args());
    let done = world.privileged(&order).unwrap();
    figures.note("create_class", &done);
    let investor = world.approved_investor();
    let holder = world.unopened_wallet_of(&investor);
    let orders = world.addresses.onboard(&creator, &world.fund, &world.class, &investor, &holder.key());
    world.send(&orders[..1], &[]).unwrap();
    let done = world.send(&orders[1..], &[]).unwrap();
    figures.note("open_holding", &done);
}

fn render(figures: &BTreeMap<&str, u64>) -> String {
    let mut text = String::from(include_str!("compute_units.head.md"));
    for (name, units) in figures {
        let limit = LIMITS.iter().find(|(limited, _)| limited == name);
        let limit = limit.map_or(String::new(), |(_, limit)| limit.to_string());
        writeln!(text, "| {name} | {units} | {limit} |").unwrap();
    }
    text
}

fn committed() -> BTreeMap<String, u64> {
    let text = std::fs::read_to_string(TABLE).unwrap_or_default();
    text.lines()
        .filter_map(|line| {
            let mut cells = line.trim_matches('|').split('|').map(str::trim);
            Some((cells.next()?.to_owned(), cells.next()?.parse().ok()?))
        })
        .collect()
}

#[test]
fn every_instruction_costs_what_the_table_says_and_no_more_than_the_design_allows() {
    let figures = measure();
    if std::env::var_os("MMF_WRITE_CU").is_some() {
        std::fs::write(TABLE, render(&figures)).unwrap();
    }
    let committed = committed();
    for (name, units) in &figures {
        println!("{name}: {units}");
        let said = committed.get(*name).unwrap_or_else(|| panic!("{name} is missing in docs/compute-units.md"));
        let tolerated = said * TOLERANCE_PERCENT / 100;
        assert!(units.abs_diff(*said) <= tolerated, "{name}: {units}, the table says {said}");
    }
    assert_eq!(figures.len(), committed.len(), "the table has rows that are not measured");
    for (name, limit) in LIMITS {
        assert!(figures[name] <= limit, "{name}: {} is above {limit}", figures[name]);
    }
}

#[test]
fn accounts_on_the_transfer_path_stay_below_a_kilobyte() {
    use mmf::state::{Holding, Investor, ShareClass};
    for size in [size_of::<ShareClass>(), size_of::<Holding>(), size_of::<Investor>()] {
        assert!(size + 8 < 1_024, "{size}");
    }
}
