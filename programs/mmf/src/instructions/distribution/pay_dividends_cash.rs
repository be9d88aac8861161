//! Pays the closed months in cash to a batch of holdings whose investors elected that. Anyone may call it: a holding is paid once a month.

use anchor_lang::prelude::*;
use anchor_spl::associated_token::get_associated_token_address_with_program_id;
use anchor_spl::token_2022::Token2022;
use anchor_spl::token_interface::{Mint, TokenAccount, TokenInterface};
use mmf_math::convert::{to_books_up, to_settlement_down};

use super::{Payment, Route, Taken, check_payable, check_within_declared, is_closed, reinvest, take};
use crate::books::add;
use crate::compliance::{Operation, check_party};
use crate::error::{MmfError, OrMmf};
use crate::events::DividendPaid;
use crate::instructions::bind;
use crate::state::{Fund, FundSeeds, Holding, Investor, Period, ShareClass};
use crate::token::{CashLeg, check_covered, takes_cash, vault_signer_moves_cash};

/// Accounts of `pay_dividends_cash`; then for each holding four: the holding, its token account, its investor, and its owner's associated
/// account for the settlement mint (all writable).
#[derive(Accounts)]
pub struct PayDividendsCash<'info> {
    /// The fund.
    #[account(mut)]
    pub fund: AccountLoader<'info, Fund>,
    /// The class.
    #[account(mut)]
    pub class: AccountLoader<'info, ShareClass>,
    /// CHECK: the class's mint, compared with its record.
    #[account(mut)]
    pub mint: UncheckedAccount<'info>,
    /// The last closed month.
    #[account(mut)]
    pub period: Account<'info, Period>,
    /// The fund's buffer.
    #[account(mut)]
    pub buffer: InterfaceAccount<'info, TokenAccount>,
    /// The settlement mint.
    pub settlement_mint: InterfaceAccount<'info, Mint>,
    /// Token-2022.
    pub share_token_program: Program<'info, Token2022>,
    /// Token program of the settlement mint.
    pub settlement_token_program: Interface<'info, TokenInterface>,
}

/// The accounts of one holding in the batch.
struct Payee<'info> {
    holding: AccountLoader<'info, Holding>,
    token_account: &'info AccountInfo<'info>,
    investor: AccountLoader<'info, Investor>,
    cash_account: &'info AccountInfo<'info>,
}

/// Pays each holding's whole units in cash; what the settlement mint can't express stays payable. Where the owner may not be paid, or has no
/// associated cash account that takes it, the dividend becomes units, as if it were reinvested. Holdings that are paid another way are passed over.
///
/// # Errors
/// [`MmfError::BufferShort`]: the treasurer has to bring cash back first.
pub fn handle_pay_dividends_cash<'info>(ctx: Context<'info, PayDividendsCash<'info>>) -> Result<()> {
    let accounts = ctx.accounts;
    let now = Clock::get()?.unix_timestamp;
    check(accounts)?;
    let (quads, rest) = ctx.remaining_accounts.as_chunks::<4>();
    require!(!quads.is_empty() && rest.is_empty(), MmfError::BatchAccountsWrong);
    for [holding, token_account, investor, cash_account] in quads {
        if is_closed(holding) {
            continue;
        }
        let payee = Payee {
            holding: AccountLoader::try_from(holding)?,
            token_account,
            investor: AccountLoader::try_from(investor)?,
            cash_account,
        };
        let Some(payment) = pay(accounts, &payee, now)? else {
            continue;
        };
        accounts.period.count(&payment)?;
        payment.mint(&accounts.class, &accounts.mint, token_account)?;
        if payment.cash_e6 > 0 {
            send_cash(accounts, cash_account, payment.cash_e6)?;
        }
    }
    let fund = accounts.fund.load()?;
    check_covered(&accounts.buffer, fund.buffer_cash_e6, fund.settlement_decimals)
}

fn check(accounts: &PayDividendsCash<'_>) -> Result<()> {
    let fund = accounts.fund.load()?;
    let class = accounts.class.load()?;
    bind::settlement_of(&fund, &accounts.settlement_mint.key(), accounts.settlement_token_program.key)?;
    bind::class_of_fund(&class, &accounts.fund.key(), accounts.mint.key)?;
    require_keys_eq!(fund.buffer, accounts.buffer.key(), MmfError::AccountMismatch);
    check_payable(&class, &accounts.class.key(), accounts.mint.key, &accounts.period)
}

/// Books one holding; `None` where it was paid before, or is paid another way.
fn pay(accounts: &PayDividendsCash<'_>, payee: &Payee<'_>, now: i64) -> Result<Option<Payment>> {
    let (class_key, holding_key) = (accounts.class.key(), payee.holding.key());
    let mut fund = accounts.fund.load_mut()?;
    let mut class = accounts.class.load_mut()?;
    let mut holding = payee.holding.load_mut()?;
    let mut investor = payee.investor.load_mut()?;
    bind::holding_of(&holding, (&class_key, &class), (&payee.investor.key(), &investor), payee.token_account.key)?;
    check_cash_address(&fund, &holding, payee.cash_account.key)?;
    if Route::of(&holding, &investor) != Route::Cash {
        return Ok(None);
    }
    let Some(taken) = take(&mut class, &mut holding, &investor, smallest_cash_e6(fund.settlement_decimals)?)? else {
        return Ok(None);
    };
    let may_be_paid = check_party(&investor, &holding, Operation::BePaid, now).is_ok();
    if !may_be_paid || !takes_cash(&fund, &holding.owner, payee.cash_account) {
        let (class, line) = ((&class_key, &mut *class), (&holding_key, &mut *holding));
        return reinvest(class, line, &mut investor, &taken, payee.token_account, now).map(Some);
    }

    let Taken { units: cash_e6, withheld_e6 } = taken;
    add(&mut class.paid_cash_e6, cash_e6)?;
    check_within_declared(&class)?;
    fund.book_payment(cash_e6, now)?;
    emit!(DividendPaid {
        class: class_key,
        class_seq: class.next_seq()?,
        holding: holding_key,
        holding_seq: holding.next_seq()?,
        period_no: class.closed_period,
        units: 0,
        fraction_e18: holding.payable.get(),
        new_units: holding.recorded_units,
        credited_in_place: false,
        cash_e6,
        withheld_e6,
        paid_to: payee.cash_account.key(),
    });
    Ok(Some(Payment { units: 0, credited_in_place: false, cash_e6, withheld_e6 }))
}

/// The cash account is the associated one of the holding's owner, so that nobody can choose another.
fn check_cash_address(fund: &Fund, holding: &Holding, cash_account: &Pubkey) -> Result<()> {
    let address = get_associated_token_address_with_program_id(
        &holding.owner,
        &fund.settlement_mint,
        &fund.settlement_token_program,
    );
    require_keys_eq!(address, *cash_account, MmfError::AccountMismatch);
    Ok(())
}

/// What one unit of the settlement mint is worth, in e6, at least 1.
fn smallest_cash_e6(decimals: u8) -> Result<u64> {
    to_books_up(1, decimals).or_mmf()
}

fn send_cash<'info>(
    accounts: &PayDividendsCash<'info>,
    cash_account: &'info AccountInfo<'info>,
    cash_e6: u64,
) -> Result<()> {
    let (seeds, decimals) = {
        let fund = accounts.fund.load()?;
        (FundSeeds::of(&fund), fund.settlement_decimals)
    };
    let leg = CashLeg {
        from: accounts.buffer.to_account_info(),
        to: cash_account.clone(),
        mint: &accounts.settlement_mint,
        authority: accounts.fund.as_ref(),
        token_program: &accounts.settlement_token_program,
    };
    vault_signer_moves_cash(&leg, to_settlement_down(cash_e6, decimals).or_mmf()?, &seeds)
}
