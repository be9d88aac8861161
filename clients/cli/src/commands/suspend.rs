//! `mmf suspend`, `suspend show|lift|wind-up`

use std::path::Path;

use mmf::error::MmfError;
use mmf::instructions::{LiftSuspensionArgs, SuspendArgs, WindUpArgs};
use mmf::state::{Fund, RequestStatus, Role, Side, SuspensionGround, WINDING_UP};

use super::document;
use super::requests::Queue;
use super::shared::{self, FundAt};
use crate::args::{GroundName, Suspend, SuspendCommand};
use crate::context::Context;
use crate::dates;
use crate::error::{CliError, CliResult};
use crate::explain;
use crate::output::{Cell, Field, Output};
use crate::tx::{Plan, Reply};

pub fn run(context: &Context, args: &Suspend) -> CliResult<Reply> {
    match (&args.verb, args.ground, &args.document) {
        (Some(SuspendCommand::Show), ..) => report(context).map(Reply::from),
        (Some(SuspendCommand::Lift { document }), ..) => lift(context, document),
        (Some(SuspendCommand::WindUp { document }), ..) => wind_up(context, document),
        (None, Some(ground), Some(document)) => suspend(context, ground, args.until, document),
        _ => Err(CliError::usage("GroundMissing", "give --ground and --document")),
    }
}

fn suspend(context: &Context, ground: GroundName, until: Option<i64>, resolution: &Path) -> CliResult<Reply> {
    let at = shared::fund(context)?;
    let now = shared::network_time(context)?;
    check_length(&at.fund, ground, until, now)?;
    let document_hash = document::hash_of(resolution)?;
    let authority = shared::authority(context, &at, &[Role::Board])?;
    let args = SuspendArgs { ground: ground.ground(), ends_at: until.unwrap_or(0), document_hash };
    let order = context.client.addresses().suspend_redemptions(&at.address, &authority, args);
    let order = order.for_record(0, at.fund.suspended_at.unsigned_abs());
    let end = until.map_or_else(|| "without end".to_owned(), |until| format!("until {}", dates::instant_text(until)));
    let warning = if ground == GroundName::Liquidation {
        " A liquidation is irrevocable and leads only to winding up."
    } else {
        ""
    };
    let question = format!(
        "Suspend redemptions {end}: nothing is dealt at once and nothing of the queue is settled.{warning} Go on?"
    );
    let plan = Plan::privileged("suspend redemptions", order, |context, _| report(context));
    Ok(plan.ask(question).into())
}

/// The ground suspends in a fund of this kind, and for so long, by the program's own table.
fn check_length(fund: &Fund, ground: GroundName, until: Option<i64>, now: i64) -> CliResult<()> {
    let refuse = |message: String| Err(explain::foreseen(&MmfError::GroundForbidden, message));
    let regime = fund.regime().map_err(|error| CliError::failure("FiguresInvalid", error.to_string()))?;
    let Some(longest) = ground.ground().longest_seconds(regime) else {
        return refuse("the documents of a registered or EU fund are no ground for it".to_owned());
    };
    match (ground, until) {
        (GroundName::Liquidation, Some(_)) => refuse("a liquidation has no end: leave --until out".to_owned()),
        (GroundName::Postponement, None) => refuse("a postponement has an end: give --until".to_owned()),
        (_, Some(until)) if until <= now => refuse("the end lies in the past".to_owned()),
        (GroundName::Postponement, Some(until)) if until.saturating_sub(now) > longest => {
            let last = dates::instant_text(now.saturating_add(longest));
            refuse(format!("a fund of this kind postpones payment until {last} at most"))
        }
        (GroundName::Postponement, _) if follows_too_soon(fund, longest, now) => {
            let [ended, from] = [fund.suspension_ends_at, fund.suspension_ends_at.saturating_add(longest)];
            let [ended, from] = [ended, from].map(dates::instant_text);
            Err(explain::foreseen(
                &MmfError::GroundForbidden,
                format!("the last suspension ended at {ended}: payment is postponed again from {from} on"),
            )
            .hint(
                "dealing stays open until then; a fund that can't pay liquidates: `mmf suspend --ground liquidation`",
            ))
        }
        _ => Ok(()),
    }
}

/// Postponements don't follow one another: dealing is open first for as long as one lasts at most.
fn follows_too_soon(fund: &Fund, longest_seconds: i64, now: i64) -> bool {
    let last_end = fund.suspension_ends_at;
    !fund.is_suspended(now) && last_end != 0 && now.saturating_sub(last_end) < longest_seconds
}

fn lift(context: &Context, resolution: &Path) -> CliResult<Reply> {
    let at = shared::fund(context)?;
    let ground = SuspensionGround::from_number(at.fund.suspension);
    if ground.is_none_or(|ground| ground == SuspensionGround::Liquidation) {
        let state =
            if at.fund.suspension == 0 { "redemptions are not suspended" } else { "a liquidation can't be taken back" };
        return Err(explain::foreseen(&MmfError::SuspensionNotOpen, state));
    }
    let document_hash = document::hash_of(resolution)?;
    let authority = shared::authority(context, &at, &[Role::Board])?;
    let args = LiftSuspensionArgs { suspended_at: at.fund.suspended_at, document_hash };
    let order = context.client.addresses().lift_suspension(&at.address, &authority, args);
    let plan = Plan::privileged("lift the suspension", order, |context, _| report(context));
    Ok(plan.ask("End the suspension: dealing and the queue go on?").into())
}

fn wind_up(context: &Context, resolution: &Path) -> CliResult<Reply> {
    let at = shared::fund(context)?;
    if at.fund.suspension != SuspensionGround::Liquidation.number() {
        let message = "only a fund that liquidates is wound up";
        return Err(explain::foreseen(&MmfError::SuspensionNotOpen, message)
            .hint("the board runs `mmf suspend --ground liquidation` first"));
    }
    let document_hash = document::hash_of(resolution)?;
    let authority = shared::authority(context, &at, &[Role::Board, Role::Governance])?;
    let order = context.client.addresses().wind_up(&at.address, &authority, WindUpArgs { document_hash });
    let plan = Plan::privileged("wind the fund up", order, |context, _| report(context));
    Ok(plan.ask("Wind the fund up, for good: the queue pays redeemers pro rata, and nothing else is dealt?").into())
}

/// The suspension with who waits, and what it means.
fn report(context: &Context) -> CliResult<Output> {
    let queue = Queue::read(context)?;
    let waits = |status| matches!(status, RequestStatus::Open | RequestStatus::Partial);
    let of = |side: Side| queue.requests.iter().filter(move |(_, it)| it.side == side && waits(it.status));
    let escrow_e6 = of(Side::Subscription).fold(0u64, |sum, (_, it)| sum.saturating_add(it.cash_e6));
    let mut per_class = Vec::new();
    for (key, class) in &queue.classes {
        let units = of(Side::Redemption)
            .filter(|(_, it)| it.class == *key)
            .fold(0u64, |sum, (_, it)| sum.saturating_add(it.units));
        let count = of(Side::Redemption).filter(|(_, it)| it.class == *key).count() as u64;
        per_class.push((class.class_no, vec![Cell::count(class.class_no), Cell::count(count), Cell::amount(units)]));
    }
    per_class.sort_by_key(|(number, _)| *number);
    Ok(Output::new()
        .record("Suspension of redemptions", fields(&queue.at, queue.now))
        .object(
            "waiting",
            "Who waits in the queue",
            vec![
                ("subscriptions", "Subscriptions", Cell::count(of(Side::Subscription).count() as u64)),
                ("escrow", "Their cash", Cell::amount(escrow_e6)),
                ("redemptions", "Redemptions", Cell::count(of(Side::Redemption).count() as u64)),
                ("due", "Of those, priced and due", Cell::amount(queue.dealing.queue_due_e6)),
            ],
        )
        .table(
            "redemptionsByClass",
            "Redemptions by share class",
            vec![("classNo", "Class"), ("redemptions", "Redemptions"), ("units", "Units")],
            per_class.into_iter().map(|(_, row)| row).collect(),
        )
        .note(meaning(&queue.at.fund, queue.now)))
}

/// Ground, dates and resolution.
pub fn fields(at: &FundAt, now: i64) -> Vec<Field> {
    let fund = &at.fund;
    let is_known = fund.suspension != 0;
    let only = |cell: Cell| if is_known { cell } else { Cell::none() };
    vec![
        ("suspended", "Suspended", Cell::flag(fund.is_suspended(now))),
        ("windingUp", "Being wound up", Cell::flag(fund.is_winding_up())),
        ("ground", "Ground", only(Cell::text(ground(fund.suspension)))),
        ("suspendedAt", "Since", only(Cell::instant(fund.suspended_at))),
        ("endsAt", "Ends", only(Cell::instant(fund.suspension_ends_at))),
        (
            "document",
            "SHA-256 of the last resolution",
            if fund.suspension_hash == [0; 32] { Cell::none() } else { Cell::hex(&fund.suspension_hash) },
        ),
    ]
}

fn ground(number: u8) -> &'static str {
    match SuspensionGround::from_number(number) {
        Some(SuspensionGround::Liquidation) => "liquidation",
        Some(SuspensionGround::Postponement) => "postponement",
        Some(SuspensionGround::FundDocuments) => "documents",
        None if number == WINDING_UP => "winding up",
        None => "none",
    }
}

fn meaning(fund: &Fund, now: i64) -> &'static str {
    if fund.is_winding_up() {
        "The queue pays redeemers, pro rata where cash is short. Nothing is dealt at once, and nobody subscribes."
    } else if fund.is_suspended(now) {
        "Nothing is dealt at once and nothing of the queue is settled. Who waits can cancel: `mmf requests cancel`. Redemptions can still be \
         queued; they wait for the end. Strikes, dividends and transfers go on."
    } else {
        "Dealing is not suspended."
    }
}
