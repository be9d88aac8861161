//! Single cells, read with a reason where they are malformed.

use jiff::civil::Date;
use rust_decimal::Decimal;

/// Digits that a [`Decimal`] always holds.
const MAX_DIGITS: usize = 28;

/// A date as YYYY-MM-DD.
pub(crate) fn date(text: &str) -> Result<Date, String> {
    let bad = || "it is not a date; write it like 2025-01-31".to_owned();
    let plain = text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    if plain { text.parse().map_err(|_| bad()) } else { Err(bad()) }
}

/// A plain decimal: an optional minus, digits, at most one point.
pub(crate) fn decimal(text: &str) -> Result<Decimal, String> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !plain(whole) || !plain(fraction) {
        return Err("it is not a number; write it like 1250000.50, without separators of thousands".to_owned());
    }
    if whole.len().saturating_add(fraction.len()) > MAX_DIGITS {
        return Err(format!("it has more than {MAX_DIGITS} digits"));
    }
    text.parse().map_err(|_| format!("it has more than {MAX_DIGITS} digits"))
}

/// A name of a list.
pub(crate) fn named<T: Copy>(text: &str, names: &[(&str, T)]) -> Result<T, String> {
    let found = names.iter().find(|(name, _)| name.eq_ignore_ascii_case(text));
    found.map(|(_, value)| *value).ok_or_else(|| {
        let known: Vec<&str> = names.iter().map(|(name, _)| *name).collect();
        format!("it is none of {}", known.join(", "))
    })
}

/// The name of a value in a list.
pub(crate) fn name_of<'a, T: PartialEq>(value: &T, names: &[(&'a str, T)]) -> &'a str {
    names.iter().find(|(_, known)| known == value).map_or("", |(name, _)| name)
}

/// A whole number of days.
pub(crate) fn count(text: &str, most: u16) -> Result<u16, String> {
    let plain = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let number = text.parse().ok().filter(|number| plain && *number <= most);
    number.ok_or_else(|| format!("it is not a whole number between 0 and {most}"))
}
