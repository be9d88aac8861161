//! `mmf quote exchange`

use solana_sdk::pubkey::Pubkey;

use super::wallet;
use crate::commands::exchange::preview;
use crate::commands::shared;
use crate::context::Context;
use crate::error::CliResult;
use crate::output::{Cell, Output};

pub fn exchange(
    context: &Context,
    given_units: u64,
    (class_no, to_class_no): (u8, u8),
    named: Option<Pubkey>,
) -> CliResult<Output> {
    let owner = wallet(context, named)?;
    let at = shared::fund(context)?;
    let (_, from) = shared::class(context, &at.address, class_no)?;
    let (_, to) = shared::class(context, &at.address, to_class_no)?;
    shared::holding(context, &from, &owner)?;
    shared::holding(context, &to, &owner)?;
    let preview = preview(context, &at, (&from, &to), given_units)?;
    Ok(Output::new().record(
        "What an exchange would give",
        vec![
            ("wallet", "Wallet", Cell::address(&owner)),
            ("class", "From class", Cell::count(class_no)),
            ("toClass", "To class", Cell::count(to_class_no)),
            ("given", "Shares given", Cell::amount(given_units)),
            ("value", "Value after the redemption fee", Cell::amount(preview.value_e6)),
            ("redemptionFeeBps", "Redemption fee of the first class (bps)", Cell::count(from.rules.redemption_fee_bps)),
            ("subscriptionFeeBps", "Subscription fee of the other (bps)", Cell::count(to.rules.subscription_fee_bps)),
            ("taken", "Shares taken", Cell::amount(preview.units)),
            ("equalisation", "Of the value, for income since the strike", Cell::amount(preview.equalisation_e6)),
            ("strikeNo", "Of strike", Cell::count(at.fund.last_strike_no)),
            ("settles", "Settles", Cell::text("at once; the queue takes no exchanges")),
        ],
    ))
}
