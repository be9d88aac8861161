//! The price by a call of `get_price`. Its status is of this moment.

use solana_account_info::AccountInfo;
use solana_cpi::{get_return_data, invoke};
use solana_instruction::{AccountMeta, Instruction};
use solana_program_error::ProgramError;

use crate::bytes::{short, unsigned};
use crate::error::Refusal;
use crate::market::Market;
use crate::price::Price;

/// The first bytes of SHA-256 of `global:get_price`.
const GET_PRICE: [u8; 8] = [238, 38, 193, 106, 228, 32, 210, 33];
/// The status of a price that stands.
pub const TRADING: u32 = 1;
/// Places in the answer.
const PRICE: usize = 0;
const CONFIDENCE: usize = 8;
const STATUS: usize = 20;

/// Asks the fund's program. Return data counts only if that program wrote it.
pub fn ask<'a>(
    market: &Market,
    fund: &AccountInfo<'a>,
    class: &AccountInfo<'a>,
    fund_program: &AccountInfo,
) -> Result<Price, ProgramError> {
    if *fund_program.key != market.fund_program || *fund.key != market.fund || *class.key != market.class {
        return Err(Refusal::WrongAccounts.into());
    }
    let accounts = vec![AccountMeta::new_readonly(*fund.key, false), AccountMeta::new_readonly(*class.key, false)];
    let question = Instruction { program_id: market.fund_program, accounts, data: GET_PRICE.to_vec() };
    invoke(&question, &[fund.clone(), class.clone()])?;
    let (writer, answer) = get_return_data().ok_or(Refusal::NotTrading)?;
    if writer != market.fund_program {
        return Err(Refusal::WrongAccounts.into());
    }
    if short(&answer, STATUS)? != TRADING {
        return Err(Refusal::NotTrading.into());
    }
    Ok(Price { price_e12: unsigned(&answer, PRICE)?, confidence_e12: unsigned(&answer, CONFIDENCE)? })
}
