//! One side of a transfer as the network has it.

use mmf::state::{Holding, Investor, ShareClass, Wallet};
use mmf_client::Error;
use solana_sdk::pubkey::Pubkey;

use crate::commands::share_account::ShareAccount;
use crate::commands::shared::explain_sdk;
use crate::context::Context;
use crate::error::{CliError, CliResult};

/// Who sends or who receives.
pub struct Party {
    /// The token account, whether it is there or not.
    pub token_account: Pubkey,
    /// Its owner.
    pub owner: Pubkey,
    /// What is in it; `None` where there is no such account.
    pub account: Option<ShareAccount>,
    /// The investor that the owner is linked to as a wallet.
    pub linked_to: Option<Box<Investor>>,
    /// Holding and investor; `None` where the account is not on the register.
    pub records: Option<Records>,
}

/// A registered side.
pub struct Records {
    /// The register's line.
    pub holding: Box<Holding>,
    /// Address of the investor.
    pub investor_key: Pubkey,
    /// The investor.
    pub investor: Box<Investor>,
}

impl Party {
    /// Gathers what there is of a wallet or of a token account.
    ///
    /// # Errors
    /// When the node does not answer, or the address is a token account of another mint.
    pub fn gather(context: &Context, (class_key, class): (&Pubkey, &ShareClass), address: Pubkey) -> CliResult<Self> {
        let explain = |error: Error| explain_sdk(context, &error);
        let addresses = context.client.addresses();
        let (token_account, owner, account) = match ShareAccount::fetch(context, &address)? {
            Some(account) if account.mint == class.mint => (address, account.owner, Some(account)),
            Some(account) => return Err(other_mint(&address, &account.mint)),
            None => {
                let token_account = addresses.share_account(&address, &class.mint);
                (token_account, address, ShareAccount::fetch(context, &token_account)?)
            }
        };
        let wallet = context.client.find::<Wallet>(&addresses.wallet(&class.fund, &owner)).map_err(explain)?;
        let linked_to = match wallet {
            Some(wallet) => context.client.find::<Investor>(&wallet.investor).map_err(explain)?,
            None => None,
        };
        let holding = context.client.find::<Holding>(&addresses.holding(&token_account)).map_err(explain)?;
        let records = match holding.filter(|holding| holding.class == *class_key) {
            Some(holding) => {
                let investor_key = holding.investor;
                let investor = context.client.fetch::<Investor>(&investor_key).map_err(explain)?;
                Some(Records { holding, investor_key, investor })
            }
            None => None,
        };
        Ok(Self { token_account, owner, account, linked_to, records })
    }

    /// The side for the program's own answer: token account and investor.
    pub fn for_program(&self) -> (Pubkey, Option<Pubkey>) {
        (self.token_account, self.records.as_ref().map(|records| records.investor_key))
    }
}

fn other_mint(address: &Pubkey, mint: &Pubkey) -> CliError {
    CliError::usage("MintUnexpected", format!("{address} is a token account of another mint, {mint}"))
        .hint("give the class's number with --class, or the wallet's address")
}
