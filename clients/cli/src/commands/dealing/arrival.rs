//! What arrives where the settlement token takes a fee of every transfer.

use mmf::state::Fund;
use spl_token_2022_interface::extension::transfer_fee::TransferFeeConfig;
use spl_token_2022_interface::extension::{BaseStateWithExtensions, StateWithExtensions};
use spl_token_2022_interface::state::Mint;

use crate::commands::shared::explain_sdk;
use crate::context::Context;
use crate::error::CliResult;
use crate::explain;

/// The settlement token's fee on a transfer.
pub struct TransferFee(Option<(TransferFeeConfig, u64)>);

impl TransferFee {
    /// As it is in this epoch.
    ///
    /// # Errors
    /// When the node does not answer.
    pub fn read(context: &Context, fund: &Fund) -> CliResult<Self> {
        let mint = context.client.account(&fund.settlement_mint).map_err(|error| explain_sdk(context, &error))?;
        let config = mint.and_then(|mint| {
            let mint = StateWithExtensions::<Mint>::unpack(&mint.data).ok()?;
            mint.get_extension::<TransferFeeConfig>().ok().copied()
        });
        let Some(config) = config else { return Ok(Self(None)) };
        let epoch =
            context.rpc().get_epoch_info().map_err(|error| explain::rpc_error(&error, &context.config.url))?.epoch;
        Ok(Self(Some((config, epoch))))
    }

    /// What is left after so many transfers of an amount, in units of the settlement mint.
    pub fn after(&self, transfers: usize, settlement_units: u64) -> u64 {
        let Some((config, epoch)) = &self.0 else { return settlement_units };
        (0..transfers).fold(settlement_units, |left, _| {
            left.saturating_sub(config.calculate_epoch_fee(*epoch, left).unwrap_or(left))
        })
    }
}
