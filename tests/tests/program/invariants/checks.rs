//! What must hold after every step.

use std::collections::BTreeMap;

use anchor_lang::AccountDeserialize;
use bytemuck::Zeroable;
use mmf::state::{Holding, ShareClass, Wallet, class_flag};
use mmf_tests::{Holder, World};

use super::model::{Class, Line, Model};
use super::pair::Pair;
use crate::strike::books::SCALE;

/// What the program has of a class: its account, and its holders' lines and tokens.
struct Register<'a> {
    class: ShareClass,
    holders: &'a [Holder; 4],
    lines: [Option<Holding>; 4],
    /// Of each holder's account, where there is one: tokens, and whether it is frozen.
    accounts: [Option<(u64, bool)>; 4],
}

/// Checks the program's accounts against each other, then against the model.
pub fn check(pair: &mut Pair) {
    for place in 0..2 {
        pair.world.enter(&pair.classes[place]);
        let (world, model) = (&pair.world, &pair.model);
        let register = Register::read(world, &pair.lines[place]);
        register.adds_up(world);
        register.loses_no_income();
        register.locks_no_more_than_there_is(world.time(), &model.lines[place]);
        register.is_as(&model.lines[place]);
        assert_eq!(books_of(&register.class), model.classes[place], "books of class {place}");
    }
    pair.check_queue();
    investors_are_counted(pair);
    cash_is_there(pair);
}

impl<'a> Register<'a> {
    fn read(world: &World, holders: &'a [Holder; 4]) -> Self {
        let account = |holder: &Holder| {
            let account = world.svm.get_account(&holder.shares).filter(|account| !account.data.is_empty())?;
            Some((u64::from_le_bytes(account.data[64..72].try_into().unwrap()), account.data[108] == 2))
        };
        let line = |holder: &Holder| {
            let account = world.svm.get_account(&holder.holding).filter(|account| !account.data.is_empty())?;
            Some(bytemuck::pod_read_unaligned::<Holding>(&account.data[8..8 + size_of::<Holding>()]))
        };
        let places = [0, 1, 2, 3];
        Self {
            class: world.class(),
            holders,
            lines: places.map(|place: usize| line(&holders[place])),
            accounts: places.map(|place: usize| account(&holders[place])),
        }
    }

    /// Open lines; a closed one has nothing.
    fn open(&self) -> impl Iterator<Item = Holding> {
        self.lines.iter().map(|line| line.unwrap_or_else(Holding::zeroed))
    }

    fn tokens(&self) -> impl Iterator<Item = u64> {
        self.accounts.iter().map(|account| account.map_or(0, |(tokens, _)| tokens))
    }

    /// Lines, tokens, the mint and the investors' sums.
    fn adds_up(&self, world: &World) {
        let class = &self.class;
        let recorded: u64 = self.open().map(|line| line.recorded_units).sum();
        assert_eq!(recorded, class.recorded_supply_units, "the register's sum");
        let mut uncertificated = 0;
        for (line, tokens) in self.open().zip(self.tokens()) {
            assert!(tokens <= line.recorded_units, "{tokens} tokens for {} units", line.recorded_units);
            uncertificated += line.recorded_units - tokens;
        }
        assert_eq!(world.share_supply(), recorded - uncertificated, "supply of the mint");
        assert_eq!(class.issued_units_to_date + class.paid_units - class.redeemed_units_to_date, recorded, "movements");
        for holder in self.holders {
            let of_investor =
                self.holders.iter().zip(self.open()).filter(|(other, _)| other.investor == holder.investor);
            let sum: u64 = of_investor.map(|(_, line)| line.recorded_units).sum();
            assert_eq!(world.investor(&holder.investor).units_of(class.class_no), sum, "units of an investor");
        }
    }

    /// What came in is declared or waits; what is declared is owed, paid, withheld or left over.
    fn loses_no_income(&self) {
        let class = &self.class;
        let wide = |value: mmf::state::Wide| i128::try_from(value.get()).unwrap();
        if !class.is_distributing() {
            assert_eq!((wide(class.declared), wide(class.index)), (0, 0), "a price that rises declares nothing");
            return;
        }
        let income = i128::from(class.net_income_to_date_e6) + i128::from(class.equalisation_to_date_e6);
        assert_eq!(income * SCALE + wide(class.deficit), wide(class.declared) + wide(class.carry), "declared");
        let owed: u128 = self.open().map(|line| owed(&line, class.index.get())).sum();
        let paid = u128::from(class.paid_units + class.paid_cash_e6 + class.withheld_to_date_e6);
        assert_eq!(
            class.declared.get(),
            owed + paid * SCALE.unsigned_abs() + class.undistributed.get(),
            "owed and paid"
        );
    }

    fn locks_no_more_than_there_is(&self, now: i64, expected: &[Line; 4]) {
        for (line, expected) in self.lines.iter().zip(expected) {
            let Some(line) = line else { continue };
            assert!(line.locked_units(now) <= line.recorded_units, "locked units");
            assert!(line.lots().windows(2).all(|pair| pair[0].unlock_day < pair[1].unlock_day), "days in order");
            let live = line.lots().iter().map(|lot| (i64::from(lot.unlock_day), lot.units));
            let live: BTreeMap<i64, u64> = live.filter(|(day, _)| now < day * 86_400).collect();
            assert_eq!(live, expected.live(now), "lots");
        }
    }

    fn is_as(&self, expected: &[Line; 4]) {
        for ((line, account), expected) in self.lines.iter().zip(&self.accounts).zip(expected) {
            assert_eq!(line.is_some(), expected.is_open, "an open line");
            let state = expected.has_account.then_some((expected.tokens, expected.is_frozen));
            assert_eq!(*account, state, "tokens and whether they are frozen");
            let line = line.unwrap_or_else(Holding::zeroed);
            assert_eq!((line.is_frozen(), line.frozen_units), (expected.by_order, expected.frozen_units), "order");
            assert_eq!((line.recorded_units, line.paid_units), (expected.units, expected.paid_units), "units, paid");
            let owed = owed(&line, if expected.is_open { self.class.index.get() } else { 0 });
            assert_eq!(owed, expected.owed().unsigned_abs(), "owed");
        }
    }
}

/// Income that a holding is owed, settled or not, in e18.
fn owed(line: &Holding, index: u128) -> u128 {
    let unsettled = u128::from(line.recorded_units) * (index.saturating_sub(line.last_index.get()));
    line.accrued.get() + line.payable.get() + unsettled
}

/// The books as a class's account has them.
fn books_of(class: &ShareClass) -> Class {
    let wide = |value: mmf::state::Wide| i128::try_from(value.get()).unwrap();
    Class {
        distributes: class.is_distributing(),
        subscription_bps: class.rules.subscription_fee_bps.into(),
        redemption_bps: class.rules.redemption_fee_bps.into(),
        expense_bps: class.expense_bps.into(),
        performance_bps: class.performance_fee_bps.into(),
        index: wide(class.index),
        carry: wide(class.carry),
        deficit: wide(class.deficit),
        declared: wide(class.declared),
        undistributed: wide(class.undistributed),
        last_rate: class.last_rate_e18.into(),
        fee_remainder: class.expense_remainder.into(),
        fee: class.management_fee_to_date_e6.into(),
        waived: class.waived_to_date_e6.into(),
        performance_fee: class.performance_fee_to_date_e6.into(),
        fee_payable: class.management_fee_payable_e6.into(),
        net_income: class.net_income_to_date_e6.into(),
        corrections: class.corrections_to_date_e6.into(),
        equalisation: class.equalisation_to_date_e6.into(),
        equalisation_pending: class.equalisation_pending_e6.into(),
        withheld: class.withheld_to_date_e6.into(),
        withheld_payable: class.withheld_payable_e6.into(),
        paid_units: class.paid_units.into(),
        paid_cash: class.paid_cash_e6.into(),
        issued: class.issued_units_to_date.into(),
        redeemed: class.redeemed_units_to_date.into(),
        late: class.late_unit_seconds(),
        kept: class.kept_e6.into(),
        net_assets: class.net_assets_e6.into(),
        price: class.price.price_e12.into(),
        price_up: i128::from(class.price.price_e12) + i128::from(class.has_flag(class_flag::PRICE_ROUNDED)),
        high_water_mark: class.high_water_mark_e12.into(),
    }
}

/// What investors and wallets have open, and the classes' numbers of investors, by counting again.
fn investors_are_counted(pair: &Pair) {
    let Pair { world, model, lines, classes, wallets, .. } = pair;
    let is_open = |class: usize, who: usize| model.lines[class][who].is_open;
    for (class, address) in classes.iter().enumerate() {
        let has_line =
            |investor: usize| (0..4).any(|who| model.lines[class][who].investor == investor && is_open(class, who));
        let investors = u32::try_from((0..3).filter(|investor| has_line(*investor)).count()).unwrap();
        let rules = world.read::<ShareClass>(address).rules;
        let counted = [0, 1, 2].map(|sort| rules.investors_of(sort));
        assert_eq!(counted, [investors; 3], "all are US persons, none accredited");
    }
    for investor in 0..3 {
        let record = world.investor(&lines[0][investor + 1].investor);
        let open = |class: usize| {
            (0..4).filter(|who| model.lines[class][*who].investor == investor && is_open(class, *who)).count()
        };
        let counted = [usize::from(record.class_holdings[0]), usize::from(record.class_holdings[1])];
        assert_eq!((counted, usize::from(record.holdings)), ([open(0), open(1)], open(0) + open(1)), "open lines");
    }
    for (who, address) in wallets.iter().enumerate() {
        let data = world.data(address);
        let wallet = Wallet::try_deserialize(&mut &data[..]).unwrap();
        let open = u16::from(is_open(0, who)) + u16::from(is_open(1, who));
        assert_eq!(wallet.holdings, open, "holdings of a wallet");
    }
}

/// The buffer, and what the fund owes and is worth against what came in.
fn cash_is_there(pair: &Pair) {
    let Pair { world, model, classes, .. } = pair;
    let fund = world.fund();
    assert_eq!(i128::from(world.balance(&fund.buffer)), model.buffer, "cash in the buffer");
    assert_eq!(i128::from(fund.buffer_cash_e6), model.buffer, "cash by the books");
    assert_eq!(i128::from(fund.paid_since_cutoff_e6), model.paid_since_cutoff, "paid since the cut-off");
    assert_eq!(i128::from(fund.income_carry_e6), model.income_carry, "income that the split left over");
    assert_eq!(i128::from(fund.last_daily_rate_e18), model.daily_rate, "the fund's rate of a day");
    let claims: i128 = classes.iter().map(|class| world.read::<ShareClass>(class).claims_e6().unwrap()).sum();
    assert_eq!(i128::from(fund.retained_gains_e6), model.retained, "what the fund retains");
    let own = i128::from(fund.income_carry_e6) + model.retained;
    assert_eq!(claims + own, model.assets, "claims against assets");
    model_ties_out(model);
}

fn model_ties_out(model: &Model) {
    let claims: i128 = [0, 1].into_iter().map(|place| model.classes[place].claims(model.supply(place))).sum();
    assert_eq!(claims + model.income_carry + model.retained, model.assets, "the model's own claims");
}
