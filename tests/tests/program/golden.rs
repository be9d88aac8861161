//! Replays the golden week on the bytecode: two classes, five strikes, a month end, three payments. Every figure equal.
//!
//! The golden figures have no interim income, so everybody deals in the second of the last cut-off, when none of the span has passed. The file
//! gives the days of each strike; the program counts them between its strike days, so its first strike day is the last of three days. The file
//! closes the month after its last strike, the program within it.

mod figures;

use std::collections::{BTreeMap, VecDeque};

use mmf::instructions::SetCalendarArgs;
use mmf::state::{ClassKind, Holding, ShareClass, class_flag};
use mmf_math::accrual::factor_9dp;
use mmf_tests::calendar::{self, day};
use mmf_tests::{Figures, Holder, ONE, World};
use serde_json::Value;
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signer::Signer;

use self::figures::{digits, figure, golden, small};

/// How many events had happened when each strike landed.
const EVENTS_BEFORE_STRIKE: [usize; 5] = [3, 6, 8, 11, 15];
/// The month that the fourth strike closes.
const APRIL: u32 = 2025 * 12 + 3;
const CLASSES: [&str; 2] = ["D", "A"];

/// The fund, and who deals in which class.
struct Replay {
    world: World,
    classes: [Pubkey; 2],
    holders: [BTreeMap<String, Holder>; 2],
    gross_to_date: u128,
}

impl Replay {
    fn new() -> Self {
        let mut world = World::bare();
        let mut args = world.fund_args();
        args.inception_day = day(4, 24);
        let payer = world.payer.pubkey();
        let order = world.addresses.create_fund(&payer, &world.usdc, &spl_token_interface::ID, args);
        world.send(&[order], &[]).unwrap();
        let order = world.calendar_order(every_day_from(day(4, 27)));
        world.privileged(&order).unwrap();
        let a_terms = |args: &mut mmf::instructions::CreateClassArgs| args.terms.expense_bps = 50;
        let classes =
            [world.add_class(ClassKind::Distributing, |_| {}), world.add_class(ClassKind::AccumulatingHooked, a_terms)];
        let cash = 100_000_000 * ONE;
        let mut holders = [(); 2].map(|()| BTreeMap::new());
        for (place, names) in [["P", "Q", "S"].as_slice(), ["R", "T"].as_slice()].into_iter().enumerate() {
            world.enter(&classes[place]);
            for name in names {
                holders[place].insert((*name).to_owned(), world.holder(cash));
            }
        }
        world.set_time(world.fund().last_cutoff);
        Self { world, classes, holders, gross_to_date: 0 }
    }

    fn class(&self, place: usize) -> ShareClass {
        self.world.read(&self.classes[place])
    }

    /// Lets a holder of a class deal, and returns what came into its account of the shares and of the cash, either way.
    fn deal(&mut self, place: usize, who: &str, act: impl FnOnce(&mut World, &Holder)) -> (u64, u64) {
        let Self { world, classes, holders, .. } = self;
        world.enter(&classes[place]);
        let holder = &holders[place][who];
        let balances = |world: &World| (world.balance(&holder.shares), world.balance(&holder.cash));
        let before = balances(world);
        act(world, holder);
        let after = balances(world);
        (before.0.abs_diff(after.0), before.1.abs_diff(after.1))
    }

    fn transfer(&mut self, place: usize, from: &str, to: &str, units: u64) {
        let Self { world, classes, holders, .. } = self;
        world.enter(&classes[place]);
        world.transfer(&holders[place][from], &holders[place][to], units).unwrap();
    }

    fn play(&mut self, event: &Value, week: &Value) {
        let text = |key: &str| event[key].as_str().unwrap_or_default().to_owned();
        let (who, from, to) = (text("who"), text("frm"), text("to"));
        let prices = self.a_prices();
        match event["event"].as_str().unwrap() {
            "subscribe D" => {
                let units = small(&event["units"]);
                let moved = self.deal(0, &who, |world, holder| drop(world.subscribe(holder, units).unwrap()));
                assert_eq!(moved, (units, units), "without interim income a share costs a dollar");
            }
            "redeem D" => {
                let units = small(&event["units"]);
                let moved = self.deal(0, &who, |world, holder| drop(world.redeem(holder, units).unwrap()));
                assert_eq!(moved, (units, small(&event["cash"])));
            }
            "transfer D" => self.transfer(0, &from, &to, small(&event["units"])),
            "subscribe A" => {
                assert_eq!(prices.1, small(&event["price"]));
                let cash = small(&event["cash"]);
                let moved = self.deal(1, &who, |world, holder| drop(world.subscribe(holder, cash).unwrap()));
                assert_eq!(moved, (small(&event["shares"]), cash));
            }
            "redeem A" => {
                assert_eq!(prices.0, small(&event["price"]));
                let shares = small(&event["shares"]);
                let moved = self.deal(1, &who, |world, holder| drop(world.redeem(holder, shares).unwrap()));
                assert_eq!(moved, (shares, small(&event["cash"])));
            }
            "transfer A" => self.transfer(1, &from, &to, small(&event["shares"])),
            "close period" => {
                assert_eq!(self.class(0).closed_period, APRIL, "the strike closed it");
                assert_eq!(self.class(0).closed_index.get(), figure(&event["closed_index"]));
                self.check_holdings(&week["at_close_of_2025-04"], false);
            }
            "pay" => {
                let moved = self.deal(0, &who, |world, holder| drop(world.pay(&[holder]).unwrap()));
                assert_eq!(moved, (small(&event["units"]), 0));
                let holding = self.world.holding(&self.holders[0][&who].holding);
                assert_eq!(holding.payable.get(), figure(&event["fraction_kept"]));
            }
            other => panic!("unknown event {other}"),
        }
    }

    /// Strikes in the second of the cut-off; returns what each class's income was split on.
    fn strike(&mut self, gross: u64) -> [u64; 2] {
        let bases = [0, 1].map(|place| self.class(place).net_asset_base_e6());
        let world = &mut self.world;
        world.set_time(world.fund().next_cutoff);
        let income_e6 = i64::try_from(gross).unwrap();
        world.post(world.quote_args(Figures { income_e6, ..Figures::default() })).unwrap();
        world.strike_by(&world.strike_plan()).unwrap();
        self.gross_to_date += u128::from(gross);
        bases
    }

    /// What a unit of class A redeems for and what it costs, e12.
    fn a_prices(&self) -> (u64, u64) {
        let class = self.class(1);
        let down = class.price.price_e12;
        (down, down + u64::from(class.has_flag(class_flag::PRICE_ROUNDED)))
    }

    /// A holding of class D as it would be after settling.
    fn settled(&self, who: &str) -> Holding {
        let mut holding = self.world.holding(&self.holders[0][who].holding);
        holding.settle(&self.class(0)).unwrap();
        holding
    }

    /// Lines of class D; those who have not come yet have nothing. Where the strike has closed the month and the file is about to, what the file
    /// still calls accrued is payable already.
    fn check_holdings(&self, expected: &Value, closes: bool) {
        let keys = if closes { ["recorded", "payable", "accrued"] } else { ["recorded", "accrued", "payable"] };
        let expected = expected.as_object().unwrap();
        for who in self.holders[0].keys() {
            let holding = self.settled(who);
            let found = (u128::from(holding.recorded_units), holding.accrued.get(), holding.payable.get());
            let line = expected.get(who);
            let figures = line.map(|line| keys.map(|key| figure(&line[key])));
            let [recorded, accrued, payable] = figures.unwrap_or_default();
            assert_eq!(found, (recorded, accrued, payable), "{who}");
        }
    }

    fn check_strike(&self, bases: [u64; 2], line: &Value) {
        let fund = self.world.fund();
        let report = self.world.report(fund.last_strike_no);
        assert_eq!(u64::from(report.n_days), small(&line["n_days"]));
        for (place, name) in CLASSES.iter().enumerate() {
            let (class, result) = (self.class(place), report.results[place]);
            let same = |key: &str, value: u64| assert_eq!(value, small(&line[key][*name]), "{key} of {name}");
            let allocated = u64::try_from(result.income_e6).unwrap();
            same("base", bases[place]);
            same("allocated", allocated);
            same("expense", result.expense_e6);
            same("waived", result.waived_e6);
            same("net", allocated - result.expense_e6);
            same("expense_remainder_over_3650000", u64::from(class.expense_remainder));
            same("fee_ledger", class.management_fee_payable_e6);
            same("waived_to_date", class.waived_to_date_e6);
        }
        assert_eq!(
            (fund.income_carry_e6, report.income_carry_e6),
            (small(&line["income_carry"]), fund.income_carry_e6)
        );

        let (d, result) = (&line["D"], report.results[0]);
        assert_eq!(result.supply_units, small(&d["supply"]));
        assert_eq!(u128::from(result.rate_e18), figure(&d["r"]));
        assert_eq!((result.carry.get(), result.index.get()), (figure(&d["carry"]), figure(&d["index"])));
        assert_eq!(u128::from(factor_9dp(u128::from(result.rate_e18)).unwrap()), digits(&d["factor_9dp"]));
        let a = &line["A"];
        assert_eq!(report.results[1].supply_units, small(&a["supply"]));
        assert_eq!(self.class(1).net_assets_e6, small(&a["net_assets"]));
        assert_eq!(self.a_prices(), (small(&a["price"]), small(&a["price_up"])));
        self.check_holdings(&line["holdings_if_settled"], report.closed_period == APRIL);
        self.check_balance_sheet(&line["balance_sheet"]);
    }

    /// The books line by line, and the cash and income behind them.
    fn check_balance_sheet(&self, sheet: &Value) {
        let (fund, d, a) = (self.world.fund(), self.class(0), self.class(1));
        let owed: u128 = self.holders[0]
            .keys()
            .map(|who| self.settled(who))
            .map(|line| line.accrued.get() + line.payable.get())
            .sum();
        assert_eq!(u128::from(d.recorded_supply_units), figure(&sheet["net_assets_D"]));
        assert_eq!(u128::from(a.net_assets_e6), figure(&sheet["net_assets_A"]));
        assert_eq!(owed, figure(&sheet["dividends_payable_scaled"]));
        assert_eq!(d.undistributed.get(), figure(&sheet["undistributed_scaled"]));
        assert_eq!(d.carry.get(), figure(&sheet["rounding_carry_scaled"]));
        assert_eq!(u128::from(fund.income_carry_e6), figure(&sheet["income_carry"]));
        let fees = d.management_fee_payable_e6 + a.management_fee_payable_e6;
        assert_eq!(u128::from(fees), figure(&sheet["management_fee_payable"]));

        let total = figure(&sheet["total_assets"]);
        let claims = d.claims_e6().unwrap() + a.claims_e6().unwrap() + i128::from(fund.income_carry_e6);
        assert_eq!(u128::try_from(claims).unwrap(), total);
        assert_eq!(u128::from(self.world.balance(&fund.buffer)) + self.gross_to_date, total, "cash and income");
    }

    fn check_end(&self, end: &Value) {
        let (d, names) = (self.class(0), self.holders[0].keys());
        for who in names {
            let (holding, line) = (self.settled(who), &end["holdings_D"][who]);
            assert_eq!(holding.last_index.get(), figure(&line["last"]));
            assert_eq!((holding.period, figure(&line["period"])), (APRIL, 1), "the file's only month");
        }
        self.check_holdings(&end["holdings_D"], false);
        for (who, units) in end["holdings_A"].as_object().unwrap() {
            let holder = &self.holders[1][who];
            assert_eq!(self.world.holding(&holder.holding).recorded_units, small(units));
            assert_eq!(self.world.balance(&holder.shares), small(units));
        }
        assert_eq!((d.index.get(), d.carry.get()), (figure(&end["index"]), figure(&end["carry"])));
        assert_eq!((d.declared.get(), d.deficit.get()), (figure(&end["declared"]), 0));
        assert_eq!(d.closed_index.get(), figure(&end["closed_index"]));
        assert_eq!(
            (d.paid_units, d.recorded_supply_units),
            (small(&end["paid_units"]), small(&end["recorded_supply"]))
        );
        for (place, name) in CLASSES.iter().enumerate() {
            let class = self.class(place);
            assert_eq!(class.management_fee_payable_e6, small(&end["fee_ledger"][*name]));
            assert_eq!(class.waived_to_date_e6, small(&end["waived"][*name]));
            assert_eq!(u64::from(class.expense_remainder), small(&end["expense_remainder"][*name]));
        }
        self.check_balance_sheet(&end["balance_sheet"]);
    }
}

/// A calendar in which every day from that one on is a strike day.
fn every_day_from(first: i32) -> SetCalendarArgs {
    let mut bits = [0_u8; 46];
    for place in usize::try_from(first - day(1, 1)).unwrap()..365 {
        bits[place / 8] |= 1 << (place % 8);
    }
    SetCalendarArgs { strike_days: bits, business_days: bits, exceptions: Vec::new(), ..calendar::args() }
}

#[test]
fn every_figure_of_the_golden_week_is_reproduced_on_the_bytecode() {
    let week = golden();
    let events = week["events"].as_array().unwrap();
    let mut pending: VecDeque<&Value> = events.iter().collect();
    let mut replay = Replay::new();
    let strikes = week["strikes"].as_array().unwrap();
    assert_eq!(strikes.len(), EVENTS_BEFORE_STRIKE.len());

    for (line, events_before) in strikes.iter().zip(EVENTS_BEFORE_STRIKE) {
        while events.len() - pending.len() < events_before {
            replay.play(pending.pop_front().unwrap(), &week);
        }
        let bases = replay.strike(small(&line["gross"]));
        replay.check_strike(bases, line);
    }
    while let Some(event) = pending.pop_front() {
        replay.play(event, &week);
    }

    replay.check_end(&week["final"]);
    figures::check_yields(&replay.world, &week["seven_day_yield_at_2025-05-01"]);
}
