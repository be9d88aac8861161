//! `mmf requests fund`: the treasurer starts a part payment.

use mmf::error::MmfError;
use mmf::instructions::{DayTotals, FundBatchesArgs, mandatory_fee_ppm};
use mmf::state::{BatchStatus, Role};
use mmf_math::convert::to_settlement_down;
use mmf_math::fee;

use super::queue::Queue;
use crate::amount::{grouped, plain};
use crate::commands::dealing::cash_e6;
use crate::commands::shared;
use crate::context::Context;
use crate::dates;
use crate::error::{CliError, CliResult};
use crate::explain;
use crate::output::{Cell, Output};
use crate::tx::{Plan, Reply};

pub fn run(context: &Context, day: i32, least_e6: Option<u64>) -> CliResult<Reply> {
    let queue = Queue::read(context)?;
    let waits = queue.of_day(day).filter(|batch| batch.status == BatchStatus::Priced && batch.due_e6 > 0);
    let due_e6 = waits.fold(0u64, |sum, batch| sum.saturating_add(batch.due_e6));
    let date = dates::date_of(day);
    if due_e6 == 0 {
        let message = format!("no redemptions of {date} wait for their cash");
        let refused = explain::foreseen(&MmfError::BatchNotPriced, message);
        let is_funded = queue.of_day(day).any(|batch| batch.status == BatchStatus::Funded);
        return Err(if is_funded { refused.hint("it is set aside: `mmf requests settle` pays them") } else { refused });
    }
    let authority = shared::authority(context, &queue.at, &[Role::Treasurer])?;
    let part_e6 = part_e6(&queue, day, due_e6)?;
    // The buffer changes while an action gathers its approvals; the order must not.
    let is_action = context.globals.propose.or(context.globals.action).is_some();
    let least_e6 = least_e6.unwrap_or(if is_action { 0 } else { part_e6 });
    let args = FundBatchesArgs { day, least_e6 };
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

/// What the buffer can give to a day at least, in whole units of the settlement mint, in e6: earlier days come first, and a mandatory fee lowers
/// what the redemptions come to.
///
/// # Errors
/// When a figure is out of range.
pub fn part_e6(queue: &Queue, day: i32, due_e6: u64) -> CliResult<u64> {
    let fund = &queue.at.fund;
    let invalid = |error: String| CliError::failure("FiguresInvalid", error);
    let regime = fund.regime().map_err(|error| invalid(error.to_string()))?;
    let above = DayTotals { redeemed_e6: 1, ..DayTotals::default() };
    let ppm = mandatory_fee_ppm(regime, &queue.dealing, &above, day);
    // Each batch rounds its fees up.
    let rounded_e6 = if ppm == 0 { 0 } else { 2 * queue.of_day(day).count() as u64 };
    let fee_e6 = fee::of_ppm(due_e6, ppm).map_err(|error| invalid(error.to_string()))?.saturating_add(rounded_e6);
    let free_e6 = fund.buffer_cash_e6.saturating_sub(queue.dealing.due_before_e6(day));
    let part_e6 = free_e6.min(due_e6.saturating_sub(fee_e6));
    let whole = to_settlement_down(part_e6, fund.settlement_decimals).map_err(|error| invalid(error.to_string()))?;
    Ok(cash_e6(whole, fund.settlement_decimals))
}

/// What the treasurer decides.
pub fn question(day: i32, due_e6: u64, part_e6: u64) -> String {
    format!(
        "The redemptions of {} come to {}, and the buffer gives {}. Pay each the same part now, and let the rest wait for the next dealing day?",
        dates::date_of(day),
        text(due_e6),
        text(part_e6),
    )
}

/// The refusal of a part payment by who is not the treasurer, with the figures.
pub fn waits(queue: &Queue, day: i32, (due_e6, part_e6): (u64, u64), refused: CliError) -> CliError {
    let grace = i64::from(queue.dealing.terms.settlement_grace_seconds);
    let ends = queue.of_day(day).map(|batch| batch.priced_at.saturating_add(grace)).max().unwrap_or_default();
    let why = if part_e6 < due_e6 / 2 {
        "a part below a half is the treasurer's to start".to_owned()
    } else {
        format!("until {} only the treasurer starts a part payment", dates::instant_text(ends))
    };
    let message = format!("the redemptions come to {}, and the buffer gives {}: {why}", text(due_e6), text(part_e6));
    CliError { message, ..refused }
}

fn text(amount_e6: u64) -> String {
    grouped(&plain(amount_e6))
}
