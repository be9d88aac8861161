//! `mmf subscribe`

use mmf::instructions::SubscribeArgs;
use mmf::state::Side;
use mmf_client::events::Event;

use super::dealing::{self, Holder, Placing, cash_e6, settlement_units};
use super::shared;
use crate::args::Subscribe;
use crate::context::Context;
use crate::error::CliResult;
use crate::output::{Cell, Output};
use crate::tx::{Plan, Reply};

pub fn run(context: &Context, args: &Subscribe) -> CliResult<Reply> {
    let owner = context.signer()?.address();
    let holder = Holder::read(context, args.class, owner)?;
    let cash = settlement_units(args.amount, holder.at.fund.settlement_decimals)?;
    holder.check_cash(context, cash)?;
    if args.mode.queue {
        let placing = Placing {
            side: Side::Subscription,
            amount: cash,
            min_out: args.min_out.unwrap_or(0),
            request_no: args.mode.request_no,
        };
        return dealing::place(context, holder, &placing).map(Reply::from);
    }
    at_once(context, holder, args, cash)
}

fn at_once(context: &Context, holder: Holder, args: &Subscribe, cash: u64) -> CliResult<Reply> {
    let preview = dealing::subscription(context, &holder, cash)
        .map_err(|refused| dealing::queue_instead(context, &holder, refused))?;
    let order = context.client.addresses().subscribe(
        &holder.parties(),
        &holder.at.fund,
        SubscribeArgs {
            cash_settlement_units: cash,
            // A tenth of a basis point below the preview: the interim income grows while the transaction travels.
            min_units: args.min_out.unwrap_or(preview.units - preview.units / 100_000),
            expected_strike_no: args.expected_strike.unwrap_or(holder.at.fund.last_strike_no),
        },
    );
    let (paid_e6, class_no) = (cash_e6(cash, holder.at.fund.settlement_decimals), args.class);
    let plan = Plan::new("subscribe", vec![order], move |context, receipt| {
        let issued = shared::events(context, receipt).into_iter().find_map(|event| match event {
            Event::Subscribed(event) if event.holding == holder.holding_address => Some(event),
            _ => None,
        });
        let of_event = |value: Option<u64>| value.map_or_else(Cell::none, Cell::amount);
        let issued = issued.as_ref();
        let balance = shared::units_now(context, &holder.at.address, class_no, &holder.owner)?;
        Ok(Output::new().record(
            "Subscribed",
            vec![
                ("wallet", "Wallet", Cell::address(&holder.owner)),
                ("cash", "Cash paid", Cell::amount(paid_e6)),
                ("fee", "Of that, subscription fee", of_event(issued.map(|event| event.fee_e6))),
                ("equalisation", "Of that, equalisation", of_event(issued.map(|event| event.equalisation_e6))),
                ("units", "Units issued", of_event(issued.map(|event| event.units))),
                ("balance", "Units held now", balance),
            ],
        ))
    });
    Ok(plan.into())
}
