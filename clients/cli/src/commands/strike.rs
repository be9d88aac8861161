//! `mmf strike`

pub(crate) mod correction;

use mmf::error::MmfError;
use mmf::instructions::{CorrectionArgs, choose_quote, quote_hash};
use mmf::state::{NavReport, Role, fund_flag};
use mmf_client::ix::StrikePlan;

use super::calendar::{self, Missed};
use super::quote::{self, Check, Consequence, Outlook};
use super::shared::{self, FundAt, explain_sdk};
use super::{document, price};
use crate::args::Strike;
use crate::context::Context;
use crate::dates;
use crate::error::CliResult;
use crate::explain;
use crate::output::{Format, Output};
use crate::tx::{Plan, Reply};

pub fn run(context: &Context, args: &Strike) -> CliResult<Reply> {
    let at = shared::fund(context)?;
    let now = shared::network_time(context)?;
    let missed = Missed::read(context, &at, now)?;
    let day = next_day(&at, args, &missed)?;
    let strike_no = at.fund.last_strike_no.saturating_add(1);
    let report = context.client.nav(&at.address, strike_no).map_err(|error| explain_sdk(context, &error))?;
    let quote_hash = chosen_hash(&at, strike_no, report.as_deref())?;
    let plan = StrikePlan {
        strike_no,
        day,
        quote_hash,
        year: u16::try_from(dates::date_of(day).year()).unwrap_or_default(),
        late: at.fund.is_late(now),
        override_hash: args.override_reason.as_deref().map(document::hash_of).transpose()?,
        correction: args.correction.as_deref().map(correction::read).transpose()?,
        external_price: args.external_price,
    };
    let correction_e6 = plan.correction.as_ref().map_or(Ok(0), correction::total_e6)?;
    let outlook = report.as_deref().map(|report| Outlook::of(context, &at, report, correction_e6)).transpose()?;
    let authority = shared::authority(context, &at, &plan.roles()).map_err(|error| {
        let late = "the strike is late, so governance signs as well: --signer FILE, or propose it";
        if plan.late { error.hint(late) } else { error }
    })?;
    foresee(context, &at, &plan, outlook.as_ref(), now)?;
    let payer = context.fee_payer()?.address();
    let order = context
        .client
        .addresses()
        .strike(&payer, (&at.address, &at.fund), &authority, &plan)
        .map_err(|error| explain_sdk(context, &error))?;
    let question = question(&plan, outlook.as_ref(), &missed);
    let plan = Plan::privileged(format!("strike {}", dates::date_of(day)), order, move |context, _| {
        let at = shared::fund(context)?;
        let left = Missed::read(context, &at, shared::network_time(context)?)?;
        Ok(quote::show(context, &at, strike_no)?.object("next", "Next", left.fields(&at.fund)))
    });
    Ok(plan.ask(question).into())
}

/// The calendar's next strike day, which is the one that the user means.
fn next_day(at: &FundAt, args: &Strike, missed: &Missed) -> CliResult<i32> {
    if let Some(day) = args.day.filter(|day| *day <= at.fund.last_struck_day) {
        let message = format!("{} is already struck", dates::date_of(day));
        return Err(explain::foreseen(&MmfError::DayAlreadyStruck, message));
    }
    let next = calendar::next_strike_day(&at.fund)?;
    match args.day {
        Some(day) if day != next => {
            let waiting = match missed.count() {
                0 => String::new(),
                count => format!("; {count} strike days wait, to be struck in order"),
            };
            let (next, day) = (dates::date_of(next), dates::date_of(day));
            let message = format!("the next strike day is {next}, not {day}{waiting}");
            Err(explain::foreseen(&MmfError::DayOutOfOrder, message))
        }
        _ => Ok(next),
    }
}

/// Hash of the quote that will be struck.
fn chosen_hash(at: &FundAt, strike_no: u32, report: Option<&NavReport>) -> CliResult<[u8; 32]> {
    let quorum = at.fund.policy.nav_quorum;
    let chosen = report.and_then(|report| {
        let place = choose_quote(report, at.fund.council(Role::NavSource), quorum).ok()?;
        report.posted().get(place)
    });
    chosen.map(quote_hash).ok_or_else(|| {
        let posted = report.map_or(0, |report| report.quote_count);
        let message = format!("strike {strike_no} needs {quorum} quotes and has {posted}");
        explain::foreseen(&MmfError::QuorumMissing, message)
    })
}

/// Refuses what the program would refuse, in figures.
fn foresee(context: &Context, at: &FundAt, plan: &StrikePlan, outlook: Option<&Outlook>, now: i64) -> CliResult<()> {
    let is_overridden = plan.override_hash.is_some();
    let refusal = outlook.and_then(|outlook| {
        outlook.broken().find_map(|check| match check.consequence {
            Consequence::Refuses => refused(check),
            Consequence::NeedsGovernance if !is_overridden => refused(check),
            _ => None,
        })
    });
    if let Some((error, message)) = refusal {
        return Err(explain::foreseen(&error, message));
    }
    if let Some(correction) = &plan.correction {
        check_correction(at, correction)?;
    }
    if at.fund.has_flag(fund_flag::PRICE_CHECK) && !is_overridden {
        price::check_external(context, at, plan.external_price.as_ref(), now)?;
    }
    Ok(())
}

fn refused(check: &Check) -> Option<(MmfError, String)> {
    let (figure, bound) = (&check.figure.text, &check.bound.text);
    check.error.map(|error| (error, format!("{}: {figure}, and the bound is {bound}", check.label)))
}

fn check_correction(at: &FundAt, correction: &CorrectionArgs) -> CliResult<()> {
    correction.check(&at.fund).map_err(|_| {
        let message = format!(
            "the correction names strike {}, and the last one is {}; its classes must be the fund's, each with an amount",
            correction.strike_no, at.fund.last_strike_no
        );
        explain::foreseen(&MmfError::CorrectionInvalid, message)
    })
}

fn question(plan: &StrikePlan, outlook: Option<&Outlook>, missed: &Missed) -> String {
    let table = outlook.map_or_else(String::new, |outlook| outlook.show(Output::new()).render("", Format::Display));
    let late = if plan.late { " It is late, so governance signs as well." } else { "" };
    let waiting = match missed.count().saturating_sub(1) {
        0 => String::new(),
        count => format!(" {count} more strike days wait."),
    };
    let date = dates::date_of(plan.day);
    format!("{table}\n\nStrike {} books the income of {date} for good.{late}{waiting} Go on?", plan.strike_no)
}
