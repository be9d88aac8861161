//! How a class signs.

use anchor_lang::prelude::*;

use super::ShareClass;
use crate::constants::CLASS_SEED;

/// Signer seeds of a class, which is every authority of its mint.
pub struct ClassSeeds {
    fund: Pubkey,
    class_no: [u8; 1],
    bump: [u8; 1],
}

impl ClassSeeds {
    /// Seeds of this class.
    pub fn of(class: &ShareClass) -> Self {
        Self { fund: class.fund, class_no: [class.class_no], bump: [class.bump] }
    }

    /// As a signer.
    pub fn as_slices(&self) -> [&[u8]; 4] {
        [CLASS_SEED, self.fund.as_ref(), &self.class_no, &self.bump]
    }
}
