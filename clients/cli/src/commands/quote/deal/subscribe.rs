//! `mmf quote subscribe`

use mmf::error::MmfError;
use mmf::state::Side;
use mmf_client::quote;
use solana_sdk::pubkey::Pubkey;

use super::{tables, wallet};
use crate::commands::dealing::{self, Holder, cash_e6, settlement_units};
use crate::commands::shared::explain_sdk;
use crate::context::Context;
use crate::error::{CliResult, Kind};
use crate::explain;
use crate::output::{Cell, Field, Output};

pub fn subscribe(context: &Context, amount_e6: u64, class_no: u8, named: Option<Pubkey>) -> CliResult<Output> {
    let owner = wallet(context, named)?;
    let holder = Holder::read(context, class_no, owner)?;
    let cash = settlement_units(amount_e6, holder.at.fund.settlement_decimals)?;
    let output = Output::new()
        .record(
            "What a subscription would give",
            vec![
                ("wallet", "Wallet", Cell::address(&owner)),
                ("classNo", "Share class", Cell::count(class_no)),
                ("cash", "Cash to pay", Cell::amount(amount_e6)),
            ],
        )
        .object("instant", "At once", instant(context, &holder, cash)?)
        .object("queue", "Through the queue, estimated at the last price", queue(context, &holder, cash)?)
        .object("fees", "Fees", tables::fees(&holder, Side::Subscription));
    tables::add_limits(context, &holder, Side::Subscription, output)
}

fn instant(context: &Context, holder: &Holder, cash: u64) -> CliResult<Vec<Field>> {
    let preview = match dealing::subscription(context, holder, cash) {
        Ok(preview) => preview,
        Err(refused) if refused.kind == Kind::Refused => {
            return Ok(tables::refusal(&dealing::queue_instead(context, holder, refused)));
        }
        Err(error) => return Err(error),
    };
    let arriving = cash_e6(preview.arriving_settlement_units, holder.at.fund.settlement_decimals);
    Ok(vec![
        ("possible", "Possible", Cell::flag(true)),
        ("units", "Units", Cell::amount(preview.units)),
        ("arriving", "Cash that arrives", Cell::amount(arriving)),
        ("fee", "Of that, subscription fee", Cell::amount(preview.subscription_fee_e6)),
        ("equalisation", "Of that, equalisation", Cell::amount(preview.equalisation_e6)),
        ("price_e12", "Struck price", Cell::price(preview.price_e12)),
        ("strikeNo", "Of strike", Cell::count(preview.strike_no)),
        ("settles", "Settles", Cell::text("at once")),
    ])
}

/// At the last price without income since: the queue deals at a strike.
fn queue(context: &Context, holder: &Holder, cash: u64) -> CliResult<Vec<Field>> {
    let (fund, class) = (&holder.at.fund, &holder.class);
    let estimate = quote::subscription(fund, class, cash, fund.last_cutoff);
    let estimate = estimate.map_err(|error| explain_sdk(context, &error))?;
    let mut fields = match fund.check_takes_subscriptions(holder.now) {
        Ok(()) => tables::queue(context, holder),
        Err(_) => {
            let message = "the fund takes no subscriptions while redemptions are suspended, or while it is wound up";
            tables::refusal(&explain::foreseen(&MmfError::RedemptionsSuspended, message))
        }
    };
    fields.push(("estimatedUnits", "Units, estimated", Cell::amount(estimate.units)));
    Ok(fields)
}
