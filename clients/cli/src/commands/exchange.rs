//! `mmf exchange`

use mmf::error::MmfError;
use mmf::events::Exchanged;
use mmf::instructions::ExchangeArgs;
use mmf::state::{Holding, ShareClass, class_flag};
use mmf_client::events::{Event, decode_logs};
use mmf_client::ix::DealingParties;
use solana_sdk::instruction::Instruction;
use solana_sdk::pubkey::Pubkey;

use super::ask;
use super::share_account::ShareAccount;
use super::shared::{self, FundAt};
use crate::amount::{grouped, plain};
use crate::args::Exchange;
use crate::context::Context;
use crate::error::{CliError, CliResult};
use crate::explain;
use crate::output::{Cell, Output};
use crate::tx::{Plan, Reply};

/// A holder's two sides of an exchange.
pub struct Sides {
    /// The fund.
    pub at: FundAt,
    /// The class that is given.
    pub from_class: Box<ShareClass>,
    /// The holding there.
    pub from_holding: Box<Holding>,
    /// The class that is taken.
    pub to_class: Box<ShareClass>,
    from_address: Pubkey,
    to_address: Pubkey,
    to_holding_address: Pubkey,
    owner: Pubkey,
}

impl Sides {
    /// Reads them.
    ///
    /// # Errors
    /// When both are one class, the wallet has no holding in one of them, or the node does not answer.
    pub fn read(context: &Context, (from, to): (u8, u8), owner: Pubkey) -> CliResult<Self> {
        if from == to {
            return Err(explain::foreseen(&MmfError::SameClass, "both sides are the same share class"));
        }
        let at = shared::fund(context)?;
        let (from_address, from_class) = shared::class(context, &at.address, from)?;
        let (to_address, to_class) = shared::class(context, &at.address, to)?;
        let (_, from_holding) = shared::holding(context, &from_class, &owner)?;
        let (to_holding_address, _) = shared::holding(context, &to_class, &owner)?;
        Ok(Self { at, from_class, from_holding, to_class, from_address, to_address, to_holding_address, owner })
    }

    fn order(&self, context: &Context, args: ExchangeArgs) -> Instruction {
        let parties = DealingParties {
            owner: self.owner,
            investor: self.from_holding.investor,
            fund: self.at.address,
            class: self.from_address,
            token_acl: self.from_class.has_flag(class_flag::TOKEN_ACL),
        };
        context.client.addresses().exchange(&parties, &self.to_address, args)
    }

    /// What an exchange would give: the exchange itself, simulated.
    ///
    /// # Errors
    /// Why it is not possible now, or when the node does not answer.
    pub fn preview(&self, context: &Context, units: u64) -> CliResult<Exchanged> {
        if self.from_class.deficit.get() > 0 {
            let number = self.from_class.class_no;
            let message = format!("share class {number} has losses that coming income pays off first");
            return Err(explain::foreseen(&MmfError::ClassInDeficit, message));
        }
        for class in [&self.from_class, &self.to_class] {
            if class.has_flag(class_flag::QUEUE_ONLY) {
                let message = format!("share class {} deals through the queue only", class.class_no);
                return Err(explain::foreseen(&MmfError::QueueOnly, message)
                    .hint("the queue takes no exchanges: redeem and subscribe with --queue"));
            }
        }
        let expected_strike_no = self.at.fund.last_strike_no;
        let order = self.order(context, ExchangeArgs { units, min_units: 0, expected_strike_no });
        let simulated = ask::simulate(context, &self.at, |_| Ok(vec![order]), &[self.owner])?;
        let exchanged = decode_logs(&context.program(), &simulated.logs).into_iter().find_map(|event| match event {
            Event::Exchanged(event) => Some(event),
            _ => None,
        });
        exchanged.ok_or_else(|| CliError::failure("AnswerMissing", "the program told nothing of the exchange"))
    }
}

pub fn run(context: &Context, args: &Exchange) -> CliResult<Reply> {
    let owner = context.signer()?.address();
    let sides = Sides::read(context, (args.class, args.to_class), owner)?;
    let given_units = match args.shares {
        Some(units) => units,
        None => free_units(context, &sides.from_class, &sides.from_holding)?,
    };
    let preview = sides.preview(context, given_units)?;
    let order = sides.order(
        context,
        ExchangeArgs {
            units: if args.all { u64::MAX } else { given_units },
            // A tenth of a basis point below the preview: the interim income grows while the transaction travels.
            min_units: args.min_shares.unwrap_or(preview.taken_units - preview.taken_units / 100_000),
            expected_strike_no: args.expected_strike.unwrap_or(sides.at.fund.last_strike_no),
        },
    );
    let classes = (args.class, args.to_class);
    let amount = |amount: u64| grouped(&plain(amount));
    let question = format!(
        "Exchange {} shares of class {} for about {} shares of class {}: a value of {}, of which {} for income since the last strike. Go on?",
        amount(given_units),
        classes.0,
        amount(preview.taken_units),
        classes.1,
        amount(preview.amount_e6),
        amount(preview.equalisation_e6),
    );
    let plan = Plan::new("exchange", vec![order], move |context, receipt| {
        let exchanged = shared::events(context, receipt).into_iter().find_map(|event| match event {
            Event::Exchanged(event) if event.to_holding == sides.to_holding_address => Some(event),
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
                ("previewed", "Shares previewed", Cell::amount(preview.taken_units)),
                (
                    "balance",
                    "Held now in the first class",
                    shared::units_now(context, &sides.at.address, classes.0, &owner)?,
                ),
                (
                    "toBalance",
                    "Held now in the other class",
                    shared::units_now(context, &sides.at.address, classes.1, &owner)?,
                ),
            ],
        ))
    });
    Ok(plan.ask(question).into())
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
        return Err(CliError::refused("NothingFree", "the holding has no free units")
            .hint("`mmf holding show WALLET` tells what is free"));
    }
    Ok(units)
}

/// Fees of an exchange, of both classes.
fn fees_e6(event: &Exchanged) -> u64 {
    event.given_fee_e6.saturating_add(event.given_kept_e6).saturating_add(event.taken_fee_e6)
}
