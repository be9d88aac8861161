//! `mmf requests cancel` and `collect`

use mmf::error::MmfError;
use mmf::state::{Request, RequestStatus, ShareClass, class_flag};
use mmf_client::ix::RequestLine;
use solana_sdk::instruction::Instruction;
use solana_sdk::pubkey::Pubkey;

use super::show;
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
    Ok(plan("cancel the request", at, *key, order).into())
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
    let token_acl = class.has_flag(class_flag::TOKEN_ACL);
    let order = context.client.addresses().collect_request(&caller, &line, &at.fund, &request, token_acl);
    Ok(plan("collect the request", at, *key, order).into())
}

fn read(context: &Context, key: &Pubkey) -> CliResult<(Box<Request>, Box<ShareClass>)> {
    let explain = |error| explain_sdk(context, &error);
    let request: Box<Request> = context.client.fetch(key).map_err(explain)?;
    let class = context.client.fetch(&request.class).map_err(explain)?;
    Ok((request, class))
}

fn plan(title: &str, at: FundAt, key: Pubkey, order: Instruction) -> Plan {
    Plan::new(title, vec![order], move |context, _| {
        let now = shared::network_time(context)?;
        show::output(context, &at, &key, now)
    })
}
