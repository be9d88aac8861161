//! Figures that don't fit together.

use mmf_math::MathError;

use crate::error::CliError;

/// A figure out of range.
pub fn out_of_range(_: MathError) -> CliError {
    CliError::failure("FiguresInvalid", "a figure is out of range")
}

/// The history does not lead to what is on record.
pub fn incomplete(what: impl Into<String>) -> CliError {
    CliError::failure("HistoryIncomplete", what).hint("ask a node that keeps the whole history: -u URL")
}
