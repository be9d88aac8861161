//! A holder's cash account as its token program has it.

use solana_sdk::program_option::COption;
use solana_sdk::pubkey::Pubkey;
use spl_token_2022_interface::extension::StateWithExtensions;
use spl_token_2022_interface::state::Account as TokenAccount;

use super::{Holder, cash_e6};
use crate::amount::{grouped, plain};
use crate::commands::shared::explain_sdk;
use crate::context::Context;
use crate::error::{CliError, CliResult};

/// A cash account. Amounts in units of the settlement mint.
#[derive(Clone, Copy, Debug)]
pub struct CashAccount {
    /// Balance.
    pub settlement_units: u64,
    /// Who may move cash beside the owner, and how much.
    pub delegate: Option<(Pubkey, u64)>,
}

impl CashAccount {
    /// Fetches one; `None` where there is none at the address.
    ///
    /// # Errors
    /// When the node does not answer.
    pub fn fetch(context: &Context, address: &Pubkey) -> CliResult<Option<Self>> {
        let found = context.client.account(address).map_err(|error| explain_sdk(context, &error))?;
        let state = found.as_ref().and_then(|found| StateWithExtensions::<TokenAccount>::unpack(&found.data).ok());
        Ok(state.map(|state| Self {
            settlement_units: state.base.amount,
            delegate: match state.base.delegate {
                COption::Some(delegate) => Some((delegate, state.base.delegated_amount)),
                COption::None => None,
            },
        }))
    }

    /// What a delegate may move.
    pub fn delegated_to(&self, delegate: &Pubkey) -> u64 {
        self.delegate.filter(|(key, _)| key == delegate).map_or(0, |(_, amount)| amount)
    }
}

impl Holder {
    /// The wallet's cash account holds that much, in units of the settlement mint.
    ///
    /// # Errors
    /// Where it holds less, or the node does not answer.
    pub fn check_cash(&self, context: &Context, settlement_units: u64) -> CliResult<()> {
        let account = context.client.cash_account(&self.at.fund, &self.owner);
        let held = CashAccount::fetch(context, &account)?.map_or(0, |account| account.settlement_units);
        if held >= settlement_units {
            return Ok(());
        }
        let text = |units: u64| grouped(&plain(cash_e6(units, self.at.fund.settlement_decimals)));
        let message =
            format!("the wallet's cash account {account} holds {}, less than {}", text(held), text(settlement_units));
        Err(CliError::refused("InsufficientFunds", message)
            .hint("bring cash to the wallet first (on the local network: `mmf localnet faucet WALLET --usdc AMOUNT`)"))
    }
}
