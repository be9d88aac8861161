//! `mmf investor approve`

use mmf::error::MmfError;
use mmf::instructions::{ApproveInvestorArgs, AttributeArgs};
use mmf::state::{AttributeKind, Role};

use super::show::show;
use crate::args::InvestorApprove;
use crate::commands::shared::{self, explain_sdk};
use crate::context::Context;
use crate::dates;
use crate::error::{CliError, CliResult};
use crate::explain;
use crate::tx::{Plan, Reply};

pub fn approve(context: &Context, args: &InvestorApprove) -> CliResult<Reply> {
    let fund = shared::fund(context)?;
    let authority = shared::authority(context, &fund, &[Role::Compliance])?;
    let (address, record) =
        context.client.investor(&fund.address, &args.id).map_err(|error| explain_sdk(context, &error))?;
    let attributes = attributes(args)?;
    if args.kyc_until.is_none() && !record.holds(AttributeKind::Kyc, shared::network_time(context)?) {
        return Err(explain::foreseen(
            &MmfError::AttributesInvalid,
            "no valid KYC is on record, and an approval rests on it",
        ));
    }
    let document_hash = args.document.or(args.evidence).unwrap_or_default();
    let order = context.client.addresses().approve_investor(
        &fund.address,
        &address,
        &authority,
        ApproveInvestorArgs { attributes, reason: args.reason, document_hash },
    );
    let order = order.for_record(record.generation, record.seq);
    let id = args.id;
    let plan = Plan::privileged("approve an investor", order, move |context, _| show(context, &fund.address, &id));
    Ok(plan.into())
}

/// The attributes that are written: those with a date, and those that are taken away.
fn attributes(args: &InvestorApprove) -> CliResult<Vec<AttributeArgs>> {
    use AttributeKind::{Accredited, Institution, Kyc, Professional, QualifiedPurchaser};
    let named = [
        (Kyc, args.kyc_until, args.kyc_evidence),
        (Accredited, args.accredited_until, args.accredited_evidence),
        (QualifiedPurchaser, args.qualified_until, args.qualified_evidence),
        (Institution, args.institution_until, args.institution_evidence),
        (Professional, args.professional_until, args.professional_evidence),
    ];
    let mut attributes: Vec<AttributeArgs> = named
        .into_iter()
        .filter_map(|(kind, until, evidence)| {
            let evidence_hash = evidence.or(args.evidence).unwrap_or_default();
            Some(AttributeArgs { kind, expires_at: dates::end_of_day(until?) + 1, evidence_hash })
        })
        .collect();
    for name in &args.withdraw {
        let kind = AttributeKind::from(*name);
        if attributes.iter().any(|attribute| attribute.kind == kind) {
            return Err(CliError::usage(
                "AttributeTwice",
                "an attribute is given a date and taken away, or named twice",
            )
            .hint("name each attribute once"));
        }
        attributes.push(AttributeArgs { kind, expires_at: 0, evidence_hash: [0; 32] });
    }
    Ok(attributes)
}
