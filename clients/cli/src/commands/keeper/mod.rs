//! `mmf keeper …`: whoever may no longer hold is frozen, and published statuses are kept up to date.

mod backlog;
mod expiring;
mod register;
mod round;
mod run;

use crate::args::KeeperCommand;
use crate::context::Context;
use crate::error::CliResult;
use crate::tx::Reply;

pub fn run(context: &Context, verb: &KeeperCommand) -> CliResult<Reply> {
    match verb {
        KeeperCommand::Run(args) if args.once => round::once(context, args.class),
        KeeperCommand::Run(args) => run::run(context, args).map(Reply::from),
        KeeperCommand::Backlog { class } => backlog::show(context, *class).map(Reply::from),
    }
}
