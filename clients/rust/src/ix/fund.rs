//! The fund, its councils, calendar and classes.

use mmf::instructions::{
    AttestationArgs, ClassRulesArgs, ClassTermsArgs, CouncilArgs, CreateClassArgs, CreateFundArgs, PolicyArgs,
    ReserveArgs, SetCalendarArgs, SetPausesArgs,
};
use mmf::state::{Fund, Reserve, Role, ShareClass, fund_flag};
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
            dealing: self.dealing(&fund),
            settlement_token_program: *settlement_token_program,
            system_program: SYSTEM,
        };
        self.build(&accounts, &instruction::CreateFund { args })
    }

    /// Replaces a council. An action needs [`Privileged::for_record`] with the council's generation and the role's number.
    #[must_use]
    pub fn set_council(&self, fund: &Pubkey, authority: &Authority, args: CouncilArgs) -> Privileged {
        let accounts = accounts::SetCouncil { fund: *fund, action: authority.action() };
        let order = self.build(&accounts, &instruction::SetCouncil { args });
        Privileged::new(order, authority, &[Role::Governance], &[*fund]).loosening(true)
    }

    /// Changes the fund's bounds. It loosens where they allow something that the bounds in force forbid.
    #[must_use]
    pub fn set_policy(&self, fund: (&Pubkey, &Fund), authority: &Authority, args: PolicyArgs) -> Privileged {
        let accounts = accounts::SetPolicy { fund: *fund.0, action: authority.action() };
        let loosens = args.loosen(&fund.1.policy);
        let order = self.build(&accounts, &instruction::SetPolicy { args });
        let old = PolicyArgs::of(&fund.1.policy);
        Privileged::new(order, authority, &[Role::Governance], &[*fund.0]).over(&old).loosening(loosens)
    }

    /// Names who attests reserves, and whether new issues need that. `reserve` is the record, where there is one.
    #[must_use]
    pub fn set_reserve(
        &self,
        payer: &Pubkey,
        (fund_key, fund): (&Pubkey, &Fund),
        reserve: Option<&Reserve>,
        authority: &Authority,
        args: ReserveArgs,
    ) -> Privileged {
        let accounts = accounts::SetReserve {
            payer: *payer,
            fund: *fund_key,
            reserve: self.reserve(fund_key),
            system_program: SYSTEM,
            action: authority.action(),
        };
        let order = self.build(&accounts, &instruction::SetReserve { args });
        let loosens = fund.has_flag(fund_flag::RESERVE_GATE);
        let old = ReserveArgs::of(fund, reserve);
        Privileged::new(order, authority, &[Role::Governance], &[*fund_key]).over(&old).loosening(loosens)
    }

    /// Attests what the fund has off chain. The attestor signs.
    #[must_use]
    pub fn attest_reserves(&self, attestor: &Pubkey, fund: &Pubkey, args: AttestationArgs) -> Instruction {
        let accounts = accounts::AttestReserves { attestor: *attestor, fund: *fund, reserve: self.reserve(fund) };
        self.build(&accounts, &instruction::AttestReserves { args })
    }

    /// Changes what a class charges, after the next strike. It loosens where holders may pay more.
    #[must_use]
    pub fn set_class_terms(
        &self,
        fund: &Pubkey,
        (class_key, class): (&Pubkey, &ShareClass),
        authority: &Authority,
        args: ClassTermsArgs,
    ) -> Privileged {
        let accounts = accounts::SetClassTerms { fund: *fund, class: *class_key, action: authority.action() };
        let loosens = args.loosen(class);
        let order = self.build(&accounts, &instruction::SetClassTerms { args });
        let old = ClassTermsArgs::of(class);
        Privileged::new(order, authority, &[Role::Governance], &[*fund, *class_key]).over(&old).loosening(loosens)
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
        let old = ClassRulesArgs::of(&class.rules);
        Privileged::new(order, authority, &[Role::Governance], &[*fund, *class_key]).over(&old).loosening(loosens)
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
