//! What must hold after every step.

use std::collections::BTreeMap;

use anchor_lang::AccountDeserialize;
use bytemuck::Zeroable;
use mmf::state::{Holding, Wallet};
use mmf_tests::{Holder, World};

use super::model::Model;
use crate::strike::books::{Books, SCALE, late};

/// Checks the program's accounts against each other, then against the model.
pub fn check(world: &World, model: &Model, holders: &[Holder; 4]) {
    let lines: Vec<Option<Holding>> = holders.iter().map(|holder| line_of(world, holder)).collect();
    let tokens: Vec<u64> = holders.iter().map(|holder| tokens_of(world, holder)).collect();
    investors_are_counted(world, holders, &lines);
    no_more_is_locked_than_there_is(world, model, &lines);
    everything_is_open_and_frozen_as_the_model_says(world, model, holders);
    let lines: Vec<Holding> = lines.into_iter().map(|line| line.unwrap_or_else(Holding::zeroed)).collect();
    the_register_adds_up(world, holders, &lines, &tokens);
    income_is_neither_made_nor_lost(world, &lines);
    cash_is_there(world, model);
    everything_is_as_the_model_says(world, model, &lines, &tokens);
}

/// A line of the register, where it is open.
fn line_of(world: &World, holder: &Holder) -> Option<Holding> {
    world.svm.get_account(&holder.holding).map(|_| world.holding(&holder.holding))
}

fn tokens_of(world: &World, holder: &Holder) -> u64 {
    world.svm.get_account(&holder.shares).map_or(0, |_| world.balance(&holder.shares))
}

/// The class's numbers of investors, and what investors and wallets have open, by counting again.
fn investors_are_counted(world: &World, holders: &[Holder; 4], lines: &[Option<Holding>]) {
    let mut investors: Vec<_> = holders.iter().map(|holder| holder.investor).collect();
    investors.dedup();
    let mut open_investors = 0;
    for address in investors {
        let open =
            holders.iter().zip(lines).filter(|(holder, line)| holder.investor == address && line.is_some()).count();
        let record = world.investor(&address);
        assert_eq!((usize::from(record.holdings), usize::from(record.class_holdings[0])), (open, open));
        open_investors += u32::from(open > 0);
    }
    let rules = world.class().rules;
    assert_eq!(
        [0, 1, 2].map(|sort| rules.investors_of(sort)),
        [open_investors; 3],
        "all are US persons, none accredited"
    );
    for (holder, line) in holders.iter().zip(lines) {
        let data = world.data(&world.addresses.wallet(&world.fund, &holder.key()));
        let wallet = Wallet::try_deserialize(&mut &data[..]).unwrap();
        assert_eq!(wallet.holdings, u16::from(line.is_some()), "holdings of a wallet");
    }
}

fn no_more_is_locked_than_there_is(world: &World, model: &Model, lines: &[Option<Holding>]) {
    let now = world.time();
    for (line, expected) in lines.iter().zip(&model.lines) {
        let Some(line) = line else { continue };
        assert!(line.locked_units(now) <= line.recorded_units, "locked units");
        assert!(line.lots().windows(2).all(|pair| pair[0].unlock_day < pair[1].unlock_day), "days in order");
        let live = line.lots().iter().map(|lot| (i64::from(lot.unlock_day), lot.units));
        let live: BTreeMap<i64, u64> = live.filter(|(day, _)| now < day * 86_400).collect();
        assert_eq!(live, expected.live(now), "lots");
    }
}

fn everything_is_open_and_frozen_as_the_model_says(world: &World, model: &Model, holders: &[Holder; 4]) {
    for (holder, expected) in holders.iter().zip(&model.lines) {
        let line = line_of(world, holder);
        let account = world.svm.get_account(&holder.shares).map(|_| world.is_frozen(&holder.shares));
        assert_eq!(line.is_some(), expected.is_open);
        assert_eq!(account, expected.has_account.then_some(expected.is_frozen), "token account, frozen or not");
        if let Some(line) = line {
            assert_eq!((line.is_frozen(), line.frozen_units), (expected.by_order, expected.frozen_units), "order");
        }
    }
}

fn the_register_adds_up(world: &World, holders: &[Holder; 4], lines: &[Holding], tokens: &[u64]) {
    let class = world.class();
    let recorded: u64 = lines.iter().map(|line| line.recorded_units).sum();
    assert_eq!(recorded, class.recorded_supply_units, "the register's sum");
    for (line, tokens) in lines.iter().zip(tokens) {
        assert!(*tokens <= line.recorded_units, "{tokens} tokens for {} units", line.recorded_units);
    }
    let uncertificated: u64 = lines.iter().zip(tokens).map(|(line, tokens)| line.recorded_units - tokens).sum();
    assert_eq!(world.share_supply(), recorded - uncertificated, "supply of the mint");
    assert_eq!(class.issued_units_to_date + class.paid_units - class.redeemed_units_to_date, recorded, "movements");
    for holder in holders {
        let of_investor = |line: &&Holding| line.investor == holder.investor;
        let sum: u64 = lines.iter().filter(of_investor).map(|line| line.recorded_units).sum();
        assert_eq!(world.investor(&holder.investor).units[0], sum, "units of an investor");
    }
}

fn income_is_neither_made_nor_lost(world: &World, lines: &[Holding]) {
    let class = world.class();
    let books = Books::of(&class);
    let income = (books.net_income + books.equalisation) * SCALE;
    assert_eq!(income + books.deficit, books.declared + books.carry, "income against declared");
    let owed: u128 = lines.iter().map(|line| owed(line, class.index.get())).sum();
    let paid = u128::from(class.paid_units) * SCALE.unsigned_abs();
    assert_eq!(class.declared.get(), owed + paid + class.undistributed.get(), "declared against owed and paid");
}

/// Income that a holding is owed, settled or not, in e18.
fn owed(line: &Holding, index: u128) -> u128 {
    let unsettled = u128::from(line.recorded_units) * (index - line.last_index.get());
    line.accrued.get() + line.payable.get() + unsettled
}

fn cash_is_there(world: &World, model: &Model) {
    let (fund, class) = (world.fund(), world.class());
    assert!(world.balance(&fund.buffer) >= fund.buffer_cash_e6, "cash in the buffer");
    assert_eq!(fund.buffer_cash_e6, fund.subscribed_to_date_e6 - fund.redeemed_to_date_e6, "cash by the books");
    assert_eq!(fund.buffer_cash_e6, model.buffer);
    let claims = class.claims_e6().unwrap() + i128::from(fund.income_carry_e6);
    assert_eq!(claims, model.assets, "claims against assets");
}

fn everything_is_as_the_model_says(world: &World, model: &Model, lines: &[Holding], tokens: &[u64]) {
    let (fund, class) = (world.fund(), world.class());
    assert_eq!(Books::of(&class), model.books);
    assert_eq!(class.equalisation_pending_e6, model.equalisation_pending);
    assert_eq!(i128::from(fund.income_carry_e6), model.income_carry);
    assert_eq!(late(&class), model.late, "late unit-seconds");
    assert_eq!(class.undistributed.get(), model.undistributed.unsigned_abs(), "fractions of closed lines");
    assert_eq!(i128::from(class.last_rate_e18), model.last_rate);
    assert_eq!(i128::from(fund.last_daily_rate_e18), model.daily_rate, "the fund's rate of a day");
    for ((line, tokens), expected) in lines.iter().zip(tokens).zip(&model.lines) {
        assert_eq!((line.recorded_units, *tokens), (expected.units, expected.tokens), "units and tokens");
        assert_eq!(line.paid_units, expected.paid_units, "paid");
        assert_eq!(owed(line, class.index.get()), expected.owed().unsigned_abs(), "owed");
    }
}
