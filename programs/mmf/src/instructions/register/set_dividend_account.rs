//! Names the holding that gets a protocol vault's dividends.

use anchor_lang::prelude::*;

use crate::authority::Demand;
use crate::error::MmfError;
use crate::events::DividendAccountSet;
use crate::state::{Action, DIVIDENDS_TO_ANOTHER, DIVIDENDS_TO_ITSELF, Fund, Holding, Investor, InvestorKind, Role};

/// Accounts of `set_dividend_account`; then the signers of the transfer agent.
#[derive(Accounts)]
pub struct SetDividendAccount<'info> {
    /// The fund.
    pub fund: AccountLoader<'info, Fund>,
    /// The vault's investor record.
    pub investor: AccountLoader<'info, Investor>,
    /// The vault's holding.
    #[account(mut)]
    pub holding: AccountLoader<'info, Holding>,
    /// Another holding of the same class that gets the dividends; left out: the vault's own gets them.
    pub target: Option<AccountLoader<'info, Holding>>,
    /// Approved action, in place of signers.
    #[account(mut)]
    pub action: Option<Box<Account<'info, Action>>>,
}

/// Records where the vault's dividends go: a lending market keeps its own books and would never see units that are minted into its vault.
pub fn handle_set_dividend_account(ctx: Context<SetDividendAccount>) -> Result<()> {
    let accounts = ctx.accounts;
    let (fund_key, investor_key, holding_key) = (accounts.fund.key(), accounts.investor.key(), accounts.holding.key());
    let target_key = accounts.target.as_ref().map_or(holding_key, |target| target.key());
    Demand { fund_key: &fund_key, fund: &*accounts.fund.load()?, roles: &[Role::TransferAgent], loosens: false }
        .require(
            &mut accounts.action,
            ctx.remaining_accounts,
            &crate::instruction::SetDividendAccount {},
            &[fund_key, holding_key, target_key],
        )?;
    let investor = accounts.investor.load()?;
    let mut holding = accounts.holding.load_mut()?;
    investor.check_version()?;
    holding.check_version()?;
    require_keys_eq!(investor.fund, fund_key, MmfError::AccountMismatch);
    require_keys_eq!(holding.investor, investor_key, MmfError::AccountMismatch);
    let dividend_to = match &accounts.target {
        None => Pubkey::default(),
        Some(target) => {
            require_keys_neq!(target.key(), holding_key, MmfError::AccountMismatch);
            require!(investor.is_kind(InvestorKind::ProtocolVault), MmfError::ParameterOutOfRange);
            let target = target.load()?;
            target.check_version()?;
            require_keys_eq!(target.class, holding.class, MmfError::AccountMismatch);
            target.token_account
        }
    };

    let old_dividend_to = holding.dividend_to;
    holding.dividend_to = dividend_to;
    holding.dividend_mode = if accounts.target.is_some() { DIVIDENDS_TO_ANOTHER } else { DIVIDENDS_TO_ITSELF };

    emit!(DividendAccountSet { holding: holding_key, seq: holding.next_seq()?, old_dividend_to, dividend_to });
    Ok(())
}
