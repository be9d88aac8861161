//! `mmf investor update`

use mmf::instructions::{InvestorProfile, UpdateInvestorArgs};
use mmf::state::Role;

use super::profile;
use super::show::show;
use crate::args::InvestorUpdate;
use crate::commands::shared::{self, explain_sdk};
use crate::context::Context;
use crate::error::{CliError, CliResult};
use crate::tx::{Plan, Reply};

pub fn update(context: &Context, args: &InvestorUpdate) -> CliResult<Reply> {
    let fund = shared::fund(context)?;
    let authority = shared::authority(context, &fund, &[Role::Compliance])?;
    let (address, record) =
        context.client.investor(&fund.address, &args.id).map_err(|error| explain_sdk(context, &error))?;
    let on_record = InvestorProfile::of(&record).ok_or_else(|| {
        CliError::failure("KindUnknown", "the investor is of a kind that this release does not know")
            .hint("update this tool")
    })?;
    let profile = profile::merged(&args.profile, on_record)?;
    if profile == on_record && args.document.is_none() {
        return Err(CliError::usage("NothingChanges", "the record says all of this already")
            .hint("`mmf investor show ID` shows it; name what changes"));
    }
    let document_hash = args.document.unwrap_or(record.document_hash);
    let order = context.client.addresses().update_investor(
        &fund.address,
        &address,
        &authority,
        UpdateInvestorArgs { profile, reason: args.reason, document_hash },
    );
    let order = order.for_record(record.generation, record.seq);
    let id = args.id;
    let plan =
        Plan::privileged("update an investor's record", order, move |context, _| show(context, &fund.address, &id));
    Ok(plan.into())
}
