//! `mmf subscribe`

use mmf::instructions::SubscribeArgs;
use mmf::state::class_flag;
use mmf_client::events::Event;
use mmf_client::ix::DealingParties;
use mmf_client::quote;
use mmf_math::convert::to_settlement_up;

use super::shared::{self, explain_sdk};
use crate::args::Subscribe;
use crate::context::Context;
use crate::error::{CliError, CliResult};
use crate::output::{Cell, Output};
use crate::tx::{Plan, Reply};

pub fn run(context: &Context, args: &Subscribe) -> CliResult<Reply> {
    let at = shared::fund(context)?;
    let owner = context.signer()?.address();
    let (class_address, class) = shared::class(context, &at.address, args.class)?;
    let (holding_address, holding) = shared::holding(context, &class, &owner)?;
    let cash = settlement_units(args.amount, at.fund.settlement_decimals)?;
    check_cash(context, &at.fund, &owner, cash, args.amount)?;
    let min_units = match args.min_units {
        Some(units) => units,
        None => least_units(context, &at.fund, &class, cash)?,
    };
    let parties = DealingParties {
        owner,
        investor: holding.investor,
        fund: at.address,
        class: class_address,
        token_acl: class.has_flag(class_flag::TOKEN_ACL),
    };
    let order = context.client.addresses().subscribe(
        &parties,
        &at.fund,
        SubscribeArgs {
            cash_settlement_units: cash,
            min_units,
            expected_strike_no: args.expected_strike.unwrap_or(at.fund.last_strike_no),
        },
    );
    let (amount, class_no) = (args.amount, args.class);
    let plan = Plan::new("subscribe", vec![order], move |context, receipt| {
        let issued = shared::events(context, receipt).into_iter().find_map(|event| match event {
            Event::Subscribed(event) if event.holding == holding_address => Some(event),
            _ => None,
        });
        let of_event = |value: Option<u64>| value.map_or_else(Cell::none, Cell::amount);
        Ok(Output::new().record(
            "Subscribed",
            vec![
                ("wallet", "Wallet", Cell::address(&owner)),
                ("cash", "Cash paid", Cell::amount(amount)),
                ("units", "Units issued", of_event(issued.as_ref().map(|event| event.units))),
                ("equalisation", "Equalisation paid", of_event(issued.as_ref().map(|event| event.equalisation_e6))),
                ("balance", "Units held now", shared::units_now(context, &at.address, class_no, &owner)?),
            ],
        ))
    });
    Ok(plan.into())
}

/// Books in the settlement mint's own units, against the mover.
pub fn settlement_units(amount_e6: u64, decimals: u8) -> CliResult<u64> {
    to_settlement_up(amount_e6, decimals)
        .map_err(|_| CliError::usage("AmountTooLarge", "the amount is too large for the settlement token"))
}

/// A tenth of a basis point below the preview: the interim income grows while the transaction travels.
fn least_units(
    context: &Context,
    fund: &mmf::state::Fund,
    class: &mmf::state::ShareClass,
    cash: u64,
) -> CliResult<u64> {
    let now = shared::network_time(context)?;
    let preview = quote::subscription(fund, class, cash, now).map_err(|error| explain_sdk(context, &error))?;
    Ok(preview.units - preview.units / 100_000)
}

fn check_cash(
    context: &Context,
    fund: &mmf::state::Fund,
    owner: &solana_sdk::pubkey::Pubkey,
    cash: u64,
    amount_e6: u64,
) -> CliResult<()> {
    let account = context.client.cash_account(fund, owner);
    let balance = context.client.token_balance(&account).map_err(|error| explain_sdk(context, &error))?;
    if balance.unwrap_or_default() >= cash {
        return Ok(());
    }
    Err(CliError::refused(
        "InsufficientFunds",
        format!("the wallet's cash account {account} holds less than {}", crate::amount::plain(amount_e6)),
    )
    .hint("bring cash to the wallet first (on the local network: `mmf localnet faucet WALLET --usdc AMOUNT`)"))
}
