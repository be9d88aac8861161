//! `mmf class …`

mod adopt_token_acl;
mod create;
mod rules;
mod set_rules;
mod show;
mod terms;
mod words;

pub use words::kind;

use crate::args::{ClassCommand, RulesCommand, TermsCommand};
use crate::context::Context;
use crate::error::CliResult;
use crate::tx::Reply;

pub fn run(context: &Context, verb: ClassCommand) -> CliResult<Reply> {
    match verb {
        ClassCommand::Create(args) => create::create(context, *args),
        ClassCommand::Show { class } => show::show(context, &context.fund()?, class).map(Reply::from),
        ClassCommand::Rules(RulesCommand::Show { class }) => rules::show(context, class).map(Reply::from),
        ClassCommand::Rules(RulesCommand::Set(args)) => set_rules::set(context, &args),
        ClassCommand::Terms(TermsCommand::Show { class }) => terms::show(context, class).map(Reply::from),
        ClassCommand::Terms(TermsCommand::Set(args)) => terms::set(context, &args),
        ClassCommand::AdoptTokenAcl { class } => adopt_token_acl::adopt(context, class),
    }
}
