//! An instant deal in the books, apart from any cash or token: what the handlers carry out and previews foretell is this, on the accounts or
//! on copies of them.

use anchor_lang::prelude::*;
use mmf_math::convert::{to_books_down, to_books_up, to_settlement_down};
use mmf_math::fee;
use mmf_math::interim::Issue;

use super::*;
use crate::books::add;
use crate::error::{MmfError, OrMmf};
use crate::state::{Dealing, Fund, Holding, Investor, ShareClass};

/// The accounts that a deal changes.
pub struct Ledger<'a> {
    /// The fund.
    pub fund: &'a mut Fund,
    /// How it deals.
    pub dealing: &'a mut Dealing,
    /// The class.
    pub class: &'a mut ShareClass,
    /// The holding.
    pub holding: &'a mut Holding,
    /// Its investor.
    pub investor: &'a mut Investor,
}

/// A subscription in the books. Amounts in e6.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SubscriptionBooked {
    /// Cash received.
    pub cash_e6: u64,
    /// Of that, the subscription fee.
    pub fee_e6: u64,
    /// Units issued, and the equalisation paid.
    pub issued: Issue,
    /// Recorded units before.
    pub old_units: u64,
    /// Seconds of the span that had passed.
    pub seconds: u64,
}

/// A redemption in the books. Amounts in e6.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RedemptionBooked {
    /// Units redeemed.
    pub units: u64,
    /// Whether their token account is frozen, as it can be in a class without a hook.
    pub is_frozen: bool,
    /// What they are worth before fees.
    pub value_e6: u64,
    /// Fees.
    pub fees: RedemptionFees,
    /// Cash that is paid.
    pub cash_e6: u64,
    /// The same in units of the settlement mint.
    pub cash_settlement_units: u64,
    /// Recorded units before.
    pub old_units: u64,
    /// Seconds of the span that had passed.
    pub seconds: u64,
}

impl Ledger<'_> {
    /// Books units issued for cash that arrived in the buffer: after the subscription fee, at $1.00 plus the income since the last strike, or
    /// at an accumulating class's price.
    ///
    /// # Errors
    /// Those of the limits, of the issue, and of what an issue asks of who takes units.
    pub fn subscribe(
        &mut self,
        token_account: &AccountInfo<'_>,
        arrived_settlement_units: u64,
        now: i64,
    ) -> Result<SubscriptionBooked> {
        let Self { fund, dealing, class, holding, investor } = self;
        let cash_e6 = to_books_down(arrived_settlement_units, fund.settlement_decimals).or_mmf()?;
        let fee_e6 = fee::of_bps(cash_e6, class.rules.subscription_fee_bps).or_mmf()?;
        let net_e6 = cash_e6.checked_sub(fee_e6).ok_or(MmfError::AmountTooSmall)?;
        let issued = issue_units(fund, class, net_e6, now)?;
        IssueTo { class, holding, investor }.allow(token_account, issued.units, cash_e6, now)?;
        dealing.take_subscription(fund, investor, cash_e6, now)?;

        let old_units = holding.recorded_units;
        holding.take_in(class, investor, issued.units, now)?;
        let seconds = seconds_passed(fund, now)?;
        book_issue(class, &issued, net_e6, seconds)?;
        book_manager_fee(class, fee_e6)?;
        add(&mut fund.buffer_cash_e6, cash_e6)?;
        add(&mut fund.subscribed_to_date_e6, cash_e6)?;
        fund.book_cash_in(cash_e6)?;
        Ok(SubscriptionBooked { cash_e6, fee_e6, issued, old_units, seconds })
    }

    /// Books units redeemed for cash from the buffer: at $1.00 or the struck price of an accumulating class, less fees, rounded down.
    ///
    /// # Errors
    /// Those of the limits, of the buffer, and of what a redemption asks of who gives units back.
    pub fn redeem(&mut self, token_account: &AccountInfo<'_>, units: u64, now: i64) -> Result<RedemptionBooked> {
        let Self { fund, dealing, class, holding, investor } = self;
        let Redemption { units, is_frozen } =
            RedeemFrom { class, holding, investor }.allow(token_account, units, now)?;
        let value_e6 = value_e6(class, units)?;
        let fees = RedemptionRates::now(fund, dealing, class)?.of(value_e6)?;
        let net_e6 = value_e6.checked_sub(fees.total_e6()).ok_or(MmfError::AmountTooSmall)?;
        let cash_settlement_units = to_settlement_down(net_e6, fund.settlement_decimals).or_mmf()?;
        require!(cash_settlement_units > 0, MmfError::AmountTooSmall);
        let cash_e6 = to_books_up(cash_settlement_units, fund.settlement_decimals).or_mmf()?;
        dealing.take_redemption(fund, investor, value_e6, now)?;
        dealing.check_leaves_buffer(fund, cash_e6)?;

        let old_units = holding.recorded_units;
        holding.give_back(class, investor, units, now)?;
        let seconds = seconds_passed(fund, now)?;
        book_redemption(class, units, fees.leaving_e6(cash_e6)?, seconds)?;
        book_manager_fee(class, fees.manager_e6)?;
        book_kept_fee(fund, class, fees.kept_e6())?;
        fund.buffer_cash_e6 = fund.buffer_cash_e6.checked_sub(cash_e6).ok_or(MmfError::BufferShort)?;
        add(&mut fund.redeemed_to_date_e6, cash_e6)?;
        fund.book_cash_out(cash_e6);
        Ok(RedemptionBooked { units, is_frozen, value_e6, fees, cash_e6, cash_settlement_units, old_units, seconds })
    }
}
