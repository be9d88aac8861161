//! One value, as people read it and as programs read it.

use serde_json::Value;
use solana_sdk::pubkey::Pubkey;

use crate::{amount, dates};

/// A value with its two forms.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// For people.
    pub text: String,
    /// For programs.
    pub json: Value,
}

impl Cell {
    /// A word or sentence.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        Self {
            json: Value::String(text.clone()),
            text,
        }
    }

    /// A count.
    pub fn count(count: impl Into<u64>) -> Self {
        let count = count.into();
        Self {
            text: count.to_string(),
            json: Value::from(count),
        }
    }

    /// A signed whole number.
    pub fn integer(number: impl Into<i64>) -> Self {
        let number = number.into();
        Self {
            text: number.to_string(),
            json: Value::from(number),
        }
    }

    /// Yes or no.
    #[must_use]
    pub fn flag(flag: bool) -> Self {
        Self {
            text: if flag { "yes" } else { "no" }.to_owned(),
            json: Value::Bool(flag),
        }
    }

    /// An address.
    #[must_use]
    pub fn address(address: &Pubkey) -> Self {
        Self::text(address.to_string())
    }

    /// Money or shares in millionths: a decimal string, with thousands separated for people.
    pub fn amount(millionths: impl Into<i128>) -> Self {
        let plain = amount::plain_signed(millionths.into());
        Self {
            text: amount::grouped(&plain),
            json: Value::String(plain),
        }
    }

    /// A scaled raw value: an integer string for programs, a decimal with all its places for people.
    #[must_use]
    pub fn scaled(raw: i128, decimals: u32) -> Self {
        let scale = 10u128.pow(decimals);
        let magnitude = raw.unsigned_abs();
        let sign = if raw < 0 { "-" } else { "" };
        let width = decimals as usize;
        Self {
            text: format!("{sign}{}.{:0width$}", magnitude / scale, magnitude % scale),
            json: Value::String(raw.to_string()),
        }
    }

    /// A day since 1970-01-01 as a date.
    #[must_use]
    pub fn day(day: i32) -> Self {
        Self::text(dates::date_of(day).to_string())
    }

    /// Seconds since 1970 as an instant; 0 is "none".
    #[must_use]
    pub fn instant(seconds: i64) -> Self {
        if seconds == 0 {
            Self::none()
        } else {
            Self::text(dates::instant_text(seconds))
        }
    }

    /// Nothing.
    #[must_use]
    pub fn none() -> Self {
        Self {
            text: "-".to_owned(),
            json: Value::Null,
        }
    }

    /// Bytes in hexadecimal.
    #[must_use]
    pub fn hex(bytes: &[u8]) -> Self {
        Self::text(hex(bytes))
    }

    /// Several words.
    #[must_use]
    pub fn list(items: &[String]) -> Self {
        Self {
            text: items.join(", "),
            json: Value::from(items.to_vec()),
        }
    }
}

/// Bytes as lower-case hexadecimal digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_strings_with_all_six_decimals() {
        let cell = Cell::amount(1_234_500_000u64);
        assert_eq!(cell.text, "1,234.500000");
        assert_eq!(cell.json, Value::from("1234.500000"));
        assert_eq!(Cell::amount(-1i64).json, Value::from("-0.000001"));
    }

    #[test]
    fn scaled_values_stay_integers_for_programs() {
        let cell = Cell::scaled(-1_500_000_000_000_000_000, 18);
        assert_eq!(cell.text, "-1.500000000000000000");
        assert_eq!(cell.json, Value::from("-1500000000000000000"));
    }
}
