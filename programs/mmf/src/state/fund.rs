//! The fund: councils, policy, vaults, the state of its strikes and its cash books.

use anchor_lang::prelude::*;

use super::{Council, Regime, Role, StrikeDay};
use crate::books::add;
use crate::constants::{ACCOUNT_VERSION, FUND_SEED, MAX_CLASSES};
use crate::error::MmfError;

/// Bits of [`Fund::flags`].
pub mod fund_flag {
    /// New issues and instant dealing wait for the board: market and amortised value are too far apart.
    pub const HALTED: u8 = 1;
    /// New issues are capped by the attested reserves.
    pub const RESERVE_GATE: u8 = 1 << 1;
    /// Strikes are compared with an external price.
    pub const PRICE_CHECK: u8 = 1 << 2;
}

/// Bits of [`Fund::pauses`] and [`ShareClass::pauses`](super::ShareClass::pauses).
pub mod pause {
    /// Transfers between holders.
    pub const TRANSFERS: u8 = 1;
    /// Subscriptions.
    pub const SUBSCRIPTIONS: u8 = 1 << 1;
    /// Redemptions.
    pub const REDEMPTIONS: u8 = 1 << 2;
    /// Payment of dividends.
    pub const DISTRIBUTIONS: u8 = 1 << 3;
    /// Every bit that means something.
    pub const ALL: u8 = TRANSFERS | SUBSCRIPTIONS | REDEMPTIONS | DISTRIBUTIONS;
}

/// Bounds that governance sets. Basis points are of the amount that the name says.
#[zero_copy]
#[derive(Debug, PartialEq, Eq)]
pub struct FundPolicy {
    /// Largest difference between a quote's net assets and the books, in e6 of the fund currency.
    pub tie_out_tolerance_e6: u64,
    /// Price difference a share from which a wrong NAV is material, in e6.
    pub materiality_e6: u64,
    /// Seconds after the cut-off until when a strike is not late.
    pub strike_window_seconds: u32,
    /// Wait of actions that loosen a rule, in seconds.
    pub time_lock_seconds: u32,
    /// Largest difference between the quotes of a strike.
    pub max_dispersion_bps: u16,
    /// Largest annualised yield of a strike.
    pub max_yield_bps: u16,
    /// Largest change of the annualised yield against the last strike.
    pub max_yield_change_bps: u16,
    /// Largest change of net assets that no booked flow explains.
    pub max_net_assets_change_bps: u16,
    /// Market against amortised value at which an alert is raised.
    pub deviation_alert_bps: u16,
    /// Market against amortised value at which new issues halt.
    pub deviation_halt_bps: u16,
    /// Wrong NAV in relation to net assets from which it is material.
    pub materiality_bps: u16,
    /// Quotes that a strike needs: 1 (with an approver who is no source) to 5.
    pub nav_quorum: u8,
    /// 1: realised gains and losses are income of their strike; 0: they are retained.
    pub realised_distributed: u8,
    /// Owner of the cash and share accounts to which management fees are paid; zero: none yet.
    pub fee_recipient: Pubkey,
    /// Owner of the cash account to which withheld tax is paid; zero: none yet.
    pub tax_recipient: Pubkey,
}

/// A fund. Address: `"fund", creator, fund_id`.
#[account(zero_copy)]
#[derive(Debug)]
pub struct Fund {
    /// Layout version.
    pub version: u8,
    /// Bump of the fund's address.
    pub bump: u8,
    /// [`Regime`].
    pub regime: u8,
    /// Decimals of the settlement mint.
    pub settlement_decimals: u8,
    /// Bits of [`pause`].
    pub pauses: u8,
    /// Number that the next class gets.
    pub next_class_no: u8,
    /// Bit `n` is set when class `n` takes part in strikes.
    pub class_bitmap: u16,
    /// Number that the creator chose.
    pub fund_id: u64,
    /// Who created the fund; has no rights of its own.
    pub creator: Pubkey,
    /// Mint in which subscriptions are paid, for example USDC.
    pub settlement_mint: Pubkey,
    /// Token program of the settlement mint.
    pub settlement_token_program: Pubkey,
    /// Vault with the cash for instant dealing.
    pub buffer: Pubkey,
    /// Vault with subscription cash that waits for its strike.
    pub escrow: Pubkey,
    /// Vault with cash that is owed to redeemers.
    pub payout: Pubkey,
    /// Vault for strays.
    pub suspense: Pubkey,
    /// Name, UTF-8, zero-padded.
    pub name: [u8; 32],
    /// Currency of the books, ISO 4217.
    pub currency: [u8; 3],
    /// Bits of [`fund_flag`].
    pub flags: u8,
    /// Legal ground of the suspension of redemptions ([`SuspensionGround`](super::SuspensionGround)), or [`WINDING_UP`](super::WINDING_UP); 0: none.
    pub suspension: u8,
    /// Zero.
    pub padding_1: [u8; 3],
    /// Number of the fund's last event.
    pub seq: u64,

    /// Number of the last strike; 0 before the first.
    pub last_strike_no: u32,
    /// Last struck day, in days since 1970-01-01; before the first strike, the day after which income counts.
    pub last_struck_day: i32,
    /// Next strike day by the calendar; meaningless while `next_cutoff` is 0.
    pub next_strike_day: i32,
    /// Grows with each change of the pauses.
    pub pause_no: u32,
    /// Cut-off of the last struck day, in Unix seconds; before the first strike, the end of the inception day in UTC.
    pub last_cutoff: i64,
    /// Cut-off of the next strike day, in Unix seconds; 0 while the calendar does not reach it.
    pub next_cutoff: i64,
    /// When the last strike landed, in Unix seconds.
    pub last_struck_at: i64,
    /// Income that the split between classes left over, in e6.
    pub income_carry_e6: u64,
    /// Gross income of a day on one unit of net assets at the last strike with income, e18; before it, the expected yield's.
    pub last_daily_rate_e18: u64,

    /// Cash in the buffer by the books, in e6 (as are all that follow).
    pub buffer_cash_e6: u64,
    /// Cash in escrow by the books.
    pub escrow_cash_e6: u64,
    /// Cash in the payout vault by the books.
    pub payout_cash_e6: u64,
    /// Cash in suspense by the books.
    pub suspense_cash_e6: u64,
    /// Cash that was sent to custodians less what came back; below zero once income came back too.
    pub custodian_net_e6: i64,
    /// Gross income of all strikes; a loss lowers it.
    pub gross_income_to_date_e6: i64,
    /// Realised gains that are kept rather than distributed.
    pub retained_gains_e6: i64,
    /// Net assets of the struck quote less the books, at the last strike.
    pub tie_out_difference_e6: i64,
    /// Cash that subscribers have paid so far.
    pub subscribed_to_date_e6: u64,
    /// Cash that redeemers have got so far.
    pub redeemed_to_date_e6: u64,

    /// Bounds.
    pub policy: FundPolicy,
    /// Councils by [`Role`].
    pub councils: [Council; 8],
    /// What the fund owes and is worth by the books: all classes' claims at the last strike, plus cash that came in since, less cash that went out.
    pub supply_value_e6: u64,
    /// Sum of the corrections of earlier strikes; signed.
    pub corrections_to_date_e6: i64,
    /// Annualised income of the last strike that had any, on average net assets, e18; signed.
    pub last_yield_e18: i64,
    /// What was paid out of the books since the cut-off of the strike that is due: its quotes are of the cut-off.
    pub paid_since_cutoff_e6: u64,
    /// When redemptions were suspended, in Unix seconds.
    pub suspended_at: i64,
    /// When the suspension ends, or the last one ended, in Unix seconds; 0: without end, or there was none.
    pub suspension_ends_at: i64,
    /// SHA-256 of the board's resolution.
    pub suspension_hash: [u8; 32],
    /// Cash in the payout vault that is owed to redeemers whose units are gone: they have to collect it. In e6.
    pub dues_e6: u64,
    /// Zero; for later fields.
    pub reserved: [u8; 40],
}

impl Fund {
    /// Refuses an unknown layout.
    pub fn check_version(&self) -> Result<()> {
        require!(self.version == ACCOUNT_VERSION, MmfError::AccountVersionUnknown);
        Ok(())
    }

    /// Whether a flag of [`fund_flag`] is set.
    pub fn has_flag(&self, flag: u8) -> bool {
        self.flags & flag != 0
    }

    /// Sets or clears a flag of [`fund_flag`].
    pub fn set_flag(&mut self, flag: u8, on: bool) {
        self.flags = if on { self.flags | flag } else { self.flags & !flag };
    }

    /// The fund's kind.
    ///
    /// # Errors
    /// [`MmfError::Inconsistent`] for a number that means none.
    pub fn regime(&self) -> Result<Regime> {
        Regime::from_number(self.regime).ok_or_else(|| MmfError::Inconsistent.into())
    }

    /// End of the window of the next strike, in Unix seconds; without a next strike day, of the last one.
    pub fn price_valid_until(&self) -> i64 {
        let cutoff = if self.next_cutoff == 0 { self.last_cutoff } else { self.next_cutoff };
        cutoff.saturating_add(i64::from(self.policy.strike_window_seconds))
    }

    /// What the fund owes and is worth by the books, in e6, given the claims of its classes. While a strike is due, what was paid since its
    /// cut-off still counts.
    ///
    /// # Errors
    /// Those of the claims, and [`MmfError::Overflow`].
    pub fn books_e6(&self, mut claims_e6: impl Iterator<Item = Result<i128>>) -> Result<i128> {
        let own = i128::from(self.income_carry_e6)
            .saturating_add(i128::from(self.retained_gains_e6))
            .saturating_add(i128::from(self.paid_since_cutoff_e6));
        claims_e6.try_fold(own, |sum, claims| sum.checked_add(claims?).ok_or_else(|| MmfError::Overflow.into()))
    }

    /// The fund's own cash on chain, in e6: the buffer, and what is set aside for redeemers whose units still count. Escrow and suspense are not
    /// the fund's, nor is what redeemers have to collect.
    pub fn cash_on_chain_e6(&self) -> i128 {
        let payout = i128::from(self.payout_cash_e6).saturating_sub(i128::from(self.dues_e6));
        i128::from(self.buffer_cash_e6).saturating_add(payout)
    }

    /// Notes cash that came in for shares.
    pub fn book_cash_in(&mut self, cash_e6: u64) -> Result<()> {
        add(&mut self.supply_value_e6, cash_e6)
    }

    /// Notes cash that went out.
    pub fn book_cash_out(&mut self, cash_e6: u64) {
        self.supply_value_e6 = self.supply_value_e6.saturating_sub(cash_e6);
    }

    /// Notes what was paid of what the fund owes, out of the buffer. It may be paid while a strike is due.
    ///
    /// # Errors
    /// [`MmfError::BufferShort`].
    pub fn book_payment(&mut self, cash_e6: u64, now: i64) -> Result<()> {
        self.buffer_cash_e6 = self.buffer_cash_e6.checked_sub(cash_e6).ok_or(MmfError::BufferShort)?;
        self.book_cash_out(cash_e6);
        if self.is_strike_due(now) {
            add(&mut self.paid_since_cutoff_e6, cash_e6)?;
        }
        Ok(())
    }

    /// The council of a role.
    pub fn council(&self, role: Role) -> &Council {
        &self.councils[role.index()]
    }

    /// Number for the next event.
    pub fn next_seq(&mut self) -> Result<u64> {
        self.seq = self.seq.checked_add(1).ok_or(MmfError::Overflow)?;
        Ok(self.seq)
    }

    /// Numbers of the fund's classes, in order.
    pub fn class_numbers(&self) -> impl Iterator<Item = u8> {
        let bitmap = self.class_bitmap;
        (0..self.next_class_no).filter(move |number| bitmap & 1 << number != 0)
    }

    /// Notes the next strike day; `None`: the calendars that are set hold no further one.
    pub fn set_next(&mut self, next: Option<StrikeDay>) {
        self.next_strike_day = next.map_or(0, |next| next.day);
        self.next_cutoff = next.map_or(0, |next| next.cutoff);
    }

    /// Gives out the next class number and enters it into the bitmap.
    pub fn add_class(&mut self) -> Result<u8> {
        let class_no = self.next_class_no;
        require!(class_no < MAX_CLASSES, MmfError::TooManyClasses);
        self.class_bitmap |= 1 << class_no;
        self.next_class_no = class_no.checked_add(1).ok_or(MmfError::Overflow)?;
        Ok(class_no)
    }

    /// Instant dealing is open from a strike to the next cut-off.
    ///
    /// # Errors
    /// [`MmfError::RedemptionsSuspended`], also while the fund is wound up, [`MmfError::DealingHalted`] until the board has acted, [`MmfError::CalendarMissing`] while the next strike day is unknown,
    /// [`MmfError::DealingClosed`] between the cut-off and the end of the strike window, [`MmfError::NavStale`] once the window has passed
    /// without a strike.
    pub fn check_instant_dealing_open(&self, now: i64) -> Result<()> {
        self.check_takes_subscriptions(now)?;
        require!(!self.has_flag(fund_flag::HALTED), MmfError::DealingHalted);
        require!(self.next_cutoff != 0, MmfError::CalendarMissing);
        if now < self.next_cutoff {
            return Ok(());
        }
        require!(!self.is_late(now), MmfError::NavStale);
        err!(MmfError::DealingClosed)
    }

    /// Whether a strike is due, so that the books must not move.
    pub fn is_strike_due(&self, now: i64) -> bool {
        self.next_cutoff != 0 && now >= self.next_cutoff
    }

    /// Whether the window of the next strike has passed.
    pub fn is_late(&self, now: i64) -> bool {
        now > self.next_cutoff.saturating_add(i64::from(self.policy.strike_window_seconds))
    }
}

/// Signer seeds of a fund.
pub struct FundSeeds {
    creator: Pubkey,
    fund_id: [u8; 8],
    bump: [u8; 1],
}

impl FundSeeds {
    /// Seeds of this fund.
    pub fn of(fund: &Fund) -> Self {
        Self { creator: fund.creator, fund_id: fund.fund_id.to_le_bytes(), bump: [fund.bump] }
    }

    /// As a signer.
    pub fn as_slices(&self) -> [&[u8]; 4] {
        [FUND_SEED, self.creator.as_ref(), &self.fund_id, &self.bump]
    }
}
