//! Memory: copies and comparisons, short ones made of instructions and long ones of system calls.

use crate::digest::Digest;
use crate::random::Random;

/// Overlapping copies, clones, comparisons, fills, and arrays by value.
pub fn copy_and_compare(random: &mut Random, digest: &mut Digest) {
    let length = random.below(200) as usize;
    let mut bytes: Vec<u8> = (0..length + 300).map(|_| random.bits() as u8).collect();
    let start = random.below(100) as usize;
    bytes.copy_within(start..start + length, start / 2);
    let copy = bytes.clone();
    digest.add_flags(&[bytes == copy]);
    digest.add(bytes[..length].cmp(&bytes[100..100 + length]) as u64);
    bytes[..length].fill(random.bits() as u8);
    for byte in bytes.iter().step_by(3) {
        digest.add(u64::from(*byte));
    }
    digest.add(sum(array::<48>(&bytes, 5)));
    digest.add(sum(array::<200>(&bytes, 9)));
    digest.add_flags(&[array::<32>(&bytes, 1) == array::<32>(&copy, 1)]);
}

#[inline(never)]
fn array<const N: usize>(bytes: &[u8], start: usize) -> [u8; N] {
    std::array::from_fn(|index| bytes[start + index])
}

#[inline(never)]
fn sum<const N: usize>(bytes: [u8; N]) -> u64 {
    bytes.iter().map(|byte| u64::from(*byte)).sum()
}
