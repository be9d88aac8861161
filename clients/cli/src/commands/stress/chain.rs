//! What the chain adds, where a fund is named: its buffer, and what its largest investors hold.

use std::collections::BTreeMap;

use mmf::state::{Holding, ShareClass};
use mmf_math::PRICE_SCALE;
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
    buffer_cash_e6: Result<u64, CliError>,
    largest: Option<Largest>,
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
        return Ok(Some(OnChain { buffer_cash_e6: Ok(at.fund.buffer_cash_e6), largest }));
    }
    let named = context.globals.fund.is_some();
    let buffer = || shared::fund(context).map(|at| at.fund.buffer_cash_e6);
    Ok(named.then(|| OnChain { buffer_cash_e6: buffer(), largest: None }))
}

impl OnChain {
    /// The largest investors' redemption, where it is asked for.
    pub fn largest(&self) -> Option<Redemption> {
        let largest = self.largest.as_ref()?;
        Some(Redemption::Largest { investors: largest.investors, shares: from_e6(largest.shares_e6) })
    }

    /// Adds the fund as it stands on chain.
    pub fn show(&self, output: Output) -> Output {
        let mut fields = match &self.buffer_cash_e6 {
            Ok(buffer) => vec![("bufferCashE6", "Buffer by the books", millionths(*buffer))],
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
            *sum = worth_e6(&class, &holding).and_then(|worth| sum.checked_add(worth)).ok_or_else(too_large)?;
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
fn worth_e6(class: &ShareClass, holding: &Holding) -> Option<u64> {
    if class.is_distributing() {
        return Some(holding.recorded_units);
    }
    let worth = u128::from(holding.recorded_units).checked_mul(u128::from(class.price.price_e12))?;
    u64::try_from(worth / PRICE_SCALE).ok()
}

fn too_large() -> CliError {
    CliError::failure("FiguresInvalid", "what the investors hold is too large to add up")
}
