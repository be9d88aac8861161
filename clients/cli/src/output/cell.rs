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
        Self { json: Value::String(text.clone()), text }
    }

    /// A count.
    pub fn count(count: impl Into<u64>) -> Self {
        let count = count.into();
        Self { text: count.to_string(), json: Value::from(count) }
    }

    /// A signed whole number.
    pub fn integer(number: impl Into<i64>) -> Self {
        let number = number.into();
        Self { text: number.to_string(), json: Value::from(number) }
    }

    /// Yes or no.
    #[must_use]
    pub fn flag(flag: bool) -> Self {
        Self { text: if flag { "yes" } else { "no" }.to_owned(), json: Value::Bool(flag) }
    }

    /// An address.
    #[must_use]
    pub fn address(address: &Pubkey) -> Self {
        Self::text(address.to_string())
    }

    /// Money or shares in millionths: a decimal string, with thousands separated for people.
    pub fn amount(millionths: impl Into<i128>) -> Self {
        let plain = amount::plain_signed(millionths.into());
        Self { text: amount::grouped(&plain), json: Value::String(plain) }
    }

    /// A price scaled by 10¹²: an integer string for programs, a decimal with 12 places for people.
    #[must_use]
    pub fn price(raw: u64) -> Self {
        let scale = 10u64.pow(12);
        Self { text: format!("{}.{:012}", raw / scale, raw % scale), json: Value::String(raw.to_string()) }
    }

    /// A yield scaled by 10¹⁸: an integer string for programs, a percentage with six decimals for people.
    #[must_use]
    pub fn yield_e18(raw: i128) -> Self {
        let percent = mmf_math::yields::percent_6dp(raw.unsigned_abs()).unwrap_or(u64::MAX);
        let sign = if raw < 0 { "-" } else { "" };
        let text = format!("{sign}{}.{:06}%", percent / 1_000_000, percent % 1_000_000);
        Self { text, json: Value::String(raw.to_string()) }
    }

    /// A factor in billionths: a decimal with nine places.
    #[must_use]
    pub fn factor(billionths: u64) -> Self {
        let scale = 10u64.pow(9);
        Self::text(format!("{}.{:09}", billionths / scale, billionths % scale))
    }

    /// Fractions of 10⁻¹⁸ of a unit, as accrued income is kept: an integer string for programs, whole shares with 24 places for people.
    #[must_use]
    pub fn fine_units(raw: u128) -> Self {
        let shares = 10u128.pow(24);
        Self {
            text: amount::grouped(&format!("{}.{:024}", raw / shares, raw % shares)),
            json: Value::String(raw.to_string()),
        }
    }

    /// A value per unit, scaled by 10¹⁸: an integer string for programs, a decimal with 18 places for people.
    #[must_use]
    pub fn per_unit(raw: u128) -> Self {
        let scale = 10u128.pow(18);
        Self { text: format!("{}.{:018}", raw / scale, raw % scale), json: Value::String(raw.to_string()) }
    }

    /// A day since 1970-01-01 as a date.
    #[must_use]
    pub fn day(day: i32) -> Self {
        Self::text(dates::date_of(day).to_string())
    }

    /// Seconds since 1970 as an instant; 0 is "none".
    #[must_use]
    pub fn instant(seconds: i64) -> Self {
        if seconds == 0 { Self::none() } else { Self::text(dates::instant_text(seconds)) }
    }

    /// Nothing.
    #[must_use]
    pub fn none() -> Self {
        Self { text: "-".to_owned(), json: Value::Null }
    }

    /// Bytes in hexadecimal.
    #[must_use]
    pub fn hex(bytes: &[u8]) -> Self {
        Self::text(hex(bytes))
    }

    /// Several words.
    #[must_use]
    pub fn list(items: &[String]) -> Self {
        let text = if items.is_empty() { "-".to_owned() } else { items.join(", ") };
        Self { text, json: Value::from(items.to_vec()) }
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
        let cell = Cell::fine_units(1_500_000 * 10u128.pow(18) + 1);
        assert_eq!(cell.text, "1.500000000000000000000001");
        assert_eq!(cell.json, Value::from("1500000000000000000000001"));
        assert_eq!(Cell::per_unit(221_921_096_000_000).text, "0.000221921096000000");
        assert_eq!(Cell::price(1_000_000_000_000).text, "1.000000000000");
        assert_eq!(Cell::factor(121_921).text, "0.000121921");
        let loss = Cell::yield_e18(-44_501_200_000_000_000);
        assert_eq!((loss.text.as_str(), loss.json), ("-4.450120%", Value::from("-44501200000000000")));
    }
}
