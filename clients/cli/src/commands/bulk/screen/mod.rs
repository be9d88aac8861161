//! `mmf investor screen`: a sanctions list against the register. It proposes; a compliance officer decides.

mod agent;
mod alike;
mod list;
mod names;
mod propose;

use mmf::state::InvestorStatus;
use sha2::{Digest, Sha256};

use super::register::{Known, Register};
use super::table;
use crate::args::Screen;
use crate::commands::investor::names as words;
use crate::commands::shared;
use crate::context::Context;
use crate::error::{CliResult, Kind};
use crate::output::{Cell, Output, hex};
use crate::tx::spinner;
use propose::Proposal;

pub fn run(context: &Context, args: &Screen) -> CliResult<Output> {
    let content = table::bytes(&args.list)?;
    let entries = list::read(&args.list, &content)?;
    let people = match &args.register {
        Some(file) => agent::read(file)?,
        None => Vec::new(),
    };
    let register = Register::read(context, shared::fund(context)?)?;
    let unknown = people.iter().filter(|person| !register.investors.contains_key(&person.id)).count();
    let spinner = spinner(context, &format!("compare with {} identifiers", entries.len()));
    let proposals = propose::propose(&entries, &people, &register, args.threshold);
    spinner.finish_and_clear();
    let list_hash = hex(&Sha256::digest(&content));
    let rows: Vec<Vec<Cell>> = proposals
        .iter()
        .filter_map(|proposal| register.investors.get(&proposal.id).map(|known| row(proposal, known, &list_hash)))
        .collect();
    let found = !rows.is_empty();
    let unscreened = entries.iter().filter(|entry| entry.kind.is_of_register()).count();
    let mut output = Output::new()
        .record(
            "Screened",
            vec![
                ("entries", "Identifiers on the list", Cell::count(entries.len() as u64)),
                ("investors", "Investors on the register", Cell::count(register.investors.len() as u64)),
                ("named", "Investors in the agent's file", Cell::count(people.len() as u64)),
                ("listSha256", "SHA-256 of the list", Cell::text(&list_hash)),
            ],
        )
        .tall_table("proposals", format!("{} matches; nothing was sent", rows.len()), columns(), rows);
    if args.register.is_none() && unscreened > 0 {
        output = output.note(format!(
            "{unscreened} names, LEIs and registration numbers were not screened: they are not on chain. Give the transfer agent's file with --register."
        ));
    }
    if unknown > 0 {
        output = output.note(format!("{unknown} investors of the agent's file are not on the register of this fund."));
    }
    Ok(if args.fail_on_match && found { output.ending_as(Kind::Failure) } else { output })
}

fn columns() -> Vec<(&'static str, &'static str)> {
    vec![
        ("investorId", "Investor"),
        ("status", "Standing"),
        ("kind", "Kind"),
        ("onRegister", "On the register"),
        ("onList", "On the list"),
        ("entry", "Entry"),
        ("program", "Program"),
        ("match", "Match"),
        ("score", "Likeness"),
        ("command", "Proposal"),
    ]
}

fn row(proposal: &Proposal, known: &Known, list_hash: &str) -> Vec<Cell> {
    let (sort, score) = (if proposal.exact { "exact" } else { "fuzzy" }, format!("{:.3}", proposal.score));
    vec![
        Cell::hex(&proposal.id),
        Cell::text(words::status(known.investor.status)),
        Cell::text(proposal.kind.name()),
        Cell::text(&proposal.on_register),
        Cell::text(&proposal.on_list),
        Cell::text(&proposal.entry),
        Cell::text(&proposal.program),
        Cell::text(sort),
        Cell::text(score),
        command(proposal, known, list_hash),
    ]
}

/// An exact match is proposed for a sanction, a likeness for a block until it is cleared up. The officer fills in the reason.
fn command(proposal: &Proposal, known: &Known, list_hash: &str) -> Cell {
    let verb = if proposal.exact { "sanction" } else { "block" };
    let is = |status| known.investor.has_status(status);
    if is(InvestorStatus::Sanctioned) || (is(InvestorStatus::Blocked) && !proposal.exact) {
        return Cell::none();
    }
    Cell::text(format!("mmf investor {verb} {} --reason CODE --document {list_hash}", hex(&proposal.id)))
}
