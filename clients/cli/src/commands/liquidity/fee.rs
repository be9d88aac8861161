//! `mmf liquidity set-fee` and `set-slice-cost`

use std::path::Path;

use mmf::instructions::{LiquidityFeeArgs, SliceCostArgs};
use mmf::state::Role;

use super::{bounds, show};
use crate::commands::document;
use crate::commands::shared::{self, explain_sdk};
use crate::context::Context;
use crate::dates;
use crate::error::{CliError, CliResult};
use crate::tx::{Plan, Reply};

/// The board charges, changes or ends the fee.
pub fn set_fee(context: &Context, fee_bps: u16, resolution: &Path) -> CliResult<Reply> {
    let at = shared::fund(context)?;
    let dealing = context.client.dealing(&at.address).map_err(|error| explain_sdk(context, &error))?;
    let old_bps = dealing.liquidity_fee_bps;
    if fee_bps == old_bps {
        return Err(CliError::usage("NothingChanges", format!("the liquidity fee is {old_bps} basis points already")));
    }
    let document_hash = document::hash_of(resolution)?;
    let authority = shared::authority(context, &at, &[Role::Board])?;
    let args = LiquidityFeeArgs { fee_bps, expected_fee_bps: old_bps, document_hash };
    let order = context.client.addresses().set_liquidity_fee(&at.address, &authority, args);
    let plan =
        Plan::privileged("set the liquidity fee", order, |context, _| show::output(context, &shared::fund(context)?));
    let question = format!(
        "Change the liquidity fee on every redemption from {old_bps} to {fee_bps} basis points, at once? It stays in the share class."
    );
    Ok(plan.ask(question).into())
}

/// The NAV approvers note the estimate behind the mandatory fee.
pub fn set_slice_cost(context: &Context, cost_ppm: u32, until_day: i32, computation: &Path) -> CliResult<Reply> {
    let at = shared::fund(context)?;
    let dealing = context.client.dealing(&at.address).map_err(|error| explain_sdk(context, &error))?;
    bounds::check_estimate(cost_ppm, until_day, at.fund.last_struck_day)?;
    let document_hash = document::hash_of(computation)?;
    let authority = shared::authority(context, &at, &[Role::NavApprover])?;
    let args = SliceCostArgs { cost_ppm, until_day, document_hash };
    let order = context.client.addresses().set_slice_cost(&at.address, &authority, args);
    let order = order.for_record(dealing.slice_cost_until.unsigned_abs(), dealing.slice_cost_ppm.into());
    let plan = Plan::privileged("set the cost of a vertical slice", order, |context, _| {
        show::output(context, &shared::fund(context)?)
    });
    let until = dates::date_of(until_day);
    let question =
        format!("Take {cost_ppm} ppm as the cost of selling a vertical slice for dealing days until {until}?");
    Ok(plan.ask(question).into())
}
