//! `mmf requests list`

use mmf::state::{Batch, Request, Side};
use solana_sdk::pubkey::Pubkey;

use super::fields::{refusal, status};
use super::queue::{Queue, batch_status};
use crate::args::{RequestStatusName, RequestsList, side_name};
use crate::commands::dealing::cash_e6;
use crate::context::Context;
use crate::error::CliResult;
use crate::output::{Cell, Output};

pub fn list(context: &Context, args: &RequestsList) -> CliResult<Output> {
    let queue = Queue::read(context)?;
    let is_wanted = |request: &Request| {
        args.class.is_none_or(|number| queue.class_no(&request.class) == number)
            && args.wallet.is_none_or(|wallet| request.owner == wallet)
            && args.day.is_none_or(|day| request.day == day)
            && (args.status.is_empty() || args.status.iter().any(|name| has_status(request, *name)))
    };
    let rows: Vec<Vec<Cell>> = queue
        .requests
        .iter()
        .filter(|(_, request)| is_wanted(request))
        .map(|(key, request)| row(&queue, key, request))
        .collect();
    let batches = queue.batches.iter().filter(|batch| {
        args.class.is_none_or(|number| queue.class_no(&batch.class) == number)
            && args.day.is_none_or(|day| batch.day == day)
    });
    Ok(Output::new()
        .fitted_table(
            "batches",
            "Batches of the dealing days",
            batch_columns(),
            batches.map(|batch| batch_row(&queue, batch)).collect(),
        )
        .fitted_table(
            "requests",
            format!("{} requests", rows.len()),
            vec![
                ("dealingDay", "Dealing day"),
                ("classNo", "Class"),
                ("side", "Side"),
                ("status", "Status"),
                ("cash", "Cash"),
                ("units", "Units"),
                ("toCollect", "To collect"),
                ("wallet", "Wallet"),
                ("request", "Request"),
                ("refusedFor", "Refused for"),
            ],
            rows,
        ))
}

/// Whether a request stands so. Cash that its holder has yet to collect is due whatever became of the rest.
fn has_status(request: &Request, name: RequestStatusName) -> bool {
    let is_due = name == RequestStatusName::Due && request.due_settlement_units > 0;
    is_due || RequestStatusName::of(request.status) == name
}

/// Cash that was given or paid; units that are still to be redeemed, or were issued.
fn row(queue: &Queue, key: &Pubkey, request: &Request) -> Vec<Cell> {
    let (cash, units) = match request.side {
        Side::Subscription => (request.cash_settlement_units, request.settled_units),
        Side::Redemption if request.is_over() => (request.paid_settlement_units, request.settled_units),
        Side::Redemption => (request.paid_settlement_units, request.units),
    };
    vec![
        Cell::day(request.day),
        Cell::count(queue.class_no(&request.class)),
        Cell::text(side_name(request.side)),
        Cell::text(status(request)),
        Cell::amount(cash_e6(cash, queue.at.fund.settlement_decimals)),
        Cell::amount(units),
        match request.due_settlement_units {
            0 => Cell::none(),
            due => Cell::amount(cash_e6(due, queue.at.fund.settlement_decimals)),
        },
        Cell::address(&request.owner),
        Cell::address(key),
        refusal(request),
    ]
}

fn batch_columns() -> Vec<(&'static str, &'static str)> {
    vec![
        ("dealingDay", "Dealing day"),
        ("classNo", "Class"),
        ("status", "Status"),
        ("subscriptions", "Subscriptions"),
        ("subscribed", "come to"),
        ("redemptions", "Redemptions"),
        ("redeemedUnits", "of units"),
        ("strikeNo", "Strike"),
        ("price_e12", "Price"),
        ("liquidityFeePpm", "Liquidity fee (ppm)"),
        ("due", "Due after fees"),
        ("setAside", "Set aside"),
    ]
}

fn batch_row(queue: &Queue, batch: &Batch) -> Vec<Cell> {
    let only = |cell: Cell| if batch.strike_no == 0 { Cell::none() } else { cell };
    vec![
        Cell::day(batch.day),
        Cell::count(queue.class_no(&batch.class)),
        Cell::text(batch_status(batch.status)),
        Cell::count(batch.subscriptions),
        Cell::amount(batch.subscribed_e6),
        Cell::count(batch.redemptions),
        Cell::amount(batch.redeemed_units),
        only(Cell::count(batch.strike_no)),
        only(Cell::price(batch.price_e12)),
        only(Cell::count(batch.liquidity_fee_ppm)),
        only(Cell::amount(batch.due_e6)),
        only(Cell::amount(batch.cash_e6)),
    ]
}
