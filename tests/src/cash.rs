//! The settlement mint and accounts of it.

use solana_sdk::account::Account;
use solana_sdk::program_pack::Pack;
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signer::Signer;
use spl_associated_token_account_interface::address::get_associated_token_address;
use spl_associated_token_account_interface::instruction::create_associated_token_account_idempotent;
use spl_token_interface::instruction::mint_to;
use spl_token_interface::state::Mint;

use crate::world::World;

impl World {
    /// A classic SPL Token mint; the payer is its authority.
    pub fn make_cash_mint(&mut self, address: Pubkey, decimals: u8) {
        let mint = Mint {
            mint_authority: Some(self.payer.pubkey()).into(),
            supply: 0,
            decimals,
            is_initialized: true,
            freeze_authority: None.into(),
        };
        let mut data = vec![0; Mint::LEN];
        mint.pack_into_slice(&mut data);
        let lamports = self.svm.minimum_balance_for_rent_exemption(data.len());
        let account = Account { lamports, data, owner: spl_token_interface::ID, executable: false, rent_epoch: 0 };
        self.svm.set_account(address, account).expect("a mint");
    }

    /// The owner's cash account, with so many settlement units more in it.
    pub fn give_cash(&mut self, owner: &Pubkey, settlement_units: u64) -> Pubkey {
        let account = get_associated_token_address(owner, &self.usdc);
        let payer = self.payer.pubkey();
        if self.svm.get_account(&self.usdc).is_some_and(|mint| mint.owner != spl_token_interface::ID) {
            return self.fee_bearing_cash(owner, settlement_units);
        }
        let token = &spl_token_interface::ID;
        let orders = [
            create_associated_token_account_idempotent(&payer, owner, &self.usdc, token),
            mint_to(token, &self.usdc, &account, &payer, &[], settlement_units).expect("an instruction"),
        ];
        self.send(&orders, &[]).expect("cash");
        account
    }

    /// Balance of a token account of either token program.
    pub fn balance(&self, account: &Pubkey) -> u64 {
        let data = self.data(account);
        u64::from_le_bytes(data[64..72].try_into().expect("eight bytes"))
    }

    /// Tokens of the class in existence.
    pub fn share_supply(&self) -> u64 {
        let data = self.data(&self.mint);
        u64::from_le_bytes(data[36..44].try_into().expect("eight bytes"))
    }
}
