//! Quotes and strikes.

use mmf::instructions::{CorrectionArgs, PostQuoteArgs, PriceCheckArgs, ResumeDealingArgs, StrikeArgs};
use mmf::state::{Fund, PriceCheck, Role, fund_flag};
use mmf::{accounts, instruction};
use mmf_math::days::split_span;
use solana_sdk::instruction::{AccountMeta, Instruction};
use solana_sdk::pubkey::Pubkey;

use super::{Authority, Privileged, SYSTEM};
use crate::error::{Error, Result};
use crate::pda::Addresses;

/// What a strike needs to know.
#[derive(Clone, Debug)]
pub struct StrikePlan {
    /// Number of the strike.
    pub strike_no: u32,
    /// The day, in days since 1970-01-01.
    pub day: i32,
    /// Hash of the quote to strike.
    pub quote_hash: [u8; 32],
    /// Its year.
    pub year: u16,
    /// Whether the window has passed, so that governance signs as well.
    pub late: bool,
    /// SHA-256 of the reason why governance lets the strike pass the fund's bounds.
    pub override_hash: Option<[u8; 32]>,
    /// Correction of an earlier strike.
    pub correction: Option<CorrectionArgs>,
    /// External price account, where the fund compares with one.
    pub external_price: Option<Pubkey>,
}

impl StrikePlan {
    fn args(&self) -> StrikeArgs {
        StrikeArgs {
            strike_no: self.strike_no,
            day: self.day,
            quote_hash: self.quote_hash,
            override_hash: self.override_hash,
            correction: self.correction.clone(),
        }
    }

    /// Councils that must agree.
    #[must_use]
    pub fn roles(&self) -> Vec<Role> {
        if self.late || self.args().needs_governance() {
            vec![Role::NavApprover, Role::Governance]
        } else {
            vec![Role::NavApprover]
        }
    }
}

impl Addresses {
    /// Posts a source's figures for a strike.
    #[must_use]
    pub fn post_quote(&self, source: &Pubkey, fund: &Pubkey, args: PostQuoteArgs) -> Instruction {
        let accounts = accounts::PostQuote {
            source: *source,
            fund: *fund,
            report: self.nav(fund, args.strike_no),
            system_program: SYSTEM,
        };
        self.build(&accounts, &instruction::PostQuote { args })
    }

    /// Strikes a day for all classes of the fund, and closes the month where the span crosses its end.
    ///
    /// # Errors
    /// When the span since the last struck day is impossible.
    pub fn strike(
        &self,
        payer: &Pubkey,
        fund: (&Pubkey, &Fund),
        authority: &Authority,
        plan: &StrikePlan,
    ) -> Result<Privileged> {
        let (address, fund) = fund;
        let span = split_span(fund.last_struck_day, plan.day).map_err(|error| Error::Arithmetic(error.to_string()))?;
        let accounts = accounts::Strike {
            payer: *payer,
            fund: *address,
            report: self.nav(address, plan.strike_no),
            calendar: self.calendar(address, plan.year),
            next_calendar: self.calendar(address, plan.year.saturating_add(1)),
            price_check: fund.has_flag(fund_flag::PRICE_CHECK).then(|| self.price_check(address)),
            external_price: plan.external_price,
            system_program: SYSTEM,
            action: authority.action(),
        };
        let mut order = self.build(&accounts, &instruction::Strike { args: plan.args() });
        for (_, class) in self.classes(address, fund.class_bitmap) {
            order.accounts.push(AccountMeta::new(class, false));
            if let Some(closed) = span.closes {
                let period = self.period(&class, closed.period);
                order.accounts.push(AccountMeta::new(period, false));
            }
        }
        let targets: Vec<_> = core::iter::once(*address).chain(plan.external_price).collect();
        Ok(Privileged::new(order, authority, &plan.roles(), &targets))
    }

    /// Lets dealing go on after market and amortised value were too far apart.
    #[must_use]
    pub fn resume_dealing(&self, fund: &Pubkey, authority: &Authority, args: ResumeDealingArgs) -> Privileged {
        let accounts = accounts::ResumeDealing { fund: *fund, action: authority.action() };
        let order = self.build(&accounts, &instruction::ResumeDealing { args });
        Privileged::new(order, authority, &[Role::Board], &[*fund])
    }

    /// Sets the external price that strikes are compared with. `check` is the record, where there is one.
    #[must_use]
    pub fn set_price_check(
        &self,
        payer: &Pubkey,
        (fund_key, fund): (&Pubkey, &Fund),
        check: Option<&PriceCheck>,
        authority: &Authority,
        args: PriceCheckArgs,
    ) -> Privileged {
        let accounts = accounts::SetPriceCheck {
            payer: *payer,
            fund: *fund_key,
            price_check: self.price_check(fund_key),
            system_program: SYSTEM,
            action: authority.action(),
        };
        let order = self.build(&accounts, &instruction::SetPriceCheck { args });
        let (old, loosens) = (PriceCheckArgs::of(fund, check), fund.has_flag(fund_flag::PRICE_CHECK));
        Privileged::new(order, authority, &[Role::Governance], &[*fund_key]).over(&old).loosening(loosens)
    }

    /// Brings a class's published status up to date. Anyone may.
    #[must_use]
    pub fn heartbeat(&self, fund: &Pubkey, class: &Pubkey) -> Instruction {
        self.build(&accounts::Heartbeat { fund: *fund, class: *class }, &instruction::Heartbeat {})
    }

    /// Asks for a class's price. Anyone may; the answer is return data.
    #[must_use]
    pub fn get_price(&self, fund: &Pubkey, class: &Pubkey) -> Instruction {
        self.build(&accounts::GetPrice { fund: *fund, class: *class }, &instruction::GetPrice {})
    }

    /// Asks what a holding has earned. Anyone may; the answer is return data.
    #[must_use]
    pub fn get_income(&self, class: &Pubkey, holding: &Pubkey) -> Instruction {
        self.build(&accounts::GetIncome { class: *class, holding: *holding }, &instruction::GetIncome {})
    }
}
