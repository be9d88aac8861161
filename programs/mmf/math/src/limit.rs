//! A rolling limit as a leaky bucket: what was used drains evenly over the window, so there is no moment at which a whole limit comes back
//! at once. At most the limit can be used at one moment, and at most twice the limit within any one window.

use crate::error::{MathError, Result};
use crate::round::{Rounding, div, div_rem, mul, narrow};

/// What of a limit is in use at a moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bucket {
    /// In use at `updated_at`, in e6.
    pub level_e6: u64,
    /// In Unix seconds.
    pub updated_at: i64,
}

impl Bucket {
    /// The bucket at a later moment: `floor(elapsed · limit / window)` has drained. Seconds that have not drained a whole unit are not lost:
    /// `updated_at` stays behind by them, rounded up, so that many small uses drain as much as one, less a unit each at most. A moment before
    /// `updated_at` changes nothing.
    ///
    /// Errors: `BadDays` for a window of no seconds, `Overflow`.
    pub fn drained(self, limit_e6: u64, window_seconds: u32, now: i64) -> Result<Self> {
        if window_seconds == 0 {
            return Err(MathError::BadDays);
        }
        let Ok(elapsed) = u64::try_from(now.saturating_sub(self.updated_at)) else {
            return Ok(self);
        };
        let window = u128::from(window_seconds);
        let (drained, _) = div_rem(mul(elapsed, u128::from(limit_e6))?, window)?;
        if drained >= u128::from(self.level_e6) {
            return Ok(Self { level_e6: 0, updated_at: now });
        }
        let drained = narrow(drained)?;
        if drained == 0 {
            return Ok(self);
        }
        let used_seconds = narrow(div(mul(drained, window)?, u128::from(limit_e6), Rounding::Up)?)?;
        let used_seconds = i64::try_from(used_seconds).map_err(|_| MathError::Overflow)?;
        Ok(Self {
            level_e6: self.level_e6.checked_sub(drained).ok_or(MathError::Overflow)?,
            updated_at: self.updated_at.checked_add(used_seconds).ok_or(MathError::Overflow)?,
        })
    }

    /// What can be used now, in e6. Errors as of [`Bucket::drained`].
    pub fn room_e6(self, limit_e6: u64, window_seconds: u32, now: i64) -> Result<u64> {
        Ok(limit_e6.saturating_sub(self.drained(limit_e6, window_seconds, now)?.level_e6))
    }

    /// The bucket after a use; `None` where the limit has no room for it. Errors as of [`Bucket::drained`].
    pub fn used(self, amount_e6: u64, limit_e6: u64, window_seconds: u32, now: i64) -> Result<Option<Self>> {
        let bucket = self.drained(limit_e6, window_seconds, now)?;
        let level = bucket.level_e6.checked_add(amount_e6).filter(|level| *level <= limit_e6);
        Ok(level.map(|level_e6| Self { level_e6, ..bucket }))
    }
}
