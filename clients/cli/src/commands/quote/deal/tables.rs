//! What quotes of both sides show.

use mmf::instructions::{DayTotals, mandatory_fee_ppm};
use mmf::state::{Regime, Side};
use mmf_client::DealingDay;

use crate::commands::dealing::{FacilityCash, Holder, cash_e6};
use crate::commands::liquidity::{Limit, columns};
use crate::commands::shared::explain_sdk;
use crate::context::Context;
use crate::error::{CliError, CliResult, Kind};
use crate::output::{Cell, Field, Output};

/// Adds the fund's limit and the investor's, and what the buffer gives or takes.
pub fn add_limits(context: &Context, holder: &Holder, side: Side, output: Output) -> CliResult<Output> {
    let (dealing, fund) = (&holder.dealing, &holder.at.fund);
    let (investor, terms) = (holder.investor(context)?, &holder.dealing.terms);
    let limit = |what, limiter, limit_e6| Limit::now(what, limiter, limit_e6, dealing, holder.now);
    let facility = if side == Side::Redemption && terms.facility_investor != solana_sdk::pubkey::Pubkey::default() {
        context
            .client
            .facility(&holder.at.address, &terms.facility_investor)
            .map_err(|error| explain_sdk(context, &error))?
    } else {
        None
    };
    let limits = match (side, &facility) {
        (Side::Subscription, _) => vec![
            limit("fund, rolling window", &dealing.subscription_limiter, terms.subscription_limit_e6)?,
            limit("investor, rolling window", &investor.subscription_limiter, terms.investor_subscription_limit_e6)?,
            match terms.max_fund_e6 {
                0 => Limit { what: "fund", limit_e6: 0, room_e6: u64::MAX },
                most_e6 => {
                    let room_e6 = most_e6.saturating_sub(fund.supply_value_e6);
                    Limit { what: "fund", limit_e6: most_e6, room_e6 }
                }
            },
            match terms.uninvested_cap_e6 {
                0 => Limit { what: "uninvested cash", limit_e6: 0, room_e6: u64::MAX },
                cap_e6 => Limit {
                    what: "uninvested cash",
                    limit_e6: cap_e6,
                    room_e6: cap_e6.saturating_sub(fund.buffer_cash_e6),
                },
            },
        ],
        (Side::Redemption, Some(facility)) => {
            let cash = FacilityCash::read(context, &holder.at.address, facility)?;
            let e6 = |settlement_units: u64| cash_e6(settlement_units, fund.settlement_decimals);
            vec![
                limit("facility, rolling window", &facility.limiter(), facility.terms.limit_e6)?,
                limit("facility, one investor", &investor.redemption_limiter, facility.terms.investor_limit_e6)?,
                Limit { what: "facility, its cash", limit_e6: e6(cash.allowed), room_e6: e6(cash.payable) },
            ]
        }
        (Side::Redemption, None) => vec![
            limit("fund, rolling window", &dealing.redemption_limiter, terms.redemption_limit_e6)?,
            limit("investor, rolling window", &investor.redemption_limiter, terms.investor_redemption_limit_e6)?,
            Limit {
                what: "buffer, above floor and queue",
                limit_e6: fund.buffer_cash_e6,
                room_e6: fund.buffer_cash_e6.saturating_sub(dealing.kept_in_buffer_e6()),
            },
        ],
    };
    Ok(output.table("limits", "Limits of deals at once", columns(), limits.iter().map(Limit::row).collect()))
}

/// Whether a deal is possible, its figures, and where it is not, why and what helps. Programs find every key in both cases.
pub fn answer(refused: Option<&CliError>, figures: Vec<Field>) -> Vec<Field> {
    let of = |get: fn(&CliError) -> Cell| refused.map_or_else(Cell::none, get);
    let mut fields = vec![("possible", "Possible", Cell::flag(refused.is_none()))];
    fields.extend(figures);
    fields.extend([
        ("name", "Error", of(|error| Cell::text(&error.name))),
        ("code", "Number", of(|error| error.code.map_or_else(Cell::none, Cell::count))),
        ("message", "Why", of(|error| Cell::text(&error.message))),
        ("hint", "What to do", of(|error| error.hint.as_deref().map_or_else(Cell::none, Cell::text))),
    ]);
    fields
}

/// What is known of a deal, or why it is refused.
pub type Asked<T> = Result<T, CliError>;

/// A refusal is an answer; any other failure ends the command.
///
/// # Errors
/// When the node does not answer.
pub fn asked<T>(result: CliResult<T>) -> CliResult<Asked<T>> {
    match result {
        Err(error) if error.kind != Kind::Refused => Err(error),
        answer => Ok(answer),
    }
}

/// When the queue deals and settles, with an estimate at the last price and what else is to be said.
pub fn queue(day: &Asked<DealingDay>, estimates: Vec<Field>) -> Vec<Field> {
    let of = |get: fn(&DealingDay) -> Cell| day.as_ref().map_or_else(|_| Cell::none(), get);
    let mut figures = vec![
        ("dealingDay", "Dealing day", of(|next| Cell::day(next.day.day))),
        ("cutoff", "If placed before the cut-off", of(|next| Cell::instant(next.day.cutoff))),
        ("settles", "Settles", of(|_| Cell::text("after the strike of that day"))),
    ];
    figures.extend(estimates.into_iter().map(|(key, label, cell)| (key, label, of_day(day, cell))));
    answer(day.as_ref().err(), figures)
}

/// A figure that there is only where the queue takes the deal.
fn of_day(day: &Asked<DealingDay>, cell: Cell) -> Cell {
    if day.is_ok() { cell } else { Cell::none() }
}

/// Rates of a side, in basis points, and what an institutional fund may have to charge.
pub fn fees(holder: &Holder, side: Side) -> Vec<Field> {
    let rules = &holder.class.rules;
    if side == Side::Subscription {
        return vec![("subscriptionFeeBps", "Subscription fee (bps)", Cell::count(rules.subscription_fee_bps))];
    }
    let mut fields = vec![
        ("redemptionFeeBps", "Redemption fee (bps)", Cell::count(rules.redemption_fee_bps)),
        ("liquidityFeeBps", "Liquidity fee of the board (bps)", Cell::count(holder.dealing.liquidity_fee_bps)),
    ];
    if let Ok(regime @ Regime::RegisteredInstitutional) = holder.at.fund.regime() {
        // Totals above the threshold: what would be charged then.
        let above = DayTotals { redeemed_e6: 1, ..DayTotals::default() };
        let day = holder.at.fund.next_strike_day;
        let ppm = mandatory_fee_ppm(regime, &holder.dealing, &above, day);
        fields.push(("mandatoryFeePpm", "Queue, above 5% of net redemptions a day (ppm)", Cell::count(ppm)));
    }
    fields
}
