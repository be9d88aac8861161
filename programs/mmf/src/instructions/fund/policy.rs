//! The bounds of a fund, and how governance changes them.

use anchor_lang::prelude::*;

use crate::authority::{Demand, settings_state};
use crate::constants::*;
use crate::error::MmfError;
use crate::events::PolicyChanged;
use crate::state::{Action, Fund, FundPolicy, Role};

/// Bounds of a fund. See [`FundPolicy`]. A bound of 0 means none, where the field's name begins with `max`, `deviation` or `materiality`.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PolicyArgs {
    /// Largest difference between a quote's net assets and the books, in e6.
    pub tie_out_tolerance_e6: u64,
    /// Price difference a share from which a wrong NAV is material, in e6.
    pub materiality_e6: u64,
    /// Seconds after the cut-off until when a strike is not late.
    pub strike_window_seconds: u32,
    /// Wait of actions that loosen a rule, in seconds.
    pub time_lock_seconds: u32,
    /// Largest difference between the quotes of a strike.
    pub max_dispersion_bps: u16,
    /// Largest annualised yield of a strike, gains and losses alike.
    pub max_yield_bps: u16,
    /// Largest change of the annualised yield against the last strike.
    pub max_yield_change_bps: u16,
    /// Largest change of net assets against the books before the strike, its income included.
    pub max_net_assets_change_bps: u16,
    /// Market against amortised value at which an alert is raised.
    pub deviation_alert_bps: u16,
    /// Market against amortised value at which new issues and instant dealing halt.
    pub deviation_halt_bps: u16,
    /// Wrong NAV in relation to net assets from which it is material.
    pub materiality_bps: u16,
    /// Quotes that a strike needs.
    pub nav_quorum: u8,
    /// Whether realised gains and losses are income of their strike, rather than retained.
    pub realised_distributed: bool,
    /// Owner of the cash and share accounts to which management fees are paid; zero: none yet.
    pub fee_recipient: Pubkey,
    /// Owner of the cash account to which withheld tax is paid; zero: none yet.
    pub tax_recipient: Pubkey,
}

/// Largest value of a bound in basis points.
const MAX_BOUND_BPS: u16 = 10_000;

impl PolicyArgs {
    /// Whether the bounds make sense.
    ///
    /// # Errors
    /// [`MmfError::ParameterOutOfRange`].
    pub fn check(&self) -> Result<()> {
        let bounds = [
            self.max_dispersion_bps,
            self.max_yield_bps,
            self.max_yield_change_bps,
            self.max_net_assets_change_bps,
            self.deviation_alert_bps,
            self.deviation_halt_bps,
            self.materiality_bps,
        ];
        let alert_comes_first = self.deviation_halt_bps == 0 || self.deviation_alert_bps <= self.deviation_halt_bps;
        let fits = (1..=MAX_QUOTES).contains(&self.nav_quorum)
            && (1..=MAX_STRIKE_WINDOW_SECONDS).contains(&self.strike_window_seconds)
            && i64::from(self.time_lock_seconds) < MAX_ACTION_LIFE_SECONDS
            && bounds.iter().all(|bps| *bps <= MAX_BOUND_BPS)
            && alert_comes_first;
        require!(fits, MmfError::ParameterOutOfRange);
        Ok(())
    }

    /// Whether these bounds allow anything that the old ones forbid. A new recipient of money does.
    pub fn loosen(&self, old: &FundPolicy) -> bool {
        let rises = |new: u16, old: u16| old != 0 && (new == 0 || new > old);
        self.tie_out_tolerance_e6 > old.tie_out_tolerance_e6
            || (old.materiality_e6 != 0 && (self.materiality_e6 == 0 || self.materiality_e6 > old.materiality_e6))
            || self.strike_window_seconds > old.strike_window_seconds
            || self.time_lock_seconds < old.time_lock_seconds
            || rises(self.max_dispersion_bps, old.max_dispersion_bps)
            || rises(self.max_yield_bps, old.max_yield_bps)
            || rises(self.max_yield_change_bps, old.max_yield_change_bps)
            || rises(self.max_net_assets_change_bps, old.max_net_assets_change_bps)
            || rises(self.deviation_alert_bps, old.deviation_alert_bps)
            || rises(self.deviation_halt_bps, old.deviation_halt_bps)
            || rises(self.materiality_bps, old.materiality_bps)
            || self.nav_quorum < old.nav_quorum
            || u8::from(self.realised_distributed) != old.realised_distributed
            || self.fee_recipient != old.fee_recipient
            || self.tax_recipient != old.tax_recipient
    }

    /// Writes the bounds.
    pub fn write(&self, policy: &mut FundPolicy) {
        *policy = FundPolicy {
            tie_out_tolerance_e6: self.tie_out_tolerance_e6,
            materiality_e6: self.materiality_e6,
            strike_window_seconds: self.strike_window_seconds,
            time_lock_seconds: self.time_lock_seconds,
            max_dispersion_bps: self.max_dispersion_bps,
            max_yield_bps: self.max_yield_bps,
            max_yield_change_bps: self.max_yield_change_bps,
            max_net_assets_change_bps: self.max_net_assets_change_bps,
            deviation_alert_bps: self.deviation_alert_bps,
            deviation_halt_bps: self.deviation_halt_bps,
            materiality_bps: self.materiality_bps,
            nav_quorum: self.nav_quorum,
            realised_distributed: u8::from(self.realised_distributed),
            fee_recipient: self.fee_recipient,
            tax_recipient: self.tax_recipient,
        };
    }

    /// The bounds on record.
    pub fn of(policy: &FundPolicy) -> Self {
        Self {
            tie_out_tolerance_e6: policy.tie_out_tolerance_e6,
            materiality_e6: policy.materiality_e6,
            strike_window_seconds: policy.strike_window_seconds,
            time_lock_seconds: policy.time_lock_seconds,
            max_dispersion_bps: policy.max_dispersion_bps,
            max_yield_bps: policy.max_yield_bps,
            max_yield_change_bps: policy.max_yield_change_bps,
            max_net_assets_change_bps: policy.max_net_assets_change_bps,
            deviation_alert_bps: policy.deviation_alert_bps,
            deviation_halt_bps: policy.deviation_halt_bps,
            materiality_bps: policy.materiality_bps,
            nav_quorum: policy.nav_quorum,
            realised_distributed: policy.realised_distributed == 1,
            fee_recipient: policy.fee_recipient,
            tax_recipient: policy.tax_recipient,
        }
    }
}

/// Accounts of `set_policy`; then the signers of governance.
#[derive(Accounts)]
pub struct SetPolicy<'info> {
    /// The fund.
    #[account(mut)]
    pub fund: AccountLoader<'info, Fund>,
    /// Approved action, in place of signers.
    #[account(mut)]
    pub action: Option<Box<Account<'info, Action>>>,
}

/// Writes the bounds. Under a time lock a change waits, unless it only forbids more. The window of a strike that is due stays as it is: it can't
/// change between a cut-off and its strike.
pub fn handle_set_policy(ctx: Context<SetPolicy>, args: PolicyArgs) -> Result<()> {
    args.check()?;
    let accounts = ctx.accounts;
    let fund_key = accounts.fund.key();
    let mut fund = accounts.fund.load_mut()?;
    let old = PolicyArgs::of(&fund.policy);
    Demand { fund_key: &fund_key, fund: &fund, roles: &[Role::Governance], loosens: args.loosen(&fund.policy) }
        .require(
            &mut accounts.action,
            ctx.remaining_accounts,
            &crate::instruction::SetPolicy { args },
            &[fund_key, settings_state(&old)?],
        )?;
    require!(args.nav_quorum <= fund.council(Role::NavSource).count, MmfError::ParameterOutOfRange);
    let is_due = fund.next_cutoff != 0 && Clock::get()?.unix_timestamp >= fund.next_cutoff;
    let same_window = args.strike_window_seconds == old.strike_window_seconds;
    require!(same_window || !is_due, MmfError::StrikeDue);
    args.write(&mut fund.policy);
    emit!(PolicyChanged { fund: fund_key, seq: fund.next_seq()?, old, new: args });
    Ok(())
}
