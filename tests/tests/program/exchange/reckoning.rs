//! What units are worth and what an amount buys, reckoned apart from the program: signed 128-bit numbers, fractions written out.

use mmf::state::{Fund, ShareClass, class_flag};

use crate::strike::books::{DAY, SCALE};

/// Price scale.
pub const E12: i128 = 1_000_000_000_000;
/// A year of 365 days times 10,000 basis points.
pub const YEAR: i128 = 3_650_000;

/// A quotient rounded up.
pub fn up(amount: i128, by: i128) -> i128 {
    (amount + by - 1).div_euclid(by)
}

/// What a class asks of a subscriber at a moment.
#[derive(Clone, Copy, Debug)]
pub struct Terms {
    /// Price of a unit by the last strike, rounded up, e12; none: a dollar.
    pub price_up: Option<i128>,
    /// What a dollar has probably earned since, and what waits for it, e18.
    pub interim: i128,
}

impl Terms {
    /// At the fund's rate of a day, after so many seconds; for a class with this fee, carry (e18), net assets (e6) and fees kept since the strike per
    /// unit (e18).
    pub fn new(
        price_up: Option<i128>,
        daily_rate: i128,
        expense_bps: i128,
        seconds: i128,
        (carry, base, kept_rate): (i128, i128, i128),
    ) -> Self {
        let fee = expense_bps * SCALE / YEAR;
        let earned = up((daily_rate - fee).max(0) * seconds, DAY);
        let waiting = if base < 1_000_000 { 0 } else { carry / base };
        Self { price_up, interim: earned + waiting + kept_rate }
    }

    /// Of a class as its account has it.
    pub fn of(fund: &Fund, class: &ShareClass, seconds: i128) -> Self {
        let price_up = i128::from(class.price.price_e12) + i128::from(class.has_flag(class_flag::PRICE_ROUNDED));
        let base = if class.is_distributing() { class.recorded_supply_units } else { class.net_assets_e6 };
        let carry = i128::try_from(class.carry.get()).unwrap();
        let kept_rate = i128::try_from(mmf::instructions::kept_rate_e18(class).unwrap()).unwrap();
        let books = (carry, i128::from(base), kept_rate);
        let price_up = (!class.is_distributing()).then_some(price_up);
        Self::new(price_up, fund.last_daily_rate_e18.into(), class.expense_bps.into(), seconds, books)
    }

    /// Units that an amount buys, rounded down, and the equalisation in it: what is left of it in a distributing class, in another one the part of
    /// the price above the struck one, rounded down.
    pub fn issue(self, amount: i128) -> (i128, i128) {
        let Some(price_up) = self.price_up else {
            let units = amount * SCALE / (SCALE + self.interim);
            return (units, amount - units);
        };
        let growth = up(up(self.interim * price_up, E12), SCALE / E12);
        let units = amount * E12 / (price_up + growth);
        (units, units * growth / E12)
    }
}

/// What units redeem for at a struck price, in e6.
pub fn value_at(units: i128, price: i128) -> i128 {
    units * price / E12
}

/// What units of a class redeem for, in e6.
pub fn value(class: &ShareClass, units: u64) -> u64 {
    let price = if class.is_distributing() { E12 } else { i128::from(class.price.price_e12) };
    u64::try_from(value_at(i128::from(units), price)).unwrap()
}

/// Units that an amount buys in a class at a moment, and the equalisation in it.
pub fn issue(fund: &Fund, class: &ShareClass, amount_e6: u64, seconds: i128) -> (u64, u64) {
    let (units, equalisation) = Terms::of(fund, class, seconds).issue(i128::from(amount_e6));
    (u64::try_from(units).unwrap(), u64::try_from(equalisation).unwrap())
}
