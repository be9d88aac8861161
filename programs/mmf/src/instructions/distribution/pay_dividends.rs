//! Pays the closed months to a batch of holdings as new units. Anyone may call it, as often as they like: a holding is paid once a month.

use anchor_lang::prelude::*;
use anchor_spl::token_2022::Token2022;

use super::{Payment, Route, Taken, can_be_minted_to, check_payable, credit, is_closed, take};
use crate::error::MmfError;
use crate::events::DividendPaid;
use crate::instructions::bind;
use crate::state::{Holding, Investor, Period, ShareClass};

/// Accounts of `pay_dividends`; then for each holding three: the holding, its token account, its investor (all writable).
#[derive(Accounts)]
pub struct PayDividends<'info> {
    /// The class.
    #[account(mut)]
    pub class: AccountLoader<'info, ShareClass>,
    /// CHECK: the class's mint, compared with its record.
    #[account(mut)]
    pub mint: UncheckedAccount<'info>,
    /// The last closed month.
    #[account(mut)]
    pub period: Account<'info, Period>,
    /// Token-2022.
    pub share_token_program: Program<'info, Token2022>,
}

/// Pays each holding's whole units as new units; the fraction stays payable. Where no token can be minted (frozen, blocked, closed),
/// the units are credited in place: they earn, and `restore` mints them later. The new units earn from the next strike. Holdings that are paid
/// another way are passed over.
pub fn handle_pay_dividends<'info>(ctx: Context<'info, PayDividends<'info>>) -> Result<()> {
    let accounts = ctx.accounts;
    let now = Clock::get()?.unix_timestamp;
    check_payable(&*accounts.class.load()?, &accounts.class.key(), accounts.mint.key, &accounts.period)?;
    let (triples, rest) = ctx.remaining_accounts.as_chunks::<3>();
    require!(!triples.is_empty() && rest.is_empty(), MmfError::BatchAccountsWrong);
    for [holding, token_account, investor] in triples.iter().filter(|[holding, ..]| !is_closed(holding)) {
        let holding = AccountLoader::<Holding>::try_from(holding)?;
        let investor = AccountLoader::<Investor>::try_from(investor)?;
        let Some(payment) = pay(accounts, &holding, token_account, &investor, now)? else {
            continue;
        };
        accounts.period.count(&payment)?;
        payment.mint(&accounts.class, &accounts.mint, token_account)?;
    }
    Ok(())
}

/// Books one holding; `None` where it was paid before, or is paid another way.
fn pay(
    accounts: &PayDividends<'_>,
    holding_loader: &AccountLoader<'_, Holding>,
    token_account: &AccountInfo<'_>,
    investor_loader: &AccountLoader<'_, Investor>,
    now: i64,
) -> Result<Option<Payment>> {
    let class_key = accounts.class.key();
    let mut class = accounts.class.load_mut()?;
    let mut holding = holding_loader.load_mut()?;
    let mut investor = investor_loader.load_mut()?;
    bind::holding_of(&holding, (&class_key, &class), (&investor_loader.key(), &investor), token_account.key)?;
    if Route::of(&holding, &investor) != Route::Reinvest {
        return Ok(None);
    }
    let Some(taken) = take(&mut class, &mut holding, &investor, 1)? else {
        return Ok(None);
    };
    let line = (&holding_loader.key(), &mut *holding);
    reinvest((&class_key, &mut class), line, &mut investor, &taken, token_account, now).map(Some)
}

/// Books what was taken as new units of the holding itself, and tells.
pub fn reinvest(
    (class_key, class): (&Pubkey, &mut ShareClass),
    (holding_key, holding): (&Pubkey, &mut Holding),
    investor: &mut Investor,
    taken: &Taken,
    token_account: &AccountInfo<'_>,
    now: i64,
) -> Result<Payment> {
    let Taken { units, withheld_e6 } = *taken;
    credit(class, holding, investor, units)?;
    let credited_in_place = !can_be_minted_to(holding, investor, token_account, class, now);
    emit!(DividendPaid {
        class: *class_key,
        class_seq: class.next_seq()?,
        holding: *holding_key,
        holding_seq: holding.next_seq()?,
        period_no: class.closed_period,
        units,
        fraction_e18: holding.payable.get(),
        new_units: holding.recorded_units,
        credited_in_place,
        cash_e6: 0,
        withheld_e6,
        paid_to: *holding_key,
    });
    Ok(Payment { units, credited_in_place, cash_e6: 0, withheld_e6 })
}
