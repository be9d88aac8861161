//! `mmf quote post|show`, and what a deal would give

mod books;
mod checks;
mod deal;
mod file;
mod outlook;
mod post;
mod show;

use crate::args::QuoteCommand;
use crate::context::Context;
use crate::error::CliResult;
use crate::tx::Reply;

use super::shared;

pub use checks::{Check, Consequence};
pub use outlook::Outlook;
pub use post::post;
pub use show::show;

pub fn run(context: &Context, verb: QuoteCommand) -> CliResult<Reply> {
    match verb {
        QuoteCommand::Post(args) => post(context, &args),
        QuoteCommand::Show { strike } => {
            let at = shared::fund(context)?;
            let number = strike.unwrap_or(at.fund.last_strike_no.saturating_add(1));
            show(context, &at, number).map(Reply::from)
        }
        QuoteCommand::Subscribe { amount, class, wallet } => {
            deal::subscribe(context, amount, class, wallet).map(Reply::from)
        }
        QuoteCommand::Redeem { units, class, wallet } => deal::redeem(context, units, class, wallet).map(Reply::from),
        QuoteCommand::Exchange { shares, class, to_class, wallet } => {
            deal::exchange(context, shares, (class, to_class), wallet).map(Reply::from)
        }
    }
}
