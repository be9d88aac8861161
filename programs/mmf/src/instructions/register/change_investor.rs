//! The accounts of everything that changes an investor's record, and its authority.

use anchor_lang::InstructionData;
use anchor_lang::prelude::*;

use crate::authority::{Demand, record_state};
use crate::error::MmfError;
use crate::state::{Action, Fund, Investor, Role};

/// Accounts of `approve_investor`, `update_investor`, `restrict_investor` and `release_investor`; then the signers.
#[derive(Accounts)]
pub struct ChangeInvestor<'info> {
    /// The fund.
    pub fund: AccountLoader<'info, Fund>,
    /// The investor.
    #[account(mut)]
    pub investor: AccountLoader<'info, Investor>,
    /// Approved action, in place of signers.
    #[account(mut)]
    pub action: Option<Box<Account<'info, Action>>>,
}

/// An order carries a reason and the hash of its document.
///
/// # Errors
/// [`MmfError::ParameterOutOfRange`], [`MmfError::DocumentMissing`].
pub(super) fn check_order(reason: u16, document_hash: &[u8; 32]) -> Result<()> {
    require!(reason != 0, MmfError::ParameterOutOfRange);
    require!(*document_hash != [0; 32], MmfError::DocumentMissing);
    Ok(())
}

impl ChangeInvestor<'_> {
    /// The investor is the fund's, and the councils agree, to this change of the record as it is.
    ///
    /// # Errors
    /// [`MmfError::AccountMismatch`]; those of [`Demand::require`].
    pub fn authorise(
        &mut self,
        roles: &[Role],
        signers: &[AccountInfo<'_>],
        instruction: &impl InstructionData,
    ) -> Result<()> {
        let (fund_key, investor_key) = (self.fund.key(), self.investor.key());
        let fund = self.fund.load()?;
        let state = {
            let investor = self.investor.load()?;
            investor.check_version()?;
            require_keys_eq!(investor.fund, fund_key, MmfError::AccountMismatch);
            record_state(investor.generation, investor.seq)
        };
        let targets = [fund_key, investor_key, state];
        Demand { fund_key: &fund_key, fund: &fund, roles, loosens: false }.require(
            &mut self.action,
            signers,
            instruction,
            &targets,
        )?;
        Ok(())
    }
}
