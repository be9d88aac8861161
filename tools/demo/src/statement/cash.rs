//! (3) Cash.

use super::{
    Facts,
    tie_out::{TieOut, sum_abs},
};
use crate::{
    chain::MovementKind::{Redemption, Subscription},
    dates::MONTH_END,
    month::Outcome,
    table::{Table, money, text},
};

pub(super) fn tie_out(outcome: &Outcome, facts: &Facts) -> TieOut {
    let (received, paid) = (facts.history.cash_e6(Subscription), facts.history.cash_e6(Redemption));
    let (bought, matured) = (outcome.book.bought_e6(), outcome.book.matured_e6(MONTH_END));
    let in_transit = 0;
    let books = received - paid - bought + matured;
    let mut table = Table::new("cash", &["cash", "amount"]);
    for (name, value_e6) in [
        ("received from subscribers", received),
        ("paid to redeemers", -paid),
        ("bills bought", -bought),
        ("bills matured", matured),
        ("cash by the books", books),
        ("in the vaults, on chain", facts.vault_e6),
        ("at the custodian, on chain", facts.custodian_e6),
        ("in transit", in_transit),
    ] {
        table.row(vec![text(name), money(value_e6)]);
    }
    TieOut {
        title: "Cash",
        rule: "received - paid - bought + matured = vaults + custodian + in transit",
        tables: vec![table],
        differences: vec![(
            sum_abs([
                books - facts.vault_e6 - facts.custodian_e6 - in_transit,
                outcome.cash.vault_e6() - facts.vault_e6,
                outcome.cash.custodian_e6() - facts.custodian_e6,
            ]),
            6,
        )],
    }
}
