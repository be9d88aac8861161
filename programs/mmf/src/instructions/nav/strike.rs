//! The strike: once per strike day, all classes at once, in arrears. Income goes to the holders of record of the days in which it was
//! earned. A strike that crosses a month end first does the days up to it, closes the month, then does the rest.

use anchor_lang::prelude::*;
use mmf_math::days::split_span;

use super::CorrectionArgs;
use super::bounds::{check_change, check_dispersion, yield_e18};
use super::close_period::{PeriodAccounts, close_period};
use super::external_price::compare;
use super::finish::Done;
use super::span_steps::{members, run_step, steps};
use super::turn::{approve, books_e6, check_quote, check_turn, expected_net_assets_e6, tie_out};
use crate::error::{MmfError, OrMmf};
use crate::state::{Action, Calendar, Fund, NavReport, PriceCheck};

/// Arguments of `strike`.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Debug)]
pub struct StrikeArgs {
    /// Number of the strike: the last one plus 1.
    pub strike_no: u32,
    /// The day, in days since 1970-01-01.
    pub day: i32,
    /// SHA-256 of the quote to strike, as the report holds it: a quote that is replaced after the approval is not struck.
    pub quote_hash: [u8; 32],
    /// SHA-256 of the reason why governance lets the strike pass the fund's bounds and the comparison with the external price, where it does.
    pub override_hash: Option<[u8; 32]>,
    /// Correction of an earlier strike, which needs governance as well.
    pub correction: Option<CorrectionArgs>,
}

impl StrikeArgs {
    /// Whether governance has to agree besides the NAV approvers, even in the strike's window.
    pub fn needs_governance(&self) -> bool {
        self.override_hash.is_some() || self.correction.is_some()
    }
}

/// Accounts of `strike`; then every class of the fund in order (writable), each followed by the month's period account (writable) where a
/// month closes; then the signers.
#[derive(Accounts)]
pub struct Strike<'info> {
    /// Pays the rent of period accounts.
    #[account(mut)]
    pub payer: Signer<'info>,
    /// The fund.
    #[account(mut)]
    pub fund: AccountLoader<'info, Fund>,
    /// The report with the quotes.
    #[account(mut)]
    pub report: AccountLoader<'info, NavReport>,
    /// Calendar of the day's year.
    pub calendar: AccountLoader<'info, Calendar>,
    /// CHECK: the address of the next year's calendar; looked into only on the year's last strike day, and may not exist yet.
    pub next_calendar: UncheckedAccount<'info>,
    /// What strikes are compared with, where the fund has set that.
    pub price_check: Option<Box<Account<'info, PriceCheck>>>,
    /// CHECK: an external price account; its owner and its feed are checked.
    pub external_price: Option<UncheckedAccount<'info>>,
    /// The system program.
    pub system_program: Program<'info, System>,
    /// Approved action, in place of signers.
    #[account(mut)]
    pub action: Option<Box<Account<'info, Action>>>,
}

/// Strikes the day.
pub fn handle_strike<'info>(ctx: Context<'info, Strike<'info>>, args: StrikeArgs) -> Result<()> {
    let now = Clock::get()?.unix_timestamp;
    let fund_key = ctx.accounts.fund.key();
    let (fund_loader, report_loader) = (ctx.accounts.fund.clone(), ctx.accounts.report.clone());
    let mut fund = fund_loader.load_mut()?;
    let mut report = report_loader.load_mut()?;
    check_turn(&fund, &report, &fund_key, &args, now)?;
    let previous_cutoff = fund.last_cutoff;
    let quote_place = check_quote(&fund, &report, &args)?;
    let quote = report.quotes[quote_place];
    require!(args.override_hash != Some([0; 32]), MmfError::DocumentMissing);
    let late = fund.is_late(now);
    let approver = approve(&fund, late, ctx.accounts, ctx.remaining_accounts, &args)?;
    let span = split_span(fund.last_struck_day, args.day).or_mmf()?;
    let members = members(&fund_key, &fund, &span, ctx.remaining_accounts)?;
    let books_e6 = books_e6(&fund, &members)?;
    let expected_e6 = expected_net_assets_e6(books_e6, &quote, args.correction.as_ref())?;
    let difference_e6 = tie_out(&fund, &quote, expected_e6)?;
    if args.override_hash.is_none() {
        check_dispersion(&fund, &report, &quote)?;
    }
    if let Some(correction) = &args.correction {
        correction.check(&fund)?;
        correction.note(&mut fund, &mut report)?;
    }

    let payer = ctx.accounts.payer.to_account_info();
    let system = ctx.accounts.system_program.to_account_info();
    let mut base_e6 = 0;
    let distributed_e6 = if fund.policy.realised_distributed == 1 { quote.realised_e6 } else { 0 };
    for step in steps(&quote, distributed_e6, &span, args.day)? {
        base_e6 = run_step(&mut fund, &mut report, &members, &step, args.correction.as_ref())?;
        let Some(period_no) = step.closes else { continue };
        for member in &members {
            let period = member.period.ok_or(MmfError::StrikeAccountsWrong)?;
            let period = PeriodAccounts { payer: &payer, period, system_program: &system };
            let key = member.class.key();
            close_period(&mut *member.class.load_mut()?, &key, &period, period_no, args.strike_no, now)?;
        }
    }

    let income_e6 = quote.income_e6.checked_add(distributed_e6).ok_or(MmfError::Overflow)?;
    let yield_e18 = yield_e18(income_e6, base_e6, span.n_days);
    if args.override_hash.is_none() {
        let net_assets_e6 = i128::from(quote.net_assets_e6).saturating_sub(i128::from(report.correction_e6));
        check_change(&fund, net_assets_e6, yield_e18, books_e6)?;
    }
    report.external_price_e12 = compare(&mut fund, &fund_key, ctx.accounts, &members, (&args, &quote), now)?;
    let done = Done {
        args: &args,
        quote: &quote,
        quote_place,
        span: &span,
        late,
        approver,
        expected_e6,
        difference_e6,
        base_e6,
        income_e6,
        yield_e18,
        previous_cutoff,
        now,
    };
    done.write_fund(&mut fund, &fund_key, ctx.accounts)?;
    done.write_classes(&mut fund, &report, &members)?;
    done.write_report(&mut fund, &fund_key, &mut report)
}
