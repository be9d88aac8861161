//! `mmf investor import|export|diff|renew|screen`: many investors at once.
//!
//! A [`table`] is the CSV file, a [`register`] is what is on chain; [`plan`] is what brings the second to the first.

mod diff;
mod eligible;
mod export;
mod import;
pub(super) mod outcome;
mod pack;
mod plan;
mod register;
mod renew;
mod rent;
mod screen;
mod table;
mod wanted;

use crate::args::BulkCommand;
use crate::context::Context;
use crate::error::CliResult;
use crate::output::Output;

pub fn run(context: &Context, verb: &BulkCommand) -> CliResult<Output> {
    match verb {
        BulkCommand::Import(args) => import::run(context, args),
        BulkCommand::Export(args) => export::run(context, args),
        BulkCommand::Diff(args) => diff::run(context, args),
        BulkCommand::Renew(args) => renew::run(context, args),
        BulkCommand::Screen(args) => screen::run(context, args),
    }
}
