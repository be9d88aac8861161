//! `mmf restore`

use super::holding;
use super::shared;
use crate::args::Restore;
use crate::context::Context;
use crate::error::CliResult;
use crate::tx::{Plan, Reply};

pub fn run(context: &Context, args: &Restore) -> CliResult<Reply> {
    let fund = context.fund()?;
    let (address, class) = shared::class(context, &fund, args.class)?;
    let (holding_address, found) = shared::holding(context, &class, &args.wallet)?;
    let target = shared::pay_target(holding_address, &found);
    let order = context.client.addresses().restore(&address, &target);
    let (wallet, class_no) = (args.wallet, args.class);
    let plan = Plan::new(format!("restore the tokens of {wallet}"), vec![order], move |context, _| {
        holding::show(context, &wallet, class_no)
    });
    Ok(plan.into())
}
