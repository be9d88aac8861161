//! What the program takes as terms of dealing and as an estimate, and which bound is passed.

use mmf::constants::{MAX_DEALING_WINDOW_SECONDS, MAX_SLICE_COST_PPM};
use mmf::error::MmfError;
use mmf::instructions::DealingTermsArgs;

use crate::dates;
use crate::error::{CliError, CliResult};
use crate::explain;

/// Days for which an estimate counts at most after the last strike day.
const MAX_ESTIMATE_DAYS: i32 = 10;

/// The terms by the program's own rule.
///
/// # Errors
/// Which bound they pass.
pub fn check_terms(terms: &DealingTermsArgs) -> CliResult<()> {
    if terms.check().is_ok() {
        return Ok(());
    }
    let is_shared = |all_e6: u64, own_e6: u64| all_e6 == 0 || (own_e6 > 0 && own_e6 <= all_e6 / 2);
    let (message, hint) = if !is_shared(terms.subscription_limit_e6, terms.investor_subscription_limit_e6) {
        (
            "one investor may subscribe at most half of what all may",
            "choose an --investor-subscription-limit of at most half of --subscription-limit",
        )
    } else if !is_shared(terms.redemption_limit_e6, terms.investor_redemption_limit_e6) {
        (
            "one investor may redeem at most half of what all may",
            "choose an --investor-redemption-limit of at most half of --redemption-limit",
        )
    } else if terms.uninvested_cap_e6 != 0 && terms.uninvested_cap_e6 <= terms.buffer_floor_e6 {
        ("the cap on uninvested cash is not above the buffer's floor", "raise --uninvested-cap or lower --buffer-floor")
    } else {
        let days = MAX_DEALING_WINDOW_SECONDS / 86_400;
        return Err(out_of_range(format!("window and grace last from an hour to {days} days"))
            .hint("write --window 1d, --grace 12h"));
    };
    Err(out_of_range(message).hint(hint))
}

/// An estimate of the cost of a vertical slice.
///
/// # Errors
/// Which bound it passes.
pub fn check_estimate(cost_ppm: u32, until_day: i32, last_struck_day: i32) -> CliResult<()> {
    if cost_ppm > MAX_SLICE_COST_PPM {
        return Err(out_of_range(format!("{cost_ppm} ppm is more than the program takes, {MAX_SLICE_COST_PPM}"))
            .hint("a basis point is 100 ppm, a percent 10,000"));
    }
    let last = last_struck_day.saturating_add(MAX_ESTIMATE_DAYS);
    if until_day > last {
        return Err(out_of_range(format!("an estimate counts until {} at most", dates::date_of(last)))
            .hint("choose an earlier --until, and note a new estimate in time"));
    }
    Ok(())
}

fn out_of_range(message: impl Into<String>) -> CliError {
    explain::foreseen(&MmfError::ParameterOutOfRange, message)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn terms() -> DealingTermsArgs {
        DealingTermsArgs::of(&mmf::state::DealingTerms {
            window_seconds: 86_400,
            settlement_grace_seconds: 86_400,
            ..bytemuck::Zeroable::zeroed()
        })
    }

    #[test]
    fn every_bound_of_the_terms_is_named() {
        check_terms(&terms()).unwrap();
        let says = |terms: DealingTermsArgs, words: &str| {
            let error = check_terms(&terms).unwrap_err();
            assert!(error.message.contains(words), "{}", error.message);
        };
        says(DealingTermsArgs { subscription_limit_e6: 10, ..terms() }, "subscribe at most half");
        says(
            DealingTermsArgs { redemption_limit_e6: 10, investor_redemption_limit_e6: 6, ..terms() },
            "redeem at most",
        );
        says(DealingTermsArgs { buffer_floor_e6: 5, uninvested_cap_e6: 5, ..terms() }, "buffer's floor");
        says(DealingTermsArgs { window_seconds: 1_800, ..terms() }, "an hour to 31 days");
        says(DealingTermsArgs { settlement_grace_seconds: 32 * 86_400, ..terms() }, "an hour to 31 days");
    }

    #[test]
    fn an_estimate_has_a_highest_cost_and_a_last_day() {
        check_estimate(100_000, 110, 100).unwrap();
        assert!(check_estimate(100_001, 110, 100).unwrap_err().message.contains("100000"));
        assert!(check_estimate(1, 111, 100).unwrap_err().message.contains("1970-04-21"));
    }
}
