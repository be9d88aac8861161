//! `mmf wallet link|unlink`

use mmf::compliance::{Denial, check_eligible, check_room};
use mmf::error::MmfError;
use mmf::state::{Investor, InvestorStatus, Role, Wallet};
use solana_sdk::instruction::Instruction;
use solana_sdk::pubkey::Pubkey;

use super::denial;
use super::opening::Opening;
use super::shared::{self, FundAt, explain_sdk};
use crate::args::WalletCommand;
use crate::context::Context;
use crate::error::{CliError, CliResult};
use crate::output::{Cell, Output};
use crate::tx::{Plan, Reply};

/// Classes whose holdings are opened in the transaction that links the wallet; the rest follow in their own.
const CLASSES_AT_ONCE: usize = 2;

pub fn run(context: &Context, verb: &WalletCommand) -> CliResult<Reply> {
    match verb {
        WalletCommand::Link { id, wallet } => link(context, id, *wallet),
        WalletCommand::Unlink { wallet, rent_to } => unlink(context, *wallet, *rent_to),
    }
}

fn link(context: &Context, id: &[u8; 32], owner: Pubkey) -> CliResult<Reply> {
    let explain = |error| explain_sdk(context, &error);
    let fund = shared::fund(context)?;
    let (investor, record) = context.client.investor(&fund.address, id).map_err(explain)?;
    let addresses = context.client.addresses();
    let payer = context.fee_payer()?.address();
    let known: Option<Box<Wallet>> = context.client.find(&addresses.wallet(&fund.address, &owner)).map_err(explain)?;
    if let Some(known) = &known
        && known.investor != investor
    {
        return Err(CliError::failure(
            "WalletTaken",
            format!("{owner} is linked to another investor, {}", known.investor),
        )
        .hint("a wallet belongs to one investor"));
    }

    let (mut openings, left_out) = sorted(context, &fund, (&investor, &record), &owner)?;
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
    let approved = record.has_status(InvestorStatus::Approved);
    let mut plan = Plan::in_steps(format!("link {owner}"), steps, move |context, _| {
        let shown = report(context, &fund, &investor, &owner, &left_out)?;
        Ok(if approved {
            shown
        } else {
            shown.note(
                "The investor is not approved, so no holding was opened; after the approval, run the command again.",
            )
        })
    });
    plan.privileged = privileged;
    Ok(plan.into())
}

/// A class whose holding is not opened, and why.
struct LeftOut {
    class_no: u8,
    number: Option<u8>,
    name: String,
    words: String,
}

impl LeftOut {
    fn denied(class_no: u8, denial: Denial) -> Self {
        let (name, words) = (denial::name(denial).to_owned(), denial::words(denial).to_owned());
        Self { class_no, number: Some(denial.number()), name, words }
    }

    fn unsigned(class_no: u8) -> Self {
        let error = MmfError::FirstHoldingNeedsSignature;
        Self { class_no, number: None, name: error.name(), words: error.to_string() }
    }

    fn row(&self) -> Vec<Cell> {
        let number = self.number.map_or_else(Cell::none, Cell::count);
        vec![Cell::count(self.class_no), number, Cell::text(&self.name), Cell::text(&self.words)]
    }
}

/// The fund's classes: orders for those that the investor may hold, and those that are left out.
fn sorted(
    context: &Context,
    fund: &FundAt,
    investor: (&Pubkey, &Investor),
    owner: &Pubkey,
) -> CliResult<(Vec<[Instruction; 2]>, Vec<LeftOut>)> {
    let now = shared::network_time(context)?;
    let (mut openings, mut left_out) = (Vec::new(), Vec::new());
    for (class_no, _) in context.client.addresses().classes(&fund.address, fund.fund.class_bitmap) {
        let (address, class) = shared::class(context, &fund.address, class_no)?;
        let ruling = check_eligible(&class, investor.1, now).and_then(|()| check_room(&class, investor.1, now));
        if let Err(denial) = ruling {
            left_out.push(LeftOut::denied(class_no, denial));
            continue;
        }
        let opening = Opening { fund, class: (&address, &class), investor, owner };
        match opening.orders(context)? {
            Some(orders) => openings.push(orders),
            None => left_out.push(LeftOut::unsigned(class_no)),
        }
    }
    Ok((openings, left_out))
}

fn report(
    context: &Context,
    fund: &FundAt,
    investor: &Pubkey,
    owner: &Pubkey,
    left_out: &[LeftOut],
) -> CliResult<Output> {
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
    Ok(Output::new()
        .record(
            "Wallet linked",
            vec![("wallet", "Wallet", Cell::address(owner)), ("investor", "Investor", Cell::address(investor))],
        )
        .table(
            "holdings",
            "Open holdings",
            vec![("class", "Class"), ("tokenAccount", "Token account"), ("holding", "Holding")],
            rows,
        )
        .table(
            "leftOut",
            "Classes without a holding",
            vec![("class", "Class"), ("number", "No"), ("reason", "Reason"), ("words", "Why")],
            left_out.iter().map(LeftOut::row).collect(),
        ))
}

fn unlink(context: &Context, owner: Pubkey, rent_to: Option<Pubkey>) -> CliResult<Reply> {
    let fund = shared::fund(context)?;
    let record = context.client.wallet(&fund.address, &owner).map_err(|error| match error {
        mmf_client::Error::Missing { .. } => {
            CliError::failure("WalletNotLinked", format!("{owner} is not linked to an investor of the fund"))
                .hint("`mmf investor show ID` lists an investor's wallets")
        }
        other => explain_sdk(context, &other),
    })?;
    let authority = shared::authority(context, &fund, &[Role::TransferAgent])?;
    let rent_to = match rent_to {
        Some(address) => address,
        None => context.fee_payer()?.address(),
    };
    let investor = record.investor;
    let order = context.client.addresses().unlink_wallet(&fund.address, &investor, &owner, &rent_to, &authority);
    let plan = Plan::privileged(format!("unlink {owner}"), order, move |_, _| {
        Ok(Output::new().record(
            "Wallet unlinked",
            vec![
                ("wallet", "Wallet", Cell::address(&owner)),
                ("investor", "Investor", Cell::address(&investor)),
                ("rentTo", "Rent went to", Cell::address(&rent_to)),
            ],
        ))
    });
    Ok(plan.into())
}
