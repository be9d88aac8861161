//! Groups of operations whose results must be the same natively and as bytecode.
//!
//! Each group draws its operands from a seed, applies every operation of a kind, and mixes the results into a digest. The bytecode builder
//! rewrites what the BPF backend of LLVM cannot lower (wide arithmetic, floats, calls with many arguments, memory operations); a mistake
//! in any rewriting changes the digest.

mod calls;
mod collections;
mod digest;
mod float;
mod memory;
mod narrow;
mod random;
mod text;
mod wide;

use digest::Digest;
use random::Random;

/// A group of operations: draws operands, mixes results.
type Operations = fn(&mut Random, &mut Digest);

/// The groups with their names. A group's number is its place.
pub const GROUPS: [(&str, Operations); 15] = [
    ("multiplication of 128 bits", wide::multiply),
    ("division of 128 bits", wide::divide),
    ("signed arithmetic of 128 bits", wide::signed),
    ("shifts of 128 bits", wide::shift),
    ("addition, comparison, roots of 128 bits", wide::add_and_compare),
    ("multiplication up to 64 bits", narrow::multiply),
    ("signed division up to 64 bits", narrow::divide_signed),
    ("bits and widths up to 64 bits", narrow::bits),
    ("floating-point numbers", float::arithmetic),
    ("rounding of floating-point numbers", float::rounding),
    ("calls with many arguments", calls::many_arguments),
    ("calls of trait objects", calls::trait_objects),
    ("sorting, searching, maps", collections::sort_and_map),
    ("formatting and parsing", text::format_and_parse),
    ("copying and comparing memory", memory::copy_and_compare),
];

/// Applies the group `number` to operands from `seed`, `rounds` times, and returns the digest of the results.
pub fn run(number: usize, seed: u64, rounds: u32) -> u64 {
    let mut random = Random::new(seed);
    let mut digest = Digest::new();
    for _ in 0..rounds {
        GROUPS[number].1(&mut random, &mut digest);
    }
    digest.value()
}
