//! How a fund deals, and how governance changes it.

use anchor_lang::prelude::*;

use crate::authority::{Demand, settings_state};
use crate::constants::MAX_DEALING_WINDOW_SECONDS;
use crate::error::MmfError;
use crate::events::DealingTermsChanged;
use crate::state::{Action, Dealing, DealingTerms, Fund, Regime, Role};

/// Shortest rolling window, and shortest grace, in seconds.
const MIN_WINDOW_SECONDS: u32 = 3_600;

/// Dealing terms of a fund. See [`DealingTerms`]. A limit of 0 means none.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DealingTermsArgs {
    /// Instant subscriptions of all investors in a rolling window, in e6.
    pub subscription_limit_e6: u64,
    /// Instant redemptions of all investors in a rolling window, in e6.
    pub redemption_limit_e6: u64,
    /// Instant subscriptions of one investor in a rolling window, in e6: at most half of the fund's limit, and set where that is.
    pub investor_subscription_limit_e6: u64,
    /// Instant redemptions of one investor in a rolling window, in e6: at most half of the fund's limit, and set where that is.
    pub investor_redemption_limit_e6: u64,
    /// Cash that instant redemptions and sweeps leave in the buffer, in e6.
    pub buffer_floor_e6: u64,
    /// Cash in the buffer above which subscriptions go through the queue, in e6; 0: no such cap.
    pub uninvested_cap_e6: u64,
    /// What the fund may be worth after a subscription, in e6; 0: no such limit.
    pub max_fund_e6: u64,
    /// Length of the rolling window, in seconds: an hour to 31 days.
    pub window_seconds: u32,
    /// Seconds after a batch was priced from which anyone may start a partial payment: an hour to 31 days.
    pub settlement_grace_seconds: u32,
    /// The documents of a government fund disclose that it may charge a liquidity fee.
    pub liquidity_fee_disclosed: bool,
    /// The investor that serves instant redemptions with its own cash; zero: the fund's buffer does.
    pub facility_investor: Pubkey,
}

impl DealingTermsArgs {
    /// Whether the terms make sense. One investor can't use the whole of a limit of the fund, so that nobody keeps all others out.
    ///
    /// # Errors
    /// [`MmfError::ParameterOutOfRange`].
    pub fn check(&self) -> Result<()> {
        let shares_out = |all: u64, own: u64| all == 0 || (own > 0 && own <= all / 2);
        let cap_fits = self.uninvested_cap_e6 == 0 || self.uninvested_cap_e6 > self.buffer_floor_e6;
        let fits = shares_out(self.subscription_limit_e6, self.investor_subscription_limit_e6)
            && shares_out(self.redemption_limit_e6, self.investor_redemption_limit_e6)
            && (MIN_WINDOW_SECONDS..=MAX_DEALING_WINDOW_SECONDS).contains(&self.window_seconds)
            && (MIN_WINDOW_SECONDS..=MAX_DEALING_WINDOW_SECONDS).contains(&self.settlement_grace_seconds)
            && cap_fits;
        require!(fits, MmfError::ParameterOutOfRange);
        Ok(())
    }

    /// Whether these terms allow anything that the old ones forbid. A shorter window lets the limits come back faster; another grace leaves
    /// redeemers to others for longer, or sooner; another facility, or none,
    /// serves redeemers from other cash; a disclosed fee can be charged.
    pub fn loosen(&self, old: &DealingTerms) -> bool {
        let rises = |new: u64, old: u64| old != 0 && (new == 0 || new > old);
        rises(self.subscription_limit_e6, old.subscription_limit_e6)
            || rises(self.redemption_limit_e6, old.redemption_limit_e6)
            || rises(self.investor_subscription_limit_e6, old.investor_subscription_limit_e6)
            || rises(self.investor_redemption_limit_e6, old.investor_redemption_limit_e6)
            || rises(self.uninvested_cap_e6, old.uninvested_cap_e6)
            || rises(self.max_fund_e6, old.max_fund_e6)
            || self.buffer_floor_e6 < old.buffer_floor_e6
            || self.window_seconds < old.window_seconds
            || self.settlement_grace_seconds != old.settlement_grace_seconds
            || u8::from(self.liquidity_fee_disclosed) > old.liquidity_fee_disclosed
            || self.facility_investor != old.facility_investor
    }

    /// Writes the terms.
    pub fn write(&self, terms: &mut DealingTerms) {
        *terms = DealingTerms {
            subscription_limit_e6: self.subscription_limit_e6,
            redemption_limit_e6: self.redemption_limit_e6,
            investor_subscription_limit_e6: self.investor_subscription_limit_e6,
            investor_redemption_limit_e6: self.investor_redemption_limit_e6,
            buffer_floor_e6: self.buffer_floor_e6,
            uninvested_cap_e6: self.uninvested_cap_e6,
            max_fund_e6: self.max_fund_e6,
            window_seconds: self.window_seconds,
            settlement_grace_seconds: self.settlement_grace_seconds,
            liquidity_fee_disclosed: u8::from(self.liquidity_fee_disclosed),
            padding: [0; 7],
            facility_investor: self.facility_investor,
        };
    }

    /// The terms on record.
    pub fn of(terms: &DealingTerms) -> Self {
        Self {
            subscription_limit_e6: terms.subscription_limit_e6,
            redemption_limit_e6: terms.redemption_limit_e6,
            investor_subscription_limit_e6: terms.investor_subscription_limit_e6,
            investor_redemption_limit_e6: terms.investor_redemption_limit_e6,
            buffer_floor_e6: terms.buffer_floor_e6,
            uninvested_cap_e6: terms.uninvested_cap_e6,
            max_fund_e6: terms.max_fund_e6,
            window_seconds: terms.window_seconds,
            settlement_grace_seconds: terms.settlement_grace_seconds,
            liquidity_fee_disclosed: terms.liquidity_fee_disclosed == 1,
            facility_investor: terms.facility_investor,
        }
    }
}

/// Accounts of `set_dealing_terms`; then the signers of governance.
#[derive(Accounts)]
pub struct SetDealingTerms<'info> {
    /// The fund.
    #[account(mut)]
    pub fund: AccountLoader<'info, Fund>,
    /// How it deals.
    #[account(mut)]
    pub dealing: AccountLoader<'info, Dealing>,
    /// Approved action, in place of signers.
    #[account(mut)]
    pub action: Option<Box<Account<'info, Action>>>,
}

/// Writes the terms. Under a time lock a change waits, unless it only forbids more. What was used of the limits so far stays used.
pub fn handle_set_dealing_terms(ctx: Context<SetDealingTerms>, args: DealingTermsArgs) -> Result<()> {
    args.check()?;
    let accounts = ctx.accounts;
    let fund_key = accounts.fund.key();
    let mut fund = accounts.fund.load_mut()?;
    let mut dealing = accounts.dealing.load_mut()?;
    dealing.check(&fund_key)?;
    let old = DealingTermsArgs::of(&dealing.terms);
    let loosens = args.loosen(&dealing.terms);
    Demand { fund_key: &fund_key, fund: &fund, roles: &[Role::Governance], loosens }.require(
        &mut accounts.action,
        ctx.remaining_accounts,
        &crate::instruction::SetDealingTerms { args },
        &[fund_key, settings_state(&old)?],
    )?;
    let is_government = fund.regime()? == Regime::RegisteredGovernment;
    let charges = dealing.liquidity_fee_bps > 0 && is_government;
    require!(args.liquidity_fee_disclosed || !charges, MmfError::LiquidityFeeForbidden);
    args.write(&mut dealing.terms);
    emit!(DealingTermsChanged { fund: fund_key, seq: fund.next_seq()?, old, new: args });
    Ok(())
}
