//! The fund's strikes computed again from its history, by the program's own arithmetic: every one must come to what is on record.

mod book;
mod flows;
mod step;

use std::collections::BTreeMap;

use mmf::state::{NavReport, Quote};
use mmf_client::events::Event;
use mmf_client::history::Entry;
use solana_sdk::pubkey::Pubkey;

use super::errors::incomplete;
use crate::commands::shared::{self, FundAt, explain_sdk};
use crate::context::Context;
use crate::error::CliResult;

pub use book::{Book, Outcome};
pub use step::{Figures, strike};

use flows::Flows;

/// A class with its history.
pub struct ClassHistory {
    /// Number of the class.
    pub class_no: u8,
    /// Its address.
    pub address: Pubkey,
    /// Its transactions, the oldest first.
    pub entries: Vec<Entry>,
    start: Book,
    flows: Flows,
}

/// A strike with what led to it.
pub struct Replay {
    /// The classes that took part.
    pub classes: Vec<ClassHistory>,
    /// Their books before the strike, in the same order.
    books: Vec<Book>,
    /// Income that the split had left over before, in e6.
    income_carry_e6: u64,
    /// The days.
    span: (i32, i32),
    /// What the struck quote said.
    pub figures: Figures,
    /// Corrections that the strike carried, by class.
    corrections: BTreeMap<u8, i64>,
}

impl Replay {
    /// Computes every strike up to one again. `reports`: all strikes of the fund, in order.
    ///
    /// # Errors
    /// When the node does not answer, or what comes out is not what is on record.
    pub fn up_to(context: &Context, at: &FundAt, reports: &[NavReport], strike_no: u32) -> CliResult<Self> {
        let classes = class_histories(context, at)?;
        let mut books: BTreeMap<u8, Book> = classes.iter().map(|class| (class.class_no, class.start)).collect();
        let mut income_carry_e6 = 0;
        for report in reports {
            let span = (report.day.saturating_sub(i32::from(report.n_days)), report.day);
            let members: Vec<&ClassHistory> =
                classes.iter().filter(|class| report.class_bitmap >> class.class_no & 1 == 1).collect();
            let mut taken = Vec::with_capacity(members.len());
            for class in &members {
                let mut book = books.get(&class.class_no).copied().unwrap_or(class.start);
                class.flows.apply(&mut book, report)?;
                taken.push(book);
            }
            let figures = Figures::of(report, income_carry_e6)?;
            let corrections = corrections(context, at, report)?;
            if report.strike_no == strike_no {
                let classes =
                    classes.into_iter().filter(|class| report.class_bitmap >> class.class_no & 1 == 1).collect();
                let replay = Self { classes, books: taken, income_carry_e6, span, figures, corrections };
                check(report, &replay.with(&replay.figures)?)?;
                return Ok(replay);
            }
            let outcomes = strike(&mut taken, &mut income_carry_e6, &figures, span, &corrections)?;
            check(report, &outcomes)?;
            books.extend(taken.into_iter().map(|book| (book.class_no(), book)));
        }
        Err(incomplete(format!("strike {strike_no} is not on record")))
    }

    /// The strike with these figures, class by class.
    ///
    /// # Errors
    /// When a figure is out of range.
    pub fn with(&self, figures: &Figures) -> CliResult<Vec<Outcome>> {
        let (mut books, mut carry_e6) = (self.books.clone(), self.income_carry_e6);
        strike(&mut books, &mut carry_e6, figures, self.span, &self.corrections)
    }
}

/// The quote that a strike took.
pub fn struck_quote(report: &NavReport) -> CliResult<&Quote> {
    report.posted().get(usize::from(report.struck_quote)).ok_or_else(|| incomplete("a strike names no quote"))
}

/// What a strike corrected, by class: the report has the sum, its transaction the classes.
///
/// # Errors
/// When the node does not answer, or its history has no such entry.
pub fn corrections(context: &Context, at: &FundAt, report: &NavReport) -> CliResult<BTreeMap<u8, i64>> {
    if report.corrects_strike_no == 0 {
        return Ok(BTreeMap::new());
    }
    let address = context.client.addresses().nav(&at.address, report.strike_no);
    let history = context.client.history(&address).map_err(|error| explain_sdk(context, &error))?;
    let found = history.iter().flat_map(|entry| &entry.events).find_map(|event| match event {
        Event::StrikeCorrected(event) if event.strike_no == report.strike_no => Some(&event.classes),
        _ => None,
    });
    let classes =
        found.ok_or_else(|| incomplete(format!("the history has no entry of strike {}", report.strike_no)))?;
    Ok(classes.iter().map(|entry| (entry.class_no, entry.net_income_e6)).collect())
}

fn class_histories(context: &Context, at: &FundAt) -> CliResult<Vec<ClassHistory>> {
    let mut classes = Vec::new();
    for (class_no, address) in context.client.addresses().classes(&at.address, at.fund.class_bitmap) {
        let (_, class) = shared::class(context, &at.address, class_no)?;
        let entries = context.client.history(&address).map_err(|error| explain_sdk(context, &error))?;
        let start = Book::at_creation(&class, flows::first_terms(&address, &entries));
        let flows = Flows::of(&address, &entries);
        classes.push(ClassHistory { class_no, address, entries, start, flows });
    }
    Ok(classes)
}

/// What was computed is what the report says.
fn check(report: &NavReport, outcomes: &[Outcome]) -> CliResult<()> {
    for outcome in outcomes {
        let on_record = report.results.get(usize::from(outcome.class_no));
        if let Some(field) = on_record.and_then(|on_record| outcome.differs_from(on_record)) {
            return Err(incomplete(format!(
                "strike {} of class {} does not come out of the node's history: the {field} differs",
                report.strike_no, outcome.class_no
            )));
        }
    }
    Ok(())
}
