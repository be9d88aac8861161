//! Pays the closed months to a batch of holdings. Anyone may call it, as often as they like: a holding is paid once a month.

use anchor_lang::prelude::*;
use anchor_spl::token_2022::Token2022;

use crate::books::add;
use crate::compliance::{Operation, check_party, check_pause};
use crate::constants::ACCOUNT_VERSION;
use crate::error::{MmfError, OrMmf};
use crate::events::DividendPaid;
use crate::instructions::bind;
use crate::state::{ClassSeeds, Holding, Investor, Period, ShareClass, pause};
use crate::token::{ShareAccount, ShareAuthority};

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

/// What became of one holding's dividend.
struct Payment {
    units: u64,
    credited_in_place: bool,
}

/// Pays each holding's whole units as new units; the fraction stays payable. Where no token can be minted (frozen, blocked, closed),
/// the units are credited in place: they earn, and `restore` mints them later. The new units earn from the next strike.
pub fn handle_pay_dividends<'info>(ctx: Context<'info, PayDividends<'info>>) -> Result<()> {
    let accounts = ctx.accounts;
    let now = Clock::get()?.unix_timestamp;
    {
        let class = accounts.class.load()?;
        class.check_version()?;
        require_keys_eq!(class.mint, accounts.mint.key(), MmfError::AccountMismatch);
        require!(class.is_distributing(), MmfError::ClassKindUnsupported);
        check_pause(&class, pause::DISTRIBUTIONS).or_mmf()?;
        check_period(&accounts.period, &accounts.class.key(), class.closed_period)?;
    }
    let (triples, rest) = ctx.remaining_accounts.as_chunks::<3>();
    require!(!triples.is_empty() && rest.is_empty(), MmfError::BatchAccountsWrong);
    for [holding, token_account, investor] in triples {
        let holding = AccountLoader::<Holding>::try_from(holding)?;
        let investor = AccountLoader::<Investor>::try_from(investor)?;
        let Some(payment) = pay(accounts, &holding, token_account, &investor, now)? else {
            continue;
        };
        count(&mut accounts.period, &payment)?;
        if payment.units > 0 && !payment.credited_in_place {
            let seeds = ClassSeeds::of(&*accounts.class.load()?);
            let authority = ShareAuthority { mint: &accounts.mint, class: accounts.class.as_ref(), seeds };
            authority.mint_to(token_account, payment.units)?;
        }
    }
    Ok(())
}

fn check_period(period: &Period, class: &Pubkey, closed_period: u32) -> Result<()> {
    require!(period.version == ACCOUNT_VERSION, MmfError::AccountVersionUnknown);
    require_keys_eq!(period.class, *class, MmfError::AccountMismatch);
    require!(period.period_no == closed_period, MmfError::NoClosedPeriod);
    Ok(())
}

/// Books one holding; `None` where it was paid before.
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
    if holding.paid_period >= class.closed_period {
        return Ok(None);
    }

    holding.settle(&class)?;
    let units = holding.take_payable()?;
    holding.paid_period = class.closed_period;
    holding.add_units(units)?;
    add(&mut holding.paid_units, units)?;
    investor.add_units(class.class_no, units)?;
    class.add_supply(units)?;
    add(&mut class.paid_units, units)?;

    let credited_in_place = !can_be_minted_to(&holding, &investor, token_account, &class, now);
    emit!(DividendPaid {
        class: class_key,
        class_seq: class.next_seq()?,
        holding: holding_loader.key(),
        holding_seq: holding.next_seq()?,
        period_no: class.closed_period,
        units,
        fraction_e18: u64::try_from(holding.payable.get()).map_err(|_| MmfError::Overflow)?,
        new_units: holding.recorded_units,
        credited_in_place,
    });
    Ok(Some(Payment { units, credited_in_place }))
}

/// Whether tokens can reach the holding now.
fn can_be_minted_to(
    holding: &Holding,
    investor: &Investor,
    token_account: &AccountInfo<'_>,
    class: &ShareClass,
    now: i64,
) -> bool {
    let account = ShareAccount::of_holding(token_account, holding, class);
    let account_takes_tokens = account.is_some_and(|account| !account.frozen);
    account_takes_tokens && check_party(investor, holding, Operation::BePaid, now).is_ok()
}

fn count(period: &mut Period, payment: &Payment) -> Result<()> {
    add(&mut period.paid_units, payment.units)?;
    period.holdings_paid = period.holdings_paid.checked_add(1).ok_or(MmfError::Overflow)?;
    if payment.credited_in_place {
        add(&mut period.credited_units, payment.units)?;
        period.holdings_credited = period.holdings_credited.checked_add(1).ok_or(MmfError::Overflow)?;
    }
    Ok(())
}
