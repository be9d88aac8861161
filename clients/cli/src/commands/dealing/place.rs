//! Placing a request in the queue.

use mmf::instructions::PlaceRequestArgs;
use mmf::state::{Request, Side};

use super::{Holder, dealing_day};
use crate::args::side_name;
use crate::commands::requests::{fields, record};
use crate::commands::shared::explain_sdk;
use crate::context::Context;
use crate::dates;
use crate::error::{CliError, CliResult};
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

/// Places a request for the next dealing day.
///
/// # Errors
/// When there is no dealing day, the number is taken, or the node does not answer.
pub fn place(context: &Context, holder: Holder, placing: &Placing) -> CliResult<Plan> {
    let next = dealing_day(context, &holder.at, holder.now)?;
    let nonce = number(context, &holder, placing.request_no)?;
    let payer = context.fee_payer()?.address();
    let addresses = context.client.addresses();
    let request = addresses.request(&holder.holding.investor, nonce);
    let args = PlaceRequestArgs { nonce, day: next.day.day, amount: placing.amount, min_out: placing.min_out };
    let orders = vec![
        holder.open_cash_account(&payer),
        addresses.place_request(&payer, &holder.parties(), &holder.at.fund, placing.side, next.years, args),
    ];
    let side = placing.side;
    Ok(Plan::new(format!("queue the {}", side_name(side)), orders, move |context, _| {
        let placed: Box<Request> = context.client.fetch(&request).map_err(|error| explain_sdk(context, &error))?;
        let (day, cutoff) = (dates::date_of(placed.day), dates::instant_text(placed.cutoff));
        let title = format!("Queued {}", side_name(side));
        Ok(record(title, fields(&request, &placed, &holder.class, &holder.at.fund)).note(format!(
            "It deals at the price of the strike of {day}, and can be cancelled until {cutoff}: `mmf requests cancel {request}`."
        )))
    }))
}

/// The chosen number, or one above those that the investor has in use.
fn number(context: &Context, holder: &Holder, chosen: Option<u64>) -> CliResult<u64> {
    let requests = context.client.requests(&holder.at.address).map_err(|error| explain_sdk(context, &error))?;
    let mut used = requests.iter().filter(|(_, it)| it.investor == holder.holding.investor).map(|(_, it)| it.nonce);
    match chosen {
        Some(nonce) if used.any(|known| known == nonce) => Err(CliError::usage(
            "RequestNumberUsed",
            format!("the investor has a request with the number {nonce} already: nothing is placed twice"),
        )
        .hint("`mmf requests list --wallet WALLET` lists them; choose another --request-no, or leave it out")),
        Some(nonce) => Ok(nonce),
        None => Ok(used.max().unwrap_or(0).saturating_add(1)),
    }
}
