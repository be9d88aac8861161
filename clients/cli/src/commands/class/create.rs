//! `mmf class create`

use mmf::instructions::{ClassRulesArgs, ClassTermsArgs, CreateClassArgs, FactArgs};
use mmf::state::Role;

use super::{rules, show, terms};
use crate::args::ClassCreate;
use crate::commands::shared;
use crate::context::Context;
use crate::error::CliResult;
use crate::tx::{Plan, Reply};

pub fn create(context: &Context, args: ClassCreate) -> CliResult<Reply> {
    let fund = shared::fund(context)?;
    let authority = shared::authority(context, &fund, &[Role::Governance])?;
    let payer = context.fee_payer()?.address();
    let isin = args.isin.map(|isin| ("isin".to_owned(), isin));
    let facts = isin.into_iter().chain(args.fact);
    let class_no = fund.fund.next_class_no;
    let title = format!("create share class {class_no}, {}", args.symbol);
    let order = context.client.addresses().create_class(
        &payer,
        &fund.address,
        &authority,
        CreateClassArgs {
            class_no,
            kind: args.kind.into(),
            terms: ClassTermsArgs {
                expense_bps: args.expense_bps,
                day_count: terms::number(args.day_count),
                performance_fee_bps: args.performance_fee_bps,
            },
            queue_only: args.queue_only,
            rules: rules::merged(&args.rules, ClassRulesArgs::default()),
            name: args.name,
            symbol: args.symbol,
            uri: args.uri,
            facts: facts.map(|(key, value)| FactArgs { key, value }).collect(),
        },
    );
    let plan = Plan::privileged(title, order, move |context, _| show::show(context, &fund.address, class_no));
    Ok(plan.into())
}
