//! `mmf class rules show`, and rules as figures.

use mmf::instructions::ClassRulesArgs;
use mmf::state::{JurisdictionMode, ShareClass};

use super::words;
use crate::args::{ATTRIBUTES, RuleOptions, TransfersName, UsPersonsName};
use crate::commands::shared;
use crate::context::Context;
use crate::error::CliResult;
use crate::jurisdiction;
use crate::output::{Cell, Field, Output};

pub fn show(context: &Context, class_no: u8) -> CliResult<Output> {
    let (_, class) = shared::class(context, &context.fund()?, class_no)?;
    Ok(Output::new()
        .record(format!("Rules of share class {class_no}"), fields(&ClassRulesArgs::of(&class.rules)))
        .object("investors", "Investors with an open holding", investors(&class))
        .table("inWords", "In words", vec![("rule", "Rule")], words::rows(&class)))
}

/// The rules with the named ones changed.
pub fn merged(options: &RuleOptions, rules: ClassRulesArgs) -> ClassRulesArgs {
    let [all, us, non_accredited] = rules.max_investors;
    let (jurisdiction_mode, jurisdictions) = if options.open {
        (JurisdictionMode::Open, Vec::new())
    } else if let Some(countries) = &options.allow {
        (JurisdictionMode::Allowed, countries.0.clone())
    } else if let Some(countries) = &options.refuse {
        (JurisdictionMode::Refused, countries.0.clone())
    } else {
        (rules.jurisdiction_mode, rules.jurisdictions)
    };
    let us_persons_refused = options.us_persons.map_or(rules.us_persons_refused, |name| name == UsPersonsName::Refused);
    let transfers_refused =
        options.transfers.map_or(rules.transfers_refused, |name| name == TransfersName::ThroughFund);
    ClassRulesArgs {
        min_initial_e6: options.min_initial.unwrap_or(rules.min_initial_e6),
        min_subsequent_e6: options.min_subsequent.unwrap_or(rules.min_subsequent_e6),
        min_redemption_units: options.min_redemption.unwrap_or(rules.min_redemption_units),
        min_balance_units: options.min_balance.unwrap_or(rules.min_balance_units),
        max_investor_units: options.max_investor.unwrap_or(rules.max_investor_units),
        max_class_units: options.max_class.unwrap_or(rules.max_class_units),
        compliance_period_ends_at: options.compliance_period_ends.unwrap_or(rules.compliance_period_ends_at),
        flow_back_until: options.flow_back_until.unwrap_or(rules.flow_back_until),
        lock_up_seconds: options.lock_up.unwrap_or(rules.lock_up_seconds),
        max_investor_bps: options.max_investor_bps.unwrap_or(rules.max_investor_bps),
        max_investors: [
            options.max_investors.unwrap_or(all),
            options.max_us_investors.unwrap_or(us),
            options.max_non_accredited.unwrap_or(non_accredited),
        ],
        subscription_fee_bps: options.subscription_fee_bps.unwrap_or(rules.subscription_fee_bps),
        redemption_fee_bps: options.redemption_fee_bps.unwrap_or(rules.redemption_fee_bps),
        max_subscription_fee_bps: options.max_subscription_fee_bps.unwrap_or(rules.max_subscription_fee_bps),
        max_redemption_fee_bps: options.max_redemption_fee_bps.unwrap_or(rules.max_redemption_fee_bps),
        required_attributes: options.require.unwrap_or(rules.required_attributes),
        us_required_attributes: options.require_us.unwrap_or(rules.us_required_attributes),
        us_persons_refused,
        transfers_refused,
        jurisdiction_mode,
        jurisdictions,
    }
}

/// Every rule; what is 0 or empty is no rule.
pub fn fields(rules: &ClassRulesArgs) -> Vec<Field> {
    let [all, us, non_accredited] = rules.max_investors;
    vec![
        ("minInitial", "Least first subscription", Cell::amount(rules.min_initial_e6)),
        ("minSubsequent", "Least further subscription", Cell::amount(rules.min_subsequent_e6)),
        ("minRedemption", "Least redemption", Cell::amount(rules.min_redemption_units)),
        ("minBalance", "Least balance", Cell::amount(rules.min_balance_units)),
        ("maxInvestor", "Most units of one investor", Cell::amount(rules.max_investor_units)),
        ("maxInvestorBps", "Most of one investor, in bps of the supply", Cell::count(rules.max_investor_bps)),
        ("maxClass", "Most units", Cell::amount(rules.max_class_units)),
        ("maxInvestors", "Most investors", Cell::count(all)),
        ("maxUsInvestors", "Most US persons", Cell::count(us)),
        ("maxNonAccredited", "Most investors who are not accredited", Cell::count(non_accredited)),
        ("compliancePeriodEnds", "Regulation S period ends", Cell::instant(rules.compliance_period_ends_at)),
        ("flowBackUntil", "Flow-back block ends", Cell::instant(rules.flow_back_until)),
        ("lockUpSeconds", "Lock-up of new issues in seconds", Cell::count(rules.lock_up_seconds)),
        ("subscriptionFeeBps", "Subscription fee in bps", Cell::count(rules.subscription_fee_bps)),
        ("redemptionFeeBps", "Redemption fee in bps", Cell::count(rules.redemption_fee_bps)),
        ("maxSubscriptionFeeBps", "Highest subscription fee in bps", Cell::count(rules.max_subscription_fee_bps)),
        ("maxRedemptionFeeBps", "Highest redemption fee in bps", Cell::count(rules.max_redemption_fee_bps)),
        ("require", "Required attributes", Cell::list(&attributes(rules.required_attributes))),
        ("requireUs", "Of US persons as well", Cell::list(&attributes(rules.us_required_attributes))),
        ("usPersons", "US persons", Cell::text(if rules.us_persons_refused { "refused" } else { "allowed" })),
        ("transfers", "Transfers", Cell::text(if rules.transfers_refused { "through-fund" } else { "free" })),
        ("jurisdictions", "Countries", Cell::text(mode(rules.jurisdiction_mode))),
        ("countries", "Listed", Cell::list(&countries(rules))),
    ]
}

/// How many investors have an open holding.
pub fn investors(class: &ShareClass) -> Vec<Field> {
    let [all, us, non_accredited] = class.rules.investors;
    vec![
        ("all", "All", Cell::count(all)),
        ("us", "US persons", Cell::count(us)),
        ("nonAccredited", "Not accredited", Cell::count(non_accredited)),
    ]
}

/// The names of a set of attributes.
pub fn attributes(bits: u16) -> Vec<String> {
    let names = (0u16..).zip(ATTRIBUTES).filter(|(place, _)| bits >> place & 1 != 0);
    names.map(|(_, name)| name.to_owned()).collect()
}

/// The listed countries for people.
pub fn countries(rules: &ClassRulesArgs) -> Vec<String> {
    rules.jurisdictions.iter().map(|number| jurisdiction::text(*number)).collect()
}

fn mode(mode: JurisdictionMode) -> &'static str {
    match mode {
        JurisdictionMode::Open => "open",
        JurisdictionMode::Refused => "listed-refused",
        JurisdictionMode::Allowed => "listed-allowed",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_named_rules_change() {
        let old = ClassRulesArgs {
            min_balance_units: 5,
            max_investors: [1, 2, 3],
            jurisdiction_mode: JurisdictionMode::Refused,
            jurisdictions: vec![364, 408],
            ..ClassRulesArgs::default()
        };
        let options = RuleOptions { max_us_investors: Some(9), ..RuleOptions::default() };
        let new = merged(&options, old.clone());
        assert_eq!(new, ClassRulesArgs { max_investors: [1, 9, 3], ..old.clone() });
        let opened = merged(&RuleOptions { open: true, ..RuleOptions::default() }, old);
        assert_eq!((opened.jurisdiction_mode, opened.jurisdictions.len()), (JurisdictionMode::Open, 0));
    }

    #[test]
    fn attributes_are_named_by_their_bits() {
        assert_eq!(attributes(0b10101), ["kyc", "qualified", "professional"]);
        assert!(attributes(0).is_empty());
    }
}
