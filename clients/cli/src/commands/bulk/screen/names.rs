//! Names, compared without regard to case, accents, punctuation and the order of words.

use strsim::jaro_winkler;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Of the Winkler bonus: four equal first letters, a tenth each.
const MOST_BONUS: f64 = 0.4;
/// Letters of a histogram: a to z, 0 to 9, everything else.
const BINS: usize = 37;

/// A name in a form that can be compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    plain: String,
    sorted: String,
    bins: [u8; BINS],
    length: u16,
}

impl Name {
    /// Brings a name into that form.
    pub fn of(text: &str) -> Self {
        let letters = text.nfkd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase);
        let spaced: String = letters.map(|letter| if letter.is_alphanumeric() { letter } else { ' ' }).collect();
        let mut words: Vec<&str> = spaced.split_whitespace().collect();
        let plain = words.join(" ");
        words.sort_unstable();
        let sorted = words.join(" ");
        let mut bins = [0u8; BINS];
        for letter in sorted.chars() {
            let bin = &mut bins[bin(letter)];
            *bin = bin.saturating_add(1);
        }
        let length = u16::try_from(sorted.chars().count()).unwrap_or(u16::MAX);
        Self { plain, sorted, bins, length }
    }

    /// Whether there is no letter in it.
    pub fn is_empty(&self) -> bool {
        self.sorted.is_empty()
    }

    /// Likeness from `threshold` on, at most 1; 1 only for the same words.
    pub fn likeness(&self, other: &Self, threshold: f64) -> Option<f64> {
        if self.sorted == other.sorted {
            return Some(1.0);
        }
        if self.most_likeness(other) < threshold {
            return None;
        }
        let likeness = jaro_winkler(&self.sorted, &other.sorted).max(jaro_winkler(&self.plain, &other.plain));
        (likeness >= threshold).then_some(likeness)
    }

    /// More than this the likeness cannot be: by the letters that the names have in common, wherever they stand.
    fn most_likeness(&self, other: &Self) -> f64 {
        let common: u32 = self.bins.iter().zip(&other.bins).map(|(a, b)| u32::from(*a.min(b))).sum();
        let (common, a, b) = (f64::from(common), f64::from(self.length.max(1)), f64::from(other.length.max(1)));
        let jaro = (common / a + common / b + 1.0) / 3.0;
        jaro + MOST_BONUS * (1.0 - jaro).max(0.0)
    }
}

fn bin(letter: char) -> usize {
    match letter {
        'a'..='z' => letter as usize - 'a' as usize,
        '0'..='9' => 26 + letter as usize - '0' as usize,
        _ => BINS - 1,
    }
}

/// An identifier without spaces and punctuation, in lower case.
pub fn compact(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(a: &str, b: &str) -> f64 {
        Name::of(a).likeness(&Name::of(b), 0.0).unwrap_or_default()
    }

    #[test]
    fn case_accents_punctuation_and_order_do_not_matter() {
        for (a, b) in [
            ("Müller, Jörg", "JORG MULLER"),
            ("ACME Trading Co., Ltd.", "acme trading co ltd"),
            ("Ivan  Petrov", "Petrov Ivan"),
            ("ＡＣＭＥ", "acme"),
        ] {
            assert_eq!(Name::of(a).likeness(&Name::of(b), 1.0), Some(1.0), "{a} {b}");
        }
        assert!(Name::of(" - ").is_empty());
    }

    #[test]
    fn slips_are_alike_and_strangers_are_not() {
        assert!(likeness("Ivan Petrov", "Ivan Petrow") >= 0.92);
        assert!(likeness("Acme Trading Limited", "Acme Tradin Limited") >= 0.92);
        assert!(likeness("Ivan Petrov", "Maria Schmidt") < 0.8);
        assert_eq!(Name::of("Ivan Petrov").likeness(&Name::of("Maria Schmidt"), 0.92), None);
    }

    #[test]
    fn the_quick_bound_never_hides_a_match() {
        let names =
            ["Ivan Petrov", "Petrova Ivana", "Acme Ltd", "Acme Limited", "Zhang Wei", "Zhang Wie", "O'Neill", "Oneil"];
        for a in names.map(Name::of) {
            for b in names.map(Name::of) {
                let real = jaro_winkler(&a.sorted, &b.sorted).max(jaro_winkler(&a.plain, &b.plain));
                assert!(a.most_likeness(&b) >= real - 1e-9, "{a:?} {b:?}");
            }
        }
    }
}
