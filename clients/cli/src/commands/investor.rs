//! `mmf investor add|approve|show|list`

use mmf::instructions::{AddInvestorArgs, ApproveInvestorArgs, AttributeArgs, InvestorProfile};
use mmf::state::{AttributeKind, Holding, Investor, InvestorStatus, Role, investor_flag};
use rand::RngCore;
use solana_sdk::pubkey::Pubkey;

use super::shared::{self, explain_sdk};
use crate::args::{InvestorAdd, InvestorApprove, InvestorCommand};
use crate::context::Context;
use crate::dates;
use crate::error::{CliError, CliResult};
use crate::output::{Cell, Field, Output};
use crate::tx::{Plan, Reply};

pub fn run(context: &Context, verb: InvestorCommand) -> CliResult<Reply> {
    match verb {
        InvestorCommand::Add(args) => add(context, &args),
        InvestorCommand::Approve(args) => approve(context, &args),
        InvestorCommand::Show { id } => show(context, &context.fund()?, &id).map(Reply::from),
        InvestorCommand::List => list(context).map(Reply::from),
    }
}

fn add(context: &Context, args: &InvestorAdd) -> CliResult<Reply> {
    let fund = shared::fund(context)?;
    let authority = shared::authority(context, &fund, &[Role::TransferAgent])?;
    let payer = context.fee_payer()?.address();
    let by_action = context.globals.propose.or(context.globals.action).is_some();
    if by_action && args.id.is_none() {
        return Err(CliError::usage("IdMissing", "an action is approved for one certain investor")
            .hint("give the same --id when it is proposed and when it is executed"));
    }
    let investor_id = args.id.unwrap_or_else(random_id);
    let order = context.client.addresses().add_investor(
        &payer,
        &fund.address,
        &authority,
        AddInvestorArgs {
            investor_id,
            profile: InvestorProfile::plain(args.kind.into(), args.jurisdiction, args.us_person),
            document_hash: [0; 32],
        },
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

fn approve(context: &Context, args: &InvestorApprove) -> CliResult<Reply> {
    let fund = shared::fund(context)?;
    let authority = shared::authority(context, &fund, &[Role::Compliance])?;
    let evidence_hash = args.evidence.unwrap_or_default();
    let attributes = [
        (AttributeKind::Kyc, Some(args.kyc_until)),
        (AttributeKind::Accredited, args.accredited_until),
        (AttributeKind::QualifiedPurchaser, args.qualified_until),
        (AttributeKind::Institution, args.institution_until),
    ];
    let attributes = attributes.into_iter().filter_map(|(kind, until)| {
        let expires_at = dates::end_of_day(until?) + 1;
        Some(AttributeArgs { kind, expires_at, evidence_hash })
    });
    let (address, _) =
        context.client.investor(&fund.address, &args.id).map_err(|error| explain_sdk(context, &error))?;
    let order = context.client.addresses().approve_investor(
        &fund.address,
        &address,
        &authority,
        ApproveInvestorArgs { attributes: attributes.collect(), document_hash: evidence_hash },
    );
    let id = args.id;
    let plan = Plan::privileged("approve an investor", order, move |context, _| show(context, &fund.address, &id));
    Ok(plan.into())
}

fn show(context: &Context, fund: &Pubkey, id: &[u8; 32]) -> CliResult<Output> {
    let explain = |error| explain_sdk(context, &error);
    let (address, investor) = context.client.investor(fund, id).map_err(explain)?;
    let wallets = context.client.wallets_of(&address).map_err(explain)?;
    let holdings = context.client.holdings_of(&address).map_err(explain)?;
    let wallets = wallets.iter().map(|(_, wallet)| vec![Cell::address(&wallet.owner), Cell::instant(wallet.linked_at)]);
    let holdings = holdings.iter().map(|(address, holding)| holding_row(address, holding));
    Ok(Output::new()
        .record("Investor", fields(&address, &investor))
        .table("wallets", "Wallets", vec![("wallet", "Wallet"), ("linkedAt", "Linked")], wallets.collect())
        .table(
            "holdings",
            "Holdings",
            vec![("holding", "Holding"), ("wallet", "Wallet"), ("class", "Class"), ("units", "Units")],
            holdings.collect(),
        ))
}

fn holding_row(address: &Pubkey, holding: &Holding) -> Vec<Cell> {
    vec![
        Cell::address(address),
        Cell::address(&holding.owner),
        Cell::address(&holding.class),
        Cell::amount(holding.recorded_units),
    ]
}

fn fields(address: &Pubkey, investor: &Investor) -> Vec<Field> {
    let until = |kind: AttributeKind| last_day(investor.attributes[kind as usize].expires_at);
    vec![
        ("investorId", "Number", Cell::hex(&investor.investor_id)),
        ("address", "Address", Cell::address(address)),
        ("status", "Status", Cell::text(status(investor.status))),
        ("kind", "Kind", Cell::text(kind(investor.kind))),
        ("jurisdiction", "Jurisdiction", Cell::count(investor.jurisdiction)),
        ("usPerson", "US person", Cell::flag(investor.flags & investor_flag::US_PERSON != 0)),
        ("kycUntil", "KYC until", until(AttributeKind::Kyc)),
        ("accreditedUntil", "Accredited until", until(AttributeKind::Accredited)),
        ("qualifiedUntil", "Qualified purchaser until", until(AttributeKind::QualifiedPurchaser)),
        ("institutionUntil", "Institution until", until(AttributeKind::Institution)),
        ("walletCount", "Linked wallets", Cell::count(investor.wallets)),
        ("holdingCount", "Open holdings", Cell::count(investor.holdings)),
        ("units", "Units over all classes", Cell::amount(total_units(investor))),
    ]
}

/// The last day on which an attribute stands.
fn last_day(expires_at: i64) -> Cell {
    if expires_at == 0 {
        return Cell::none();
    }
    let day = (expires_at - 1).div_euclid(dates::DAY_SECONDS);
    i32::try_from(day).map_or_else(|_| Cell::none(), Cell::day)
}

fn total_units(investor: &Investor) -> i128 {
    investor.units.iter().map(|units| i128::from(*units)).sum()
}

fn list(context: &Context) -> CliResult<Output> {
    let fund = shared::fund(context)?;
    let investors = context.client.investors(&fund.address).map_err(|error| explain_sdk(context, &error))?;
    let rows = investors.iter().map(|(_, investor)| {
        vec![
            Cell::hex(&investor.investor_id),
            Cell::text(status(investor.status)),
            Cell::text(kind(investor.kind)),
            Cell::count(investor.jurisdiction),
            last_day(investor.attributes[AttributeKind::Kyc as usize].expires_at),
            Cell::amount(total_units(investor)),
        ]
    });
    Ok(Output::new().table(
        "investors",
        format!("{} investors", investors.len()),
        vec![
            ("investorId", "Number"),
            ("status", "Status"),
            ("kind", "Kind"),
            ("jurisdiction", "Country"),
            ("kycUntil", "KYC until"),
            ("units", "Units"),
        ],
        rows.collect(),
    ))
}

/// The name of a status.
pub fn status(number: u8) -> &'static str {
    const NAMES: [(InvestorStatus, &str); 5] = [
        (InvestorStatus::Pending, "pending"),
        (InvestorStatus::Approved, "approved"),
        (InvestorStatus::RedeemOnly, "redeem-only"),
        (InvestorStatus::Blocked, "blocked"),
        (InvestorStatus::Sanctioned, "sanctioned"),
    ];
    let found = NAMES.into_iter().find(|(status, _)| *status as u8 == number);
    found.map_or("unknown", |(_, name)| name)
}

fn kind(number: u8) -> &'static str {
    const NAMES: [&str; 6] = ["person", "entity", "protocol-vault", "liquidator", "nominee", "distributor"];
    NAMES.get(usize::from(number)).copied().unwrap_or("unknown")
}
