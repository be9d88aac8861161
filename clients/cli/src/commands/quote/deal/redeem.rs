//! `mmf quote redeem`

use mmf::state::Side;
use mmf_client::quote;
use solana_sdk::pubkey::Pubkey;

use super::{tables, wallet};
use crate::commands::dealing::{self, Holder, cash_e6};
use crate::commands::exchange::free_units;
use crate::commands::shared::explain_sdk;
use crate::context::Context;
use crate::error::{CliResult, Kind};
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
        .object("instant", "At once", instant(context, &holder, units)?)
        .object("queue", "Through the queue, estimated at the last price", queue(context, &holder, units)?)
        .object("fees", "Fees", tables::fees(&holder, Side::Redemption));
    tables::add_limits(context, &holder, Side::Redemption, output)
}

fn instant(context: &Context, holder: &Holder, units: u64) -> CliResult<Vec<Field>> {
    let offer = match dealing::redemption(context, holder, units) {
        Ok(offer) => offer,
        Err(refused) if refused.kind == Kind::Refused => {
            return Ok(tables::refusal(&dealing::queue_instead(context, holder, refused)));
        }
        Err(error) => return Err(error),
    };
    let by_facility = holder.dealing.terms.facility_investor != Pubkey::default();
    let cash = cash_e6(offer.arriving_settlement_units, holder.at.fund.settlement_decimals);
    Ok(vec![
        ("possible", "Possible", Cell::flag(true)),
        ("cash", "Cash that arrives", Cell::amount(cash)),
        ("value", "Value before fees", Cell::amount(offer.value_e6)),
        ("redemptionFee", "Redemption fee", Cell::amount(offer.redemption_fee_e6)),
        ("liquidityFee", "Liquidity fee", Cell::amount(offer.liquidity_fee_e6)),
        ("facilityFee", "Fee of the facility", Cell::amount(offer.facility_fee_e6)),
        ("servedBy", "Paid by", Cell::text(if by_facility { "facility" } else { "buffer" })),
        ("settles", "Settles", Cell::text("at once")),
    ])
}

fn queue(context: &Context, holder: &Holder, units: u64) -> CliResult<Vec<Field>> {
    let (fund, class) = (&holder.at.fund, &holder.class);
    let mut fields = tables::queue(context, holder);
    if fund.is_suspended(holder.now) {
        let waits = "redemptions are suspended: it is settled after the end of that";
        fields.push(("waits", "But", Cell::text(waits)));
    }
    let estimate = quote::redemption(fund, &holder.dealing, class, units);
    let estimate = estimate.map_err(|error| explain_sdk(context, &error))?;
    let cash = Cell::amount(cash_e6(estimate, fund.settlement_decimals));
    fields.push(("estimatedCash", "Cash, estimated", cash));
    fields.push(("due", "Priced redemptions before it", Cell::amount(holder.dealing.queue_due_e6)));
    Ok(fields)
}
