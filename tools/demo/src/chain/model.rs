//! The income of every holder by plain words: at each strike, the day's income is divided by the shares, and whoever
//! holds shares at that moment earns that much on each. The management fee falls on the shares that were there on
//! average since the last cut-off. No index, no settlement, and no code of the program.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};

use super::{History, Movement, MovementKind};
use crate::figures::SCALE;

/// Management fee of the class: 20 basis points a year of 365 days.
const FEE_BPS: i128 = 20;
const FEE_DIVISOR: i128 = 10_000 * 365;
const SECONDS_OF_A_DAY: i128 = 86_400;

/// What is known of a strike from outside of the program.
#[derive(Clone, Copy, Debug)]
pub struct StrikeInput {
    /// Slot in which the strike landed.
    pub slot: u64,
    /// The cut-off before, in Unix seconds; for the first strike the beginning of the fund's first day.
    pub since: i64,
    /// Its own cut-off, in Unix seconds.
    pub cutoff: i64,
    /// Calendar days that it spans.
    pub days: i128,
    /// The portfolio's income of those days, in e6.
    pub gross_e6: i128,
}

/// A strike's figures for the class, in e6 unless named otherwise.
#[derive(Clone, Copy, Debug)]
pub struct ClassDay {
    /// Calendar days.
    pub days: i128,
    /// Income of the portfolio.
    pub gross_e6: i128,
    /// Income that subscribers paid for in advance.
    pub equalisation_e6: i128,
    /// Management fee charged.
    pub fee_e6: i128,
    /// Management fee that the income did not cover, and that was waived.
    pub waived_e6: i128,
    /// Shares that divide the income, in units.
    pub shares: i128,
    /// Shares on average since the last cut-off, in units: on these the fee falls.
    pub average_shares: i128,
    /// Income of one share, e18.
    pub factor_e18: i128,
    /// What did not divide, e18.
    pub carry_e18: i128,
}

impl StrikeInput {
    /// Seconds of the strike's span for which shares of this movement were not there yet. The span counts as its whole
    /// days however far apart its two cut-offs are, and a part of a second counts as one.
    fn seconds_before(&self, movement: &Movement) -> i128 {
        let expected = i128::from(self.cutoff) - i128::from(self.since);
        let elapsed = (i128::from(movement.time) - i128::from(self.since)).clamp(0, expected);
        (elapsed * self.days * SECONDS_OF_A_DAY + expected - 1) / expected
    }
}

impl ClassDay {
    /// Income for the holders.
    #[must_use]
    pub const fn net_e6(&self) -> i128 {
        self.gross_e6 + self.equalisation_e6 - self.fee_e6
    }
}

/// What a holder earned at one strike.
#[derive(Clone, Debug)]
pub struct Earned {
    /// Place of the strike, from 0.
    pub strike: usize,
    /// Owner of the shares.
    pub owner: String,
    /// Shares held at the strike, in units.
    pub shares: i128,
    /// Shares times the factor, e18.
    pub income_e18: i128,
}

/// The month by the model.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// Strikes in their order.
    pub days: Vec<ClassDay>,
    /// Earnings by strike and holder.
    pub earned: Vec<Earned>,
    /// Dividends minted, in units, by owner.
    pub paid: BTreeMap<String, i128>,
    /// What of the fee is below 10^-6 after the last strike, in parts of 1 / 3,650,000 of that.
    pub fee_remainder: i128,
}

impl Model {
    /// Works the month out from the movements and the portfolio's income.
    ///
    /// # Errors
    /// A strike without shares, or balances that fall below zero.
    pub fn build(history: &History, strikes: &[StrikeInput]) -> Result<Self> {
        let mut model = Self::default();
        let mut balances: BTreeMap<String, i128> = BTreeMap::new();
        let (mut carry_e18, mut equalisation_e6, mut late_unit_seconds) = (0, 0, 0);
        let mut movements = history.movements().iter().peekable();
        for (place, strike) in strikes.iter().enumerate() {
            ensure!(strike.cutoff > strike.since && strike.days > 0, "strike {} spans no time", place + 1);
            while let Some(movement) = movements.next_if(|movement| movement.slot < strike.slot) {
                for (owner, change) in &movement.shares {
                    let balance = balances.entry(owner.clone()).or_default();
                    *balance += change;
                    ensure!(*balance >= 0, "{owner} falls below zero in {}", movement.signature);
                }
                if movement.kind == MovementKind::Subscription {
                    equalisation_e6 += movement.vault_e6 - movement.net_units();
                }
                if matches!(movement.kind, MovementKind::Subscription | MovementKind::Redemption) {
                    late_unit_seconds += movement.net_units() * strike.seconds_before(movement);
                }
            }
            let shares: i128 = balances.values().sum();
            ensure!(shares > 0, "strike {} found no shares", place + 1);
            let absent = late_unit_seconds / (strike.days * SECONDS_OF_A_DAY);
            let average_shares = (shares - absent).max(0);
            let fee = average_shares * FEE_BPS * strike.days + model.fee_remainder;
            model.fee_remainder = fee % FEE_DIVISOR;
            let fee_e6 = (fee / FEE_DIVISOR).min(strike.gross_e6.max(0));
            let net_e6 = strike.gross_e6 + equalisation_e6 - fee_e6;
            let to_divide = net_e6.checked_mul(SCALE).context("the income is too large")? + carry_e18;
            carry_e18 = to_divide % shares;
            let day = ClassDay {
                days: strike.days,
                gross_e6: strike.gross_e6,
                equalisation_e6,
                fee_e6,
                waived_e6: fee / FEE_DIVISOR - fee_e6,
                shares,
                average_shares,
                factor_e18: to_divide / shares,
                carry_e18,
            };
            model.earn(place, &balances, day.factor_e18);
            model.days.push(day);
            (equalisation_e6, late_unit_seconds) = (0, 0);
        }
        for movement in history.of(MovementKind::Reinvestment) {
            for (owner, units) in &movement.shares {
                *model.paid.entry(owner.clone()).or_default() += units;
            }
        }
        Ok(model)
    }

    fn earn(&mut self, strike: usize, balances: &BTreeMap<String, i128>, factor_e18: i128) {
        for (owner, shares) in balances.iter().filter(|(_, shares)| **shares > 0) {
            let income_e18 = shares * factor_e18;
            self.earned.push(Earned { strike, owner: owner.clone(), shares: *shares, income_e18 });
        }
    }

    /// Income of the month by owner, e18.
    #[must_use]
    pub fn income_e18(&self) -> BTreeMap<String, i128> {
        let mut income: BTreeMap<String, i128> = BTreeMap::new();
        for earned in &self.earned {
            *income.entry(earned.owner.clone()).or_default() += earned.income_e18;
        }
        income
    }

    /// Sum over the strikes.
    #[must_use]
    pub fn sum(&self, of: impl Fn(&ClassDay) -> i128) -> i128 {
        self.days.iter().map(of).sum()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::chain::Movement;

    const DAY: i64 = 86_400;

    fn movement(slot: u64, kind: MovementKind, shares: &[(&str, i128)], vault_e6: i128) -> Movement {
        let shares = shares.iter().map(|(owner, change)| ((*owner).to_owned(), *change)).collect();
        Movement { slot, time: 0, signature: slot.to_string(), kind, shares, vault_e6 }
    }

    fn subscription(slot: u64, time: i64, owner: &str, shares: i128, cash_e6: i128) -> Movement {
        Movement { time, ..movement(slot, MovementKind::Subscription, &[(owner, shares)], cash_e6) }
    }

    /// A strike whose span is as long as its days.
    fn strike(slot: u64, since: i64, days: i64, gross_e6: i128) -> StrikeInput {
        StrikeInput { slot, since, cutoff: since + days * DAY, days: i128::from(days), gross_e6 }
    }

    /// Ann pays $7,300,000 for as many shares and sends 2,300,000 to Bob before the second strike; Cid pays $10 of
    /// equalisation with his subscription, half of the three days after the cut-off, so that his 2,000,000 shares count
    /// as 1,000,000. The fee of a day is 7,300,000 x 20 / 3,650,000 = $40.
    #[test]
    fn income_is_days_times_shares_times_factor() {
        use MovementKind::{Reinvestment, Transfer};
        const M: i128 = 1_000_000_000_000;
        let history = History::of_movements(vec![
            subscription(1, 0, "Ann", 7_300_000_000_000, 7_300_000_000_000),
            movement(3, Transfer, &[("Ann", -2_300_000_000_000), ("Bob", 2_300_000_000_000)], 0),
            subscription(4, DAY + DAY * 3 / 2, "Cid", 2 * M, 2 * M + 10_000_000),
            movement(9, Reinvestment, &[("Ann", 5)], 0),
        ]);
        let strikes = [strike(2, 0, 1, 770_000_000), strike(5, DAY, 3, 2_000_000_000)];
        let model = Model::build(&history, &strikes).unwrap();

        let first = model.days[0];
        assert_eq!((first.fee_e6, first.net_e6(), first.shares), (40_000_000, 730_000_000, 7_300_000_000_000));
        assert_eq!((first.average_shares, first.factor_e18, first.carry_e18), (first.shares, SCALE / 10_000, 0));

        let second = model.days[1];
        // 8,300,000 x 20 x 3 / 3,650,000 = 136.438356..., and 2,000 + 10 - 136.438356 is divided by 9,300,000.
        assert_eq!((second.shares, second.average_shares), (9_300_000_000_000, 8_300_000_000_000));
        assert_eq!((second.fee_e6, second.equalisation_e6), (136_438_356, 10_000_000));
        assert_eq!(second.net_e6(), 1_873_561_644);
        assert_eq!(second.factor_e18, 1_873_561_644 * SCALE / 9_300_000_000_000);
        // 498,000,000,000,000 = 136,438,356 x 3,650,000 + 600,000.
        assert_eq!(model.fee_remainder, 600_000);

        let income = model.income_e18();
        assert_eq!(income["Bob"], 2_300_000_000_000 * second.factor_e18);
        assert_eq!(income["Ann"], 730_000_000 * SCALE + 5 * M * second.factor_e18);
        let whole: i128 = income.values().sum();
        assert_eq!(whole + second.carry_e18, model.sum(ClassDay::net_e6) * SCALE);
        assert_eq!(model.paid["Ann"], 5);
    }

    /// A day with an early close is 22 hours long and counts as 86,400 seconds all the same.
    ///
    /// | bought at | seconds of the day that had passed | shares | absent share-seconds |
    /// |---|---|---|---|
    /// | 11 hours | 39,600 x 86,400 / 79,200 = 43,200 | 2,000,000 | 86,400,000,000 |
    /// | 1 second | 86,400 / 79,200 = 1.09, so 2 | 43,200.000001 | 86,400.000002 |
    /// | after the cut-off | all 86,400 | 500,000 | 43,200,000,000 |
    ///
    /// Their sum by 86,400 is 1,000,000 + 1 + 500,000 shares and less than a millionth.
    #[test]
    fn shares_count_for_the_part_of_the_span_in_which_they_were_there() {
        const M: i128 = 1_000_000_000_000;
        let hour = 3_600;
        let history = History::of_movements(vec![
            subscription(1, -5, "Ann", 7 * M, 7 * M),
            subscription(2, 11 * hour, "Bob", 2 * M, 2 * M),
            subscription(3, 1, "Cid", 43_200_000_001, 43_200_000_001),
            movement(4, MovementKind::Redemption, &[("Ann", -M)], -M),
            subscription(5, 22 * hour + 60, "Dan", M / 2, M / 2),
            subscription(7, 23 * hour, "Dan", M, M),
        ]);
        let early = StrikeInput { slot: 6, since: 0, cutoff: 22 * hour, days: 1, gross_e6: M };
        let next = StrikeInput { slot: 8, since: 22 * hour, cutoff: 48 * hour, days: 1, gross_e6: M };
        let model = Model::build(&history, &[early, next]).unwrap();

        let first = model.days[0];
        assert_eq!(first.shares, 8_543_200_000_001);
        assert_eq!(first.average_shares, first.shares - 1_500_001_000_000);
        // 7,043,199.000001 x 20 / 3,650,000 = 38.592871...
        assert_eq!(first.fee_e6, 38_592_871);

        // Dan comes an hour into 26: 86,400 / 26 = 3,323.08 seconds, so 3,324, of which 1,000,000 shares miss
        // 3,324 / 86,400 = 38,472.222222 shares. Those who were late the day before count in full.
        let second = model.days[1];
        assert_eq!(second.average_shares, second.shares - 38_472_222_222);
    }

    #[test]
    fn a_fee_that_the_income_does_not_cover_is_waived() {
        let shares = 7_300_000_000_000;
        let history = History::of_movements(vec![subscription(1, 0, "Ann", shares, shares)]);
        let model = Model::build(&history, &[strike(2, 0, 1, 0)]).unwrap();
        assert_eq!((model.days[0].fee_e6, model.days[0].waived_e6), (0, 40_000_000));
        assert!(Model::build(&History::of_movements(vec![]), &[strike(2, 0, 1, 0)]).is_err());
        assert!(Model::build(&history, &[strike(2, 0, 0, 0)]).is_err());
    }
}
