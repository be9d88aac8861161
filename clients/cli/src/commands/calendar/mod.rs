//! `mmf calendar set|show`

mod due;
mod set;
mod show;

use crate::args::CalendarCommand;
use crate::context::Context;
use crate::error::CliResult;
use crate::tx::Reply;

pub use due::{Missed, next_strike_day};
pub use show::show;

pub fn run(context: &Context, verb: CalendarCommand) -> CliResult<Reply> {
    match verb {
        CalendarCommand::Set(args) => set::set(context, &args),
        CalendarCommand::Show { year, time_zone } => show(context, year, &time_zone).map(Reply::from),
    }
}
