//! `mmf strike`

use mmf::error::MmfError;
use mmf::instructions::{choose_quote, quote_hash};
use mmf::state::Role;
use mmf_client::ix::StrikePlan;

use super::quote;
use super::shared::{self, FundAt, explain_sdk};
use crate::args::Strike;
use crate::context::Context;
use crate::dates;
use crate::error::CliResult;
use crate::explain;
use crate::tx::{Plan, Reply};

pub fn run(context: &Context, args: &Strike) -> CliResult<Reply> {
    let at = shared::fund(context)?;
    let day = next_day(&at, args)?;
    let strike_no = at.fund.last_strike_no.saturating_add(1);
    let report = context.client.nav(&at.address, strike_no).map_err(|error| explain_sdk(context, &error))?;
    let quorum = at.fund.policy.nav_quorum;
    let chosen = report
        .as_ref()
        .and_then(|report| Some((report, choose_quote(report, at.fund.council(Role::NavSource), quorum).ok()?)));
    let Some((report, place)) = chosen else {
        let posted = report.map_or(0, |report| report.quote_count);
        return Err(explain::foreseen(
            &MmfError::QuorumMissing,
            format!("strike {strike_no} needs {} quotes and has {posted}", quorum),
        ));
    };
    let hash = report.posted().get(place).map(quote_hash).unwrap_or_default();
    let plan = strike_plan(context, &at, strike_no, day, hash)?;
    let authority = shared::authority(context, &at, &plan.roles())?;
    let payer = context.fee_payer()?.address();
    let order = context
        .client
        .addresses()
        .strike(&payer, (&at.address, &at.fund), &authority, &plan)
        .map_err(|error| explain_sdk(context, &error))?;
    let date = dates::date_of(day);
    let question = format!("Strike {strike_no} books the income of {date} for good. Go on?");
    let plan = Plan::privileged(format!("strike {date}"), order, move |context, _| {
        quote::show(context, &at.address, strike_no)
    });
    Ok(plan.ask(question).into())
}

/// The calendar's next strike day, which is the one that the user means.
fn next_day(at: &FundAt, args: &Strike) -> CliResult<i32> {
    let fund = &at.fund;
    if let Some(day) = args.day.filter(|day| *day <= fund.last_struck_day) {
        let message = format!("{} is already struck", dates::date_of(day));
        return Err(explain::foreseen(&MmfError::DayAlreadyStruck, message));
    }
    if fund.next_cutoff == 0 {
        let last = dates::date_of(fund.last_struck_day);
        let message = format!("the fund's calendars hold no strike day after {last}");
        return Err(explain::foreseen(&MmfError::CalendarMissing, message));
    }
    let next = fund.next_strike_day;
    match args.day {
        Some(day) if day != next => Err(explain::foreseen(
            &MmfError::DayOutOfOrder,
            format!("the next strike day is {}, not {}", dates::date_of(next), dates::date_of(day)),
        )),
        _ => Ok(next),
    }
}

fn strike_plan(
    context: &Context,
    at: &FundAt,
    strike_no: u32,
    day: i32,
    quote_hash: [u8; 32],
) -> CliResult<StrikePlan> {
    let year = u16::try_from(dates::date_of(day).year()).unwrap_or_default();
    let now = shared::network_time(context)?;
    Ok(StrikePlan {
        strike_no,
        day,
        quote_hash,
        year,
        late: at.fund.is_late(now),
        override_hash: None,
        correction: None,
        external_price: None,
    })
}
