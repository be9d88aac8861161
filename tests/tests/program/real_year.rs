//! The Treasury's year from July 2024 to July 2025: a ladder of one-month bills, struck day by day on the bytecode, with the figures of the
//! portfolio library as quotes. Every strike is compared with integers that share no code with program, library and client.

mod holder;
mod ladder;

use jiff::civil::Date;
use mmf::instructions::{CutoffFrom, PostQuoteArgs, SetCalendarArgs};
use mmf::state::Regime;
use mmf_math::date::{civil_from_day, day_from_civil};
use mmf_portfolio::{BusinessDays, Curves, QuoteFigures, by_curve, measure};
use mmf_tests::{Holder, ONE, World};
use rust_decimal::Decimal;

use self::holder::Model;
use self::ladder::Ladder;

/// Cash that the fund begins with, in shares.
const SHARES: u64 = 250_000_000;
/// The class's management fee a year.
const FEE_BPS: i64 = 20;
/// Minutes from midnight UTC to the cut-off.
const CUTOFF_MINUTES: u16 = 21 * 60;
const YIELDS: &str = include_str!("../../../data/treasury-par-yields.csv");

fn number(day: Date) -> i32 {
    let part = |value: i8| u8::try_from(value).unwrap();
    day_from_civil(day.year().into(), part(day.month()), part(day.day())).unwrap()
}

/// A fund of one class and one holder, with the Treasury's business days as strike days.
fn world(days: &[Date]) -> (World, Holder) {
    let mut world = World::bare();
    world.set_time(i64::from(number(days[0])) * 86_400);
    let mut args = world.fund_args();
    (args.regime, args.inception_day) = (Regime::RegisteredGovernment, number(days[0]) - 1);
    let payer = world.payer_key();
    let order = world.addresses.create_fund(&payer, &world.usdc, &spl_token_interface::ID, args);
    world.send(&[order], &[]).unwrap();
    for year in [2024, 2025] {
        let order = world.calendar_order(calendar(year, days));
        world.privileged(&order).unwrap();
    }
    let order = world.class_order(World::class_args());
    world.privileged(&order).unwrap();
    let holder = world.holder(SHARES * ONE);
    world.subscribe(&holder, SHARES * ONE).unwrap();
    (world, holder)
}

fn calendar(year: i16, days: &[Date]) -> SetCalendarArgs {
    let mut bits = [0u8; 46];
    for day in days.iter().filter(|day| day.year() == year) {
        let place = usize::try_from(day.day_of_year()).unwrap() - 1;
        bits[place / 8] |= 1 << (place % 8);
    }
    SetCalendarArgs {
        year: u16::try_from(year).unwrap(),
        strike_days: bits,
        business_days: bits,
        cutoffs: vec![CutoffFrom { day_of_year: 0, minutes: CUTOFF_MINUTES }],
        exceptions: Vec::new(),
    }
}

/// The portfolio's figures of a day as a quote.
fn quote(world: &World, ladder: &Ladder, curves: &Curves, since: Date, day: Date) -> PostQuoteArgs {
    let valuation = ladder.book.value_at(day).unwrap();
    let income = ladder.book.income_between(since, day).unwrap();
    let market = by_curve(&valuation, curves.on(day).unwrap()).unwrap();
    let regime = mmf_portfolio::Regime::RegisteredGovernment;
    let metrics = measure(&valuation, &market, &BusinessDays::Weekdays, regime.basis(), regime.liquid_by()).unwrap();
    let figures = QuoteFigures::new(&valuation, &market, &metrics, &income, &"0".repeat(64)).unwrap();
    PostQuoteArgs {
        strike_no: world.fund().last_strike_no + 1,
        day: number(day),
        net_assets_e6: figures.net_assets_e6,
        market_net_assets_e6: figures.market_net_assets_e6,
        income_e6: figures.income_e6,
        income_to_month_end_e6: figures.income_to_month_end_e6,
        realised_e6: figures.realised_e6,
        custodian_cash_e6: 0,
        in_transit_e6: figures.in_transit_e6,
        receivables_e6: figures.receivables_e6,
        wam_days: figures.wam_days,
        wal_days: figures.wal_days,
        daily_liquid_bps: figures.daily_liquid_bps,
        weekly_liquid_bps: figures.weekly_liquid_bps,
        largest_issuer_bps: figures.largest_issuer_bps,
        document_hash: [1; 32],
    }
}

/// A rate of some days as a yearly percentage.
fn yearly_pct(rate_e18: u64, days: i32) -> Decimal {
    Decimal::from_i128_with_scale(i128::from(rate_e18), 18) * Decimal::from(36_500) / Decimal::from(days)
}

#[test]
fn a_real_year_is_struck_day_by_day_as_integers_and_the_bills_yields_say() {
    let curves = Curves::read(YIELDS.as_bytes()).unwrap();
    let days: Vec<Date> = curves.days().collect();
    let (mut world, holder) = world(&days);
    let mut ladder = Ladder::new(days[0].yesterday().unwrap(), SHARES);
    let mut model = Model::new(SHARES);
    let fee_pct = Decimal::new(FEE_BPS, 2);
    let (mut since, mut sum_pct, mut treasury_pct, mut spanned) =
        (days[0].yesterday().unwrap(), Decimal::ZERO, Decimal::ZERO, 0);
    for day in &days {
        let n_days = number(*day) - number(since);
        world.go_past_cutoff();
        let args = quote(&world, &ladder, &curves, since, *day);
        world.post(args).unwrap();
        let plan = mmf_client::ix::StrikePlan { year: u16::try_from(day.year()).unwrap(), ..world.strike_plan() };
        assert_eq!(plan.day, number(*day));
        let expected = ladder.purchase_yield_on(since, model.units());
        world.strike_by(&plan).unwrap_or_else(|error| panic!("{day}: {error:?}"));

        model.strike(args.income_e6, args.income_to_month_end_e6, number(since), number(*day));
        let (class, fund) = (world.class(), world.fund());
        let result = world.report(fund.last_strike_no).results[0];
        assert_eq!(fund.tie_out_difference_e6, 0, "{day}");
        assert_eq!((class.index.get(), class.carry.get()), model.index_and_carry(), "{day}");
        assert_eq!(class.management_fee_to_date_e6, model.fees_e6(), "{day}");

        let declared = yearly_pct(result.rate_e18, n_days);
        if let Some(expected) = expected {
            let apart = (declared - (expected - fee_pct)).abs();
            assert!(apart < Decimal::new(1, 2), "{day}: declared {declared}, bought at {expected}");
            let weight = Decimal::from(n_days);
            sum_pct += declared * weight;
            treasury_pct += curves.on(*day).unwrap().yield_pct(30).unwrap().unwrap() * weight;
            spanned += n_days;
        }
        if class.closed_period == model.closed_and_unpaid() {
            world.pay(&[&holder]).unwrap();
            model.pay();
            assert_eq!(world.holding(&holder.holding).recorded_units, model.units(), "{day}");
        }
        ladder.roll(&curves, &days, *day);
        since = *day;
    }
    let spanned = Decimal::from(spanned);
    let (mean, treasury) = (sum_pct / spanned, treasury_pct / spanned - fee_pct);
    assert!((mean - treasury).abs() < Decimal::new(10, 2), "mean {mean}, Treasury less fee {treasury}");
    assert!(days.len() > 250, "{} strikes", days.len());
    assert_eq!(civil_from_day(world.fund().last_struck_day), (2025, 7, days.last().unwrap().day().unsigned_abs()));
}
