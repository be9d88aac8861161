//! After the cut-off: the administrator quotes, the fund strikes.

use anyhow::{Context, Result};
use jiff::{
    Span,
    civil::{Date, Time},
};

use super::{Month, Struck};
use crate::{
    chain::StrikeInput,
    cli::Quote,
    dates::{cut_off, days_between, moment},
    portfolio::Liquidity,
};

const MINUTES_AFTER_CUT_OFF: i64 = 5;

/// When a day is struck.
pub(super) fn strike_time(day: Date) -> Result<Time> {
    Ok(cut_off(day).checked_add(Span::new().minutes(MINUTES_AFTER_CUT_OFF))?)
}

impl Month<'_> {
    /// Posts the quote of the books at the cut-off and strikes the day.
    pub(super) fn strike(&mut self, day: Date) -> Result<Struck> {
        self.cli.time_to(day, strike_time(day)?)?;
        let quote = self.quote(day)?;
        self.cli.post_quote(&self.keys.source.file, &quote)?;
        let answer = self.cli.strike(&self.keys.admin, day)?;
        let transaction = self.rpc.transaction(answer.signature()?)?;
        let slot = transaction["slot"].as_u64().context("the strike has no slot")?;
        let days = days_between(self.last_struck, day);
        let (since, cutoff) = (self.last_cut_off, moment(day, cut_off(day))?);
        let struck = Struck { day, quote, input: StrikeInput { slot, since, cutoff, days, gross_e6: quote.income_e6 } };
        self.strikes.push(struck);
        (self.last_struck, self.last_cut_off) = (day, cutoff);
        Ok(struck)
    }

    fn quote(&self, day: Date) -> Result<Quote> {
        let (vault_e6, custodian_e6) = (self.cash.vault_e6(), self.cash.custodian_e6());
        Ok(Quote {
            net_assets_e6: self.assets_e6(day),
            market_e6: vault_e6 + custodian_e6 + self.book.market_value_e6(self.plan.curves.on(day)?, day)?,
            income_e6: self.book.income_e6(self.last_struck, day),
            custodian_e6,
            liquidity: Liquidity::measure(&self.book, vault_e6, custodian_e6, day),
        })
    }
}
