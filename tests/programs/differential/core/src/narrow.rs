//! Arithmetic of up to 64 bits: what overflows, what is signed, what is narrower than a register.

use crate::digest::Digest;
use crate::random::Random;

/// Products of every width, checked: overflow of 64 bits needs a product of 128.
pub fn multiply(random: &mut Random, digest: &mut Digest) {
    let (a, b) = (random.number(), random.number());
    let (c, d) = (a as i64, b as i64);
    digest.add_option(a.checked_mul(b));
    digest.add_option(c.checked_mul(d).map(|x| x as u64));
    digest.add(a.saturating_mul(b));
    digest.add(c.saturating_mul(d) as u64);
    let (product, overflow) = c.overflowing_mul(d);
    digest.add(product as u64);
    digest.add_flags(&[overflow]);
    digest.add_option((a as u32).checked_mul(b as u32).map(u64::from));
    digest.add_option((a as i32).checked_mul(b as i32).map(|x| x as u64));
    digest.add_option((a as u16).checked_mul(b as u16).map(u64::from));
    digest.add_option((a as i16).checked_mul(b as i16).map(|x| x as u64));
    digest.add_option((a as i8).checked_mul(b as i8).map(|x| x as u64));
}

/// Quotients and remainders: the machine divides without signs.
pub fn divide_signed(random: &mut Random, digest: &mut Digest) {
    let (a, b) = (random.number() as i64, random.number() as i64);
    digest.add_option(a.checked_div(b).map(|x| x as u64));
    digest.add_option(a.checked_rem(b).map(|x| x as u64));
    digest.add_option(a.checked_rem_euclid(b).map(|x| x as u64));
    digest.add_option((a as u64).checked_div(b as u64));
    if b != 0 {
        digest.add(a.wrapping_div(b) as u64);
        digest.add(a.wrapping_rem(b) as u64);
    }
    digest.add((a as i32).wrapping_div((b as i32) | 1) as u64);
    digest.add((a as i32).wrapping_rem((b as i32) | 1) as u64);
    digest.add((a as i16).wrapping_rem((b as i16) | 1) as u64);
    digest.add((a as i8).wrapping_div((b as i8) | 1) as u64);
}

/// Counts, swaps, rotations, extensions and truncations.
pub fn bits(random: &mut Random, digest: &mut Digest) {
    let a = random.number();
    for count in [a.leading_zeros(), a.trailing_zeros(), a.count_ones(), (a as u32).leading_zeros()] {
        digest.add(u64::from(count));
    }
    digest.add(a.swap_bytes());
    digest.add(u64::from((a as u32).swap_bytes()));
    digest.add(u64::from((a as u16).swap_bytes()));
    digest.add(a.reverse_bits());
    digest.add(a.rotate_right(random.below(64) as u32));
    digest.add_option(a.checked_shl(random.below(70) as u32));
    digest.add_option(a.checked_next_power_of_two());
    digest.add_option(a.checked_ilog10().map(u64::from));
    digest.add(a.isqrt());
    digest.add((a as i64).signum() as u64);
    digest.add(i64::from(a as i8) as u64);
    digest.add(i64::from(a as i16 as i32) as u64);
}
