//! Hands the freeze authority of a class without a hook to Token ACL, with this program as the gate.

use anchor_lang::prelude::*;
use anchor_spl::token_2022::Token2022;

use super::entries;
use crate::authority::Demand;
use crate::constants::{FREEZE_ACCOUNTS_SEED, THAW_ACCOUNTS_SEED, TOKEN_ACL_ID};
use crate::error::MmfError;
use crate::events::TokenAclAdopted;
use crate::instructions::bind;
use crate::pda;
use crate::state::{Action, ClassSeeds, Fund, Role, ShareClass, class_flag};
use crate::token::{HandOver, set_fact};

/// Key of the fact by which wallets find the gate, fixed by Token ACL.
const GATE_FACT: &str = "token_acl";

/// Accounts of `adopt_token_acl`; then the signers of governance.
#[derive(Accounts)]
pub struct AdoptTokenAcl<'info> {
    /// Pays the rent.
    #[account(mut)]
    pub payer: Signer<'info>,
    /// The fund.
    pub fund: AccountLoader<'info, Fund>,
    /// The class.
    #[account(mut)]
    pub class: AccountLoader<'info, ShareClass>,
    /// CHECK: the class's mint, compared with its record.
    #[account(mut)]
    pub mint: UncheckedAccount<'info>,
    /// CHECK: Token ACL's config of the mint, made by Token ACL.
    #[account(mut)]
    pub gate_config: UncheckedAccount<'info>,
    /// CHECK: the list of accounts for thawing, made here at its address.
    #[account(mut, seeds = [THAW_ACCOUNTS_SEED, mint.key().as_ref()], bump)]
    pub thaw_accounts: UncheckedAccount<'info>,
    /// CHECK: the list of accounts for freezing, made here at its address.
    #[account(mut, seeds = [FREEZE_ACCOUNTS_SEED, mint.key().as_ref()], bump)]
    pub freeze_accounts: UncheckedAccount<'info>,
    /// CHECK: Token ACL.
    #[account(address = TOKEN_ACL_ID @ MmfError::GateAccountsWrong)]
    pub gate_program: UncheckedAccount<'info>,
    /// Token-2022.
    pub share_token_program: Program<'info, Token2022>,
    /// The system program.
    pub system_program: Program<'info, System>,
    /// Approved action, in place of signers.
    #[account(mut)]
    pub action: Option<Box<Account<'info, Action>>>,
}

/// Makes Token ACL the class's gate; this can't be undone. The class keeps freezing and thawing through it.
pub fn handle_adopt_token_acl(ctx: Context<AdoptTokenAcl>) -> Result<()> {
    let accounts = ctx.accounts;
    let (fund_key, class_key, mint_key) = (accounts.fund.key(), accounts.class.key(), accounts.mint.key());
    Demand { fund_key: &fund_key, fund: &*accounts.fund.load()?, roles: &[Role::Governance], loosens: true }.require(
        &mut accounts.action,
        ctx.remaining_accounts,
        &crate::instruction::AdoptTokenAcl {},
        &[fund_key, class_key],
    )?;
    {
        let mut class = accounts.class.load_mut()?;
        bind::class_of_fund(&class, &fund_key, &mint_key)?;
        require!(!class.is_hooked() && !class.has_flag(class_flag::TOKEN_ACL), MmfError::ClassKindUnsupported);
        class.flags |= class_flag::TOKEN_ACL;
        emit!(TokenAclAdopted { class: class_key, seq: class.next_seq()?, gate_config: accounts.gate_config.key() });
    }

    let (payer, system) = (accounts.payer.to_account_info(), accounts.system_program.to_account_info());
    let thaw_seeds: &[&[u8]] = &[THAW_ACCOUNTS_SEED, mint_key.as_ref(), &[ctx.bumps.thaw_accounts]];
    let freeze_seeds: &[&[u8]] = &[FREEZE_ACCOUNTS_SEED, mint_key.as_ref(), &[ctx.bumps.freeze_accounts]];
    for (account, seeds) in [(&accounts.thaw_accounts, thaw_seeds), (&accounts.freeze_accounts, freeze_seeds)] {
        pda::create(&payer, account, &system, &crate::ID, entries::space()?, seeds)?;
    }
    entries::write_thaw(&mut accounts.thaw_accounts.try_borrow_mut_data()?, &class_key)?;
    entries::write_freeze(&mut accounts.freeze_accounts.try_borrow_mut_data()?, &class_key)?;

    let seeds = ClassSeeds::of(&*accounts.class.load()?);
    let gate = crate::ID.to_string();
    set_fact(&payer, &accounts.mint, accounts.class.as_ref(), &system, &seeds, (GATE_FACT, &gate))?;
    HandOver {
        payer: &payer,
        mint: &accounts.mint,
        class: accounts.class.as_ref(),
        config: &accounts.gate_config,
        system_program: &system,
        seeds,
    }
    .carry_out()
}
