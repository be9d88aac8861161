//! `mmf wallet link`

use mmf::state::{InvestorStatus, Role};
use solana_sdk::pubkey::Pubkey;

use super::shared::{self, FundAt, explain_sdk};
use crate::args::WalletCommand;
use crate::context::Context;
use crate::error::{CliError, CliResult};
use crate::output::{Cell, Output};
use crate::tx::{Plan, Reply};

/// Classes whose holdings are opened in the transaction that links the wallet; the rest follow in their own.
const CLASSES_AT_ONCE: usize = 2;

pub fn run(context: &Context, verb: &WalletCommand) -> CliResult<Reply> {
    let WalletCommand::Link { id, wallet } = verb;
    let owner = *wallet;
    let explain = |error| explain_sdk(context, &error);
    let fund = shared::fund(context)?;
    let (investor, record) = context.client.investor(&fund.address, id).map_err(explain)?;
    let approved = record.status == InvestorStatus::Approved as u8;
    let addresses = context.client.addresses();
    let payer = context.fee_payer()?.address();
    let known: Option<Box<mmf::state::Wallet>> =
        context.client.find(&addresses.wallet(&fund.address, &owner)).map_err(explain)?;
    if let Some(known) = &known
        && known.investor != investor
    {
        return Err(CliError::failure(
            "WalletTaken",
            format!("{owner} is linked to another investor, {}", known.investor),
        )
        .hint("a wallet belongs to one investor"));
    }

    let mut openings: Vec<_> = if approved {
        let classes = addresses.classes(&fund.address, fund.fund.class_bitmap);
        let open = |(_, class): &(u8, Pubkey)| addresses.onboard(&payer, &fund.address, class, &investor, &owner);
        classes.iter().map(open).collect()
    } else {
        Vec::new()
    };
    let mut steps = Vec::new();
    let mut privileged = None;
    if known.is_none() {
        let authority = shared::authority(context, &fund, &[Role::TransferAgent])?;
        let link = addresses.link_wallet(&payer, &fund.address, &investor, &owner, &authority);
        let at_once = openings.len().min(CLASSES_AT_ONCE);
        let mut first = vec![link.instruction.clone()];
        first.extend(openings.drain(..at_once).flatten());
        steps.push(first);
        privileged = Some(link);
    }
    steps.extend(openings.chunks(CLASSES_AT_ONCE).map(|group| group.concat()));
    let mut plan = Plan::in_steps(format!("link {owner}"), steps, move |context, _| {
        report(context, &fund, &investor, &owner, approved)
    });
    plan.privileged = privileged;
    Ok(plan.into())
}

fn report(context: &Context, fund: &FundAt, investor: &Pubkey, owner: &Pubkey, approved: bool) -> CliResult<Output> {
    let addresses = context.client.addresses();
    let mut rows = Vec::new();
    for (number, class) in addresses.classes(&fund.address, fund.fund.class_bitmap) {
        let token_account = addresses.share_account(owner, &addresses.mint(&class));
        let holding = addresses.holding(&token_account);
        let found = context.client.account(&holding).map_err(|error| explain_sdk(context, &error))?;
        if found.is_some() {
            rows.push(vec![Cell::count(number), Cell::address(&token_account), Cell::address(&holding)]);
        }
    }
    let output = Output::new()
        .record(
            "Wallet linked",
            vec![("wallet", "Wallet", Cell::address(owner)), ("investor", "Investor", Cell::address(investor))],
        )
        .table(
            "holdings",
            "Open holdings",
            vec![("class", "Class"), ("tokenAccount", "Token account"), ("holding", "Holding")],
            rows,
        );
    Ok(if approved {
        output
    } else {
        output.note(
            "The investor is not approved yet, so no holding was opened; after the approval, run the command again.",
        )
    })
}
