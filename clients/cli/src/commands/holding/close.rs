//! `mmf holding close`

use mmf::state::Role;
use mmf_client::ix::Line;

use crate::args::HoldingAt;
use crate::commands::shared;
use crate::context::Context;
use crate::error::CliResult;
use crate::output::{Cell, Output};
use crate::tx::{Plan, Reply};

/// The wallet closes its own holding by itself; anybody else needs to be the transfer agent.
pub fn close(context: &Context, at: HoldingAt) -> CliResult<Reply> {
    let fund = shared::fund(context)?;
    let (_, class) = shared::class(context, &fund.address, at.class)?;
    let (address, holding) = shared::holding(context, &class, &at.wallet)?;
    let (line, rent_payer) = (Line::of(&class, &holding), holding.rent_payer);
    let addresses = context.client.addresses();
    let report = move |_: &Context, _: &_| {
        Ok(Output::new().record(
            "Holding closed",
            vec![
                ("holding", "Holding", Cell::address(&address)),
                ("wallet", "Wallet", Cell::address(&at.wallet)),
                ("classNo", "Share class", Cell::count(at.class)),
                ("rentTo", "Rent went to", Cell::address(&rent_payer)),
            ],
        ))
    };
    let title = format!("close the holding of {}", at.wallet);
    let by_action = context.globals.propose.or(context.globals.action).is_some();
    if !by_action && context.speakers()?.contains(&at.wallet) {
        let order = addresses.close_own_holding(&line, &rent_payer);
        return Ok(Plan::new(title, vec![order], report).into());
    }
    let authority = shared::authority(context, &fund, &[Role::TransferAgent])?;
    let order = addresses.close_holding(&line, &rent_payer, &authority);
    Ok(Plan::privileged(title, order, report).into())
}
