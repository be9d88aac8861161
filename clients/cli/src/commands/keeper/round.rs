//! One round of the keeper.

use solana_sdk::instruction::Instruction;

use super::register::{Due, Register};
use crate::commands::price;
use crate::context::Context;
use crate::error::CliResult;
use crate::output::{Cell, Output};
use crate::tx::{Plan, Reply};

/// Token accounts that are frozen in one transaction.
const BATCH: usize = 6;

/// `mmf keeper run --once`
pub fn once(context: &Context, class_no: Option<u8>) -> CliResult<Reply> {
    let register = Register::read(context, class_no)?;
    let due = register.due(context)?;
    if due.is_empty() && register.outdated().is_empty() {
        return Ok(report(&register, &due, &[]).into());
    }
    Ok(plan(context, register, due).into())
}

/// Brings published statuses up to date, and freezes what is due.
fn plan(context: &Context, register: Register, due: Vec<Due>) -> Plan {
    let steps: Vec<Vec<Instruction>> =
        heartbeats(context, &register).into_iter().chain(batches(context, &due)).collect();
    let title = format!("freeze {} token accounts, bring {} statuses up to date", due.len(), register.outdated().len());
    Plan::in_steps(title, steps, move |context, _| {
        let left = Register::due(&register, context)?;
        Ok(report(&register, &due, &left))
    })
}

/// The orders for what is due, a transaction each.
pub fn batches(context: &Context, due: &[Due]) -> Vec<Vec<Instruction>> {
    let addresses = context.client.addresses();
    due.chunks(BATCH).map(|batch| batch.iter().map(|due| addresses.enforce(&due.line)).collect()).collect()
}

/// The orders that bring published statuses up to date, in one transaction; `None` where all are.
pub fn heartbeats(context: &Context, register: &Register) -> Option<Vec<Instruction>> {
    let outdated = register.outdated();
    let orders = price::heartbeats(&context.client.addresses(), &register.fund.address, &outdated);
    (!orders.is_empty()).then_some(orders)
}

/// What a round found, and what is left after it.
pub fn report(register: &Register, due: &[Due], left: &[Due]) -> Output {
    let is_left = |due: &&Due| left.iter().any(|left| left.line.token_account == due.line.token_account);
    let enforced: Vec<&Due> = due.iter().filter(|due| !is_left(due)).collect();
    Output::new()
        .record(
            "Round of the keeper",
            vec![
                ("at", "At", Cell::instant(register.now)),
                ("holdings", "Holdings looked at", Cell::count(register.holdings() as u64)),
                ("backlog", "Token accounts to freeze", Cell::count(due.len() as u64)),
                ("enforcedCount", "Frozen now", Cell::count(enforced.len() as u64)),
                ("leftCount", "Left", Cell::count(left.len() as u64)),
                ("heartbeats", "Published statuses brought up to date", Cell::count(register.outdated().len() as u64)),
            ],
        )
        .table("enforced", "Frozen", Due::columns(), enforced.iter().map(|due| due.row()).collect())
        .table("left", "Left", Due::columns(), left.iter().map(Due::row).collect())
}
