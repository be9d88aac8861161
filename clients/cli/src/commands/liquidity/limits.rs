//! Rolling limits with the room that is left, by the program's own reckoning.

use mmf::state::{Dealing, Limiter};

use crate::error::{CliError, CliResult};
use crate::output::Cell;

/// A limit and what is left of it.
pub struct Limit {
    /// Whose.
    pub what: &'static str,
    /// In e6; 0: none.
    pub limit_e6: u64,
    /// In e6; the largest number: there is none.
    pub room_e6: u64,
}

impl Limit {
    /// Of a limiter now.
    ///
    /// # Errors
    /// When a figure is out of range.
    pub fn now(what: &'static str, limiter: &Limiter, limit_e6: u64, dealing: &Dealing, now: i64) -> CliResult<Self> {
        let room_e6 = limiter.room_e6(limit_e6, dealing.terms.window_seconds, now);
        let room_e6 = room_e6.map_err(|error| CliError::failure("FiguresInvalid", error.to_string()))?;
        Ok(Self { what, limit_e6, room_e6 })
    }

    /// Its row.
    pub fn row(&self) -> Vec<Cell> {
        if self.room_e6 == u64::MAX {
            let unlimited = Cell { text: "no limit".to_owned(), ..Cell::none() };
            return vec![Cell::text(self.what), unlimited, Cell::none()];
        }
        vec![Cell::text(self.what), Cell::amount(self.limit_e6), Cell::amount(self.room_e6)]
    }
}

/// Columns of a table of limits.
pub fn columns() -> Vec<(&'static str, &'static str)> {
    vec![("what", "Limit"), ("limit", "Amount"), ("room", "Room now")]
}
