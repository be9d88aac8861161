//! `mmf redeem`

use mmf::instructions::RedeemArgs;
use mmf::state::class_flag;
use mmf_client::events::Event;
use mmf_client::ix::DealingParties;
use mmf_client::quote;
use spl_associated_token_account_interface::instruction::create_associated_token_account_idempotent;

use super::shared::{self, explain_sdk};
use super::subscribe::settlement_units;
use crate::args::Redeem;
use crate::context::Context;
use crate::error::{CliError, CliResult};
use crate::output::{Cell, Output};
use crate::tx::{Plan, Reply};

pub fn run(context: &Context, args: &Redeem) -> CliResult<Reply> {
    let at = shared::fund(context)?;
    let owner = context.signer()?.address();
    let (class_address, class) = shared::class(context, &at.address, args.class)?;
    let (holding_address, holding) = shared::holding(context, &class, &owner)?;
    let units = match (args.units, args.all) {
        (Some(units), false) => units,
        (None, true) => u64::MAX,
        _ => return Err(CliError::usage("UnitsMissing", "give the units to redeem, or --all")),
    };
    let min_cash = match (args.min_cash, args.units) {
        (Some(cash), _) => settlement_units(cash, at.fund.settlement_decimals)?,
        (None, Some(units)) => {
            quote::redemption(&at.fund, &class, units).map_err(|error| explain_sdk(context, &error))?
        }
        (None, None) => 0,
    };
    let parties = DealingParties {
        owner,
        investor: holding.investor,
        fund: at.address,
        class: class_address,
        token_acl: class.has_flag(class_flag::TOKEN_ACL),
    };
    let payer = context.fee_payer()?.address();
    let orders = vec![
        create_associated_token_account_idempotent(
            &payer,
            &owner,
            &at.fund.settlement_mint,
            &at.fund.settlement_token_program,
        ),
        context.client.addresses().redeem(
            &parties,
            &at.fund,
            RedeemArgs {
                units,
                min_cash_settlement_units: min_cash,
                expected_strike_no: args.expected_strike.unwrap_or(at.fund.last_strike_no),
            },
        ),
    ];
    let class_no = args.class;
    let plan = Plan::new("redeem", orders, move |context, receipt| {
        let redeemed = shared::events(context, receipt).into_iter().find_map(|event| match event {
            Event::Redeemed(event) if event.holding == holding_address => Some(event),
            _ => None,
        });
        let of_event = |value: Option<u64>| value.map_or_else(Cell::none, Cell::amount);
        Ok(Output::new().record(
            "Redeemed",
            vec![
                ("wallet", "Wallet", Cell::address(&owner)),
                ("units", "Units redeemed", of_event(redeemed.as_ref().map(|event| event.units))),
                ("cash", "Cash received", of_event(redeemed.as_ref().map(|event| event.cash_e6))),
                ("balance", "Units held now", shared::units_now(context, &at.address, class_no, &owner)?),
            ],
        ))
    });
    Ok(plan.into())
}
