//! `mmf holding …`

mod close;
mod dividends;
mod freeze;
mod open;
mod show;

use crate::args::HoldingCommand;
use crate::context::Context;
use crate::error::CliResult;
use crate::tx::Reply;

pub use show::{settled, show};

pub fn run(context: &Context, verb: &HoldingCommand) -> CliResult<Reply> {
    match verb {
        HoldingCommand::Open(at) => open::open(context, *at),
        HoldingCommand::Close(at) => close::close(context, *at),
        HoldingCommand::Freeze { at, units, order } => freeze::freeze(context, *at, *units, *order),
        HoldingCommand::Thaw { at, units, order } => freeze::thaw(context, *at, *units, *order),
        HoldingCommand::Dividends(args) => dividends::set(context, args),
        HoldingCommand::Show(at) => show(context, &at.wallet, at.class).map(Reply::from),
    }
}
