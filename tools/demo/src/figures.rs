//! Exact decimals as integers: reading them, and writing them for people and for spreadsheets.

use anyhow::{Context, Result, bail};

/// One dollar, or one share, in e6.
pub const ONE_E6: i128 = 1_000_000;
/// One unit of books (10^-6) in e18.
pub const SCALE: i128 = 1_000_000_000_000_000_000;

/// Reads a decimal of at most six decimals into e6.
///
/// # Errors
/// Anything else.
pub fn parse_e6(text: &str) -> Result<i128> {
    parse(text, 6)
}

/// Reads a decimal of at most `decimals` decimals into an integer of that scale.
///
/// # Errors
/// Anything else.
pub fn parse(text: &str, decimals: usize) -> Result<i128> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.is_empty() || fraction.len() > decimals {
        bail!("`{text}` is no number of at most {decimals} decimals");
    }
    let joined = format!("{whole}{fraction:0<decimals$}").replace(',', "");
    if !joined.bytes().all(|digit| digit.is_ascii_digit()) {
        bail!("`{text}` is no number");
    }
    let magnitude: i128 = joined.parse().with_context(|| format!("`{text}` is too large"))?;
    Ok(sign * magnitude)
}

/// `value` of scale 10^`decimals` as a plain decimal: `-1234.500000`.
#[must_use]
pub fn plain(value: i128, decimals: usize) -> String {
    let digits = format!("{:0>width$}", value.unsigned_abs(), width = decimals + 1);
    let (whole, fraction) = digits.split_at(digits.len() - decimals);
    let sign = if value < 0 { "-" } else { "" };
    if decimals == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

/// The same with thousands separators: `-1,234.500000`.
#[must_use]
pub fn grouped(value: i128, decimals: usize) -> String {
    let text = plain(value, decimals);
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text.as_str()),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut grouped = String::with_capacity(whole.len() + whole.len() / 3);
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if fraction.is_empty() { format!("{sign}{grouped}") } else { format!("{sign}{grouped}.{fraction}") }
}

/// Dollars or shares with six decimals, grouped.
#[must_use]
pub fn money(value_e6: i128) -> String {
    grouped(value_e6, 6)
}

/// The quotient rounded half away from zero. The denominator is positive.
#[must_use]
pub const fn round_div(numerator: i128, denominator: i128) -> i128 {
    let half = if numerator < 0 { -denominator } else { denominator };
    (2 * numerator + half) / (2 * denominator)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn decimals_are_read_exactly() {
        assert_eq!(parse_e6("1234567.890123").unwrap(), 1_234_567_890_123);
        assert_eq!(parse_e6("-0.5").unwrap(), -500_000);
        assert_eq!(parse("4.4", 2).unwrap(), 440);
        assert!(parse_e6("1.1234567").is_err());
        assert!(parse_e6("").is_err() && parse_e6("1e6").is_err());
    }

    #[test]
    fn amounts_are_written_for_people_and_for_machines() {
        assert_eq!(grouped(-1_234_567_890_123, 6), "-1,234,567.890123");
        assert_eq!(grouped(999, 0), "999");
        assert_eq!(plain(5, 6), "0.000005");
        assert_eq!(money(250_000_000 * ONE_E6), "250,000,000.000000");
    }

    #[test]
    fn halves_are_rounded_away_from_zero() {
        assert_eq!([round_div(5, 2), round_div(-5, 2), round_div(7, 3), round_div(8, 3)], [3, -3, 2, 3]);
    }
}
