//! The register's line for one token account.

use anchor_lang::prelude::*;
use mmf_math::settle::Position;

use super::{ShareClass, Wide};
use crate::books::add;
use crate::constants::{ACCOUNT_VERSION, MAX_LOTS};
use crate::error::MmfError;

/// Bits of [`Holding::flags`].
pub mod holding_flag {
    /// Frozen by order; Token-2022's own bit only follows.
    pub const FROZEN: u16 = 1;
}

/// [`Holding::dividend_mode`]: dividends to the holding itself.
pub const DIVIDENDS_TO_ITSELF: u8 = 0;
/// [`Holding::dividend_mode`]: dividends to [`Holding::dividend_to`].
pub const DIVIDENDS_TO_ANOTHER: u8 = 1;

/// Units that are locked until a day.
#[zero_copy]
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Lot {
    /// Locked units.
    pub units: u64,
    /// First day on which they are free, in days since 1970-01-01.
    pub unlock_day: i32,
    /// Zero.
    pub padding: [u8; 4],
}

/// A holding. Address: `"holding", token_account`. The first four fields stand at bytes 8, 40, 72 and 104 of the account for good:
/// the hook's account resolution reads them.
#[account(zero_copy)]
#[derive(Debug)]
pub struct Holding {
    /// The investor.
    pub investor: Pubkey,
    /// The share class.
    pub class: Pubkey,
    /// Owner of the token account.
    pub owner: Pubkey,
    /// The token account.
    pub token_account: Pubkey,
    /// Layout version.
    pub version: u8,
    /// Bump of the holding's address.
    pub bump: u8,
    /// Bits of [`holding_flag`].
    pub flags: u16,
    /// Month up to which `accrued` has gone to `payable` (year × 12 + month − 1).
    pub period: u32,
    /// Last month that was paid.
    pub paid_period: u32,
    /// The investor's generation at opening.
    pub investor_generation: u32,
    /// Distinguishes lines that were closed and opened again (from the slot of the opening); grows by one each time the token account was made
    /// again.
    pub generation: u32,
    /// Used entries of `lots`.
    pub lot_count: u8,
    /// 0: dividends to this holding; 1: to `dividend_to`.
    pub dividend_mode: u8,
    /// Zero.
    pub padding_1: [u8; 2],
    /// Number of the holding's last event.
    pub seq: u64,
    /// The legal position, in units.
    pub recorded_units: u64,
    /// Units in the redemption queue.
    pub reserved_units: u64,
    /// Units frozen by order.
    pub frozen_units: u64,
    /// Units pledged.
    pub pledged_units: u64,
    /// Class index up to which income was credited, e18.
    pub last_index: Wide,
    /// Income of the current month, e18.
    pub accrued: Wide,
    /// Income of closed months that is not paid, e18.
    pub payable: Wide,
    /// Dividends paid so far, in units.
    pub paid_units: u64,
    /// When the holding was opened, in Unix seconds.
    pub opened_at: i64,
    /// Where dividends go instead.
    pub dividend_to: Pubkey,
    /// Who paid the rent.
    pub rent_payer: Pubkey,
    /// Locked units by unlock day.
    pub lots: [Lot; MAX_LOTS as usize],
    /// Number of the last order to freeze or thaw.
    pub order_no: u32,
    /// Requests in the queue.
    pub open_requests: u16,
    /// Zero; for later fields.
    pub reserved: [u8; 58],
}

impl Holding {
    /// Refuses an unknown layout.
    pub fn check_version(&self) -> Result<()> {
        require!(self.version == ACCOUNT_VERSION, MmfError::AccountVersionUnknown);
        Ok(())
    }

    /// Number for the next event.
    pub fn next_seq(&mut self) -> Result<u64> {
        self.seq = self.seq.checked_add(1).ok_or(MmfError::Overflow)?;
        Ok(self.seq)
    }

    /// Whether the whole holding is frozen by order.
    pub fn is_frozen(&self) -> bool {
        self.flags & holding_flag::FROZEN != 0
    }

    /// Credits all income up to the class's index. Comes before every change of `recorded_units`.
    pub fn settle(&mut self, class: &ShareClass) -> Result<()> {
        let mut position = self.position();
        position.settle(&class.class_index()).map_err(MmfError::from)?;
        self.store(&position);
        Ok(())
    }

    /// Takes the whole payable units out; the fraction stays.
    pub fn take_payable(&mut self) -> Result<u64> {
        let mut position = self.position();
        let units = position.take_payable().map_err(MmfError::from)?;
        self.store(&position);
        Ok(units)
    }

    /// Puts whole units back that can't be paid now.
    pub fn give_back_payable(&mut self, units: u64) -> Result<()> {
        let amount = u128::from(units).checked_mul(mmf_math::SCALE).ok_or(MmfError::Overflow)?;
        self.payable.set(self.payable.get().checked_add(amount).ok_or(MmfError::Overflow)?);
        Ok(())
    }

    /// Adds units.
    pub fn add_units(&mut self, units: u64) -> Result<()> {
        self.recorded_units = self.recorded_units.checked_add(units).ok_or(MmfError::Overflow)?;
        Ok(())
    }

    /// Takes units that are neither reserved nor frozen nor pledged.
    ///
    /// # Errors
    /// [`MmfError::UnitsNotFree`].
    pub fn remove_units(&mut self, units: u64) -> Result<()> {
        require!(units <= self.free_units(), MmfError::UnitsNotFree);
        self.recorded_units = self.recorded_units.checked_sub(units).ok_or(MmfError::Overflow)?;
        Ok(())
    }

    /// Units that the holder may redeem: neither reserved nor frozen nor pledged. A lock-up does not count here: it forbids transfers.
    pub fn free_units(&self) -> u64 {
        self.recorded_units
            .saturating_sub(self.reserved_units)
            .saturating_sub(self.frozen_units)
            .saturating_sub(self.pledged_units)
    }

    /// Reserves free units for a redemption in the queue.
    ///
    /// # Errors
    /// [`MmfError::UnitsNotFree`].
    pub fn reserve(&mut self, units: u64) -> Result<()> {
        require!(units <= self.free_units(), MmfError::UnitsNotFree);
        add(&mut self.reserved_units, units)
    }

    /// Frees reserved units.
    pub fn free(&mut self, units: u64) -> Result<()> {
        self.reserved_units = self.reserved_units.checked_sub(units).ok_or(MmfError::Inconsistent)?;
        Ok(())
    }

    fn position(&self) -> Position {
        Position {
            recorded: self.recorded_units,
            last_index: self.last_index.get(),
            accrued: self.accrued.get(),
            payable: self.payable.get(),
            period: self.period,
        }
    }

    fn store(&mut self, position: &Position) {
        self.last_index.set(position.last_index);
        self.accrued.set(position.accrued);
        self.payable.set(position.payable);
        self.period = position.period;
    }
}
