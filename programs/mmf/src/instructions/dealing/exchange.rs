//! Units of one class into units of another class of the fund, at once and at their net asset values, less the fees of both classes. No cash
//! moves, so there is no liquidity fee.

use anchor_lang::prelude::*;
use anchor_spl::token_2022::Token2022;
use mmf_math::fee;

use super::*;
use crate::compliance::check_lock_ups;
use crate::error::{MmfError, OrMmf};
use crate::events::Exchanged;
use crate::instructions::bind;
use crate::state::{ClassSeeds, Fund, Holding, Investor, ShareClass, class_flag};
use crate::token::ShareAuthority;

/// Arguments of `exchange`.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug)]
pub struct ExchangeArgs {
    /// Units to give; `u64::MAX`: all that are free, in a class without a register all tokens.
    pub units: u64,
    /// Least units of the other class to accept.
    pub min_units: u64,
    /// The last strike that the holder knows of.
    pub expected_strike_no: u32,
}

/// Accounts of `exchange`.
#[derive(Accounts)]
pub struct Exchange<'info> {
    /// The holder.
    pub owner: Signer<'info>,
    /// The fund.
    #[account(mut)]
    pub fund: AccountLoader<'info, Fund>,
    /// The holder's investor.
    #[account(mut)]
    pub investor: AccountLoader<'info, Investor>,
    /// The class that is given.
    #[account(mut)]
    pub from_class: AccountLoader<'info, ShareClass>,
    /// The holding there.
    #[account(mut)]
    pub from_holding: AccountLoader<'info, Holding>,
    /// CHECK: that class's mint, compared with its record.
    #[account(mut)]
    pub from_mint: UncheckedAccount<'info>,
    /// CHECK: that holding's token account, compared with its record.
    #[account(mut)]
    pub from_token_account: UncheckedAccount<'info>,
    /// The class that is taken.
    #[account(mut)]
    pub to_class: AccountLoader<'info, ShareClass>,
    /// The holding there.
    #[account(mut)]
    pub to_holding: AccountLoader<'info, Holding>,
    /// CHECK: that class's mint, compared with its record.
    #[account(mut)]
    pub to_mint: UncheckedAccount<'info>,
    /// CHECK: that holding's token account, compared with its record.
    #[account(mut)]
    pub to_token_account: UncheckedAccount<'info>,
    /// Token-2022.
    pub share_token_program: Program<'info, Token2022>,
}

/// Redeems from one class and issues the other for the value: every rule of both applies, and each step rounds against the holder. The holder
/// pays the income since the last strike that the new units will share in, as any subscriber does. Locked units stay where they are: in a class
/// without a lock-up they would be free. A class with losses to pay off lets nobody out at $1.00 this way, without limit and at the others' cost.
pub fn handle_exchange(ctx: Context<Exchange>, args: ExchangeArgs) -> Result<()> {
    let accounts = ctx.accounts;
    let now = Clock::get()?.unix_timestamp;
    check(accounts, args.expected_strike_no, now)?;
    let (given_units, taken_units) = book(accounts, &args, now)?;
    let seeds = ClassSeeds::of(&*accounts.from_class.load()?);
    ShareAuthority { mint: &accounts.from_mint, class: accounts.from_class.as_ref(), seeds }
        .burn(&accounts.from_token_account, given_units)?;
    let seeds = ClassSeeds::of(&*accounts.to_class.load()?);
    ShareAuthority { mint: &accounts.to_mint, class: accounts.to_class.as_ref(), seeds }
        .mint_to(&accounts.to_token_account, taken_units)
}

/// Both sides belong to the fund and to the holder, both classes deal at once, and no strike has landed since the holder looked.
fn check(accounts: &Exchange<'_>, expected_strike_no: u32, now: i64) -> Result<()> {
    require_keys_neq!(accounts.from_class.key(), accounts.to_class.key(), MmfError::SameClass);
    let fund = accounts.fund.load()?;
    let investor = accounts.investor.load()?;
    fund.check_version()?;
    let sides = [
        (&accounts.from_class, &accounts.from_holding, &accounts.from_mint, &accounts.from_token_account),
        (&accounts.to_class, &accounts.to_holding, &accounts.to_mint, &accounts.to_token_account),
    ];
    for (class_loader, holding, mint, token_account) in sides {
        let (class, holding) = (class_loader.load()?, holding.load()?);
        bind::class_of_fund(&class, &accounts.fund.key(), mint.key)?;
        let investor = (&accounts.investor.key(), &*investor);
        bind::holding_of(&holding, (&class_loader.key(), &class), investor, token_account.key)?;
        require_keys_eq!(holding.owner, accounts.owner.key(), MmfError::AccountMismatch);
        require!(!class.has_flag(class_flag::QUEUE_ONLY), MmfError::QueueOnly);
    }
    fund.check_instant_dealing_open(now)?;
    require!(fund.last_strike_no == expected_strike_no, MmfError::StrikeNumberMoved);
    Ok(())
}

/// Books both sides; returns the units given and taken.
fn book(accounts: &Exchange<'_>, args: &ExchangeArgs, now: i64) -> Result<(u64, u64)> {
    let mut fund = accounts.fund.load_mut()?;
    let mut investor = accounts.investor.load_mut()?;
    let seconds = seconds_passed(&fund, now)?;

    let mut from_class = accounts.from_class.load_mut()?;
    let mut from_holding = accounts.from_holding.load_mut()?;
    let from = RedeemFrom { class: &from_class, holding: &from_holding, investor: &investor };
    let Redemption { units: given_units, is_frozen } = from.allow(&accounts.from_token_account, args.units, now)?;
    require!(!is_frozen, MmfError::TokenAccountFrozen);
    require!(from_class.deficit.get() == 0, MmfError::ClassInDeficit);
    check_lock_ups(&from_class, &from_holding, &investor, given_units, now).or_mmf()?;
    let value_e6 = value_e6(&from_class, given_units)?;
    let fees = RedemptionRates::of_exchange(&fund, &from_class)?.of(value_e6)?;
    let amount_e6 = value_e6.saturating_sub(fees.total_e6());
    from_holding.give_back(&from_class, &mut investor, given_units, now)?;
    book_redemption(&mut from_class, given_units, fees.leaving_e6(amount_e6)?, seconds)?;
    book_manager_fee(&mut from_class, fees.manager_e6)?;
    book_kept_fee(&mut fund, &mut from_class, fees.kept_e6())?;

    let mut to_class = accounts.to_class.load_mut()?;
    let mut to_holding = accounts.to_holding.load_mut()?;
    let taken_fee_e6 = fee::of_bps(amount_e6, to_class.rules.subscription_fee_bps).or_mmf()?;
    let net_e6 = amount_e6.checked_sub(taken_fee_e6).ok_or(MmfError::AmountTooSmall)?;
    let issued = issue_units(&fund, &to_class, net_e6, now)?;
    require!(issued.units >= args.min_units, MmfError::BelowMinimumOut);
    let to = IssueTo { class: &to_class, holding: &to_holding, investor: &investor };
    to.allow(&accounts.to_token_account, issued.units, amount_e6, now)?;
    to_holding.take_in(&to_class, &mut investor, issued.units, now)?;
    book_issue(&mut to_class, &issued, net_e6, seconds)?;
    book_manager_fee(&mut to_class, taken_fee_e6)?;

    emit!(Exchanged {
        from_class: accounts.from_class.key(),
        from_class_seq: from_class.next_seq()?,
        from_holding: accounts.from_holding.key(),
        from_holding_seq: from_holding.next_seq()?,
        to_class: accounts.to_class.key(),
        to_class_seq: to_class.next_seq()?,
        to_holding: accounts.to_holding.key(),
        to_holding_seq: to_holding.next_seq()?,
        amount_e6,
        given_fee_e6: fees.manager_e6,
        given_kept_e6: fees.kept_e6(),
        taken_fee_e6,
        equalisation_e6: issued.equalisation_e6,
        given_units,
        taken_units: issued.units,
        from_new_units: from_holding.recorded_units,
        to_new_units: to_holding.recorded_units,
        span_seconds: seconds,
    });
    Ok((given_units, issued.units))
}
