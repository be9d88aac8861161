//! What must stand in a file only once.

use std::collections::HashMap;

use solana_sdk::pubkey::Pubkey;

use super::{Column, Fault, Row};

/// Numbers and wallets, with the line in which each stood first.
#[derive(Default)]
pub struct Seen {
    ids: HashMap<[u8; 32], u64>,
    wallets: HashMap<Pubkey, u64>,
}

impl Seen {
    /// Notes a row, as far as its cells are readable, and finds what an earlier row had.
    pub fn note(&mut self, columns: &[Column], row: &Row, readable: impl Fn(Column) -> bool, faults: &mut Vec<Fault>) {
        if readable(Column::InvestorId) {
            let first = *self.ids.entry(row.record.id).or_insert(row.line);
            if first != row.line {
                let value = row.cell(columns, Column::InvestorId);
                faults.push(Fault::new(
                    row.line,
                    Column::InvestorId,
                    value,
                    format!("the investor stands in line {first} too"),
                ));
            }
        }
        if readable(Column::Wallets) {
            for wallet in &row.record.wallets {
                let first = *self.wallets.entry(*wallet).or_insert(row.line);
                if first != row.line {
                    let reason = format!("the wallet stands in line {first} too");
                    faults.push(Fault::new(row.line, Column::Wallets, &wallet.to_string(), reason));
                }
            }
        }
    }
}
