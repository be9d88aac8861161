//! `mmf holding open`

use mmf::error::MmfError;
use mmf::state::Investor;
use mmf_client::Error;

use super::show;
use crate::args::HoldingAt;
use crate::commands::opening::Opening;
use crate::commands::shared::{self, explain_sdk};
use crate::context::Context;
use crate::error::CliResult;
use crate::explain;
use crate::tx::{Plan, Reply};

pub fn open(context: &Context, at: HoldingAt) -> CliResult<Reply> {
    let owner = at.wallet;
    let fund = shared::fund(context)?;
    let (class_key, class) = shared::class(context, &fund.address, at.class)?;
    let wallet = context.client.wallet(&fund.address, &owner).map_err(|error| match error {
        Error::Missing { .. } => {
            explain::foreseen(&MmfError::NotRegistered, format!("{owner} is not linked to an investor of the fund"))
        }
        other => explain_sdk(context, &other),
    })?;
    let investor: Box<Investor> =
        context.client.fetch(&wallet.investor).map_err(|error| explain_sdk(context, &error))?;
    let opening =
        Opening { fund: &fund, class: (&class_key, &class), investor: (&wallet.investor, &investor), owner: &owner };
    let orders = opening.orders(context)?.ok_or_else(|| {
        explain::foreseen(
            &MmfError::FirstHoldingNeedsSignature,
            "the class limits its number of investors, so this investor's first holding is not for anybody to open",
        )
    })?;
    let plan = Plan::new(format!("open the holding of {owner}"), orders.to_vec(), move |context, _| {
        show(context, &owner, at.class)
    });
    Ok(plan.into())
}
