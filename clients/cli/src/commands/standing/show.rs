//! `mmf standing show`

use mmf::state::{Fund, Standing};
use solana_sdk::pubkey::Pubkey;

use crate::commands::dealing::{CashAccount, Holder, cash_e6};
use crate::commands::shared::{self, FundAt, explain_sdk};
use crate::context::Context;
use crate::error::{CliError, CliResult};
use crate::output::{Cell, Field, Output};

/// A delegation above this, in units of the settlement mint, was given without bound.
const UNBOUNDED: u64 = u64::MAX / 2;

/// A wallet's instruction in a class.
pub fn one(context: &Context, class_no: u8, owner: Pubkey) -> CliResult<Output> {
    let holder = Holder::read(context, class_no, owner).map_err(CliError::as_failure)?;
    let found = context.client.standing(&holder.holding_address).map_err(|error| explain_sdk(context, &error))?;
    let standing = found.ok_or_else(|| missing(&owner))?;
    let key = context.client.addresses().standing(&holder.holding_address);
    let account = CashAccount::fetch(context, &standing.cash_account)?;
    let mut fields = fields(&key, &standing, &holder.at.fund);
    let (held, may) = account.map_or((0, 0), |it| (it.settlement_units, it.delegated_to(&key)));
    let cash = |units: u64| Cell::amount(cash_e6(units, holder.at.fund.settlement_decimals));
    fields.push(("cash", "Cash in the account now", cash(held)));
    let unbounded = Cell { text: "without bound".to_owned(), json: serde_json::Value::Null };
    fields.push(("allowance", "Cash that may still be swept", if may > UNBOUNDED { unbounded } else { cash(may) }));
    Ok(Output::new().record(format!("Standing instruction of {owner}"), fields))
}

/// Instructions of the fund, in the order of their setting.
pub fn all(context: &Context, class_no: Option<u8>) -> CliResult<Output> {
    let at = shared::fund(context)?;
    let standings = of_fund(context, &at, None, class_no)?;
    let rows = standings.iter().map(|(number, _, standing)| row(*number, standing, &at.fund));
    Ok(Output::new().fitted_table(
        "standings",
        format!("{} standing instructions", standings.len()),
        vec![
            ("classNo", "Class"),
            ("wallet", "Wallet"),
            ("sweepAbove", "Sweep above"),
            ("redeemBelow", "Redeem below"),
            ("maxMove", "At most"),
            ("intervalSeconds", "Every (s)"),
            ("until", "Until"),
            ("runs", "Runs"),
            ("lastRunAt", "Last run"),
        ],
        rows.collect(),
    ))
}

/// Instructions with the numbers of their classes.
///
/// # Errors
/// When the node does not answer.
pub fn of_fund(
    context: &Context,
    at: &FundAt,
    wallet: Option<Pubkey>,
    class_no: Option<u8>,
) -> CliResult<Vec<(u8, Pubkey, Box<Standing>)>> {
    let explain = |error| explain_sdk(context, &error);
    let found = context.client.standings(&at.address).map_err(explain)?;
    let classes = context.client.addresses().classes(&at.address, at.fund.class_bitmap);
    let mut standings = Vec::new();
    for (key, standing) in found.into_iter().filter(|(_, it)| wallet.is_none_or(|wallet| it.owner == wallet)) {
        let holding: Option<Box<mmf::state::Holding>> = context.client.find(&standing.holding).map_err(explain)?;
        let class = holding.and_then(|holding| classes.iter().find(|(_, class)| *class == holding.class));
        // A holding that was closed leaves its instruction without effect.
        if let Some((number, _)) = class.filter(|(number, _)| class_no.is_none_or(|only| only == *number)) {
            standings.push((*number, key, standing));
        }
    }
    standings.sort_by_key(|(number, key, standing)| (*number, standing.set_at, *key));
    Ok(standings)
}

/// The refusal for a wallet without an instruction.
pub fn missing(owner: &Pubkey) -> CliError {
    CliError::failure("StandingMissing", format!("{owner} has no standing instruction in this share class"))
        .hint("the holder gives one with `mmf standing set`")
}

fn fields(key: &Pubkey, standing: &Standing, fund: &Fund) -> Vec<Field> {
    let terms = &standing.terms;
    let cash = |units: u64| Cell::amount(cash_e6(units, fund.settlement_decimals));
    vec![
        ("standing", "Instruction", Cell::address(key)),
        ("wallet", "Wallet", Cell::address(&standing.owner)),
        ("cashAccount", "Cash account", Cell::address(&standing.cash_account)),
        ("sweepAbove", "Cash above this buys shares", or_none(terms.sweep_above_settlement_units, fund)),
        ("redeemBelow", "Below this shares are redeemed", or_none(terms.redeem_below_settlement_units, fund)),
        ("minMove", "Moves at least", cash(terms.min_move_settlement_units)),
        ("maxMove", "Moves at most", cash(terms.max_move_settlement_units)),
        ("intervalSeconds", "Seconds between two runs", Cell::count(terms.interval_seconds)),
        ("maxFeeBps", "Accepts a fee of at most (bps)", Cell::count(terms.max_fee_bps)),
        ("until", "Ends", Cell::instant(terms.expires_at)),
        ("setAt", "Set at", Cell::instant(standing.set_at)),
        ("lastRunAt", "Last run", Cell::instant(standing.last_run_at)),
        ("runs", "Runs", Cell::count(standing.runs)),
    ]
}

fn row(class_no: u8, standing: &Standing, fund: &Fund) -> Vec<Cell> {
    let terms = &standing.terms;
    vec![
        Cell::count(class_no),
        Cell::address(&standing.owner),
        or_none(terms.sweep_above_settlement_units, fund),
        or_none(terms.redeem_below_settlement_units, fund),
        Cell::amount(cash_e6(terms.max_move_settlement_units, fund.settlement_decimals)),
        Cell::count(terms.interval_seconds),
        Cell::instant(terms.expires_at),
        Cell::count(standing.runs),
        Cell::instant(standing.last_run_at),
    ]
}

fn or_none(units: u64, fund: &Fund) -> Cell {
    if units == 0 { Cell::none() } else { Cell::amount(cash_e6(units, fund.settlement_decimals)) }
}
