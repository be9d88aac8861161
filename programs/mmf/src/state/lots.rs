//! Lock-up of new issues: a holding's locked units by the day on which they become free, the earliest first.
//!
//! A lock-up forbids transfers, never redemptions. A redemption takes free units first, then those that unlock earliest.

use anchor_lang::prelude::*;
use mmf_math::SECONDS_PER_DAY;

use super::{Holding, Lot, ShareClass};
use crate::constants::MAX_LOTS;
use crate::error::MmfError;

impl Lot {
    /// From this moment on the units are free, in Unix seconds.
    fn unlocks_at(&self) -> i64 {
        i64::from(self.unlock_day).saturating_mul(SECONDS_PER_DAY.cast_signed())
    }
}

impl Holding {
    /// The lots in use.
    pub fn lots(&self) -> &[Lot] {
        let count = usize::from(self.lot_count).min(self.lots.len());
        &self.lots[..count]
    }

    /// Units that are locked at a moment, in Unix seconds.
    pub fn locked_units(&self, now: i64) -> u64 {
        let locked = self.lots().iter().filter(|lot| now < lot.unlocks_at());
        locked.fold(0, |sum: u64, lot| sum.saturating_add(lot.units))
    }

    /// When no more than so many units are locked any longer, in Unix seconds.
    pub fn unlocked_at(&self, locked_units: u64) -> Option<i64> {
        let mut still_locked = self.lots().iter().fold(0, |sum: u64, lot| sum.saturating_add(lot.units));
        for lot in self.lots() {
            still_locked = still_locked.saturating_sub(lot.units);
            if still_locked <= locked_units {
                return Some(lot.unlocks_at());
            }
        }
        None
    }

    /// Whether units that the class issues now find a place among the lots.
    pub fn has_room_for_lot(&self, class: &ShareClass, now: i64) -> bool {
        let unlock_day = unlock_day(class, now);
        let live = self.lots().iter().filter(|lot| now < lot.unlocks_at());
        let merges = self.lots().iter().any(|lot| lot.unlock_day == unlock_day);
        merges || live.count() < usize::from(MAX_LOTS)
    }

    /// Locks units that the class issues now. Lots whose day has come go; units of an equal day merge.
    ///
    /// # Errors
    /// [`MmfError::DeniedLotsFull`] where there is no place for a further day; [`MmfError::Overflow`].
    pub fn lock_issue(&mut self, class: &ShareClass, units: u64, now: i64) -> Result<()> {
        if class.rules.lock_up_seconds == 0 {
            return Ok(());
        }
        self.drop_unlocked(now);
        let unlock_day = unlock_day(class, now);
        let count = usize::from(self.lot_count);
        let place = self.lots().iter().position(|lot| lot.unlock_day >= unlock_day).unwrap_or(count);
        if place < count && self.lots[place].unlock_day == unlock_day {
            let lot = &mut self.lots[place];
            lot.units = lot.units.checked_add(units).ok_or(MmfError::Overflow)?;
            return Ok(());
        }
        require!(self.lot_count < MAX_LOTS, MmfError::DeniedLotsFull);
        self.lots.copy_within(place..count, place.saturating_add(1));
        self.lots[place] = Lot { units, unlock_day, padding: [0; 4] };
        self.lot_count = self.lot_count.saturating_add(1);
        Ok(())
    }

    /// After units left: no more can be locked than are there. The earliest lots shrink first.
    pub fn trim_lots(&mut self, now: i64) {
        self.drop_unlocked(now);
        let mut excess = self.locked_units(now).saturating_sub(self.recorded_units);
        let count = usize::from(self.lot_count);
        for lot in &mut self.lots[..count] {
            let taken = excess.min(lot.units);
            lot.units = lot.units.saturating_sub(taken);
            excess = excess.saturating_sub(taken);
        }
        self.keep_lots(|lot| lot.units > 0);
    }

    fn drop_unlocked(&mut self, now: i64) {
        self.keep_lots(|lot| now < lot.unlocks_at());
    }

    fn keep_lots(&mut self, keep: impl Fn(&Lot) -> bool) {
        let count = usize::from(self.lot_count).min(self.lots.len());
        let mut kept = 0usize;
        for place in 0..count {
            if keep(&self.lots[place]) {
                self.lots[kept] = self.lots[place];
                kept = kept.saturating_add(1);
            }
        }
        self.lots[kept..count].fill(Lot::default());
        self.lot_count = u8::try_from(kept).unwrap_or(MAX_LOTS);
    }
}

/// The first day on whose start the lock-up of units that are issued now is over, in days since 1970-01-01.
fn unlock_day(class: &ShareClass, now: i64) -> i32 {
    let over_at = now.saturating_add(i64::from(class.rules.lock_up_seconds)).max(0).cast_unsigned();
    i32::try_from(over_at.div_ceil(SECONDS_PER_DAY)).unwrap_or(i32::MAX)
}
