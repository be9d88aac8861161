//! A NAV source posts its figures for the next strike, or replaces them.

use anchor_lang::prelude::*;

use crate::constants::{ACCOUNT_VERSION, MAX_CLASSES, NAV_SEED};
use crate::error::MmfError;
use crate::events::QuotePosted;
use crate::pda;
use crate::state::{Fund, NAV_OPEN, NavReport, Quote, Role};

/// Arguments of `post_quote`. See [`Quote`]; amounts in e6.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug)]
pub struct PostQuoteArgs {
    /// Number of the strike: the last one plus 1.
    pub strike_no: u32,
    /// The day of the figures: the next strike day, in days since 1970-01-01.
    pub day: i32,
    /// Net assets at amortised cost.
    pub net_assets_e6: u64,
    /// Net assets at market value.
    pub market_net_assets_e6: u64,
    /// Income since the last strike.
    pub income_e6: i64,
    /// Its part up to a month end within the span, if stated; else pro rata to days.
    pub income_to_month_end_e6: Option<i64>,
    /// Realised gains and losses that are not in the income.
    pub realised_e6: i64,
    /// Cash at custodians.
    pub custodian_cash_e6: u64,
    /// Cash on its way.
    pub in_transit_e6: u64,
    /// Receivables.
    pub receivables_e6: u64,
    /// Weighted average maturity, in days.
    pub wam_days: u16,
    /// Weighted average life, in days.
    pub wal_days: u16,
    /// Daily liquid assets.
    pub daily_liquid_bps: u16,
    /// Weekly liquid assets.
    pub weekly_liquid_bps: u16,
    /// Largest issuer that is no government.
    pub largest_issuer_bps: u16,
    /// SHA-256 of the report.
    pub document_hash: [u8; 32],
}

/// Accounts of `post_quote`.
#[derive(Accounts)]
#[instruction(args: PostQuoteArgs)]
pub struct PostQuote<'info> {
    /// A member of the NAV sources; pays the rent of a new report.
    #[account(mut)]
    pub source: Signer<'info>,
    /// The fund.
    #[account(mut)]
    pub fund: AccountLoader<'info, Fund>,
    /// CHECK: the strike's report, by its seeds; made here where it is new.
    #[account(mut, seeds = [NAV_SEED, fund.key().as_ref(), &args.strike_no.to_le_bytes()], bump)]
    pub report: UncheckedAccount<'info>,
    /// The system program.
    pub system_program: Program<'info, System>,
}

/// Posts the quote. Possible from the cut-off until the strike.
pub fn handle_post_quote<'info>(ctx: Context<'info, PostQuote<'info>>, args: PostQuoteArgs) -> Result<()> {
    let accounts: &'info PostQuote<'info> = ctx.accounts;
    let now = Clock::get()?.unix_timestamp;
    let fund_key = accounts.fund.key();
    let source = accounts.source.key();
    let mut fund = accounts.fund.load_mut()?;
    fund.check_version()?;
    require!(fund.council(Role::NavSource).position(&source).is_some(), MmfError::Unauthorised);
    require!(fund.last_strike_no.checked_add(1) == Some(args.strike_no), MmfError::StrikeNumberWrong);
    require!(fund.next_cutoff != 0, MmfError::CalendarMissing);
    require!(args.day >= fund.next_strike_day, MmfError::QuoteStale);
    require!(args.day == fund.next_strike_day, MmfError::QuoteFromFuture);
    require!(now >= fund.next_cutoff, MmfError::BeforeCutoff);
    let quote = quote(&args, source, now)?;

    if accounts.report.data_is_empty() {
        create(accounts, &fund, args.strike_no, ctx.bumps.report)?;
    }
    let loader = AccountLoader::<NavReport>::try_from(&accounts.report)?;
    let mut report = loader.load_mut()?;
    report.check_version()?;
    require!(report.status == NAV_OPEN, MmfError::AlreadyStruck);
    if report.day != fund.next_strike_day || report.cutoff != fund.next_cutoff {
        report.reopen(fund.next_strike_day, fund.next_cutoff);
    }
    report.put(quote, fund.council(Role::NavSource))?;

    emit!(QuotePosted {
        fund: fund_key,
        seq: fund.next_seq()?,
        strike_no: args.strike_no,
        source,
        net_assets_e6: args.net_assets_e6,
        income_e6: args.income_e6,
        document_hash: args.document_hash,
    });
    Ok(())
}

fn quote(args: &PostQuoteArgs, source: Pubkey, now: i64) -> Result<Quote> {
    let bps = [args.daily_liquid_bps, args.weekly_liquid_bps, args.largest_issuer_bps];
    let liquid = args.daily_liquid_bps <= args.weekly_liquid_bps && bps.iter().all(|bps| *bps <= 10_000);
    let off_chain = args
        .custodian_cash_e6
        .checked_add(args.in_transit_e6)
        .and_then(|sum| sum.checked_add(args.receivables_e6))
        .is_some_and(|sum| sum <= args.net_assets_e6);
    let limit = mmf_math::MAX_UNITS;
    let most_e6 = limit.saturating_mul(u64::from(MAX_CLASSES));
    let size = args.net_assets_e6 <= most_e6 && args.income_e6.unsigned_abs() <= limit;
    let part = args.income_to_month_end_e6.unwrap_or(0);
    let part_fits =
        part.unsigned_abs() <= args.income_e6.unsigned_abs() && part.signum() * args.income_e6.signum() >= 0;
    let realised_fits = args.realised_e6.unsigned_abs() <= args.net_assets_e6;
    let fits = liquid && off_chain && size && part_fits && realised_fits;
    require!(fits && args.wam_days <= args.wal_days, MmfError::QuoteInvalid);
    Ok(Quote {
        source,
        document_hash: args.document_hash,
        posted_at: now,
        net_assets_e6: args.net_assets_e6,
        market_net_assets_e6: args.market_net_assets_e6,
        income_e6: args.income_e6,
        income_to_month_end_e6: args.income_to_month_end_e6.unwrap_or(0),
        realised_e6: args.realised_e6,
        custodian_cash_e6: args.custodian_cash_e6,
        in_transit_e6: args.in_transit_e6,
        receivables_e6: args.receivables_e6,
        wam_days: args.wam_days,
        wal_days: args.wal_days,
        daily_liquid_bps: args.daily_liquid_bps,
        weekly_liquid_bps: args.weekly_liquid_bps,
        largest_issuer_bps: args.largest_issuer_bps,
        month_end_stated: u8::from(args.income_to_month_end_e6.is_some()),
        padding: [0; 5],
        reserved: [0; 32],
    })
}

fn create<'info>(accounts: &'info PostQuote<'info>, fund: &Fund, strike_no: u32, bump: u8) -> Result<()> {
    let fund_key = accounts.fund.key();
    let seeds: &[&[u8]] = &[NAV_SEED, fund_key.as_ref(), &strike_no.to_le_bytes(), &[bump]];
    let (payer, system) = (accounts.source.to_account_info(), accounts.system_program.to_account_info());
    pda::create_zero_copy::<NavReport>(&payer, &accounts.report, &system, seeds, |report| {
        report.fund = fund_key;
        report.version = ACCOUNT_VERSION;
        report.bump = bump;
        report.status = NAV_OPEN;
        report.strike_no = strike_no;
        report.day = fund.next_strike_day;
        report.cutoff = fund.next_cutoff;
        report.rent_payer = accounts.source.key();
        Ok(())
    })
}
