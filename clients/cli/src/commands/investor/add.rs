//! `mmf investor add`

use mmf::instructions::{AddInvestorArgs, InvestorProfile};
use mmf::state::{InvestorKind, Role};
use rand::RngCore;

use super::profile;
use super::show::show;
use crate::args::InvestorAdd;
use crate::commands::shared;
use crate::context::Context;
use crate::error::{CliError, CliResult};
use crate::tx::{Plan, Reply};

/// The United States by ISO 3166: where an investor is unless it is said otherwise.
const DEFAULT_JURISDICTION: u16 = 840;

pub fn add(context: &Context, args: &InvestorAdd) -> CliResult<Reply> {
    let fund = shared::fund(context)?;
    let plain = InvestorProfile::plain(InvestorKind::Entity, DEFAULT_JURISDICTION, false);
    let profile = profile::merged(&args.profile, plain)?;
    let authority = shared::authority(context, &fund, &[Role::TransferAgent])?;
    let payer = context.fee_payer()?.address();
    let by_action = context.globals.propose.or(context.globals.action).is_some();
    if by_action && args.id.is_none() {
        return Err(CliError::usage("IdMissing", "an action is approved for one certain investor")
            .hint("give the same --id when it is proposed and when it is executed"));
    }
    let investor_id = args.id.unwrap_or_else(random_id);
    let document_hash = args.document.unwrap_or_default();
    let order = context.client.addresses().add_investor(
        &payer,
        &fund.address,
        &authority,
        AddInvestorArgs { investor_id, profile, document_hash },
    );
    let plan =
        Plan::privileged("register an investor", order, move |context, _| show(context, &fund.address, &investor_id));
    Ok(plan.into())
}

fn random_id() -> [u8; 32] {
    let mut id = [0; 32];
    rand::thread_rng().fill_bytes(&mut id);
    id
}
