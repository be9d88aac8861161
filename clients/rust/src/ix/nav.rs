//! Quotes and strikes.

use mmf::instructions::{PostQuoteArgs, StrikeArgs};
use mmf::state::{Fund, Role};
use mmf::{accounts, instruction};
use mmf_math::days::split_span;
use solana_sdk::instruction::{AccountMeta, Instruction};
use solana_sdk::pubkey::Pubkey;

use super::{Authority, Privileged, SYSTEM};
use crate::error::{Error, Result};
use crate::pda::Addresses;

/// What a strike needs to know.
#[derive(Clone, Copy, Debug)]
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
}

impl StrikePlan {
    /// Councils that must agree.
    #[must_use]
    pub fn roles(&self) -> Vec<Role> {
        if self.late { vec![Role::NavApprover, Role::Governance] } else { vec![Role::NavApprover] }
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
            system_program: SYSTEM,
            action: authority.action(),
        };
        let args = StrikeArgs { strike_no: plan.strike_no, day: plan.day, quote_hash: plan.quote_hash };
        let mut order = self.build(&accounts, &instruction::Strike { args });
        for (_, class) in self.classes(address, fund.class_bitmap) {
            order.accounts.push(AccountMeta::new(class, false));
            if let Some(closed) = span.closes {
                let period = self.period(&class, closed.period);
                order.accounts.push(AccountMeta::new(period, false));
            }
        }
        Ok(Privileged::new(order, authority, &plan.roles(), &[*address]))
    }
}
