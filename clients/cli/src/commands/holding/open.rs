//! `mmf holding open`

use mmf::error::MmfError;
use mmf::state::class_flag;
use mmf_client::Error;

use super::show;
use crate::args::HoldingAt;
use crate::commands::shared::{self, explain_sdk};
use crate::context::Context;
use crate::error::CliResult;
use crate::explain;
use crate::tx::{Plan, Reply};

pub fn open(context: &Context, at: HoldingAt) -> CliResult<Reply> {
    let owner = at.wallet;
    let fund = context.fund()?;
    let (class_key, class) = shared::class(context, &fund, at.class)?;
    let wallet = context.client.wallet(&fund, &owner).map_err(|error| match error {
        Error::Missing { .. } => explain::foreseen(
            &MmfError::NotRegistered,
            format!("{owner} is not linked to an investor of the fund"),
        ),
        other => explain_sdk(context, &other),
    })?;
    let payer = context.fee_payer()?.address();
    let addresses = context.client.addresses();
    let line = addresses
        .line(&fund, &class_key, &wallet.investor, &owner)
        .gated_by_token_acl(class.has_flag(class_flag::TOKEN_ACL));
    let orders = addresses.onboard_line(&payer, &line);
    let plan = Plan::new(format!("open the holding of {owner}"), orders.to_vec(), move |context, _| {
        show(context, &owner, at.class)
    });
    Ok(plan.into())
}
