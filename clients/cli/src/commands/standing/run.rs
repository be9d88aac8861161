//! `mmf standing run`: a keeper's round over standing instructions.

use mmf::error::MmfError;
use mmf::state::{Standing, class_flag};
use mmf_client::events::Event;
use mmf_client::ix::DealingParties;
use solana_sdk::pubkey::Pubkey;

use super::due::{Due, due};
use super::show;
use crate::commands::dealing::{CashAccount, cash_e6};
use crate::commands::shared::{self, FundAt, explain_sdk};
use crate::context::Context;
use crate::error::{CliError, CliResult, Kind};
use crate::explain;
use crate::output::{Cell, Output};
use crate::tx::{self, Plan};

/// What became of an instruction.
enum Fate {
    Moved { side: u8, units: u64, settlement_units: u64 },
    WouldMove,
    NotDue,
    Ended,
    Refused(CliError),
}

/// Runs every instruction that is due, one by one: the program decides, the keeper chooses nothing.
pub fn run(context: &Context, wallet: Option<Pubkey>, class_no: Option<u8>) -> CliResult<Output> {
    if context.globals.print.is_some() || context.globals.propose.is_some() {
        return Err(CliError::usage("BatchNeedsSignatures", "a keeper's round can be neither printed nor proposed")
            .hint("leave --print and --propose out"));
    }
    let at = shared::fund(context)?;
    let standings = show::of_fund(context, &at, wallet, class_no)?;
    if let (Some(wallet), true) = (wallet, standings.is_empty()) {
        return Err(show::missing(&wallet));
    }
    let mut rows = Vec::new();
    let now = shared::network_time(context)?;
    let mut counts = [0u64; 4];
    for (number, key, standing) in &standings {
        let fate = one(context, &at, *number, (key, standing), now)?;
        let place = match fate {
            Fate::Moved { .. } | Fate::WouldMove => 0,
            Fate::NotDue => 1,
            Fate::Ended => 2,
            Fate::Refused(_) => 3,
        };
        counts[place] += 1;
        rows.push(row(&at, *number, standing, &fate));
    }
    let [moved, not_due, ended, refused] = counts;
    let output = Output::new()
        .record(
            "Round over standing instructions",
            vec![
                ("standings", "Instructions", Cell::count(standings.len() as u64)),
                ("moved", "Carried out", Cell::count(moved)),
                ("notDue", "Not due", Cell::count(not_due)),
                ("ended", "Ended", Cell::count(ended)),
                ("refused", "Refused", Cell::count(refused)),
            ],
        )
        .fitted_table(
            "runs",
            "What became of them",
            vec![
                ("classNo", "Class"),
                ("wallet", "Wallet"),
                ("became", "Became"),
                ("cash", "Cash"),
                ("units", "Units"),
                ("name", "Error"),
                ("why", "Why"),
            ],
            rows,
        );
    Ok(if refused > 0 { output.ending_as(Kind::Refused) } else { output })
}

fn one(
    context: &Context,
    at: &FundAt,
    class_no: u8,
    (key, standing): (&Pubkey, &Standing),
    now: i64,
) -> CliResult<Fate> {
    let account = CashAccount::fetch(context, &standing.cash_account)?;
    let may_sweep = account.map_or(0, |account| account.delegated_to(key));
    match due(standing, account.as_ref(), may_sweep, now) {
        Due::Now => send(context, at, class_no, key, standing),
        Due::NotNow => Ok(Fate::NotDue),
        Due::Ended => Ok(Fate::Ended),
        Due::WithoutDelegation => {
            let message = "the instruction may not move cash of the account: its holder has delegated it to nobody, or to another";
            Ok(Fate::Refused(explain::foreseen(&MmfError::StandingInvalid, message)))
        }
    }
}

fn send(context: &Context, at: &FundAt, class_no: u8, key: &Pubkey, standing: &Standing) -> CliResult<Fate> {
    let (class_address, class) = shared::class(context, &at.address, class_no)?;
    let holding: Box<mmf::state::Holding> =
        context.client.fetch(&standing.holding).map_err(|error| explain_sdk(context, &error))?;
    let parties = DealingParties {
        owner: standing.owner,
        investor: holding.investor,
        fund: at.address,
        class: class_address,
        token_acl: class.has_flag(class_flag::TOKEN_ACL),
    };
    let keeper = context.fee_payer()?.address();
    let order = context.client.addresses().run_standing(&keeper, &parties, &at.fund);
    let key = *key;
    let (sender, receiver) = std::sync::mpsc::channel();
    let plan = Plan::new("run a standing instruction", vec![order], move |context, receipt| {
        let run = shared::events(context, receipt).into_iter().find_map(|event| match event {
            Event::StandingRun(event) if event.standing == key => Some(event),
            _ => None,
        });
        // The receiver outlives the report.
        let _ = sender.send(run);
        Ok(Output::silent())
    });
    match tx::carry_out(context, plan) {
        Ok(_) if context.globals.dry_run => Ok(Fate::WouldMove),
        Ok(_) => Ok(match receiver.try_recv().ok().flatten() {
            Some(run) => Fate::Moved { side: run.side, units: run.units, settlement_units: run.settlement_units },
            None => Fate::WouldMove,
        }),
        Err(error) if error.name == MmfError::StandingNotDue.name() => Ok(Fate::NotDue),
        Err(error) if error.kind == Kind::Refused => Ok(Fate::Refused(error)),
        Err(error) => Err(error),
    }
}

fn row(at: &FundAt, class_no: u8, standing: &Standing, fate: &Fate) -> Vec<Cell> {
    let none = Cell::none;
    let (became, cash, units, name, why) = match fate {
        Fate::Moved { side, units, settlement_units } => {
            let cash = Cell::amount(cash_e6(*settlement_units, at.fund.settlement_decimals));
            let word = if *side == 0 { "swept" } else { "redeemed" };
            (word, cash, Cell::amount(*units), none(), none())
        }
        Fate::WouldMove => ("due", none(), none(), none(), none()),
        Fate::NotDue => ("not due", none(), none(), none(), none()),
        Fate::Ended => ("ended", none(), none(), none(), none()),
        Fate::Refused(error) => ("refused", none(), none(), Cell::text(&error.name), Cell::text(&error.message)),
    };
    vec![Cell::count(class_no), Cell::address(&standing.owner), Cell::text(became), cash, units, name, why]
}
