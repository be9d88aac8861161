//! `mmf fees show|pay`: what share classes owe to others than their holders.

use mmf::error::MmfError;
use mmf::instructions::{Due, PayFeesArgs, PayFeesInSharesArgs};
use mmf::state::{Role, ShareClass};
use mmf_math::convert::{to_books_down, to_settlement_down};
use solana_sdk::pubkey::Pubkey;

use super::shared::{self, FundAt};
use crate::amount::{grouped, plain};
use crate::args::{FeesCommand, FeesPay};
use crate::context::Context;
use crate::error::{CliError, CliResult};
use crate::explain;
use crate::output::{Cell, Output};
use crate::tx::{Plan, Reply};

pub fn run(context: &Context, verb: &FeesCommand) -> CliResult<Reply> {
    let at = shared::fund(context)?;
    match verb {
        FeesCommand::Show => show(context, &at).map(Reply::from),
        FeesCommand::Pay(args) if args.in_shares => pay_in_shares(context, at, args),
        FeesCommand::Pay(args) => pay_in_cash(context, at, args),
    }
}

fn pay_in_cash(context: &Context, at: FundAt, args: &FeesPay) -> CliResult<Reply> {
    let (address, class) = shared::class(context, &at.address, args.class)?;
    let (due, recipient, what) = if args.tax {
        (Due::Tax, at.fund.policy.tax_recipient, "withheld tax")
    } else {
        (Due::Fees, at.fund.policy.fee_recipient, "fees")
    };
    check_recipient(&recipient, what)?;
    let payable_e6 = if args.tax { class.withheld_payable_e6 } else { class.management_fee_payable_e6 };
    let amount_e6 = match args.amount {
        Some(amount_e6) => amount_e6,
        None => expressible(payable_e6, at.fund.settlement_decimals)?,
    };
    check_owed(amount_e6, payable_e6, what)?;
    if at.fund.buffer_cash_e6 < amount_e6 {
        let message = format!("the buffer holds {}", grouped(&plain(at.fund.buffer_cash_e6)));
        return Err(explain::foreseen(&MmfError::BufferShort, message));
    }
    let authority = shared::authority(context, &at, &[Role::Treasurer])?;
    let cash_account = context.client.cash_account(&at.fund, &recipient);
    let order = context.client.addresses().pay_fees_in_cash(
        (&at.address, &at.fund),
        &address,
        &cash_account,
        &authority,
        PayFeesArgs { due, amount_e6 },
    );
    let question = question(amount_e6, what, &recipient);
    let plan = Plan::privileged(format!("pay {what} of share class {}", args.class), order, |context, _| {
        show(context, &shared::fund(context)?)
    });
    Ok(plan.ask(question).into())
}

fn pay_in_shares(context: &Context, at: FundAt, args: &FeesPay) -> CliResult<Reply> {
    let (address, class) = shared::class(context, &at.address, args.class)?;
    let recipient = at.fund.policy.fee_recipient;
    check_recipient(&recipient, "fees")?;
    let payable_e6 = class.management_fee_payable_e6;
    let amount_e6 = args.amount.unwrap_or(payable_e6);
    check_owed(amount_e6, payable_e6, "fees")?;
    let (holding_address, holding) = shared::holding(context, &class, &recipient)?;
    let authority = shared::authority(context, &at, &[Role::Treasurer])?;
    let target = shared::pay_target(holding_address, &holding);
    let order = context.client.addresses().pay_fees_in_shares(
        &at.address,
        &address,
        &target,
        &authority,
        PayFeesInSharesArgs { amount_e6, expected_strike_no: at.fund.last_strike_no },
    );
    let question = question(amount_e6, "fees in shares", &recipient);
    let plan = Plan::privileged(format!("pay fees of share class {} in shares", args.class), order, |context, _| {
        show(context, &shared::fund(context)?)
    });
    Ok(plan.ask(question).into())
}

fn question(amount_e6: u64, what: &str, recipient: &Pubkey) -> String {
    format!("Pay {} of {what} to {recipient}?", grouped(&plain(amount_e6)))
}

fn check_recipient(recipient: &Pubkey, what: &str) -> CliResult<()> {
    if *recipient != Pubkey::default() {
        return Ok(());
    }
    Err(explain::foreseen(&MmfError::RecipientWrong, format!("the fund names nobody to whom {what} could be paid")))
}

fn check_owed(amount_e6: u64, payable_e6: u64, what: &str) -> CliResult<()> {
    if (1..=payable_e6).contains(&amount_e6) {
        return Ok(());
    }
    let message = format!("{} of {what} is payable", grouped(&plain(payable_e6)));
    Err(explain::foreseen(&MmfError::FeesNotOwed, message))
}

/// As much of an amount as the settlement token can express, in e6.
fn expressible(amount_e6: u64, decimals: u8) -> CliResult<u64> {
    to_settlement_down(amount_e6, decimals)
        .and_then(|units| to_books_down(units, decimals))
        .map_err(|_| CliError::failure("FiguresInvalid", "the amount is out of range"))
}

fn show(context: &Context, at: &FundAt) -> CliResult<Output> {
    let mut rows = Vec::new();
    for number in at.fund.class_numbers() {
        let (_, class) = shared::class(context, &at.address, number)?;
        rows.push(row(&class));
    }
    let recipient =
        |address: &Pubkey| if *address == Pubkey::default() { Cell::none() } else { Cell::address(address) };
    Ok(Output::new()
        .record(
            "Fees and withheld tax",
            vec![
                ("feeRecipient", "Fees are paid to", recipient(&at.fund.policy.fee_recipient)),
                ("taxRecipient", "Withheld tax is paid to", recipient(&at.fund.policy.tax_recipient)),
                ("buffer", "Cash in the buffer", Cell::amount(at.fund.buffer_cash_e6)),
            ],
        )
        .table(
            "classes",
            "Share classes",
            vec![
                ("classNo", "Class"),
                ("feesPayable", "Fees payable"),
                ("managementFeeToDate", "Management fee to date"),
                ("performanceFeeToDate", "Performance fee to date"),
                ("waivedToDate", "Waived to date"),
                ("taxPayable", "Withheld tax payable"),
                ("taxToDate", "Withheld to date"),
            ],
            rows,
        ))
}

fn row(class: &ShareClass) -> Vec<Cell> {
    vec![
        Cell::count(class.class_no),
        Cell::amount(class.management_fee_payable_e6),
        Cell::amount(class.management_fee_to_date_e6),
        Cell::amount(class.performance_fee_to_date_e6),
        Cell::amount(class.waived_to_date_e6),
        Cell::amount(class.withheld_payable_e6),
        Cell::amount(class.withheld_to_date_e6),
    ]
}
