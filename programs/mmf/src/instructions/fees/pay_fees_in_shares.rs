//! Pays accrued fees in shares of the class: the manager stays invested.

use anchor_lang::prelude::*;
use anchor_spl::token_2022::Token2022;

use super::check_recipient;
use crate::authority::Demand;
use crate::error::MmfError;
use crate::events::FeesPaidInShares;
use crate::instructions::{IssueTo, bind, book_issue, issue_units, seconds_passed};
use crate::state::{Action, ClassSeeds, Fund, Holding, Investor, Role, ShareClass, class_flag};
use crate::token::ShareAuthority;

/// Arguments of `pay_fees_in_shares`.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug)]
pub struct PayFeesInSharesArgs {
    /// Amount, in e6; at most what is payable.
    pub amount_e6: u64,
    /// The last strike that the treasurer knows of.
    pub expected_strike_no: u32,
}

/// Accounts of `pay_fees_in_shares`; then the signers of the treasurer.
#[derive(Accounts)]
pub struct PayFeesInShares<'info> {
    /// The fund.
    pub fund: AccountLoader<'info, Fund>,
    /// The class.
    #[account(mut)]
    pub class: AccountLoader<'info, ShareClass>,
    /// The recipient's investor.
    #[account(mut)]
    pub investor: AccountLoader<'info, Investor>,
    /// The recipient's holding.
    #[account(mut)]
    pub holding: AccountLoader<'info, Holding>,
    /// CHECK: the class's mint, compared with its record.
    #[account(mut)]
    pub mint: UncheckedAccount<'info>,
    /// CHECK: the holding's token account, compared with its record.
    #[account(mut)]
    pub token_account: UncheckedAccount<'info>,
    /// Token-2022.
    pub share_token_program: Program<'info, Token2022>,
    /// Approved action, in place of signers.
    #[account(mut)]
    pub action: Option<Box<Account<'info, Action>>>,
}

/// Issues units for the amount, at the price that any subscriber would pay now. Every rule of the class applies to the recipient.
pub fn handle_pay_fees_in_shares(ctx: Context<PayFeesInShares>, args: PayFeesInSharesArgs) -> Result<()> {
    let accounts = ctx.accounts;
    let now = Clock::get()?.unix_timestamp;
    let (fund_key, class_key, holding_key) = (accounts.fund.key(), accounts.class.key(), accounts.holding.key());
    let (seeds, units) = {
        let fund = accounts.fund.load()?;
        let mut class = accounts.class.load_mut()?;
        let mut holding = accounts.holding.load_mut()?;
        let mut investor = accounts.investor.load_mut()?;
        bind::class_of_fund(&class, &fund_key, accounts.mint.key)?;
        let line_investor = (&accounts.investor.key(), &*investor);
        bind::holding_of(&holding, (&class_key, &class), line_investor, accounts.token_account.key)?;
        Demand { fund_key: &fund_key, fund: &fund, roles: &[Role::Treasurer], loosens: false }.require(
            &mut accounts.action,
            ctx.remaining_accounts,
            &crate::instruction::PayFeesInShares { args },
            &[fund_key, class_key, holding_key],
        )?;
        check_recipient(&fund.policy.fee_recipient, &holding.owner)?;
        fund.check_instant_dealing_open(now)?;
        require!(fund.last_strike_no == args.expected_strike_no, MmfError::StrikeNumberMoved);
        require!(!class.has_flag(class_flag::QUEUE_ONLY), MmfError::QueueOnly);

        let left = class.management_fee_payable_e6.checked_sub(args.amount_e6);
        class.management_fee_payable_e6 = left.ok_or(MmfError::FeesNotOwed)?;
        let issued = issue_units(&fund, &class, args.amount_e6, now)?;
        let taker = IssueTo { class: &class, holding: &holding, investor: &investor };
        taker.allow(&accounts.token_account, issued.units, args.amount_e6, now)?;
        holding.take_in(&class, &mut investor, issued.units, now)?;
        let seconds = seconds_passed(&fund, now)?;
        book_issue(&mut class, &issued, args.amount_e6, seconds)?;
        emit!(FeesPaidInShares {
            class: class_key,
            class_seq: class.next_seq()?,
            holding: holding_key,
            holding_seq: holding.next_seq()?,
            amount_e6: args.amount_e6,
            equalisation_e6: issued.equalisation_e6,
            units: issued.units,
            new_units: holding.recorded_units,
            payable_e6: class.management_fee_payable_e6,
            span_seconds: seconds,
        });
        (ClassSeeds::of(&class), issued.units)
    };
    let authority = ShareAuthority { mint: &accounts.mint, class: accounts.class.as_ref(), seeds };
    authority.mint_to(&accounts.token_account, units)
}
