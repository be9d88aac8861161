//! `mmf fund policy show|set`

use mmf::instructions::PolicyArgs;
use mmf::state::Role;
use solana_sdk::pubkey::Pubkey;

use crate::args::{PolicyOptions, RealisedName};
use crate::commands::changes::{Changes, effect};
use crate::commands::shared;
use crate::context::Context;
use crate::error::{CliError, CliResult};
use crate::output::{Cell, Field, Output};
use crate::tx::{Plan, Reply};

/// The bounds of a new fund: those of a US government money-market fund, and the usual thresholds of a material error.
pub const DEFAULTS: PolicyArgs = PolicyArgs {
    tie_out_tolerance_e6: 1_000_000,
    materiality_e6: 5_000,
    strike_window_seconds: 12 * 3_600,
    time_lock_seconds: 0,
    max_dispersion_bps: 5,
    max_yield_bps: 2_000,
    max_yield_change_bps: 300,
    max_net_assets_change_bps: 50,
    deviation_alert_bps: 25,
    deviation_halt_bps: 50,
    materiality_bps: 50,
    nav_quorum: 1,
    realised_distributed: false,
    fee_recipient: Pubkey::new_from_array([0; 32]),
    tax_recipient: Pubkey::new_from_array([0; 32]),
};

pub fn show(context: &Context) -> CliResult<Output> {
    let at = shared::fund(context)?;
    Ok(Output::new().record("Bounds of the fund (0: none)", fields(&PolicyArgs::of(&at.fund.policy))))
}

pub fn set(context: &Context, options: &PolicyOptions) -> CliResult<Reply> {
    let at = shared::fund(context)?;
    let old = PolicyArgs::of(&at.fund.policy);
    let new = merged(options, old);
    let changes = Changes::between(fields(&old), fields(&new));
    if changes.is_empty() {
        return Err(CliError::usage("NothingChanges", "the fund has these bounds already")
            .hint("`mmf fund policy show` shows them; name what changes"));
    }
    let authority = shared::authority(context, &at, &[Role::Governance])?;
    let order = context.client.addresses().set_policy((&at.address, &at.fund), &authority, new);
    let loosens = order.loosens;
    let effect = effect(loosens, old.time_lock_seconds);
    let question = format!("Bounds of the fund:\n{}\n{effect} Change them?", changes.lines());
    let plan = Plan::privileged("change the fund's bounds", order, move |context, _| {
        let at = shared::fund(context)?;
        Ok(changes
            .table("Changed bounds", ("bound", "Bound"))
            .record("Effect", vec![("loosens", "Allows more than before", Cell::flag(loosens))])
            .object("policy", "Bounds now (0: none)", fields(&PolicyArgs::of(&at.fund.policy))))
    });
    Ok(plan.ask(question).into())
}

/// The bounds with the named ones changed.
pub fn merged(options: &PolicyOptions, policy: PolicyArgs) -> PolicyArgs {
    let window = options.strike_window.or(options.strike_window_hours.map(|hours| hours.saturating_mul(3_600)));
    let distributed = options.realised_gains.map(|name| name == RealisedName::Distributed);
    PolicyArgs {
        tie_out_tolerance_e6: options.tolerance.unwrap_or(policy.tie_out_tolerance_e6),
        materiality_e6: options.materiality_per_share.unwrap_or(policy.materiality_e6),
        strike_window_seconds: window.unwrap_or(policy.strike_window_seconds),
        time_lock_seconds: options.time_lock_seconds.unwrap_or(policy.time_lock_seconds),
        max_dispersion_bps: options.max_dispersion_bps.unwrap_or(policy.max_dispersion_bps),
        max_yield_bps: options.max_yield_bps.unwrap_or(policy.max_yield_bps),
        max_yield_change_bps: options.max_yield_change_bps.unwrap_or(policy.max_yield_change_bps),
        max_net_assets_change_bps: options.max_net_assets_change_bps.unwrap_or(policy.max_net_assets_change_bps),
        deviation_alert_bps: options.deviation_alert_bps.unwrap_or(policy.deviation_alert_bps),
        deviation_halt_bps: options.deviation_halt_bps.unwrap_or(policy.deviation_halt_bps),
        materiality_bps: options.materiality_bps.unwrap_or(policy.materiality_bps),
        nav_quorum: options.nav_quorum.unwrap_or(policy.nav_quorum),
        realised_distributed: distributed.unwrap_or(policy.realised_distributed),
        fee_recipient: options.fee_recipient.unwrap_or(policy.fee_recipient),
        tax_recipient: options.tax_recipient.unwrap_or(policy.tax_recipient),
    }
}

/// Every bound.
pub fn fields(policy: &PolicyArgs) -> Vec<Field> {
    let realised = if policy.realised_distributed { "distributed" } else { "retained" };
    let recipient =
        |address: &Pubkey| if *address == Pubkey::default() { Cell::none() } else { Cell::address(address) };
    vec![
        ("navQuorum", "Quotes that a strike needs", Cell::count(policy.nav_quorum)),
        ("tolerance", "Quoted against booked net assets", Cell::amount(policy.tie_out_tolerance_e6)),
        ("maxDispersionBps", "Between quotes, bps", Cell::count(policy.max_dispersion_bps)),
        ("maxYieldBps", "Annualised yield, bps", Cell::count(policy.max_yield_bps)),
        ("maxYieldChangeBps", "Change of the yield, bps", Cell::count(policy.max_yield_change_bps)),
        ("maxNetAssetsChangeBps", "Change of net assets, bps", Cell::count(policy.max_net_assets_change_bps)),
        ("deviationAlertBps", "Market against amortised, alert at bps", Cell::count(policy.deviation_alert_bps)),
        ("deviationHaltBps", "Market against amortised, halt at bps", Cell::count(policy.deviation_halt_bps)),
        ("materialityPerShare", "Material from, a share", Cell::amount(policy.materiality_e6)),
        ("materialityBps", "Material from, bps of net assets", Cell::count(policy.materiality_bps)),
        ("strikeWindowSeconds", "Strike on time for, seconds", Cell::count(policy.strike_window_seconds)),
        ("timeLockSeconds", "Time lock, seconds", Cell::count(policy.time_lock_seconds)),
        ("realisedGains", "Realised gains", Cell::text(realised)),
        ("feeRecipient", "Fees are paid to", recipient(&policy.fee_recipient)),
        ("taxRecipient", "Withheld tax is paid to", recipient(&policy.tax_recipient)),
    ]
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_defaults_are_bounds_that_the_program_takes() {
        DEFAULTS.check().unwrap();
    }

    #[test]
    fn only_the_named_bounds_change() {
        let options = PolicyOptions {
            max_yield_bps: Some(0),
            strike_window_hours: Some(6),
            realised_gains: Some(RealisedName::Distributed),
            ..PolicyOptions::default()
        };
        let changed =
            PolicyArgs { max_yield_bps: 0, strike_window_seconds: 21_600, realised_distributed: true, ..DEFAULTS };
        assert_eq!(merged(&options, DEFAULTS), changed);
        assert_eq!(Changes::between(fields(&DEFAULTS), fields(&changed)).lines().lines().count(), 3);
    }
}
