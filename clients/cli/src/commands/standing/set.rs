//! `mmf standing set` and `revoke`

use mmf::state::{Standing, StandingTerms};
use solana_sdk::instruction::Instruction;
use solana_sdk::pubkey::Pubkey;
use spl_token_2022_interface::instruction::{approve, revoke as take_back};

use super::show;
use crate::args::StandingSet;
use crate::commands::dealing::{CashAccount, Holder, settlement_units};
use crate::commands::shared::explain_sdk;
use crate::context::Context;
use crate::error::{CliError, CliResult};
use crate::explain;
use crate::output::{Cell, Output};
use crate::tx::{Plan, Reply};

/// Gives the instruction, and makes it the cash account's delegate where cash is swept.
pub fn set(context: &Context, args: &StandingSet) -> CliResult<Reply> {
    let owner = context.signer()?.address();
    let holder = Holder::read(context, args.class, owner)?;
    let fund = &holder.at.fund;
    let units = |amount: Option<u64>| amount.map_or(Ok(0), |amount| settlement_units(amount, fund.settlement_decimals));
    let terms = StandingTerms {
        sweep_above_settlement_units: units(args.sweep_above)?,
        redeem_below_settlement_units: units(args.redeem_below)?,
        min_move_settlement_units: units(Some(args.min_move))?,
        max_move_settlement_units: units(Some(args.max_move))?,
        interval_seconds: args.interval,
        max_fee_bps: args.max_fee_bps,
        expires_at: args.until,
    };
    terms.check(holder.now).map_err(|_| invalid(&terms, holder.now))?;
    let payer = context.fee_payer()?.address();
    let addresses = context.client.addresses();
    let standing = addresses.standing(&holder.holding_address);
    let account = context.client.cash_account(fund, &owner);
    let delegate = CashAccount::fetch(context, &account)?.and_then(|account| account.delegate);
    let mut orders =
        vec![holder.open_cash_account(&payer), addresses.set_standing(&payer, &holder.parties(), fund, terms)];
    if terms.sweep_above_settlement_units > 0 {
        let allowance = args.allowance.map_or(Ok(u64::MAX), |amount| units(Some(amount)))?;
        let order = approve(&fund.settlement_token_program, &account, &standing, &owner, &[], allowance);
        orders.push(order.map_err(unfit)?);
    } else if delegate.is_some_and(|(key, _)| key == standing) {
        orders.push(take_back(&fund.settlement_token_program, &account, &owner, &[]).map_err(unfit)?);
    }
    let class_no = args.class;
    let plan = Plan::new("set the standing instruction", orders, move |context, _| show::one(context, class_no, owner));
    let replaced = delegate.filter(|(key, _)| *key != standing && terms.sweep_above_settlement_units > 0);
    Ok(match replaced {
        Some((key, _)) => plan.ask(format!(
            "{key} may move cash of this account now. A token account has one delegate: the standing instruction takes its place. Go on?"
        )),
        None => plan,
    }
    .into())
}

/// Takes the instruction back, and its delegation with it.
pub fn revoke(context: &Context, class_no: u8) -> CliResult<Reply> {
    let owner = context.signer()?.address();
    let holder = Holder::read(context, class_no, owner)?;
    let found = context.client.standing(&holder.holding_address).map_err(|error| explain_sdk(context, &error))?;
    let standing: Box<Standing> = found.ok_or_else(|| show::missing(&owner))?;
    let addresses = context.client.addresses();
    let key = addresses.standing(&holder.holding_address);
    let mut orders: Vec<Instruction> = vec![addresses.revoke_standing(&standing)];
    let is_delegate = delegates_to(context, &standing.cash_account, &key)?;
    if is_delegate {
        let program = &holder.at.fund.settlement_token_program;
        orders.push(take_back(program, &standing.cash_account, &owner, &[]).map_err(unfit)?);
    }
    Ok(Plan::new("revoke the standing instruction", orders, move |_, _| {
        Ok(Output::new().record(
            "Standing instruction revoked",
            vec![
                ("standing", "Instruction", Cell::address(&key)),
                ("wallet", "Wallet", Cell::address(&owner)),
                ("runs", "It moved cash so often", Cell::count(standing.runs)),
                ("delegationEnded", "Delegation ended", Cell::flag(is_delegate)),
            ],
        ))
    })
    .into())
}

fn delegates_to(context: &Context, account: &Pubkey, key: &Pubkey) -> CliResult<bool> {
    let account = CashAccount::fetch(context, account)?;
    Ok(account.and_then(|account| account.delegate).is_some_and(|(delegate, _)| delegate == *key))
}

/// Which bound the terms pass.
fn invalid(terms: &StandingTerms, now: i64) -> CliError {
    let (above, below) = (terms.sweep_above_settlement_units, terms.redeem_below_settlement_units);
    let message = if above > 0 && below > above {
        "--redeem-below lies above --sweep-above: cash would move back and forth"
    } else if terms.max_move_settlement_units < terms.min_move_settlement_units {
        "--max-move is less than --min-move"
    } else if terms.expires_at <= now {
        "--until is past"
    } else if u128::from(terms.max_fee_bps) > mmf_math::ALL_BPS {
        "--max-fee-bps is more than the whole amount: 10000 bps"
    } else {
        "the interval is under a minute, or --until more than 400 days away"
    };
    explain::foreseen(&mmf::error::MmfError::StandingInvalid, message)
}

fn unfit(error: impl std::fmt::Display) -> CliError {
    CliError::failure("SettlementMintUnfit", error.to_string())
}
