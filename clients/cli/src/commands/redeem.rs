//! `mmf redeem`

use mmf::instructions::RedeemArgs;
use mmf::state::Side;
use mmf_client::events::Event;

use super::dealing::{self, Holder, Placing, RedemptionOffer, cash_e6, settlement_units};
use super::exchange::free_units;
use super::shared;
use crate::args::Redeem;
use crate::context::Context;
use crate::error::{CliError, CliResult};
use crate::output::{Cell, Field, Output};
use crate::tx::{Plan, Reply};

pub fn run(context: &Context, args: &Redeem) -> CliResult<Reply> {
    let owner = context.signer()?.address();
    let holder = Holder::read(context, args.class, owner)?;
    let units = match (args.units, args.all) {
        (Some(units), false) => units,
        (None, true) => {
            free_units(context, &holder.class, &holder.holding)?;
            u64::MAX
        }
        _ => return Err(CliError::usage("UnitsMissing", "give the units to redeem, or --all")),
    };
    let decimals = holder.at.fund.settlement_decimals;
    let min_out = args.min_out.map(|cash| settlement_units(cash, decimals)).transpose()?;
    if args.mode.queue {
        let placing = Placing {
            side: Side::Redemption,
            amount: units,
            min_out: min_out.unwrap_or(0),
            request_no: args.mode.request_no,
        };
        return dealing::place(context, holder, &placing).map(Reply::from);
    }
    at_once(context, holder, args, units, min_out)
}

fn at_once(context: &Context, holder: Holder, args: &Redeem, units: u64, min_out: Option<u64>) -> CliResult<Reply> {
    let offer = dealing::redemption(context, &holder, units)
        .map_err(|refused| dealing::queue_instead(context, &holder, refused))?;
    let redeem = RedeemArgs {
        units,
        min_cash_settlement_units: min_out.unwrap_or(offer.arriving_settlement_units),
        expected_strike_no: args.expected_strike.unwrap_or(holder.at.fund.last_strike_no),
    };
    let (addresses, parties, fund) = (context.client.addresses(), holder.parties(), &holder.at.fund);
    let order = match holder.facility(context)? {
        Some(facility) => addresses.redeem_to_facility(&parties, fund, &facility, redeem),
        None => addresses.redeem(&parties, fund, redeem),
    };
    let payer = context.fee_payer()?.address();
    let orders = vec![holder.open_cash_account(&payer), order];
    let class_no = args.class;
    let plan = Plan::new("redeem", orders, move |context, receipt| {
        let redeemed = shared::events(context, receipt).iter().find_map(|event| redeemed(&holder, event, &offer));
        let mut fields = vec![("wallet", "Wallet", Cell::address(&holder.owner))];
        fields.extend(redeemed.unwrap_or_else(|| figures(None, "buffer")));
        let balance = shared::units_now(context, &holder.at.address, class_no, &holder.owner)?;
        fields.push(("balance", "Units held now", balance));
        Ok(Output::new().record("Redeemed", fields))
    });
    Ok(plan.into())
}

/// What the event of the holder's redemption says.
fn redeemed(holder: &Holder, event: &Event, offer: &RedemptionOffer) -> Option<Vec<Field>> {
    let decimals = holder.at.fund.settlement_decimals;
    match event {
        Event::Redeemed(it) if it.holding == holder.holding_address => {
            let fees_e6 = it.fee_e6.saturating_add(it.kept_e6);
            // The event tells what was sent. Less arrives where the settlement token takes a fee: as previewed, for the same amount.
            let is_as_offered = it.cash_e6 == offer.sent_e6(decimals);
            let cash = if is_as_offered { cash_e6(offer.arriving_settlement_units, decimals) } else { it.cash_e6 };
            Some(figures(Some([it.units, fees_e6, cash]), "buffer"))
        }
        Event::FacilityServed(it) if it.holding == holder.holding_address => {
            let cash = cash_e6(it.paid_settlement_units, decimals);
            Some(figures(Some([it.units, it.fee_e6, cash]), "facility"))
        }
        _ => None,
    }
}

fn figures(amounts: Option<[u64; 3]>, served_by: &str) -> Vec<Field> {
    let [units, fees, cash] = amounts.map_or_else(|| [(); 3].map(|()| Cell::none()), |all| all.map(Cell::amount));
    vec![
        ("units", "Units redeemed", units),
        ("fees", "Fees", fees),
        ("cash", "Cash received", cash),
        ("servedBy", "Paid by", Cell::text(served_by)),
    ]
}
