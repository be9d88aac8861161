//! The single holder's accrual in plain integers: no index of the program's, no settlement.

/// 10^18.
const SCALE: i128 = 1_000_000_000_000_000_000;
/// 10,000 basis points of 365 days.
const FEE_DENOMINATOR: i128 = 3_650_000;
/// The fee a year, in basis points.
const FEE_BPS: i128 = 20;

/// What the class should have done.
pub struct Model {
    units: i128,
    index: i128,
    carry: i128,
    fee_remainder: i128,
    fees: i128,
    open_month: i128,
    closed_month: i128,
    closed: u32,
}

impl Model {
    pub fn new(shares: u64) -> Self {
        let units = i128::from(shares) * 1_000_000;
        Self { units, index: 0, carry: 0, fee_remainder: 0, fees: 0, open_month: 0, closed_month: 0, closed: 0 }
    }

    /// A strike of the days after one up to another, in one part or in two around a month end.
    pub fn strike(&mut self, income: i64, to_month_end: Option<i64>, since: i32, day: i32) {
        let Some(month_end) = (since + 1..=day).find(|day| is_month_end(*day)) else {
            self.part(income.into(), (day - since).into());
            return;
        };
        let before = to_month_end.unwrap_or(income);
        self.part(before.into(), (month_end - since).into());
        self.closed_month += self.open_month;
        self.open_month = 0;
        let (year, month, _) = mmf_math::date::civil_from_day(month_end);
        self.closed = u32::try_from(year * 12 + i32::from(month) - 1).unwrap();
        if month_end < day {
            self.part(i128::from(income - before), (day - month_end).into());
        }
    }

    fn part(&mut self, income: i128, days: i128) {
        let owed = self.units * FEE_BPS * days + self.fee_remainder;
        self.fee_remainder = owed % FEE_DENOMINATOR;
        let fee = (owed / FEE_DENOMINATOR).min(income.max(0));
        self.fees += fee;
        let available = (income - fee) * SCALE + self.carry;
        let rate = available / self.units;
        self.carry = available % self.units;
        self.index += rate;
        self.open_month += rate * self.units;
    }

    /// Pays the closed months as new units; the fraction stays.
    pub fn pay(&mut self) {
        self.units += self.closed_month / SCALE;
        self.closed_month %= SCALE;
        self.closed = 0;
    }

    /// The month that was closed and not paid; 0: none.
    pub fn closed_and_unpaid(&self) -> u32 {
        self.closed
    }

    pub fn units(&self) -> u64 {
        u64::try_from(self.units).unwrap()
    }

    pub fn index_and_carry(&self) -> (u128, u128) {
        (self.index.unsigned_abs(), self.carry.unsigned_abs())
    }

    pub fn fees_e6(&self) -> u64 {
        u64::try_from(self.fees).unwrap()
    }
}

fn is_month_end(day: i32) -> bool {
    mmf_math::date::civil_from_day(day).1 != mmf_math::date::civil_from_day(day + 1).1
}
