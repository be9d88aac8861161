//! `mmf investor restrict|block|sanction|release`

use mmf::instructions::{ReleaseInvestorArgs, RestrictInvestorArgs};
use mmf::state::{InvestorStatus, Role};
use mmf_client::Addresses;

use super::show::show;
use crate::args::{InvestorRelease, Restriction};
use crate::commands::shared::{self, explain_sdk};
use crate::context::Context;
use crate::error::CliResult;
use crate::tx::{Plan, Reply};

pub fn restrict(context: &Context, args: &Restriction) -> CliResult<Reply> {
    make_stricter(context, args, InvestorStatus::RedeemOnly, "restrict an investor to redemptions")
}

pub fn block(context: &Context, args: &Restriction) -> CliResult<Reply> {
    make_stricter(context, args, InvestorStatus::Blocked, "block an investor")
}

pub fn sanction(context: &Context, args: &Restriction) -> CliResult<Reply> {
    make_stricter(context, args, InvestorStatus::Sanctioned, "sanction an investor")
}

fn make_stricter(
    context: &Context,
    args: &Restriction,
    status: InvestorStatus,
    title: &'static str,
) -> CliResult<Reply> {
    let fund = shared::fund(context)?;
    let authority = shared::authority(context, &fund, &[Role::Compliance])?;
    let (address, record) =
        context.client.investor(&fund.address, &args.id).map_err(|error| explain_sdk(context, &error))?;
    let order = context.client.addresses().restrict_investor(
        &fund.address,
        &address,
        &authority,
        RestrictInvestorArgs { status, reason: args.order.reason, document_hash: args.order.document },
    );
    let order = order.for_record(record.generation, record.seq);
    let id = args.id;
    let plan = Plan::privileged(title, order, move |context, _| {
        let shown = show(context, &fund.address, &id)?;
        Ok(match status {
            InvestorStatus::Sanctioned => shown
                .note("`mmf keeper run --once` freezes its token accounts; `mmf sanctions report block ID` gives the report's data."),
            InvestorStatus::Blocked => shown.note("`mmf keeper run --once` freezes its token accounts."),
            _ => shown,
        })
    });
    Ok(plan.into())
}

pub fn release(context: &Context, args: &InvestorRelease) -> CliResult<Reply> {
    let fund = shared::fund(context)?;
    let (address, record) =
        context.client.investor(&fund.address, &args.id).map_err(|error| explain_sdk(context, &error))?;
    let is_sanctioned = record.has_status(InvestorStatus::Sanctioned);
    let roles: &[Role] = if is_sanctioned { &Addresses::SANCTION_RELEASERS } else { &[Role::Compliance] };
    let authority = shared::authority(context, &fund, roles)?;
    let order = context.client.addresses().release_investor(
        &fund.address,
        &address,
        is_sanctioned,
        &authority,
        ReleaseInvestorArgs { status: args.to.into(), reason: args.order.reason, document_hash: args.order.document },
    );
    let order = order.for_record(record.generation, record.seq);
    let id = args.id;
    let plan = Plan::privileged("release an investor", order, move |context, _| {
        let shown = show(context, &fund.address, &id)?;
        Ok(shown
            .note("Token accounts that were frozen thaw with `mmf holding open WALLET`, where the investor may hold."))
    });
    Ok(plan.into())
}
