//! `mmf fund …`

mod policy;
mod resume;

use mmf::instructions::{CouncilArgs, CreateFundArgs};
use mmf::state::{Fund, Regime, Role, fund_flag, pause};
use solana_sdk::pubkey::Pubkey;

use crate::args::{FundCommand, FundCreate, PolicyCommand, role_label};
use crate::commands::shared::{self, FundAt, explain_sdk};
use crate::commands::suspend;
use crate::context::Context;
use crate::error::{CliError, CliResult};
use crate::output::{Cell, Field, Output};
use crate::tx::{Plan, Reply};

pub fn run(context: &Context, verb: FundCommand) -> CliResult<Reply> {
    match verb {
        FundCommand::Create(args) => create(context, &args),
        FundCommand::Show => show(context, &shared::fund(context)?).map(Reply::from),
        FundCommand::Policy(PolicyCommand::Show) => policy::show(context).map(Reply::from),
        FundCommand::Policy(PolicyCommand::Set(options)) => policy::set(context, &options),
        FundCommand::ResumeDealing { document } => resume::resume(context, &document),
    }
}

fn create(context: &Context, args: &FundCreate) -> CliResult<Reply> {
    let creator = context.signer()?.address();
    let mint = context
        .client
        .account(&args.settlement_mint)
        .map_err(|error| explain_sdk(context, &error))?
        .ok_or_else(|| {
            CliError::failure("SettlementMintMissing", format!("there is no token mint at {}", args.settlement_mint))
                .hint("check -u and --settlement-mint")
        })?;
    let currency: [u8; 3] = args.currency.as_bytes().try_into().map_err(|_| {
        CliError::usage("CurrencyInvalid", format!("`{}` is not a currency code", args.currency))
            .hint("write it like USD or EUR")
    })?;
    let order = context.client.addresses().create_fund(
        &creator,
        &args.settlement_mint,
        &mint.owner,
        CreateFundArgs {
            fund_id: args.fund_id,
            regime: args.regime.into(),
            name: args.name.clone(),
            currency,
            inception_day: args.inception.saturating_sub(1),
            policy: policy::merged(&args.policy, policy::DEFAULTS),
            first_yield_bps: args.first_yield_bps,
            councils: councils(args, creator)?,
        },
    );
    let address = context.client.addresses().fund(&creator, args.fund_id);
    let plan = Plan::new(format!("create fund {}", args.name), vec![order], move |context, _| {
        let fund = context.client.fund(&address).map_err(|error| explain_sdk(context, &error))?;
        let checked = can_be_struck(&fund);
        let output = show(context, &FundAt { address, fund })?;
        Ok(if checked { output } else { output.note(NO_CHECKER) })
    });
    Ok(plan.into())
}

const NO_CHECKER: &str = "Nobody can strike this fund yet: with a quorum of one quote, a NAV approver who is not its source must sign. \
     Name different keys with --council nav-source=KEY and --council nav-approver=KEY.";

/// Whether the quotes can be approved by someone else than their source.
fn can_be_struck(fund: &Fund) -> bool {
    let sources = fund.council(Role::NavSource).members();
    let approvers = fund.council(Role::NavApprover).members();
    fund.policy.nav_quorum > 1 || approvers.iter().any(|approver| !sources.contains(approver))
}

/// The councils of the command line; the creator alone for the others.
fn councils(args: &FundCreate, creator: Pubkey) -> CliResult<Vec<CouncilArgs>> {
    let mut councils = Vec::with_capacity(Role::ALL.len());
    for role in Role::ALL {
        let mut named = args.council.iter().filter(|spec| spec.role == role);
        let spec = named.next();
        if named.next().is_some() {
            return Err(CliError::usage("CouncilTwice", format!("the {} council is named twice", role_label(role))));
        }
        councils.push(CouncilArgs {
            role,
            threshold: spec.map_or(1, |spec| spec.threshold),
            members: spec.map_or_else(|| vec![creator], |spec| spec.members.clone()),
        });
    }
    Ok(councils)
}

fn show(context: &Context, at: &FundAt) -> CliResult<Output> {
    let fund = &at.fund;
    let rows = Role::ALL.into_iter().map(|role| {
        let council = fund.council(role);
        let members: Vec<String> = council.members().iter().map(ToString::to_string).collect();
        vec![Cell::text(role_label(role)), Cell::count(council.threshold), Cell::list(&members)]
    });
    let classes = context.client.addresses().classes(&at.address, fund.class_bitmap);
    let classes = classes.into_iter().map(|(number, class)| vec![Cell::count(number), Cell::address(&class)]);
    Ok(Output::new()
        .record(format!("Fund {}", text(&fund.name)), identity(at))
        .object("strikes", "Strikes", strikes(fund))
        .object("suspension", "Suspension of redemptions", suspend::fields(at, shared::network_time(context)?))
        .object("cash", "Cash", cash(fund))
        .table("classes", "Share classes", vec![("class", "No"), ("address", "Address")], classes.collect())
        .table(
            "councils",
            "Councils",
            vec![("role", "Role"), ("threshold", "Threshold"), ("members", "Members")],
            rows.collect(),
        ))
}

fn identity(at: &FundAt) -> Vec<Field> {
    let fund = &at.fund;
    vec![
        ("address", "Address", Cell::address(&at.address)),
        ("name", "Name", Cell::text(text(&fund.name))),
        ("fundId", "Number", Cell::count(fund.fund_id)),
        ("regime", "Regime", Cell::text(regime(fund.regime))),
        ("currency", "Currency", Cell::text(text(&fund.currency))),
        ("settlementMint", "Settlement mint", Cell::address(&fund.settlement_mint)),
        ("settlementDecimals", "Its decimals", Cell::count(fund.settlement_decimals)),
        ("creator", "Creator", Cell::address(&fund.creator)),
        ("buffer", "Buffer", Cell::address(&fund.buffer)),
        ("paused", "Paused", Cell::list(&paused(fund.pauses))),
        ("navQuorum", "NAV quorum", Cell::count(fund.policy.nav_quorum)),
        ("tolerance", "Tie-out tolerance", Cell::amount(fund.policy.tie_out_tolerance_e6)),
        ("halted", "Halted until the board acts", Cell::flag(fund.has_flag(fund_flag::HALTED))),
        ("reserveGate", "Issues capped by reserves", Cell::flag(fund.has_flag(fund_flag::RESERVE_GATE))),
        ("priceCheck", "Strikes compared with an external price", Cell::flag(fund.has_flag(fund_flag::PRICE_CHECK))),
    ]
}

fn strikes(fund: &Fund) -> Vec<Field> {
    let next_day = if fund.next_cutoff == 0 { Cell::none() } else { Cell::day(fund.next_strike_day) };
    vec![
        ("lastStrikeNo", "Last strike", Cell::count(fund.last_strike_no)),
        ("lastStruckDay", "Last struck day", Cell::day(fund.last_struck_day)),
        ("lastStruckAt", "Struck at", Cell::instant(fund.last_struck_at)),
        ("nextStrikeDay", "Next strike day", next_day),
        ("nextCutoff", "Next cut-off", Cell::instant(fund.next_cutoff)),
        ("strikeWindowSeconds", "Window in seconds", Cell::count(fund.policy.strike_window_seconds)),
        ("tieOutDifference", "Last tie-out difference", Cell::amount(fund.tie_out_difference_e6)),
        ("correctionsToDate", "Corrections to date", Cell::amount(fund.corrections_to_date_e6)),
    ]
}

/// The cash by the books.
pub fn cash(fund: &Fund) -> Vec<Field> {
    vec![
        ("buffer", "Buffer", Cell::amount(fund.buffer_cash_e6)),
        ("escrow", "Escrow", Cell::amount(fund.escrow_cash_e6)),
        ("payout", "Payout", Cell::amount(fund.payout_cash_e6)),
        ("suspense", "Suspense", Cell::amount(fund.suspense_cash_e6)),
        ("custodian", "At custodians", Cell::amount(fund.custodian_net_e6)),
        ("supplyValue", "Owed and worth by the books", Cell::amount(fund.supply_value_e6)),
        ("subscribedToDate", "Subscribed to date", Cell::amount(fund.subscribed_to_date_e6)),
        ("redeemedToDate", "Redeemed to date", Cell::amount(fund.redeemed_to_date_e6)),
        ("grossIncomeToDate", "Gross income to date", Cell::amount(fund.gross_income_to_date_e6)),
    ]
}

/// Zero-padded UTF-8.
pub fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim_end_matches('\0').to_owned()
}

/// What is paused, in words.
pub fn paused(pauses: u8) -> Vec<String> {
    let names = [
        (pause::TRANSFERS, "transfers"),
        (pause::SUBSCRIPTIONS, "subscriptions"),
        (pause::REDEMPTIONS, "redemptions"),
        (pause::DISTRIBUTIONS, "distributions"),
    ];
    let set = names.into_iter().filter(|(bit, _)| pauses & bit != 0);
    set.map(|(_, name)| name.to_owned()).collect()
}

fn regime(number: u8) -> &'static str {
    const NAMES: [(Regime, &str); 7] = [
        (Regime::RegisteredGovernment, "registered-government"),
        (Regime::RegisteredRetail, "registered-retail"),
        (Regime::RegisteredInstitutional, "registered-institutional"),
        (Regime::Private3c7, "private-3c7"),
        (Regime::Private3c1, "private-3c1"),
        (Regime::OffshoreRegS, "offshore-reg-s"),
        (Regime::EuMmfr, "eu-mmfr"),
    ];
    let found = NAMES.into_iter().find(|(regime, _)| *regime as u8 == number);
    found.map_or("unknown", |(_, name)| name)
}
