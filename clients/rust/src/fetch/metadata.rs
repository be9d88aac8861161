//! What a share class's mint says of itself to wallets.

use solana_sdk::pubkey::Pubkey;
use spl_token_2022_interface::extension::{BaseStateWithExtensions, StateWithExtensions};
use spl_token_2022_interface::state::Mint;
use spl_token_metadata_interface::state::TokenMetadata;

use super::Client;
use crate::error::Result;

impl Client {
    /// Name, symbol, address of the metadata file and further facts; `None` where the mint has none.
    ///
    /// # Errors
    /// When the node does not answer.
    pub fn metadata(&self, mint: &Pubkey) -> Result<Option<TokenMetadata>> {
        let account = self.account(mint)?;
        Ok(account.and_then(|account| {
            let mint = StateWithExtensions::<Mint>::unpack(&account.data).ok()?;
            mint.get_variable_len_extension::<TokenMetadata>().ok()
        }))
    }
}
