//! The day to which a request is bound.

use anchor_lang::prelude::*;

use crate::error::MmfError;
use crate::state::{Calendar, Fund, StrikeDay, year_of};

/// The calendars that a dealing day is looked up in.
pub struct Calendars<'a, 'info> {
    /// Of the year of the next strike day.
    pub this: &'a AccountLoader<'info, Calendar>,
    /// Of the year after, where the first holds no further dealing day.
    pub next: Option<&'a AccountLoader<'info, Calendar>>,
}

impl Calendars<'_, '_> {
    /// The dealing day of a request that is placed now: the first strike day on which cash settles and whose cut-off has not passed. Until its
    /// cut-off that is today, then the next one.
    ///
    /// # Errors
    /// [`MmfError::AccountMismatch`] for other calendars, [`MmfError::DealingDayUnknown`].
    pub fn dealing_day(&self, fund_key: &Pubkey, fund: &Fund, now: i64) -> Result<StrikeDay> {
        let from = fund.next_strike_day.max(fund.last_struck_day.saturating_add(1));
        let year = year_of(from)?;
        if let Some(day) = in_year(self.this, fund_key, year, from, now)? {
            return Ok(day);
        }
        let next = self.next.ok_or(MmfError::DealingDayUnknown)?;
        let found = in_year(next, fund_key, year.saturating_add(1), from, now)?;
        found.ok_or_else(|| MmfError::DealingDayUnknown.into())
    }
}

fn in_year(
    calendar: &AccountLoader<'_, Calendar>,
    fund: &Pubkey,
    year: u16,
    from: i32,
    now: i64,
) -> Result<Option<StrikeDay>> {
    let calendar = calendar.load()?;
    calendar.check_version()?;
    require!(calendar.fund == *fund && calendar.year == year, MmfError::AccountMismatch);
    calendar.next_dealing_day(from, now)
}
