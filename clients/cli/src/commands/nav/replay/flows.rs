//! What moved a class's units between strikes.

use std::collections::BTreeMap;

use mmf::instructions::ClassTermsArgs;
use mmf::state::NavReport;
use mmf_client::events::Event;
use mmf_client::history::Entry;
use mmf_math::interim::seconds_of_span;
use solana_sdk::pubkey::Pubkey;

use super::Book;
use crate::commands::nav::errors::{incomplete, out_of_range};
use crate::error::CliResult;

/// One movement.
#[derive(Clone, Copy, Debug)]
pub enum Flow {
    /// Units for cash or value.
    Issue { units: u64, equalisation_e6: u64, amount_e6: u64, at: i64 },
    /// Cash or value for units.
    Redemption { units: u64, amount_e6: u64, at: i64 },
    /// New units of a dividend.
    Dividend { units: u64 },
    /// Terms that begin after the next strike.
    Terms(ClassTermsArgs),
}

/// A class's movements by the strike that follows them.
pub struct Flows(BTreeMap<u32, Vec<Flow>>);

impl Flows {
    /// Reads a class's history. Entries that the node gives no time take part as of the span's opening.
    pub fn of(class: &Pubkey, entries: &[Entry]) -> Self {
        let mut by_strike = BTreeMap::new();
        let mut waiting = Vec::new();
        for (entry, event) in entries.iter().flat_map(|entry| entry.events.iter().map(move |event| (entry, event))) {
            match event {
                Event::ClassStruck(struck) if struck.class == *class => {
                    by_strike.insert(struck.strike_no, std::mem::take(&mut waiting));
                }
                other => waiting.extend(flows(class, other, entry.time.unwrap_or_default())),
            }
        }
        Self(by_strike)
    }

    /// Enters the movements before a strike. `opened`: the cut-off before, in Unix seconds.
    ///
    /// # Errors
    /// When the history has no entry of the strike, or a figure is out of range.
    pub fn apply(&self, book: &mut Book, report: &NavReport, opened: i64) -> CliResult<()> {
        let flows = self.0.get(&report.strike_no).ok_or_else(|| {
            incomplete(format!("the node's history of class {} lacks strike {}", book.class_no(), report.strike_no))
        })?;
        let seconds = |until: i64| u64::try_from(until.saturating_sub(opened)).unwrap_or(0);
        for flow in flows {
            let passed =
                |at: i64| seconds_of_span(seconds(at), seconds(report.cutoff), report.n_days).map_err(out_of_range);
            match *flow {
                Flow::Issue { units, equalisation_e6, amount_e6, at } => {
                    book.issue(units, equalisation_e6, amount_e6, passed(at)?)?;
                }
                Flow::Redemption { units, amount_e6, at } => book.redeem(units, amount_e6, passed(at)?)?,
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

fn flows(class: &Pubkey, event: &Event, at: i64) -> Vec<Flow> {
    let issue = |units, equalisation_e6, amount_e6| Flow::Issue { units, equalisation_e6, amount_e6, at };
    match event {
        Event::Subscribed(e) if e.class == *class => vec![issue(e.units, e.equalisation_e6, e.cash_e6)],
        Event::FeesPaidInShares(e) if e.class == *class => vec![issue(e.units, e.equalisation_e6, e.amount_e6)],
        Event::Redeemed(e) if e.class == *class => {
            vec![Flow::Redemption { units: e.units, amount_e6: e.cash_e6, at }]
        }
        Event::Exchanged(e) if e.from_class == *class => {
            vec![Flow::Redemption { units: e.given_units, amount_e6: e.amount_e6, at }]
        }
        Event::Exchanged(e) if e.to_class == *class => vec![issue(e.taken_units, e.equalisation_e6, e.amount_e6)],
        Event::DividendPaid(e) if e.class == *class => vec![Flow::Dividend { units: e.units }],
        Event::ClassTermsChanged(e) if e.class == *class => vec![Flow::Terms(e.new)],
        _ => Vec::new(),
    }
}
