//! What the chain adds, where a fund is named: its buffer, its queue, and what its largest investors hold.

use std::collections::BTreeMap;

use mmf::instructions::value_e6;
use mmf::state::{Holding, RequestStatus, ShareClass, Side};
use mmf_portfolio::from_e6;
use solana_sdk::pubkey::Pubkey;

use super::cells::millionths;
use super::scenario::Redemption;
use crate::args::Stress;
use crate::commands::shared::{self, FundAt, explain_sdk};
use crate::context::Context;
use crate::error::{CliError, CliResult};
use crate::output::{Cell, Output};

/// The fund on chain, or why it could not be read.
pub struct OnChain {
    standing: Result<Standing, CliError>,
    largest: Option<Largest>,
}

/// The fund's buffer and its queue.
struct Standing {
    buffer_cash_e6: u64,
    /// Redemptions in line, at the last prices, in e6.
    queued_e6: i64,
    queued_requests: u64,
}

/// What the largest investors hold.
struct Largest {
    investors: u64,
    shares_e6: i64,
    /// Classes without a register, whose holders are not counted.
    unregistered: Vec<String>,
}

/// Reads the fund that the command line names; `None` if it names none.
///
/// # Errors
/// When the largest investors are asked for, and no fund is named or it can't be read. A buffer that can't be read is no error: the test
/// rests on files.
pub fn read(context: &Context, args: &Stress) -> CliResult<Option<OnChain>> {
    if let Some(investors) = args.largest {
        let at = shared::fund(context)?;
        let largest = Some(largest(context, &at, investors)?);
        return Ok(Some(OnChain { standing: Ok(standing(context, &at)?), largest }));
    }
    let named = context.globals.fund.is_some();
    let read = || shared::fund(context).and_then(|at| standing(context, &at));
    Ok(named.then(|| OnChain { standing: read(), largest: None }))
}

impl OnChain {
    /// The largest investors' redemption, where it is asked for.
    pub fn largest(&self) -> Option<Redemption> {
        let largest = self.largest.as_ref()?;
        Some(Redemption::Largest { investors: largest.investors, shares: from_e6(largest.shares_e6) })
    }

    /// Redemptions that wait in the fund's queue, in e6; `None` where the fund could not be read.
    pub fn queued_e6(&self) -> Option<i64> {
        self.standing.as_ref().ok().map(|standing| standing.queued_e6)
    }

    /// Adds the fund as it stands on chain.
    pub fn show(&self, output: Output) -> Output {
        let mut fields = match &self.standing {
            Ok(standing) => vec![
                ("bufferCashE6", "Buffer by the books", millionths(standing.buffer_cash_e6)),
                ("queuedRequests", "Redemptions in the queue", Cell::count(standing.queued_requests)),
                ("queuedE6", "come to, at the last prices", millionths(standing.queued_e6)),
            ],
            Err(error) => vec![("unreadBecause", "Not read", Cell::text(&error.message))],
        };
        if let Some(largest) = &self.largest {
            fields.push(("largestInvestors", "Largest investors", Cell::count(largest.investors)));
            fields.push(("largestSharesE6", "hold (fund currency)", millionths(largest.shares_e6)));
            fields.push(("unregisteredClasses", "Classes without a register", Cell::list(&largest.unregistered)));
        }
        output.object("onChain", "Fund on chain", fields)
    }
}

/// Reads the buffer and the queue.
fn standing(context: &Context, at: &FundAt) -> CliResult<Standing> {
    let requests = context.client.requests(&at.address).map_err(|error| explain_sdk(context, &error))?;
    let classes = context.client.addresses().classes(&at.address, at.fund.class_bitmap);
    let (mut sum_e6, mut count) = (0u64, 0u64);
    for (number, address) in classes {
        let waits = |status| matches!(status, RequestStatus::Open | RequestStatus::Partial);
        let of_class =
            requests.iter().filter(|(_, it)| it.class == address && it.side == Side::Redemption && waits(it.status));
        let units = of_class.clone().try_fold(0u64, |sum, (_, it)| sum.checked_add(it.units)).ok_or_else(too_large)?;
        count = count.saturating_add(of_class.count() as u64);
        if units > 0 {
            let (_, class) = shared::class(context, &at.address, number)?;
            let worth_e6 = value_e6(&class, units).map_err(|_| too_large())?;
            sum_e6 = sum_e6.checked_add(worth_e6).ok_or_else(too_large)?;
        }
    }
    let queued_e6 = i64::try_from(sum_e6).map_err(|_| too_large())?;
    Ok(Standing { buffer_cash_e6: at.fund.buffer_cash_e6, queued_e6, queued_requests: count })
}

/// Adds up what each investor holds in the classes with a register, at their last price, and takes the largest.
fn largest(context: &Context, at: &FundAt, investors: u64) -> CliResult<Largest> {
    let mut held = BTreeMap::<Pubkey, u64>::new();
    let mut unregistered = Vec::new();
    for number in at.fund.class_numbers() {
        let (address, class) = shared::class(context, &at.address, number)?;
        if !class.is_hooked() {
            unregistered.push(number.to_string());
            continue;
        }
        let holdings = context.client.holdings(&address).map_err(|error| explain_sdk(context, &error))?;
        for (_, holding) in holdings {
            let sum = held.entry(holding.investor).or_default();
            *sum = sum.checked_add(worth_e6(&class, &holding)).ok_or_else(too_large)?;
        }
    }
    let mut amounts: Vec<u64> = held.into_values().filter(|amount| *amount > 0).collect();
    amounts.sort_unstable_by(|a, b| b.cmp(a));
    amounts.truncate(usize::try_from(investors).unwrap_or(usize::MAX));
    let sum = amounts.iter().try_fold(0u64, |sum, amount| sum.checked_add(*amount));
    let shares_e6 = sum.and_then(|sum| i64::try_from(sum).ok()).ok_or_else(too_large)?;
    Ok(Largest { investors: amounts.len() as u64, shares_e6, unregistered })
}

/// A holding at its class's last price, rounded down.
fn worth_e6(class: &ShareClass, holding: &Holding) -> u64 {
    // The program refuses what comes to nothing.
    value_e6(class, holding.recorded_units).unwrap_or(0)
}

fn too_large() -> CliError {
    CliError::failure("FiguresInvalid", "what the investors hold is too large to add up")
}
