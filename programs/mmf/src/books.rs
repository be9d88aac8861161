//! Totals of the books: they never wrap.

use anchor_lang::prelude::*;

use crate::error::MmfError;

/// Adds to a total.
pub fn add(total: &mut u64, amount: u64) -> Result<()> {
    *total = total.checked_add(amount).ok_or(MmfError::Overflow)?;
    Ok(())
}

/// Adds an amount to a signed total, or takes it away.
pub fn add_signed(total: &mut i64, amount: u64, takes: bool) -> Result<()> {
    let amount = i64::try_from(amount).map_err(|_| MmfError::Overflow)?;
    let sum = if takes { total.checked_sub(amount) } else { total.checked_add(amount) };
    *total = sum.ok_or(MmfError::Overflow)?;
    Ok(())
}
