//! `mmf holding dividends`

use mmf::error::MmfError;
use mmf::state::{Holding, Investor, InvestorKind, Role};
use mmf_client::ix::Line;

use super::show;
use crate::args::Dividends;
use crate::commands::investor::names;
use crate::commands::shared::{self, explain_sdk};
use crate::context::Context;
use crate::error::CliResult;
use crate::explain;
use crate::tx::{Plan, Reply};

pub fn set(context: &Context, args: &Dividends) -> CliResult<Reply> {
    let at = args.at;
    let fund = shared::fund(context)?;
    let (_, class) = shared::class(context, &fund.address, at.class)?;
    let (_, holding) = shared::holding(context, &class, &at.wallet)?;
    let target = match &args.to {
        Some(wallet) => {
            check_vault(context, &holding)?;
            Some(shared::holding(context, &class, wallet)?.0)
        }
        None => None,
    };
    let authority = shared::authority(context, &fund, &[Role::TransferAgent])?;
    let line = Line::of(&class, &holding);
    let order = context.client.addresses().set_dividend_account(&line, target.as_ref(), &authority);
    let plan = Plan::privileged(format!("set where dividends of {} go", at.wallet), order, move |context, _| {
        show(context, &at.wallet, at.class)
    });
    Ok(plan.into())
}

/// Every other investor's books are the register's, so its dividends go to itself.
fn check_vault(context: &Context, holding: &Holding) -> CliResult<()> {
    let investor: Box<Investor> =
        context.client.fetch(&holding.investor).map_err(|error| explain_sdk(context, &error))?;
    if investor.is_kind(InvestorKind::ProtocolVault) {
        return Ok(());
    }
    let kind = names::kind(investor.kind);
    Err(explain::foreseen(
        &MmfError::ParameterOutOfRange,
        format!("only a protocol vault's dividends go to another holding; this investor is of the kind {kind}"),
    )
    .hint("`mmf investor update ID --kind protocol-vault --operator ADDRESS` records a vault"))
}
