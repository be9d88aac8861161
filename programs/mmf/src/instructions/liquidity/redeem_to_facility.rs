//! Units to the liquidity facility, its cash to the redeemer, at once.

use anchor_lang::prelude::*;
use anchor_spl::token_interface::TokenAccount;
use mmf_math::convert::to_settlement_down;
use mmf_math::fee;

use crate::books::add;
use crate::compliance::{Party, check_flow_back};
use crate::constants::*;
use crate::error::{MmfError, OrMmf};
use crate::events::FacilityServed;
use crate::instructions::*;
use crate::state::{ClassSeeds, Facility, FundSeeds, Holding, Investor};
use crate::token::{CashLeg, ShareAuthority, pay_cash};

/// Accounts of `redeem_to_facility`.
#[derive(Accounts)]
pub struct RedeemToFacility<'info> {
    /// The redeemer.
    pub owner: Signer<'info>,
    /// The redeemer's side, as for an instant redemption; the buffer gives nothing.
    pub deal: Deal<'info>,
    /// The facility.
    #[account(mut, seeds = [FACILITY_SEED, deal.fund.key().as_ref(), facility.investor.as_ref()], bump = facility.bump)]
    pub facility: Box<Account<'info, Facility>>,
    /// The provider's investor.
    #[account(mut)]
    pub facility_investor: AccountLoader<'info, Investor>,
    /// The provider's holding.
    #[account(mut)]
    pub facility_holding: AccountLoader<'info, Holding>,
    /// CHECK: that holding's token account, compared with its record.
    #[account(mut)]
    pub facility_token_account: UncheckedAccount<'info>,
    /// The provider's cash account.
    #[account(mut)]
    pub facility_cash_account: Box<InterfaceAccount<'info, TokenAccount>>,
}

/// What changes hands. Amounts in e6.
struct Purchase {
    units: u64,
    is_frozen: bool,
    value_e6: u64,
    fee_e6: u64,
}

/// The provider takes over the units at their net asset value and keeps its fee; supply and net assets of the class stay as they are. The
/// redeemer's side follows the rules of a redemption, the provider's those of an issue. It redeems through the queue when it likes.
pub fn handle_redeem_to_facility(ctx: Context<RedeemToFacility>, args: RedeemArgs) -> Result<()> {
    let accounts = ctx.accounts;
    let now = Clock::get()?.unix_timestamp;
    accounts.deal.check(accounts.owner.key, args.expected_strike_no, now)?;
    check(accounts)?;
    let purchase = take(accounts, args.units, now)?;
    let paid_e6 = purchase.value_e6.saturating_sub(purchase.fee_e6);
    let decimals = accounts.deal.settlement_mint.decimals;
    let paid = to_settlement_down(paid_e6, decimals).or_mmf()?;
    require!(paid > 0, MmfError::AmountTooSmall);
    let fund_seeds = FundSeeds::of(&*accounts.deal.fund.load()?);
    let arrived = pay_cash(
        &CashLeg {
            from: accounts.facility_cash_account.to_account_info(),
            to: accounts.deal.cash_account.to_account_info(),
            mint: &accounts.deal.settlement_mint,
            authority: accounts.deal.fund.as_ref(),
            token_program: &accounts.deal.settlement_token_program,
        },
        paid,
        &fund_seeds.as_slices(),
    )?;
    require!(arrived >= args.min_cash_settlement_units, MmfError::BelowMinimumOut);
    book(accounts, &purchase, paid, now)?;
    move_units(accounts, &purchase, now)
}

fn check(accounts: &RedeemToFacility<'_>) -> Result<()> {
    let (deal, facility) = (&accounts.deal, &accounts.facility);
    facility.check(&deal.fund.key())?;
    let is_named = deal.dealing.load()?.terms.facility_investor == facility.investor;
    require!(is_named && facility.terms.active, MmfError::FacilityUnavailable);
    require_keys_neq!(deal.holding.key(), accounts.facility_holding.key(), MmfError::AccountMismatch);
    require_keys_neq!(deal.investor.key(), accounts.facility_investor.key(), MmfError::AccountMismatch);
    let (class, holding) = (deal.class.load()?, accounts.facility_holding.load()?);
    let investor = accounts.facility_investor.load()?;
    let investor_key = accounts.facility_investor.key();
    require_keys_eq!(investor_key, facility.investor, MmfError::AccountMismatch);
    let token_account = accounts.facility_token_account.key;
    bind::holding_of(&holding, (&deal.class.key(), &class), (&investor_key, &investor), token_account)?;
    let cash = &accounts.facility_cash_account;
    require_keys_eq!(cash.key(), facility.cash_account, MmfError::AccountMismatch);
    require_keys_eq!(cash.owner, facility.owner, MmfError::FacilityUnavailable);
    let pays = cash.delegate == Some(deal.fund.key()).into() && cash.delegated_amount > 0;
    require!(pays, MmfError::FacilityUnavailable);
    Ok(())
}

/// What changes hands, within both parties' rules; uses up the limits.
fn take(accounts: &mut RedeemToFacility<'_>, units: u64, now: i64) -> Result<Purchase> {
    let deal = &accounts.deal;
    let class = deal.class.load()?;
    let Redemption { units, is_frozen } = {
        let giver = RedeemFrom { class: &class, holding: &*deal.holding.load()?, investor: &*deal.investor.load()? };
        giver.allow(&deal.token_account, units, now)?
    };
    let value_e6 = value_e6(&class, units)?;
    let (holding, investor) = (accounts.facility_holding.load()?, accounts.facility_investor.load()?);
    let taker = IssueTo { class: &class, holding: &holding, investor: &investor };
    taker.allow(&accounts.facility_token_account, units, value_e6, now)?;

    {
        let (own, own_investor) = (deal.holding.load()?, deal.investor.load()?);
        let giver = Party { investor: &own_investor, holding: &own };
        let provider = Party { investor: &investor, holding: &holding };
        check_flow_back(&class, &giver, &provider, units, now).or_mmf()?;
    }

    let terms = accounts.facility.terms;
    require!(terms.classes >> class.class_no & 1 != 0, MmfError::FacilityUnavailable);
    require!(class.deficit.get() == 0, MmfError::ClassInDeficit);
    let window = deal.dealing.load()?.terms.window_seconds;
    let mut limiter = accounts.facility.limiter();
    require!(terms.limit_e6 > 0, MmfError::FacilityUnavailable);
    limiter.take(value_e6, terms.limit_e6, window, now, MmfError::FacilityUnavailable)?;
    let own = &mut deal.investor.load_mut()?.redemption_limiter;
    own.take(value_e6, terms.investor_limit_e6, window, now, MmfError::InvestorRedemptionLimit)?;
    accounts.facility.level_e6 = limiter.level_e6;
    accounts.facility.level_at = limiter.updated_at;
    let fee_e6 = fee::of_bps(value_e6, terms.fee_bps).or_mmf()?;
    let cash = &accounts.facility_cash_account;
    let most = cash.delegated_amount.min(cash.amount);
    let paid = to_settlement_down(value_e6.saturating_sub(fee_e6), deal.settlement_mint.decimals).or_mmf()?;
    require!(paid <= most, MmfError::FacilityUnavailable);
    Ok(Purchase { units, is_frozen, value_e6, fee_e6 })
}

fn book(accounts: &mut RedeemToFacility<'_>, purchase: &Purchase, paid: u64, now: i64) -> Result<()> {
    let deal = &accounts.deal;
    let mut class = deal.class.load_mut()?;
    let (mut holding, mut facility_holding) = (deal.holding.load_mut()?, accounts.facility_holding.load_mut()?);
    holding.give_back(&class, &mut *deal.investor.load_mut()?, purchase.units, now)?;
    facility_holding.take_in(&class, &mut *accounts.facility_investor.load_mut()?, purchase.units, now)?;
    let facility = &mut accounts.facility;
    add(&mut facility.bought_e6, purchase.value_e6)?;
    add(&mut facility.fees_e6, purchase.fee_e6)?;
    emit!(FacilityServed {
        facility: facility.key(),
        seq: facility.next_seq()?,
        class: deal.class.key(),
        class_seq: class.next_seq()?,
        holding: deal.holding.key(),
        holding_seq: holding.next_seq()?,
        facility_holding: accounts.facility_holding.key(),
        facility_holding_seq: facility_holding.next_seq()?,
        units: purchase.units,
        value_e6: purchase.value_e6,
        fee_e6: purchase.fee_e6,
        paid_settlement_units: paid,
        new_units: holding.recorded_units,
        facility_new_units: facility_holding.recorded_units,
    });
    Ok(())
}

fn move_units(accounts: &RedeemToFacility<'_>, purchase: &Purchase, now: i64) -> Result<()> {
    let deal = &accounts.deal;
    let class = deal.class.load()?;
    let authority = ShareAuthority { mint: &deal.mint, class: deal.class.as_ref(), seeds: ClassSeeds::of(&class) };
    if purchase.is_frozen {
        let (holding, investor) = (deal.holding.load()?, deal.investor.load()?);
        let parties = (&*class, &*holding, &*investor);
        burn_frozen(&authority, parties, &deal.token_account, &deal.gate, purchase.units, now)?;
    } else {
        authority.burn(&deal.token_account, purchase.units)?;
    }
    authority.mint_to(&accounts.facility_token_account, purchase.units)
}
