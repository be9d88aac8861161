//! Transfers that Solana's own Rust crates build.

use std::error::Error;

use solana_sdk::instruction::Instruction;
use solana_sdk::program_error::ProgramError;
use solana_sdk::signature::read_keypair_file;
use solana_sdk::signer::Signer;
use spl_tlv_account_resolution::error::AccountResolutionError;

use super::{DOCUMENT, holder_of_1000, mint, newcomer, rpc};
use crate::support::{Fund, Key};

// Shown in docs/wallets.md.
use solana_client::rpc_client::RpcClient;
use solana_sdk::pubkey::Pubkey;
use spl_associated_token_account_interface::address::get_associated_token_address_with_program_id;
use spl_token_2022_interface::extension::{StateWithExtensions, transfer_hook};
use spl_token_2022_interface::{instruction::transfer_checked, state::Mint};
use spl_transfer_hook_interface::offchain::add_extra_account_metas_for_execute;

/// The transfer of `units` from the owner's account to the receiver's, with the accounts that the mint's hook asks for.
async fn transfer_order(
    rpc: &RpcClient,
    mint: &Pubkey,
    owner: &Pubkey,
    receiver: &Pubkey,
    units: u64,
) -> Result<Instruction, Box<dyn Error + Send + Sync>> {
    let program = spl_token_2022_interface::ID;
    let account_of = |wallet| get_associated_token_address_with_program_id(wallet, mint, &program);
    let (source, destination) = (account_of(owner), account_of(receiver));
    let data = rpc.get_account_data(mint)?;
    let state = StateWithExtensions::<Mint>::unpack(&data)?;
    let mut order = transfer_checked(&program, &source, mint, &destination, owner, &[], units, state.base.decimals)?;
    if let Some(hook) = transfer_hook::get_program_id(&state) {
        let fetch = |address| async move {
            let found = rpc.get_account_with_commitment(&address, rpc.commitment())?;
            Ok(found.value.map(|account| account.data))
        };
        add_extra_account_metas_for_execute(&mut order, &hook, &source, mint, &destination, owner, units, fetch)
            .await?;
    }
    Ok(order)
}
// The end of what is shown.

/// The transfer as above; its client blocks, so every step is done at once.
fn built(fund: &Fund, from: &Key, to: &Key, units: u64) -> Result<Instruction, Box<dyn Error + Send + Sync>> {
    let key = |text: &str| text.parse::<Pubkey>().unwrap();
    let (rpc, mint, owner, receiver) = (rpc(fund), key(&mint(fund, "0")), key(&from.address), key(&to.address));
    let order = std::pin::pin!(transfer_order(&rpc, &mint, &owner, &receiver, units));
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    match order.poll(&mut context) {
        std::task::Poll::Ready(order) => order,
        std::task::Poll::Pending => panic!("the client blocks"),
    }
}

#[test]
fn the_standard_helper_over_rpc_builds_a_transfer_that_succeeds() {
    let fund = Fund::start();
    let (alice, bob) = (holder_of_1000(&fund, "alice"), newcomer(&fund, "bob"));
    let order = built(&fund, &alice, &bob, 250_000_001).unwrap();
    let key = read_keypair_file(&alice.path).unwrap();
    mmf_localnet::send(&fund.net.url, &[order], &key, &[]).unwrap();
    assert_eq!(fund.units(&alice.address), "749.999999");
    assert_eq!(fund.units(&bob.address), "250.000001");

    let back = built(&fund, &bob, &alice, 250_000_001).unwrap();
    let owner = read_keypair_file(&bob.path).unwrap();
    assert_eq!(owner.pubkey().to_string(), bob.address);
    mmf_localnet::send(&fund.net.url, &[back], &key, &[&owner]).unwrap();
    assert_eq!(fund.units(&alice.address), "1000.000000");
    assert_eq!(super::lamports(&fund, &bob), 0, "alice paid the fee");
}

#[test]
fn the_standard_helper_finds_no_holding_of_a_stranger() {
    let fund = Fund::start();
    let (alice, stranger) = (holder_of_1000(&fund, "alice"), fund.net.key("stranger", "0"));
    let refused = built(&fund, &alice, &stranger, 1_000_000).unwrap_err();
    let expected = ProgramError::from(AccountResolutionError::AccountDataNotFound);
    assert_eq!(refused.downcast_ref(), Some(&expected), "{refused:?}");
}

#[test]
fn the_document_shows_the_code_that_is_tested() {
    let own = include_str!("rust.rs");
    let (start, end) = ("// Shown in docs/wallets.md.\n", "// The end of what is shown.\n");
    let shown = own.split(start).nth(1).and_then(|rest| rest.split(end).next()).unwrap();
    assert!(DOCUMENT.contains(shown));
}
