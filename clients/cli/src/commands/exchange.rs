//! `mmf exchange`

use mmf::error::MmfError;
use mmf::instructions::ExchangeArgs;
use mmf::state::{Holding, ShareClass, class_flag};
use mmf_client::events::Event;
use mmf_client::ix::DealingParties;
use mmf_client::quote::{self, Exchanged};

use super::share_account::ShareAccount;
use super::shared::{self, FundAt, explain_sdk};
use crate::amount::{grouped, plain};
use crate::args::Exchange;
use crate::context::Context;
use crate::error::{CliError, CliResult};
use crate::explain;
use crate::output::{Cell, Output};
use crate::tx::{Plan, Reply};

pub fn run(context: &Context, args: &Exchange) -> CliResult<Reply> {
    if args.class == args.to_class {
        return Err(explain::foreseen(&MmfError::SameClass, "both sides are the same share class"));
    }
    let at = shared::fund(context)?;
    let owner = context.signer()?.address();
    let (from_address, from_class) = shared::class(context, &at.address, args.class)?;
    let (to_address, to_class) = shared::class(context, &at.address, args.to_class)?;
    let (_, from_holding) = shared::holding(context, &from_class, &owner)?;
    let (to_holding_address, _) = shared::holding(context, &to_class, &owner)?;
    let given_units = match args.shares {
        Some(units) => units,
        None => free_units(context, &from_class, &from_holding)?,
    };
    let preview = preview(context, &at, (&from_class, &to_class), given_units)?;
    let parties = DealingParties {
        owner,
        investor: from_holding.investor,
        fund: at.address,
        class: from_address,
        token_acl: from_class.has_flag(class_flag::TOKEN_ACL),
    };
    let order = context.client.addresses().exchange(
        &parties,
        &to_address,
        ExchangeArgs {
            units: if args.all { u64::MAX } else { given_units },
            // A tenth of a basis point below the preview: the interim income grows while the transaction travels.
            min_units: args.min_shares.unwrap_or(preview.units - preview.units / 100_000),
            expected_strike_no: args.expected_strike.unwrap_or(at.fund.last_strike_no),
        },
    );
    let classes = (args.class, args.to_class);
    let amount = |amount: u64| grouped(&plain(amount));
    let question = format!(
        "Exchange {} shares of class {} for about {} shares of class {}: a value of {}, of which {} for income since the last strike. Go on?",
        amount(given_units),
        classes.0,
        amount(preview.units),
        classes.1,
        amount(preview.value_e6),
        amount(preview.equalisation_e6),
    );
    let plan = Plan::new("exchange", vec![order], move |context, receipt| {
        let exchanged = shared::events(context, receipt).into_iter().find_map(|event| match event {
            Event::Exchanged(event) if event.to_holding == to_holding_address => Some(event),
            _ => None,
        });
        let of_event = |value: Option<u64>| value.map_or_else(Cell::none, Cell::amount);
        let event = exchanged.as_ref();
        Ok(Output::new().record(
            "Exchanged",
            vec![
                ("wallet", "Wallet", Cell::address(&owner)),
                ("class", "From class", Cell::count(classes.0)),
                ("toClass", "To class", Cell::count(classes.1)),
                ("given", "Shares given", of_event(event.map(|event| event.given_units))),
                ("taken", "Shares taken", of_event(event.map(|event| event.taken_units))),
                ("value", "Value after fees", of_event(event.map(|event| event.amount_e6))),
                ("fees", "Fees of both classes", of_event(event.map(fees_e6))),
                (
                    "equalisation",
                    "Of that for income since the strike",
                    of_event(event.map(|event| event.equalisation_e6)),
                ),
                ("previewed", "Shares previewed", Cell::amount(preview.units)),
                ("balance", "Held now in the first class", shared::units_now(context, &at.address, classes.0, &owner)?),
                (
                    "toBalance",
                    "Held now in the other class",
                    shared::units_now(context, &at.address, classes.1, &owner)?,
                ),
            ],
        ))
    });
    Ok(plan.ask(question).into())
}

/// What an exchange would give, by the program's arithmetic.
///
/// # Errors
/// Why it is not possible now, or when the node does not answer.
pub fn preview(
    context: &Context,
    at: &FundAt,
    (from, to): (&ShareClass, &ShareClass),
    units: u64,
) -> CliResult<Exchanged> {
    if from.deficit.get() > 0 {
        let message = format!("share class {} has losses that coming income pays off first", from.class_no);
        return Err(explain::foreseen(&MmfError::ClassInDeficit, message));
    }
    for class in [from, to] {
        if class.has_flag(class_flag::QUEUE_ONLY) {
            let message = format!("share class {} deals through the queue only", class.class_no);
            return Err(explain::foreseen(&MmfError::QueueOnly, message));
        }
    }
    let now = shared::network_time(context)?;
    quote::exchange(&at.fund, from, to, units, now).map_err(|error| explain_sdk(context, &error))
}

/// Units that can be given: those of the register that are free, of a class without one all tokens.
///
/// # Errors
/// When there are none, or the node does not answer.
pub fn free_units(context: &Context, class: &ShareClass, holding: &Holding) -> CliResult<u64> {
    let units = if class.is_hooked() {
        holding.free_units()
    } else {
        ShareAccount::fetch(context, &holding.token_account)?.map_or(0, |account| account.tokens)
    };
    if units == 0 {
        return Err(CliError::refused("NothingToExchange", "the holding has no free units")
            .hint("`mmf holding show WALLET` tells what is free"));
    }
    Ok(units)
}

/// Fees of an exchange, of both classes.
fn fees_e6(event: &mmf::events::Exchanged) -> u64 {
    event.given_fee_e6.saturating_add(event.given_kept_e6).saturating_add(event.taken_fee_e6)
}
