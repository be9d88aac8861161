//! Lines of the register: opened, closed, frozen, enforced.

use mmf::instructions::SetFreezeArgs;
use mmf::state::{Holding, Role, ShareClass, class_flag};
use mmf::{accounts, instruction};
use solana_sdk::instruction::{AccountMeta, Instruction};
use solana_sdk::pubkey::Pubkey;
use spl_associated_token_account_interface::instruction::create_associated_token_account_idempotent;

use super::{Authority, Privileged, SYSTEM, TOKEN_2022};
use crate::pda::Addresses;

/// A line of the register, with the accounts around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// The fund.
    pub fund: Pubkey,
    /// The class.
    pub class: Pubkey,
    /// The investor.
    pub investor: Pubkey,
    /// The wallet.
    pub owner: Pubkey,
    /// The token account.
    pub token_account: Pubkey,
    /// Whether Token ACL is the class's gate.
    pub token_acl: bool,
}

impl Line {
    /// The line of a holding that is open.
    #[must_use]
    pub fn of(class: &ShareClass, holding: &Holding) -> Self {
        Self {
            fund: class.fund,
            class: holding.class,
            investor: holding.investor,
            owner: holding.owner,
            token_account: holding.token_account,
            token_acl: class.has_flag(class_flag::TOKEN_ACL),
        }
    }

    /// The same, in a class whose gate is Token ACL or not.
    #[must_use]
    pub fn gated_by_token_acl(mut self, token_acl: bool) -> Self {
        self.token_acl = token_acl;
        self
    }
}

impl Addresses {
    /// The line of a wallet's associated token account, in a class that freezes by itself.
    #[must_use]
    pub fn line(&self, fund: &Pubkey, class: &Pubkey, investor: &Pubkey, owner: &Pubkey) -> Line {
        Line {
            fund: *fund,
            class: *class,
            investor: *investor,
            owner: *owner,
            token_account: self.share_account(owner, &self.mint(class)),
            token_acl: false,
        }
    }

    /// Opens a line of the register. Anyone may, for a wallet's associated token account.
    #[must_use]
    pub fn open_line(&self, payer: &Pubkey, line: &Line) -> Instruction {
        let mint = self.mint(&line.class);
        let accounts = accounts::OpenHolding {
            payer: *payer,
            fund: line.fund,
            class: line.class,
            mint,
            wallet: self.wallet(&line.fund, &line.owner),
            investor: line.investor,
            token_account: line.token_account,
            holding: self.holding(&line.token_account),
            share_token_program: TOKEN_2022,
            system_program: SYSTEM,
            gate: self.gate(line.token_acl, &mint),
        };
        self.build(&accounts, &instruction::OpenHolding {})
    }

    /// Opens the holding of a wallet's associated token account in a class that freezes by itself.
    #[must_use]
    pub fn open_holding(
        &self,
        payer: &Pubkey,
        fund: &Pubkey,
        class: &Pubkey,
        investor: &Pubkey,
        owner: &Pubkey,
    ) -> Instruction {
        self.open_line(payer, &self.line(fund, class, investor, owner))
    }

    /// Makes a wallet's associated token account for a class, if there is none, and opens its line.
    #[must_use]
    pub fn onboard_line(&self, payer: &Pubkey, line: &Line) -> [Instruction; 2] {
        let mint = self.mint(&line.class);
        [
            create_associated_token_account_idempotent(payer, &line.owner, &mint, &TOKEN_2022),
            self.open_line(payer, line),
        ]
    }

    /// Makes a wallet's associated token account, if there is none, and opens its holding, in a class that freezes by itself.
    #[must_use]
    pub fn onboard(
        &self,
        payer: &Pubkey,
        fund: &Pubkey,
        class: &Pubkey,
        investor: &Pubkey,
        owner: &Pubkey,
    ) -> [Instruction; 2] {
        self.onboard_line(payer, &self.line(fund, class, investor, owner))
    }

    /// Closes a line that holds nothing, as the transfer agent. `rent_payer`: who paid its rent.
    #[must_use]
    pub fn close_holding(&self, line: &Line, rent_payer: &Pubkey, authority: &Authority) -> Privileged {
        let mint = self.mint(&line.class);
        let holding = self.holding(&line.token_account);
        let accounts = accounts::CloseHolding {
            rent_payer: *rent_payer,
            fund: line.fund,
            class: line.class,
            mint,
            wallet: self.wallet(&line.fund, &line.owner),
            investor: line.investor,
            holding,
            token_account: line.token_account,
            share_token_program: TOKEN_2022,
            gate: self.gate(line.token_acl, &mint),
            action: authority.action(),
        };
        let order = self.build(&accounts, &instruction::CloseHolding {});
        Privileged::new(order, authority, &[Role::TransferAgent], &[line.fund, holding])
    }

    /// Closes a line that holds nothing, as its owner, who signs.
    #[must_use]
    pub fn close_own_holding(&self, line: &Line, rent_payer: &Pubkey) -> Instruction {
        self.close_holding(line, rent_payer, &Authority::Signers(vec![line.owner])).instruction
    }

    /// Freezes or thaws a holding by order.
    #[must_use]
    pub fn set_freeze(&self, line: &Line, authority: &Authority, args: SetFreezeArgs) -> Privileged {
        let mint = self.mint(&line.class);
        let holding = self.holding(&line.token_account);
        let accounts = accounts::SetFreeze {
            fund: line.fund,
            class: line.class,
            mint,
            investor: line.investor,
            holding,
            token_account: line.token_account,
            share_token_program: TOKEN_2022,
            gate: self.gate(line.token_acl, &mint),
            action: authority.action(),
        };
        let order = self.build(&accounts, &instruction::SetFreeze { args });
        Privileged::new(order, authority, &[Role::Compliance], &[line.fund, holding])
    }

    /// Freezes the token account of an investor who may no longer hold. Anyone may.
    #[must_use]
    pub fn enforce(&self, line: &Line) -> Instruction {
        let mint = self.mint(&line.class);
        let accounts = accounts::Enforce {
            class: line.class,
            mint,
            investor: line.investor,
            holding: self.holding(&line.token_account),
            token_account: line.token_account,
            share_token_program: TOKEN_2022,
            gate: self.gate(line.token_acl, &mint),
        };
        self.build(&accounts, &instruction::Enforce {})
    }

    /// Sends a protocol vault's dividends to another holding of its class, or to its own again.
    #[must_use]
    pub fn set_dividend_account(&self, line: &Line, target: Option<&Pubkey>, authority: &Authority) -> Privileged {
        let holding = self.holding(&line.token_account);
        let accounts = accounts::SetDividendAccount {
            fund: line.fund,
            investor: line.investor,
            holding,
            target: target.copied(),
            action: authority.action(),
        };
        let order = self.build(&accounts, &instruction::SetDividendAccount {});
        let named = target.copied().unwrap_or(holding);
        Privileged::new(order, authority, &[Role::TransferAgent], &[line.fund, holding, named])
    }

    /// Asks the program whether a transfer of `units` would be allowed; the answer is its return data. `None`: a side without a holding.
    #[must_use]
    pub fn check_transfer(&self, class: &Pubkey, sides: [(Pubkey, Option<Pubkey>); 2], units: u64) -> Instruction {
        let [(source, source_investor), (destination, destination_investor)] = sides;
        let accounts = accounts::CheckTransfer {
            class: *class,
            source,
            destination,
            source_holding: self.holding(&source),
            destination_holding: self.holding(&destination),
            source_investor: source_investor.unwrap_or_default(),
            destination_investor: destination_investor.unwrap_or_default(),
        };
        self.build(&accounts, &instruction::CheckTransfer { units })
    }

    /// Hands the freeze authority of a class without a hook to Token ACL.
    #[must_use]
    pub fn adopt_token_acl(&self, payer: &Pubkey, fund: &Pubkey, class: &Pubkey, authority: &Authority) -> Privileged {
        let mint = self.mint(class);
        let accounts = accounts::AdoptTokenAcl {
            payer: *payer,
            fund: *fund,
            class: *class,
            mint,
            gate_config: self.gate_config(&mint),
            thaw_accounts: self.thaw_accounts(&mint),
            freeze_accounts: self.freeze_accounts(&mint),
            gate_program: mmf::constants::TOKEN_ACL_ID,
            share_token_program: TOKEN_2022,
            system_program: SYSTEM,
            action: authority.action(),
        };
        let order = self.build(&accounts, &instruction::AdoptTokenAcl {});
        Privileged::new(order, authority, &[Role::Governance], &[*fund, *class]).loosening(true)
    }

    /// Token ACL's accounts where it is a class's gate.
    pub(super) fn gate(&self, token_acl: bool, mint: &Pubkey) -> accounts::GateAccounts {
        accounts::GateAccounts {
            gate_config: token_acl.then(|| self.gate_config(mint)),
            gate_program: token_acl.then_some(mmf::constants::TOKEN_ACL_ID),
        }
    }
}

/// The owner of a line as a signer, for a token account that is not the associated one.
#[must_use]
pub fn owner_signs(mut order: Instruction, owner: &Pubkey) -> Instruction {
    order.accounts.push(AccountMeta::new_readonly(*owner, true));
    order
}
