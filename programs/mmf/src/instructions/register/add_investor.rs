//! Registers an investor, pending approval.

use anchor_lang::prelude::*;

use super::InvestorProfile;
use crate::authority::Demand;
use crate::constants::{ACCOUNT_VERSION, INVESTOR_SEED};
use crate::events::InvestorAdded;
use crate::state::{Action, Fund, Investor, InvestorStatus, Role};

/// Arguments of `add_investor`.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug)]
pub struct AddInvestorArgs {
    /// Random, or a salted hash; never personal data.
    pub investor_id: [u8; 32],
    /// What is recorded of it.
    pub profile: InvestorProfile,
    /// SHA-256 of the file that was opened.
    pub document_hash: [u8; 32],
}

/// Accounts of `add_investor`; then the signers of the transfer agent.
#[derive(Accounts)]
#[instruction(args: AddInvestorArgs)]
pub struct AddInvestor<'info> {
    /// Pays the rent.
    #[account(mut)]
    pub payer: Signer<'info>,
    /// The fund.
    pub fund: AccountLoader<'info, Fund>,
    /// The investor.
    #[account(init, payer = payer, space = 8 + core::mem::size_of::<Investor>(),
        seeds = [INVESTOR_SEED, fund.key().as_ref(), &args.investor_id], bump)]
    pub investor: AccountLoader<'info, Investor>,
    /// The system program.
    pub system_program: Program<'info, System>,
    /// Approved action, in place of signers.
    #[account(mut)]
    pub action: Option<Box<Account<'info, Action>>>,
}

/// Registers the investor.
pub fn handle_add_investor(ctx: Context<AddInvestor>, args: AddInvestorArgs) -> Result<()> {
    let accounts = ctx.accounts;
    let (fund_key, investor_key) = (accounts.fund.key(), accounts.investor.key());
    let fund = accounts.fund.load()?;
    fund.check_version()?;
    Demand { fund_key: &fund_key, fund: &fund, roles: &[Role::TransferAgent], loosens: false }.require(
        &mut accounts.action,
        ctx.remaining_accounts,
        &crate::instruction::AddInvestor { args },
        &[fund_key, investor_key],
    )?;
    args.profile.check()?;

    let mut investor = accounts.investor.load_init()?;
    investor.version = ACCOUNT_VERSION;
    investor.bump = ctx.bumps.investor;
    investor.fund = fund_key;
    investor.investor_id = args.investor_id;
    investor.status = InvestorStatus::Pending as u8;
    args.profile.write(&mut investor);
    investor.document_hash = args.document_hash;
    investor.generation = generation(&Clock::get()?);

    emit!(InvestorAdded {
        fund: fund_key,
        investor: investor_key,
        seq: investor.next_seq()?,
        generation: investor.generation,
        profile: args.profile,
        document_hash: args.document_hash,
    });
    Ok(())
}

/// A record that is made again at the same address in a later slot gets another generation.
#[allow(clippy::cast_possible_truncation)] // 2^32 slots are 54 years
pub(super) fn generation(clock: &Clock) -> u32 {
    clock.slot as u32
}
