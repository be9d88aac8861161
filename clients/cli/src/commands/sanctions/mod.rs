//! `mmf sanctions report …`: data for the reports of blocked property (31 CFR 501.603), from the chain's state and history.

mod annual;
mod blocked;
mod deadline;
mod holdings;
mod orders;
mod single;
mod strikes;
mod units;
mod value;

use crate::args::{ReportCommand, SanctionsCommand};
use crate::context::Context;
use crate::error::CliResult;
use crate::tx::Reply;

pub fn run(context: &Context, verb: &SanctionsCommand) -> CliResult<Reply> {
    let SanctionsCommand::Report(report) = verb;
    match report {
        ReportCommand::Block(of) => single::block(context, of),
        ReportCommand::Unblock(of) => single::unblock(context, of),
        ReportCommand::Annual { as_of, csv } => annual::annual(context, *as_of, csv.as_deref()),
    }
    .map(Reply::from)
}
