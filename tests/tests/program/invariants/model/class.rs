//! A class's books, in e6; index, carry, deficit, declared and undistributed in e18.

use crate::exchange::reckoning::{E12, Terms, YEAR, up};
use crate::strike::books::{DAY, MOST_PER_DAY, SCALE};

/// The books that the class's account should have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Class {
    pub distributes: bool,
    /// Subscription fee.
    pub subscription_bps: i128,
    /// Redemption fee.
    pub redemption_bps: i128,
    pub expense_bps: i128,
    pub performance_bps: i128,
    pub index: i128,
    pub carry: i128,
    pub deficit: i128,
    pub declared: i128,
    pub undistributed: i128,
    pub last_rate: i128,
    pub fee_remainder: i128,
    pub fee: i128,
    pub waived: i128,
    pub performance_fee: i128,
    pub fee_payable: i128,
    pub net_income: i128,
    pub corrections: i128,
    pub equalisation: i128,
    pub equalisation_pending: i128,
    pub withheld: i128,
    pub withheld_payable: i128,
    pub paid_units: i128,
    pub paid_cash: i128,
    pub issued: i128,
    pub redeemed: i128,
    /// Amounts that came since the last cut-off times the seconds that had passed, less those that left times theirs.
    pub late: i128,
    /// Fees since the strike that stay.
    pub kept: i128,
    /// Of an accumulating class.
    pub net_assets: i128,
    /// Struck price, rounded down, e12.
    pub price: i128,
    /// The same rounded up.
    pub price_up: i128,
    pub high_water_mark: i128,
}

/// A class's part of a step of a strike.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    pub days: i128,
    /// Net assets on average.
    pub average: i128,
    pub equalisation: i128,
    pub correction: i128,
}

impl Class {
    /// At $1.00.
    pub fn distributing(expense_bps: i128, (subscription, redemption): (u16, u16)) -> Self {
        let (subscription_bps, redemption_bps) = (subscription.into(), redemption.into());
        Self {
            distributes: true,
            subscription_bps,
            redemption_bps,
            expense_bps,
            price: E12,
            price_up: E12,
            high_water_mark: E12,
            ..Self::default()
        }
    }

    /// With a price that rises, and a fee on that.
    pub fn accumulating(expense_bps: i128, performance_bps: i128, fees_bps: (u16, u16)) -> Self {
        Self { distributes: false, performance_bps, ..Self::distributing(expense_bps, fees_bps) }
    }

    /// Net assets in which income is shared: none without units.
    pub fn base(&self, supply: i128) -> i128 {
        if self.distributes || supply == 0 { supply } else { self.net_assets }
    }

    /// Units and equalisation for an amount, at a struck price of `least_price_up` or more; none where the price is zero.
    pub fn issue(
        &self,
        amount: i128,
        supply: i128,
        daily_rate: i128,
        (seconds, least_price_up): (i128, i128),
    ) -> Option<(i128, i128)> {
        let base = if self.distributes { supply } else { self.net_assets };
        let asked = self.price_up.max(least_price_up);
        let price_up = (!self.distributes).then_some(asked);
        let terms =
            Terms::new(price_up, daily_rate, self.expense_bps, seconds, (self.carry, base, self.kept_rate(supply)));
        let (units, mut equalisation) = if self.price == 0 { (0, 0) } else { terms.issue(amount) };
        if !self.distributes && asked > self.price_up {
            let growth = up(up(terms.interim * asked, E12), SCALE / E12);
            equalisation = units * (asked + growth - self.price_up) / E12;
        }
        (units > 0).then_some((units, equalisation))
    }

    /// What units redeem for.
    pub fn value(&self, units: i128) -> i128 {
        units * self.price / E12
    }

    /// What units are worth at a struck price; $1.00 each where the class distributes.
    pub fn value_at(&self, units: i128, price: i128) -> i128 {
        if self.distributes { units } else { units * price / E12 }
    }

    /// What units are worth at the last struck price.
    pub fn value_now(&self, units: i128) -> i128 {
        self.value_at(units, self.price)
    }

    /// Fee on a subscription, rounded up.
    pub fn subscription_fee(&self, cash: i128) -> i128 {
        up(cash * self.subscription_bps, 10_000)
    }

    /// Fee on a redemption, rounded up.
    pub fn redemption_fee(&self, value: i128) -> i128 {
        up(value * self.redemption_bps, 10_000)
    }

    /// Fees that stay on a dollar of net assets, e18.
    fn kept_rate(&self, supply: i128) -> i128 {
        if self.kept == 0 { 0 } else { up(self.kept * SCALE, self.value_at(supply, self.price)) }
    }

    /// Books units that were issued for an amount; before, there was so much supply.
    pub fn book_issue(&mut self, (units, equalisation): (i128, i128), amount: i128, (seconds, supply): (i128, i128)) {
        if self.kept > 0 {
            let part = self.kept * self.value_at(units, self.price) / self.value_at(supply, self.price);
            self.kept += part.min(equalisation);
        }
        self.issued += units;
        self.equalisation_pending += equalisation;
        self.net_assets += if self.distributes { 0 } else { amount - equalisation };
        self.late += (amount - equalisation) * seconds;
    }

    /// Books units that were redeemed for an amount, after which so many are left.
    pub fn book_redemption(&mut self, units: i128, amount: i128, seconds: i128, supply_left: i128) {
        self.redeemed += units;
        let value = self.value_at(units, self.price);
        self.late -= value * seconds;
        self.equalisation_pending += value - amount;
        if !self.distributes {
            self.net_assets -= value;
            self.late = if supply_left == 0 { 0 } else { self.late };
        }
    }

    /// Books a fee that stays with those who stay; what hardly anybody would get is returned: the fund retains it.
    pub fn book_kept(&mut self, kept: i128, supply_left: i128) -> i128 {
        self.equalisation_pending += kept;
        self.kept += kept;
        if self.value_at(supply_left, self.price) >= self.kept.max(1_000_000) {
            return 0;
        }
        self.equalisation_pending -= self.kept;
        std::mem::take(&mut self.kept)
    }

    /// Takes a step's part of what came and went within the span.
    pub fn take_part(&mut self, supply: i128, (days, days_left): (i128, i128), correction: i128) -> Part {
        let late = self.late * days / days_left;
        let equalisation = self.equalisation_pending * days / days_left;
        self.late -= late;
        self.equalisation_pending -= equalisation;
        let average = (self.base(supply) - late / (days * DAY)).max(0);
        Part { days, average, equalisation, correction }
    }

    /// Charges the fee and gives the rest of the income to the holders; returns the income per unit of a distributing class, e18.
    pub fn declare(&mut self, supply: i128, income: i128, part: Part) -> i128 {
        let due = part.average * self.expense_bps * part.days + self.fee_remainder;
        self.fee_remainder = due % YEAR;
        let charged = (due / YEAR).min(income.max(0));
        self.fee += charged;
        self.fee_payable += charged;
        self.waived += due / YEAR - charged;
        let net = income - charged + part.correction;
        self.net_income += net;
        self.corrections += part.correction;
        self.equalisation += part.equalisation;
        let open = (net + part.equalisation) * SCALE + self.carry - self.deficit;
        if self.distributes {
            self.distribute(supply, open, part.days)
        } else {
            self.accumulate(supply, open, part.days)
        }
    }

    fn distribute(&mut self, supply: i128, open: i128, days: i128) -> i128 {
        self.kept = 0;
        self.deficit = (-open).max(0);
        let available = open.max(0);
        let rate = if supply == 0 { 0 } else { (available / supply).min(MOST_PER_DAY * days) };
        self.carry = available - rate * supply;
        self.index += rate;
        self.declared += rate * supply;
        self.last_rate += rate;
        rate
    }

    /// The net assets take the income up to the most of so many days, and bear a loss as far as they reach.
    fn accumulate(&mut self, supply: i128, open: i128, days: i128) -> i128 {
        let open = open / SCALE;
        let gain = open.max(0).min(MOST_PER_DAY * days * self.net_assets / SCALE);
        let loss = (-open).max(0).min(self.net_assets);
        self.carry = (open.max(0) - gain) * SCALE;
        self.deficit = ((-open).max(0) - loss) * SCALE;
        self.net_assets += gain - loss;
        if supply > 0 {
            self.high_water_mark += std::mem::take(&mut self.kept) * E12 / supply;
        }
        let above = (self.net_assets - up(supply * self.high_water_mark, E12)).max(0);
        let fee = if supply == 0 { 0 } else { above * self.performance_bps / 10_000 };
        self.net_assets -= fee;
        self.performance_fee += fee;
        self.fee_payable += fee;
        self.net_income -= fee;
        let kept = (gain - fee).max(0);
        let rate = if supply == 0 { 0 } else { kept * SCALE / supply };
        self.last_rate = (self.last_rate + rate).min(u64::MAX.into());
        self.set_price(supply);
        0
    }

    fn set_price(&mut self, supply: i128) {
        let worth = self.net_assets * E12;
        (self.price, self.price_up) = if supply == 0 { (E12, E12) } else { (worth / supply, up(worth, supply)) };
        self.high_water_mark = if supply == 0 { E12 } else { self.high_water_mark.max(self.price) };
    }

    /// What the class owes and is worth.
    pub fn claims(&self, supply: i128) -> i128 {
        let waiting = (self.carry - self.deficit) / SCALE;
        let dividends = self.net_income + self.equalisation - self.paid_units - self.paid_cash - self.withheld;
        let own = if self.distributes { supply + dividends } else { self.net_assets + waiting };
        own + self.equalisation_pending + self.fee_payable + self.withheld_payable
    }
}
