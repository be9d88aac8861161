//! Placing a request in the queue.

use std::collections::BTreeSet;

use mmf::error::MmfError;
use mmf::instructions::PlaceRequestArgs;
use mmf::state::{Request, Side};
use mmf_client::{DealingDay, quote};
use solana_sdk::instruction::Instruction;
use solana_sdk::pubkey::Pubkey;

use super::{Holder, dealing_day};
use crate::args::side_name;
use crate::commands::ask;
use crate::commands::requests::fields;
use crate::commands::shared::explain_sdk;
use crate::context::Context;
use crate::dates;
use crate::error::{CliError, CliResult};
use crate::explain;
use crate::output::Output;
use crate::tx::Plan;

/// What is placed.
pub struct Placing {
    /// Subscription or redemption.
    pub side: Side,
    /// Cash in units of the settlement mint; or units, `u64::MAX` for all that are free.
    pub amount: u64,
    /// Least units; or least cash in units of the settlement mint.
    pub min_out: u64,
    /// Number that the holder chose.
    pub request_no: Option<u64>,
}

/// A request that is ready to be sent.
struct Placed {
    address: Pubkey,
    day: DealingDay,
    orders: Vec<Instruction>,
}

/// Places a request for the next dealing day.
///
/// # Errors
/// When there is no dealing day, the number is taken, or the node does not answer.
pub fn place(context: &Context, holder: Holder, placing: &Placing) -> CliResult<Plan> {
    let nonce = number(context, &holder, placing.request_no)?;
    let payer = context.fee_payer()?.address();
    let Placed { address: request, orders, .. } = placed(context, &holder, placing, nonce, &payer)?;
    let side = placing.side;
    Ok(Plan::new(format!("queue the {}", side_name(side)), orders, move |context, _| {
        let placed: Box<Request> = context.client.fetch(&request).map_err(|error| explain_sdk(context, &error))?;
        let (day, cutoff) = (dates::date_of(placed.day), dates::instant_text(placed.cutoff));
        let fields = fields(&request, &placed, &holder.class, &holder.at.fund);
        Ok(Output::new().sparse_record(format!("Queued {}", side_name(side)), fields).note(format!(
            "It deals at the price of the strike of {day}, and can be cancelled until {cutoff}: `mmf requests cancel {request}`."
        )))
    }))
}

/// The dealing day that the queue would give a request: the placing itself, simulated.
///
/// # Errors
/// Why the queue would not take it.
pub fn would_queue(context: &Context, holder: &Holder, placing: &Placing) -> CliResult<DealingDay> {
    if placing.side == Side::Subscription {
        holder.check_cash(context, placing.amount)?;
    }
    let nonce = number(context, holder, placing.request_no)?;
    let day = placed(context, holder, placing, nonce, &holder.owner)?.day;
    let orders = |payer: &Pubkey| placed(context, holder, placing, nonce, payer).map(|placed| placed.orders);
    ask::simulate(context, &holder.at, orders, &[holder.owner])?;
    Ok(day)
}

fn placed(context: &Context, holder: &Holder, placing: &Placing, nonce: u64, payer: &Pubkey) -> CliResult<Placed> {
    if placing.side == Side::Subscription && holder.at.fund.check_takes_subscriptions(holder.now).is_err() {
        let message = "the fund takes no subscriptions while redemptions are suspended, or while it is wound up";
        return Err(explain::foreseen(&MmfError::RedemptionsSuspended, message));
    }
    if placing.side == Side::Redemption && placing.amount != u64::MAX {
        check_worth(holder, placing.amount)?;
    }
    let day = dealing_day(context, &holder.at, holder.now)?;
    let addresses = context.client.addresses();
    let args = PlaceRequestArgs { nonce, day: day.day.day, amount: placing.amount, min_out: placing.min_out };
    let order = addresses.place_request(payer, &holder.parties(), &holder.at.fund, placing.side, day.years, args);
    Ok(Placed {
        address: addresses.request(&holder.holding.investor, nonce),
        day,
        orders: vec![holder.open_cash_account(payer), order],
    })
}

/// At the last price the units bring some cash: a request that is bound to be refused does not wait.
fn check_worth(holder: &Holder, units: u64) -> CliResult<()> {
    let worth = quote::redemption(&holder.at.fund, &holder.dealing, &holder.class, units);
    if worth.is_ok_and(|settlement_units| settlement_units == 0) {
        let message = "at the last price the units bring less than the smallest amount of the settlement token";
        return Err(explain::foreseen(&MmfError::AmountTooSmall, message));
    }
    Ok(())
}

/// The chosen number, or the next that the investor has not in use.
fn number(context: &Context, holder: &Holder, chosen: Option<u64>) -> CliResult<u64> {
    let explain = |error| explain_sdk(context, &error);
    let requests = context.client.requests(&holder.at.address).map_err(explain)?;
    let of_investor = requests.iter().filter(|(_, it)| it.investor == holder.holding.investor);
    let used: BTreeSet<u64> = of_investor.map(|(_, it)| it.nonce).collect();
    let Some(nonce) = chosen else { return Ok(next_free(&used)) };
    // A request that was closed has no account any more, and a history.
    let address = context.client.addresses().request(&holder.holding.investor, nonce);
    if used.contains(&nonce) || !context.client.signatures(&address).map_err(explain)?.is_empty() {
        let message = format!("the investor had a request with the number {nonce} already: nothing is placed twice");
        return Err(CliError::usage("RequestNumberUsed", message)
            .hint("`mmf requests list --wallet WALLET` lists them; choose another --request-no, or leave it out"));
    }
    Ok(nonce)
}

/// One above the largest number; where that is the largest there is, the least that is free.
fn next_free(used: &BTreeSet<u64>) -> u64 {
    let above = used.last().map_or(Some(1), |last| last.checked_add(1));
    above.or_else(|| (1..u64::MAX).find(|number| !used.contains(number))).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_is_not_chosen_is_free() {
        assert_eq!(next_free(&BTreeSet::new()), 1);
        assert_eq!(next_free(&BTreeSet::from([1, 7])), 8);
        assert_eq!(next_free(&BTreeSet::from([1, 2, u64::MAX])), 3);
    }
}
