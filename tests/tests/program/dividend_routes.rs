//! Dividends by every route: as new units, in cash, to another holding; with tax withheld; each exactly once, and nobody forgotten.

mod breaker;
mod cash;
mod decimals;
mod refused;
mod to_another;
mod withholding;

use mmf::instructions::InvestorProfile;
use mmf::state::{CASH_ELECTED, InvestorStatus, Role};
use mmf_tests::calendar::day;
use mmf_tests::rules::onshore;
use mmf_tests::{Holder, ONE, World};
use solana_sdk::pubkey::Pubkey;

const SCALE: u128 = 1_000_000_000_000_000_000;
/// January 2025.
const JANUARY: u32 = 24_300;

/// A class with a holder of each route; January is closed, and nobody has been paid.
struct Month {
    world: World,
    /// Takes new units.
    reinvests: Holder,
    /// Elected cash.
    in_cash: Holder,
    /// Its dividends go to the operator.
    vault: Holder,
    /// Takes new units, its own and the vault's.
    operator: Holder,
}

impl Month {
    /// In dollars with six decimals, without tax.
    fn new() -> Self {
        Self::taxed(0)
    }

    /// With so much tax on everybody's dividends.
    fn taxed(withholding_bps: u16) -> Self {
        Self::in_decimals(6, withholding_bps)
    }

    /// With a settlement mint of so many decimals.
    fn in_decimals(decimals: u8, withholding_bps: u16) -> Self {
        let mut world = World::bare();
        world.usdc = Pubkey::new_from_array([decimals + 1; 32]);
        world.make_cash_mint(world.usdc, decimals);
        world.create_fund_and_class();
        let dollars = |amount: u64| amount * 10_u64.pow(u32::from(decimals));
        let plain = InvestorProfile { withholding_bps, ..onshore() };
        let elects_cash = InvestorProfile { dividend_election: CASH_ELECTED, ..plain };
        let reinvests = world.holder_of(plain, dollars(10_000));
        let in_cash = world.holder_of(elects_cash, dollars(10_000));
        let vault_profile = InvestorProfile { withholding_bps, ..mmf_tests::rules::vault(true) };
        let vault = world.holder_of(vault_profile, dollars(10_000));
        let operator = world.holder_of(plain, dollars(10_000));
        for (holder, amount) in [(&reinvests, 1_003), (&in_cash, 2_017), (&vault, 3_001), (&operator, 7)] {
            world.subscribe(holder, dollars(amount)).unwrap();
        }
        send_dividends_to(&mut world, &vault, Some(&operator));
        world.strike_through(day(1, 31), 500_009);
        Self { world, reinvests, in_cash, vault, operator }
    }

    fn everyone(&self) -> [&Holder; 4] {
        [&self.reinvests, &self.in_cash, &self.vault, &self.operator]
    }

    /// Calls the instruction of a route for everybody, whatever their route is.
    fn call(&mut self, route: usize) {
        let Self { world, reinvests, in_cash, vault, operator } = self;
        match route {
            0 => world.pay(&[reinvests, in_cash, vault, operator]),
            1 => world.pay_cash(&[reinvests, in_cash, vault, operator]),
            _ => world.pay_to(&[(vault, operator)]),
        }
        .unwrap();
    }

    /// Everybody's lines, tokens and cash, and the class and the fund.
    fn state(&self) -> Vec<Vec<u8>> {
        let world = &self.world;
        let lines = self
            .everyone()
            .into_iter()
            .flat_map(|holder| [holder.holding, holder.shares, holder.investor, holder.cash]);
        let books =
            [world.class, world.fund, world.mint, world.fund().buffer, world.addresses.period(&world.class, JANUARY)];
        lines
            .chain(books)
            .map(|address| world.svm.get_account(&address).map_or(Vec::new(), |account| account.data))
            .collect()
    }

    /// Everything that the class declared is with somebody, to the e18; returns units minted, units credited, cash and tax of the month.
    fn reconciles(&self) -> [u64; 4] {
        let (world, class) = (&self.world, self.world.class());
        let owed: u128 = self.everyone().into_iter().map(|holder| owed_e18(world, holder)).sum();
        let paid = class.paid_units + class.paid_cash_e6 + class.withheld_to_date_e6;
        assert_eq!(class.declared.get(), u128::from(paid) * SCALE + owed + class.undistributed.get());
        let month = crate::strike::period(world, JANUARY);
        assert_eq!(
            (month.paid_units, month.paid_cash_e6, month.withheld_e6),
            (class.paid_units, class.paid_cash_e6, class.withheld_to_date_e6)
        );
        [month.paid_units - month.credited_units, month.credited_units, month.paid_cash_e6, month.withheld_e6]
    }
}

/// The transfer agent names where a vault's dividends go.
pub fn send_dividends_to(world: &mut World, vault: &Holder, to: Option<&Holder>) {
    let authority = world.signed(&[Role::TransferAgent]);
    let order = world.addresses.set_dividend_account(&world.line(vault), to.map(|to| &to.holding), &authority);
    world.privileged(&order).unwrap();
}

/// What a holding is owed if it is settled now, e18; nothing where it is closed.
fn owed_e18(world: &World, holder: &Holder) -> u128 {
    if world.svm.get_account(&holder.holding).is_none_or(|account| account.data.is_empty()) {
        return 0;
    }
    let mut holding = world.holding(&holder.holding);
    holding.settle(&world.class()).unwrap();
    holding.accrued.get() + holding.payable.get()
}

/// Whole units that a holding is owed.
fn due_units(world: &World, holder: &Holder) -> u64 {
    u64::try_from(owed_e18(world, holder) / SCALE).unwrap()
}

#[test]
fn each_holding_is_paid_by_its_own_route_and_passed_over_by_the_others() {
    let mut month = Month::new();
    let due = month.everyone().map(|holder| due_units(&month.world, holder));
    let paid = |month: &Month| month.everyone().map(|holder| month.world.holding(&holder.holding).paid_units);

    month.call(1);
    assert_eq!(paid(&month), [0, due[1], 0, 0]);
    month.call(2);
    assert_eq!(paid(&month), [0, due[1], due[2], 0]);
    month.call(0);
    assert_eq!(paid(&month), due);
}

#[test]
fn whatever_the_order_of_the_routes_each_holding_is_paid_exactly_once() {
    let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
    let outcomes = orders.map(|order| {
        let mut month = Month::taxed(1_500);
        for route in order {
            month.call(route);
        }
        let paid = month.state();
        for route in order.into_iter().chain(order) {
            month.call(route);
        }
        assert_eq!(month.state(), paid, "a second call pays nothing");
        assert_eq!(crate::strike::period(&month.world, JANUARY).holdings_paid, 4);
        let shares = month.everyone().map(|holder| month.world.balance(&holder.shares));
        (shares, month.world.balance(&month.in_cash.cash), month.reconciles())
    });

    assert!(outcomes.iter().all(|outcome| *outcome == outcomes[0]));
}

#[test]
fn a_batch_that_names_a_holding_several_times_pays_it_once_by_every_route() {
    let mut month = Month::new();
    let due = month.everyone().map(|holder| due_units(&month.world, holder));
    let Month { world, reinvests, in_cash, vault, operator } = &mut month;

    world.pay(&[reinvests, reinvests, operator, reinvests]).unwrap();
    world.pay_cash(&[in_cash, in_cash, in_cash]).unwrap();
    world.pay_to(&[(vault, operator), (vault, operator)]).unwrap();

    assert_eq!(month.everyone().map(|holder| month.world.holding(&holder.holding).paid_units), due);
    assert_eq!(month.reconciles(), [due[0] + due[2] + due[3], 0, due[1], 0]);
}

#[test]
fn minted_credited_cash_withheld_and_fractions_are_what_was_declared() {
    let mut month = Month::taxed(1_337);
    let operator = month.operator.investor;
    month.world.restrict(&operator, InvestorStatus::Blocked).unwrap();

    for route in [2, 1, 0] {
        month.call(route);
    }

    let [minted, credited, cash, tax] = month.reconciles();
    assert!(minted > 0 && credited > 0 && cash > 0 && tax > 0);
    let world = &month.world;
    assert_eq!(world.share_supply() + credited, world.class().recorded_supply_units);
    assert_eq!(world.balance(&month.in_cash.cash), 10_000 * ONE - 2_017 * ONE + cash);
    let fractions = month.everyone().map(|holder| owed_e18(world, holder));
    assert!(fractions.iter().all(|fraction| *fraction < SCALE), "whole units are paid");
    assert_eq!(i128::from(world.fund().buffer_cash_e6), i128::from(world.balance(&world.fund().buffer)));
}

#[test]
fn the_books_tie_out_after_every_route_and_the_next_strike() {
    let mut month = Month::taxed(2_500);
    for route in [1, 2, 0] {
        month.call(route);
    }

    month.world.strike_through(day(2, 28), 500_009);
    for route in [0, 1, 2] {
        month.call(route);
    }
    month.world.strike(500_009).unwrap();

    let (fund, class) = (month.world.fund(), month.world.class());
    let assets = i128::from(fund.buffer_cash_e6) + i128::from(fund.gross_income_to_date_e6);
    assert_eq!(class.claims_e6().unwrap() + i128::from(fund.income_carry_e6), assets);
}
