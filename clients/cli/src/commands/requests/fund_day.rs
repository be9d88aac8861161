//! `mmf requests fund`: the treasurer starts a part payment.

use mmf::error::MmfError;
use mmf::instructions::FundBatchesArgs;
use mmf::state::{BatchStatus, Role};

use super::queue::Queue;
use crate::amount::{grouped, plain};
use crate::commands::shared;
use crate::context::Context;
use crate::dates;
use crate::error::CliResult;
use crate::explain;
use crate::output::{Cell, Output};
use crate::tx::{Plan, Reply};

pub fn run(context: &Context, day: i32) -> CliResult<Reply> {
    let queue = Queue::read(context)?;
    let waits = queue.of_day(day).filter(|batch| batch.status == BatchStatus::Priced && batch.due_e6 > 0);
    let due_e6 = waits.fold(0u64, |sum, batch| sum.saturating_add(batch.due_e6));
    let date = dates::date_of(day);
    if due_e6 == 0 {
        let message = format!("no redemptions of {date} wait for their cash");
        return Err(explain::foreseen(&MmfError::BatchNotPriced, message));
    }
    let authority = shared::authority(context, &queue.at, &[Role::Treasurer])?;
    let part_e6 = part_e6(&queue, day, due_e6);
    let args = FundBatchesArgs { day, least_e6: part_e6 };
    let order = context.client.addresses().fund_batches_with((&queue.at.address, &queue.at.fund), &authority, args);
    let question = question(day, due_e6, part_e6);
    let plan = Plan::privileged(format!("set cash aside for the redemptions of {date}"), order, move |context, _| {
        let now = Queue::read(context)?;
        let set_aside = now.of_day(day).fold(0u64, |sum, batch| sum.saturating_add(batch.cash_e6));
        Ok(Output::new()
            .record(
                format!("Cash set aside for {date}"),
                vec![
                    ("dealingDay", "Dealing day", Cell::day(day)),
                    ("due", "Redemptions come to", Cell::amount(due_e6)),
                    ("setAside", "Cash set aside", Cell::amount(set_aside)),
                ],
            )
            .note("`mmf requests settle` pays the redemptions now, and moves the rest to the next dealing day."))
    });
    Ok(plan.ask(question).into())
}

/// What the buffer can give to a day, in e6: earlier days come first.
pub fn part_e6(queue: &Queue, day: i32, due_e6: u64) -> u64 {
    queue.at.fund.buffer_cash_e6.saturating_sub(queue.dealing.due_before_e6(day)).min(due_e6)
}

/// What the treasurer decides.
pub fn question(day: i32, due_e6: u64, part_e6: u64) -> String {
    let amount = |amount: u64| grouped(&plain(amount));
    format!(
        "The redemptions of {} come to {}, and the buffer gives {}. Pay each the same part now, and let the rest wait for the next dealing day?",
        dates::date_of(day),
        amount(due_e6),
        amount(part_e6),
    )
}
