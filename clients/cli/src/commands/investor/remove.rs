//! `mmf investor remove`

use mmf::state::Role;
use solana_sdk::pubkey::Pubkey;

use crate::commands::shared;
use crate::context::Context;
use crate::error::CliResult;
use crate::output::{Cell, Output};
use crate::tx::{Plan, Reply};

pub fn remove(context: &Context, id: [u8; 32], rent_to: Option<Pubkey>) -> CliResult<Reply> {
    let fund = shared::fund(context)?;
    let authority = shared::authority(context, &fund, &[Role::TransferAgent])?;
    let rent_to = match rent_to {
        Some(address) => address,
        None => context.fee_payer()?.address(),
    };
    let addresses = context.client.addresses();
    let address = addresses.investor(&fund.address, &id);
    let order = addresses.remove_investor(&fund.address, &address, &rent_to, &authority);
    let plan = Plan::privileged("delete an investor's record", order, move |_, _| {
        Ok(Output::new().record(
            "Investor removed",
            vec![
                ("investorId", "Number", Cell::hex(&id)),
                ("address", "Address", Cell::address(&address)),
                ("rentTo", "Rent went to", Cell::address(&rent_to)),
            ],
        ))
    });
    Ok(plan.ask("Delete the investor's record? Its events stay.").into())
}
