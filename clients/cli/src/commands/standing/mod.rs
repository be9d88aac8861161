//! `mmf standing …`: standing instructions of holders.

mod due;
mod run;
mod set;
mod show;

use crate::args::StandingCommand;
use crate::context::Context;
use crate::error::CliResult;
use crate::tx::Reply;

pub fn run(context: &Context, verb: &StandingCommand) -> CliResult<Reply> {
    match verb {
        StandingCommand::Set(args) => set::set(context, args),
        StandingCommand::Show { wallet: Some(wallet), class } => {
            show::one(context, class.unwrap_or(0), *wallet).map(Reply::from)
        }
        StandingCommand::Show { wallet: None, class } => show::all(context, *class).map(Reply::from),
        StandingCommand::Revoke { class } => set::revoke(context, *class),
        StandingCommand::Run { wallet, class } => run::run(context, *wallet, *class).map(Reply::from),
    }
}
