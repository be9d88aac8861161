//! Floating-point numbers: the machine has none, all of it is calls. The books use none either, but libraries may.

use crate::digest::Digest;
use crate::random::Random;

/// The four operations, conversions and comparisons. Not-a-number has many encodings, so that only its presence counts.
pub fn arithmetic(random: &mut Random, digest: &mut Digest) {
    let a = random.number() as f64 / 1e3;
    let b = (random.number() as i64) as f64 * 1e-5;
    for x in [a + b, a - b, a * b, a / b, -a] {
        digest.add(if x.is_nan() { 1 } else { x.to_bits() });
        digest.add(x as u64);
        digest.add(x as i64 as u64);
        digest.add(x as i32 as u64);
        digest.add(x as u8 as u64);
        let single = x as f32;
        digest.add(if single.is_nan() { 1 } else { u64::from(single.to_bits()) });
    }
    compare(a, b, digest);
    compare(f64::from_bits(random.bits()), a, digest);
    compare(f64::NAN, b, digest);
    let (c, d) = (random.number() as f32, (random.number() as i32) as f32 / 7.0);
    for x in [c + d, c - d, c * d] {
        digest.add(u64::from(x.to_bits()));
    }
}

fn compare(a: f64, b: f64, digest: &mut Digest) {
    digest.add_flags(&[a < b, a <= b, a > b, a >= b, a == b, a != b, a.is_nan(), a.is_finite()]);
}

/// Rounding in each direction, at halves and at zeros.
pub fn rounding(random: &mut Random, digest: &mut Digest) {
    let a = random.number() as f64 / 1e3;
    let b = (random.number() as i64) as f64 * 1e-5;
    for x in [a, -a, b, a + 0.5, -(a.trunc() + 0.5), 0.5, -0.5, 1.5, 2.5, 0.0, -0.0] {
        for y in [x.floor(), x.ceil(), x.trunc(), x.round(), x.round_ties_even()] {
            digest.add(y.to_bits());
        }
    }
}
