//! An unsigned 128-bit integer as two words: `u128` has another alignment in each toolchain, so no account holds one.

use anchor_lang::prelude::*;

/// A `u128` in two little-endian words.
#[zero_copy]
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Wide {
    /// Low 64 bits.
    pub low: u64,
    /// High 64 bits.
    pub high: u64,
}

impl Wide {
    /// The value.
    pub const fn get(&self) -> u128 {
        (self.high as u128) << 64 | self.low as u128
    }

    /// Replaces the value.
    pub fn set(&mut self, value: u128) {
        *self = value.into();
    }
}

impl From<u128> for Wide {
    #[allow(clippy::cast_possible_truncation)] // the low half and the high half, exactly
    fn from(value: u128) -> Self {
        Self { low: value as u64, high: (value >> 64) as u64 }
    }
}
