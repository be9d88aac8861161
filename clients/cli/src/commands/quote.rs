//! `mmf quote post|show`

use mmf::instructions::PostQuoteArgs;
use mmf::state::{ClassResult, NAV_STRUCK, NavReport, Quote};
use solana_sdk::pubkey::Pubkey;

use super::shared::{self, explain_sdk};
use crate::args::{QuoteCommand, QuotePost};
use crate::context::Context;
use crate::error::{CliError, CliResult};
use crate::output::{Cell, Field, Output};
use crate::tx::{Plan, Reply};

pub fn run(context: &Context, verb: QuoteCommand) -> CliResult<Reply> {
    match verb {
        QuoteCommand::Post(args) => post(context, &args),
        QuoteCommand::Show { strike } => {
            let at = shared::fund(context)?;
            let number = strike.unwrap_or(at.fund.last_strike_no.saturating_add(1));
            show(context, &at.address, number).map(Reply::from)
        }
    }
}

fn post(context: &Context, args: &QuotePost) -> CliResult<Reply> {
    let at = shared::fund(context)?;
    let source = context.signer()?.address();
    let strike_no = at.fund.last_strike_no.saturating_add(1);
    let order = context.client.addresses().post_quote(
        &source,
        &at.address,
        PostQuoteArgs {
            strike_no,
            day: at.fund.next_strike_day,
            net_assets_e6: args.net_assets,
            market_net_assets_e6: args.market_value,
            income_e6: args.income,
            income_to_month_end_e6: args.income_to_month_end,
            realised_e6: args.realised,
            custodian_cash_e6: args.custodian_cash,
            in_transit_e6: args.in_transit,
            receivables_e6: args.receivables,
            wam_days: args.wam_days,
            wal_days: args.wal_days,
            daily_liquid_bps: args.dla_bps,
            weekly_liquid_bps: args.wla_bps,
            largest_issuer_bps: args.largest_issuer_bps,
            document_hash: args.document.unwrap_or_default(),
        },
    );
    let plan = Plan::new(format!("post a quote for strike {strike_no}"), vec![order], move |context, _| {
        show(context, &at.address, strike_no)
    });
    Ok(plan.into())
}

/// A strike's quotes, and its result once it is struck.
pub fn show(context: &Context, fund: &Pubkey, strike_no: u32) -> CliResult<Output> {
    let report =
        context.client.nav(fund, strike_no).map_err(|error| explain_sdk(context, &error))?.ok_or_else(|| {
            CliError::failure("StrikeMissing", format!("nobody has quoted strike {strike_no} yet"))
                .hint("`mmf fund show` tells the next strike; `mmf quote post` quotes it")
        })?;
    let columns = vec![
        ("source", "Source"),
        ("netAssets", "Net assets"),
        ("marketNetAssets", "At market"),
        ("income", "Income"),
        ("realised", "Realised"),
        ("wamDays", "WAM"),
        ("walDays", "WAL"),
        ("dlaBps", "DLA bps"),
        ("wlaBps", "WLA bps"),
        ("largestIssuerBps", "Largest issuer bps"),
        ("custodianCash", "At custodians"),
        ("inTransit", "In transit"),
        ("receivables", "Receivables"),
    ];
    let rows = report.posted().iter().map(quote_row).collect();
    let output = Output::new()
        .record(format!("Strike {strike_no}"), summary(&report))
        .tall_table("quotes", "Quotes", columns, rows);
    if report.status != NAV_STRUCK {
        return Ok(output);
    }
    let results = report.results.iter().enumerate().filter(|(place, _)| report.class_bitmap & (1 << place) != 0);
    let columns = vec![
        ("class", "Class"),
        ("rate_e18", "Income per unit"),
        ("rateToMonthEnd_e18", "To the month end"),
        ("income", "Income"),
        ("expense", "Fee"),
        ("waived", "Waived"),
        ("equalisation", "Equalisation"),
        ("supply", "Units"),
        ("index_e18", "Index"),
        ("carry_e18", "Carry"),
    ];
    let rows = results.map(|(place, result)| result_row(place, result)).collect();
    Ok(output.tall_table("results", "Results", columns, rows))
}

fn summary(report: &NavReport) -> Vec<Field> {
    let struck = report.status == NAV_STRUCK;
    let closed = match report.closed_period {
        0 => Cell::none(),
        period => Cell::text(crate::dates::month_text(period)),
    };
    let once_struck = |cell: Cell| if struck { cell } else { Cell::none() };
    vec![
        ("strikeNo", "Number", Cell::count(report.strike_no)),
        ("day", "Day", Cell::day(report.day)),
        ("cutoff", "Cut-off", Cell::instant(report.cutoff)),
        ("struck", "Struck", Cell::flag(struck)),
        ("struckAt", "Struck at", Cell::instant(report.struck_at)),
        ("days", "Days", once_struck(Cell::count(report.n_days))),
        ("late", "Late", once_struck(Cell::flag(report.late == 1))),
        ("closedPeriod", "Closed the month", closed),
        ("expectedNetAssets", "Expected net assets", once_struck(Cell::amount(report.expected_net_assets_e6))),
        ("tieOutDifference", "Quoted less expected", once_struck(Cell::amount(report.tie_out_difference_e6))),
        ("incomeCarry", "Income left over", once_struck(Cell::amount(report.income_carry_e6))),
    ]
}

fn quote_row(quote: &Quote) -> Vec<Cell> {
    vec![
        Cell::address(&quote.source),
        Cell::amount(quote.net_assets_e6),
        Cell::amount(quote.market_net_assets_e6),
        Cell::amount(quote.income_e6),
        Cell::amount(quote.realised_e6),
        Cell::count(quote.wam_days),
        Cell::count(quote.wal_days),
        Cell::count(quote.daily_liquid_bps),
        Cell::count(quote.weekly_liquid_bps),
        Cell::count(quote.largest_issuer_bps),
        Cell::amount(quote.custodian_cash_e6),
        Cell::amount(quote.in_transit_e6),
        Cell::amount(quote.receivables_e6),
    ]
}

fn result_row(place: usize, result: &ClassResult) -> Vec<Cell> {
    vec![
        Cell::count(place as u64),
        Cell::per_unit(u128::from(result.rate_e18)),
        Cell::per_unit(u128::from(result.rate_to_month_end_e18)),
        Cell::amount(result.income_e6),
        Cell::amount(result.expense_e6),
        Cell::amount(result.waived_e6),
        Cell::amount(result.equalisation_e6),
        Cell::amount(result.supply_units),
        Cell::per_unit(result.index.get()),
        Cell::fine_units(result.carry.get()),
    ]
}
