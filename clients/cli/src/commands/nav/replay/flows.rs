//! What moved a class's units between strikes.

use std::collections::BTreeMap;

use mmf::instructions::ClassTermsArgs;
use mmf::state::NavReport;
use mmf_client::events::Event;
use mmf_client::history::Entry;
use solana_sdk::pubkey::Pubkey;

use super::Book;
use crate::commands::nav::errors::incomplete;
use crate::error::CliResult;

/// One movement.
#[derive(Clone, Copy, Debug)]
pub enum Flow {
    /// Units for cash or value.
    Issue { units: u64, equalisation_e6: u64, amount_e6: u64, span_seconds: u64 },
    /// Cash or value for units, with all fees and losses; of those, what stays with those who stay, and losses that the units bore.
    Redemption { units: u64, leaving_e6: u64, kept_e6: u64, lost_e6: u64, span_seconds: u64 },
    /// New units of a dividend.
    Dividend { units: u64 },
    /// Terms that begin after the next strike.
    Terms(ClassTermsArgs),
}

/// A class's movements by the strike that follows them.
pub struct Flows(BTreeMap<u32, Vec<Flow>>);

impl Flows {
    /// Reads a class's history.
    pub fn of(class: &Pubkey, entries: &[Entry]) -> Self {
        let mut by_strike = BTreeMap::new();
        let mut waiting = Vec::new();
        for event in entries.iter().flat_map(|entry| &entry.events) {
            match event {
                Event::ClassStruck(struck) if struck.class == *class => {
                    by_strike.insert(struck.strike_no, std::mem::take(&mut waiting));
                }
                other => waiting.extend(flows(class, other)),
            }
        }
        Self(by_strike)
    }

    /// Enters the movements before a strike.
    ///
    /// # Errors
    /// When the history has no entry of the strike, or a figure is out of range.
    pub fn apply(&self, book: &mut Book, report: &NavReport) -> CliResult<()> {
        let flows = self.0.get(&report.strike_no).ok_or_else(|| {
            incomplete(format!("the node's history of class {} lacks strike {}", book.class_no(), report.strike_no))
        })?;
        for flow in flows {
            match *flow {
                Flow::Issue { units, equalisation_e6, amount_e6, span_seconds } => {
                    book.issue(units, equalisation_e6, amount_e6, span_seconds)?;
                }
                Flow::Redemption { units, leaving_e6, kept_e6, lost_e6, span_seconds } => {
                    book.redeem(units, (leaving_e6, kept_e6, lost_e6), span_seconds)?;
                }
                Flow::Dividend { units } => book.add_dividend(units)?,
                Flow::Terms(terms) => book.announce(terms),
            }
        }
        Ok(())
    }
}

/// Terms at the beginning: those that the first change ended. `None` where nothing ever changed.
pub fn first_terms(class: &Pubkey, entries: &[Entry]) -> Option<ClassTermsArgs> {
    entries.iter().flat_map(|entry| &entry.events).find_map(|event| match event {
        Event::ClassTermsChanged(change) if change.class == *class => Some(change.old),
        _ => None,
    })
}

fn flows(class: &Pubkey, event: &Event) -> Vec<Flow> {
    let issue = |units, equalisation_e6, amount_e6, span_seconds| {
        vec![Flow::Issue { units, equalisation_e6, amount_e6, span_seconds }]
    };
    let redemption = |units, amounts_e6: [u64; 4], span_seconds| {
        let [_, _, kept_e6, lost_e6] = amounts_e6;
        let leaving_e6 = amounts_e6.into_iter().fold(0, u64::saturating_add);
        vec![Flow::Redemption { units, leaving_e6, kept_e6, lost_e6, span_seconds }]
    };
    match event {
        // The manager's part of a fee is no money of the class. What stays leaves with the redeemer, and comes back as income.
        Event::Subscribed(e) if e.class == *class => {
            issue(e.units, e.equalisation_e6, e.cash_e6.saturating_sub(e.fee_e6), e.span_seconds)
        }
        Event::FeesPaidInShares(e) if e.class == *class => {
            issue(e.units, e.equalisation_e6, e.amount_e6, e.span_seconds)
        }
        Event::Redeemed(e) if e.class == *class => {
            redemption(e.units, [e.cash_e6, e.fee_e6, e.kept_e6, e.lost_e6], e.span_seconds)
        }
        Event::Exchanged(e) if e.from_class == *class => {
            redemption(e.given_units, [e.amount_e6, e.given_fee_e6, e.given_kept_e6, 0], e.span_seconds)
        }
        Event::Exchanged(e) if e.to_class == *class => {
            issue(e.taken_units, e.equalisation_e6, e.amount_e6.saturating_sub(e.taken_fee_e6), e.span_seconds)
        }
        Event::DividendPaid(e) if e.class == *class => vec![Flow::Dividend { units: e.units }],
        Event::ClassTermsChanged(e) if e.class == *class => vec![Flow::Terms(e.new)],
        _ => Vec::new(),
    }
}
