//! What instant dealing shares: when it is open, and the income since the last strike.

use anchor_lang::prelude::*;
use mmf_math::Rounding;
use mmf_math::interim::accrued_per_unit_e18;

use crate::error::{MmfError, OrMmf};
use crate::state::{Fund, ShareClass, class_flag};

/// Instant dealing is open for the class, and no strike has landed since the caller looked.
pub fn check_dealing(fund: &Fund, class: &ShareClass, expected_strike_no: u32, now: i64) -> Result<()> {
    fund.check_instant_dealing_open(now)?;
    require!(fund.last_strike_no == expected_strike_no, MmfError::StrikeNumberMoved);
    require!(!class.has_flag(class_flag::QUEUE_ONLY), MmfError::QueueOnly);
    Ok(())
}

/// Income that one unit has probably earned since the last strike, e18; rounded up, for a subscriber pays it. It is the last strike's
/// income per unit and second, times the seconds since that strike's cut-off, at most until the next cut-off. Nothing before the
/// class's first income.
pub fn interim_e18(fund: &Fund, class: &ShareClass, now: i64) -> Result<u128> {
    if !class.has_flag(class_flag::EQUALISATION) || class.last_rate_e18 == 0 {
        return Ok(0);
    }
    let seconds = |until: i64| u64::try_from(until.saturating_sub(fund.last_cutoff)).unwrap_or(0);
    accrued_per_unit_e18(
        u128::from(class.last_rate_e18),
        class.last_n_days,
        seconds(now),
        seconds(fund.next_cutoff),
        Rounding::Up,
    )
    .or_mmf()
}
