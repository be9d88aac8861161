//! `mmf fund resume-dealing`

use std::path::Path;

use mmf::error::MmfError;
use mmf::instructions::ResumeDealingArgs;
use mmf::state::{Role, fund_flag};

use super::show;
use crate::commands::{document, shared};
use crate::context::Context;
use crate::error::CliResult;
use crate::explain;
use crate::tx::{Plan, Reply};

/// The board has considered the deviation of the last strike.
pub fn resume(context: &Context, resolution: &Path) -> CliResult<Reply> {
    let at = shared::fund(context)?;
    if !at.fund.has_flag(fund_flag::HALTED) {
        return Err(explain::foreseen(&MmfError::DealingNotHalted, "dealing in this fund is not halted"));
    }
    let document_hash = document::hash_of(resolution)?;
    let authority = shared::authority(context, &at, &[Role::Board])?;
    let strike_no = at.fund.last_strike_no;
    let args = ResumeDealingArgs { strike_no, document_hash };
    let order = context.client.addresses().resume_dealing(&at.address, &authority, args);
    let plan = Plan::privileged("resume dealing", order, move |context, _| {
        let shown = show(context, &shared::fund(context)?)?;
        Ok(shown.note("Others read the class accounts: `mmf price heartbeat` tells them that dealing goes on."))
    });
    Ok(plan.ask(format!("Let dealing go on after the deviation of strike {strike_no}?")).into())
}
