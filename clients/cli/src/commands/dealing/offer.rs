//! What a deal at once would give: the program's own preview, or the deal itself, simulated.

use mmf::instructions::DealPreview;
use mmf_math::convert::to_settlement_down;
use solana_sdk::instruction::Instruction;
use solana_sdk::pubkey::Pubkey;
use spl_associated_token_account_interface::instruction::create_associated_token_account_idempotent;

use super::{Holder, cash_e6, facility};
use crate::commands::ask;
use crate::context::Context;
use crate::error::CliResult;

/// What a redemption at once would give. Amounts in e6, unless the name says otherwise.
#[derive(Clone, Copy, Debug)]
pub struct RedemptionOffer {
    /// What they are worth before fees.
    pub value_e6: u64,
    /// Redemption fee.
    pub redemption_fee_e6: u64,
    /// Liquidity fee.
    pub liquidity_fee_e6: u64,
    /// What the liquidity facility keeps.
    pub facility_fee_e6: u64,
    /// Cash that arrives, in units of the settlement mint.
    pub arriving_settlement_units: u64,
}

impl RedemptionOffer {
    /// What the buffer sends, in whole units of the settlement mint, in e6.
    pub fn sent_e6(&self, decimals: u8) -> u64 {
        let fees_e6 = self.redemption_fee_e6.saturating_add(self.liquidity_fee_e6);
        to_settlement_down(self.value_e6.saturating_sub(fees_e6), decimals)
            .map_or(0, |settlement_units| cash_e6(settlement_units, decimals))
    }
}

impl Holder {
    /// Opens the holder's cash account where it is not there.
    pub fn open_cash_account(&self, payer: &Pubkey) -> Instruction {
        let fund = &self.at.fund;
        create_associated_token_account_idempotent(
            payer,
            &self.owner,
            &fund.settlement_mint,
            &fund.settlement_token_program,
        )
    }
}

/// What a subscription of cash in units of the settlement mint would give.
///
/// # Errors
/// Why it is not possible now.
pub fn subscription(context: &Context, holder: &Holder, cash_settlement_units: u64) -> CliResult<DealPreview> {
    let order = context.client.addresses().preview_subscribe(&holder.parties(), &holder.at.fund, cash_settlement_units);
    let open = |payer: &Pubkey| Ok(vec![holder.open_cash_account(payer), order]);
    ask::simulate(context, &holder.at, open, &[holder.owner])?.answer()
}

/// What a redemption of units would give, `u64::MAX` for all that are free: of the buffer, or of the facility where the fund has one.
///
/// # Errors
/// Why it is not possible now.
pub fn redemption(context: &Context, holder: &Holder, units: u64) -> CliResult<RedemptionOffer> {
    match holder.facility(context)? {
        Some(facility) => facility::offer(context, holder, &facility, units),
        None => of_buffer(context, holder, units),
    }
}

fn of_buffer(context: &Context, holder: &Holder, units: u64) -> CliResult<RedemptionOffer> {
    let order = context.client.addresses().preview_redeem(&holder.parties(), &holder.at.fund, units);
    let open = |payer: &Pubkey| Ok(vec![holder.open_cash_account(payer), order]);
    let preview: DealPreview = ask::simulate(context, &holder.at, open, &[holder.owner])?.answer()?;
    Ok(RedemptionOffer {
        value_e6: preview.amount_e6,
        redemption_fee_e6: preview.redemption_fee_e6,
        liquidity_fee_e6: preview.liquidity_fee_e6,
        facility_fee_e6: 0,
        arriving_settlement_units: preview.arriving_settlement_units,
    })
}
