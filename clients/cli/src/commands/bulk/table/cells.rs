//! Single cells: read with a reason where they are malformed, and written so that they are read back.

use clap::ValueEnum;
use mmf::state::InvestorKind;
use solana_sdk::pubkey::Pubkey;

use crate::args::parse;
use crate::args::{KindName, TaxFormName};
use crate::dates::{self, DAY_SECONDS};
use crate::output::hex;
use crate::{amount, jurisdiction};

const ELECTIONS: [&str; 2] = ["reinvest", "cash"];

/// The text, which must be there.
pub(super) fn stated(text: &str) -> Result<&str, String> {
    if text.is_empty() { Err("the cell is empty".to_owned()) } else { Ok(text) }
}

pub(super) fn id(text: &str) -> Result<[u8; 32], String> {
    parse::hex32(stated(text)?).map_err(|_| {
        "it is not 64 hexadecimal digits: a random number or a salted hash, never personal data".to_owned()
    })
}

pub(super) fn wallets(text: &str) -> Result<Vec<Pubkey>, String> {
    let mut wallets = Vec::new();
    for part in stated(text)?.split(';') {
        let wallet = parse::address(part.trim())?;
        if wallet == Pubkey::default() {
            return Err("that is the address of the system program, nobody's wallet".to_owned());
        }
        if wallets.contains(&wallet) {
            return Err(format!("{wallet} is there twice"));
        }
        wallets.push(wallet);
    }
    wallets.sort_unstable();
    Ok(wallets)
}

pub(super) fn wallets_text(wallets: &[Pubkey]) -> String {
    wallets.iter().map(ToString::to_string).collect::<Vec<_>>().join(";")
}

pub(super) fn kind(text: &str) -> Result<InvestorKind, String> {
    KindName::from_str(stated(text)?, true)
        .map(InvestorKind::from)
        .map_err(|_| format!("it is none of {}", names::<KindName>()))
}

pub(super) fn kind_text(kind: InvestorKind) -> String {
    let name = KindName::value_variants().iter().find(|name| InvestorKind::from(**name) == kind);
    name.map_or_else(String::new, value_name)
}

/// A country by its number, two letters or three letters.
pub(super) fn country(text: &str) -> Result<u16, String> {
    jurisdiction::parse(stated(text)?)
}

pub(super) fn country_text(number: u16) -> String {
    jurisdiction::letters(number).map_or_else(|| number.to_string(), str::to_owned)
}

pub(super) fn flag(text: &str) -> Result<bool, String> {
    match text.to_ascii_lowercase().as_str() {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err("it is not yes or no".to_owned()),
    }
}

pub(super) fn flag_text(flag: bool) -> &'static str {
    if flag { "yes" } else { "no" }
}

/// The moment before which something stands that stands through a last day; or that moment itself.
pub(super) fn last_day(text: &str) -> Result<i64, String> {
    if text.is_empty() {
        return Ok(0);
    }
    let until = match dates::parse_day(text) {
        Ok(day) => dates::end_of_day(day) + 1,
        Err(not_a_date) => dates::parse_instant(text).map_err(|_| not_a_date)?,
    };
    after_1970(until)
}

pub(super) fn last_day_text(until: i64) -> String {
    if until == 0 { String::new() } else { day_or_instant(until, -1) }
}

/// The moment from which on something is free; a date is its first second.
pub(super) fn moment(text: &str) -> Result<i64, String> {
    if text.is_empty() { Ok(0) } else { parse::moment(text).and_then(after_1970) }
}

pub(super) fn moment_text(moment: i64) -> String {
    if moment == 0 { String::new() } else { day_or_instant(moment, 0) }
}

fn after_1970(moment: i64) -> Result<i64, String> {
    if moment > 0 { Ok(moment) } else { Err("that is before 1970".to_owned()) }
}

/// A date where the moment is a midnight, so many days on; else the instant.
fn day_or_instant(moment: i64, days: i32) -> String {
    match i32::try_from(moment / DAY_SECONDS) {
        Ok(day) if moment % DAY_SECONDS == 0 => dates::date_of(day.saturating_add(days)).to_string(),
        _ => dates::instant_text(moment),
    }
}

pub(super) fn hash(text: &str) -> Result<[u8; 32], String> {
    if text.is_empty() {
        Ok([0; 32])
    } else {
        parse::hex32(text).map_err(|_| "it is not 64 hexadecimal digits".to_owned())
    }
}

pub(super) fn hash_text(hash: &[u8; 32]) -> String {
    if *hash == [0; 32] { String::new() } else { hex(hash) }
}

pub(super) fn operator(text: &str) -> Result<Pubkey, String> {
    if text.is_empty() { Ok(Pubkey::default()) } else { parse::address(text) }
}

pub(super) fn operator_text(operator: &Pubkey) -> String {
    if *operator == Pubkey::default() { String::new() } else { operator.to_string() }
}

pub(super) fn units(text: &str) -> Result<u64, String> {
    if text.is_empty() { Ok(0) } else { amount::not_negative(text) }
}

pub(super) fn units_text(units: u64) -> String {
    if units == 0 { String::new() } else { amount::plain(units) }
}

/// A whole number of at most `most`.
pub(super) fn number<N: TryFrom<u32> + Into<u64> + Copy>(text: &str, most: N) -> Result<N, String> {
    let bad = || format!("it is not a whole number between 0 and {}", most.into());
    let digits = if text.is_empty() { "0" } else { text };
    let number: u32 = digits.parse().map_err(|_| bad())?;
    if u64::from(number) > most.into() {
        return Err(bad());
    }
    N::try_from(number).map_err(|_| bad())
}

pub(super) fn number_text(number: impl Into<u64>) -> String {
    match number.into() {
        0 => String::new(),
        number => number.to_string(),
    }
}

/// A tax form by its name, or by its number where it has none here.
pub(super) fn tax_form(text: &str) -> Result<u8, String> {
    if text.is_empty() {
        return Ok(0);
    }
    let named = TaxFormName::from_str(text, true).map(|form| form as u8);
    named.or_else(|_| text.parse()).map_err(|_| format!("it is none of {}", names::<TaxFormName>()))
}

pub(super) fn tax_form_text(number: u8) -> String {
    let name = TaxFormName::value_variants().iter().find(|form| **form as u8 == number);
    match name {
        _ if number == 0 => String::new(),
        Some(name) => value_name(name),
        None => number.to_string(),
    }
}

pub(super) fn election(text: &str) -> Result<u8, String> {
    match text.to_ascii_lowercase().as_str() {
        "" | "reinvest" | "units" => Ok(0),
        "cash" => Ok(1),
        _ => Err("it is not reinvest or cash".to_owned()),
    }
}

pub(super) fn election_text(election: u8) -> &'static str {
    ELECTIONS.get(usize::from(election)).copied().unwrap_or_default()
}

fn value_name<T: ValueEnum>(value: &T) -> String {
    value.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned())
}

fn names<T: ValueEnum>() -> String {
    T::value_variants().iter().map(value_name).collect::<Vec<_>>().join(", ")
}
