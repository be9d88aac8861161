//! A mint of somebody else with a hook of somebody else.

use solana_sdk::account::Account;
use solana_sdk::instruction::{AccountMeta, Instruction};
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signature::Keypair;
use solana_sdk::signer::Signer;
use spl_associated_token_account_interface::instruction::create_associated_token_account;
use spl_tlv_account_resolution::account::ExtraAccountMeta;
use spl_tlv_account_resolution::state::ExtraAccountMetaList;
use spl_token_2022_interface::extension::{ExtensionType, transfer_hook};
use spl_token_2022_interface::instruction as token;
use spl_token_2022_interface::state::Mint;
use spl_transfer_hook_interface::get_extra_account_metas_address;
use spl_transfer_hook_interface::instruction::ExecuteInstruction;

use crate::ONE;
use crate::world::{World, bytecode};

const TOKEN_2022: Pubkey = spl_token_2022_interface::ID;

/// A foreign mint, its hook, and two funded accounts.
pub struct Foreign {
    /// The hook.
    pub program: Pubkey,
    /// The mint.
    pub mint: Pubkey,
    /// Account that sends.
    pub from: Pubkey,
    /// Account that receives.
    pub to: Pubkey,
    /// Owner of the sending account.
    pub owner: Keypair,
}

impl World {
    /// Makes a foreign mint whose hook is a test program.
    pub fn foreign_mint(&mut self, hook: &str) -> Foreign {
        let program = self.keys.next_key().pubkey();
        self.svm.add_program(program, &bytecode(hook)).expect("a program");
        let (mint, owner) = (self.keys.next_key(), self.keys.next_key());
        let payer = self.payer.pubkey();
        let extensions = [ExtensionType::TransferHook];
        let space = ExtensionType::try_calculate_account_len::<Mint>(&extensions).expect("a size");
        let rent = self.svm.minimum_balance_for_rent_exemption(space);
        let bytes = u64::try_from(space).expect("a size");
        let key = mint.pubkey();
        let orders = [
            solana_system_interface::instruction::create_account(&payer, &key, rent, bytes, &TOKEN_2022),
            transfer_hook::instruction::initialize(&TOKEN_2022, &key, Some(payer), Some(program)).expect("an order"),
            token::initialize_mint2(&TOKEN_2022, &key, &payer, None, 6).expect("an order"),
        ];
        self.send(&orders, &[&mint]).expect("a mint");
        let from = self.foreign_account(&owner.pubkey(), &key);
        let other = self.keys.next_key().pubkey();
        let to = self.foreign_account(&other, &key);
        let fill = token::mint_to(&TOKEN_2022, &key, &from, &payer, &[], 10 * ONE).expect("an order");
        self.send(&[fill], &[]).expect("tokens");
        Foreign { program, mint: key, from, to, owner }
    }

    fn foreign_account(&mut self, owner: &Pubkey, mint: &Pubkey) -> Pubkey {
        let order = create_associated_token_account(&self.payer.pubkey(), owner, mint, &TOKEN_2022);
        self.send(&[order], &[]).expect("an account");
        self.addresses.share_account(owner, mint)
    }

    /// Writes a hook's account list, without its program's help.
    pub fn list_extras(&mut self, foreign: &Foreign, metas: &[ExtraAccountMeta]) -> Pubkey {
        let mut data = vec![0; ExtraAccountMetaList::size_of(metas.len()).expect("a size")];
        ExtraAccountMetaList::init::<ExecuteInstruction>(&mut data, metas).expect("a list");
        let address = get_extra_account_metas_address(&foreign.mint, &foreign.program);
        self.put_account(address, foreign.program, data);
        address
    }

    /// Puts an account of a program where a test wants it.
    pub fn put_account(&mut self, address: Pubkey, owner: Pubkey, data: Vec<u8>) {
        let lamports = self.svm.minimum_balance_for_rent_exemption(data.len());
        let account = Account { lamports, data, owner, executable: false, rent_epoch: 0 };
        self.svm.set_account(address, account).expect("an account");
    }
}

impl Foreign {
    /// A transfer of one share with these extra accounts.
    pub fn transfer(&self, extras: &[AccountMeta], validation: Pubkey) -> Instruction {
        let owner = self.owner.pubkey();
        let mut order = token::transfer_checked(&TOKEN_2022, &self.from, &self.mint, &self.to, &owner, &[], ONE, 6)
            .expect("an order");
        order.accounts.extend_from_slice(extras);
        order.accounts.push(AccountMeta::new_readonly(self.program, false));
        order.accounts.push(AccountMeta::new_readonly(validation, false));
        order
    }
}
