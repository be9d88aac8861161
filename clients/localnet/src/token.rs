//! A settlement token: a classic SPL Token mint, made and minted by real transactions.

use anyhow::Result;
use solana_sdk::{pubkey::Pubkey, signature::Keypair, signer::Signer};
use solana_system_interface::instruction::create_account;
use spl_associated_token_account_interface::{
    address::get_associated_token_address, instruction::create_associated_token_account_idempotent,
};
use spl_token_interface::instruction::{initialize_mint2, mint_to_checked};

use crate::transact::{client, send};

/// Decimals of the settlement token, as USDC has them.
pub const USDC_DECIMALS: u8 = 6;

const MINT_BYTES: usize = 82;
const MINT_SPACE: u64 = 82;

/// Creates the classic SPL Token mint `mint` with six decimals. `authority` pays and becomes the mint authority; there
/// is no freeze authority.
///
/// # Errors
/// When the transaction fails, for example because the mint exists.
pub fn create_mint(url: &str, authority: &Keypair, mint: &Keypair) -> Result<Pubkey> {
    let rent = client(url).get_minimum_balance_for_rent_exemption(MINT_BYTES)?;
    let token_program = spl_token_interface::id();
    let instructions = [
        create_account(&authority.pubkey(), &mint.pubkey(), rent, MINT_SPACE, &token_program),
        initialize_mint2(&token_program, &mint.pubkey(), &authority.pubkey(), None, USDC_DECIMALS)?,
    ];
    send(url, &instructions, authority, &[mint])?;
    Ok(mint.pubkey())
}

/// Mints `amount` units (10^-6) to the associated token account of `wallet`, opening it if need be. `authority` is the
/// mint authority and pays. Returns the token account.
///
/// # Errors
/// When the transaction fails, for example because `authority` is not the mint authority.
pub fn mint_to(url: &str, authority: &Keypair, mint: &Pubkey, wallet: &Pubkey, amount: u64) -> Result<Pubkey> {
    let token_program = spl_token_interface::id();
    let account = get_associated_token_address(wallet, mint);
    let payer = authority.pubkey();
    let instructions = [
        create_associated_token_account_idempotent(&payer, wallet, mint, &token_program),
        mint_to_checked(&token_program, mint, &account, &payer, &[], amount, USDC_DECIMALS)?,
    ];
    send(url, &instructions, authority, &[])?;
    Ok(account)
}
