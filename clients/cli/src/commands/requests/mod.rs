//! `mmf requests …`: the dealing queue.

mod close;
mod fields;
mod fund_day;
mod give_back;
mod list;
mod queue;
mod settle;
mod show;

use crate::args::RequestsCommand;
use crate::context::Context;
use crate::error::CliResult;
use crate::tx::Reply;

pub use fields::fields;
pub use queue::Queue;

pub fn run(context: &Context, verb: &RequestsCommand) -> CliResult<Reply> {
    match verb {
        RequestsCommand::List(args) => list::list(context, args).map(Reply::from),
        RequestsCommand::Show { request } => show::show(context, request).map(Reply::from),
        RequestsCommand::Cancel { request } => give_back::cancel(context, request),
        RequestsCommand::Settle(args) => settle::run(context, args).map(Reply::from),
        RequestsCommand::Fund { day, least } => fund_day::run(context, *day, *least),
        RequestsCommand::Collect { request, to } => give_back::collect(context, request, *to),
        RequestsCommand::Close { request } => close::run(context, *request),
    }
}
