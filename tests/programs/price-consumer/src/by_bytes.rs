//! The price by the class account's documented bytes. Their status is of the last strike or heartbeat, so that the time is compared as well.

use solana_account_info::AccountInfo;
use solana_clock::Clock;
use solana_program_error::ProgramError;
use solana_sysvar::Sysvar;

use crate::by_call::TRADING;
use crate::bytes::{array, short, signed, unsigned};
use crate::error::Refusal;
use crate::market::Market;
use crate::price::Price;

/// What a class account begins with.
const CLASS: [u8; 8] = [0xa9, 0x62, 0xff, 0x68, 0x9f, 0x2f, 0x69, 0x06];
/// The layout version that these places are of.
const VERSION: u8 = 1;
/// Decimals of the price.
const EXPONENT: i32 = -12;

/// Places in the account, as `docs/integrating.md` has them.
mod place {
    pub const FUND: usize = 8;
    pub const PRICE: usize = 104;
    pub const CONFIDENCE: usize = 112;
    pub const VALID_UNTIL: usize = 128;
    pub const EXPONENT: usize = 140;
    pub const STATUS: usize = 144;
    pub const VERSION: usize = 152;
}

/// Reads a price that stands.
pub fn read(market: &Market, class: &AccountInfo) -> Result<Price, ProgramError> {
    if *class.key != market.class || *class.owner != market.fund_program {
        return Err(Refusal::WrongAccounts.into());
    }
    let data = class.try_borrow_data()?;
    let is_class = array(&data, 0)? == CLASS && array(&data, place::VERSION)? == [VERSION];
    let is_theirs = array(&data, place::FUND)? == market.fund.to_bytes();
    let has_our_scale = array(&data, place::EXPONENT).map(i32::from_le_bytes)? == EXPONENT;
    if !is_class || !is_theirs || !has_our_scale {
        return Err(Refusal::WrongAccounts.into());
    }
    let stands = Clock::get()?.unix_timestamp <= signed(&data, place::VALID_UNTIL)?;
    if short(&data, place::STATUS)? != TRADING || !stands {
        return Err(Refusal::NotTrading.into());
    }
    Ok(Price { price_e12: unsigned(&data, place::PRICE)?, confidence_e12: unsigned(&data, place::CONFIDENCE)? })
}
