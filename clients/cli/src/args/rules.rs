//! Rules of a share class, as options.

use clap::{Args, ValueEnum};

use super::parse;

/// Rules of a share class. An amount or number of 0 and the word `none` lift a rule.
#[derive(Clone, Debug, Default, PartialEq, Eq, Args)]
#[command(next_help_heading = "Rules (0 or `none`: no such rule)")]
pub struct RuleOptions {
    /// Least first subscription
    #[arg(long, value_name = "AMOUNT", value_parser = parse::not_negative)]
    pub min_initial: Option<u64>,
    /// Least further subscription
    #[arg(long, value_name = "AMOUNT", value_parser = parse::not_negative)]
    pub min_subsequent: Option<u64>,
    /// Least redemption; a redemption of all is exempt
    #[arg(long, value_name = "UNITS", value_parser = parse::not_negative)]
    pub min_redemption: Option<u64>,
    /// Least balance of an investor; none at all, and protocol vaults, are exempt
    #[arg(long, value_name = "UNITS", value_parser = parse::not_negative)]
    pub min_balance: Option<u64>,
    /// Most units of one investor, over all of its wallets
    #[arg(long, value_name = "UNITS", value_parser = parse::not_negative)]
    pub max_investor: Option<u64>,
    /// Most of one investor in relation to the supply, in basis points
    #[arg(long, value_name = "BPS", value_parser = clap::value_parser!(u16).range(..=10_000))]
    pub max_investor_bps: Option<u16>,
    /// Most units of the class
    #[arg(long, value_name = "UNITS", value_parser = parse::not_negative)]
    pub max_class: Option<u64>,
    /// Most investors with an open holding
    #[arg(long, value_name = "NUMBER")]
    pub max_investors: Option<u16>,
    /// Most US persons with an open holding
    #[arg(long, value_name = "NUMBER")]
    pub max_us_investors: Option<u16>,
    /// Most investors with an open holding who are not accredited
    #[arg(long, value_name = "NUMBER")]
    pub max_non_accredited: Option<u16>,
    /// End of the Regulation S compliance period: no US person acquires units before
    #[arg(long, value_name = "DATE", value_parser = moment_or_none)]
    pub compliance_period_ends: Option<i64>,
    /// End of the flow-back block: no units go from others to a US person before
    #[arg(long, value_name = "DATE", value_parser = moment_or_none)]
    pub flow_back_until: Option<i64>,
    /// Lock-up of new issues, rounded up to the start of a day in UTC, like 40d
    #[arg(long, value_name = "TIME", value_parser = duration_or_none)]
    pub lock_up: Option<u32>,
    /// Subscription fee in basis points, at most 20
    #[arg(long, value_name = "BPS")]
    pub subscription_fee_bps: Option<u16>,
    /// Redemption fee in basis points, at most 200
    #[arg(long, value_name = "BPS")]
    pub redemption_fee_bps: Option<u16>,
    /// Highest subscription fee of this class in basis points
    #[arg(long, value_name = "BPS")]
    pub max_subscription_fee_bps: Option<u16>,
    /// Highest redemption fee of this class in basis points
    #[arg(long, value_name = "BPS")]
    pub max_redemption_fee_bps: Option<u16>,
    /// Attributes that every investor needs: kyc, accredited, qualified, institution, professional
    #[arg(long, value_name = "LIST", value_parser = attributes)]
    pub require: Option<u16>,
    /// Attributes that US persons need as well
    #[arg(long, value_name = "LIST", value_parser = attributes)]
    pub require_us: Option<u16>,
    /// Whether US persons may hold
    #[arg(long, value_enum)]
    pub us_persons: Option<UsPersonsName>,
    /// Whether units move between holders
    #[arg(long, value_enum)]
    pub transfers: Option<TransfersName>,
    /// Only these countries may hold: letters or numbers of ISO 3166, separated by commas
    #[arg(long, value_name = "COUNTRIES", value_parser = countries, conflicts_with_all = ["refuse", "open"])]
    pub allow: Option<Countries>,
    /// These countries may not hold
    #[arg(long, value_name = "COUNTRIES", value_parser = countries, conflicts_with = "open")]
    pub refuse: Option<Countries>,
    /// Every country may hold
    #[arg(long)]
    pub open: bool,
}

/// Whether US persons may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum UsPersonsName {
    /// They may
    Allowed,
    /// They may not
    Refused,
}

/// Whether units move between holders.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TransfersName {
    /// They do
    Free,
    /// They move through the fund only
    ThroughFund,
}

/// Countries, each once, in the order of their numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Countries(pub Vec<u16>);

/// Attributes by their names in options and tables; the place is the attribute's bit.
pub const ATTRIBUTES: [&str; 5] = ["kyc", "accredited", "qualified", "institution", "professional"];

const NONE: &str = "none";

fn moment_or_none(text: &str) -> Result<i64, String> {
    if text == NONE { Ok(0) } else { parse::moment(text) }
}

fn duration_or_none(text: &str) -> Result<u32, String> {
    if text == NONE { Ok(0) } else { parse::duration(text) }
}

fn attributes(text: &str) -> Result<u16, String> {
    if text == NONE {
        return Ok(0);
    }
    text.split(',').map(str::trim).try_fold(0, |bits, name| {
        let place = ATTRIBUTES.iter().position(|known| *known == name);
        let place = place.ok_or_else(|| format!("`{name}` is not one of {}, {NONE}", ATTRIBUTES.join(", ")))?;
        Ok(bits | 1 << place)
    })
}

fn countries(text: &str) -> Result<Countries, String> {
    let mut numbers = text.split(',').map(parse::jurisdiction).collect::<Result<Vec<u16>, String>>()?;
    numbers.sort_unstable();
    numbers.dedup();
    Ok(Countries(numbers))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn attributes_are_a_list_of_names() {
        assert_eq!(attributes("kyc, qualified").unwrap(), 0b101);
        assert_eq!(attributes("none").unwrap(), 0);
        assert!(attributes("kyc,rich").unwrap_err().contains("`rich` is not one of"));
    }

    #[test]
    fn countries_are_sorted_and_each_once() {
        assert_eq!(countries("US, DE,840").unwrap(), Countries(vec![276, 840]));
        assert!(countries("US,").is_err());
    }

    #[test]
    fn none_lifts_dates_and_lock_up() {
        assert_eq!((moment_or_none("none").unwrap(), duration_or_none("none").unwrap()), (0, 0));
        assert_eq!(duration_or_none("40d").unwrap(), 40 * 86_400);
    }
}
