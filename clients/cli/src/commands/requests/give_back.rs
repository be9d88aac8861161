//! `mmf requests cancel` and `collect`

use mmf::error::MmfError;
use mmf::state::{Request, RequestStatus, ShareClass, class_flag};
use mmf_client::ix::RequestLine;
use solana_sdk::instruction::Instruction;
use solana_sdk::pubkey::Pubkey;
use spl_associated_token_account_interface::instruction::create_associated_token_account_idempotent;

use super::show;
use crate::commands::dealing::CashAccount;
use crate::commands::shared::{self, FundAt, explain_sdk};
use crate::context::Context;
use crate::error::CliResult;
use crate::explain;
use crate::tx::{Plan, Reply};

/// Takes a request back.
pub fn cancel(context: &Context, key: &Pubkey) -> CliResult<Reply> {
    let at = shared::fund(context)?;
    let (request, class) = read(context, key)?;
    let signer = context.signer()?.address();
    if signer != request.owner {
        let message = format!("only the holder {} cancels this request", request.owner);
        return Err(explain::foreseen(&MmfError::AccountMismatch, message).hint("sign with the holder's key: -k FILE"));
    }
    let line = RequestLine::of(&context.client.addresses(), key, &request);
    let token_acl = class.has_flag(class_flag::TOKEN_ACL);
    let order = context.client.addresses().cancel_request(&line, &at.fund, &request, token_acl);
    let mut orders = opening(context, &at, &request)?;
    orders.push(order);
    Ok(plan("cancel the request", at, *key, orders).into())
}

/// Pays out what waits: what a refused request holds, or cash that an account did not take.
pub fn collect(context: &Context, key: &Pubkey, to: Option<Pubkey>) -> CliResult<Reply> {
    let at = shared::fund(context)?;
    let (request, class) = read(context, key)?;
    if request.status != RequestStatus::Due && request.due_settlement_units == 0 {
        let message = format!("the request is {}: it has nothing to collect", super::fields::status(&request));
        return Err(explain::foreseen(&MmfError::NothingDue, message));
    }
    let caller = context.signer()?.address();
    let mut line = RequestLine::of(&context.client.addresses(), key, &request);
    line.cash_account = to.unwrap_or(line.cash_account);
    let is_holder = caller == request.owner;
    if to.is_some() && !is_holder {
        let message = format!("only the holder {} names another account", request.owner);
        return Err(explain::foreseen(&MmfError::CashAccountUnfit, message).hint("sign with the holder's key: -k FILE"));
    }
    let mut orders = if is_holder && to.is_none() { opening(context, &at, &request)? } else { Vec::new() };
    let token_acl = class.has_flag(class_flag::TOKEN_ACL);
    orders.push(context.client.addresses().collect_request(&caller, &line, &at.fund, &request, token_acl));
    Ok(plan("collect the request", at, *key, orders).into())
}

/// Opens the holder's cash account again where the holder closed it; the holder pays for that.
fn opening(context: &Context, at: &FundAt, request: &Request) -> CliResult<Vec<Instruction>> {
    let fund = &at.fund;
    let account = context.client.cash_account(fund, &request.owner);
    if account != request.cash_account || CashAccount::fetch(context, &account)?.is_some() {
        return Ok(Vec::new());
    }
    let (payer, program) = (context.fee_payer()?.address(), &fund.settlement_token_program);
    Ok(vec![create_associated_token_account_idempotent(&payer, &request.owner, &fund.settlement_mint, program)])
}

fn read(context: &Context, key: &Pubkey) -> CliResult<(Box<Request>, Box<ShareClass>)> {
    let explain = |error| explain_sdk(context, &error);
    let request: Box<Request> = context.client.fetch(key).map_err(explain)?;
    let class = context.client.fetch(&request.class).map_err(explain)?;
    Ok((request, class))
}

fn plan(title: &str, at: FundAt, key: Pubkey, orders: Vec<Instruction>) -> Plan {
    Plan::new(title, orders, move |context, _| {
        let now = shared::network_time(context)?;
        show::output(context, &at, &key, now)
    })
}
