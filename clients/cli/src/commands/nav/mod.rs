//! `mmf nav …`: what strikes have published, and what a wrong one should have.

mod correct;
mod errors;
mod history;
mod holders;
mod materiality;
mod published;
mod replay;
mod week;

use crate::args::NavCommand;
use crate::context::Context;
use crate::error::CliResult;
use crate::tx::Reply;

use super::quote;

pub fn run(context: &Context, verb: NavCommand) -> CliResult<Reply> {
    match verb {
        NavCommand::Show { class } => history::last(context, class).map(Reply::from),
        NavCommand::History(args) => history::history(context, &args).map(Reply::from),
        NavCommand::Correct(args) => correct::run(context, &args).map(Reply::from),
        NavCommand::Post(args) => quote::post(context, &args),
    }
}
