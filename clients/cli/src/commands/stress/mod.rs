//! `mmf stress`: what redemptions and a move of the market would do to the fund.

mod cells;
mod chain;
mod files;
mod record;
mod scenario;
mod summary;
mod tables;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use mmf_portfolio::{Minimums, Outcome, QueuedRedemptions, Shock, StressOf, Stressed, from_e6};

use self::chain::OnChain;
use self::files::Files;
use self::scenario::{Redemption, Scenario};
use super::portfolio::inputs;
use super::portfolio::words::explain;
use crate::args::Stress;
use crate::context::Context;
use crate::error::{CliError, CliResult};
use crate::tx::Reply;

/// A scenario and what comes of it.
struct Case {
    scenario: Scenario,
    outcome: Outcome,
}

/// The fund after each move of the market.
type Moved<'a> = BTreeMap<Shock, Stressed<'a>>;

pub fn run(context: &Context, args: &Stress) -> CliResult<Reply> {
    let files = Files::read(context, args)?;
    let valuation = files.book.value_at(inputs::day(args.day)).map_err(|error| explain(&error))?;
    let on_chain = chain::read(context, args)?;
    let of = StressOf {
        book: &files.book,
        valuation: &valuation,
        curve: &files.curve,
        calendar: &files.calendar,
        regime: files.regime,
        minimums: minimums(args, &files),
        shares: inputs::shares(&args.shares)?,
        queued: queued(args, on_chain.as_ref())?,
        sale_cost_bps: args.sale_cost,
    };
    let mut moved = Moved::new();
    let mut output = summary::of(&files, &of, after(&mut moved, &of, Shock::default())?)?;
    if let Some(on_chain) = &on_chain {
        output = on_chain.show(output);
    }
    let mut cases = Vec::new();
    for scenario in scenario::list(args, on_chain.as_ref().and_then(OnChain::largest)) {
        cases.push(case(after(&mut moved, &of, scenario.shock)?, scenario)?);
    }
    let output = tables::add(output, &of, &cases, &moved)?;
    record::keep(context, args, output).map(Reply::from)
}

/// The fund after a move; each is worked out once.
fn after<'m, 'a>(moved: &'m mut Moved<'a>, of: &'a StressOf<'a>, shock: Shock) -> CliResult<&'m Stressed<'a>> {
    Ok(match moved.entry(shock) {
        Entry::Occupied(known) => known.into_mut(),
        Entry::Vacant(free) => free.insert(Stressed::new(of, shock).map_err(|error| explain(&error))?),
    })
}

fn case(stressed: &Stressed<'_>, scenario: Scenario) -> CliResult<Case> {
    let shares = match scenario.redemption {
        Redemption::Part(bps) => stressed.part(bps),
        Redemption::Largest { shares, .. } => Ok(shares),
    };
    let outcome = shares.and_then(|shares| stressed.redeem(shares)).map_err(|error| explain(&error))?;
    Ok(Case { scenario, outcome })
}

/// What the command line asks for, else the regime's and the fund's own limits.
fn minimums(args: &Stress, files: &Files) -> Minimums {
    let known = Minimums::of(&files.limits);
    Minimums {
        daily_bps: args.least_daily.map(i64::from).or(known.daily_bps),
        weekly_bps: args.least_weekly.map(i64::from).or(known.weekly_bps),
    }
}

/// What the command line says, else what waits in the fund's queue.
fn queued(args: &Stress, on_chain: Option<&OnChain>) -> CliResult<Option<QueuedRedemptions>> {
    let shares = args.queued.map(i64::try_from).transpose();
    let shares = shares.map_err(|_| {
        CliError::usage("SharesTooMany", "so many shares can't wait").hint("give the shares that wait, such as 2500000")
    })?;
    let shares = shares.or(on_chain.and_then(OnChain::queued_e6)).filter(|shares| args.queued.is_some() || *shares > 0);
    Ok(shares.map(|shares| QueuedRedemptions { shares: from_e6(shares) }))
}
