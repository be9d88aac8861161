//! Orders that open a wallet's holding.

use mmf::compliance::takes_a_place;
use mmf::state::{Investor, Role, ShareClass, class_flag};
use mmf_client::ix::owner_signs;
use solana_sdk::instruction::Instruction;
use solana_sdk::pubkey::Pubkey;

use super::shared::FundAt;
use crate::context::Context;
use crate::error::CliResult;

/// Whose holding in which class.
pub struct Opening<'a> {
    /// The fund.
    pub fund: &'a FundAt,
    /// The class.
    pub class: (&'a Pubkey, &'a ShareClass),
    /// The wallet's investor.
    pub investor: (&'a Pubkey, &'a Investor),
    /// The wallet.
    pub owner: &'a Pubkey,
}

impl Opening<'_> {
    /// Makes the token account, if there is none, and opens its holding. `None` where the class limits its number of investors, and neither the
    /// wallet nor a member of the transfer agent would sign.
    ///
    /// # Errors
    /// When a keypair file is missing or malformed.
    pub fn orders(&self, context: &Context) -> CliResult<Option<[Instruction; 2]>> {
        let (class_key, class) = self.class;
        let payer = context.fee_payer()?.address();
        let addresses = context.client.addresses();
        let line = addresses
            .line(&self.fund.address, class_key, self.investor.0, self.owner)
            .gated_by_token_acl(class.has_flag(class_flag::TOKEN_ACL));
        let [account, holding] = addresses.onboard_line(&payer, &line);
        if !takes_a_place(class, self.investor.1) {
            return Ok(Some([account, holding]));
        }
        let agents = self.fund.fund.council(Role::TransferAgent);
        let speaks = |key: &Pubkey| key == self.owner || agents.position(key).is_some();
        if speaks(&payer) {
            return Ok(Some([account, holding]));
        }
        let signer = context.speakers()?.into_iter().find(speaks);
        Ok(signer.map(|signer| [account, owner_signs(holding, &signer)]))
    }
}
