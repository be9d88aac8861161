//! The day to which a request would be bound now.

use mmf::state::{Calendar, Fund, StrikeDay, year_of};
use solana_sdk::pubkey::Pubkey;

use super::Client;
use crate::error::{Error, Result};
use crate::ix::CalendarYears;

/// A dealing day, with the calendars in which the program looks it up.
#[derive(Clone, Copy, Debug)]
pub struct DealingDay {
    /// The day and its cut-off.
    pub day: StrikeDay,
    /// The calendars.
    pub years: CalendarYears,
}

impl Client {
    /// The dealing day of a request that is placed at the Unix time `now`, by the program's own calendar; `None` where the calendars that are set
    /// hold none.
    ///
    /// # Errors
    /// When the node does not answer, or a day is out of range.
    pub fn dealing_day(&self, fund_key: &Pubkey, fund: &Fund, now: i64) -> Result<Option<DealingDay>> {
        let from = fund.next_strike_day.max(fund.last_struck_day.saturating_add(1));
        let year = year_of(from).map_err(out_of_range)?;
        let this = self.calendar(fund_key, year)?;
        let next = self.calendar(fund_key, year.saturating_add(1))?;
        // The program takes the second calendar only where the first is there.
        let Some(this) = this else { return Ok(None) };
        let years = CalendarYears { year, with_next: next.is_some() };
        let in_year = |calendar: &Calendar| calendar.next_dealing_day(from, now).map_err(out_of_range);
        let found = match (in_year(&this)?, next) {
            (None, Some(next)) => in_year(&next)?,
            (found, _) => found,
        };
        Ok(found.map(|day| DealingDay { day, years }))
    }
}

fn out_of_range(error: anchor_lang::error::Error) -> Error {
    Error::Arithmetic(error.to_string())
}
