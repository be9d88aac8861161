//! Freezing and thawing. The class is the mint's freeze authority, or Token ACL is and takes the class's orders: only this module knows.

use anchor_lang::prelude::*;
use anchor_lang::solana_program::instruction::{AccountMeta, Instruction};
use anchor_lang::solana_program::program::invoke_signed;
use anchor_spl::token_2022::spl_token_2022::{self as token_2022, instruction};

use crate::constants::TOKEN_ACL_ID;
use crate::error::MmfError;
use crate::instructions::GateAccounts;
use crate::state::{ClassSeeds, ShareClass, class_flag};

/// Instructions of Token ACL, by its first data byte.
mod token_acl {
    pub const CREATE_CONFIG: u8 = 0;
    pub const THAW: u8 = 4;
    pub const FREEZE: u8 = 5;
    pub const TOGGLE_PERMISSIONLESS: u8 = 8;
}

/// The accounts of a freeze or thaw.
pub struct Gatekeeper<'a, 'info> {
    mint: &'a AccountInfo<'info>,
    class: &'a AccountInfo<'info>,
    seeds: ClassSeeds,
    config: Option<&'a AccountInfo<'info>>,
}

impl<'a, 'info> Gatekeeper<'a, 'info> {
    /// Of a class, its mint and its own account.
    ///
    /// # Errors
    /// [`MmfError::GateAccountsWrong`] where the class's gate is Token ACL and its accounts are missing or others.
    pub fn new(
        class: &ShareClass,
        mint: &'a AccountInfo<'info>,
        class_info: &'a AccountInfo<'info>,
        gate: &'a GateAccounts<'info>,
    ) -> Result<Self> {
        let config = if class.has_flag(class_flag::TOKEN_ACL) {
            let program = gate.gate_program.as_ref().ok_or(MmfError::GateAccountsWrong)?;
            require_keys_eq!(*program.key, TOKEN_ACL_ID, MmfError::GateAccountsWrong);
            Some(gate.gate_config.as_deref().ok_or(MmfError::GateAccountsWrong)?)
        } else {
            None
        };
        Ok(Self { mint, class: class_info, seeds: ClassSeeds::of(class), config })
    }

    /// Freezes a token account.
    pub fn freeze(&self, account: &AccountInfo<'info>) -> Result<()> {
        let (mint, class) = (self.mint.key, self.class.key);
        let order = match self.config {
            None => instruction::freeze_account(&token_2022::ID, account.key, mint, class, &[])?,
            Some(config) => self.order_token_acl(token_acl::FREEZE, account, config),
        };
        self.invoke(&order, account)
    }

    /// Thaws a token account.
    pub fn thaw(&self, account: &AccountInfo<'info>) -> Result<()> {
        let (mint, class) = (self.mint.key, self.class.key);
        let order = match self.config {
            None => instruction::thaw_account(&token_2022::ID, account.key, mint, class, &[])?,
            Some(config) => self.order_token_acl(token_acl::THAW, account, config),
        };
        self.invoke(&order, account)
    }

    fn order_token_acl(&self, tag: u8, account: &AccountInfo<'info>, config: &AccountInfo<'info>) -> Instruction {
        let accounts = vec![
            AccountMeta::new_readonly(*self.class.key, true),
            AccountMeta::new_readonly(*self.mint.key, false),
            AccountMeta::new(*account.key, false),
            AccountMeta::new_readonly(*config.key, false),
            AccountMeta::new_readonly(token_2022::ID, false),
        ];
        Instruction { program_id: TOKEN_ACL_ID, accounts, data: vec![tag] }
    }

    fn invoke(&self, order: &Instruction, account: &AccountInfo<'info>) -> Result<()> {
        let mut infos = vec![account.clone(), self.mint.clone(), self.class.clone()];
        infos.extend(self.config.cloned());
        invoke_signed(order, &infos, &[&self.seeds.as_slices()]).map_err(Into::into)
    }
}

/// The accounts of handing a mint's freeze authority to Token ACL.
pub struct HandOver<'a, 'info> {
    /// Pays the rent.
    pub payer: &'a AccountInfo<'info>,
    /// The mint.
    pub mint: &'a AccountInfo<'info>,
    /// The class.
    pub class: &'a AccountInfo<'info>,
    /// Token ACL's config of the mint.
    pub config: &'a AccountInfo<'info>,
    /// The system program.
    pub system_program: &'a AccountInfo<'info>,
    /// The class's signer seeds.
    pub seeds: ClassSeeds,
}

impl HandOver<'_, '_> {
    /// Makes Token ACL the freeze authority, this program its gate, and switches permissionless freezing and thawing on.
    pub fn carry_out(&self) -> Result<()> {
        let signer = AccountMeta::new_readonly(*self.class.key, true);
        let create = Instruction {
            program_id: TOKEN_ACL_ID,
            accounts: vec![
                AccountMeta::new(*self.payer.key, true),
                signer.clone(),
                AccountMeta::new(*self.mint.key, false),
                AccountMeta::new(*self.config.key, false),
                AccountMeta::new_readonly(*self.system_program.key, false),
                AccountMeta::new_readonly(token_2022::ID, false),
            ],
            data: [&[token_acl::CREATE_CONFIG], crate::ID.as_ref()].concat(),
        };
        let toggle = Instruction {
            program_id: TOKEN_ACL_ID,
            accounts: vec![signer, AccountMeta::new(*self.config.key, false)],
            data: vec![token_acl::TOGGLE_PERMISSIONLESS, 1, 1],
        };
        let infos = [self.payer, self.mint, self.class, self.config, self.system_program].map(AccountInfo::clone);
        for order in [create, toggle] {
            invoke_signed(&order, &infos, &[&self.seeds.as_slices()])?;
        }
        Ok(())
    }
}
