//! `mmf custodian add|set` and `mmf cash sweep|return|show`

use mmf::instructions::{AddCustodianArgs, CashArgs, SetCustodianArgs};
use mmf::state::{Custodian, Role};
use solana_sdk::pubkey::Pubkey;

use super::fund;
use super::shared::{self, FundAt, explain_sdk};
use crate::args::{CashCommand, CustodianCommand};
use crate::context::Context;
use crate::error::CliResult;
use crate::output::{Cell, Output};
use crate::tx::{Plan, Reply};

pub fn custodian(context: &Context, verb: &CustodianCommand) -> CliResult<Reply> {
    let at = shared::fund(context)?;
    let authority = shared::authority(context, &at, &[Role::Governance])?;
    let token_account = match verb {
        CustodianCommand::Add { token_account } => token_account,
        CustodianCommand::Set { token_account, daily_limit, stop } => {
            let args = SetCustodianArgs { active: !stop, daily_limit_e6: daily_limit.unwrap_or(0) };
            let addresses = context.client.addresses();
            let order = addresses.set_custodian(&at.address, token_account, &authority, args);
            let title = format!("change the custodian account {token_account}");
            return Ok(Plan::privileged(title, order, move |context, _| show(context, &at)).into());
        }
    };
    let payer = context.fee_payer()?.address();
    let order = context.client.addresses().add_custodian(
        &payer,
        &at.address,
        token_account,
        &authority,
        AddCustodianArgs { daily_limit_e6: 0 },
    );
    let plan = Plan::privileged(format!("list the custodian account {token_account}"), order, move |context, _| {
        show(context, &at)
    });
    Ok(plan.into())
}

pub fn run(context: &Context, verb: &CashCommand) -> CliResult<Reply> {
    match verb {
        CashCommand::Sweep { token_account, amount } => sweep(context, *token_account, *amount),
        CashCommand::Return { amount, from } => bring_back(context, *amount, *from),
        CashCommand::Show => show(context, &shared::fund(context)?).map(Reply::from),
    }
}

fn sweep(context: &Context, token_account: Pubkey, amount_e6: u64) -> CliResult<Reply> {
    let at = shared::fund(context)?;
    let authority = shared::authority(context, &at, &[Role::Treasurer])?;
    let order = context.client.addresses().sweep_cash(
        (&at.address, &at.fund),
        &token_account,
        &authority,
        CashArgs { amount_e6 },
    );
    let plan = Plan::privileged("sweep cash to the custodian", order, move |context, _| {
        show(context, &shared::fund(context)?)
    });
    Ok(plan.into())
}

fn bring_back(context: &Context, amount_e6: u64, from: Option<Pubkey>) -> CliResult<Reply> {
    let at = shared::fund(context)?;
    let owner = context.signer()?.address();
    let token_account = from.unwrap_or_else(|| context.client.cash_account(&at.fund, &owner));
    let order =
        context.client.addresses().return_cash((&at.address, &at.fund), &token_account, &owner, CashArgs { amount_e6 });
    let plan = Plan::new("bring cash back from the custodian", vec![order], move |context, _| {
        show(context, &shared::fund(context)?)
    });
    Ok(plan.into())
}

fn show(context: &Context, at: &FundAt) -> CliResult<Output> {
    let explain = |error| explain_sdk(context, &error);
    let vaults = [
        ("buffer", at.fund.buffer, at.fund.buffer_cash_e6),
        ("escrow", at.fund.escrow, at.fund.escrow_cash_e6),
        ("payout", at.fund.payout, at.fund.payout_cash_e6),
        ("suspense", at.fund.suspense, at.fund.suspense_cash_e6),
    ];
    let mut rows = Vec::new();
    for (name, address, booked) in vaults {
        let balance = context.client.token_balance(&address).map_err(explain)?.unwrap_or_default();
        let held = mmf_math::convert::to_books_down(balance, at.fund.settlement_decimals).unwrap_or_default();
        rows.push(vec![
            Cell::text(name),
            Cell::address(&address),
            Cell::amount(booked),
            Cell::amount(held),
            Cell::amount(i128::from(held) - i128::from(booked)),
        ]);
    }
    let custodians = context.client.custodians(&at.address).map_err(explain)?;
    let custodians = custodians.iter().map(|(_, custodian)| custodian_row(custodian));
    Ok(Output::new()
        .object("books", "Cash by the books", fund::cash(&at.fund))
        .table(
            "vaults",
            "Vaults",
            vec![
                ("vault", "Vault"),
                ("account", "Account"),
                ("booked", "Booked"),
                ("held", "Held"),
                ("stray", "Stray"),
            ],
            rows,
        )
        .table(
            "custodians",
            "Custodians",
            vec![("account", "Account"), ("active", "Active"), ("swept", "Swept"), ("returned", "Returned")],
            custodians.collect(),
        ))
}

fn custodian_row(custodian: &Custodian) -> Vec<Cell> {
    vec![
        Cell::address(&custodian.token_account),
        Cell::flag(custodian.active == 1),
        Cell::amount(custodian.swept_e6),
        Cell::amount(custodian.returned_e6),
    ]
}
