//! `mmf price …`: the price that others read, and the external price that strikes are compared with.

mod check;
mod external;
mod heartbeat;
mod show;

use crate::args::{PriceCheckCommand, PriceCommand};
use crate::context::Context;
use crate::error::CliResult;
use crate::tx::Reply;

pub use external::check_external;
pub use heartbeat::{is_outdated, orders as heartbeats};

pub fn run(context: &Context, verb: &PriceCommand) -> CliResult<Reply> {
    match verb {
        PriceCommand::Show { class } => show::show(context, *class).map(Reply::from),
        PriceCommand::Heartbeat { class } => heartbeat::give(context, *class),
        PriceCommand::Check(PriceCheckCommand::Show { external_price }) => {
            check::show(context, external_price.as_ref()).map(Reply::from)
        }
        PriceCommand::Check(PriceCheckCommand::Set(args)) => check::set(context, args),
        PriceCommand::Check(PriceCheckCommand::Off) => check::off(context),
    }
}
