//! Calls that the machine's convention does not know: more than five arguments, results wider than a register.

use crate::digest::Digest;
use crate::random::Random;

/// A call with ten arguments of every width and a result of three parts.
pub fn many_arguments(random: &mut Random, digest: &mut Digest) {
    let values: Vec<u64> = (0..random.below(9)).map(|_| random.number()).collect();
    let length = random.below(8) as usize;
    let (first, second, third) = combine(
        random.number(),
        random.bits() as u32,
        random.bits() as u8,
        random.wide(),
        (random.number() >> 2) as i64,
        &values,
        random.flag(),
        random.bits() as i16,
        random.wide(),
        &"abcdefgh"[..length],
    );
    digest.add(first);
    digest.add_wide(second);
    digest.add(third as u64);
}

#[inline(never)]
#[allow(clippy::too_many_arguments)] // that is what is tested
fn combine(
    a: u64,
    b: u32,
    c: u8,
    d: u128,
    e: i64,
    values: &[u64],
    flag: bool,
    f: i16,
    g: u128,
    text: &str,
) -> (u64, u128, i64) {
    let first = a.wrapping_add(u64::from(b)).wrapping_mul(u64::from(c) + 1);
    let weight = if flag { 3 } else { 5 };
    let third = e.wrapping_sub(i64::from(f)) + values.len() as i64 * weight + text.len() as i64;
    (first, d.wrapping_mul(g), third)
}

/// Calls through a table, with seven arguments and an optional wide result.
pub fn trait_objects(random: &mut Random, digest: &mut Digest) {
    let rule: Box<dyn Rule> =
        if random.flag() { Box::new(Narrow(random.number())) } else { Box::new(Wide(random.wide())) };
    let operands: [u64; 6] = std::array::from_fn(|_| random.number());
    let [a, b, c, d, e, f] = operands;
    digest.add_wide_option(rule.apply(a, b, c, d, e, f));
}

trait Rule {
    fn apply(&self, a: u64, b: u64, c: u64, d: u64, e: u64, f: u64) -> Option<u128>;
}

struct Narrow(u64);

struct Wide(u128);

impl Rule for Narrow {
    fn apply(&self, a: u64, b: u64, c: u64, d: u64, e: u64, f: u64) -> Option<u128> {
        let product = (a ^ b).checked_add(c)?.checked_mul(d | 1)?;
        (u128::from(e) * u128::from(f)).checked_add(u128::from(product) + u128::from(self.0))
    }
}

impl Rule for Wide {
    fn apply(&self, a: u64, b: u64, c: u64, d: u64, e: u64, f: u64) -> Option<u128> {
        let product = (self.0 ^ u128::from(a)).checked_mul(u128::from(b) + 1)?;
        product.checked_sub(u128::from(c) * u128::from(d))?.checked_div(u128::from(e) ^ u128::from(f))
    }
}
