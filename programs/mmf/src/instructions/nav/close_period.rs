//! The close of a class's month.

use anchor_lang::prelude::*;

use crate::constants::{ACCOUNT_VERSION, PERIOD_SEED};
use crate::error::MmfError;
use crate::events::PeriodClosed;
use crate::pda;
use crate::state::{Period, ShareClass};

/// What closing a month needs besides the class.
pub struct PeriodAccounts<'a, 'info> {
    /// Pays the rent.
    pub payer: &'a AccountInfo<'info>,
    /// The month's account, made here.
    pub period: &'a AccountInfo<'info>,
    /// The system program.
    pub system_program: &'a AccountInfo<'info>,
}

/// Closes a month of a class at its current index.
pub fn close_period(
    class: &mut ShareClass,
    class_key: &Pubkey,
    accounts: &PeriodAccounts<'_, '_>,
    period_no: u32,
    strike_no: u32,
    now: i64,
) -> Result<()> {
    require!(period_no > class.closed_period, MmfError::StrikeAccountsWrong);
    let number = period_no.to_le_bytes();
    let (address, bump) = Pubkey::find_program_address(&[PERIOD_SEED, class_key.as_ref(), &number], &crate::ID);
    require_keys_eq!(address, *accounts.period.key, MmfError::StrikeAccountsWrong);
    let opening_declared = class.period_opening_declared.get();
    let declared = class.declared.get().checked_sub(opening_declared).ok_or(MmfError::Overflow)?;
    let period = Period {
        version: ACCOUNT_VERSION,
        bump,
        class: *class_key,
        period_no,
        strike_no,
        closed_at: now,
        opening_index: class.period_opening_index.get(),
        closing_index: class.index.get(),
        declared,
        supply_units: class.recorded_supply_units,
        paid_units: 0,
        credited_units: 0,
        paid_cash_e6: 0,
        withheld_e6: 0,
        holdings_paid: 0,
        holdings_credited: 0,
        rent_payer: accounts.payer.key(),
        reserved: [0; 64],
    };
    let space = Period::INIT_SPACE.saturating_add(8);
    let seeds: &[&[u8]] = &[PERIOD_SEED, class_key.as_ref(), &number, &[bump]];
    pda::create(accounts.payer, accounts.period, accounts.system_program, &crate::ID, space, seeds)?;
    period.try_serialize(&mut &mut accounts.period.try_borrow_mut_data()?[..])?;

    class.closed_period = period_no;
    class.closed_index = class.index;
    class.period_opening_index = class.index;
    class.period_opening_declared = class.declared;
    emit!(PeriodClosed {
        class: *class_key,
        seq: class.next_seq()?,
        period_no,
        closing_index: class.index.get(),
        declared,
    });
    Ok(())
}
