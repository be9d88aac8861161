//! What a settlement would do: nothing is sent.

use mmf::state::{Batch, BatchStatus};

use crate::commands::requests::queue::{Queue, batch_status};
use crate::output::{Cell, Output};

/// The batches that were struck, and what each needs next.
pub fn show(queue: &Queue, only: Option<i32>) -> Output {
    let struck = |batch: &&Batch| batch.day <= queue.at.fund.last_struck_day && only.is_none_or(|day| day == batch.day);
    let rows: Vec<Vec<Cell>> = queue.batches.iter().filter(struck).map(|batch| row(queue, batch)).collect();
    let partial = queue.partial().count() as u64;
    Output::new()
        .record(
            "Dry run of the settlement: nothing was sent",
            vec![
                ("dryRun", "Dry run", Cell::flag(true)),
                ("buffer", "Cash in the buffer", Cell::amount(queue.at.fund.buffer_cash_e6)),
                ("due", "Redemptions priced and not paid for", Cell::amount(queue.dealing.queue_due_e6)),
                ("partial", "Rests that would move to the next dealing day", Cell::count(partial)),
            ],
        )
        .fitted_table(
            "batches",
            "Batches that were struck",
            vec![
                ("dealingDay", "Dealing day"),
                ("classNo", "Class"),
                ("status", "Status"),
                ("subscriptions", "Subscriptions"),
                ("redemptions", "Redemptions"),
                ("due", "Due"),
                ("next", "What comes next"),
            ],
            rows,
        )
}

fn row(queue: &Queue, batch: &Batch) -> Vec<Cell> {
    let next = match batch.status {
        _ if batch.is_empty() => "close",
        BatchStatus::Open => "price by the strike",
        BatchStatus::Priced if batch.subscriptions > 0 => "issue the shares",
        BatchStatus::Priced => "set the cash aside, then pay",
        BatchStatus::Funded => "pay",
    };
    vec![
        Cell::day(batch.day),
        Cell::count(queue.class_no(&batch.class)),
        Cell::text(batch_status(batch.status)),
        Cell::count(batch.subscriptions),
        Cell::count(batch.redemptions),
        Cell::amount(batch.due_e6),
        Cell::text(next),
    ]
}
