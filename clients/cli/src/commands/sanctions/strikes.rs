//! Index and price of classes over time, from the fund's strikes.

use mmf::constants::MAX_CLASSES;
use mmf::state::{ClassResult, Fund};
use solana_sdk::pubkey::Pubkey;

use crate::commands::shared::explain_sdk;
use crate::context::Context;
use crate::error::CliResult;

/// Strikes that are fetched in one request.
const STRIKES_AT_ONCE: u32 = 100;

/// When a strike landed, and what it did to each class.
type Strike = (i64, [ClassResult; MAX_CLASSES as usize]);

/// The fund's strikes from the last before a moment on, the earliest first.
pub struct Strikes(Vec<Strike>);

impl Strikes {
    /// Fetches them, the latest first, as far back as the moment.
    ///
    /// # Errors
    /// When the node does not answer, or a strike is not what it should be.
    pub fn since(context: &Context, fund_key: &Pubkey, fund: &Fund, moment: i64) -> CliResult<Self> {
        let mut found = Vec::new();
        let mut last = fund.last_strike_no;
        while last > 0 && found.last().is_none_or(|(at, _)| *at > moment) {
            let first = last.saturating_sub(STRIKES_AT_ONCE - 1).max(1);
            let chunk = context.client.strikes(fund_key, first..=last).map_err(|error| explain_sdk(context, &error))?;
            found.extend(chunk.iter().rev().map(|report| (report.struck_at, report.results)));
            last = first - 1;
        }
        found.reverse();
        Ok(Self(found))
    }

    /// What the last strike up to a moment did to a class; `None` before the first.
    pub fn at(&self, class_no: u8, moment: i64) -> Option<&ClassResult> {
        let (_, results) = self.0.iter().rfind(|(at, _)| *at <= moment)?;
        results.get(usize::from(class_no))
    }

    /// Income per unit of a class since the beginning, up to a moment, e18.
    pub fn index_at(&self, class_no: u8, moment: i64) -> u128 {
        self.at(class_no, moment).map_or(0, |result| result.index.get())
    }
}

#[cfg(test)]
impl Strikes {
    /// Of one class, from moments and indices.
    pub fn of_class(strikes: &[(i64, u128)]) -> Self {
        Self(
            strikes
                .iter()
                .map(|(at, index)| {
                    let mut results = [ClassResult::default(); MAX_CLASSES as usize];
                    results[0].index.set(*index);
                    (*at, results)
                })
                .collect(),
        )
    }
}
