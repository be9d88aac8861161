//! Paying dividends by every route.

use solana_sdk::instruction::Instruction;

use crate::asserts::Outcome;
use crate::holders::Holder;
use crate::world::World;

impl World {
    /// The order that pays the last closed month in cash.
    pub fn pay_cash_order(&self, holders: &[&Holder]) -> Instruction {
        let targets: Vec<_> = holders.iter().map(|holder| (holder.pay_target(), holder.key())).collect();
        self.addresses.pay_dividends_cash((&self.fund, &self.fund()), &self.class, self.class().closed_period, &targets)
    }

    /// Pays the last closed month in cash.
    pub fn pay_cash(&mut self, holders: &[&Holder]) -> Outcome {
        let order = self.pay_cash_order(holders);
        self.send(&[order], &[])
    }

    /// The order that pays the last closed month of vaults to other lines.
    pub fn pay_to_order(&self, pairs: &[(&Holder, &Holder)]) -> Instruction {
        let targets: Vec<_> = pairs.iter().map(|(vault, to)| (vault.pay_target(), to.pay_target())).collect();
        self.addresses.pay_dividends_to(&self.class, self.class().closed_period, &targets)
    }

    /// Pays the last closed month of vaults to other lines.
    pub fn pay_to(&mut self, pairs: &[(&Holder, &Holder)]) -> Outcome {
        let order = self.pay_to_order(pairs);
        self.send(&[order], &[])
    }
}
