//! Who deals, in which class.

use mmf::state::{Dealing, Holding, Investor, ShareClass, class_flag};
use mmf_client::ix::DealingParties;
use mmf_math::convert::{to_books_down, to_settlement_up};
use solana_sdk::pubkey::Pubkey;

use crate::commands::shared::{self, FundAt, explain_sdk};
use crate::context::Context;
use crate::error::{CliError, CliResult};

/// A holder in a class.
pub struct Holder {
    /// The fund.
    pub at: FundAt,
    /// How it deals.
    pub dealing: Box<Dealing>,
    /// The class.
    pub class: Box<ShareClass>,
    /// Its address.
    pub class_address: Pubkey,
    /// The holding.
    pub holding: Box<Holding>,
    /// Its address.
    pub holding_address: Pubkey,
    /// The wallet.
    pub owner: Pubkey,
    /// The network's clock, in Unix seconds.
    pub now: i64,
}

impl Holder {
    /// Reads it.
    ///
    /// # Errors
    /// When the wallet has no holding in the class, or the node does not answer.
    pub fn read(context: &Context, class_no: u8, owner: Pubkey) -> CliResult<Self> {
        let at = shared::fund(context)?;
        let (class_address, class) = shared::class(context, &at.address, class_no)?;
        let (holding_address, holding) = shared::holding(context, &class, &owner)?;
        let dealing = context.client.dealing(&at.address).map_err(|error| explain_sdk(context, &error))?;
        let now = shared::network_time(context)?;
        Ok(Self { at, dealing, class, class_address, holding, holding_address, owner, now })
    }

    /// As dealing instructions need it.
    pub fn parties(&self) -> DealingParties {
        DealingParties {
            owner: self.owner,
            investor: self.holding.investor,
            fund: self.at.address,
            class: self.class_address,
            token_acl: self.class.has_flag(class_flag::TOKEN_ACL),
        }
    }

    /// The investor.
    ///
    /// # Errors
    /// When the node does not answer.
    pub fn investor(&self, context: &Context) -> CliResult<Box<Investor>> {
        context.client.fetch(&self.holding.investor).map_err(|error| explain_sdk(context, &error))
    }
}

/// An amount of the books in the settlement mint's own units, rounded up, against the mover.
///
/// # Errors
/// When it is too large.
pub fn settlement_units(amount_e6: u64, decimals: u8) -> CliResult<u64> {
    to_settlement_up(amount_e6, decimals)
        .map_err(|_| CliError::usage("AmountTooLarge", "the amount is too large for the settlement token"))
}

/// Units of the settlement mint in e6, rounded down.
pub fn cash_e6(settlement_units: u64, decimals: u8) -> u64 {
    to_books_down(settlement_units, decimals).unwrap_or(u64::MAX)
}
