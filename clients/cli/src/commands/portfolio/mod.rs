//! `mmf portfolio load|show|value|check|quote`

mod check;
pub(super) mod files;
pub(super) mod inputs;
mod load;
mod quote;
mod show;
mod value;
pub(super) mod words;

use crate::args::PortfolioCommand;
use crate::context::Context;
use crate::error::CliResult;
use crate::tx::Reply;

pub fn run(context: &Context, verb: &PortfolioCommand) -> CliResult<Reply> {
    match verb {
        PortfolioCommand::Load(args) => load::run(context, args),
        PortfolioCommand::Show { book } => show::run(context, book),
        PortfolioCommand::Value(args) => value::run(context, args),
        PortfolioCommand::Check(args) => check::run(context, args),
        PortfolioCommand::Quote(args) => quote::run(context, args),
    }
    .map(Reply::from)
}
