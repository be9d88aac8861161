//! The treasurer's desk: bills are paid and pay, and cash goes where it is needed.

use anyhow::{Result, ensure};
use jiff::civil::Date;

use super::{Month, market};
use crate::portfolio::{Bill, EntryKind};

impl Month<'_> {
    /// Faces of the bills that mature today come in at the custodian. Returns their sum, in e6.
    pub(super) fn collect_maturities(&mut self, day: Date) -> Result<i128> {
        let matured: Vec<Bill> = self.book.maturing_on(day).cloned().collect();
        for bill in &matured {
            let custodian = self.keys.custodian.address;
            market::pay(&self.rpc, &self.mint_of_dollars, &self.keys.street, &custodian, bill.face_e6)?;
            self.cash.book(day, EntryKind::Maturity, bill.face_e6, &name(bill))?;
        }
        Ok(matured.iter().map(|bill| bill.face_e6).sum())
    }

    /// Pays for the bills that settle today. Returns the sum, in e6.
    pub(super) fn settle_trades(&mut self, day: Date) -> Result<i128> {
        let mut paid_e6 = 0;
        for trade in self.plan.trades.iter().filter(|trade| trade.settle == day) {
            let bill = Bill::buy(&self.plan.curves, trade.trade, trade.maturity, trade.face_e6)?;
            ensure!(bill.settle == day, "{} does not settle on {day}", name(&bill));
            self.sweep(day, self.cash.missing_at_custodian_e6(bill.cost_e6))?;
            let street = self.keys.street.address;
            market::pay(&self.rpc, &self.mint_of_dollars, &self.keys.custodian, &street, bill.cost_e6)?;
            self.cash.book(day, EntryKind::Purchase, bill.cost_e6, &name(&bill))?;
            paid_e6 += bill.cost_e6;
            self.book.enter(bill);
        }
        Ok(paid_e6)
    }

    /// Sweeps what is not needed in the vault.
    pub(super) fn sweep_excess(&mut self, day: Date) -> Result<()> {
        self.sweep(day, self.cash.excess_e6(self.assets_e6(day)))
    }

    /// Brings cash to the vault for a redemption.
    pub(super) fn return_missing(&mut self, day: Date, redemption_e6: i128) -> Result<()> {
        let missing_e6 = self.cash.to_return_e6(redemption_e6, self.assets_e6(day));
        if missing_e6 > 0 {
            let account = self.places.custodian.to_string();
            self.cli.return_cash(&self.keys.custodian.file, &account, missing_e6)?;
            self.cash.book(day, EntryKind::Return, missing_e6, "custodian")?;
        }
        Ok(())
    }

    /// Cash and bills at amortised cost, in e6.
    pub(super) fn assets_e6(&self, day: Date) -> i128 {
        self.cash.vault_e6() + self.cash.custodian_e6() + self.book.amortised_cost_e6(day)
    }

    fn sweep(&mut self, day: Date, amount_e6: i128) -> Result<()> {
        if amount_e6 > 0 {
            self.cli.sweep(&self.keys.admin, &self.places.custodian.to_string(), amount_e6)?;
            self.cash.book(day, EntryKind::Sweep, amount_e6, "custodian")?;
        }
        Ok(())
    }
}

fn name(bill: &Bill) -> String {
    format!("bill {} settled {}", bill.maturity, bill.settle)
}
