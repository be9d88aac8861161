//! The part of a redemption that its batch pays.

use anchor_lang::prelude::*;
use anchor_spl::token_interface::Mint;
use mmf_math::convert::{to_books_up, to_settlement_down};
use mmf_math::{Rounding, fee::proportion};

use super::Proceeds;
use super::parties::Parties;
use crate::compliance::{Operation, check_party};
use crate::error::{MmfError, OrMmf};
use crate::instructions::{RedemptionFees, value_at};
use crate::state::{Batch, Fund, Request, ShareClass};
use crate::token::{ShareAccount, expected_arrival};

/// Roundings that may lie between a part of the least cash and what the part pays, in units of the settlement mint.
const PART_ROUNDING: u64 = 2;

/// What is paid now. Amounts in e6.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Units redeemed; 0: the part comes to none.
    pub units: u64,
    /// Fees.
    pub fees: RedemptionFees,
    /// What the units are worth by now beyond the price that is paid: it stays in the class.
    pub late_e6: u64,
    /// What the units lack of $1.00 where losses are shared out.
    pub lost_e6: u64,
    /// Cash after fees that leaves the class.
    pub cash_e6: u64,
    /// What of it leaves the payout vault: less where funding it cost a transfer fee.
    pub paid_e6: u64,
    /// The same in units of the settlement mint.
    pub paid_settlement_units: u64,
    /// Whether the holder's cash account takes it.
    pub takes_cash: bool,
}

/// The part of a request that is paid now, by the ratio that the batch fixed, rounded down.
///
/// # Errors
/// Why the request is refused: the holder's standing, frozen units or tokens, less than the holder accepts, or an amount too small to be paid. It is
/// nothing that the holder brings about at will, once the price is known: neither missing tokens nor a closed cash account.
pub fn part_of(
    fund: &Fund,
    class: &ShareClass,
    batch: &Batch,
    parties: &Parties<'_, '_>,
    request: &Request,
    mint: &InterfaceAccount<'_, Mint>,
    now: i64,
) -> Result<Part> {
    let takes_cash = parties.takes_cash(request)?;
    let [due_e6, sent_e6] = [batch.funded_due_e6, batch.funded_sent_e6];
    let is_whole = due_e6 == sent_e6;
    let units =
        if is_whole { request.units } else { proportion(request.units, sent_e6, due_e6, Rounding::Down).or_mmf()? };
    let none = Part {
        late_e6: 0,
        lost_e6: 0,
        units: 0,
        fees: RedemptionFees::default(),
        cash_e6: 0,
        paid_e6: 0,
        paid_settlement_units: 0,
        takes_cash,
    };
    check_holder(class, parties, units, now)?;
    if units == 0 {
        return Ok(none);
    }
    let price_e12 = batch.price_e12.min(class.price.price_e12);
    let payment = Proceeds::at(fund, class, batch, (price_e12, batch.liquidity_fee_ppm), units)?;
    let arrived_e6 = batch.funded_arrived_e6;
    let paid_e6 = match (sent_e6, arrived_e6) {
        (sent, arrived) if sent == arrived => payment.cash_e6,
        _ => proportion(payment.cash_e6, arrived_e6, sent_e6, Rounding::Down).or_mmf()?,
    };
    let paid_settlement_units = to_settlement_down(paid_e6.min(batch.cash_e6), fund.settlement_decimals).or_mmf()?;
    if paid_settlement_units == 0 {
        return if is_whole { err!(MmfError::AmountTooSmall) } else { Ok(none) };
    }
    let before_mandatory = Proceeds::at(fund, class, batch, (price_e12, batch.board_fee_ppm), units)?;
    let mandatory = before_mandatory.settlement_units.saturating_sub(payment.settlement_units);
    let arriving = expected_arrival(mint, paid_settlement_units)?;
    check_min_out(request, units, arriving.saturating_add(mandatory))?;
    let paid_e6 = to_books_up(paid_settlement_units, fund.settlement_decimals).or_mmf()?;
    let cash_e6 = if sent_e6 == arrived_e6 { paid_e6 } else { payment.cash_e6 };
    let now_e6 = value_at(class, class.price.price_e12, units)?;
    let late_e6 = now_e6.saturating_sub(value_at(class, price_e12, units)?);
    let lost_e6 = payment.lost_e6;
    Ok(Part { units, fees: payment.fees, late_e6, lost_e6, cash_e6, paid_e6, paid_settlement_units, takes_cash })
}

/// The holder may redeem, no order holds the units, and the tokens that have to go can be burned.
fn check_holder(class: &ShareClass, parties: &Parties<'_, '_>, units: u64, now: i64) -> Result<()> {
    let (holding, investor) = (parties.holding.load()?, parties.investor.load()?);
    check_party(&investor, &holding, Operation::Redeem, now).or_mmf()?;
    if class.is_hooked() {
        let left_units = holding.recorded_units.checked_sub(units).ok_or(MmfError::UnitsNotFree)?;
        let bound_units = holding.frozen_units.saturating_add(holding.pledged_units);
        let others_units = holding.reserved_units.saturating_sub(units);
        require!(left_units >= others_units.saturating_add(bound_units), MmfError::UnitsNotFree);
        let account = ShareAccount::of_holding(parties.token_account, &holding, class);
        let can_burn = account.is_none_or(|account| !account.frozen || account.amount <= left_units);
        require!(can_burn, MmfError::TokenAccountFrozen);
    }
    Ok(())
}

/// What arrives, before a mandatory liquidity fee, is the part of the least cash that the part of the units is. That fee is the law's: who could
/// be refused for it would trigger it for others at no cost.
fn check_min_out(request: &Request, units: u64, arriving: u64) -> Result<()> {
    let least = proportion(request.min_out, units, request.min_out_of_units.max(1), Rounding::Down).or_mmf()?;
    let allowance = if units == request.min_out_of_units { 0 } else { PART_ROUNDING };
    require!(arriving.saturating_add(allowance) >= least, MmfError::BelowMinimumOut);
    Ok(())
}
