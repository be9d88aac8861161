//! What a class is.

use anchor_lang::prelude::*;

/// Kind of share class.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum ClassKind {
    /// $1.00 a share; income is owed daily and minted monthly; transfers pass the hook.
    Distributing,
    /// The price rises; transfers pass the hook.
    AccumulatingHooked,
    /// The price rises; no hook, admission by freezing.
    AccumulatingGated,
}

impl ClassKind {
    /// The kind with that number.
    pub fn from_number(number: u8) -> Option<Self> {
        [Self::Distributing, Self::AccumulatingHooked, Self::AccumulatingGated].get(usize::from(number)).copied()
    }
}

/// Bits of [`ShareClass::flags`].
pub mod class_flag {
    /// No instant dealing: subscriptions and redemptions wait for their strike, and pay no income of the span.
    pub const QUEUE_ONLY: u16 = 1;
    /// The last strike's income was above the daily maximum; the excess is carried.
    pub const RATE_CAPPED: u16 = 1 << 1;
    /// Token ACL has the mint's freeze authority and asks this program who may be thawed and frozen.
    pub const TOKEN_ACL: u16 = 1 << 2;
    /// The price of an accumulating class was rounded down at the strike: an issue pays the next e12 up.
    pub const PRICE_ROUNDED: u16 = 1 << 3;
}
