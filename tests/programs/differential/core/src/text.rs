//! Text: numbers of every kind printed and read again.

use crate::digest::Digest;
use crate::random::Random;

/// Decimal, hexadecimal, padded, wide, signed and fractional numbers, and two of them parsed back.
pub fn format_and_parse(random: &mut Random, digest: &mut Digest) {
    let text = format!(
        "{} {:?} {:x} {:.3} {} {:>12} {}",
        random.number(),
        random.wide(),
        random.bits(),
        (random.number() >> 20) as f64 / 7.0,
        random.wide() as i128,
        random.number() as i32,
        random.flag()
    );
    for byte in text.bytes() {
        digest.add(u64::from(byte));
    }
    let mut words = text.split(' ');
    digest.add_option(words.next().and_then(|word| word.parse().ok()));
    digest.add_wide_option(words.next().and_then(|word| word.parse().ok()));
}
