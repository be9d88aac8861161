//! `mmf investor list`

use mmf::state::{AttributeKind, Investor};

use super::names::{attributes, kind, last_day, status, total_units};
use crate::args::InvestorList;
use crate::commands::shared::{self, explain_sdk};
use crate::context::Context;
use crate::error::CliResult;
use crate::output::{Cell, Output};

pub fn list(context: &Context, args: &InvestorList) -> CliResult<Output> {
    let fund = shared::fund(context)?;
    let mut investors = context.client.investors(&fund.address).map_err(|error| explain_sdk(context, &error))?;
    let horizon = match args.expiring_within {
        Some(seconds) => Some(shared::network_time(context)?.saturating_add(i64::from(seconds))),
        None => None,
    };
    investors.retain(|(_, investor)| {
        let is_wanted = args.status.is_empty() || args.status.iter().any(|name| *name as u8 == investor.status);
        is_wanted && horizon.is_none_or(|horizon| next_expiry(investor).is_some_and(|(_, at)| at <= horizon))
    });
    let rows = investors.iter().map(|(_, investor)| row(investor));
    Ok(Output::new().table(
        "investors",
        format!("{} investors", investors.len()),
        vec![
            ("investorId", "Number"),
            ("status", "Status"),
            ("kind", "Kind"),
            ("jurisdiction", "Country"),
            ("kycUntil", "KYC until"),
            ("nextExpiry", "Runs out first"),
            ("nextExpiryUntil", "Until"),
            ("units", "Units"),
        ],
        rows.collect(),
    ))
}

fn row(investor: &Investor) -> Vec<Cell> {
    let (name, until) = match next_expiry(investor) {
        Some((name, expires_at)) => (Cell::text(name), last_day(expires_at)),
        None => (Cell::none(), Cell::none()),
    };
    vec![
        Cell::hex(&investor.investor_id),
        Cell::text(status(investor.status)),
        Cell::text(kind(investor.kind)),
        Cell::count(investor.jurisdiction),
        last_day(investor.attributes[AttributeKind::Kyc as usize].expires_at),
        name,
        until,
        Cell::amount(total_units(investor)),
    ]
}

/// The attribute that runs out first, or that ran out first, and the moment.
fn next_expiry(investor: &Investor) -> Option<(&'static str, i64)> {
    let held = attributes(investor).filter(|(_, attribute)| attribute.expires_at != 0);
    held.map(|(name, attribute)| (name, attribute.expires_at)).min_by_key(|(_, expires_at)| *expires_at)
}
