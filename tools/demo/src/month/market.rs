//! The other side of each bill: a market participant whose token account is paid for bills and pays their faces. The
//! fund's program has no part in it, so this is an ordinary token transfer between the custodian and that account.

use anyhow::{Context, Result};
use solana_sdk::{pubkey::Pubkey, signer::Signer, transaction::Transaction};
use spl_associated_token_account_interface::address::get_associated_token_address;
use spl_token_interface::instruction::transfer_checked;

use super::keys::Key;
use crate::chain::Rpc;

const DECIMALS: u8 = 6;

/// Pays `dollars_e6` from one wallet's token account to another's.
///
/// # Errors
/// When the transaction fails.
pub fn pay(rpc: &Rpc, mint: &Pubkey, from: &Key, to: &Pubkey, dollars_e6: i128) -> Result<()> {
    let keypair = from.keypair()?;
    let instruction = transfer_checked(
        &spl_token_interface::id(),
        &get_associated_token_address(&keypair.pubkey(), mint),
        mint,
        &get_associated_token_address(to, mint),
        &keypair.pubkey(),
        &[],
        u64::try_from(dollars_e6)?,
        DECIMALS,
    )?;
    let client = rpc.client();
    let blockhash = client.get_latest_blockhash()?;
    let payer = keypair.pubkey();
    let transaction = Transaction::new_signed_with_payer(&[instruction], Some(&payer), &[&keypair], blockhash);
    client.send_and_confirm_transaction(&transaction).context("a settlement of bills failed")?;
    Ok(())
}
