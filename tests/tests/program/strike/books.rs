//! A plain model of a class's accrual, written apart from the program's arithmetic: signed 128-bit numbers, 20 bps a year.

use mmf::state::{Fund, ShareClass};

/// One unit in e18.
pub const SCALE: i128 = 1_000_000_000_000_000_000;
/// Seconds of a day.
pub const DAY: i128 = 86_400;
/// Days of a year times 10,000 basis points.
const FEE_DENOMINATOR: i128 = 3_650_000;
/// The fee of a day on one unit, e18, rounded down.
const FEE_PER_DAY: i128 = 20 * SCALE / FEE_DENOMINATOR;

/// Units on average over some days: without the part of them in which late ones were not there, with that in which redeemed ones were.
/// `late`: units times seconds, redeemed ones negative.
pub fn average(units: u64, late: i128, days: i128) -> u64 {
    u64::try_from((i128::from(units) - late / (days * DAY)).max(0)).unwrap()
}

/// Seconds of the span to the next strike that have passed; the span counts as whole days, the seconds round up.
pub fn seconds_passed(fund: &Fund, now: i64) -> i128 {
    let days = i128::from(fund.next_strike_day - fund.last_struck_day);
    let expected = i128::from(fund.next_cutoff - fund.last_cutoff);
    let elapsed = i128::from(now - fund.last_cutoff).clamp(0, expected);
    divide_up(elapsed * days * DAY, expected)
}

/// Most income of a day on one unit, e18: a tenth of a per cent.
pub const MOST_PER_DAY: i128 = SCALE / 1_000;

/// Income of a day on one unit of net assets, e18, capped; none without income or net assets.
pub fn daily_rate(income: i128, net_assets: u64, days: i128) -> Option<i128> {
    let there_is_one = income > 0 && net_assets > 0;
    there_is_one.then(|| divide_up(income * SCALE, i128::from(net_assets) * days).min(MOST_PER_DAY))
}

/// What a unit has probably earned after so many seconds at the fund's rate of a day, e18.
pub fn interim(daily_rate: i128, seconds: i128) -> i128 {
    divide_up((daily_rate - FEE_PER_DAY).max(0) * seconds, DAY)
}

/// Units and equalisation for cash.
pub fn issue(cash: u64, interim: i128) -> (u64, u64) {
    let units = u64::try_from(i128::from(cash) * SCALE / (SCALE + interim)).unwrap();
    (units, cash - units)
}

fn divide_up(amount: i128, by: i128) -> i128 {
    amount / by + i128::from(amount % by != 0)
}

/// What a class's account should say; amounts in e6, index, carry, deficit and declared in e18.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Books {
    pub index: i128,
    pub carry: i128,
    pub deficit: i128,
    pub declared: i128,
    pub fee: i128,
    pub waived: i128,
    pub fee_remainder: i128,
    pub net_income: i128,
    pub equalisation: i128,
}

/// A step's share of what a class had: days, average units, equalisation.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    pub days: i128,
    pub average: u64,
    pub equalisation: u64,
}

impl Part {
    /// All of a class's late units and equalisation, for a span in one step.
    pub fn whole(class: &ShareClass, days: i128) -> Self {
        let average = average(class.recorded_supply_units, late(class), days);
        Self { days, average, equalisation: class.equalisation_pending_e6 }
    }
}

/// Units times seconds that were not there, less those of redeemed units that were, as the class's account has them.
pub fn late(class: &ShareClass) -> i128 {
    class.late_unit_seconds()
}

impl Books {
    /// Declares a step's income to the units of record; returns the rate. The fee is on the average units.
    pub fn declare(&mut self, supply: u64, income: i128, part: Part) -> i128 {
        let Part { days, average, equalisation } = part;
        let supply = i128::from(supply);
        let due = i128::from(average) * 20 * days + self.fee_remainder;
        self.fee_remainder = due % FEE_DENOMINATOR;
        let charged = (due / FEE_DENOMINATOR).min(income.max(0));
        self.fee += charged;
        self.waived += due / FEE_DENOMINATOR - charged;
        self.net_income += income - charged;
        self.equalisation += i128::from(equalisation);

        let available = (income - charged + i128::from(equalisation)) * SCALE + self.carry - self.deficit;
        self.deficit = (-available).max(0);
        let available = available.max(0);
        let rate = if supply == 0 { 0 } else { (available / supply).min(MOST_PER_DAY * days) };
        self.carry = available - rate * supply;
        self.index += rate;
        self.declared += rate * supply;
        rate
    }

    /// The books as the class's account has them.
    pub fn of(class: &ShareClass) -> Self {
        let wide = |value: mmf::state::Wide| i128::try_from(value.get()).unwrap();
        Self {
            index: wide(class.index),
            carry: wide(class.carry),
            deficit: wide(class.deficit),
            declared: wide(class.declared),
            fee: i128::from(class.management_fee_to_date_e6),
            waived: i128::from(class.waived_to_date_e6),
            fee_remainder: i128::from(class.expense_remainder),
            net_income: i128::from(class.net_income_to_date_e6),
            equalisation: i128::from(class.equalisation_to_date_e6),
        }
    }
}
