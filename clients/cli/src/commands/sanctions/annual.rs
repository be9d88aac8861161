//! `mmf sanctions report annual`: all property that was blocked on a day.

use std::path::Path;

use super::blocked::{Property, Question, columns};
use super::deadline;
use super::orders::spans;
use super::single::{totals, with_holdings};
use crate::commands::csv_file;
use crate::commands::shared::{self, explain_sdk};
use crate::context::Context;
use crate::dates::{DAY_SECONDS, date_of, end_of_day};
use crate::error::{CliError, CliResult};
use crate::output::{Cell, Output};
use crate::tx::spinner;

pub fn annual(context: &Context, as_of: i32, csv: Option<&Path>) -> CliResult<Output> {
    let fund = shared::fund(context)?;
    let now = shared::network_time(context)?;
    if i64::from(as_of) * DAY_SECONDS > now {
        return Err(CliError::usage("DateAhead", format!("{} has not come yet", date_of(as_of)))
            .hint("give a day up to today with --as-of"));
    }
    let moment = end_of_day(as_of).min(now);
    let explain = |error| explain_sdk(context, &error);
    let progress = spinner(context, "reading the histories of whoever was ever restricted");
    let mut all = Property { is_explained: true, ..Property::default() };
    let mut investors = 0u64;
    // Every restriction and release leaves its reason on record, so nobody else was ever sanctioned.
    let suspects = context.client.investors(&fund.address).map_err(explain)?;
    for (address, investor) in suspects.iter().filter(|(_, investor)| investor.reason != 0) {
        let history = context.client.history(address).map_err(explain)?;
        let Some(span) = spans(address, &history).into_iter().rfind(|span| span.covers(moment)) else {
            continue;
        };
        let question = Question {
            id: investor.investor_id,
            investor: *address,
            history: &history,
            blocked: &span.blocked,
            moment,
        };
        all.add(Property::gather(context, &fund, &question)?)?;
        investors += 1;
    }
    progress.finish_and_clear();
    if let Some(path) = csv {
        csv_file::write(path, &columns(), &all.rows)?;
    }
    let due = deadline::of_year(as_of).map_or_else(Cell::none, Cell::day);
    let mut fields = vec![
        ("report", "Report", Cell::text("annual")),
        ("asOf", "As of", Cell::day(as_of)),
        ("at", "At", Cell::instant(moment)),
        ("dueOn", "Report due on", due),
        ("investors", "Investors with blocked property", Cell::count(investors)),
    ];
    fields.extend(totals(&all));
    let output = with_holdings(Output::new().record("Annual report of blocked property", fields), all);
    Ok(match deadline::of_year(as_of) {
        Some(_) => output,
        None => output.note("The annual report states blocked property as of 30 June and is due by 30 September."),
    })
}
