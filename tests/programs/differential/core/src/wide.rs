//! Arithmetic of 128 bits: the backend has 64-bit registers, so that all of it is rewritten or called.

use crate::digest::Digest;
use crate::random::Random;

/// Products: wrapping, checked, saturating, and of two 64-bit numbers.
pub fn multiply(random: &mut Random, digest: &mut Digest) {
    let (a, b) = (random.wide(), random.wide());
    digest.add_wide(a.wrapping_mul(b));
    digest.add_wide_option(a.checked_mul(b));
    digest.add_wide(a.saturating_mul(b));
    let (product, overflow) = a.overflowing_mul(b);
    digest.add_wide(product);
    digest.add_flags(&[overflow]);
    digest.add_wide(u128::from(random.number()) * u128::from(random.number()));
    digest.add_wide_option(a.checked_pow(2));
}

/// Quotients and remainders, and the fixed-point division of the books.
pub fn divide(random: &mut Random, digest: &mut Digest) {
    let (a, b) = (random.wide(), random.wide());
    digest.add_wide_option(a.checked_div(b));
    digest.add_wide_option(a.checked_rem(b));
    let divisor = b.max(1);
    digest.add_wide(a / divisor);
    digest.add_wide(a % divisor);
    digest.add_wide(a.div_ceil(divisor));
    digest.add_wide(u128::from(random.number()) * u128::from(random.number()) / 1_000_000_000_000);
    digest.add_wide(a / 1_000_000_000_000_000_000);
    digest.add_wide(a % 1_000_000_007);
}

/// Signed products, quotients and remainders, with the one quotient that does not fit.
pub fn signed(random: &mut Random, digest: &mut Digest) {
    let (a, b) = (random.wide() as i128, random.wide() as i128);
    digest.add_wide(a.wrapping_mul(b) as u128);
    digest.add_wide_option(a.checked_mul(b).map(|x| x as u128));
    digest.add_wide_option(a.checked_div(b).map(|x| x as u128));
    digest.add_wide_option(a.checked_rem(b).map(|x| x as u128));
    digest.add_wide_option(a.checked_div_euclid(b).map(|x| x as u128));
    digest.add_wide_option(a.checked_neg().map(|x| x as u128));
    if b != 0 {
        digest.add_wide(a.wrapping_div(b) as u128);
        digest.add_wide(a.wrapping_rem(b) as u128);
    }
}

/// Shifts and rotations by a variable, and counts of bits.
pub fn shift(random: &mut Random, digest: &mut Digest) {
    let (a, by) = (random.wide(), random.number() as u32);
    digest.add_wide(a.wrapping_shl(by));
    digest.add_wide(a.wrapping_shr(by));
    digest.add_wide((a as i128).wrapping_shr(by) as u128);
    digest.add_wide_option(a.checked_shl(by % 256));
    digest.add_wide(a.rotate_left(by % 128));
    digest.add_wide(a << 13 | a >> 77);
    digest.add(u64::from(a.leading_zeros()));
    digest.add(u64::from(a.trailing_zeros()));
    digest.add(u64::from(a.count_ones()));
    digest.add_wide(a.swap_bytes());
    digest.add_wide(a.reverse_bits());
}

/// Sums, differences, comparisons, conversions and square roots.
pub fn add_and_compare(random: &mut Random, digest: &mut Digest) {
    let (a, b) = (random.wide(), random.wide());
    let (c, d) = (a as i128, b as i128);
    digest.add_wide(a.wrapping_add(b));
    digest.add_wide(a.wrapping_sub(b));
    digest.add_wide_option(a.checked_add(b));
    digest.add_wide_option(a.checked_sub(b));
    digest.add_wide_option(c.checked_sub(d).map(|x| x as u128));
    digest.add_wide(c.saturating_add(d) as u128);
    digest.add_wide(a.abs_diff(b));
    digest.add_wide(c.unsigned_abs());
    digest.add_flags(&[a < b, a <= b, a == b, c < d, c <= d]);
    digest.add_option(u64::try_from(a).ok());
    digest.add_option(i64::try_from(c).ok().map(|x| x as u64));
    digest.add_wide(a.isqrt());
}
