//! The rules of transfer: one pure decision for hook, mint, burn and preview.
//!
//! | status | receive | send | redeem | be paid |
//! |---|---|---|---|---|
//! | pending | no | no | no | credited in place |
//! | approved, KYC valid | yes | yes | yes | yes |
//! | approved, KYC expired | no | no | yes | yes |
//! | redeem-only | no | no | yes | yes |
//! | blocked | no | no | no | credited in place |
//! | sanctioned | no | no | no | credited in place |

use crate::state::{AttributeKind, Holding, Investor, InvestorStatus, ShareClass};

/// Why a movement is denied. Numbers are stable; 0 means allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Denial {
    /// The class or the fund is paused for this kind of movement.
    Paused = 1,
    /// The holding is frozen by order.
    HoldingFrozen = 2,
    /// The investor is sanctioned.
    Sanctioned = 3,
    /// The investor is blocked.
    Blocked = 4,
    /// The investor is not approved.
    NotApproved = 5,
    /// The investor's KYC has expired.
    Expired = 6,
    /// The investor may only redeem.
    RedeemOnly = 7,
    /// The units are reserved, frozen, pledged or more than the holding has.
    UnitsNotFree = 8,
    /// A balance would fall below the class's minimum.
    BelowMinimumBalance = 9,
}

/// [`Investor::kind`] of protocol vaults.
const PROTOCOL_VAULT: u8 = 2;

/// What an investor's holding is about to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Movement {
    /// Take units in, by subscription or transfer.
    Receive,
    /// Send units to another holder.
    Send,
    /// Give units back to the fund.
    Redeem,
    /// Get dividends or restored units as tokens.
    BePaid,
}

/// Whether this movement is paused (bits of [`pause`](crate::state::pause)).
pub fn check_pause(class: &ShareClass, pause_bit: u8) -> Result<(), Denial> {
    if class.pauses & pause_bit == 0 { Ok(()) } else { Err(Denial::Paused) }
}

/// Whether one party may take part in a movement at this moment (Unix seconds).
pub fn check_party(investor: &Investor, holding: &Holding, movement: Movement, now: i64) -> Result<(), Denial> {
    check_standing(investor, movement, now)?;
    if holding.is_frozen() { Err(Denial::HoldingFrozen) } else { Ok(()) }
}

/// Whether an investor's standing allows a movement at this moment (Unix seconds).
pub fn check_standing(investor: &Investor, movement: Movement, now: i64) -> Result<(), Denial> {
    const APPROVED: u8 = InvestorStatus::Approved as u8;
    const REDEEM_ONLY: u8 = InvestorStatus::RedeemOnly as u8;
    const BLOCKED: u8 = InvestorStatus::Blocked as u8;
    const SANCTIONED: u8 = InvestorStatus::Sanctioned as u8;
    let leaves = matches!(movement, Movement::Redeem | Movement::BePaid);
    match investor.status {
        SANCTIONED => Err(Denial::Sanctioned),
        BLOCKED => Err(Denial::Blocked),
        REDEEM_ONLY if leaves => Ok(()),
        REDEEM_ONLY => Err(Denial::RedeemOnly),
        APPROVED if leaves || investor.holds(AttributeKind::Kyc, now) => Ok(()),
        APPROVED => Err(Denial::Expired),
        _ => Err(Denial::NotApproved),
    }
}

/// Whether a holder may send that many units.
pub fn check_free_units(holding: &Holding, units: u64) -> Result<(), Denial> {
    if units <= holding.free_units() { Ok(()) } else { Err(Denial::UnitsNotFree) }
}

/// Whether an investor may be left with its units of the class: all gone, or no fewer than the minimum. Protocol vaults are exempt.
pub fn check_minimum_balance(class: &ShareClass, investor: &Investor) -> Result<(), Denial> {
    let units = investor.units[usize::from(class.class_no)];
    let is_vault = investor.kind == PROTOCOL_VAULT;
    if units == 0 || is_vault || units >= class.rules.min_balance_units {
        Ok(())
    } else {
        Err(Denial::BelowMinimumBalance)
    }
}
