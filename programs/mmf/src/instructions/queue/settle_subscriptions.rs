//! Shares for the subscriptions of a priced batch.

use anchor_lang::prelude::*;
use anchor_spl::token_2022::Token2022;
use anchor_spl::token_interface::{Mint, TokenAccount, TokenInterface};
use mmf_math::convert::{to_books_down, to_settlement_down};
use mmf_math::fee;
use mmf_math::interim::Issue;

use super::line::{Line, Outcome};
use super::parties::{CashBack, Parties, UnitsBack, end};
use super::settlement::leave_batch;
use crate::books::add;
use crate::compliance::check_pause;
use crate::error::{MmfError, OrMmf};
use crate::events::{RequestSettled, Subscribed};
use crate::instructions::gate::*;
use crate::instructions::{IssueTo, bind, book_issue, book_manager_fee, issue_units_from};
use crate::state::{
    Batch, BatchStatus, ClassSeeds, Dealing, Fund, FundSeeds, Holding, Request, RequestStatus, Reserve, ShareClass,
    Side, fund_flag, pause,
};
use crate::token::{CashLeg, ShareAccount, ShareAuthority, check_covered, expected_arrival, pay_cash};

/// Accounts of `settle_subscriptions`; then for each request: the request, its holding, the holding's token account, its investor, and the
/// holder's cash account, all writable.
#[derive(Accounts)]
pub struct SettleSubscriptions<'info> {
    /// The fund.
    #[account(mut)]
    pub fund: AccountLoader<'info, Fund>,
    /// How it deals.
    #[account(mut)]
    pub dealing: AccountLoader<'info, Dealing>,
    /// The class.
    #[account(mut)]
    pub class: AccountLoader<'info, ShareClass>,
    /// The batch.
    #[account(mut)]
    pub batch: Box<Account<'info, Batch>>,
    /// CHECK: the class's mint, compared with its record.
    #[account(mut)]
    pub mint: UncheckedAccount<'info>,
    /// The fund's vault for cash that waits for its strike.
    #[account(mut)]
    pub escrow: Box<InterfaceAccount<'info, TokenAccount>>,
    /// The fund's buffer.
    #[account(mut)]
    pub buffer: Box<InterfaceAccount<'info, TokenAccount>>,
    /// The settlement mint.
    pub settlement_mint: Box<InterfaceAccount<'info, Mint>>,
    /// Token-2022.
    pub share_token_program: Program<'info, Token2022>,
    /// Token program of the settlement mint.
    pub settlement_token_program: Interface<'info, TokenInterface>,
    /// The attested reserves, where the fund's new issues need them.
    pub reserve: Option<Box<Account<'info, Reserve>>>,
    /// Where Token ACL is the class's gate.
    pub gate: GateAccounts<'info>,
}

/// Issues at the batch's price, as of the cut-off, to whom the rules still allow it; everybody else gets the cash back. Minimums were asked when
/// the request was placed. Requests that are over
/// are passed by, so that several may settle at once.
///
/// A request of an accumulating class that is settled after a later strike pays the higher of the two prices.
pub fn handle_settle_subscriptions<'info>(ctx: Context<'info, SettleSubscriptions<'info>>) -> Result<()> {
    let accounts = ctx.accounts;
    let now = Clock::get()?.unix_timestamp;
    check(accounts, now)?;
    let mut settled = 0u32;
    for line in Line::all(&accounts.fund, &accounts.class, ctx.remaining_accounts, Side::Subscription)? {
        let Some(line) = line? else { continue };
        require!(line.request.day == accounts.batch.day, MmfError::AccountMismatch);
        settle(accounts, line, now)?;
        settled = settled.saturating_add(1);
    }
    require!(settled > 0, MmfError::RequestNotOpen);
    let fund = accounts.fund.load()?;
    check_covered(&accounts.escrow, fund.escrow_cash_e6, fund.settlement_decimals)?;
    check_covered(&accounts.buffer, fund.buffer_cash_e6, fund.settlement_decimals)
}

fn check(accounts: &SettleSubscriptions<'_>, now: i64) -> Result<()> {
    let (fund, class) = (accounts.fund.load()?, accounts.class.load()?);
    let fund_key = accounts.fund.key();
    bind::settlement_of(&fund, &accounts.settlement_mint.key(), accounts.settlement_token_program.key)?;
    bind::class_of_fund(&class, &fund_key, accounts.mint.key)?;
    accounts.dealing.load()?.check(&fund_key)?;
    accounts.batch.check(&fund_key, &accounts.class.key())?;
    require_keys_eq!(fund.escrow, accounts.escrow.key(), MmfError::AccountMismatch);
    require_keys_eq!(fund.buffer, accounts.buffer.key(), MmfError::AccountMismatch);
    require!(accounts.batch.status != BatchStatus::Open, MmfError::BatchNotPriced);
    require!(fund.next_cutoff != 0, MmfError::CalendarMissing);
    require!(!fund.is_strike_due(now), MmfError::SettlementWaits);
    fund.check_takes_subscriptions(now)?;
    require!(!fund.has_flag(fund_flag::HALTED), MmfError::DealingHalted);
    check_pause(&class, pause::SUBSCRIPTIONS).or_mmf()
}

fn settle<'info>(accounts: &mut SettleSubscriptions<'info>, mut line: Line<'info>, now: i64) -> Result<()> {
    let outcome = line.outcome(|parties, request| allow(accounts, parties, request, now));
    {
        let (fund, class) = (accounts.fund.load()?, accounts.class.load()?);
        leave_batch(&mut accounts.batch, &line.request, &fund, &mut *accounts.dealing.load_mut()?, &class)?;
    }
    match outcome {
        Outcome::Allowed(offer) => issue(accounts, &mut line, &offer, now)?,
        Outcome::Refused(error) => {
            let units = UnitsBack { mint: &accounts.mint, gate: &accounts.gate };
            let cash = CashBack {
                vault: &accounts.escrow,
                mint: &accounts.settlement_mint,
                token_program: &accounts.settlement_token_program,
            };
            line.refuse(&units, &cash, error, now)?;
        }
    }
    line.exit()
}

/// What a subscriber gets.
struct Offer {
    cash_e6: u64,
    fee_e6: u64,
    issued: Issue,
}

fn allow(accounts: &SettleSubscriptions<'_>, parties: &Parties<'_, '_>, request: &Request, now: i64) -> Result<Offer> {
    let (fund, class) = (accounts.fund.load()?, accounts.class.load()?);
    let batch = &accounts.batch;
    let arriving = expected_arrival(&accounts.settlement_mint, request.cash_settlement_units)?;
    let cash_e6 = to_books_down(arriving, fund.settlement_decimals).or_mmf()?;
    let fee_e6 = fee::of_bps(cash_e6, batch.subscription_fee_bps).or_mmf()?;
    let net_e6 = cash_e6.checked_sub(fee_e6).ok_or(MmfError::AmountTooSmall)?;
    let least_e12 = batch.price_e12.saturating_add(u64::from(batch.price_rounded));
    let issued = issue_units_from(&fund, &class, least_e12, net_e6, fund.last_cutoff)?;
    let (holding, investor) = (parties.holding.load()?, parties.investor.load()?);
    let to = IssueTo { class: &class, holding: &holding, investor: &investor };
    to.check_rules(issued.units, now)?;
    require!(class.is_hooked() || takes_tokens(&class, &holding, parties.token_account), MmfError::TokenAccountUnfit);
    require!(issued.units >= request.min_out, MmfError::BelowMinimumOut);
    class.check_room(issued.units)?;
    accounts.dealing.load()?.check_fund_limit(&fund, cash_e6)?;
    Ok(Offer { cash_e6, fee_e6, issued })
}

fn issue<'info>(
    accounts: &mut SettleSubscriptions<'info>,
    line: &mut Line<'info>,
    offer: &Offer,
    now: i64,
) -> Result<()> {
    let (fund_seeds, class_seeds) = (FundSeeds::of(&*accounts.fund.load()?), ClassSeeds::of(&*accounts.class.load()?));
    let arrived = pay_cash(
        &CashLeg {
            from: accounts.escrow.to_account_info(),
            to: accounts.buffer.to_account_info(),
            mint: &accounts.settlement_mint,
            authority: accounts.fund.as_ref(),
            token_program: &accounts.settlement_token_program,
        },
        line.request.cash_settlement_units,
        &fund_seeds.as_slices(),
    )?;
    book(accounts, line, offer, arrived, now)?;
    if !takes_tokens(&*accounts.class.load()?, &*line.holding.load()?, line.token_account) {
        return Ok(());
    }
    ShareAuthority { mint: &accounts.mint, class: accounts.class.as_ref(), seeds: class_seeds }
        .mint_to(line.token_account, offer.issued.units)
}

/// Whether the holding's token account can take tokens. Where it can't, the units stand in the register, and `restore` mints the tokens later: a
/// subscriber who could be refused for its own account would choose among prices.
fn takes_tokens(class: &ShareClass, holding: &Holding, token_account: &AccountInfo<'_>) -> bool {
    ShareAccount::of_holding(token_account, holding, class).is_some_and(|account| !account.frozen)
}

fn book<'info>(
    accounts: &mut SettleSubscriptions<'info>,
    line: &mut Line<'info>,
    offer: &Offer,
    arrived: u64,
    now: i64,
) -> Result<()> {
    let mut fund = accounts.fund.load_mut()?;
    let mut class = accounts.class.load_mut()?;
    let mut holding = line.holding.load_mut()?;
    let mut investor = line.investor.load_mut()?;
    let Offer { cash_e6, fee_e6, issued } = *offer;
    let books = to_settlement_down(cash_e6, fund.settlement_decimals).or_mmf()?;
    require!(arrived >= books, MmfError::CashLegWrong);
    let old_units = holding.recorded_units;
    holding.take_in(&class, &mut investor, issued.units, now)?;
    book_issue(&mut class, &issued, cash_e6.saturating_sub(fee_e6), 0)?;
    book_manager_fee(&mut class, fee_e6)?;
    fund.escrow_cash_e6 = fund.escrow_cash_e6.checked_sub(line.request.cash_e6).ok_or(MmfError::Inconsistent)?;
    add(&mut fund.buffer_cash_e6, cash_e6)?;
    add(&mut accounts.batch.settled_e6, cash_e6)?;
    add(&mut fund.subscribed_to_date_e6, cash_e6)?;
    fund.book_cash_in(cash_e6)?;
    fund.check_reserves(&accounts.fund.key(), accounts.reserve.as_deref().map(|reserve| &**reserve), now)?;

    let request = &mut line.request;
    request.settled_units = issued.units;
    request.strike_no = accounts.batch.strike_no;
    end(request, &mut holding, RequestStatus::Settled, now)?;
    emit!(Subscribed {
        class: request.class,
        class_seq: class.next_seq()?,
        holding: request.holding,
        holding_seq: holding.next_seq()?,
        cash_e6,
        fee_e6,
        equalisation_e6: issued.equalisation_e6,
        units: issued.units,
        old_units,
        new_units: holding.recorded_units,
        index: class.index.get(),
        span_seconds: 0,
        queued: true,
    });
    emit!(RequestSettled {
        class: request.class,
        request: request.key(),
        seq: request.next_seq()?,
        side: request.side as u8,
        day: request.day,
        strike_no: request.strike_no,
        units: issued.units,
        settlement_units: request.cash_settlement_units,
        left_units: 0,
    });
    Ok(())
}
