//! `mmf distribute`: pays the last closed month. Whoever was paid is left out, so it can be repeated after any interruption.

use mmf::error::MmfError;
use mmf::state::{Holding, Period, ShareClass};
use mmf_client::ix::PayTarget;
use solana_sdk::pubkey::Pubkey;

use super::holding::settled;
use super::shared::{self, explain_sdk};
use crate::amount;
use crate::args::Distribute;
use crate::context::Context;
use crate::dates;
use crate::error::CliResult;
use crate::explain;
use crate::output::{Cell, Field, Output};
use crate::tx::{Plan, Reply};

const UNIT_E18: u128 = mmf_math::SCALE;

pub fn run(context: &Context, args: &Distribute) -> CliResult<Reply> {
    let fund = context.fund()?;
    let (address, class) = shared::class(context, &fund, args.class)?;
    let period_no = class.closed_period;
    let month = dates::month_text(period_no);
    if period(context, &address, period_no)?.is_none() {
        return Err(explain::foreseen(
            &MmfError::NoClosedPeriod,
            "no month of this class is closed yet, so there is nothing to pay",
        ));
    }
    let holdings = context.client.holdings(&address).map_err(|error| explain_sdk(context, &error))?;
    let unpaid: Vec<&(Pubkey, Box<Holding>)> =
        holdings.iter().filter(|(_, holding)| holding.paid_period < period_no).collect();
    let due = total_due(&class, &unpaid)?;
    let targets: Vec<PayTarget> =
        unpaid.iter().map(|(address, holding)| shared::pay_target(*address, holding)).collect();
    let addresses = context.client.addresses();
    let steps = targets
        .chunks(usize::from(args.batch))
        .map(|batch| vec![addresses.pay_dividends(&address, period_no, batch)])
        .collect();
    let (all, paying) = (holdings.len() as u64, targets.len() as u64);
    let plan = Plan::in_steps(format!("pay {month} to {paying} holders"), steps, move |context, _| {
        let period = period(context, &address, period_no)?;
        Ok(report(&month, all, paying, due, period.as_deref()))
    });
    let question = format!(
        "Pay {} units for {} to {paying} holders?",
        amount::grouped(&amount::plain_signed(i128::try_from(due).unwrap_or(i128::MAX))),
        dates::month_text(period_no),
    );
    Ok(if paying == 0 { plan } else { plan.ask(question) }.into())
}

fn period(context: &Context, class: &Pubkey, period_no: u32) -> CliResult<Option<Box<Period>>> {
    context.client.period(class, period_no).map_err(|error| explain_sdk(context, &error))
}

/// Whole units that the unpaid holdings will get.
fn total_due(class: &ShareClass, unpaid: &[&(Pubkey, Box<Holding>)]) -> CliResult<u128> {
    unpaid
        .iter()
        .try_fold(0u128, |sum, (_, holding)| Ok(sum.saturating_add(settled(holding, class)?.payable / UNIT_E18)))
}

fn report(month: &str, holders: u64, paid_now: u64, due: u128, period: Option<&Period>) -> Output {
    let mut fields: Vec<Field> = vec![
        ("month", "Month", Cell::text(month)),
        ("holders", "Holders on the register", Cell::count(holders)),
        ("paidNow", "Holders paid now", Cell::count(paid_now)),
        ("unitsNow", "Units paid now", Cell::amount(i128::try_from(due).unwrap_or(i128::MAX))),
    ];
    if let Some(period) = period {
        fields.extend([
            ("holdersPaid", "Holders paid in all", Cell::count(period.holdings_paid)),
            ("unitsPaid", "Units paid in all", Cell::amount(period.paid_units)),
            ("unitsCredited", "Of those without a token", Cell::amount(period.credited_units)),
        ]);
    }
    let output = Output::new().record("Distribution", fields);
    if paid_now == 0 { output.note(format!("Everyone had been paid for {month}.")) } else { output }
}
