//! `mmf custodian add|set` and `mmf cash …`

mod vaults;

use std::path::Path;

use mmf::error::MmfError;
use mmf::instructions::{AddCustodianArgs, CashArgs, ReleaseSuspenseArgs, SetCustodianArgs};
use mmf::state::{Custodian, Dealing, Fund, Role};
use solana_sdk::pubkey::Pubkey;

use self::vaults::Vault;
use super::shared::{self, FundAt, explain_sdk};
use super::{document, fund};
use crate::amount::{grouped, plain};
use crate::args::{CashCommand, CustodianCommand};
use crate::context::Context;
use crate::error::CliResult;
use crate::explain;
use crate::output::{Cell, Field, Output};
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
        CashCommand::SweepStray { vault } => vaults::sweep_stray(context, *vault),
        CashCommand::Release { token_account, amount, document } => release(context, *token_account, *amount, document),
    }
}

fn sweep(context: &Context, token_account: Pubkey, amount_e6: u64) -> CliResult<Reply> {
    let at = shared::fund(context)?;
    let authority = shared::authority(context, &at, &[Role::Treasurer])?;
    check_listed(context, &at, &token_account)?;
    if context.globals.propose.is_none() {
        check_free(context, &at, amount_e6)?;
    }
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

/// Sends cash in suspense to whom it belongs.
fn release(context: &Context, token_account: Pubkey, amount_e6: u64, proof: &Path) -> CliResult<Reply> {
    let at = shared::fund(context)?;
    let document_hash = document::hash_of(proof)?;
    let authority = shared::authority(context, &at, &[Role::Treasurer, Role::Compliance])?;
    let order = context.client.addresses().release_suspense(
        (&at.address, &at.fund),
        &token_account,
        &authority,
        ReleaseSuspenseArgs { amount_e6, document_hash },
    );
    let plan =
        Plan::privileged("release cash from suspense", order, |context, _| show(context, &shared::fund(context)?));
    let amount = grouped(&plain(amount_e6));
    Ok(plan.ask(format!("Send {amount} from suspense to {token_account}?")).into())
}

fn bring_back(context: &Context, amount_e6: u64, from: Option<Pubkey>) -> CliResult<Reply> {
    let at = shared::fund(context)?;
    let owner = context.signer()?.address();
    let token_account = from.unwrap_or_else(|| context.client.cash_account(&at.fund, &owner));
    check_listed(context, &at, &token_account)?;
    let order =
        context.client.addresses().return_cash((&at.address, &at.fund), &token_account, &owner, CashArgs { amount_e6 });
    let plan = Plan::new("bring cash back from the custodian", vec![order], move |context, _| {
        show(context, &shared::fund(context)?)
    });
    Ok(plan.into())
}

/// The account is on the fund's list.
fn check_listed(context: &Context, at: &FundAt, token_account: &Pubkey) -> CliResult<()> {
    let listed = context.client.custodians(&at.address).map_err(|error| explain_sdk(context, &error))?;
    if listed.iter().any(|(_, custodian)| custodian.token_account == *token_account) {
        return Ok(());
    }
    let message = format!("{token_account} is no custodian account on the fund's list");
    Err(explain::foreseen(&MmfError::CustodianNotListed, message)
        .hint("`mmf cash show` lists them; governance adds one with `mmf custodian add TOKEN_ACCOUNT`"))
}

/// The buffer can spare that much.
fn check_free(context: &Context, at: &FundAt, amount_e6: u64) -> CliResult<()> {
    let dealing = context.client.dealing(&at.address).map_err(|error| explain_sdk(context, &error))?;
    let free_e6 = at.fund.buffer_cash_e6.saturating_sub(dealing.kept_in_buffer_e6());
    if amount_e6 <= free_e6 {
        return Ok(());
    }
    let amount = |amount_e6: u64| grouped(&plain(amount_e6));
    let message = format!(
        "the buffer holds {} and keeps {} of it as its floor and for the queue: {} can be swept",
        amount(at.fund.buffer_cash_e6),
        amount(dealing.kept_in_buffer_e6()),
        amount(free_e6),
    );
    let refused = if amount_e6 > at.fund.buffer_cash_e6 { MmfError::BufferShort } else { MmfError::BelowBufferFloor };
    Err(explain::foreseen(&refused, message).hint("sweep less; `mmf cash show` tells what is free"))
}

fn show(context: &Context, at: &FundAt) -> CliResult<Output> {
    let explain = |error| explain_sdk(context, &error);
    let dealing = context.client.dealing(&at.address).map_err(explain)?;
    let now = shared::network_time(context)?;
    let rows = Vault::all(context, &at.fund)?.iter().map(Vault::row).collect();
    let custodians = context.client.custodians(&at.address).map_err(explain)?;
    let custodians = custodians.iter().map(|(_, custodian)| custodian_row(custodian, now));
    Ok(Output::new()
        .object("books", "Cash by the books", fund::cash(&at.fund))
        .object("bufferUse", "What the buffer must keep", buffer_use(&at.fund, &dealing))
        .fitted_table(
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
        .fitted_table(
            "custodians",
            "Custodians",
            vec![
                ("account", "Account"),
                ("active", "Active"),
                ("swept", "Swept"),
                ("returned", "Returned"),
                ("dailyLimit", "Daily limit"),
                ("sweptToday", "Swept today"),
            ],
            custodians.collect(),
        ))
}

/// What of the buffer is free, and what more it may take.
fn buffer_use(fund: &Fund, dealing: &Dealing) -> Vec<Field> {
    let (terms, buffer_e6) = (&dealing.terms, fund.buffer_cash_e6);
    let has_cap = terms.uninvested_cap_e6 != 0;
    let only = |amount_e6: u64| if has_cap { Cell::amount(amount_e6) } else { Cell::none() };
    vec![
        ("floor", "Floor", Cell::amount(terms.buffer_floor_e6)),
        ("queueDue", "Priced redemptions of the queue", Cell::amount(dealing.queue_due_e6)),
        (
            "free",
            "Free to sweep or redeem at once",
            Cell::amount(buffer_e6.saturating_sub(dealing.kept_in_buffer_e6())),
        ),
        ("cap", "Most uninvested cash", only(terms.uninvested_cap_e6)),
        ("room", "Room for instant subscriptions", only(terms.uninvested_cap_e6.saturating_sub(buffer_e6))),
        ("dues", "In payout, for redeemers to collect", Cell::amount(fund.dues_e6)),
    ]
}

fn custodian_row(custodian: &Custodian, now: i64) -> Vec<Cell> {
    let is_today = i64::from(custodian.limit_day) == now.div_euclid(crate::dates::DAY_SECONDS);
    let limit = custodian.daily_limit_e6;
    vec![
        Cell::address(&custodian.token_account),
        Cell::flag(custodian.active == 1),
        Cell::amount(custodian.swept_e6),
        Cell::amount(custodian.returned_e6),
        if limit == 0 { Cell::none() } else { Cell::amount(limit) },
        Cell::amount(if is_today { custodian.swept_today_e6 } else { 0 }),
    ]
}
