//! `mmf transfer`: an ordinary Token-2022 transfer, as any wallet makes it.

use mmf_client::transfer::Sides;
use solana_sdk::pubkey::Pubkey;

use crate::commands::shared::{self, explain_sdk};
use crate::context::Context;
use crate::error::{CliError, CliResult};
use crate::output::{Cell, Output};
use crate::tx::{Plan, Reply};

pub fn send(context: &Context, to: Pubkey, units: u64, class_no: u8) -> CliResult<Reply> {
    let fund = context.fund()?;
    let owner = context.signer()?.address();
    if owner == to {
        return Err(CliError::usage("SelfTransfer", "the sender and the receiver are the same wallet")
            .hint("give another wallet's address"));
    }
    let (_, class) = shared::class(context, &fund, class_no)?;
    let addresses = context.client.addresses();
    let sides = Sides {
        mint: class.mint,
        source: addresses.share_account(&owner, &class.mint),
        destination: addresses.share_account(&to, &class.mint),
        authority: owner,
    };
    for wallet in [&owner, &to] {
        shared::holding(context, &class, wallet)?;
    }
    let order = context.client.transfer(&sides, units).map_err(|error| explain_sdk(context, &error))?;
    let plan = Plan::new("transfer", vec![order], move |context, _| {
        let (_, class) = shared::class(context, &fund, class_no)?;
        let (_, giver) = shared::holding(context, &class, &owner)?;
        let (_, taker) = shared::holding(context, &class, &to)?;
        Ok(Output::new().record(
            "Transferred",
            vec![
                ("from", "From", Cell::address(&owner)),
                ("to", "To", Cell::address(&to)),
                ("units", "Units", Cell::amount(units)),
                ("fromBalance", "Sender holds now", Cell::amount(giver.recorded_units)),
                ("toBalance", "Receiver holds now", Cell::amount(taker.recorded_units)),
            ],
        ))
    });
    Ok(plan.into())
}
