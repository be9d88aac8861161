//! `mmf quote subscribe`

use mmf::instructions::DealPreview;
use mmf::state::Side;
use mmf_client::quote;
use solana_sdk::pubkey::Pubkey;

use super::tables::{self, Asked};
use super::wallet;
use crate::commands::dealing::{self, Holder, Placing, TransferFee, cash_e6, settlement_units};
use crate::context::Context;
use crate::error::{CliError, CliResult};
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
                ("cash", "Cash to pay", Cell::amount(cash_e6(cash, holder.at.fund.settlement_decimals))),
            ],
        )
        .sparse_object("instant", "At once", instant(context, &holder, cash)?)
        .sparse_object("queue", "Through the queue, estimated at the last price", queue(context, &holder, cash)?)
        .object("fees", "Fees", tables::fees(&holder, Side::Subscription));
    tables::add_limits(context, &holder, Side::Subscription, output)
}

/// What the program answers; a wallet without the cash is told so beside the figures.
fn instant(context: &Context, holder: &Holder, cash: u64) -> CliResult<Vec<Field>> {
    let preview = tables::asked(dealing::subscription(context, holder, cash))?;
    let cash_is_there = tables::asked(holder.check_cash(context, cash))?;
    let refused: Option<CliError> = match &preview {
        Ok(_) => cash_is_there.err(),
        Err(refused) => Some(dealing::queue_instead(context, holder, refused.clone())),
    };
    Ok(tables::answer(refused.as_ref(), figures(&preview, holder.at.fund.settlement_decimals)))
}

fn figures(preview: &Asked<DealPreview>, decimals: u8) -> Vec<Field> {
    let of = |get: &dyn Fn(&DealPreview) -> Cell| preview.as_ref().map_or_else(|_| Cell::none(), get);
    vec![
        ("units", "Units", of(&|it| Cell::amount(it.units))),
        ("arriving", "Cash that arrives", of(&|it| Cell::amount(cash_e6(it.arriving_settlement_units, decimals)))),
        ("fee", "Of that, subscription fee", of(&|it| Cell::amount(it.subscription_fee_e6))),
        ("equalisation", "Of that, equalisation", of(&|it| Cell::amount(it.equalisation_e6))),
        ("price_e12", "Struck price", of(&|it| Cell::price(it.price_e12))),
        ("strikeNo", "Of strike", of(&|it| Cell::count(it.strike_no))),
        ("settles", "Settles", of(&|_| Cell::text("at once"))),
    ]
}

/// The placing itself, simulated; at the last price without income since, for the queue deals at a strike.
fn queue(context: &Context, holder: &Holder, cash: u64) -> CliResult<Vec<Field>> {
    let placing = Placing { side: Side::Subscription, amount: cash, min_out: 0, request_no: None };
    let day = tables::asked(dealing::would_queue(context, holder, &placing))?;
    let (fund, class) = (&holder.at.fund, &holder.class);
    // Into escrow, and out of it.
    let arriving = TransferFee::read(context, fund)?.after(2, cash);
    let estimate = quote::subscription(fund, class, arriving, fund.last_cutoff).ok();
    let units = estimate.map_or_else(Cell::none, |estimate| Cell::amount(estimate.units));
    Ok(tables::queue(&day, vec![("estimatedUnits", "Units, estimated", units)]))
}
