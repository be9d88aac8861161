//! The digest of a group's results.

/// A running digest.
pub struct Digest(u64);

impl Digest {
    /// The digest of nothing.
    pub fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    /// Mixes in a result.
    #[inline(never)]
    pub fn add(&mut self, result: u64) {
        self.0 = (self.0 ^ result).wrapping_mul(0x0100_0000_01b3).rotate_left(17);
    }

    /// Mixes in a wide result.
    pub fn add_wide(&mut self, result: u128) {
        self.add(result as u64);
        self.add((result >> 64) as u64);
    }

    /// Mixes in whether there is a result, and which.
    pub fn add_option(&mut self, result: Option<u64>) {
        self.add(u64::from(result.is_some()));
        self.add(result.unwrap_or_default());
    }

    /// Mixes in whether there is a wide result, and which.
    pub fn add_wide_option(&mut self, result: Option<u128>) {
        self.add(u64::from(result.is_some()));
        self.add_wide(result.unwrap_or_default());
    }

    /// Mixes in the answers of comparisons.
    pub fn add_flags(&mut self, flags: &[bool]) {
        for flag in flags {
            self.add(u64::from(*flag));
        }
    }

    /// The digest so far.
    pub fn value(&self) -> u64 {
        self.0
    }
}
