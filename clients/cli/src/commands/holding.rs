//! `mmf holding open|show`

use mmf::state::{Holding, ShareClass};
use mmf_math::settle::Position;
use solana_sdk::pubkey::Pubkey;

use super::shared::{self, explain_sdk};
use crate::args::HoldingCommand;
use crate::context::Context;
use crate::dates;
use crate::error::{CliError, CliResult};
use crate::explain;
use crate::output::{Cell, Field, Output};
use crate::tx::{Plan, Reply};

pub fn run(context: &Context, verb: &HoldingCommand) -> CliResult<Reply> {
    match verb {
        HoldingCommand::Open { wallet, class } => open(context, *wallet, *class),
        HoldingCommand::Show { wallet, class } => show(context, wallet, *class).map(Reply::from),
    }
}

fn open(context: &Context, owner: Pubkey, class_no: u8) -> CliResult<Reply> {
    let fund = context.fund()?;
    let (class, _) = shared::class(context, &fund, class_no)?;
    let wallet = context.client.wallet(&fund, &owner).map_err(|error| match error {
        mmf_client::Error::Missing { .. } => explain::foreseen(
            &mmf::error::MmfError::NotRegistered,
            format!("{owner} is not linked to an investor of the fund"),
        ),
        other => explain_sdk(context, &other),
    })?;
    let payer = context.fee_payer()?.address();
    let orders = context.client.addresses().onboard(&payer, &fund, &class, &wallet.investor, &owner);
    let plan = Plan::new(format!("open the holding of {owner}"), orders.to_vec(), move |context, _| {
        show(context, &owner, class_no)
    });
    Ok(plan.into())
}

/// The holding as it stands, with the income up to the last strike.
pub fn show(context: &Context, owner: &Pubkey, class_no: u8) -> CliResult<Output> {
    let fund = context.fund()?;
    let (_, class) = shared::class(context, &fund, class_no)?;
    let (address, holding) = shared::holding(context, &class, owner).map_err(CliError::as_failure)?;
    let tokens = context
        .client
        .token_balance(&holding.token_account)
        .map_err(|error| explain_sdk(context, &error))?
        .unwrap_or_default();
    Ok(Output::new().record(format!("Holding of {owner}"), fields(&address, &holding, &class, tokens)?))
}

fn fields(address: &Pubkey, holding: &Holding, class: &ShareClass, tokens: u64) -> CliResult<Vec<Field>> {
    let income = settled(holding, class)?;
    let paid = if holding.paid_period == 0 { Cell::none() } else { Cell::text(dates::month_text(holding.paid_period)) };
    Ok(vec![
        ("holding", "Holding", Cell::address(address)),
        ("wallet", "Wallet", Cell::address(&holding.owner)),
        ("investor", "Investor", Cell::address(&holding.investor)),
        ("tokenAccount", "Token account", Cell::address(&holding.token_account)),
        ("classNo", "Share class", Cell::count(class.class_no)),
        ("units", "Units on the register", Cell::amount(holding.recorded_units)),
        ("tokens", "Tokens", Cell::amount(tokens)),
        ("uncertificated", "Units without a token", Cell::amount(holding.recorded_units.saturating_sub(tokens))),
        ("freeUnits", "Free units", Cell::amount(holding.free_units())),
        ("frozen", "Frozen by order", Cell::flag(holding.is_frozen())),
        ("accrued_e18", "Income of this month", Cell::fine_units(income.accrued)),
        ("payable_e18", "Income of closed months, unpaid", Cell::fine_units(income.payable)),
        ("paidUnits", "Dividends paid", Cell::amount(holding.paid_units)),
        ("paidThrough", "Paid through", paid),
        ("openedAt", "Opened", Cell::instant(holding.opened_at)),
    ])
}

/// The position with all income up to the class's index, as the program would credit it.
pub fn settled(holding: &Holding, class: &ShareClass) -> CliResult<Position> {
    let mut position = Position {
        recorded: holding.recorded_units,
        last_index: holding.last_index.get(),
        accrued: holding.accrued.get(),
        payable: holding.payable.get(),
        period: holding.period,
    };
    position
        .settle(&class.class_index())
        .map_err(|error| CliError::failure("FiguresInvalid", format!("the income cannot be computed: {error}")))?;
    Ok(position)
}
