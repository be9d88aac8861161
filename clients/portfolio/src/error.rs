//! Why a figure can't be computed, in words.

use jiff::civil::Date;
use rust_decimal::Decimal;

/// What the library returns.
pub type Result<T, E = PortfolioError> = std::result::Result<T, E>;

/// A figure that can't be computed. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PortfolioError {
    /// A figure has more than 28 digits.
    #[error("a figure is too large to be exact")]
    Overflow,
    /// A day before the book begins.
    #[error("the book begins at the end of {as_of}; {day} is before it")]
    BeforeBook {
        /// The day that was asked for.
        day: Date,
        /// The day of the book's balances.
        as_of: Date,
    },
    /// A span that ends before it begins, or has no day.
    #[error("{until} is not after {since}")]
    DaysReversed {
        /// Beginning.
        since: Date,
        /// End.
        until: Date,
    },
    /// A span with more than one month end.
    #[error("more than one month ends between {since} and {until}; strike the days in order, each with its own quote")]
    TwoMonthEnds {
        /// Beginning.
        since: Date,
        /// End.
        until: Date,
    },
    /// Cash, or a stablecoin, is below zero.
    #[error("{account} is overdrawn by {missing} on {day}")]
    Overdrawn {
        /// The account.
        account: String,
        /// The day.
        day: Date,
        /// How much is missing, in the fund's currency.
        missing: Decimal,
    },
    /// A floating rate was reset and the book does not know the new one.
    #[error("the rate of {id} was reset on {reset}; its rate from then on is not in the book")]
    RateUnknown {
        /// The position.
        id: String,
        /// The day of the reset.
        reset: Date,
    },
    /// A price that is no price: the yield that it implies does not exist.
    #[error("no yield leads from the cost of {id} to its payments")]
    NoYield {
        /// The position.
        id: String,
    },
    /// The calendar ends too early.
    #[error("the list of business days ends on {last}; {wanted} business days after {day} are beyond it")]
    CalendarEnds {
        /// The last business day of the list.
        last: Date,
        /// The day that was asked about.
        day: Date,
        /// How many business days on.
        wanted: usize,
    },
    /// The curve of a day is not there.
    #[error("the curve file has no yields of {day}")]
    CurveMissing {
        /// The day.
        day: Date,
    },
    /// The curve does not reach so far.
    #[error("the curve ends at {last} days; {id} pays in {days} days")]
    CurveEnds {
        /// The position.
        id: String,
        /// The last day of the curve.
        last: i64,
        /// Days until the payment.
        days: i64,
    },
    /// A security of no government can't be valued by a government's curve alone.
    #[error("{id} is no government security and has no spread over the curve")]
    SpreadMissing {
        /// The position.
        id: String,
    },
    /// Vendors' prices that are missing or too far apart, and were not overridden.
    #[error("{}", .0.join("\n"))]
    PricesUnsettled(Vec<String>),
    /// There is nothing to measure.
    #[error("the portfolio holds nothing on {day}")]
    NothingHeld {
        /// The day.
        day: Date,
    },
    /// A position that is not possible.
    #[error("{0}")]
    TermsInvalid(String),
    /// A figure that does not fit the quote's field.
    #[error("{what} of {amount} can't be quoted")]
    NotQuotable {
        /// The figure.
        what: &'static str,
        /// Its amount.
        amount: Decimal,
    },
    /// A stress that can't be supposed.
    #[error("{0}")]
    StressInvalid(String),
    /// A file that can't be read, or written.
    #[error("{0}")]
    FileInvalid(String),
}

impl PortfolioError {
    /// A stable name for scripts.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Overflow => "Overflow",
            Self::BeforeBook { .. } => "BeforeBook",
            Self::DaysReversed { .. } => "DaysReversed",
            Self::TwoMonthEnds { .. } => "TwoMonthEnds",
            Self::Overdrawn { .. } => "Overdrawn",
            Self::RateUnknown { .. } => "RateUnknown",
            Self::NoYield { .. } => "NoYield",
            Self::CalendarEnds { .. } => "CalendarEnds",
            Self::CurveMissing { .. } => "CurveMissing",
            Self::CurveEnds { .. } => "CurveEnds",
            Self::SpreadMissing { .. } => "SpreadMissing",
            Self::PricesUnsettled(_) => "PricesUnsettled",
            Self::NothingHeld { .. } => "NothingHeld",
            Self::TermsInvalid(_) => "TermsInvalid",
            Self::NotQuotable { .. } => "NotQuotable",
            Self::StressInvalid(_) => "StressInvalid",
            Self::FileInvalid(_) => "FileInvalid",
        }
    }

    /// What to do about it.
    #[must_use]
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::Overflow => "check the amounts of the file",
            Self::BeforeBook { .. } => "load the book as of that day or before it, with every trade since",
            Self::DaysReversed { .. } => "give the last struck day first, then the day to quote",
            Self::TwoMonthEnds { .. } => "quote the days that were missed one by one",
            Self::Overdrawn { .. } => "enter the missing deposit, or correct the purchases of the file",
            Self::RateUnknown { .. } => {
                "add DATE=RATE to the column `resets`, the next reset to `next_reset`, and load the file again"
            }
            Self::NoYield { .. } => "correct the cost or the face",
            Self::CalendarEnds { .. } => "give a file of business days that reaches further",
            Self::CurveMissing { .. } => "use a curve file that has the day, or vendors' prices",
            Self::CurveEnds { .. } => "value it by vendors' prices",
            Self::SpreadMissing { .. } => "fill the column `spread_bps`, or value it by vendors' prices",
            Self::PricesUnsettled(_) => "settle each with --override ID=PRICE:REASON, or correct the price files",
            Self::NothingHeld { .. } => "load a book that holds something on that day",
            Self::TermsInvalid(_) | Self::FileInvalid(_) => "docs/portfolio.md tells what the columns hold",
            Self::StressInvalid(_) => "docs/stress.md tells what can be tested",
            Self::NotQuotable { .. } => "check the rows `payable` and the amounts of the file",
        }
    }
}
