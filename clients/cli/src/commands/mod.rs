//! One file for each noun. A command reads what it needs, then returns a result or a plan.

mod action;
mod ask;
mod bulk;
mod calendar;
mod cash;
mod changes;
mod class;
mod csv_file;
mod dealing;
mod denial;
mod distribute;
mod document;
mod exchange;
mod fees;
mod fund;
mod holding;
mod investor;
mod keeper;
mod liquidity;
mod localnet;
mod nav;
mod opening;
mod portfolio;
mod price;
mod quote;
mod redeem;
mod requests;
mod reserves;
mod restore;
mod sanctions;
mod share_account;
pub(crate) mod shared;
mod standing;
mod statement;
mod stress;
mod strike;
mod subscribe;
mod suspend;
mod transfer;
mod wallet;
mod written;

use std::io::Write;

use crate::args::Command;
use crate::context::Context;
use crate::error::CliResult;
use crate::tx::Reply;

/// Finds the command's code.
///
/// # Errors
/// Whatever the command refuses, explained.
pub fn dispatch(context: &Context, command: Command) -> CliResult<Reply> {
    match command {
        Command::Localnet(args) => localnet::run(context, args),
        Command::Fund(verb) => fund::run(context, verb),
        Command::Calendar(verb) => calendar::run(context, verb),
        Command::Class(verb) => class::run(context, verb),
        Command::Investor(verb) => investor::run(context, verb),
        Command::Wallet(verb) => wallet::run(context, &verb),
        Command::Holding(verb) => holding::run(context, &verb),
        Command::Subscribe(args) => subscribe::run(context, &args),
        Command::Redeem(args) => redeem::run(context, &args),
        Command::Requests(verb) => requests::run(context, &verb),
        Command::Standing(verb) => standing::run(context, &verb),
        Command::Liquidity(verb) => liquidity::run(context, &verb),
        Command::Suspend(args) => suspend::run(context, &args),
        Command::Exchange(args) => exchange::run(context, &args),
        Command::Transfer(args) => transfer::run(context, &args),
        Command::Keeper(verb) => keeper::run(context, &verb),
        Command::Sanctions(verb) => sanctions::run(context, &verb),
        Command::Portfolio(verb) => portfolio::run(context, &verb),
        Command::Stress(args) => stress::run(context, &args),
        Command::Quote(verb) => quote::run(context, verb),
        Command::Strike(args) => strike::run(context, &args),
        Command::Nav(verb) => nav::run(context, verb),
        Command::Price(verb) => price::run(context, &verb),
        Command::Distribute(args) => distribute::run(context, &args).map(Reply::from),
        Command::Restore(args) => restore::run(context, &args),
        Command::Custodian(verb) => cash::custodian(context, &verb),
        Command::Cash(verb) => cash::run(context, &verb),
        Command::Fees(verb) => fees::run(context, &verb),
        Command::Reserves(verb) => reserves::run(context, &verb),
        Command::Statement(args) => statement::run(context, &args),
        Command::Action(verb) => action::run(context, &verb),
    }
}

/// Writes to standard output at once, for a command that goes on. A reader that went away is no failure of the command.
fn show_now(text: &str) {
    let mut stdout = std::io::stdout();
    let _ = writeln!(stdout, "{text}").and_then(|()| stdout.flush());
}
