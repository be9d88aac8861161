//! Settlement tokens of other kinds than the local network's dollar.

use solana_sdk::instruction::Instruction;
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signature::{Keypair, read_keypair_file};
use solana_sdk::signer::Signer;
use solana_system_interface::instruction::create_account;
use spl_associated_token_account_interface::address::get_associated_token_address_with_program_id;
use spl_associated_token_account_interface::instruction::create_associated_token_account_idempotent;
use spl_token_2022_interface::extension::{ExtensionType, transfer_fee::instruction::initialize_transfer_fee_config};
use spl_token_2022_interface::instruction::{initialize_mint2, mint_to};
use spl_token_2022_interface::state::Mint;

use crate::support::{Fund, Net};

const LAMPORTS: u64 = 10_000_000;

/// A settlement token and who mints it.
pub struct Money {
    authority: Keypair,
    mint: Pubkey,
    program: Pubkey,
}

impl Money {
    /// A dollar of classic SPL Token with so many decimals, as the network's settlement token.
    pub fn with_decimals(net: &mut Net, decimals: u8) -> Self {
        Self::make(net, spl_token_interface::ID, &[], decimals, |_| Vec::new())
    }

    /// A dollar of Token-2022 that takes a fee of every transfer.
    pub fn with_transfer_fee(net: &mut Net, fee_bps: u16) -> Self {
        let program = spl_token_2022_interface::ID;
        Self::make(net, program, &[ExtensionType::TransferFeeConfig], 6, |mint| {
            vec![initialize_transfer_fee_config(&program, mint, None, None, fee_bps, u64::MAX).unwrap()]
        })
    }

    fn make(
        net: &mut Net,
        program: Pubkey,
        extensions: &[ExtensionType],
        decimals: u8,
        extend: impl FnOnce(&Pubkey) -> Vec<Instruction>,
    ) -> Self {
        let authority = read_keypair_file(net.dir.path().join("payer.json")).unwrap();
        let (mint, payer) = (Keypair::new(), authority.pubkey());
        let bytes = ExtensionType::try_calculate_account_len::<Mint>(extensions).unwrap() as u64;
        let mut orders = vec![create_account(&payer, &mint.pubkey(), LAMPORTS, bytes, &program)];
        orders.extend(extend(&mint.pubkey()));
        orders.push(initialize_mint2(&program, &mint.pubkey(), &payer, None, decimals).unwrap());
        mmf_localnet::send(&net.url, &orders, &authority, &[&mint]).unwrap();
        net.usdc = mint.pubkey().to_string();
        Self { authority, mint: mint.pubkey(), program }
    }

    /// A wallet's account.
    pub fn account(&self, wallet: &str) -> Pubkey {
        get_associated_token_address_with_program_id(&wallet.parse().unwrap(), &self.mint, &self.program)
    }

    /// Mints to a wallet, in units of the mint.
    pub fn give(&self, fund: &Fund, wallet: &str, units: u64) {
        let payer = self.authority.pubkey();
        let owner = wallet.parse().unwrap();
        let orders = [
            create_associated_token_account_idempotent(&payer, &owner, &self.mint, &self.program),
            mint_to(&self.program, &self.mint, &self.account(wallet), &payer, &[], units).unwrap(),
        ];
        mmf_localnet::send(&fund.net.url, &orders, &self.authority, &[]).unwrap();
    }

    /// What a wallet has, in units of the mint.
    pub fn held(&self, fund: &Fund, wallet: &str) -> u64 {
        let rpc = solana_client::rpc_client::RpcClient::new(fund.net.url.clone());
        rpc.get_token_account_balance(&self.account(wallet)).unwrap().amount.parse().unwrap()
    }
}
