//! Opens the register's line for a token account, or takes a token account up again that was closed and made again.

use anchor_lang::prelude::*;
use anchor_spl::associated_token::get_associated_token_address_with_program_id;
use anchor_spl::token_2022::Token2022;

use super::{counting, generation};
use crate::compliance::{check_eligible, check_thaw, takes_a_place};
use crate::constants::{ACCOUNT_VERSION, HOLDING_SEED, MAX_HOLDINGS_PER_INVESTOR};
use crate::error::{MmfError, OrMmf};
use crate::events::HoldingOpened;
use crate::instructions::bind;
use crate::instructions::gate::*;
use crate::pda;
use crate::state::{Fund, Holding, Investor, Role, ShareClass, Wallet};
use crate::token::{Gatekeeper, ShareAccount};

/// Accounts of `open_holding`; then as signers, where they are needed: for a token account that is not the wallet's associated one, its owner;
/// for an investor's first holding in a class that limits its number of investors, the owner or a member of the transfer agent.
#[derive(Accounts)]
pub struct OpenHolding<'info> {
    /// Pays the rent; anyone.
    #[account(mut)]
    pub payer: Signer<'info>,
    /// The fund.
    pub fund: AccountLoader<'info, Fund>,
    /// The class.
    #[account(mut)]
    pub class: AccountLoader<'info, ShareClass>,
    /// CHECK: the class's mint, compared with its record.
    pub mint: UncheckedAccount<'info>,
    /// The wallet that owns the token account.
    #[account(mut)]
    pub wallet: Account<'info, Wallet>,
    /// The wallet's investor.
    #[account(mut)]
    pub investor: AccountLoader<'info, Investor>,
    /// CHECK: read and checked as a token account of the mint.
    #[account(mut)]
    pub token_account: UncheckedAccount<'info>,
    /// CHECK: the holding, by its seeds; made here where it is new.
    #[account(mut, seeds = [HOLDING_SEED, token_account.key().as_ref()], bump)]
    pub holding: UncheckedAccount<'info>,
    /// Token-2022.
    pub share_token_program: Program<'info, Token2022>,
    /// The system program.
    pub system_program: Program<'info, System>,
    /// Where Token ACL is the class's gate.
    pub gate: GateAccounts<'info>,
}

/// Opens the holding and thaws the token account. Accrual, lots and flags of an earlier opening stay.
pub fn handle_open_holding<'info>(ctx: Context<'info, OpenHolding<'info>>) -> Result<()> {
    let accounts: &'info mut OpenHolding<'info> = ctx.accounts;
    let now = Clock::get()?.unix_timestamp;
    let fund_key = accounts.fund.key();
    accounts.fund.load()?.check_version()?;
    let account = check_token_account(accounts, ctx.remaining_accounts)?;
    let is_new = accounts.holding.data_is_empty();
    {
        let mut class = accounts.class.load_mut()?;
        let mut investor = accounts.investor.load_mut()?;
        bind::class_of_fund(&class, &fund_key, accounts.mint.key)?;
        check_wallet(accounts, &investor, &account)?;
        check_admission(&class, &investor, is_new, now).or_mmf()?;
        if !is_new && !account.frozen {
            return Ok(());
        }
        if is_new {
            check_first_holding(accounts, ctx.remaining_accounts, &class, &investor)?;
            require!(investor.holdings < MAX_HOLDINGS_PER_INVESTOR, MmfError::TooManyHoldings);
            counting::count_in(&mut class, &mut investor, now)?;
        }
    }
    if is_new {
        accounts.wallet.holdings = accounts.wallet.holdings.checked_add(1).ok_or(MmfError::Overflow)?;
    }
    let accounts: &'info OpenHolding<'info> = accounts;
    if is_new {
        create(accounts, &account, ctx.bumps.holding, now)?;
    }
    note_opening(accounts, &account, is_new)?;
    if account.frozen {
        let gatekeeper =
            Gatekeeper::new(&*accounts.class.load()?, &accounts.mint, accounts.class.as_ref(), &accounts.gate)?;
        gatekeeper.thaw(&accounts.token_account)?;
    }
    Ok(())
}

/// A new holding needs an investor to whom the class is open; an old one is taken up again by whoever may be thawed.
fn check_admission(
    class: &ShareClass,
    investor: &Investor,
    is_new: bool,
    now: i64,
) -> std::result::Result<(), crate::compliance::Denial> {
    if is_new { check_eligible(class, investor, now) } else { check_thaw(class, investor, now) }
}

/// Where a class limits its number of investors, a place in it is not a stranger's to take.
fn check_first_holding(
    accounts: &OpenHolding<'_>,
    others: &[AccountInfo<'_>],
    class: &ShareClass,
    investor: &Investor,
) -> Result<()> {
    if !takes_a_place(class, investor) {
        return Ok(());
    }
    let fund = accounts.fund.load()?;
    let agents = fund.council(Role::TransferAgent);
    let speaks = |key: &Pubkey| *key == accounts.wallet.owner || agents.position(key).is_some();
    let signed = others.iter().any(|info| info.is_signer && speaks(info.key));
    require!(signed || speaks(accounts.payer.key), MmfError::FirstHoldingNeedsSignature);
    Ok(())
}

/// Checks the holding against its accounts and tells. One that an order freezes is not taken up again.
fn note_opening<'info>(accounts: &'info OpenHolding<'info>, account: &ShareAccount, is_new: bool) -> Result<()> {
    let class = accounts.class.load()?;
    let investor = accounts.investor.load()?;
    let loader = AccountLoader::<Holding>::try_from(&accounts.holding)?;
    let mut holding = loader.load_mut()?;
    let (class_key, investor_key) = (accounts.class.key(), accounts.investor.key());
    bind::holding_of(&holding, (&class_key, &class), (&investor_key, &investor), accounts.token_account.key)?;
    require_keys_eq!(holding.owner, account.owner, MmfError::AccountMismatch);
    require!(!holding.is_frozen(), MmfError::DeniedFrozen);
    if !is_new {
        holding.generation = holding.generation.checked_add(1).ok_or(MmfError::Overflow)?;
    }
    emit!(HoldingOpened {
        holding: accounts.holding.key(),
        seq: holding.next_seq()?,
        class: class_key,
        investor: investor_key,
        token_account: accounts.token_account.key(),
        generation: holding.generation,
    });
    Ok(())
}

fn check_token_account(accounts: &OpenHolding<'_>, others: &[AccountInfo<'_>]) -> Result<ShareAccount> {
    let account = ShareAccount::read(&accounts.token_account).ok_or(MmfError::TokenAccountUnfit)?;
    require!(account.mint == *accounts.mint.key && account.is_fit(), MmfError::TokenAccountUnfit);
    let associated = get_associated_token_address_with_program_id(
        &account.owner,
        accounts.mint.key,
        accounts.share_token_program.key,
    );
    let owner_signs =
        accounts.payer.key() == account.owner || others.iter().any(|info| info.is_signer && *info.key == account.owner);
    require!(associated == accounts.token_account.key() || owner_signs, MmfError::OwnerMustSign);
    Ok(account)
}

fn check_wallet(accounts: &OpenHolding<'_>, investor: &Investor, account: &ShareAccount) -> Result<()> {
    let wallet = &accounts.wallet;
    let fund = accounts.fund.key();
    require!(wallet.version == ACCOUNT_VERSION, MmfError::AccountVersionUnknown);
    investor.check_version()?;
    require_keys_eq!(wallet.fund, fund, MmfError::AccountMismatch);
    require_keys_eq!(wallet.owner, account.owner, MmfError::AccountMismatch);
    require_keys_eq!(wallet.investor, accounts.investor.key(), MmfError::AccountMismatch);
    require!(wallet.investor_generation == investor.generation, MmfError::AccountMismatch);
    require_keys_eq!(investor.fund, fund, MmfError::AccountMismatch);
    Ok(())
}

fn create<'info>(accounts: &'info OpenHolding<'info>, account: &ShareAccount, bump: u8, now: i64) -> Result<()> {
    let (class, investor) = (accounts.class.load()?, accounts.investor.load()?);
    let token_account = accounts.token_account.key();
    let seeds: &[&[u8]] = &[HOLDING_SEED, token_account.as_ref(), &[bump]];
    let (payer, system) = (accounts.payer.to_account_info(), accounts.system_program.to_account_info());
    pda::create_zero_copy::<Holding>(&payer, &accounts.holding, &system, seeds, |holding| {
        holding.investor = accounts.investor.key();
        holding.class = accounts.class.key();
        holding.owner = account.owner;
        holding.token_account = token_account;
        holding.version = ACCOUNT_VERSION;
        holding.bump = bump;
        holding.period = class.closed_period;
        holding.paid_period = class.closed_period;
        holding.investor_generation = investor.generation;
        holding.last_index = class.index;
        holding.generation = generation(&Clock::get()?);
        holding.opened_at = now;
        holding.rent_payer = accounts.payer.key();
        Ok(())
    })
}
