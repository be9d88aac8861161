//! A request as fields.

use mmf::error::MmfError;
use mmf::state::{Fund, Request, RequestStatus, ShareClass, Side};
use solana_sdk::pubkey::Pubkey;

use crate::args::{RequestStatusName, side_name};
use crate::commands::dealing::cash_e6;
use crate::explain;
use crate::output::{Cell, Field};

/// Everything about a request.
pub fn fields(key: &Pubkey, request: &Request, class: &ShareClass, fund: &Fund) -> Vec<Field> {
    let is_subscription = request.side == Side::Subscription;
    let cash = |units: u64| Cell::amount(cash_e6(units, fund.settlement_decimals));
    let only = |is_shown: bool, cell: Cell| if is_shown { cell } else { Cell::none() };
    let min_out = if is_subscription { Cell::amount(request.min_out) } else { cash(request.min_out) };
    let was_settled = request.strike_no != 0;
    vec![
        ("request", "Request", Cell::address(key)),
        ("number", "Number", Cell::count(request.nonce)),
        ("side", "Side", Cell::text(side_name(request.side))),
        ("status", "Status", Cell::text(status(request))),
        ("classNo", "Share class", Cell::count(class.class_no)),
        ("wallet", "Wallet", Cell::address(&request.owner)),
        ("investor", "Investor", Cell::address(&request.investor)),
        ("holding", "Holding", Cell::address(&request.holding)),
        ("cashAccount", "Cash account", Cell::address(&request.cash_account)),
        ("dealingDay", "Dealing day", Cell::day(request.day)),
        ("cutoff", "Its cut-off", Cell::instant(request.cutoff)),
        ("placedAt", "Placed at", Cell::instant(request.placed_at)),
        ("cash", "Cash in escrow", only(is_subscription, cash(request.cash_settlement_units))),
        ("askedUnits", "Units to redeem, asked", only(!is_subscription, Cell::amount(request.min_out_of_units))),
        ("units", "Units to redeem, left", only(!is_subscription, Cell::amount(request.units))),
        (
            "minOut",
            if is_subscription { "Least units" } else { "Least cash for all" },
            only(request.min_out > 0, min_out),
        ),
        (
            "settledUnits",
            if is_subscription { "Units issued" } else { "Units redeemed" },
            only(was_settled, Cell::amount(request.settled_units)),
        ),
        ("paid", "Cash paid", only(was_settled && !is_subscription, cash(request.paid_settlement_units))),
        (
            "toCollect",
            "Of that, to be collected",
            only(request.due_settlement_units > 0, cash(request.due_settlement_units)),
        ),
        ("strikeNo", "Priced by strike", only(was_settled, Cell::count(request.strike_no))),
        ("refusedFor", "Refused for", refusal(request)),
        ("refusedBecause", "because", reason(request)),
        ("closedAt", "Last settled, refused or given back", Cell::instant(request.closed_at)),
        ("rentPayer", "Rent was paid by", Cell::address(&request.rent_payer)),
    ]
}

/// The name of a request's status.
pub fn status(request: &Request) -> &'static str {
    RequestStatusName::of(request.status).name()
}

/// The name of the error for which a request was refused.
pub fn refusal(request: &Request) -> Cell {
    match request.refused_for {
        0 => Cell::none(),
        number => Cell::text(explain::by_number(number).0),
    }
}

/// Its words.
fn reason(request: &Request) -> Cell {
    match request.refused_for {
        0 => Cell::none(),
        number => Cell::text(explain::by_number(number).1),
    }
}

/// Whether a request was refused because its holder is sanctioned.
fn is_blocked_property(request: &Request) -> bool {
    request.refused_for == explain::number(&MmfError::DeniedSanctioned)
}

/// What becomes of a request next, in words.
pub fn next(request: &Request, batch_is_priced: bool, now: i64) -> &'static str {
    if request.due_settlement_units > 0 {
        return "Its cash account took no cash when it was paid: `mmf requests collect` pays what waits, to another account with --to.";
    }
    if request.status == RequestStatus::Due && is_blocked_property(request) {
        return "Its holder is sanctioned: what it holds is blocked until the holder is released; then `mmf requests collect` gives it back.";
    }
    match (request.status, request.side) {
        (RequestStatus::Open, _) if now < request.cutoff => {
            "It waits for the strike of its dealing day. Its holder can cancel it until the cut-off."
        }
        (RequestStatus::Open, _) if !batch_is_priced => {
            "The cut-off has passed; it waits for the strike and for `mmf requests settle`."
        }
        (RequestStatus::Open, Side::Subscription) => "It is priced, and `mmf requests settle` issues the shares.",
        (RequestStatus::Open, Side::Redemption) => {
            "It is priced, and is paid once `mmf requests settle` has set the cash aside."
        }
        (RequestStatus::Partial, _) => {
            "A part was paid. `mmf requests settle` moves the rest to the next dealing day; until then its holder can cancel it."
        }
        (RequestStatus::Due, _) => {
            "It was refused, and what it holds could not be given back: `mmf requests collect` does that."
        }
        (RequestStatus::Settled, _) => "It is carried out. `mmf requests close` gives the rent of its account back.",
        (RequestStatus::GivenBack, _) => {
            "What it held was given back. `mmf requests close` gives the rent of its account back."
        }
    }
}
