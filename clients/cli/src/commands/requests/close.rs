//! `mmf requests close`

use mmf::error::MmfError;
use mmf::state::Request;
use solana_sdk::instruction::Instruction;
use solana_sdk::pubkey::Pubkey;

use super::fields::status;
use crate::commands::shared::{self, explain_sdk};
use crate::context::Context;
use crate::error::CliResult;
use crate::explain;
use crate::output::{Cell, Output};
use crate::tx::{Plan, Reply};

/// Requests that are closed in one transaction.
const AT_ONCE: usize = 12;

pub fn run(context: &Context, key: Option<Pubkey>) -> CliResult<Reply> {
    let explain = |error| explain_sdk(context, &error);
    let at = shared::fund(context)?;
    let closed: Vec<(Pubkey, Box<Request>)> = match key {
        Some(key) => {
            let request: Box<Request> = context.client.fetch(&key).map_err(explain)?;
            if !is_closable(&request) {
                let message = format!("the request is {}: it is not over, or has cash to collect", status(&request));
                return Err(explain::foreseen(&MmfError::RequestNotOpen, message));
            }
            vec![(key, request)]
        }
        None => {
            let all = context.client.requests(&at.address).map_err(explain)?;
            all.into_iter().filter(|(_, request)| is_closable(request)).collect()
        }
    };
    let rows: Vec<Vec<Cell>> = closed
        .iter()
        .map(|(key, request)| vec![Cell::address(key), Cell::text(status(request)), Cell::address(&request.rent_payer)])
        .collect();
    let columns = vec![("request", "Request"), ("status", "Was"), ("rentPayer", "Rent went to")];
    let shown = Output::new().fitted_table("closed", format!("{} requests closed", rows.len()), columns, rows);
    if closed.is_empty() {
        return Ok(shown.into());
    }
    let addresses = context.client.addresses();
    let orders: Vec<Instruction> = closed.iter().map(|(key, request)| addresses.close_request(key, request)).collect();
    let steps = orders.chunks(AT_ONCE).map(<[Instruction]>::to_vec).collect();
    Ok(Plan::in_steps("close requests", steps, move |_, _| Ok(shown)).into())
}

/// Whether nothing of a request waits any more.
fn is_closable(request: &Request) -> bool {
    request.is_over() && request.due_settlement_units == 0
}
