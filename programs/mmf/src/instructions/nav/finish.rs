//! What a strike leaves behind in the fund, in its classes and in its report.

use anchor_lang::prelude::*;
use mmf_math::days::Span;
use mmf_math::interim::daily_rate_e18;

use super::bounds::deviates;
use super::span_steps::Member;
use super::turn::books_e6;
use super::{Strike, StrikeArgs};
use crate::constants::CALENDAR_SEED;
use crate::error::{MmfError, OrMmf};
use crate::events::{ClassStruck, DeviationFound, StrikeCorrected, Struck};
use crate::state::{Calendar, Fund, NAV_STRUCK, NavReport, Quote, StrikeDay, fund_flag, year_of};

/// A strike that has been carried out.
pub struct Done<'a> {
    /// Its arguments.
    pub args: &'a StrikeArgs,
    /// The quote that was taken.
    pub quote: &'a Quote,
    /// Place of the quote.
    pub quote_place: usize,
    /// The days.
    pub span: &'a Span,
    /// Whether it came after its window.
    pub late: bool,
    /// Who approved.
    pub approver: Pubkey,
    /// What the quote's net assets should have been, in e6.
    pub expected_e6: u64,
    /// The quote's net assets less that, in e6.
    pub difference_e6: i64,
    /// Average net assets over the last step, in e6.
    pub base_e6: u64,
    /// Income that was split, with realised results where the fund distributes them, in e6.
    pub income_e6: i64,
    /// That income, annualised, on average net assets, e18.
    pub yield_e18: i64,
    /// Cut-off of the strike before, in Unix seconds.
    pub previous_cutoff: i64,
    /// In Unix seconds.
    pub now: i64,
}

impl Done<'_> {
    /// Moves the fund on to the next strike day. The income a day becomes the rate of the interim income, if there was any. Where market and
    /// amortised value are too far apart, new issues and instant dealing halt until the board has acted.
    pub fn write_fund(&self, fund: &mut Fund, fund_key: &Pubkey, accounts: &Strike<'_>) -> Result<()> {
        let sum = |total: i64, amount: i64| total.checked_add(amount).ok_or(MmfError::Overflow);
        let earned_e6 = sum(self.quote.income_e6, self.quote.realised_e6)?;
        let retained_e6 = earned_e6.checked_sub(self.income_e6).ok_or(MmfError::Overflow)?;
        fund.gross_income_to_date_e6 = sum(fund.gross_income_to_date_e6, self.income_e6)?;
        fund.retained_gains_e6 = sum(fund.retained_gains_e6, retained_e6)?;
        if self.yield_e18 != 0 {
            fund.last_yield_e18 = self.yield_e18;
        }
        fund.paid_since_cutoff_e6 = 0;
        fund.tie_out_difference_e6 = self.difference_e6;
        fund.last_strike_no = self.args.strike_no;
        fund.last_struck_day = self.args.day;
        fund.last_cutoff = fund.next_cutoff;
        fund.last_struck_at = self.now;
        let rate = daily_rate_e18(self.quote.income_e6, self.base_e6, self.span.n_days).or_mmf()?;
        if rate > 0 {
            fund.last_daily_rate_e18 = rate;
        }
        fund.set_next(next_strike_day(accounts, self.args.day)?);
        let halts = deviates(self.quote, fund.policy.deviation_halt_bps);
        if halts {
            fund.set_flag(fund_flag::HALTED, true);
        }
        if halts || deviates(self.quote, fund.policy.deviation_alert_bps) {
            emit!(DeviationFound {
                fund: *fund_key,
                seq: fund.next_seq()?,
                strike_no: self.args.strike_no,
                net_assets_e6: self.quote.net_assets_e6,
                market_net_assets_e6: self.quote.market_net_assets_e6,
                halts,
            });
        }
        Ok(())
    }

    /// Publishes price and rate of each class, and sums what the fund owes and is worth. New terms begin.
    pub fn write_classes(&self, fund: &mut Fund, report: &NavReport, members: &[Member<'_>]) -> Result<()> {
        fund.supply_value_e6 = u64::try_from(books_e6(fund, members)?.max(0)).map_err(|_| MmfError::Overflow)?;
        for member in members {
            let mut class = member.class.load_mut()?;
            let result = &report.results[usize::from(class.class_no)];
            class.last_rate_e18 = result.rate_e18;
            class.last_n_days = self.span.n_days;
            class.price.confidence_e12 = confidence_e12(self.quote, class.price.price_e12);
            class.price.published_at = self.now;
            class.price.valid_until = fund.price_valid_until();
            class.price.struck_day = self.args.day;
            class.price.status = class.price_status(fund, self.now);
            class.price.strike_no = self.args.strike_no;
            class.heartbeat_at = self.now;
            class.kept_e6 = 0;
            class.begin_terms();
            emit!(ClassStruck {
                class: member.class.key(),
                seq: class.next_seq()?,
                strike_no: self.args.strike_no,
                income_e6: result.income_e6,
                expense_e6: result.expense_e6,
                waived_e6: result.waived_e6,
                equalisation_e6: result.equalisation_e6,
                correction_e6: self
                    .args
                    .correction
                    .as_ref()
                    .map_or(0, |correction| correction.of_class(class.class_no)),
                net_income_to_date_e6: class.net_income_to_date_e6,
                performance_fee_to_date_e6: class.performance_fee_to_date_e6,
                rate_e18: result.rate_e18,
                old_index: result.index.get().saturating_sub(u128::from(result.rate_e18)),
                new_index: result.index.get(),
                supply_units: result.supply_units,
                price_e12: class.price.price_e12,
                net_assets_e6: class.net_asset_base_e6(),
            });
        }
        Ok(())
    }

    /// Closes the report and tells.
    pub fn write_report(&self, fund: &mut Fund, fund_key: &Pubkey, report: &mut NavReport) -> Result<()> {
        report.status = NAV_STRUCK;
        report.previous_cutoff = self.previous_cutoff;
        report.n_days = self.span.n_days;
        report.late = u8::from(self.late);
        report.struck_quote = u8::try_from(self.quote_place).map_err(|_| MmfError::Overflow)?;
        report.class_bitmap = fund.class_bitmap;
        report.days_to_month_end = self.span.closes.map_or(0, |closed| closed.days_before);
        report.closed_period = self.span.closes.map_or(0, |closed| closed.period);
        report.struck_at = self.now;
        report.expected_net_assets_e6 = self.expected_e6;
        report.tie_out_difference_e6 = self.difference_e6;
        report.income_carry_e6 = fund.income_carry_e6;
        report.approver = self.approver;
        if let Some(reason_hash) = self.args.override_hash {
            report.overridden = 1;
            report.override_hash = reason_hash;
        }
        emit!(Struck {
            fund: *fund_key,
            seq: fund.next_seq()?,
            strike_no: self.args.strike_no,
            day: self.args.day,
            n_days: self.span.n_days,
            income_e6: self.quote.income_e6,
            tie_out_difference_e6: self.difference_e6,
            late: self.late,
            overridden: report.overridden == 1,
            reason_hash: report.override_hash,
        });
        if let Some(correction) = &self.args.correction {
            emit!(StrikeCorrected {
                fund: *fund_key,
                seq: fund.next_seq()?,
                strike_no: self.args.strike_no,
                corrected_strike_no: correction.strike_no,
                classes: correction.classes.clone(),
                document_hash: correction.document_hash,
            });
        }
        Ok(())
    }
}

/// The next strike day in the day's year, else in the next year's calendar if that is set.
fn next_strike_day(accounts: &Strike<'_>, day: i32) -> Result<Option<StrikeDay>> {
    let fund = accounts.fund.key();
    let from = day.saturating_add(1);
    let year = year_of(day)?;
    {
        let calendar = accounts.calendar.load()?;
        calendar.check_version()?;
        require!(calendar.fund == fund && calendar.year == year, MmfError::AccountMismatch);
        if let Some(next) = calendar.next_strike_day(from)? {
            return Ok(Some(next));
        }
    }
    let next_year = year.saturating_add(1).to_le_bytes();
    let (address, _) = Pubkey::find_program_address(&[CALENDAR_SEED, fund.as_ref(), &next_year], &crate::ID);
    require_keys_eq!(address, *accounts.next_calendar.key, MmfError::AccountMismatch);
    if accounts.next_calendar.data_is_empty() {
        return Ok(None);
    }
    let data = accounts.next_calendar.try_borrow_data()?;
    let calendar = Calendar::read(&data)?;
    calendar.check_version()?;
    calendar.next_strike_day(from)
}

/// What a price would differ by at market value, e12; rounded up.
fn confidence_e12(quote: &Quote, price_e12: u64) -> u64 {
    let gap = quote.market_net_assets_e6.abs_diff(quote.net_assets_e6);
    let scaled = u128::from(gap).saturating_mul(u128::from(price_e12));
    let width = scaled.div_ceil(u128::from(quote.net_assets_e6.max(1)));
    u64::try_from(width).unwrap_or(u64::MAX)
}
