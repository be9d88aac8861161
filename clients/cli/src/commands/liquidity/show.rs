//! `mmf liquidity show`

use mmf::instructions::DealingTermsArgs;
use mmf::state::{DayFlows, Dealing};

use super::limits::{Limit, columns};
use super::{facility, terms};
use crate::commands::shared::{self, FundAt, explain_sdk};
use crate::context::Context;
use crate::error::CliResult;
use crate::output::{Cell, Field, Output};

pub fn show(context: &Context) -> CliResult<Output> {
    output(context, &shared::fund(context)?)
}

/// Terms, limits, fees, flows, facility.
///
/// # Errors
/// When the node does not answer.
pub fn output(context: &Context, at: &FundAt) -> CliResult<Output> {
    let dealing = context.client.dealing(&at.address).map_err(|error| explain_sdk(context, &error))?;
    let now = shared::network_time(context)?;
    let terms = &dealing.terms;
    let limit = |what, limiter, limit_e6| Limit::now(what, limiter, limit_e6, &dealing, now);
    let limits = [
        limit("instant subscriptions of the fund", &dealing.subscription_limiter, terms.subscription_limit_e6)?,
        limit("instant redemptions of the fund", &dealing.redemption_limiter, terms.redemption_limit_e6)?,
    ];
    let output = Output::new()
        .object("terms", "Terms of dealing (0: no such limit)", terms::fields(&DealingTermsArgs::of(terms)))
        .table("limits", "Limits now", columns(), limits.iter().map(Limit::row).collect())
        .object("fee", "Liquidity fee", fees(&dealing))
        .object("flows", "Dealt at once since the last strike", flows(&dealing.flows_after(at.fund.last_strike_no)));
    facility::add(context, at, &dealing, output)
}

fn fees(dealing: &Dealing) -> Vec<Field> {
    let has_estimate = dealing.slice_cost_until != 0;
    let has_resolution = dealing.liquidity_fee_hash != [0; 32];
    let document = if has_resolution { Cell::hex(&dealing.liquidity_fee_hash) } else { Cell::none() };
    let only = |cell: Cell| if has_estimate { cell } else { Cell::none() };
    vec![
        ("feeBps", "Charged by the board, in bps", Cell::count(dealing.liquidity_fee_bps)),
        ("document", "SHA-256 of its last resolution", document),
        ("sliceCostPpm", "Estimated cost of a vertical slice, in ppm", only(Cell::count(dealing.slice_cost_ppm))),
        ("sliceCostUntil", "counts until", only(Cell::day(dealing.slice_cost_until))),
    ]
}

fn flows(flows: &DayFlows) -> Vec<Field> {
    vec![
        ("subscribed", "Subscribed", Cell::amount(flows.subscribed_e6)),
        ("redeemed", "Redeemed", Cell::amount(flows.redeemed_e6)),
        ("netRedeemed", "Net redemptions", Cell::amount(flows.net_redeemed_e6())),
        ("base", "of a fund worth", Cell::amount(flows.base_e6)),
    ]
}
