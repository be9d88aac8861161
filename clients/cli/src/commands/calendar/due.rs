//! Strike days that have come and are not struck.

use mmf::error::MmfError;
use mmf::state::{Calendar, Fund};

use super::show::cut_offs;
use crate::commands::shared::{FundAt, explain_sdk};
use crate::context::Context;
use crate::dates;
use crate::error::CliResult;
use crate::explain;
use crate::output::{Cell, Field};

/// The next strike day by the fund's calendars.
///
/// # Errors
/// While they hold none: in the words of the program.
pub fn next_strike_day(fund: &Fund) -> CliResult<i32> {
    if fund.next_cutoff == 0 {
        let last = dates::date_of(fund.last_struck_day);
        let message = format!("the fund's calendars hold no strike day after {last}");
        return Err(explain::foreseen(&MmfError::CalendarMissing, message));
    }
    Ok(fund.next_strike_day)
}

/// Strike days whose cut-off has passed without a strike, in order.
pub struct Missed(Vec<i32>);

impl Missed {
    /// Reads them from the calendars.
    ///
    /// # Errors
    /// When the node does not answer.
    pub fn read(context: &Context, at: &FundAt, now: i64) -> CliResult<Self> {
        let from = at.fund.last_struck_day.saturating_add(1);
        let today = i32::try_from(now / dates::DAY_SECONDS).unwrap_or(i32::MAX);
        let mut days = Vec::new();
        for year in year_of(from)..=year_of(today) {
            let calendar = context.client.calendar(&at.address, year).map_err(|error| explain_sdk(context, &error))?;
            days.extend(
                calendar.as_deref().map(|calendar| passed(calendar, from, now)).transpose()?.unwrap_or_default(),
            );
        }
        Ok(Self(days))
    }

    /// How many.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// As fields of a result.
    pub fn fields(&self, fund: &Fund) -> Vec<Field> {
        let next = if fund.next_cutoff == 0 { Cell::none() } else { Cell::day(fund.next_strike_day) };
        let days: Vec<String> = self.0.iter().map(|day| dates::date_of(*day).to_string()).collect();
        vec![
            ("nextStrikeDay", "Next strike day", next),
            ("missedCount", "Strike days that wait", Cell::count(self.0.len() as u64)),
            ("missedDays", "They are", Cell::list(&days)),
        ]
    }
}

fn passed(calendar: &Calendar, from: i32, now: i64) -> CliResult<Vec<i32>> {
    let due = cut_offs(calendar)?.into_iter().filter(|(day, cut_off)| *day >= from && *cut_off <= now);
    Ok(due.map(|(day, _)| day).collect())
}

fn year_of(day: i32) -> u16 {
    u16::try_from(dates::date_of(day).year()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use bytemuck::Zeroable;

    use super::*;

    #[test]
    fn days_wait_from_their_cut_off_on() {
        let mut calendar = Calendar::zeroed();
        calendar.year = 1970;
        (calendar.cutoff_minutes[1], calendar.cutoff_minutes[2], calendar.cutoff_minutes[5]) = (60, 60, 60);
        let second = dates::DAY_SECONDS * 2 + 3_600;
        assert_eq!(passed(&calendar, 1, second).unwrap(), [1, 2]);
        assert_eq!(passed(&calendar, 2, second).unwrap(), [2]);
        assert_eq!(passed(&calendar, 1, second - 1).unwrap(), [1]);
    }
}
