//! When the queue deals.

use mmf::error::MmfError;
use mmf_client::DealingDay;

use super::Holder;
use crate::commands::shared::{FundAt, explain_sdk};
use crate::context::Context;
use crate::dates;
use crate::error::{CliError, CliResult};
use crate::explain;

/// Refusals of a deal at once that don't keep anybody out of the queue.
const QUEUE_TAKES: [MmfError; 15] = [
    MmfError::DealingClosed,
    MmfError::NavStale,
    MmfError::QueueOnly,
    MmfError::DealingHalted,
    MmfError::SubscriptionLimit,
    MmfError::RedemptionLimit,
    MmfError::InvestorSubscriptionLimit,
    MmfError::InvestorRedemptionLimit,
    MmfError::BelowBufferFloor,
    MmfError::BufferShort,
    MmfError::AboveUninvestedCap,
    MmfError::InstantClosedForDay,
    MmfError::FacilityServes,
    MmfError::FacilityUnavailable,
    MmfError::QueueFirst,
];

/// The dealing day of a request that is placed now.
///
/// # Errors
/// Where the calendars hold none: in the words of the program. When the node does not answer.
pub fn dealing_day(context: &Context, at: &FundAt, now: i64) -> CliResult<DealingDay> {
    let found = context.client.dealing_day(&at.address, &at.fund, now);
    found.map_err(|error| explain_sdk(context, &error))?.ok_or_else(|| {
        let last = dates::date_of(at.fund.next_strike_day.max(at.fund.last_struck_day));
        explain::foreseen(
            &MmfError::DealingDayUnknown,
            format!("the fund's calendars hold no further dealing day ({last} is the last strike day known)"),
        )
    })
}

/// The refusal of a deal at once; where the queue would take it, with what that would do.
pub fn queue_instead(context: &Context, holder: &Holder, refused: CliError) -> CliError {
    if QUEUE_TAKES.iter().all(|error| error.name() != refused.name) {
        return refused;
    }
    let Ok(next) = dealing_day(context, &holder.at, holder.now) else { return refused };
    let (day, cutoff) = (dates::date_of(next.day.day), dates::instant_text(next.day.cutoff));
    let queue = format!("with --queue it deals at the strike of {day} (cut-off {cutoff})");
    let hint = match refused.name.as_str() {
        // Nothing but the queue helps with these.
        "QueueOnly" | "DealingClosed" => queue,
        _ => refused.hint.as_ref().map_or_else(|| queue.clone(), |hint| format!("{queue}; {hint}")),
    };
    refused.hint(hint)
}
