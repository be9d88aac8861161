//! Identifiers that are the same but for a slip of the pen: at most two characters wrong, missing or too many.
//!
//! Cut into three pieces, an identifier with at most two slips has one piece that is right. So an index of pieces finds all candidates.

use std::collections::{BTreeSet, HashMap};

use strsim::levenshtein;

/// Pieces of an identifier.
const PIECES: usize = 3;
/// Slips that are forgiven at most.
const MOST_SLIPS: usize = 2;

/// Identifiers to be found.
#[derive(Default)]
pub struct Index {
    texts: Vec<String>,
    pieces: HashMap<(usize, String), Vec<usize>>,
    lengths: BTreeSet<usize>,
}

/// An identifier that was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    /// Its place in the order of adding.
    pub place: usize,
    /// Slips in it.
    pub slips: usize,
    /// 1 for the same, less for each slip.
    pub likeness: f64,
}

impl Index {
    /// Adds a normalised identifier.
    pub fn add(&mut self, text: String) {
        let place = self.texts.len();
        let letters: Vec<char> = text.chars().collect();
        for (number, (from, to)) in cuts(letters.len()).into_iter().enumerate() {
            let piece: String = letters[from..to].iter().collect();
            self.pieces.entry((number, piece)).or_default().push(place);
        }
        self.lengths.insert(letters.len());
        self.texts.push(text);
    }

    /// The identifiers that are like a normalised one. A short one must be the same: its slips would be everybody's.
    pub fn find(&self, text: &str) -> Vec<Found> {
        let letters: Vec<char> = text.chars().collect();
        let slips_allowed = slips_allowed(letters.len());
        let mut candidates = BTreeSet::new();
        for length in self.lengths.iter().filter(|length| length.abs_diff(letters.len()) <= slips_allowed) {
            for (number, (from, to)) in cuts(*length).into_iter().enumerate() {
                for start in from.saturating_sub(slips_allowed)..=from + slips_allowed {
                    let Some(part) = letters.get(start..start + (to - from)) else { continue };
                    let piece: String = part.iter().collect();
                    candidates.extend(self.pieces.get(&(number, piece)).into_iter().flatten().copied());
                }
            }
        }
        let mut found: Vec<Found> =
            candidates.into_iter().filter_map(|place| self.compare(place, text, slips_allowed)).collect();
        found.sort_by_key(|found| (found.slips, found.place));
        found
    }

    fn compare(&self, place: usize, text: &str, slips_allowed: usize) -> Option<Found> {
        let slips = levenshtein(&self.texts[place], text);
        let length = u32::try_from(text.chars().count()).unwrap_or(u32::MAX).max(1);
        let wrong = u32::try_from(slips).unwrap_or(u32::MAX);
        (slips <= slips_allowed).then(|| Found { place, slips, likeness: 1.0 - f64::from(wrong) / f64::from(length) })
    }
}

/// Two slips in a long identifier, one in a middling one.
fn slips_allowed(length: usize) -> usize {
    match length {
        0..8 => 0,
        8..20 => 1,
        _ => MOST_SLIPS,
    }
}

fn cuts(length: usize) -> [(usize, usize); PIECES] {
    [(0, length / 3), (length / 3, 2 * length / 3), (2 * length / 3, length)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slips(known: &str, text: &str) -> Option<usize> {
        let mut index = Index::default();
        index.add(known.to_owned());
        index.find(text).first().map(|found| found.slips)
    }

    const LEI: &str = "5493001kjtiigc8y1r12";

    #[test]
    fn up_to_two_slips_anywhere_are_found() {
        assert_eq!(slips(LEI, LEI), Some(0));
        for at in 0..LEI.len() {
            let mut wrong: Vec<char> = LEI.chars().collect();
            wrong[at] = '?';
            assert_eq!(slips(LEI, &wrong.iter().collect::<String>()), Some(1), "{at}");
            wrong.remove((at + 9) % LEI.len());
            assert_eq!(slips(LEI, &wrong.iter().collect::<String>()), None, "19 letters forgive one slip: {at}");
            let mut long: Vec<char> = LEI.chars().collect();
            long.insert(at, '!');
            long[(at + 7) % LEI.len()] = '?';
            assert_eq!(slips(LEI, &long.iter().collect::<String>()), Some(2), "{at}");
        }
        assert_eq!(slips(LEI, "5493001kjtiigc8y1???"), None);
    }

    #[test]
    fn short_identifiers_must_be_the_same() {
        assert_eq!((slips("1234567", "1234567"), slips("1234567", "1234568")), (Some(0), None));
        assert_eq!((slips("12345678", "12345679"), slips("12345678", "12345699")), (Some(1), None));
        assert_eq!(slips("", ""), Some(0));
    }
}
