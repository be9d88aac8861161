//! Sorting, searching and maps: the standard library's code, with the shrunken buffer of the stable sort.

use crate::digest::Digest;
use crate::random::Random;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

/// Stable and unstable sorts of up to 40 numbers, a search, an ordered and a hashed map.
pub fn sort_and_map(random: &mut Random, digest: &mut Digest) {
    let mut values: Vec<u64> = (0..random.below(40)).map(|_| random.number()).collect();
    values.sort();
    add_all(&values, digest);
    values.sort_by_key(|value| Reverse(value % 17));
    add_all(&values, digest);
    values.sort_unstable();
    values.dedup();
    digest.add(values.len() as u64);
    let wanted = random.number();
    digest.add(values.binary_search(&wanted).unwrap_or_else(|place| place) as u64);
    maps(random, digest);
}

fn maps(random: &mut Random, digest: &mut Digest) {
    let mut ordered = BTreeMap::new();
    let mut hashed = HashMap::new();
    for _ in 0..20 {
        let (key, value) = (random.below(30), random.number());
        ordered.insert(key, value);
        *hashed.entry(key).or_insert(0) ^= value;
    }
    let mut pairs: Vec<(u64, u64)> = hashed.into_iter().collect();
    pairs.sort();
    for (key, value) in ordered.into_iter().chain(pairs) {
        digest.add(key);
        digest.add(value);
    }
}

fn add_all(values: &[u64], digest: &mut Digest) {
    for value in values {
        digest.add(*value);
    }
}
