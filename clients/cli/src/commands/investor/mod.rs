//! `mmf investor …`

mod add;
mod approve;
mod list;
pub mod names;
mod profile;
mod remove;
mod show;
mod standing;
mod update;

use crate::args::InvestorCommand;
use crate::context::Context;
use crate::error::CliResult;
use crate::tx::Reply;

pub fn run(context: &Context, verb: InvestorCommand) -> CliResult<Reply> {
    match verb {
        InvestorCommand::Add(args) => add::add(context, &args),
        InvestorCommand::Approve(args) => approve::approve(context, &args),
        InvestorCommand::Update(args) => update::update(context, &args),
        InvestorCommand::Restrict(args) => standing::restrict(context, &args),
        InvestorCommand::Block(args) => standing::block(context, &args),
        InvestorCommand::Sanction(args) => standing::sanction(context, &args),
        InvestorCommand::Release(args) => standing::release(context, &args),
        InvestorCommand::Remove { id, rent_to } => remove::remove(context, id, rent_to),
        InvestorCommand::Show { id } => show::show(context, &context.fund()?, &id).map(Reply::from),
        InvestorCommand::List(args) => list::list(context, &args).map(Reply::from),
        InvestorCommand::Bulk(verb) => super::bulk::run(context, &verb).map(Reply::from),
    }
}
