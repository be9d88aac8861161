//! Sets the external price that strikes are compared with.

use anchor_lang::prelude::*;

use crate::authority::{Demand, settings_state};
use crate::constants::{ACCOUNT_VERSION, PRICE_CHECK_SEED};
use crate::error::MmfError;
use crate::events::PriceCheckSet;
use crate::state::{Action, Fund, PriceCheck, Role, fund_flag};

/// Arguments of `set_price_check`. See [`PriceCheck`].
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PriceCheckArgs {
    /// Whether strikes are compared at all.
    pub active: bool,
    /// Class whose price is compared.
    pub class_no: u8,
    /// No strike without a usable price.
    pub required: bool,
    /// Program that must own the price account.
    pub price_program: Pubkey,
    /// Feed that the price account must be of.
    pub feed_id: [u8; 32],
    /// Greatest age of the price, in seconds; at least 1.
    pub max_age_seconds: u32,
    /// Greatest half-width of its confidence interval, in basis points of the price; at most 1,000.
    pub max_confidence_bps: u16,
    /// Greatest difference to the class's price at market value, in basis points; 1 to 1,000.
    pub max_difference_bps: u16,
}

impl PriceCheckArgs {
    /// What is on record; all zero where there never was a check.
    pub fn of(fund: &Fund, check: Option<&PriceCheck>) -> Self {
        let active = fund.has_flag(fund_flag::PRICE_CHECK);
        check.map_or_else(Self::default, |check| Self {
            active,
            class_no: check.class_no,
            required: check.required == 1,
            price_program: check.price_program,
            feed_id: check.feed_id,
            max_age_seconds: check.max_age_seconds,
            max_confidence_bps: check.max_confidence_bps,
            max_difference_bps: check.max_difference_bps,
        })
    }
}

/// Accounts of `set_price_check`; then the signers of governance.
#[derive(Accounts)]
pub struct SetPriceCheck<'info> {
    /// Pays the rent of a new check.
    #[account(mut)]
    pub payer: Signer<'info>,
    /// The fund.
    #[account(mut)]
    pub fund: AccountLoader<'info, Fund>,
    /// The check.
    #[account(init_if_needed, payer = payer, space = 8 + PriceCheck::INIT_SPACE,
        seeds = [PRICE_CHECK_SEED, fund.key().as_ref()], bump)]
    pub price_check: Box<Account<'info, PriceCheck>>,
    /// The system program.
    pub system_program: Program<'info, System>,
    /// Approved action, in place of signers.
    #[account(mut)]
    pub action: Option<Box<Account<'info, Action>>>,
}

/// Writes the check. Every change but the first may loosen something, so a time lock makes it wait.
pub fn handle_set_price_check(ctx: Context<SetPriceCheck>, args: PriceCheckArgs) -> Result<()> {
    let accounts = ctx.accounts;
    let fund_key = accounts.fund.key();
    let mut fund = accounts.fund.load_mut()?;
    let loosens = fund.has_flag(fund_flag::PRICE_CHECK);
    Demand { fund_key: &fund_key, fund: &fund, roles: &[Role::Governance], loosens }.require(
        &mut accounts.action,
        ctx.remaining_accounts,
        &crate::instruction::SetPriceCheck { args },
        &[fund_key, settings_state(&PriceCheckArgs::of(&fund, Some(&accounts.price_check)))?],
    )?;
    let fits = args.max_age_seconds > 0
        && args.max_confidence_bps <= 1_000
        && (1..=1_000).contains(&args.max_difference_bps)
        && fund.class_numbers().any(|number| number == args.class_no);
    require!(fits || !args.active, MmfError::ParameterOutOfRange);

    fund.set_flag(fund_flag::PRICE_CHECK, args.active);
    accounts.price_check.set_inner(PriceCheck {
        version: ACCOUNT_VERSION,
        bump: ctx.bumps.price_check,
        class_no: args.class_no,
        required: u8::from(args.required),
        fund: fund_key,
        price_program: args.price_program,
        feed_id: args.feed_id,
        max_age_seconds: args.max_age_seconds,
        max_confidence_bps: args.max_confidence_bps,
        max_difference_bps: args.max_difference_bps,
        reserved: [0; 64],
    });
    emit!(PriceCheckSet { fund: fund_key, seq: fund.next_seq()?, args });
    Ok(())
}
