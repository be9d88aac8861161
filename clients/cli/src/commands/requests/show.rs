//! `mmf requests show`

use mmf::state::{BatchStatus, Request};
use solana_sdk::pubkey::Pubkey;

use super::fields::{fields, next};
use crate::commands::shared::{self, FundAt, explain_sdk};
use crate::context::Context;
use crate::error::CliResult;
use crate::output::{Cell, Output};

pub fn show(context: &Context, key: &Pubkey) -> CliResult<Output> {
    let at = shared::fund(context)?;
    let now = shared::network_time(context)?;
    output(context, &at, key, now)
}

/// A request with what becomes of it next.
///
/// # Errors
/// When there is no such request, or the node does not answer.
pub fn output(context: &Context, at: &FundAt, key: &Pubkey, now: i64) -> CliResult<Output> {
    let explain = |error| explain_sdk(context, &error);
    let request: Box<Request> = context.client.fetch(key).map_err(explain)?;
    let class = context.client.fetch(&request.class).map_err(explain)?;
    let batch = context.client.batch(&request.class, request.day).map_err(explain)?;
    let is_priced = batch.is_some_and(|batch| batch.status != BatchStatus::Open);
    let mut fields = fields(key, &request, &class, &at.fund);
    fields.push(("next", "What comes next", Cell::text(next(&request, is_priced, now))));
    Ok(Output::new().sparse_record(format!("Request {}", request.nonce), fields))
}
