//! `mmf holding dividends`

use mmf::state::Role;
use mmf_client::ix::Line;

use super::show;
use crate::args::Dividends;
use crate::commands::shared;
use crate::context::Context;
use crate::error::CliResult;
use crate::tx::{Plan, Reply};

pub fn set(context: &Context, args: &Dividends) -> CliResult<Reply> {
    let at = args.at;
    let fund = shared::fund(context)?;
    let (_, class) = shared::class(context, &fund.address, at.class)?;
    let (_, holding) = shared::holding(context, &class, &at.wallet)?;
    let target = match &args.to {
        Some(wallet) => Some(shared::holding(context, &class, wallet)?.0),
        None => None,
    };
    let authority = shared::authority(context, &fund, &[Role::TransferAgent])?;
    let line = Line::of(&class, &holding);
    let order = context.client.addresses().set_dividend_account(&line, target.as_ref(), &authority);
    let plan = Plan::privileged(format!("set where dividends of {} go", at.wallet), order, move |context, _| {
        show(context, &at.wallet, at.class)
    });
    Ok(plan.into())
}
