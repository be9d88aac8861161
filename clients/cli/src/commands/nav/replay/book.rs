//! A class's books between two strikes: the program's own record, moved by the program's own bookings.

use bytemuck::Zeroable;
use mmf::instructions::{ClassTermsArgs, book_issue, book_kept_fee, book_redemption, book_shared_losses};
use mmf::state::{ClassResult, Fund, ShareClass};
use mmf_math::PRICE_SCALE;
use mmf_math::interim::Issue;

use crate::commands::nav::errors::out_of_range;
use crate::error::{CliError, CliResult};

/// Books of a class.
#[derive(Clone, Copy)]
pub struct Book(pub(super) ShareClass);

/// What a strike does to a class. Amounts in e6.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Number of the class.
    pub class_no: u8,
    /// As the program's report has it.
    pub result: ClassResult,
    /// Performance fee, which the report's expense contains.
    pub performance_fee_e6: u64,
    /// Net assets after, units at $1.00 in a distributing class.
    pub net_assets_e6: u64,
}

impl Outcome {
    /// Nothing yet. The performance fee counts from the class's sum so far.
    pub(super) fn before(book: &Book) -> Self {
        Self { class_no: book.class_no(), performance_fee_e6: book.0.performance_fee_to_date_e6, ..Self::default() }
    }

    /// Management fee charged.
    pub fn charged_e6(&self) -> u64 {
        self.result.expense_e6.saturating_sub(self.performance_fee_e6)
    }

    /// Income after the management fee.
    ///
    /// # Errors
    /// When it is out of range.
    pub fn net_income_e6(&self) -> CliResult<i64> {
        let net_e6 = self.result.income_e6.checked_sub_unsigned(self.charged_e6());
        net_e6.ok_or_else(|| out_of_range(mmf_math::MathError::Overflow))
    }

    /// The first figure that is not as on record.
    pub fn differs_from(&self, on_record: &ClassResult) -> Option<&'static str> {
        let result = &self.result;
        let pairs = [
            ("number of units", result.supply_units == on_record.supply_units),
            ("income", result.income_e6 == on_record.income_e6),
            ("fee", result.expense_e6 == on_record.expense_e6),
            ("waiver", result.waived_e6 == on_record.waived_e6),
            ("equalisation", result.equalisation_e6 == on_record.equalisation_e6),
            ("income per unit", result.rate_e18 == on_record.rate_e18),
            ("index", result.index == on_record.index),
            ("carry", result.carry == on_record.carry),
            ("price", result.price_e12 == on_record.price_e12),
        ];
        pairs.into_iter().find(|(_, same)| !same).map(|(field, _)| field)
    }
}

impl Book {
    /// As the class began. `terms`: those that it began with, where they changed since.
    pub fn at_creation(class: &ShareClass, terms: Option<ClassTermsArgs>) -> Self {
        let first_price = u64::try_from(PRICE_SCALE).unwrap_or_default();
        let mut book = ShareClass::zeroed();
        (book.kind, book.class_no) = (class.kind, class.class_no);
        (book.price.price_e12, book.high_water_mark_e12) = (first_price, first_price);
        let terms = terms.unwrap_or(ClassTermsArgs {
            expense_bps: class.expense_bps,
            day_count: class.day_count,
            performance_fee_bps: class.performance_fee_bps,
        });
        book.expense_bps = terms.expense_bps;
        book.day_count = terms.day_count;
        book.performance_fee_bps = terms.performance_fee_bps;
        Self(book)
    }

    /// Number of the class.
    pub fn class_no(&self) -> u8 {
        self.0.class_no
    }

    /// Units for an amount, when so many seconds of the span had passed.
    ///
    /// # Errors
    /// When a figure is out of range.
    pub fn issue(&mut self, units: u64, equalisation_e6: u64, amount_e6: u64, seconds: u64) -> CliResult<()> {
        book_issue(&mut self.0, &Issue { units, equalisation_e6 }, amount_e6, seconds).map_err(unbooked)
    }

    /// An amount for units, with all fees and losses; of those, what stays with those who stay, and losses that the units bore.
    ///
    /// # Errors
    /// When a figure is out of range.
    pub fn redeem(
        &mut self,
        units: u64,
        (leaving_e6, kept_e6, lost_e6): (u64, u64, u64),
        seconds: u64,
    ) -> CliResult<()> {
        // What the fund retains is no part of a strike.
        let mut fund = Fund::zeroed();
        book_redemption(&mut self.0, units, leaving_e6, seconds)
            .and_then(|()| book_shared_losses(&mut self.0, lost_e6))
            .and_then(|()| book_kept_fee(&mut fund, &mut self.0, kept_e6))
            .map_err(unbooked)
    }

    /// New units of a dividend.
    ///
    /// # Errors
    /// When a figure is out of range.
    pub fn add_dividend(&mut self, units: u64) -> CliResult<()> {
        self.0.add_supply(units).map_err(unbooked)
    }

    /// Terms that begin after the next strike.
    pub fn announce(&mut self, terms: ClassTermsArgs) {
        self.0.next_expense_bps = terms.expense_bps;
        self.0.next_day_count = terms.day_count;
        self.0.next_performance_fee_bps = terms.performance_fee_bps;
        self.0.terms_pending = 1;
    }
}

fn unbooked(error: anchor_lang::error::Error) -> CliError {
    CliError::failure("FiguresInvalid", format!("the history holds a movement that cannot be booked: {error}"))
}
