//! Countries by ISO 3166-1: two letters, three letters or the number.

/// The number of a country that is written as two or three letters, or as its number.
///
/// # Errors
/// A sentence for the user when there is no such country.
pub fn parse(text: &str) -> Result<u16, String> {
    let text = text.trim().to_ascii_uppercase();
    let country = if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        text.parse().ok().and_then(rust_iso3166::from_numeric)
    } else {
        rust_iso3166::from_alpha2(&text).or_else(|| rust_iso3166::from_alpha3(&text))
    };
    country.map(|country| country.numeric).ok_or_else(|| {
        format!("`{text}` is not a country; write letters or the number of ISO 3166, like US, USA or 840")
    })
}

/// The two letters of a country.
#[must_use]
pub fn letters(number: u16) -> Option<&'static str> {
    rust_iso3166::from_numeric(number).map(|country| country.alpha2)
}

/// A country for people: `US (840)`, or the bare number where it names no country.
#[must_use]
pub fn text(number: u16) -> String {
    letters(number).map_or_else(|| format!("{number:03}"), |letters| format!("{letters} ({number:03})"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_country_is_written_in_letters_or_digits() {
        for text in ["US", "us", "USA", "840", " US "] {
            assert_eq!(parse(text).unwrap(), 840, "{text}");
        }
        assert_eq!((parse("AF").unwrap(), parse("4").unwrap(), parse("ZW").unwrap()), (4, 4, 716));
        for bad in ["", "U", "USAX", "0", "999", "XX", "+40", "840840", "é"] {
            assert!(parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn every_country_has_its_own_letters_and_a_number_that_a_class_can_list() {
        assert_eq!(rust_iso3166::ALL.len(), 249);
        for country in rust_iso3166::ALL {
            let number = parse(country.alpha2).unwrap();
            assert_eq!((letters(number), parse(country.alpha3).unwrap()), (Some(country.alpha2), number));
            assert!(number < 1024);
        }
        assert_eq!((text(840).as_str(), text(1000).as_str()), ("US (840)", "1000"));
    }
}
