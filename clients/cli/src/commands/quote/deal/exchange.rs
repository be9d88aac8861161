//! `mmf quote exchange`

use mmf::events::Exchanged;
use solana_sdk::pubkey::Pubkey;

use super::{tables, wallet};
use crate::commands::exchange::{Sides, free_units};
use crate::context::Context;
use crate::error::CliResult;
use crate::output::{Cell, Field, Output};

pub fn exchange(
    context: &Context,
    units: Option<u64>,
    class_numbers: (u8, u8),
    named: Option<Pubkey>,
) -> CliResult<Output> {
    let owner = wallet(context, named)?;
    let sides = Sides::read(context, class_numbers, owner)?;
    let given_units = match units {
        Some(units) => units,
        None => free_units(context, &sides.from_class, &sides.from_holding)?,
    };
    let preview = tables::asked(sides.preview(context, given_units))?;
    let (from, to) = (&sides.from_class.rules, &sides.to_class.rules);
    Ok(Output::new()
        .record(
            "What an exchange would give",
            vec![
                ("wallet", "Wallet", Cell::address(&owner)),
                ("class", "From class", Cell::count(class_numbers.0)),
                ("toClass", "To class", Cell::count(class_numbers.1)),
                ("given", "Shares given", Cell::amount(given_units)),
            ],
        )
        .sparse_object("instant", "At once", tables::answer(preview.as_ref().err(), figures(&preview, &sides)))
        .object(
            "fees",
            "Fees",
            vec![
                ("redemptionFeeBps", "Redemption fee of the first class (bps)", Cell::count(from.redemption_fee_bps)),
                ("subscriptionFeeBps", "Subscription fee of the other (bps)", Cell::count(to.subscription_fee_bps)),
            ],
        )
        .note("The queue takes no exchanges: redeem and subscribe through it."))
}

fn figures(preview: &tables::Asked<Exchanged>, sides: &Sides) -> Vec<Field> {
    let of = |get: &dyn Fn(&Exchanged) -> Cell| preview.as_ref().map_or_else(|_| Cell::none(), get);
    let redemption_fee_e6 = |it: &Exchanged| it.given_fee_e6.saturating_add(it.given_kept_e6);
    vec![
        ("taken", "Shares taken", of(&|it| Cell::amount(it.taken_units))),
        ("value", "Value after the redemption fee", of(&|it| Cell::amount(it.amount_e6))),
        ("redemptionFee", "Redemption fee", of(&|it| Cell::amount(redemption_fee_e6(it)))),
        ("subscriptionFee", "Of the value, subscription fee", of(&|it| Cell::amount(it.taken_fee_e6))),
        ("equalisation", "Of the value, for income since the strike", of(&|it| Cell::amount(it.equalisation_e6))),
        ("strikeNo", "Of strike", of(&|_| Cell::count(sides.at.fund.last_strike_no))),
        ("settles", "Settles", of(&|_| Cell::text("at once"))),
    ]
}
