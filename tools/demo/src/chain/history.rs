//! Every movement of the shares, from the token balances that each transaction changed.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;
use solana_sdk::pubkey::Pubkey;

use super::{
    Rpc,
    rpc::{block_time, integer},
};

/// What a transaction did to the shares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MovementKind {
    /// Shares were made for cash that came into the vault.
    Subscription,
    /// Shares were made without cash.
    Reinvestment,
    /// Shares were destroyed for cash that left the vault.
    Redemption,
    /// Shares changed hands.
    Transfer,
}

/// One transaction's movement. Amounts in units of 10^-6.
#[derive(Clone, Debug)]
pub struct Movement {
    /// Slot in which it landed.
    pub slot: u64,
    /// When: its block's time, in Unix seconds.
    pub time: i64,
    /// Its signature.
    pub signature: String,
    /// What it did.
    pub kind: MovementKind,
    /// Change of shares by owner.
    pub shares: BTreeMap<String, i128>,
    /// Change of the vault's cash.
    pub vault_e6: i128,
}

impl Movement {
    /// Shares made, less shares destroyed.
    #[must_use]
    pub fn net_units(&self) -> i128 {
        self.shares.values().sum()
    }
}

/// The movements, oldest first.
#[derive(Clone, Debug)]
pub struct History {
    movements: Vec<Movement>,
}

impl History {
    /// Reads every transaction that names the share `mint`.
    ///
    /// # Errors
    /// When the server does not answer, or a movement is of no known kind.
    pub fn read(rpc: &Rpc, mint: &Pubkey, vault: &Pubkey) -> Result<Self> {
        let mut movements = Vec::new();
        for signature in rpc.signatures(mint)? {
            let transaction = rpc.transaction(&signature)?;
            if let Some(movement) = movement(&transaction, signature, mint, vault)? {
                movements.push(movement);
            }
        }
        movements.sort_by_key(|movement| movement.slot);
        let slots: Vec<u64> = movements.iter().map(|movement| movement.slot).collect();
        ensure!(slots.windows(2).all(|pair| pair[0] < pair[1]), "two movements share a slot: their order is unknown");
        Ok(Self { movements })
    }

    /// A history of movements that are known already, oldest first.
    #[must_use]
    pub const fn of_movements(movements: Vec<Movement>) -> Self {
        Self { movements }
    }

    /// The movements, oldest first.
    #[must_use]
    pub fn movements(&self) -> &[Movement] {
        &self.movements
    }

    /// Shares made or destroyed by movements of a kind, positive.
    #[must_use]
    pub fn units(&self, kind: MovementKind) -> i128 {
        self.of(kind).map(|movement| movement.net_units().abs()).sum()
    }

    /// Cash moved by movements of a kind, positive.
    #[must_use]
    pub fn cash_e6(&self, kind: MovementKind) -> i128 {
        self.of(kind).map(|movement| movement.vault_e6.abs()).sum()
    }

    /// Movements of a kind.
    pub fn of(&self, kind: MovementKind) -> impl Iterator<Item = &Movement> {
        self.movements.iter().filter(move |movement| movement.kind == kind)
    }
}

fn movement(transaction: &Value, signature: String, mint: &Pubkey, vault: &Pubkey) -> Result<Option<Movement>> {
    let mut shares: BTreeMap<String, i128> = BTreeMap::new();
    let mut vault_e6 = 0;
    let (mint, vault) = (mint.to_string(), vault.to_string());
    let keys = transaction["transaction"]["message"]["accountKeys"].as_array().context("no account keys")?;
    for (balances, sign) in [("preTokenBalances", -1), ("postTokenBalances", 1)] {
        for balance in transaction["meta"][balances].as_array().context("no token balances")? {
            let amount = sign * integer(&balance["uiTokenAmount"]["amount"])?;
            let place = usize::try_from(balance["accountIndex"].as_u64().context("no account index")?)?;
            if balance["mint"] == mint.as_str() {
                let owner = balance["owner"].as_str().context("a token account without an owner")?;
                *shares.entry(owner.to_owned()).or_default() += amount;
            } else if keys.get(place).is_some_and(|key| *key == vault.as_str()) {
                vault_e6 += amount;
            }
        }
    }
    shares.retain(|_, change| *change != 0);
    if shares.is_empty() {
        return Ok(None);
    }
    let kind = match (shares.values().sum::<i128>().signum(), vault_e6.signum()) {
        (1, 1) => MovementKind::Subscription,
        (1, 0) => MovementKind::Reinvestment,
        (-1, -1) => MovementKind::Redemption,
        (0, 0) => MovementKind::Transfer,
        _ => bail!("{signature} moves {shares:?} shares and {vault_e6} of cash"),
    };
    let slot = transaction["slot"].as_u64().context("a transaction without a slot")?;
    let time = block_time(transaction)?;
    Ok(Some(Movement { slot, time, signature, kind, shares, vault_e6 }))
}
