//! What the test rests on: the book, the curve, the calendar, the rules.

use mmf_portfolio::{BusinessDays, Curve, Curves, Limits, Portfolio, Regime};
use sha2::{Digest, Sha256};

use crate::args::Stress;
use crate::commands::portfolio::words::{explain, explain_file};
use crate::commands::portfolio::{files, inputs};
use crate::context::Context;
use crate::error::CliResult;

/// The files of a test, read.
pub struct Files {
    /// The book.
    pub book: Portfolio,
    /// SHA-256 of the book as it is kept.
    pub book_hash: [u8; 32],
    /// The curve of the day.
    pub curve: Curve,
    /// SHA-256 of the curve file.
    pub curve_hash: [u8; 32],
    /// Business days.
    pub calendar: BusinessDays,
    /// Whose rules.
    pub regime: Regime,
    /// Their limits, and the fund's own.
    pub limits: Limits,
}

impl Files {
    /// Reads them.
    ///
    /// # Errors
    /// When one is missing or malformed.
    pub fn read(context: &Context, args: &Stress) -> CliResult<Self> {
        let book = inputs::book(context, &args.book)?;
        let kept = book.to_json().map_err(|error| explain(&error))?;
        let yields = files::read(&args.curve)?;
        let curves = Curves::read(&yields).map_err(|error| explain_file(&args.curve, &error))?;
        let curve = curves.on(inputs::day(args.day)).map_err(|error| explain_file(&args.curve, &error))?;
        let (regime, limits) = inputs::limits(&args.rules)?;
        Ok(Self {
            book_hash: Sha256::digest(&kept).into(),
            curve: *curve,
            curve_hash: Sha256::digest(&yields).into(),
            calendar: inputs::calendar(args.rules.business_days.as_deref())?,
            book,
            regime,
            limits,
        })
    }
}
