//! The accounts of instant dealing, and what both directions check.

use anchor_lang::prelude::*;
use anchor_spl::token_2022::Token2022;
use anchor_spl::token_interface::{Mint, TokenAccount, TokenInterface};

use crate::error::MmfError;
use crate::instructions::bind;
use crate::instructions::gate::*;
use crate::state::{Dealing, Fund, Holding, Investor, Reserve, ShareClass, class_flag};
use crate::token::check_covered;

/// What a deal at once touches.
#[derive(Accounts)]
pub struct Deal<'info> {
    /// The fund.
    #[account(mut)]
    pub fund: AccountLoader<'info, Fund>,
    /// How it deals.
    #[account(mut)]
    pub dealing: AccountLoader<'info, Dealing>,
    /// The class.
    #[account(mut)]
    pub class: AccountLoader<'info, ShareClass>,
    /// The holder's investor.
    #[account(mut)]
    pub investor: AccountLoader<'info, Investor>,
    /// The holding.
    #[account(mut)]
    pub holding: AccountLoader<'info, Holding>,
    /// CHECK: the class's mint, compared with its record.
    #[account(mut)]
    pub mint: UncheckedAccount<'info>,
    /// CHECK: the holding's token account, compared with its record.
    #[account(mut)]
    pub token_account: UncheckedAccount<'info>,
    /// The holder's own cash account.
    #[account(mut)]
    pub cash_account: Box<InterfaceAccount<'info, TokenAccount>>,
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

/// Accounts of `subscribe_instant` and `redeem_instant`.
#[derive(Accounts)]
pub struct DealInstant<'info> {
    /// The holder.
    pub owner: Signer<'info>,
    /// What is dealt.
    pub deal: Deal<'info>,
}

impl Deal<'_> {
    /// The fund after an issue stays within its attested reserves, where it has such a gate.
    ///
    /// # Errors
    /// Those of [`Fund::check_reserves`].
    pub fn check_reserves(&self, fund: &Fund, now: i64) -> Result<()> {
        fund.check_reserves(&self.fund.key(), self.reserve.as_deref().map(|reserve| &**reserve), now)
    }

    /// The buffer holds what its books say.
    ///
    /// # Errors
    /// [`MmfError::VaultShort`].
    pub fn check_buffer(&self) -> Result<()> {
        let fund = self.fund.load()?;
        check_covered(&self.buffer, fund.buffer_cash_e6, fund.settlement_decimals)
    }

    /// The accounts belong together and to the holder, the class deals at once, and no strike has landed since the caller looked.
    pub fn check(&self, owner: &Pubkey, expected_strike_no: u32, now: i64) -> Result<()> {
        let fund = self.fund.load()?;
        let class = self.class.load()?;
        let holding = self.holding.load()?;
        let investor = self.investor.load()?;
        let fund_key = self.fund.key();
        bind::settlement_of(&fund, &self.settlement_mint.key(), self.settlement_token_program.key)?;
        bind::class_of_fund(&class, &fund_key, self.mint.key)?;
        bind::holding_of(
            &holding,
            (&self.class.key(), &class),
            (&self.investor.key(), &investor),
            self.token_account.key,
        )?;
        self.dealing.load()?.check(&fund_key)?;
        require_keys_eq!(holding.owner, *owner, MmfError::AccountMismatch);
        require_keys_eq!(self.cash_account.owner, *owner, MmfError::AccountMismatch);
        require_keys_eq!(fund.buffer, self.buffer.key(), MmfError::AccountMismatch);
        require_keys_neq!(fund.buffer, self.cash_account.key(), MmfError::AccountMismatch);
        fund.check_instant_dealing_open(now)?;
        require!(fund.last_strike_no == expected_strike_no, MmfError::StrikeNumberMoved);
        require!(!class.has_flag(class_flag::QUEUE_ONLY), MmfError::QueueOnly);
        Ok(())
    }
}
