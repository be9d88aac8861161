//! Parsers of single values, with errors that say what to write instead.

use solana_sdk::pubkey::Pubkey;

pub use crate::amount::{not_negative, positive, signed};
pub use crate::dates::{parse_day as day, parse_instant as instant, parse_month as month, parse_time as time};

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
    fn pairs_need_both_sides() {
        assert_eq!(key_value("lei=5493").unwrap(), ("lei".to_owned(), "5493".to_owned()));
        assert!(key_value("lei").is_err());
        assert!(early("2025-01-09=13:00").is_ok());
        assert!(early("2025-01-09").is_err());
        assert!(address("nobody").is_err());
    }
}
