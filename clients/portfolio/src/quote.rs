//! The figures to post as the fund's quote, and the report whose hash they carry.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::error::{PortfolioError, Result};
use crate::exact::to_e6;
use crate::kind::Kind;
use crate::market::Market;
use crate::metrics::Metrics;
use crate::valuation::{Income, Valuation};

/// A quote, in the names and units of the instruction `post_quote`; amounts in millionths of the fund's currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuoteFigures {
    /// The day that is quoted, as YYYY-MM-DD.
    pub day: String,
    /// Net assets at amortised cost.
    pub net_assets_e6: u64,
    /// Net assets at market value.
    pub market_net_assets_e6: u64,
    /// Income since the last struck day.
    pub income_e6: i64,
    /// Its part up to a month end within the span; none where no month ends.
    pub income_to_month_end_e6: Option<i64>,
    /// Realised gains and losses that are not in the income.
    pub realised_e6: i64,
    /// Cash at custodians.
    pub custodian_cash_e6: u64,
    /// Cash on its way.
    pub in_transit_e6: u64,
    /// Amounts receivable.
    pub receivables_e6: u64,
    /// Weighted average maturity, rounded up.
    pub wam_days: u16,
    /// Weighted average life, rounded up.
    pub wal_days: u16,
    /// Daily liquid assets, rounded down.
    pub daily_liquid_bps: u16,
    /// Weekly liquid assets, rounded down.
    pub weekly_liquid_bps: u16,
    /// Largest issuer that is no government, rounded up.
    pub largest_issuer_bps: u16,
    /// SHA-256 of the report, in hexadecimal digits.
    pub document_hash: String,
}

impl QuoteFigures {
    /// Takes the figures of a day.
    ///
    /// # Errors
    /// [`PortfolioError::NotQuotable`] for a figure that the program would refuse: negative net assets, a part of the income that is
    /// larger than the whole or has another sign, a maturity above the life.
    pub fn new(
        valuation: &Valuation<'_>,
        market: &Market,
        metrics: &Metrics,
        income: &Income,
        document_hash: &str,
    ) -> Result<Self> {
        let issuer = metrics.issuers.first().map_or(0, |share| share.bps);
        let figures = Self {
            day: valuation.day.to_string(),
            net_assets_e6: unsigned("net assets", valuation.net_assets()?)?,
            market_net_assets_e6: unsigned("net assets at market value", market.net_assets(valuation)?)?,
            income_e6: signed("income", income.total)?,
            income_to_month_end_e6: income
                .to_month_end
                .map(|part| signed("income to the month end", part))
                .transpose()?,
            realised_e6: signed("realised gain", income.realised)?,
            custodian_cash_e6: unsigned("cash at custodians", valuation.cash_total()?)?,
            in_transit_e6: unsigned("cash in transit", valuation.total_of(Kind::InTransit)?)?,
            receivables_e6: unsigned("receivables", valuation.total_of(Kind::Receivable)?)?,
            wam_days: small("weighted average maturity", metrics.wam_days)?,
            wal_days: small("weighted average life", metrics.wal_days)?,
            daily_liquid_bps: small("daily liquid assets", metrics.daily_liquid_bps)?,
            weekly_liquid_bps: small("weekly liquid assets", metrics.weekly_liquid_bps)?,
            largest_issuer_bps: small("largest issuer", issuer)?,
            document_hash: document_hash.to_owned(),
        };
        figures.check()?;
        Ok(figures)
    }

    fn check(&self) -> Result<()> {
        let part = self.income_to_month_end_e6.unwrap_or_default();
        let fits = part.unsigned_abs() <= self.income_e6.unsigned_abs()
            && part.signum().saturating_mul(self.income_e6.signum()) >= 0;
        if !fits {
            let amount = Decimal::new(part, 6);
            return Err(PortfolioError::NotQuotable { what: "income to the month end", amount });
        }
        if self.wam_days > self.wal_days {
            let amount = Decimal::from(self.wam_days);
            return Err(PortfolioError::NotQuotable { what: "weighted average maturity above the life", amount });
        }
        Ok(())
    }

    /// The quote as JSON.
    ///
    /// # Errors
    /// [`PortfolioError::FileInvalid`] where it can't be written.
    pub fn to_json(&self) -> Result<Vec<u8>> {
        let mut text =
            serde_json::to_vec_pretty(self).map_err(|error| PortfolioError::FileInvalid(error.to_string()))?;
        text.push(b'\n');
        Ok(text)
    }

    /// Reads a quote that was written.
    ///
    /// # Errors
    /// [`PortfolioError::FileInvalid`] for anything else.
    pub fn from_json(bytes: &[u8]) -> Result<Self> {
        let invalid = |reason: String| {
            PortfolioError::FileInvalid(format!("this is no quote of `mmf portfolio quote`: {reason}"))
        };
        let figures: Self = serde_json::from_slice(bytes).map_err(|error| invalid(error.to_string()))?;
        figures.day.parse::<Date>().map_err(|_| invalid(format!("`{}` is not a date", figures.day)))?;
        Ok(figures)
    }
}

fn signed(what: &'static str, amount: Decimal) -> Result<i64> {
    to_e6(amount).and_then(|e6| i64::try_from(e6).ok()).ok_or(PortfolioError::NotQuotable { what, amount })
}

fn unsigned(what: &'static str, amount: Decimal) -> Result<u64> {
    to_e6(amount).and_then(|e6| u64::try_from(e6).ok()).ok_or(PortfolioError::NotQuotable { what, amount })
}

fn small(what: &'static str, figure: i64) -> Result<u16> {
    u16::try_from(figure).map_err(|_| PortfolioError::NotQuotable { what, amount: Decimal::from(figure) })
}
