//! `mmf statement`: a holder's month, or the fund's balance sheet.

mod balance;
mod holder;

use crate::args::Statement;
use crate::context::Context;
use crate::dates;
use crate::error::{CliError, CliResult};
use crate::tx::Reply;

use super::shared;

pub fn run(context: &Context, args: &Statement) -> CliResult<Reply> {
    let at = shared::fund(context)?;
    let Some(wallet) = args.wallet else {
        return balance::show(context, &at).map(Reply::from);
    };
    let month = match args.month {
        Some(month) => month,
        None => dates::period_of(dates::date_of(at.fund.last_struck_day))
            .map_err(|message| CliError::failure("MonthUnknown", message))?,
    };
    holder::show(context, &at, &wallet, args.class, month).map(Reply::from)
}
