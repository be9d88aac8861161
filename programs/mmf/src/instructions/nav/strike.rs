//! The strike: once per strike day, all classes at once, in arrears. Income goes to the holders of record of the days in which it was
//! earned. A strike that crosses a month end first does the days up to it, closes the month, then does the rest.

use anchor_lang::prelude::*;
use mmf_math::days::split_span;

use super::class_step::{PeriodAccounts, close_period};
use super::finish::Done;
use super::span_steps::{members, run_step, steps};
use super::turn::{approve, check_quote, check_turn, expected_net_assets_e6, tie_out};
use crate::error::{MmfError, OrMmf};
use crate::state::{Action, Calendar, Fund, NavReport};

/// Arguments of `strike`.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug)]
pub struct StrikeArgs {
    /// Number of the strike: the last one plus 1.
    pub strike_no: u32,
    /// The day, in days since 1970-01-01.
    pub day: i32,
    /// SHA-256 of the quote to strike, as the report holds it: a quote that is replaced after the approval is not struck.
    pub quote_hash: [u8; 32],
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
    let quote_place = check_quote(&fund, &report, &args)?;
    let quote = report.quotes[quote_place];
    let late = fund.is_late(now);
    let approver = approve(&fund, late, ctx.accounts, ctx.remaining_accounts, &args)?;
    let span = split_span(fund.last_struck_day, args.day).or_mmf()?;
    let members = members(&fund_key, &fund, &span, ctx.remaining_accounts)?;
    let expected_e6 = expected_net_assets_e6(&fund, &members, &quote)?;
    let difference_e6 = tie_out(&fund, &quote, expected_e6)?;

    let payer = ctx.accounts.payer.to_account_info();
    let system = ctx.accounts.system_program.to_account_info();
    let mut base_e6 = 0;
    for step in steps(&quote, &span)? {
        base_e6 = run_step(&mut fund, &mut report, &members, &step)?;
        let Some(period_no) = step.closes else { continue };
        for member in &members {
            let period = member.period.ok_or(MmfError::StrikeAccountsWrong)?;
            let period = PeriodAccounts { payer: &payer, period, system_program: &system };
            let key = member.class.key();
            close_period(&mut *member.class.load_mut()?, &key, &period, period_no, args.strike_no, now)?;
        }
    }

    let (args, quote, span) = (&args, &quote, &span);
    let done = Done { args, quote, quote_place, span, late, approver, expected_e6, difference_e6, base_e6, now };
    done.write_fund(&mut fund, ctx.accounts)?;
    done.write_classes(&fund, &report, &members)?;
    done.write_report(&mut fund, &fund_key, &mut report)
}
