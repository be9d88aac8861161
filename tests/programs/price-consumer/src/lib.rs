//! An example of who reads the price: it values shares that a lending market holds as collateral. `docs/integrating.md` explains it.
//!
//! Instruction data: a tag (`u8`), then units (`u64`). The answer, return data, is the value in e6 (`u64`), rounded down.
//! - 0, by call: market, fund, class, and the fund's program. Asks `get_price`, which judges the status at this moment.
//! - 1, by bytes: market, class. Reads the documented bytes of the account, without a call.

mod by_bytes;
mod by_call;
mod bytes;
mod error;
mod market;
mod price;

use solana_account_info::AccountInfo;
use solana_cpi::set_return_data;
use solana_program_error::ProgramError;
use solana_pubkey::Pubkey;

use market::Market;

solana_program_entrypoint::entrypoint!(process);

fn process(program: &Pubkey, accounts: &[AccountInfo], data: &[u8]) -> Result<(), ProgramError> {
    let Some((tag, units)) = data.split_first() else {
        return Err(ProgramError::InvalidInstructionData);
    };
    let units = units.try_into().map(u64::from_le_bytes).map_err(|_| ProgramError::InvalidInstructionData)?;
    let Some((market, accounts)) = accounts.split_first() else {
        return Err(ProgramError::NotEnoughAccountKeys);
    };
    let market = Market::read(market, program)?;
    let price = match (tag, accounts) {
        (0, [fund, class, fund_program]) => by_call::ask(&market, fund, class, fund_program)?,
        (1, [class]) => by_bytes::read(&market, class)?,
        _ => return Err(ProgramError::InvalidInstructionData),
    };
    let value_e6 = price.value_e6(units, market.max_confidence_e12)?;
    set_return_data(&value_e6.to_le_bytes());
    Ok(())
}
