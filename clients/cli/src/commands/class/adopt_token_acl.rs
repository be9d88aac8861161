//! `mmf class adopt-token-acl`

use mmf::state::Role;

use super::show;
use crate::commands::shared;
use crate::context::Context;
use crate::error::CliResult;
use crate::tx::{Plan, Reply};

pub fn adopt(context: &Context, class_no: u8) -> CliResult<Reply> {
    let fund = shared::fund(context)?;
    let (address, _) = shared::class(context, &fund.address, class_no)?;
    let authority = shared::authority(context, &fund, &[Role::Governance])?;
    let payer = context.fee_payer()?.address();
    let order = context.client.addresses().adopt_token_acl(&payer, &fund.address, &address, &authority);
    let title = format!("make Token ACL the gate of share class {class_no}");
    let plan = Plan::privileged(title, order, move |context, _| show::show(context, &fund.address, class_no));
    Ok(plan
        .ask(format!("Hand the freeze authority of share class {class_no} to Token ACL? This cannot be undone."))
        .into())
}
