//! A plain model of a class's accrual, written apart from the program's arithmetic: signed 128-bit numbers, 20 bps a year.

use mmf::state::ShareClass;

/// One unit in e18.
pub const SCALE: i128 = 1_000_000_000_000_000_000;
/// Days of a year times 10,000 basis points.
const FEE_DENOMINATOR: i128 = 3_650_000;

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

impl Books {
    /// Declares a step's income to the units of record; returns the rate.
    pub fn declare(&mut self, supply: u64, income: i128, equalisation: u64, days: i128) -> i128 {
        let supply = i128::from(supply);
        let due = supply * 20 * days + self.fee_remainder;
        self.fee_remainder = due % FEE_DENOMINATOR;
        let charged = (due / FEE_DENOMINATOR).min(income.max(0));
        self.fee += charged;
        self.waived += due / FEE_DENOMINATOR - charged;
        self.net_income += income - charged;
        self.equalisation += i128::from(equalisation);

        let available = (income - charged + i128::from(equalisation)) * SCALE + self.carry - self.deficit;
        self.deficit = (-available).max(0);
        let available = available.max(0);
        let rate = if supply == 0 { 0 } else { (available / supply).min(SCALE / 1_000 * days) };
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
