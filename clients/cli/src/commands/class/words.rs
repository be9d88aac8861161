//! A class's rules in words.

use mmf::instructions::ClassRulesArgs;
use mmf::state::{ClassKind, JurisdictionMode, ShareClass};

use super::rules::{attributes, countries};
use crate::amount::{grouped, plain};
use crate::dates::{DAY_SECONDS, instant_text};
use crate::output::Cell;

/// The kind of a class.
pub fn kind(class: &ShareClass) -> &'static str {
    match ClassKind::from_number(class.kind) {
        Some(ClassKind::Distributing) => "distributing",
        Some(ClassKind::AccumulatingHooked) => "accumulating",
        Some(ClassKind::AccumulatingGated) => "gated",
        None => "unknown",
    }
}

/// One row for each sentence.
pub fn rows(class: &ShareClass) -> Vec<Vec<Cell>> {
    let mut sentences = sentences(&ClassRulesArgs::of(&class.rules));
    sentences.insert(0, movement(class).to_owned());
    sentences.into_iter().map(|sentence| vec![Cell::text(sentence)]).collect()
}

fn movement(class: &ShareClass) -> &'static str {
    if class.is_hooked() {
        "Every transfer passes the fund's hook."
    } else {
        "Transfers are not seen by the fund; whoever may no longer hold is frozen."
    }
}

/// Every rule that there is.
fn sentences(rules: &ClassRulesArgs) -> Vec<String> {
    let mut said = Vec::new();
    let amount = |amount: u64| grouped(&plain(amount));
    let mut say = |is_rule: bool, sentence: String| {
        if is_rule {
            said.push(sentence);
        }
    };
    let units = |value: u64, words: &str| (value != 0, format!("{words} {}.", amount(value)));
    let figures = [
        units(rules.min_initial_e6, "The first subscription is at least"),
        units(rules.min_subsequent_e6, "Every further subscription is at least"),
        units(rules.min_redemption_units, "A redemption is at least"),
        units(rules.min_balance_units, "An investor keeps nothing, or at least"),
        units(rules.max_investor_units, "One investor holds, over all of its wallets, at most"),
        units(rules.max_class_units, "The class issues at most"),
    ];
    figures.into_iter().for_each(|(is_rule, sentence)| say(is_rule, sentence));
    let fee = |bps: u16, words: &str| (bps != 0, format!("{words} {bps} basis points."));
    let fees = [
        fee(rules.subscription_fee_bps, "A subscription costs"),
        fee(rules.max_subscription_fee_bps, "A subscription never costs more than"),
        fee(rules.redemption_fee_bps, "A redemption costs"),
        fee(rules.max_redemption_fee_bps, "A redemption never costs more than"),
    ];
    fees.into_iter().for_each(|(is_rule, sentence)| say(is_rule, sentence));
    say(
        rules.max_investor_bps != 0,
        format!("One investor holds at most {} basis points of the supply.", rules.max_investor_bps),
    );
    let [all, us, non_accredited] = rules.max_investors;
    say(all != 0, format!("At most {all} investors have an open holding."));
    say(us != 0, format!("At most {us} US persons have an open holding."));
    say(non_accredited != 0, format!("At most {non_accredited} investors with an open holding are not accredited."));
    let (required, us_required) = (attributes(rules.required_attributes), attributes(rules.us_required_attributes));
    say(!required.is_empty(), format!("Every investor needs: {}.", required.join(", ")));
    say(!us_required.is_empty(), format!("US persons need as well: {}.", us_required.join(", ")));
    say(rules.us_persons_refused, "US persons are refused.".to_owned());
    say(
        rules.compliance_period_ends_at != 0,
        format!("No US person acquires units before {}.", instant_text(rules.compliance_period_ends_at)),
    );
    say(
        rules.flow_back_until != 0,
        format!("No units go from others to a US person before {}.", instant_text(rules.flow_back_until)),
    );
    say(rules.lock_up_seconds != 0, lock_up(rules.lock_up_seconds));
    say(rules.transfers_refused, "Units move through the fund only.".to_owned());
    match rules.jurisdiction_mode {
        JurisdictionMode::Open => {}
        JurisdictionMode::Refused => say(true, format!("Refused are investors of: {}.", countries(rules).join(", "))),
        JurisdictionMode::Allowed => say(true, format!("Only investors of: {}.", countries(rules).join(", "))),
    }
    said
}

fn lock_up(seconds: u32) -> String {
    let seconds = i64::from(seconds);
    let length = if seconds % DAY_SECONDS == 0 {
        format!("{} days", seconds / DAY_SECONDS)
    } else {
        format!("{seconds} seconds")
    };
    format!("New units can't be transferred for {length}, rounded up to the start of a day; they can be redeemed.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_that_there_is_has_a_sentence() {
        assert!(sentences(&ClassRulesArgs::default()).is_empty());
        let rules = ClassRulesArgs {
            min_initial_e6: 1,
            min_subsequent_e6: 1,
            min_redemption_units: 1,
            min_balance_units: 1,
            max_investor_units: 1,
            max_class_units: 1,
            compliance_period_ends_at: 1,
            flow_back_until: 1,
            lock_up_seconds: 40 * 86_400,
            max_investor_bps: 1,
            max_investors: [1, 1, 1],
            subscription_fee_bps: 5,
            redemption_fee_bps: 5,
            max_subscription_fee_bps: 10,
            max_redemption_fee_bps: 10,
            required_attributes: 1,
            us_required_attributes: 4,
            us_persons_refused: true,
            transfers_refused: true,
            jurisdiction_mode: JurisdictionMode::Refused,
            jurisdictions: vec![408],
        };
        let said = sentences(&rules);
        assert_eq!(said.len(), 22, "{said:#?}");
        assert!(said.iter().any(|sentence| sentence == "A redemption never costs more than 10 basis points."));
        assert!(said.iter().any(|sentence| sentence.contains("for 40 days")));
        assert!(said.iter().any(|sentence| sentence == "Refused are investors of: KP (408)."));
    }
}
