//! Orders of the investors, each at its own minute.

use anyhow::{Result, ensure};

use super::{Month, stranger};
use crate::{
    chain::block_time,
    dates::moment,
    figures::grouped,
    files::{Order, OrderKind},
    portfolio::EntryKind,
};

impl Month<'_> {
    /// Carries an order out and says in a few words what happened.
    pub(super) fn execute(&mut self, order: &Order) -> Result<String> {
        self.cli.time_to(order.date, order.time)?;
        let (day, who) = (order.date, order.investor.as_str());
        let wallet = self.keys.wallet(who)?.file.clone();
        let words = match &order.kind {
            OrderKind::Subscribe(dollars_e6) => {
                let answer = self.cli.subscribe(&wallet, *dollars_e6)?;
                self.check_time(order, answer.signature()?)?;
                self.cash.book(day, EntryKind::Subscription, *dollars_e6, who)?;
                format!("subscribes {}", cents(*dollars_e6))
            }
            OrderKind::Redeem(shares) => {
                self.return_missing(day, *shares)?;
                self.cli.redeem(&wallet, Some(*shares))?;
                self.cash.book(day, EntryKind::Redemption, *shares, who)?;
                format!("redeems {}", cents(*shares))
            }
            OrderKind::RedeemAll => {
                let shares = self.cli.shares_of(&self.keys.wallet(who)?.address.to_string())?;
                self.return_missing(day, shares)?;
                self.cli.redeem(&wallet, None)?;
                self.cash.book(day, EntryKind::Redemption, shares, who)?;
                format!("redeems all its {} shares", grouped(shares, 6))
            }
            OrderKind::Transfer(to, shares) => {
                let address = self.keys.wallet(to)?.address.to_string();
                self.cli.transfer(&wallet, &address, *shares)?;
                format!("sends {} shares to {to}", grouped(*shares, 6))
            }
            OrderKind::TransferToStranger(shares) => {
                let stranger = self.keys.stranger.address;
                let refusal = self.cli.refused_transfer(&wallet, &stranger.to_string(), *shares)?;
                stranger::refuse(&self.rpc, &self.places.mint, self.keys.wallet(who)?, &stranger, *shares)?;
                let why = refusal.message.replace(&stranger.to_string(), "the stranger");
                let words = format!(
                    "is refused a transfer by the CLI ({}: {why}) and past it by the chain (account frozen)",
                    refusal.name
                );
                self.refusals.push(refusal);
                words
            }
        };
        Ok(format!("{who} {words}"))
    }

    /// The model goes by the time of a transaction's block, which is never before the clock that the program reads, and
    /// that clock never before the order's time: where both ends agree, so does the program.
    fn check_time(&self, order: &Order, signature: &str) -> Result<()> {
        let (landed, ordered) = (block_time(&self.rpc.transaction(signature)?)?, moment(order.date, order.time)?);
        ensure!(landed == ordered, "an order of {ordered} landed in a block of {landed}");
        Ok(())
    }
}

fn cents(value_e6: i128) -> String {
    grouped(value_e6 / 10_000, 2)
}
