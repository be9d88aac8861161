//! Pays the closed months of protocol vaults to the holdings that get them instead. Anyone may call it: a holding is paid once a month.

use anchor_lang::prelude::*;

use super::{PayDividends, Payment, Route, Taken, can_be_minted_to, check_payable, credit, is_closed, reinvest, take};
use crate::compliance::{Operation, check_party};
use crate::constants::HOLDING_SEED;
use crate::error::MmfError;
use crate::events::{DividendPaid, DividendReceived};
use crate::instructions::bind;
use crate::state::{Holding, Investor};

/// A line of the register with its token account and its investor.
struct Line<'info> {
    holding: &'info AccountInfo<'info>,
    token_account: &'info AccountInfo<'info>,
    investor: &'info AccountInfo<'info>,
}

/// Accounts of `pay_dividends`; then for each vault six: its holding, token account and investor, and the same of the holding that gets its
/// dividends (all writable). Where that holding was closed, or the vault may not be paid, the dividend becomes units of the vault: blocked
/// property stays where it is.
pub fn handle_pay_dividends_to<'info>(ctx: Context<'info, PayDividends<'info>>) -> Result<()> {
    let accounts = ctx.accounts;
    let now = Clock::get()?.unix_timestamp;
    check_payable(&*accounts.class.load()?, &accounts.class.key(), accounts.mint.key, &accounts.period)?;
    let (sixes, rest) = ctx.remaining_accounts.as_chunks::<6>();
    require!(!sixes.is_empty() && rest.is_empty(), MmfError::BatchAccountsWrong);
    for [holding, token_account, investor, to_holding, to_token_account, to_investor] in sixes {
        if is_closed(holding) {
            continue;
        }
        let vault = Line { holding, token_account, investor };
        let to = Line { holding: to_holding, token_account: to_token_account, investor: to_investor };
        let Some((payment, paid_to)) = pay(accounts, &vault, &to, now)? else {
            continue;
        };
        accounts.period.count(&payment)?;
        payment.mint(&accounts.class, &accounts.mint, paid_to)?;
    }
    Ok(())
}

/// Books one vault; returns the payment and the token account that gets it. `None` where it was paid before, or is paid another way.
fn pay<'info>(
    accounts: &PayDividends<'info>,
    vault: &Line<'info>,
    to: &Line<'info>,
    now: i64,
) -> Result<Option<(Payment, &'info AccountInfo<'info>)>> {
    let class_key = accounts.class.key();
    let holding_loader = AccountLoader::<Holding>::try_from(vault.holding)?;
    let investor_loader = AccountLoader::<Investor>::try_from(vault.investor)?;
    let taken = {
        let mut class = accounts.class.load_mut()?;
        let mut holding = holding_loader.load_mut()?;
        let mut investor = investor_loader.load_mut()?;
        let line_investor = (vault.investor.key, &*investor);
        bind::holding_of(&holding, (&class_key, &class), line_investor, vault.token_account.key)?;
        check_target(&holding, to)?;
        if Route::of(&holding, &investor) != Route::ToHolding {
            return Ok(None);
        }
        let Some(taken) = take(&mut class, &mut holding, &investor, 1)? else {
            return Ok(None);
        };
        let may_be_paid = check_party(&investor, &holding, Operation::BePaid, now).is_ok();
        if !may_be_paid || is_closed(to.holding) {
            let (class, line) = ((&class_key, &mut *class), (vault.holding.key, &mut *holding));
            let payment = reinvest(class, line, &mut investor, &taken, vault.token_account, now)?;
            return Ok(Some((payment, vault.token_account)));
        }
        emit!(DividendPaid {
            class: class_key,
            class_seq: class.next_seq()?,
            holding: vault.holding.key(),
            holding_seq: holding.next_seq()?,
            period_no: class.closed_period,
            units: taken.units,
            fraction_e18: holding.payable.get(),
            new_units: holding.recorded_units,
            credited_in_place: false,
            cash_e6: 0,
            withheld_e6: taken.withheld_e6,
            paid_to: to.holding.key(),
        });
        taken
    };
    let payment = receive(accounts, vault, to, &taken, now)?;
    Ok(Some((payment, to.token_account)))
}

/// The line is of the token account that the vault's record names, whether its holding is open or not.
fn check_target(vault: &Holding, to: &Line<'_>) -> Result<()> {
    require_keys_eq!(vault.dividend_to, *to.token_account.key, MmfError::AccountMismatch);
    let (address, _) = Pubkey::find_program_address(&[HOLDING_SEED, vault.dividend_to.as_ref()], &crate::ID);
    require_keys_eq!(address, *to.holding.key, MmfError::AccountMismatch);
    Ok(())
}

/// Enters the units in the holding that gets them.
fn receive<'info>(
    accounts: &PayDividends<'info>,
    vault: &Line<'info>,
    to: &Line<'info>,
    taken: &Taken,
    now: i64,
) -> Result<Payment> {
    let class_key = accounts.class.key();
    let holding_loader = AccountLoader::<Holding>::try_from(to.holding)?;
    let investor_loader = AccountLoader::<Investor>::try_from(to.investor)?;
    let mut class = accounts.class.load_mut()?;
    let mut holding = holding_loader.load_mut()?;
    let mut investor = investor_loader.load_mut()?;
    bind::holding_of(&holding, (&class_key, &class), (to.investor.key, &investor), to.token_account.key)?;
    holding.settle(&class)?;
    credit(&mut class, &mut holding, &mut investor, taken.units)?;
    let credited_in_place = !can_be_minted_to(&holding, &investor, to.token_account, &class, now);
    emit!(DividendReceived {
        class: class_key,
        class_seq: class.next_seq()?,
        holding: to.holding.key(),
        holding_seq: holding.next_seq()?,
        from_holding: vault.holding.key(),
        units: taken.units,
        new_units: holding.recorded_units,
        credited_in_place,
    });
    Ok(Payment { units: taken.units, credited_in_place, cash_e6: 0, withheld_e6: taken.withheld_e6 })
}
