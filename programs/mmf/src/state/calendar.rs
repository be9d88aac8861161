//! Strike days of a year, with their cut-offs in UTC.

use anchor_lang::prelude::*;
use mmf_math::date::{civil_from_day, day_from_civil};

use crate::constants::ACCOUNT_VERSION;
use crate::error::MmfError;

/// A year of the fund. Address: `"calendar", fund, year`.
#[account(zero_copy)]
#[derive(Debug)]
pub struct Calendar {
    /// The fund.
    pub fund: Pubkey,
    /// Layout version.
    pub version: u8,
    /// Bump of the calendar's address.
    pub bump: u8,
    /// The year.
    pub year: u16,
    /// Zero.
    pub padding: [u8; 4],
    /// By day of the year from 0: minutes from midnight UTC to the cut-off; 0: no strike day. Up to 2,879: a cut-off may fall on the
    /// next day in UTC.
    pub cutoff_minutes: [u16; 366],
    /// By day of the year from 0: one bit, set on business days (on which cash settles).
    pub business_days: [u8; 46],
    /// Zero.
    pub padding_2: [u8; 6],
    /// Zero; for later fields.
    pub reserved: [u8; 64],
}

/// A strike day and its cut-off in Unix seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StrikeDay {
    /// In days since 1970-01-01.
    pub day: i32,
    /// In Unix seconds.
    pub cutoff: i64,
}

impl Calendar {
    /// Refuses an unknown layout.
    pub fn check_version(&self) -> Result<()> {
        require!(self.version == ACCOUNT_VERSION, MmfError::AccountVersionUnknown);
        Ok(())
    }

    /// Reads a calendar's account data.
    ///
    /// # Errors
    /// [`MmfError::AccountMismatch`] for another kind of account.
    pub fn read(data: &[u8]) -> Result<&Self> {
        let body = data.strip_prefix(Self::DISCRIMINATOR).ok_or(MmfError::AccountMismatch)?;
        let body = body.get(..core::mem::size_of::<Self>()).ok_or(MmfError::AccountMismatch)?;
        bytemuck::try_from_bytes(body).map_err(|_| MmfError::AccountMismatch.into())
    }

    /// First dealing day of this year on or after `day` whose cut-off has not passed: a strike day on which cash settles.
    pub fn next_dealing_day(&self, day: i32, now: i64) -> Result<Option<StrikeDay>> {
        let mut from = day;
        while let Some(next) = self.next_strike_day(from)? {
            if next.cutoff > now && self.is_business_day(next.day)? {
                return Ok(Some(next));
            }
            from = next.day.saturating_add(1);
        }
        Ok(None)
    }

    /// Whether cash settles on a day of this year.
    pub fn is_business_day(&self, day: i32) -> Result<bool> {
        let place = usize::try_from(day.saturating_sub(first_day_of(self.year)?)).map_err(|_| MmfError::Overflow)?;
        Ok(self.business_days.get(place >> 3).is_some_and(|bits| bits >> (place & 7) & 1 != 0))
    }

    /// First strike day of this year on or after `day`.
    pub fn next_strike_day(&self, day: i32) -> Result<Option<StrikeDay>> {
        let first = first_day_of(self.year)?;
        let from = usize::try_from(day.saturating_sub(first)).unwrap_or(0);
        let Some(offset) = self.cutoff_minutes.iter().skip(from).position(|minutes| *minutes != 0) else {
            return Ok(None);
        };
        let place = from.checked_add(offset).ok_or(MmfError::Overflow)?;
        let minutes = self.cutoff_minutes[place];
        let day = i32::try_from(place).ok().and_then(|place| first.checked_add(place)).ok_or(MmfError::Overflow)?;
        let cutoff = i64::from(day)
            .checked_mul(86_400)
            .and_then(|midnight| midnight.checked_add(i64::from(minutes).checked_mul(60)?))
            .ok_or(MmfError::Overflow)?;
        Ok(Some(StrikeDay { day, cutoff }))
    }
}

/// 1 January of a year, in days since 1970-01-01.
pub fn first_day_of(year: u16) -> Result<i32> {
    day_from_civil(i32::from(year), 1, 1).ok_or_else(|| MmfError::CalendarInvalid.into())
}

/// The year of a day.
pub fn year_of(day: i32) -> Result<u16> {
    u16::try_from(civil_from_day(day).0).map_err(|_| MmfError::CalendarInvalid.into())
}
