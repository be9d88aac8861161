//! (1) Shares.

use anyhow::Result;

use super::{
    Facts,
    tie_out::{TieOut, sum_abs},
};
use crate::{
    chain::MovementKind::{Redemption, Reinvestment, Subscription},
    table::{Table, money, text},
};

pub(super) fn tie_out(facts: &Facts) -> Result<TieOut> {
    let [subscribed, reinvested, redeemed] =
        [Subscription, Reinvestment, Redemption].map(|kind| facts.history.units(kind));
    let closing = subscribed + reinvested - redeemed;
    let register: i128 = facts.register.iter().map(|line| line.recorded).sum();
    let uncertificated: i128 = facts.register.iter().map(|line| line.recorded - line.tokens).sum();
    let mut table = Table::new("shares", &["shares", "units"]);
    for (name, units) in [
        ("opening", 0),
        ("subscribed", subscribed),
        ("reinvested", reinvested),
        ("redeemed", -redeemed),
        ("closing", closing),
        ("supply of the mint", facts.supply),
        ("uncertificated", uncertificated),
        ("sum of the register", register),
    ] {
        table.row(vec![text(name), money(units)]);
    }
    let class = &facts.class;
    Ok(TieOut {
        title: "Shares",
        rule: "opening + subscribed + reinvested - redeemed = closing = supply of the mint + uncertificated = register",
        tables: vec![table],
        differences: vec![(
            sum_abs([
                closing - facts.supply - uncertificated,
                closing - register,
                closing - class.int("recorded_supply_units")?,
                subscribed - class.int("issued_units_to_date")?,
                redeemed - class.int("redeemed_units_to_date")?,
                reinvested - class.int("paid_units")?,
            ]),
            6,
        )],
    })
}
