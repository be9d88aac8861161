//! A source's figures from a file and from options.

use mmf::instructions::PostQuoteArgs;
use serde::Deserialize;

use crate::args::{QuotePost, parse};
use crate::commands::document;
use crate::dates;
use crate::error::{CliError, CliResult};

/// The figures by the program's names; amounts in e6, the day as YYYY-MM-DD, the hash in hexadecimal digits.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct QuoteFile {
    strike_no: Option<u32>,
    day: Option<String>,
    net_assets_e6: Option<u64>,
    market_net_assets_e6: Option<u64>,
    income_e6: Option<i64>,
    income_to_month_end_e6: Option<i64>,
    realised_e6: Option<i64>,
    custodian_cash_e6: Option<u64>,
    in_transit_e6: Option<u64>,
    receivables_e6: Option<u64>,
    wam_days: Option<u16>,
    wal_days: Option<u16>,
    daily_liquid_bps: Option<u16>,
    weekly_liquid_bps: Option<u16>,
    largest_issuer_bps: Option<u16>,
    document_hash: Option<String>,
}

/// The figures for the next strike; options come before the file.
///
/// # Errors
/// When the file can't be read, is of another strike or day, or a figure is missing.
pub fn figures(args: &QuotePost, strike_no: u32, day: i32) -> CliResult<PostQuoteArgs> {
    let file = read(args)?;
    check_turn(&file, strike_no, day)?;
    let hash = file.document_hash.as_deref().map(parse::hex32).transpose().map_err(unfit)?;
    Ok(PostQuoteArgs {
        strike_no,
        day,
        net_assets_e6: needed("net_assets_e6", args.net_assets.or(file.net_assets_e6))?,
        market_net_assets_e6: needed("market_net_assets_e6", args.market_value.or(file.market_net_assets_e6))?,
        income_e6: needed("income_e6", args.income.or(file.income_e6))?,
        income_to_month_end_e6: args.income_to_month_end.or(file.income_to_month_end_e6),
        realised_e6: args.realised.or(file.realised_e6).unwrap_or(0),
        custodian_cash_e6: args.custodian_cash.or(file.custodian_cash_e6).unwrap_or(0),
        in_transit_e6: args.in_transit.or(file.in_transit_e6).unwrap_or(0),
        receivables_e6: args.receivables.or(file.receivables_e6).unwrap_or(0),
        wam_days: needed("wam_days", args.wam_days.or(file.wam_days))?,
        wal_days: needed("wal_days", args.wal_days.or(file.wal_days))?,
        daily_liquid_bps: needed("daily_liquid_bps", args.dla_bps.or(file.daily_liquid_bps))?,
        weekly_liquid_bps: needed("weekly_liquid_bps", args.wla_bps.or(file.weekly_liquid_bps))?,
        largest_issuer_bps: needed("largest_issuer_bps", args.largest_issuer_bps.or(file.largest_issuer_bps))?,
        document_hash: args.document.or(hash).unwrap_or_default(),
    })
}

fn read(args: &QuotePost) -> CliResult<QuoteFile> {
    let Some(path) = &args.from else {
        return Ok(QuoteFile::default());
    };
    let content = document::read(path)?;
    serde_json::from_slice(&content).map_err(|error| unfit(format!("{}: {error}", path.display())))
}

/// A file that names its strike or its day must name the next one.
fn check_turn(file: &QuoteFile, strike_no: u32, day: i32) -> CliResult<()> {
    if let Some(number) = file.strike_no.filter(|number| *number != strike_no) {
        return Err(unfit(format!("the file is of strike {number}, the next one is {strike_no}")));
    }
    let Some(text) = &file.day else {
        return Ok(());
    };
    let of_file = dates::parse_day(text).map_err(unfit)?;
    if of_file == day {
        return Ok(());
    }
    Err(unfit(format!("the file is of {text}, the next strike day is {}", dates::date_of(day))))
}

fn needed<T>(name: &str, figure: Option<T>) -> CliResult<T> {
    figure.ok_or_else(|| unfit(format!("the file has no {name}")))
}

fn unfit(message: impl Into<String>) -> CliError {
    CliError::usage("QuoteFileUnfit", message)
        .hint("`mmf portfolio quote --out FILE` writes such a file; `mmf quote post --help` lists the options")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const FILE: &str = r#"{"day":"2025-01-02","net_assets_e6":1000,"market_net_assets_e6":999,"income_e6":-5,
        "income_to_month_end_e6":null,"wam_days":3,"wal_days":4,"daily_liquid_bps":5,"weekly_liquid_bps":6,
        "largest_issuer_bps":7,"document_hash":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a"}"#;

    fn from(content: &str, options: QuotePost) -> CliResult<PostQuoteArgs> {
        let dir = tempfile::TempDir::new().unwrap();
        let path = dir.path().join("quote.json");
        std::fs::write(&path, content).unwrap();
        let day = dates::parse_day("2025-01-02").unwrap();
        figures(&QuotePost { from: Some(path), ..options }, 3, day)
    }

    #[test]
    fn a_file_gives_the_figures_and_options_come_before_it() {
        let read = from(FILE, QuotePost::default()).unwrap();
        assert_eq!((read.net_assets_e6, read.income_e6, read.document_hash), (1_000, -5, [10; 32]));
        assert_eq!((read.strike_no, read.realised_e6, read.income_to_month_end_e6), (3, 0, None));
        let read = from(FILE, QuotePost { income: Some(6), wam_days: Some(1), ..QuotePost::default() }).unwrap();
        assert_eq!((read.income_e6, read.wam_days, read.wal_days), (6, 1, 4));
    }

    #[test]
    fn a_file_of_another_day_or_with_unknown_or_missing_figures_is_refused() {
        for (content, part) in [
            (FILE.replace("01-02", "01-03"), "the next strike day is 2025-01-02"),
            (FILE.replace("{\"day\"", "{\"strike_no\":2,\"day\""), "strike 2"),
            (FILE.replace("\"wam_days\":3,", ""), "no wam_days"),
            (FILE.replace("wam_days", "wam"), "unknown field"),
            (FILE.replace("0a0a", "zz"), "hexadecimal"),
            ("[]".to_owned(), "quote.json"),
        ] {
            let error = from(&content, QuotePost::default()).unwrap_err();
            assert_eq!(error.name, "QuoteFileUnfit");
            assert!(error.message.contains(part), "{}", error.message);
        }
    }
}
