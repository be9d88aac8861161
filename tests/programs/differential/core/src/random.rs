//! Operands: of every width, with the extremes more often than chance would have them.

/// A sequence of operands that its seed determines.
pub struct Random(u64);

/// Operands at which carries, signs and widths change.
const EXTREMES: [u128; 10] =
    [0, 1, u32::MAX as u128, 1 << 63, u64::MAX as u128, 1 << 64, (1 << 127) - 1, 1 << 127, u128::MAX - 1, u128::MAX];

impl Random {
    /// The sequence of a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed | 1)
    }

    /// 64 random bits.
    #[inline(never)]
    pub fn bits(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number below `limit`.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.bits() % limit
    }

    /// A random bit.
    pub fn flag(&mut self) -> bool {
        self.bits() & 1 == 1
    }

    /// A number of 0 to 64 bits.
    pub fn number(&mut self) -> u64 {
        if self.below(8) == 0 {
            return EXTREMES[self.below(10) as usize] as u64;
        }
        let width = self.below(65);
        let value = self.bits();
        if width == 64 { value } else { value & ((1 << width) - 1) }
    }

    /// A number of 0 to 128 bits.
    pub fn wide(&mut self) -> u128 {
        if self.below(8) == 0 {
            return EXTREMES[self.below(10) as usize];
        }
        let width = self.below(129);
        let value = (u128::from(self.bits()) << 64) | u128::from(self.bits());
        if width == 128 { value } else { value & ((1 << width) - 1) }
    }
}
