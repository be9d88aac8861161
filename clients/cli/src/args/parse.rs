//! Parsers of single values, with errors that say what to write instead.

use solana_sdk::pubkey::Pubkey;

pub use crate::amount::{not_negative, positive, signed};
use crate::dates::DAY_SECONDS;
pub use crate::dates::{parse_day as day, parse_instant as instant, parse_month as month, parse_time as time};
pub use crate::jurisdiction::parse as jurisdiction;

/// Reads an address.
///
/// # Errors
/// A sentence for the user when the text is no address.
pub fn address(text: &str) -> Result<Pubkey, String> {
    text.trim().parse().map_err(|_| format!("`{text}` is not an address"))
}

/// Reads 32 bytes in hexadecimal.
///
/// # Errors
/// A sentence for the user when the text is not 64 hexadecimal digits.
pub fn hex32(text: &str) -> Result<[u8; 32], String> {
    let bad = || format!("`{text}` is not 64 hexadecimal digits");
    let text = text.trim();
    if text.len() != 64 || !text.is_ascii() {
        return Err(bad());
    }
    let mut bytes = [0u8; 32];
    for (place, byte) in bytes.iter_mut().enumerate() {
        let digits = &text[place * 2..place * 2 + 2];
        *byte = u8::from_str_radix(digits, 16).map_err(|_| bad())?;
    }
    Ok(bytes)
}

/// Reads `KEY=VALUE`.
///
/// # Errors
/// A sentence for the user when there is no `=` or no key.
pub fn key_value(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((key, value)) if !key.is_empty() => Ok((key.to_owned(), value.to_owned())),
        _ => Err(format!("`{text}` is not KEY=VALUE")),
    }
}

/// Reads `DATE=HH:MM`.
///
/// # Errors
/// A sentence for the user when a part is malformed.
pub fn early(text: &str) -> Result<(i32, jiff::civil::Time), String> {
    let (date, at) = text.split_once('=').ok_or_else(|| format!("`{text}` is not DATE=HH:MM"))?;
    Ok((day(date)?, time(at)?))
}

/// A time between two rounds, in seconds: at least one.
///
/// # Errors
/// A sentence for the user when it is none, or zero.
pub fn interval(text: &str) -> Result<u32, String> {
    match duration(text)? {
        0 => Err("the rounds need at least a second between them; write it like 30s".to_owned()),
        seconds => Ok(seconds),
    }
}

/// Reads a time in seconds, minutes, hours or days: `30s`, `5m`, `12h`, `30d`.
///
/// # Errors
/// A sentence for the user when the text is no such time.
pub fn duration(text: &str) -> Result<u32, String> {
    let bad = || format!("`{text}` is not a length of time; write it like 30s, 5m, 12h or 30d");
    let text = text.trim();
    let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit());
    let unit: u32 = match text.get(digits.len()..).unwrap_or_default() {
        "s" => 1,
        "m" => 60,
        "h" => 3_600,
        "d" => 86_400,
        _ => return Err(bad()),
    };
    let number: u32 = digits.parse().map_err(|_| bad())?;
    number.checked_mul(unit).ok_or_else(bad)
}

/// Reads a moment: a date, which is the first second of that day in UTC, or an instant.
///
/// # Errors
/// A sentence for the user when the text is neither.
pub fn moment(text: &str) -> Result<i64, String> {
    let start = day(text).map(|day| i64::from(day) * DAY_SECONDS);
    start
        .or_else(|_| instant(text))
        .map_err(|_| format!("`{text}` is no moment; write it like 2025-01-31 or 2025-01-31T14:30:00Z"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn hashes_are_64_hexadecimal_digits() {
        assert_eq!(hex32(&"0a".repeat(32)).unwrap(), [10; 32]);
        for bad in ["", "0a", &"zz".repeat(32), &"+1".repeat(32)[..63], &"é".repeat(32)] {
            assert!(hex32(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn lengths_of_time_have_a_unit() {
        assert_eq!((duration("30s").unwrap(), duration("5m").unwrap()), (30, 300));
        assert_eq!((duration("12h").unwrap(), duration("30d").unwrap()), (43_200, 2_592_000));
        for bad in ["", "30", "d", "-1d", "1w", "1.5h", "99999999d", "3 0s", "5é"] {
            assert!(duration(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_moment_is_a_date_or_an_instant() {
        assert_eq!(moment("1970-01-02").unwrap(), 86_400);
        assert_eq!(moment("1970-01-02T00:00:01Z").unwrap(), 86_401);
        assert!(moment("tomorrow").is_err());
    }

    #[test]
    fn pairs_need_both_sides() {
        assert_eq!(key_value("lei=5493").unwrap(), ("lei".to_owned(), "5493".to_owned()));
        assert!(key_value("lei").is_err());
        assert!(early("2025-01-09=13:00").is_ok());
        assert!(early("2025-01-09").is_err());
        assert!(address("nobody").is_err());
    }
}
