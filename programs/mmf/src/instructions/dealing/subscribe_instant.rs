//! Cash in, units out, at once.

use anchor_lang::prelude::*;
use anchor_spl::token_2022::Token2022;
use anchor_spl::token_interface::{Mint, TokenAccount, TokenInterface};
use mmf_math::convert::to_books_down;
use mmf_math::interim::issue;

use super::{check_dealing, interim_e18, seconds_passed};
use crate::books::add;
use crate::compliance::{Movement, check_party, check_pause};
use crate::error::{MmfError, OrMmf};
use crate::events::Subscribed;
use crate::instructions::bind;
use crate::state::{ClassSeeds, Fund, Holding, Investor, ShareClass, pause};
use crate::token::{CashLeg, ShareAuthority, move_cash};

/// Arguments of `subscribe_instant`.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug)]
pub struct SubscribeArgs {
    /// Cash, in units of the settlement mint.
    pub cash_settlement_units: u64,
    /// Least units to accept.
    pub min_units: u64,
    /// The last strike that the subscriber knows of.
    pub expected_strike_no: u32,
}

/// Accounts of `subscribe_instant`.
#[derive(Accounts)]
pub struct SubscribeInstant<'info> {
    /// The holder; owns the cash.
    pub owner: Signer<'info>,
    /// The fund.
    #[account(mut)]
    pub fund: AccountLoader<'info, Fund>,
    /// The class.
    #[account(mut)]
    pub class: AccountLoader<'info, ShareClass>,
    /// The holder's investor.
    #[account(mut)]
    pub investor: AccountLoader<'info, Investor>,
    /// The holding.
    #[account(mut)]
    pub holding: AccountLoader<'info, Holding>,
    /// CHECK: the class's mint, compared with its record.
    #[account(mut)]
    pub mint: UncheckedAccount<'info>,
    /// CHECK: the holding's token account, compared with its record.
    #[account(mut)]
    pub token_account: UncheckedAccount<'info>,
    /// The holder's own cash.
    #[account(mut, token::authority = owner)]
    pub cash_account: Box<InterfaceAccount<'info, TokenAccount>>,
    /// The fund's buffer.
    #[account(mut)]
    pub buffer: Box<InterfaceAccount<'info, TokenAccount>>,
    /// The settlement mint.
    pub settlement_mint: Box<InterfaceAccount<'info, Mint>>,
    /// Token-2022.
    pub share_token_program: Program<'info, Token2022>,
    /// Token program of the settlement mint.
    pub settlement_token_program: Interface<'info, TokenInterface>,
}

/// Issues units at $1.00 plus the income since the last strike.
pub fn handle_subscribe_instant(ctx: Context<SubscribeInstant>, args: SubscribeArgs) -> Result<()> {
    let accounts = ctx.accounts;
    let now = Clock::get()?.unix_timestamp;
    check(accounts, &args, now)?;

    let arrived = move_cash(
        &CashLeg {
            from: &accounts.cash_account,
            to: &accounts.buffer,
            mint: &accounts.settlement_mint,
            authority: &accounts.owner,
            token_program: &accounts.settlement_token_program,
        },
        args.cash_settlement_units,
    )?;
    let seeds = ClassSeeds::of(&*accounts.class.load()?);
    let units = book(accounts, &args, arrived, now)?;
    let authority = ShareAuthority { mint: &accounts.mint, class: accounts.class.as_ref(), seeds };
    authority.mint_to(&accounts.token_account, units)
}

fn check(accounts: &SubscribeInstant<'_>, args: &SubscribeArgs, now: i64) -> Result<()> {
    let fund_key = accounts.fund.key();
    let fund = accounts.fund.load()?;
    let class = accounts.class.load()?;
    let holding = accounts.holding.load()?;
    let investor = accounts.investor.load()?;
    bind::settlement_of(&fund, &accounts.settlement_mint.key(), accounts.settlement_token_program.key)?;
    bind::class_of_fund(&class, &fund_key, accounts.mint.key)?;
    bind::holding_of(
        &holding,
        (&accounts.class.key(), &class),
        (&accounts.investor.key(), &investor),
        accounts.token_account.key,
    )?;
    require_keys_eq!(holding.owner, accounts.owner.key(), MmfError::AccountMismatch);
    require_keys_eq!(fund.buffer, accounts.buffer.key(), MmfError::AccountMismatch);
    require_keys_neq!(fund.buffer, accounts.cash_account.key(), MmfError::AccountMismatch);
    check_dealing(&fund, &class, args.expected_strike_no, now)?;
    check_pause(&class, pause::SUBSCRIPTIONS).or_mmf()?;
    check_party(&investor, &holding, Movement::Receive, now).or_mmf()
}

fn book(accounts: &SubscribeInstant<'_>, args: &SubscribeArgs, arrived: u64, now: i64) -> Result<u64> {
    let mut fund = accounts.fund.load_mut()?;
    let mut class = accounts.class.load_mut()?;
    let mut holding = accounts.holding.load_mut()?;
    let mut investor = accounts.investor.load_mut()?;
    let cash_e6 = to_books_down(arrived, fund.settlement_decimals).or_mmf()?;
    let issued = issue(cash_e6, interim_e18(&fund, &class, now)?).or_mmf()?;
    require!(issued.units >= args.min_units, MmfError::BelowMinimumOut);
    let rules = &class.rules;
    let held = investor.units[usize::from(class.class_no)];
    let minimum = if held < rules.min_initial_e6 { rules.min_initial_e6 } else { rules.min_subsequent_e6 };
    require!(cash_e6 >= minimum, MmfError::BelowClassMinimum);
    let limit = rules.max_class_units;

    holding.settle(&class)?;
    let old_units = holding.recorded_units;
    holding.add_units(issued.units)?;
    investor.add_units(class.class_no, issued.units)?;
    class.add_supply(issued.units)?;
    require!(limit == 0 || class.recorded_supply_units <= limit, MmfError::SupplyLimit);
    add(&mut class.issued_units_to_date, issued.units)?;
    add(&mut class.equalisation_pending_e6, issued.equalisation_e6)?;
    let seconds = seconds_passed(&fund, now)?;
    class.add_late_units(issued.units, seconds)?;
    add(&mut fund.buffer_cash_e6, cash_e6)?;
    add(&mut fund.subscribed_to_date_e6, cash_e6)?;

    emit!(Subscribed {
        class: accounts.class.key(),
        class_seq: class.next_seq()?,
        holding: accounts.holding.key(),
        holding_seq: holding.next_seq()?,
        cash_e6,
        equalisation_e6: issued.equalisation_e6,
        units: issued.units,
        old_units,
        new_units: holding.recorded_units,
        index: class.index.get(),
    });
    Ok(issued.units)
}
