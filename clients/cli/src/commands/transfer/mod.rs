//! `mmf transfer …`

mod check;
mod obstacle;
mod send;
mod side;
mod words;

use crate::args::{TransferArgs, TransferCommand};
use crate::context::Context;
use crate::error::{CliError, CliResult};
use crate::tx::Reply;

pub fn run(context: &Context, args: &TransferArgs) -> CliResult<Reply> {
    match (&args.command, args.to, args.units) {
        (Some(TransferCommand::Check(check)), _, _) => check::check(context, check).map(Reply::from),
        (None, Some(to), Some(units)) => send::send(context, to, units, args.class),
        _ => Err(CliError::usage("TransferIncomplete", "to whom, and how many units?")
            .hint("mmf transfer TO_WALLET UNITS, or mmf transfer check FROM TO UNITS")),
    }
}
