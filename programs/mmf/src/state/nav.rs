//! The quotes and the result of one strike.

use anchor_lang::prelude::*;

use super::{Council, Wide};
use crate::constants::{ACCOUNT_VERSION, MAX_CLASSES, MAX_QUOTES};
use crate::error::MmfError;

/// One source's figures for a strike, at the cut-off of its day. Amounts in e6 of the fund currency.
#[zero_copy]
#[derive(Debug, PartialEq, Eq)]
pub struct Quote {
    /// Who posted it.
    pub source: Pubkey,
    /// SHA-256 of the report behind it.
    pub document_hash: [u8; 32],
    /// In Unix seconds.
    pub posted_at: i64,
    /// Cash, portfolio at amortised cost and receivables, income of the struck days included, less what third parties are owed;
    /// before dividends, management fees and redemptions that the fund itself owes.
    pub net_assets_e6: u64,
    /// The same with the portfolio at market value.
    pub market_net_assets_e6: u64,
    /// Income since the last strike after expenses of the fund and before those of its classes.
    pub income_e6: i64,
    /// The part of the income up to a month end that lies within the span, if the source states it.
    pub income_to_month_end_e6: i64,
    /// Realised gains and losses that are not in the income.
    pub realised_e6: i64,
    /// Cash at custodians.
    pub custodian_cash_e6: u64,
    /// Cash on its way between vaults and custodians.
    pub in_transit_e6: u64,
    /// Receivables.
    pub receivables_e6: u64,
    /// Weighted average maturity, in days, rounded up.
    pub wam_days: u16,
    /// Weighted average life, in days, rounded up.
    pub wal_days: u16,
    /// Daily liquid assets, in basis points of total assets, rounded down.
    pub daily_liquid_bps: u16,
    /// Weekly liquid assets, in basis points of total assets, rounded down.
    pub weekly_liquid_bps: u16,
    /// Largest issuer that is no government, in basis points.
    pub largest_issuer_bps: u16,
    /// 1: `income_to_month_end_e6` is stated.
    pub month_end_stated: u8,
    /// Zero.
    pub padding: [u8; 5],
    /// Zero; for later figures.
    pub reserved: [u8; 32],
}

/// What a strike did to one class. Amounts in e6.
#[zero_copy]
#[derive(Debug, Default, PartialEq, Eq)]
pub struct ClassResult {
    /// Index after the strike, e18.
    pub index: Wide,
    /// Carry after the strike, e18.
    pub carry: Wide,
    /// Income per unit over the whole span, e18.
    pub rate_e18: u64,
    /// Of that, up to a month end within the span, e18.
    pub rate_to_month_end_e18: u64,
    /// Units that shared in the income.
    pub supply_units: u64,
    /// Share of the fund's income.
    pub income_e6: i64,
    /// Management and performance fee charged.
    pub expense_e6: u64,
    /// Management fee waived.
    pub waived_e6: u64,
    /// Equalisation that was taken in.
    pub equalisation_e6: u64,
    /// Price after the strike, scaled by 10^12.
    pub price_e12: u64,
}

/// A strike. Address: `"nav", fund, strike_no`.
#[account(zero_copy)]
#[derive(Debug)]
pub struct NavReport {
    /// The fund.
    pub fund: Pubkey,
    /// Layout version.
    pub version: u8,
    /// Bump of the report's address.
    pub bump: u8,
    /// 0 open for quotes, 1 struck.
    pub status: u8,
    /// Used entries of `quotes`.
    pub quote_count: u8,
    /// Number of the strike.
    pub strike_no: u32,
    /// The struck day, in days since 1970-01-01.
    pub day: i32,
    /// Calendar days since the last struck day.
    pub n_days: u16,
    /// 1: struck after its window.
    pub late: u8,
    /// Place of the quote that was taken.
    pub struck_quote: u8,
    /// Classes that took part, as bits.
    pub class_bitmap: u16,
    /// Days up to a month end within the span; 0: none.
    pub days_to_month_end: u16,
    /// The month that this strike closed; 0: none.
    pub closed_period: u32,
    /// Cut-off of the day, in Unix seconds.
    pub cutoff: i64,
    /// In Unix seconds.
    pub struck_at: i64,
    /// Books before the strike plus the quote's income, in e6.
    pub expected_net_assets_e6: u64,
    /// The quote's net assets less that, in e6.
    pub tie_out_difference_e6: i64,
    /// Income that the split left over, in e6.
    pub income_carry_e6: u64,
    /// One of those who approved the strike; with a quorum of one, no NAV source.
    pub approver: Pubkey,
    /// Who paid the rent.
    pub rent_payer: Pubkey,
    /// The quotes in the order of their sources' first posts.
    pub quotes: [Quote; MAX_QUOTES as usize],
    /// Results by class number.
    pub results: [ClassResult; MAX_CLASSES as usize],
    /// The earlier strike that this one corrects; 0: none.
    pub corrects_strike_no: u32,
    /// 1: governance allowed the strike beyond the fund's bounds.
    pub overridden: u8,
    /// Zero.
    pub padding: [u8; 3],
    /// Sum of the corrections, in e6.
    pub correction_e6: i64,
    /// External price that the strike was compared with, e12; 0: none.
    pub external_price_e12: u64,
    /// SHA-256 of the reason for the override.
    pub override_hash: [u8; 32],
    /// SHA-256 of the correction's computation.
    pub correction_hash: [u8; 32],
    /// Cut-off of the strike before, in Unix seconds.
    pub previous_cutoff: i64,
    /// Classes whose price was rounded, as bits.
    pub rounded_bitmap: u16,
    /// Zero; for later fields.
    pub reserved: [u8; 30],
}

/// [`NavReport::status`] while quotes are taken.
pub const NAV_OPEN: u8 = 0;
/// [`NavReport::status`] after the strike.
pub const NAV_STRUCK: u8 = 1;

impl NavReport {
    /// Refuses an unknown layout.
    pub fn check_version(&self) -> Result<()> {
        require!(self.version == ACCOUNT_VERSION, MmfError::AccountVersionUnknown);
        Ok(())
    }

    /// The quotes that were posted.
    pub fn posted(&self) -> &[Quote] {
        let count = usize::from(self.quote_count).min(self.quotes.len());
        &self.quotes[..count]
    }

    /// Drops the quotes: the calendar moved the strike to another day or cut-off since they were posted.
    pub fn reopen(&mut self, day: i32, cutoff: i64) {
        self.quotes = bytemuck::Zeroable::zeroed();
        self.quote_count = 0;
        self.day = day;
        self.cutoff = cutoff;
    }

    /// Puts a quote in its source's place, in a new one, or in that of a source that is no longer a member.
    ///
    /// # Errors
    /// [`MmfError::TooManyQuotes`] for a sixth source.
    pub fn put(&mut self, quote: Quote, sources: &Council) -> Result<()> {
        let posted = self.posted();
        let own = posted.iter().position(|posted| posted.source == quote.source);
        let left = posted.iter().position(|posted| sources.position(&posted.source).is_none());
        let place = own.or(left).unwrap_or(posted.len());
        require!(place < self.quotes.len(), MmfError::TooManyQuotes);
        if place == posted.len() {
            self.quote_count = self.quote_count.checked_add(1).ok_or(MmfError::Overflow)?;
        }
        self.quotes[place] = quote;
        Ok(())
    }
}
