//! The fund, its councils, calendar and classes.

use mmf::instructions::{ClassRulesArgs, CouncilArgs, CreateClassArgs, CreateFundArgs, SetCalendarArgs, SetPausesArgs};
use mmf::state::{Role, ShareClass};
use mmf::{accounts, instruction};
use solana_sdk::instruction::{AccountMeta, Instruction};
use solana_sdk::pubkey::Pubkey;

use super::{Authority, Privileged, SYSTEM, TOKEN_2022};
use crate::pda::Addresses;

impl Addresses {
    /// Creates a fund. The creator signs and pays.
    #[must_use]
    pub fn create_fund(
        &self,
        creator: &Pubkey,
        settlement_mint: &Pubkey,
        settlement_token_program: &Pubkey,
        args: CreateFundArgs,
    ) -> Instruction {
        let fund = self.fund(creator, args.fund_id);
        let accounts = accounts::CreateFund {
            creator: *creator,
            fund,
            settlement_mint: *settlement_mint,
            buffer: self.buffer(&fund),
            escrow: self.escrow(&fund),
            payout: self.payout(&fund),
            suspense: self.suspense(&fund),
            settlement_token_program: *settlement_token_program,
            system_program: SYSTEM,
        };
        self.build(&accounts, &instruction::CreateFund { args })
    }

    /// Replaces a council.
    #[must_use]
    pub fn set_council(&self, fund: &Pubkey, authority: &Authority, args: CouncilArgs) -> Privileged {
        let accounts = accounts::SetCouncil { fund: *fund, action: authority.action() };
        let order = self.build(&accounts, &instruction::SetCouncil { args });
        Privileged::new(order, authority, &[Role::Governance], &[*fund]).loosening(true)
    }

    /// Changes a class's rules. It loosens where they allow something that the rules in force forbid.
    #[must_use]
    pub fn set_class_rules(
        &self,
        fund: &Pubkey,
        (class_key, class): (&Pubkey, &ShareClass),
        authority: &Authority,
        args: ClassRulesArgs,
    ) -> Privileged {
        let accounts = accounts::SetClassRules { fund: *fund, class: *class_key, action: authority.action() };
        let loosens = args.loosen(&class.rules);
        let order = self.build(&accounts, &instruction::SetClassRules { args });
        Privileged::new(order, authority, &[Role::Governance], &[*fund, *class_key]).loosening(loosens)
    }

    /// Pauses or unpauses, in the fund and in these classes: all of the fund's, in order. `lifts` says whether a pause is lifted,
    /// which needs governance instead of emergency.
    #[must_use]
    pub fn set_pauses(
        &self,
        fund: &Pubkey,
        classes: &[Pubkey],
        lifts: bool,
        authority: &Authority,
        args: SetPausesArgs,
    ) -> Privileged {
        let accounts = accounts::SetPauses { fund: *fund, action: authority.action() };
        let mut order = self.build(&accounts, &instruction::SetPauses { args });
        let metas = classes.iter().map(|class| AccountMeta::new(*class, false));
        order.accounts.extend(metas);
        let role = if lifts { Role::Governance } else { Role::Emergency };
        Privileged::new(order, authority, &[role], &[*fund])
    }

    /// Sets a year's calendar.
    #[must_use]
    pub fn set_calendar(
        &self,
        payer: &Pubkey,
        fund: &Pubkey,
        authority: &Authority,
        args: SetCalendarArgs,
    ) -> Privileged {
        let accounts = accounts::SetCalendar {
            payer: *payer,
            fund: *fund,
            calendar: self.calendar(fund, args.year),
            system_program: SYSTEM,
            action: authority.action(),
        };
        let order = self.build(&accounts, &instruction::SetCalendar { args });
        Privileged::new(order, authority, &[Role::Governance], &[*fund])
    }

    /// Creates a share class with its mint and the hook's validation account.
    #[must_use]
    pub fn create_class(
        &self,
        payer: &Pubkey,
        fund: &Pubkey,
        authority: &Authority,
        args: CreateClassArgs,
    ) -> Privileged {
        let class = self.class(fund, args.class_no);
        let mint = self.mint(&class);
        let accounts = accounts::CreateClass {
            payer: *payer,
            fund: *fund,
            class,
            mint,
            validation: self.validation(&mint),
            share_token_program: TOKEN_2022,
            system_program: SYSTEM,
            action: authority.action(),
        };
        let order = self.build(&accounts, &instruction::CreateClass { args });
        Privileged::new(order, authority, &[Role::Governance], &[*fund, class]).loosening(true)
    }

    /// Writes the hook's account list again.
    #[must_use]
    pub fn update_hook_accounts(&self, fund: &Pubkey, class: &Pubkey, authority: &Authority) -> Privileged {
        let accounts = accounts::UpdateHookAccounts {
            fund: *fund,
            class: *class,
            validation: self.validation(&self.mint(class)),
            action: authority.action(),
        };
        let order = self.build(&accounts, &instruction::UpdateHookAccounts {});
        Privileged::new(order, authority, &[Role::Governance], &[*fund, *class]).loosening(true)
    }
}
