//! Decimal amounts as people write them, to and from whole millionths. No floating point.
//!
//! Money of the fund and shares both have six decimals, so one parser serves both.

/// Decimals of the books and of shares.
pub const DECIMALS: usize = 6;
const UNIT: u64 = 1_000_000;

/// Reads an amount greater than zero, with at most six decimals, into millionths.
///
/// # Errors
/// A sentence for the user when the text is not such an amount.
pub fn positive(text: &str) -> Result<u64, String> {
    match not_negative(text)? {
        0 => Err("the amount must be greater than zero".to_owned()),
        amount => Ok(amount),
    }
}

/// Reads an amount of zero or more, with at most six decimals, into millionths.
///
/// # Errors
/// A sentence for the user when the text is not such an amount.
pub fn not_negative(text: &str) -> Result<u64, String> {
    let text = text.trim();
    if text.starts_with('-') {
        return Err("the amount must not be negative".to_owned());
    }
    magnitude(text)
}

/// Reads an amount of either sign, with at most six decimals, into millionths.
///
/// # Errors
/// A sentence for the user when the text is not such an amount.
pub fn signed(text: &str) -> Result<i64, String> {
    let text = text.trim();
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let magnitude = i64::try_from(magnitude(digits)?).map_err(|_| too_large())?;
    Ok(if negative { -magnitude } else { magnitude })
}

fn too_large() -> String {
    "the amount is too large".to_owned()
}

fn magnitude(text: &str) -> Result<u64, String> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if whole.is_empty() && fraction.is_empty() {
        return Err("an amount is missing".to_owned());
    }
    if fraction.len() > DECIMALS {
        return Err(format!("at most {DECIMALS} decimals are possible, `{text}` has {}", fraction.len()));
    }
    if !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return Err(not_a_number(text));
    }
    let whole = whole_digits(whole, text)?;
    let whole: u64 = if whole.is_empty() { 0 } else { whole.parse().map_err(|_| too_large())? };
    let fraction: u64 = format!("{fraction:0<6}").parse().map_err(|_| not_a_number(text))?;
    whole.checked_mul(UNIT).and_then(|amount| amount.checked_add(fraction)).ok_or_else(too_large)
}

fn not_a_number(text: &str) -> String {
    format!("`{text}` is not an amount; write it like 1250.50 or 1,250.50")
}

/// Drops thousands separators. A comma must separate exactly three digits, so that `1,5` is not read as fifteen.
fn whole_digits(whole: &str, text: &str) -> Result<String, String> {
    let groups: Vec<&str> = whole.split(',').collect();
    let comma_misplaced = groups.len() > 1
        && (groups[1..].iter().any(|group| group.len() != 3) || groups[0].is_empty() || groups[0].len() > 3);
    if comma_misplaced {
        return Err(format!("a comma separates thousands and a point the decimals; `{text}` is unclear"));
    }
    let plain = groups.concat();
    let underscore_misplaced = plain.starts_with('_') || plain.ends_with('_') || plain.contains("__");
    let digits = plain.replace('_', "");
    if underscore_misplaced || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(not_a_number(text));
    }
    Ok(digits)
}

/// Millionths as a plain decimal: `1234.500000`.
#[must_use]
pub fn plain(amount: u64) -> String {
    format!("{}.{:06}", amount / UNIT, amount % UNIT)
}

/// Signed millionths as a plain decimal.
#[must_use]
pub fn plain_signed(amount: i128) -> String {
    let magnitude = amount.unsigned_abs();
    let sign = if amount < 0 { "-" } else { "" };
    format!("{sign}{}.{:06}", magnitude / u128::from(UNIT), magnitude % u128::from(UNIT))
}

/// A plain decimal with thousands separated by commas, for people: `1,234.500000`.
#[must_use]
pub fn grouped(plain: &str) -> String {
    let (sign, rest) = match plain.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", plain),
    };
    let (whole, fraction) = match rest.split_once('.') {
        Some((whole, fraction)) => (whole, format!(".{fraction}")),
        None => (rest, String::new()),
    };
    let mut out = String::with_capacity(whole.len() * 2);
    for (position, digit) in whole.chars().enumerate() {
        if position > 0 && (whole.len() - position).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    format!("{sign}{out}{fraction}")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn exact_decimals_are_read_to_the_unit() {
        assert_eq!(positive("100").unwrap(), 100_000_000);
        assert_eq!(positive("0.000001").unwrap(), 1);
        assert_eq!(positive(".5").unwrap(), 500_000);
        assert_eq!(positive("5.").unwrap(), 5_000_000);
        assert_eq!(positive("18446744073709.551615").unwrap(), 18_446_744_073_709_551_615);
    }

    #[test]
    fn thousands_separators_are_accepted_where_they_belong() {
        assert_eq!(positive("250,000,000.25").unwrap(), 250_000_000 * UNIT + 250_000);
        assert_eq!(positive("250_000_000").unwrap(), 250_000_000 * UNIT);
        for unclear in ["1,5", "1,50", ",500", "1234,567", "1,,000", "_1", "1_", "1__0"] {
            assert!(positive(unclear).is_err(), "{unclear}");
        }
    }

    #[test]
    fn zero_negative_and_too_fine_amounts_are_refused_in_words() {
        assert!(positive("0.000000").unwrap_err().contains("greater than zero"));
        assert!(positive("-1").unwrap_err().contains("negative"));
        assert!(positive("1.0000001").unwrap_err().contains("at most 6 decimals"));
        assert!(positive("18446744073709.551616").unwrap_err().contains("too large"));
        for nonsense in ["", ".", "abc", "1e6", "1.2.3", "1.-5", "0x10", "1 000", "$5"] {
            assert!(positive(nonsense).is_err(), "{nonsense}");
        }
    }

    #[test]
    fn signed_amounts_keep_their_sign() {
        assert_eq!(signed("-12.5").unwrap(), -12_500_000);
        assert_eq!(signed("12.5").unwrap(), 12_500_000);
        assert!(signed("--1").is_err());
    }

    #[test]
    fn what_is_written_is_read_back() {
        for amount in [0, 1, 999_999, 1_000_000, 123_456_789_012, u64::MAX] {
            assert_eq!(not_negative(&plain(amount)).unwrap(), amount);
            assert_eq!(not_negative(&grouped(&plain(amount))).unwrap(), amount);
        }
        assert_eq!(plain_signed(-1), "-0.000001");
        assert_eq!(grouped("-1234567.5"), "-1,234,567.5");
        assert_eq!(grouped("999"), "999");
    }
}
