//! A holder's month: opening balance, movements, dividend, closing balance; from the transaction history.

use mmf::events::DividendPaid;
use mmf::state::Holding;
use mmf_client::events::Event;
use mmf_client::history::Entry;
use solana_sdk::pubkey::Pubkey;

use super::super::holding::settled;
use super::super::shared::{self, FundAt, explain_sdk};
use crate::context::Context;
use crate::dates;
use crate::error::{CliError, CliResult};
use crate::output::{Cell, Output};
use crate::tx::spinner;

/// One movement of a holding.
#[derive(Debug, PartialEq, Eq)]
struct Line {
    time: Option<i64>,
    what: &'static str,
    change: i128,
    cash: Option<i128>,
    /// Fees of a subscription or redemption, in e6.
    fees_e6: i128,
    balance: u64,
    other: Option<Pubkey>,
    /// The month that a dividend is for.
    month: Option<u32>,
    /// Tax withheld from a dividend.
    withheld: i128,
}

/// The statement of a wallet's holding for a month, by days of UTC.
pub fn show(context: &Context, at: &FundAt, wallet: &Pubkey, class_no: u8, month: u32) -> CliResult<Output> {
    let (_, class) = shared::class(context, &at.address, class_no)?;
    let (address, holding) = shared::holding(context, &class, wallet).map_err(CliError::as_failure)?;
    let progress = spinner(context, "reading the holding's history");
    let history = context.client.history(&address).map_err(|error| explain_sdk(context, &error))?;
    progress.finish_and_clear();

    let lines: Vec<Line> = history.iter().flat_map(|entry| lines_of(&address, entry)).collect();
    let (first, last) = dates::days_of_period(month);
    let (from, to) = (i64::from(first) * dates::DAY_SECONDS, dates::end_of_day(last));
    let before = |line: &&Line| line.time.is_some_and(|time| time < from);
    let within = |line: &&Line| line.time.is_none_or(|time| (from..=to).contains(&time));
    let opening = lines.iter().rfind(before).map_or(0, |line| line.balance);
    let moves: Vec<&Line> = lines.iter().filter(within).collect();
    let closing = moves.last().map_or(opening, |line| line.balance);
    // Without a hook nobody sees transfers, so the register knows no balance.
    let balance = |units| if class.is_hooked() { Cell::amount(units) } else { Cell::none() };
    let income = settled(&holding, &class)?;
    let dividend = lines.iter().rfind(|line| line.month == Some(month));
    Ok(Output::new()
        .record(
            format!("Statement of {wallet} for {}", dates::month_text(month)),
            vec![
                ("wallet", "Wallet", Cell::address(wallet)),
                ("classNo", "Share class", Cell::count(class_no)),
                ("month", "Month", Cell::text(dates::month_text(month))),
                ("opening", "Opening units", balance(opening)),
                ("subscribed", "Subscribed", Cell::amount(sum(&moves, "subscription"))),
                ("redeemed", "Redeemed", Cell::amount(-sum(&moves, "redemption"))),
                ("received", "Received", Cell::amount(sum(&moves, "transfer in"))),
                ("sent", "Sent", Cell::amount(-sum(&moves, "transfer out"))),
                ("boughtAsFacility", "Bought as liquidity facility", Cell::amount(sum(&moves, "bought as facility"))),
                (
                    "dealingFees",
                    "Fees paid on dealing",
                    Cell::amount(moves.iter().map(|line| line.fees_e6).sum::<i128>()),
                ),
                ("exchangedIn", "Exchanged in", Cell::amount(sum(&moves, "exchange in"))),
                ("exchangedOut", "Exchanged out", Cell::amount(-sum(&moves, "exchange out"))),
                ("feesInShares", "Fees received in shares", Cell::amount(sum(&moves, "fees in shares"))),
                ("dividends", "Dividends paid within the month", Cell::amount(sum(&moves, "dividend"))),
                (
                    "dividendsReceived",
                    "Dividends received of other holdings",
                    Cell::amount(sum(&moves, "dividend received")),
                ),
                ("dividendsInCash", "Dividends paid in cash", Cell::amount(cash(&moves, "dividend in cash"))),
                (
                    "withheldTax",
                    "Tax withheld from dividends",
                    Cell::amount(moves.iter().map(|line| line.withheld).sum::<i128>()),
                ),
                ("closing", "Closing units", balance(closing)),
                (
                    "dividendOfMonth",
                    "Dividend of the month",
                    dividend.map_or_else(Cell::none, |line| Cell::amount(line.change)),
                ),
                (
                    "cashDividendOfMonth",
                    "Of the month, in cash",
                    dividend.and_then(|line| line.cash).map_or_else(Cell::none, Cell::amount),
                ),
                ("dividendPaidAt", "It was paid", Cell::instant(dividend.and_then(|line| line.time).unwrap_or(0))),
                ("unitsNow", "Units now", Cell::amount(holding.recorded_units)),
                ("accrued_e18", "Income of the current month", Cell::fine_units(income.accrued)),
                ("payable_e18", "Income of closed months, unpaid", Cell::fine_units(income.payable)),
            ],
        )
        .table(
            "movements",
            "Movements",
            vec![
                ("time", "Time"),
                ("what", "What"),
                ("units", "Units"),
                ("cash", "Cash"),
                ("fees", "Fees in it"),
                ("balance", "Balance"),
                ("counterparty", "Other side"),
                ("withheldTax", "Tax withheld"),
            ],
            moves.iter().map(|line| row(context, line)).collect(),
        ))
}

fn sum(lines: &[&Line], what: &str) -> i128 {
    lines.iter().filter(|line| line.what == what).map(|line| line.change).sum()
}

fn cash(lines: &[&Line], what: &str) -> i128 {
    lines.iter().filter(|line| line.what == what).filter_map(|line| line.cash).sum()
}

fn row(context: &Context, line: &Line) -> Vec<Cell> {
    let owner = |holding: Pubkey| {
        let found = context.client.find::<Holding>(&holding);
        Cell::address(&found.ok().flatten().map_or(holding, |found| found.owner))
    };
    vec![
        Cell::instant(line.time.unwrap_or(0)),
        Cell::text(line.what),
        Cell::amount(line.change),
        line.cash.map_or_else(Cell::none, Cell::amount),
        Cell::amount(line.fees_e6),
        Cell::amount(line.balance),
        line.other.map_or_else(Cell::none, owner),
        Cell::amount(line.withheld),
    ]
}

fn lines_of(holding: &Pubkey, entry: &Entry) -> Vec<Line> {
    let lines = entry.events.iter().filter_map(|event| line_of(holding, event));
    lines.map(|line| Line { time: entry.time, ..line }).collect()
}

fn line_of(holding: &Pubkey, event: &Event) -> Option<Line> {
    let line = |what, change: i128, balance| Line {
        time: None,
        what,
        change,
        cash: None,
        fees_e6: 0,
        balance,
        other: None,
        month: None,
        withheld: 0,
    };
    match event {
        Event::Subscribed(e) if e.holding == *holding => {
            let (cash, fees_e6) = (Some(-i128::from(e.cash_e6)), i128::from(e.fee_e6));
            Some(Line { cash, fees_e6, ..line("subscription", i128::from(e.units), e.new_units) })
        }
        Event::Redeemed(e) if e.holding == *holding => {
            let (cash, fees_e6) = (Some(i128::from(e.cash_e6)), i128::from(e.fee_e6) + i128::from(e.kept_e6));
            Some(Line { cash, fees_e6, ..line("redemption", -i128::from(e.units), e.new_units) })
        }
        Event::FacilityServed(e) if e.holding == *holding => Some(Line {
            cash: Some(i128::from(e.value_e6) - i128::from(e.fee_e6)),
            fees_e6: i128::from(e.fee_e6),
            other: Some(e.facility_holding),
            ..line("redemption", -i128::from(e.units), e.new_units)
        }),
        Event::FacilityServed(e) if e.facility_holding == *holding => Some(Line {
            cash: Some(i128::from(e.fee_e6) - i128::from(e.value_e6)),
            other: Some(e.holding),
            ..line("bought as facility", i128::from(e.units), e.facility_new_units)
        }),
        Event::Transferred(e) if e.source == *holding => {
            Some(Line { other: Some(e.destination), ..line("transfer out", -i128::from(e.units), e.source_units) })
        }
        Event::Transferred(e) if e.destination == *holding => {
            Some(Line { other: Some(e.source), ..line("transfer in", i128::from(e.units), e.destination_units) })
        }
        Event::Exchanged(e) if e.from_holding == *holding => Some(Line {
            cash: Some(i128::from(e.amount_e6)),
            fees_e6: i128::from(e.given_fee_e6) + i128::from(e.given_kept_e6),
            ..line("exchange out", -i128::from(e.given_units), e.from_new_units)
        }),
        Event::Exchanged(e) if e.to_holding == *holding => Some(Line {
            cash: Some(-i128::from(e.amount_e6)),
            fees_e6: i128::from(e.taken_fee_e6),
            ..line("exchange in", i128::from(e.taken_units), e.to_new_units)
        }),
        Event::FeesPaidInShares(e) if e.holding == *holding => {
            Some(line("fees in shares", i128::from(e.units), e.new_units))
        }
        Event::DividendPaid(e) if e.holding == *holding => Some(dividend(e)),
        Event::DividendReceived(e) if e.holding == *holding => {
            Some(Line { other: Some(e.from_holding), ..line("dividend received", i128::from(e.units), e.new_units) })
        }
        Event::Restored(e) if e.holding == *holding => Some(line("tokens restored", 0, e.recorded_units)),
        _ => None,
    }
}

/// A dividend: new units, cash, or units of another holding.
fn dividend(paid: &DividendPaid) -> Line {
    let to_another = paid.cash_e6 == 0 && paid.paid_to != paid.holding;
    let (what, change) = match (to_another, paid.cash_e6) {
        (true, _) => ("dividend to another", 0),
        (false, 0) => ("dividend", i128::from(paid.units)),
        (false, _) => ("dividend in cash", 0),
    };
    Line {
        time: None,
        what,
        change,
        cash: (paid.cash_e6 != 0).then_some(i128::from(paid.cash_e6)),
        fees_e6: 0,
        balance: paid.new_units,
        other: to_another.then_some(paid.paid_to),
        month: Some(paid.period_no),
        withheld: i128::from(paid.withheld_e6),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use mmf::events::Transferred;

    use super::*;

    #[test]
    fn a_transfer_is_seen_from_either_side() {
        let (source, destination) = (Pubkey::new_unique(), Pubkey::new_unique());
        let event = Event::Transferred(Transferred {
            source,
            source_seq: 1,
            destination,
            destination_seq: 1,
            units: 5,
            source_units: 10,
            destination_units: 20,
            index: 0,
        });
        let sent = line_of(&source, &event).unwrap();
        assert_eq!((sent.what, sent.change, sent.balance, sent.other), ("transfer out", -5, 10, Some(destination)));
        let received = line_of(&destination, &event).unwrap();
        assert_eq!((received.change, received.balance), (5, 20));
        assert_eq!(line_of(&Pubkey::new_unique(), &event), None);
    }

    #[test]
    fn a_dividend_is_units_cash_or_anothers() {
        let (holding, other) = (Pubkey::new_unique(), Pubkey::new_unique());
        let paid = |units, cash_e6, paid_to| {
            line_of(
                &holding,
                &Event::DividendPaid(DividendPaid {
                    class: other,
                    class_seq: 1,
                    holding,
                    holding_seq: 1,
                    period_no: 24_300,
                    units,
                    fraction_e18: 0,
                    new_units: 100,
                    credited_in_place: false,
                    cash_e6,
                    withheld_e6: 3,
                    paid_to,
                }),
            )
            .unwrap()
        };
        let reinvested = paid(5, 0, holding);
        assert_eq!((reinvested.what, reinvested.change, reinvested.withheld), ("dividend", 5, 3));
        let in_cash = paid(0, 5, other);
        assert_eq!((in_cash.what, in_cash.change, in_cash.cash), ("dividend in cash", 0, Some(5)));
        let sent = paid(5, 0, other);
        assert_eq!((sent.what, sent.change, sent.other), ("dividend to another", 0, Some(other)));
    }
}
