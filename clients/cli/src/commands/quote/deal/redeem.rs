//! `mmf quote redeem`

use mmf::state::Side;
use mmf_client::quote;
use solana_sdk::pubkey::Pubkey;

use super::tables::{self, Asked};
use super::wallet;
use crate::commands::dealing::{self, Holder, Placing, RedemptionOffer, TransferFee, cash_e6};
use crate::commands::exchange::free_units;
use crate::context::Context;
use crate::error::CliResult;
use crate::output::{Cell, Field, Output};

pub fn redeem(context: &Context, units: Option<u64>, class_no: u8, named: Option<Pubkey>) -> CliResult<Output> {
    let owner = wallet(context, named)?;
    let holder = Holder::read(context, class_no, owner)?;
    let units = match units {
        Some(units) => units,
        None => free_units(context, &holder.class, &holder.holding)?,
    };
    let output = Output::new()
        .record(
            "What a redemption would give",
            vec![
                ("wallet", "Wallet", Cell::address(&owner)),
                ("classNo", "Share class", Cell::count(class_no)),
                ("units", "Units to sell", Cell::amount(units)),
            ],
        )
        .sparse_object("instant", "At once", instant(context, &holder, units)?)
        .sparse_object("queue", "Through the queue, estimated at the last price", queue(context, &holder, units)?)
        .object("fees", "Fees", tables::fees(&holder, Side::Redemption));
    tables::add_limits(context, &holder, Side::Redemption, output)
}

fn instant(context: &Context, holder: &Holder, units: u64) -> CliResult<Vec<Field>> {
    let offer = tables::asked(dealing::redemption(context, holder, units))?;
    let refused = offer.as_ref().err().map(|refused| dealing::queue_instead(context, holder, refused.clone()));
    Ok(tables::answer(refused.as_ref(), figures(&offer, holder)))
}

fn figures(offer: &Asked<RedemptionOffer>, holder: &Holder) -> Vec<Field> {
    let decimals = holder.at.fund.settlement_decimals;
    let by_facility = holder.dealing.terms.facility_investor != Pubkey::default();
    let served_by = if by_facility { "facility" } else { "buffer" };
    let of = |get: &dyn Fn(&RedemptionOffer) -> Cell| offer.as_ref().map_or_else(|_| Cell::none(), get);
    vec![
        ("cash", "Cash that arrives", of(&|it| Cell::amount(cash_e6(it.arriving_settlement_units, decimals)))),
        ("value", "Value before fees", of(&|it| Cell::amount(it.value_e6))),
        ("redemptionFee", "Redemption fee", of(&|it| Cell::amount(it.redemption_fee_e6))),
        ("liquidityFee", "Liquidity fee", of(&|it| Cell::amount(it.liquidity_fee_e6))),
        ("facilityFee", "Fee of the facility", of(&|it| Cell::amount(it.facility_fee_e6))),
        ("servedBy", "Paid by", of(&|_| Cell::text(served_by))),
        ("settles", "Settles", of(&|_| Cell::text("at once"))),
    ]
}

/// The placing itself, simulated; at the last price with the fees of today.
fn queue(context: &Context, holder: &Holder, units: u64) -> CliResult<Vec<Field>> {
    let placing = Placing { side: Side::Redemption, amount: units, min_out: 0, request_no: None };
    let day = tables::asked(dealing::would_queue(context, holder, &placing))?;
    let fund = &holder.at.fund;
    let estimate = quote::redemption(fund, &holder.dealing, &holder.class, units).ok();
    // Set aside, and out of that.
    let fee = TransferFee::read(context, fund)?;
    let arriving = |cash: u64| Cell::amount(cash_e6(fee.after(2, cash), fund.settlement_decimals));
    let cash = estimate.map_or_else(Cell::none, arriving);
    let waits = if fund.is_suspended(holder.now) {
        Cell::text("redemptions are suspended: it is settled after the end of that")
    } else {
        Cell::none()
    };
    let estimates = vec![
        ("waits", "But", waits),
        ("estimatedCash", "Cash, estimated", cash),
        ("due", "Priced redemptions before it", Cell::amount(holder.dealing.queue_due_e6)),
    ];
    Ok(tables::queue(&day, estimates))
}
