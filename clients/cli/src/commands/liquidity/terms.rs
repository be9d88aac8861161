//! `mmf liquidity set-terms`

use mmf::instructions::DealingTermsArgs;
use mmf::state::{Investor, Role};
use solana_sdk::pubkey::Pubkey;

use super::{bounds, show};
use crate::args::{DealingTermOptions, FacilityInvestor, YesNo};
use crate::commands::changes::{Changes, effect};
use crate::commands::shared::{self, FundAt, explain_sdk};
use crate::context::Context;
use crate::error::{CliError, CliResult};
use crate::output::{Cell, Field, hex};
use crate::tx::{Plan, Reply};

pub fn set(context: &Context, options: &DealingTermOptions) -> CliResult<Reply> {
    let at = shared::fund(context)?;
    let dealing = context.client.dealing(&at.address).map_err(|error| explain_sdk(context, &error))?;
    let old = DealingTermsArgs::of(&dealing.terms);
    let new = merged(context, &at, options, old);
    let changes = Changes::between(fields(&old), fields(&new));
    if changes.is_empty() {
        return Err(CliError::usage("NothingChanges", "the fund has these terms already")
            .hint("`mmf liquidity show` shows them; name what changes"));
    }
    bounds::check_terms(&new)?;
    check_investor(context, options)?;
    let authority = shared::authority(context, &at, &[Role::Governance])?;
    let order = context.client.addresses().set_dealing_terms(&at.address, &dealing, &authority, new);
    let effect = effect(order.loosens, at.fund.policy.time_lock_seconds);
    let question = format!("Terms of dealing:\n{}\n{effect} Change them?", changes.lines());
    let plan = Plan::privileged("change the terms of dealing", order, move |context, _| {
        show::output(context, &shared::fund(context)?)
    });
    Ok(plan.ask(question).into())
}

/// The investor that is to serve redeemers is on the register: instant redemptions stop without it.
fn check_investor(context: &Context, options: &DealingTermOptions) -> CliResult<()> {
    let Some(FacilityInvestor::Id(id)) = options.facility_investor else { return Ok(()) };
    let address = context.client.addresses().investor(&context.fund()?, &id);
    let found: Option<Box<Investor>> = context.client.find(&address).map_err(|error| explain_sdk(context, &error))?;
    found.map(drop).ok_or_else(|| {
        CliError::failure("InvestorMissing", format!("the fund has no investor {}", hex(&id)))
            .hint("`mmf investor list` tells the numbers")
    })
}

/// The terms with the named ones changed.
fn merged(context: &Context, at: &FundAt, options: &DealingTermOptions, terms: DealingTermsArgs) -> DealingTermsArgs {
    let facility_investor = match options.facility_investor {
        None => terms.facility_investor,
        Some(FacilityInvestor::None) => Pubkey::default(),
        Some(FacilityInvestor::Id(id)) => context.client.addresses().investor(&at.address, &id),
    };
    DealingTermsArgs {
        subscription_limit_e6: options.subscription_limit.unwrap_or(terms.subscription_limit_e6),
        redemption_limit_e6: options.redemption_limit.unwrap_or(terms.redemption_limit_e6),
        investor_subscription_limit_e6: options
            .investor_subscription_limit
            .unwrap_or(terms.investor_subscription_limit_e6),
        investor_redemption_limit_e6: options.investor_redemption_limit.unwrap_or(terms.investor_redemption_limit_e6),
        buffer_floor_e6: options.buffer_floor.unwrap_or(terms.buffer_floor_e6),
        uninvested_cap_e6: options.uninvested_cap.unwrap_or(terms.uninvested_cap_e6),
        max_fund_e6: options.max_fund.unwrap_or(terms.max_fund_e6),
        window_seconds: options.window.unwrap_or(terms.window_seconds),
        settlement_grace_seconds: options.grace.unwrap_or(terms.settlement_grace_seconds),
        liquidity_fee_disclosed: options
            .liquidity_fee_disclosed
            .map_or(terms.liquidity_fee_disclosed, |answer| answer == YesNo::Yes),
        facility_investor,
    }
}

/// The terms; a limit of 0 is none.
pub fn fields(terms: &DealingTermsArgs) -> Vec<Field> {
    let is_named = terms.facility_investor != Pubkey::default();
    let facility = if is_named { Cell::address(&terms.facility_investor) } else { Cell::none() };
    vec![
        ("subscriptionLimit", "Instant subscriptions of all in the window", Cell::amount(terms.subscription_limit_e6)),
        ("redemptionLimit", "Instant redemptions of all in the window", Cell::amount(terms.redemption_limit_e6)),
        (
            "investorSubscriptionLimit",
            "Instant subscriptions of one investor",
            Cell::amount(terms.investor_subscription_limit_e6),
        ),
        (
            "investorRedemptionLimit",
            "Instant redemptions of one investor",
            Cell::amount(terms.investor_redemption_limit_e6),
        ),
        ("bufferFloor", "Floor of the buffer", Cell::amount(terms.buffer_floor_e6)),
        ("uninvestedCap", "Most uninvested cash in the buffer", Cell::amount(terms.uninvested_cap_e6)),
        ("maxFund", "Most that the fund may be worth", Cell::amount(terms.max_fund_e6)),
        ("windowSeconds", "Rolling window in seconds", Cell::count(terms.window_seconds)),
        ("graceSeconds", "Grace before anybody starts a part payment", Cell::count(terms.settlement_grace_seconds)),
        ("liquidityFeeDisclosed", "Documents disclose a liquidity fee", Cell::flag(terms.liquidity_fee_disclosed)),
        ("facilityInvestor", "Investor that serves redemptions", facility),
    ]
}
