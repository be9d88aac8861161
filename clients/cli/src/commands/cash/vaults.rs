//! The fund's vaults: as booked, and as they are.

use mmf::error::MmfError;
use mmf::state::Fund;
use mmf_math::convert::to_books_down;
use solana_sdk::pubkey::Pubkey;

use crate::args::VaultName;
use crate::commands::shared::{self, FundAt, explain_sdk};
use crate::context::Context;
use crate::error::CliResult;
use crate::explain;
use crate::output::Cell;
use crate::tx::{Plan, Reply};

/// A vault.
pub struct Vault {
    /// Its name in options and results.
    pub name: &'static str,
    /// Which.
    pub which: VaultName,
    /// Its address.
    pub address: Pubkey,
    /// Cash by the books, in e6.
    pub booked_e6: u64,
    /// Cash that is there, in e6, rounded down.
    pub held_e6: u64,
}

impl Vault {
    /// Reads the four.
    ///
    /// # Errors
    /// When the node does not answer.
    pub fn all(context: &Context, fund: &Fund) -> CliResult<Vec<Self>> {
        let vaults = [
            ("buffer", VaultName::Buffer, fund.buffer, fund.buffer_cash_e6),
            ("escrow", VaultName::Escrow, fund.escrow, fund.escrow_cash_e6),
            ("payout", VaultName::Payout, fund.payout, fund.payout_cash_e6),
            ("suspense", VaultName::Suspense, fund.suspense, fund.suspense_cash_e6),
        ];
        let read = |(name, which, address, booked_e6)| {
            let balance = context.client.token_balance(&address).map_err(|error| explain_sdk(context, &error))?;
            let held_e6 = to_books_down(balance.unwrap_or_default(), fund.settlement_decimals).unwrap_or(u64::MAX);
            Ok(Self { name, which, address, booked_e6, held_e6 })
        };
        vaults.into_iter().map(read).collect()
    }

    /// What it holds beyond its books, in e6; below zero where it holds less.
    pub fn stray_e6(&self) -> i128 {
        i128::from(self.held_e6) - i128::from(self.booked_e6)
    }

    /// Its row.
    pub fn row(&self) -> Vec<Cell> {
        vec![
            Cell::text(self.name),
            Cell::address(&self.address),
            Cell::amount(self.booked_e6),
            Cell::amount(self.held_e6),
            Cell::amount(self.stray_e6()),
        ]
    }
}

/// Moves strays to suspense.
pub fn sweep_stray(context: &Context, only: Option<VaultName>) -> CliResult<Reply> {
    let at = shared::fund(context)?;
    let strays: Vec<Vault> = Vault::all(context, &at.fund)?
        .into_iter()
        .filter(|vault| only.is_none_or(|only| only == vault.which) && vault.stray_e6() > 0)
        .collect();
    if strays.is_empty() {
        let message = match only {
            Some(_) => "the vault holds nothing beyond its books",
            None => "no vault holds anything beyond its books",
        };
        return Err(explain::foreseen(&MmfError::NothingStray, message));
    }
    let addresses = context.client.addresses();
    let orders = strays.iter().map(|vault| addresses.sweep_stray((&at.address, &at.fund), &vault.address)).collect();
    let plan = Plan::new("sweep strays to suspense", orders, move |context, _| {
        let at: FundAt = shared::fund(context)?;
        let rows = strays.iter().map(|it| vec![Cell::text(it.name), Cell::amount(it.stray_e6())]).collect();
        let output = super::show(context, &at)?;
        Ok(output
            .table("swept", "Swept to suspense", vec![("vault", "Vault"), ("amount", "Amount")], rows)
            .note("It is nobody's income. `mmf cash release` sends it to whom it belongs, with the proof."))
    });
    Ok(plan.into())
}
