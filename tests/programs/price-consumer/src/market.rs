//! The market's record: which fund and class it takes, and how uncertain a price may be.

use solana_account_info::AccountInfo;
use solana_program_error::ProgramError;
use solana_pubkey::Pubkey;

use crate::error::Refusal;

/// A market. Bytes: fund's program, fund, class (32 each), `max_confidence_e12` (`u64`). Anyone can create a fund of any name, so that the
/// addresses are pinned.
pub struct Market {
    /// The fund's program.
    pub fund_program: Pubkey,
    /// The fund.
    pub fund: Pubkey,
    /// The class.
    pub class: Pubkey,
    /// Confidence up to which the market counts collateral at all, relative, scaled by 10^12.
    pub max_confidence_e12: u64,
}

impl Market {
    /// Reads a market of this program.
    pub fn read(account: &AccountInfo, program: &Pubkey) -> Result<Self, ProgramError> {
        if account.owner != program {
            return Err(Refusal::WrongAccounts.into());
        }
        let data = account.try_borrow_data()?;
        let (keys, rest) = data.as_chunks::<32>();
        let ([fund_program, fund, class], Ok(limit)) = (keys, rest.try_into()) else {
            return Err(ProgramError::InvalidAccountData);
        };
        Ok(Self {
            fund_program: Pubkey::new_from_array(*fund_program),
            fund: Pubkey::new_from_array(*fund),
            class: Pubkey::new_from_array(*class),
            max_confidence_e12: u64::from_le_bytes(limit),
        })
    }
}
