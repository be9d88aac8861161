//! The fund's cash: in the vault on chain, and at the custodian, where bills are paid from.

use anyhow::{Result, ensure};
use jiff::civil::Date;

/// Share of assets that the desk leaves idle, in basis points.
pub const IDLE_BPS: i128 = 5;

/// What moved cash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// An investor paid the vault.
    Subscription,
    /// The vault paid an investor.
    Redemption,
    /// From the vault to the custodian.
    Sweep,
    /// From the custodian to the vault.
    Return,
    /// The custodian paid for a bill.
    Purchase,
    /// A bill paid its face to the custodian.
    Maturity,
}

/// One movement, in e6.
#[derive(Clone, Debug)]
pub struct Entry {
    /// When.
    pub day: Date,
    /// What.
    pub kind: EntryKind,
    /// How much, positive.
    pub amount_e6: i128,
    /// Who or which bill.
    pub detail: String,
}

/// Balances in e6, never negative, and how they came about.
#[derive(Clone, Debug, Default)]
pub struct Cash {
    vault_e6: i128,
    custodian_e6: i128,
    entries: Vec<Entry>,
}

impl Cash {
    /// Cash in the vault.
    #[must_use]
    pub const fn vault_e6(&self) -> i128 {
        self.vault_e6
    }

    /// Cash at the custodian.
    #[must_use]
    pub const fn custodian_e6(&self) -> i128 {
        self.custodian_e6
    }

    /// Every movement in its order.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Sum of the movements of a kind.
    #[must_use]
    pub fn sum_e6(&self, kind: EntryKind) -> i128 {
        self.entries.iter().filter(|entry| entry.kind == kind).map(|entry| entry.amount_e6).sum()
    }

    /// Books a movement.
    ///
    /// # Errors
    /// When it would overdraw the vault or the custodian.
    pub fn book(&mut self, day: Date, kind: EntryKind, amount_e6: i128, detail: &str) -> Result<()> {
        let (vault, custodian) = match kind {
            EntryKind::Subscription => (amount_e6, 0),
            EntryKind::Redemption => (-amount_e6, 0),
            EntryKind::Sweep => (-amount_e6, amount_e6),
            EntryKind::Return => (amount_e6, -amount_e6),
            EntryKind::Purchase => (0, -amount_e6),
            EntryKind::Maturity => (0, amount_e6),
        };
        let (vault, custodian) = (self.vault_e6 + vault, self.custodian_e6 + custodian);
        ensure!(amount_e6 > 0 && vault >= 0 && custodian >= 0, "{day}: {kind:?} of {amount_e6} overdraws ({detail})");
        self.vault_e6 = vault;
        self.custodian_e6 = custodian;
        self.entries.push(Entry { day, kind, amount_e6, detail: detail.to_owned() });
        Ok(())
    }

    /// What the treasurer sweeps so that only the idle share of `assets_e6` stays in the vault; never negative.
    #[must_use]
    pub fn excess_e6(&self, assets_e6: i128) -> i128 {
        (self.vault_e6 - assets_e6 * IDLE_BPS / 10_000).max(0)
    }

    /// What the custodian returns so that the vault can pay `amount_e6` and keeps the idle share of `assets_e6`, as far
    /// as the custodian has it; zero when the vault has enough to pay.
    #[must_use]
    pub fn to_return_e6(&self, amount_e6: i128, assets_e6: i128) -> i128 {
        let missing_e6 = amount_e6 - self.vault_e6;
        if missing_e6 <= 0 {
            return 0;
        }
        let with_idle_e6 = missing_e6 + assets_e6 * IDLE_BPS / 10_000;
        with_idle_e6.min(self.custodian_e6.max(missing_e6))
    }

    /// What must be swept before the custodian can pay `amount_e6`; never negative.
    #[must_use]
    pub fn missing_at_custodian_e6(&self, amount_e6: i128) -> i128 {
        (amount_e6 - self.custodian_e6).max(0)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use jiff::civil::date;

    use super::*;

    #[test]
    fn cash_moves_between_vault_and_custodian_and_is_never_overdrawn() {
        let day = date(2025, 1, 2);
        let mut cash = Cash::default();
        cash.book(day, EntryKind::Subscription, 1_000, "I01").unwrap();
        cash.book(day, EntryKind::Sweep, 900, "").unwrap();
        cash.book(day, EntryKind::Purchase, 850, "bill").unwrap();
        assert_eq!((cash.vault_e6(), cash.custodian_e6()), (100, 50));
        assert!(cash.book(day, EntryKind::Redemption, 101, "I01").is_err());
        assert_eq!(cash.to_return_e6(100, 20_000), 0);
        assert_eq!(cash.to_return_e6(130, 20_000), 40, "30 are missing, 10 stay idle");
        assert_eq!(cash.to_return_e6(130, 80_000), 50, "the custodian has no more");
        assert_eq!(cash.to_return_e6(160, 80_000), 60, "which the custodian will refuse");
        assert_eq!(cash.missing_at_custodian_e6(40), 0);
        assert_eq!(cash.excess_e6(100_000), 50);
    }
}
