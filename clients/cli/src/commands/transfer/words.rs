//! Denials in words, with the figures of the case.

use mmf::compliance::{Denial, Finding, Side, ineligibility};
use mmf::state::{AttributeKind, Investor};

use super::obstacle::Transfer;
use super::side::{Party, Records};
use crate::amount;
use crate::args::ATTRIBUTES;
use crate::commands::denial;
use crate::dates::instant_text;
use crate::jurisdiction;

/// Who a denial is about.
pub fn side(side: Side) -> &'static str {
    match side {
        Side::Giver => "sender",
        Side::Taker => "receiver",
        Side::Class => "class",
    }
}

/// Why, in one sentence.
pub fn sentence(transfer: &Transfer<'_>, finding: &Finding) -> String {
    let party = if finding.side == Side::Taker { transfer.to } else { transfer.from };
    let who = if finding.side == Side::Taker { "the receiver" } else { "the sender" };
    match (&party.records, finding.denial) {
        (_, Denial::NotRegistered) => not_registered(transfer, party, who),
        (_, Denial::TokenAccountFrozen) => format!("{who}'s token account is frozen"),
        (_, Denial::TokensMissing) => {
            let tokens = party.account.map_or(0, |account| account.tokens);
            format!("{who}'s token account has {} tokens of {}", units(tokens), units(transfer.units))
        }
        (Some(records), _) => by_rule(transfer, finding, records, who),
        (None, denial) => denial::words(denial).to_owned(),
    }
}

fn units(units: u64) -> String {
    amount::grouped(&amount::plain(units))
}

/// No wallet, no token account, or no holding; and why, or what opens it.
fn not_registered(transfer: &Transfer<'_>, party: &Party, who: &str) -> String {
    let Some(investor) = &party.linked_to else {
        return format!("{who}'s wallet {} is not linked to an investor of the fund", party.owner);
    };
    let missing = match &party.account {
        None => format!("{who}'s wallet has no token account of the class, {}", party.token_account),
        Some(_) => format!("{who}'s token account {} has no holding on the register", party.token_account),
    };
    let reasons = ineligibility(transfer.class, investor, transfer.now);
    if reasons.is_empty() {
        return format!("{missing}; `mmf holding open {}` opens it", party.owner);
    }
    let reasons: Vec<String> = reasons.iter().map(with_date).collect();
    format!("{missing}, and can't have one: {}", reasons.join("; "))
}

fn with_date(finding: &Finding) -> String {
    let words = denial::words(finding.denial);
    finding.until.map_or_else(|| words.to_owned(), |until| format!("{words}, until {}", instant_text(until)))
}

fn by_rule(transfer: &Transfer<'_>, finding: &Finding, records: &Records, who: &str) -> String {
    let (class, investor, holding) = (transfer.class, &records.investor, &records.holding);
    let until = finding.until.map_or_else(|| "a date that is not set".to_owned(), instant_text);
    let held = investor.units_of(class.class_no);
    let after = held.saturating_add(transfer.units);
    match finding.denial {
        Denial::Paused => "transfers of the class are paused".to_owned(),
        Denial::ThroughFundOnly => "the class's units move only through the fund".to_owned(),
        Denial::HoldingFrozen => format!("{who}'s holding is frozen by order of the compliance officer"),
        Denial::Sanctioned => format!("{who} is sanctioned{}", since(investor)),
        Denial::Blocked => format!("{who} is blocked{}", since(investor)),
        Denial::RedeemOnly => format!("{who} may only redeem{}", since(investor)),
        Denial::NotApproved => format!("{who} is not approved"),
        Denial::Expired => format!("{who}'s KYC expired on {}", instant_text(kyc_expiry(investor))),
        Denial::UnitsNotFree => format!(
            "{who} has {} free units ({} recorded, of which {} reserved, {} frozen, {} pledged)",
            units(holding.free_units()),
            units(holding.recorded_units),
            units(holding.reserved_units),
            units(holding.frozen_units),
            units(holding.pledged_units),
        ),
        Denial::LockedUp => format!(
            "{who} has {} locked units among {} free ones; enough of them unlock on {until}",
            units(holding.locked_units(transfer.now)),
            units(holding.free_units()),
        ),
        Denial::InvestorLockedUp => format!("{who} sends to nobody else before {until}"),
        Denial::BelowMinimumBalance => {
            let verb = if finding.side == Side::Taker { "would hold" } else { "would keep" };
            let left = if finding.side == Side::Taker { after } else { held.saturating_sub(transfer.units) };
            format!("{who} {verb} {}; the least balance is {}", units(left), units(class.rules.min_balance_units))
        }
        Denial::Jurisdiction => {
            format!("the class is not open to {}, {who}'s country", jurisdiction::text(investor.jurisdiction))
        }
        Denial::UsPerson => format!("{who} is a US person, and the class refuses US persons"),
        Denial::CompliancePeriod => format!("{who} is a US person, and acquires no units before {until}"),
        Denial::FlowBack => format!("{who} is a US person, and the sender's units do not go to one before {until}"),
        Denial::TierTooLow => format!("{who} lacks: {}", lacking(transfer, investor)),
        Denial::AboveInvestorLimit => format!(
            "{who} holds {} of at most {}, and would hold {}",
            units(held),
            units(class.rules.max_investor_units),
            units(after),
        ),
        Denial::AboveInvestorShare => format!(
            "{who} would hold {} of a supply of {}; at most {} basis points are allowed",
            units(after),
            units(class.recorded_supply_units),
            class.rules.max_investor_bps,
        ),
        Denial::AboveOwnLimit => {
            let total = investor.units.iter().fold(0, |sum: u64, units| sum.saturating_add(*units));
            format!("{who} holds {} over all classes, of at most {}", units(total), units(investor.max_units))
        }
        other => denial::words(other).to_owned(),
    }
}

fn since(investor: &Investor) -> String {
    let reason = format!("reason code {}", investor.reason);
    if investor.restricted_at == 0 {
        format!(" ({reason})")
    } else {
        format!(" since {} ({reason})", instant_text(investor.restricted_at))
    }
}

fn kyc_expiry(investor: &Investor) -> i64 {
    investor.attributes[AttributeKind::Kyc as usize].expires_at
}

/// The required attributes that are not held, and since when where they were.
fn lacking(transfer: &Transfer<'_>, investor: &Investor) -> String {
    let rules = &transfer.class.rules;
    let of_us = if investor.is_us_person() { rules.us_required_attributes } else { 0 };
    let required = rules.required_attributes | of_us;
    let missing = (0u16..).zip(ATTRIBUTES.into_iter().zip(&investor.attributes));
    let missing =
        missing.filter(|(place, (_, attribute))| required >> place & 1 != 0 && transfer.now >= attribute.expires_at);
    let named = missing.map(|(_, (name, attribute))| match attribute.expires_at {
        0 => name.to_owned(),
        expired_at => format!("{name} (expired on {})", instant_text(expired_at)),
    });
    named.collect::<Vec<_>>().join(", ")
}
