//! Whether a standing instruction is due, by the program's rule.

use mmf::state::Standing;

use crate::commands::dealing::CashAccount;

/// What a keeper has to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// Nothing any more: it has ended.
    Ended,
    /// Nothing: the balance is within its bounds, or the interval is not over.
    NotNow,
    /// It would sweep, and the holder has taken the delegation of the cash account back.
    WithoutDelegation,
    /// Run it.
    Now,
}

/// `may_sweep`: what the instruction may move of the account, in units of the settlement mint.
pub fn due(standing: &Standing, account: Option<&CashAccount>, may_sweep: u64, now: i64) -> Due {
    let terms = &standing.terms;
    if now >= terms.expires_at {
        return Due::Ended;
    }
    let next_at = standing.last_run_at.saturating_add(i64::from(terms.interval_seconds));
    let Some(account) = account.filter(|_| standing.last_run_at == 0 || now >= next_at) else { return Due::NotNow };
    let (above, held) = (terms.sweep_above_settlement_units, account.settlement_units);
    let sweeps = above > 0 && held > above;
    let wanted = if sweeps { held - above } else { terms.redeem_below_settlement_units.saturating_sub(held) };
    if wanted < terms.min_move_settlement_units {
        Due::NotNow
    } else if !sweeps {
        Due::Now
    } else if may_sweep == 0 {
        Due::WithoutDelegation
    } else if may_sweep < terms.min_move_settlement_units {
        Due::NotNow
    } else {
        Due::Now
    }
}

#[cfg(test)]
mod tests {
    use mmf::state::StandingTerms;
    use solana_sdk::pubkey::Pubkey;

    use super::*;

    fn standing() -> Standing {
        Standing {
            version: 1,
            bump: 0,
            fund: Pubkey::default(),
            holding: Pubkey::default(),
            holding_generation: 0,
            owner: Pubkey::default(),
            cash_account: Pubkey::default(),
            rent_payer: Pubkey::default(),
            terms: StandingTerms {
                sweep_above_settlement_units: 100,
                redeem_below_settlement_units: 20,
                min_move_settlement_units: 5,
                max_move_settlement_units: 50,
                interval_seconds: 60,
                max_fee_bps: 0,
                expires_at: 1_000,
            },
            set_at: 0,
            last_run_at: 0,
            runs: 0,
            seq: 0,
            reserved: [0; 60],
        }
    }

    fn at(held: u64, may_sweep: u64, now: i64) -> Due {
        due(&standing(), Some(&CashAccount { settlement_units: held, delegate: None }), may_sweep, now)
    }

    #[test]
    fn an_instruction_is_due_outside_its_bounds() {
        assert_eq!(at(105, u64::MAX, 1), Due::Now);
        assert_eq!(at(104, u64::MAX, 1), Due::NotNow);
        assert_eq!(at(15, 0, 1), Due::Now);
        assert_eq!(at(16, 0, 1), Due::NotNow);
        assert_eq!(at(200, 0, 1), Due::WithoutDelegation);
        assert_eq!(at(200, 4, 1), Due::NotNow);
    }

    #[test]
    fn an_instruction_that_has_ended_or_ran_just_now_is_passed_by() {
        assert_eq!(at(200, u64::MAX, 1_000), Due::Ended);
        let ran = Standing { last_run_at: 500, ..standing() };
        let account = CashAccount { settlement_units: 200, delegate: None };
        assert_eq!(due(&ran, Some(&account), u64::MAX, 559), Due::NotNow);
        assert_eq!(due(&ran, Some(&account), u64::MAX, 560), Due::Now);
        assert_eq!(due(&ran, None, u64::MAX, 560), Due::NotNow);
    }
}
