//! The accounts by which Token ACL takes part in freezing and thawing.

use anchor_lang::prelude::*;

/// What freezing and thawing needs where Token ACL is the class's gate; both are left out elsewhere.
#[derive(Accounts)]
pub struct GateAccounts<'info> {
    /// CHECK: Token ACL's config of the mint; Token ACL checks it.
    pub gate_config: Option<UncheckedAccount<'info>>,
    /// CHECK: compared with Token ACL's address.
    pub gate_program: Option<UncheckedAccount<'info>>,
}
