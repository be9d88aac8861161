//! The batches of one dealing day, of every class of the fund.

use anchor_lang::prelude::*;

use crate::constants::BATCH_SEED;
use crate::error::MmfError;
use crate::state::{Batch, Fund, ShareClass};

/// A class and its batch.
pub struct ClassBatch<'info> {
    /// The class.
    pub class: AccountLoader<'info, ShareClass>,
    /// Its batch.
    pub batch: Account<'info, Batch>,
}

/// Every class of the fund in order, each followed by its batch of the day; classes without one are left out of the result. All of them have
/// to be there: what they come to is added up.
///
/// # Errors
/// [`MmfError::StrikeAccountsWrong`], [`MmfError::AccountMismatch`].
pub fn class_batches<'info>(
    fund_key: &Pubkey,
    fund: &Fund,
    day: i32,
    infos: &mut impl Iterator<Item = &'info AccountInfo<'info>>,
) -> Result<Vec<ClassBatch<'info>>> {
    let mut list = Vec::new();
    for class_no in fund.class_numbers() {
        let (Some(class_info), Some(batch_info)) = (infos.next(), infos.next()) else {
            return err!(MmfError::StrikeAccountsWrong);
        };
        let class = AccountLoader::<ShareClass>::try_from(class_info).map_err(|_| MmfError::StrikeAccountsWrong)?;
        {
            let class = class.load()?;
            class.check_version()?;
            require!(class.fund == *fund_key && class.class_no == class_no, MmfError::StrikeAccountsWrong);
        }
        if *batch_info.owner != crate::ID {
            let seeds = [BATCH_SEED, class_info.key.as_ref(), &day.to_le_bytes()];
            let (address, _) = Pubkey::find_program_address(&seeds, &crate::ID);
            require_keys_eq!(address, *batch_info.key, MmfError::AccountMismatch);
            continue;
        }
        let batch = Account::<Batch>::try_from(batch_info).map_err(|_| MmfError::AccountMismatch)?;
        batch.check(fund_key, class_info.key)?;
        require!(batch.day == day, MmfError::AccountMismatch);
        list.push(ClassBatch { class, batch });
    }
    Ok(list)
}
