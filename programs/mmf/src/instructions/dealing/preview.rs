//! What an instant deal would give now: the deal itself, on copies of the accounts. It fails with the error of the deal.

use anchor_lang::prelude::*;

use super::*;
use crate::error::MmfError;
use crate::state::Dealing;
use crate::token::expected_arrival;

/// Accounts of `preview_subscribe` and `preview_redeem`. Nobody signs, and nothing changes.
#[derive(Accounts)]
pub struct PreviewDeal<'info> {
    /// What would be dealt.
    pub deal: Deal<'info>,
}

/// What a deal would give. Amounts in e6, unless the name says otherwise.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DealPreview {
    /// The last strike: what `expected_strike_no` must be.
    pub strike_no: u32,
    /// Struck price of one share, e12, rounded down.
    pub price_e12: u64,
    /// Units issued or redeemed.
    pub units: u64,
    /// Cash that is sent, in units of the settlement mint.
    pub sent_settlement_units: u64,
    /// Cash that arrives, in units of the settlement mint: less where the mint charges a fee.
    pub arriving_settlement_units: u64,
    /// What is subscribed or redeemed, before fees.
    pub amount_e6: u64,
    /// Subscription fee.
    pub subscription_fee_e6: u64,
    /// Redemption fee.
    pub redemption_fee_e6: u64,
    /// Liquidity fee.
    pub liquidity_fee_e6: u64,
    /// Of a subscription, what pays for income since the last strike.
    pub equalisation_e6: u64,
    /// What is left of the fund's limit before the deal; the largest number: there is none.
    pub fund_room_e6: u64,
    /// What is left of the investor's limit before the deal; the largest number: there is none.
    pub investor_room_e6: u64,
    /// Cash that the buffer can give, or room below its cap, before the deal; the largest number: there is none.
    pub buffer_room_e6: u64,
}

/// Previews a subscription of cash in units of the settlement mint.
pub fn handle_preview_subscribe(ctx: Context<PreviewDeal>, cash_settlement_units: u64) -> Result<DealPreview> {
    let deal = &ctx.accounts.deal;
    let now = check(deal)?;
    let arriving = expected_arrival(&deal.settlement_mint, cash_settlement_units)?;
    let mut copies = Copies::of(deal)?;
    let booked = copies.ledger()?.subscribe(&deal.token_account, arriving, now)?;
    deal.check_reserves(&copies.fund[0], now)?;
    let dealing = deal.dealing.load()?;
    let terms = dealing.terms;
    let (own, limit) = (terms.investor_subscription_limit_e6, terms.subscription_limit_e6);
    let cap = if terms.uninvested_cap_e6 == 0 { u64::MAX } else { terms.uninvested_cap_e6 };
    Ok(DealPreview {
        units: booked.issued.units,
        sent_settlement_units: cash_settlement_units,
        arriving_settlement_units: arriving,
        amount_e6: booked.cash_e6,
        subscription_fee_e6: booked.fee_e6,
        equalisation_e6: booked.issued.equalisation_e6,
        fund_room_e6: dealing.subscription_limiter.room_e6(limit, terms.window_seconds, now)?,
        investor_room_e6: deal.investor.load()?.subscription_limiter.room_e6(own, terms.window_seconds, now)?,
        buffer_room_e6: match cap {
            u64::MAX => u64::MAX,
            cap => cap.saturating_sub(deal.fund.load()?.buffer_cash_e6),
        },
        ..DealPreview::of(deal)?
    })
}

/// Previews a redemption of units; `u64::MAX` for all that are free.
pub fn handle_preview_redeem(ctx: Context<PreviewDeal>, units: u64) -> Result<DealPreview> {
    let deal = &ctx.accounts.deal;
    let now = check(deal)?;
    deal.dealing.load()?.check_buffer_serves()?;
    let booked = Copies::of(deal)?.ledger()?.redeem(&deal.token_account, units, now)?;
    let dealing = deal.dealing.load()?;
    let terms = dealing.terms;
    let (own, limit) = (terms.investor_redemption_limit_e6, terms.redemption_limit_e6);
    Ok(DealPreview {
        units: booked.units,
        sent_settlement_units: booked.cash_settlement_units,
        arriving_settlement_units: expected_arrival(&deal.settlement_mint, booked.cash_settlement_units)?,
        amount_e6: booked.value_e6,
        redemption_fee_e6: booked.fees.redemption_fee_e6,
        liquidity_fee_e6: booked.fees.liquidity_fee_e6,
        fund_room_e6: dealing.redemption_limiter.room_e6(limit, terms.window_seconds, now)?,
        investor_room_e6: deal.investor.load()?.redemption_limiter.room_e6(own, terms.window_seconds, now)?,
        buffer_room_e6: deal.fund.load()?.buffer_cash_e6.saturating_sub(dealing.kept_in_buffer_e6()),
        ..DealPreview::of(deal)?
    })
}

fn check(deal: &Deal<'_>) -> Result<i64> {
    let now = Clock::get()?.unix_timestamp;
    let (owner, strike_no) = (deal.holding.load()?.owner, deal.fund.load()?.last_strike_no);
    deal.check(&owner, strike_no, now)?;
    Ok(now)
}

impl DealPreview {
    fn of(deal: &Deal<'_>) -> Result<Self> {
        let (strike_no, price_e12) = (deal.fund.load()?.last_strike_no, deal.class.load()?.price.price_e12);
        Ok(Self { strike_no, price_e12, ..Self::default() })
    }
}

/// Copies on the heap, one each: the accounts are too large for a stack frame.
struct Copies {
    fund: Vec<crate::state::Fund>,
    dealing: Vec<Dealing>,
    class: Vec<crate::state::ShareClass>,
    holding: Vec<crate::state::Holding>,
    investor: Vec<crate::state::Investor>,
}

impl Copies {
    fn of(deal: &Deal<'_>) -> Result<Self> {
        use core::slice::from_ref;
        Ok(Self {
            fund: from_ref(&*deal.fund.load()?).to_vec(),
            dealing: from_ref(&*deal.dealing.load()?).to_vec(),
            class: from_ref(&*deal.class.load()?).to_vec(),
            holding: from_ref(&*deal.holding.load()?).to_vec(),
            investor: from_ref(&*deal.investor.load()?).to_vec(),
        })
    }

    fn ledger(&mut self) -> Result<Ledger<'_>> {
        Ok(Ledger {
            fund: self.fund.first_mut().ok_or(MmfError::Inconsistent)?,
            dealing: self.dealing.first_mut().ok_or(MmfError::Inconsistent)?,
            class: self.class.first_mut().ok_or(MmfError::Inconsistent)?,
            holding: self.holding.first_mut().ok_or(MmfError::Inconsistent)?,
            investor: self.investor.first_mut().ok_or(MmfError::Inconsistent)?,
        })
    }
}
