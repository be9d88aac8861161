//! `mmf holding show`

use mmf::state::{Holding, Lot, ShareClass};
use mmf_math::settle::Position;
use solana_sdk::pubkey::Pubkey;

use crate::commands::share_account::ShareAccount;
use crate::commands::shared;
use crate::context::Context;
use crate::dates;
use crate::error::{CliError, CliResult};
use crate::output::{Cell, Field, Output};

/// The holding as it stands, with the income up to the last strike.
pub fn show(context: &Context, owner: &Pubkey, class_no: u8) -> CliResult<Output> {
    let fund = context.fund()?;
    let (_, class) = shared::class(context, &fund, class_no)?;
    let (address, holding) = shared::holding(context, &class, owner).map_err(CliError::as_failure)?;
    let account = ShareAccount::fetch(context, &holding.token_account)?;
    let now = shared::network_time(context)?;
    let tokens = account.map_or(0, |account| account.tokens);
    let is_frozen = account.is_some_and(|account| account.frozen);
    let mut fields = position(&address, &holding, &class, tokens)?;
    fields.extend(restraints(&holding, is_frozen, now));
    let is_locked = |lot: &&Lot| i64::from(lot.unlock_day) * dates::DAY_SECONDS > now;
    let lots = holding.lots().iter().filter(is_locked);
    Ok(Output::new().record(format!("Holding of {owner}"), fields).table(
        "lots",
        "Lock-ups",
        vec![("unlockDay", "Free from"), ("units", "Units")],
        lots.map(lot_row).collect(),
    ))
}

fn position(address: &Pubkey, holding: &Holding, class: &ShareClass, tokens: u64) -> CliResult<Vec<Field>> {
    let income = settled(holding, class)?;
    let paid = if holding.paid_period == 0 { Cell::none() } else { Cell::text(dates::month_text(holding.paid_period)) };
    Ok(vec![
        ("holding", "Holding", Cell::address(address)),
        ("wallet", "Wallet", Cell::address(&holding.owner)),
        ("investor", "Investor", Cell::address(&holding.investor)),
        ("tokenAccount", "Token account", Cell::address(&holding.token_account)),
        ("classNo", "Share class", Cell::count(class.class_no)),
        ("units", "Units on the register", Cell::amount(holding.recorded_units)),
        ("tokens", "Tokens", Cell::amount(tokens)),
        ("uncertificated", "Units without a token", Cell::amount(holding.recorded_units.saturating_sub(tokens))),
        ("freeUnits", "Free units", Cell::amount(holding.free_units())),
        ("accrued_e18", "Income of this month", Cell::fine_units(income.accrued)),
        ("payable_e18", "Income of closed months, unpaid", Cell::fine_units(income.payable)),
        ("paidUnits", "Dividends paid", Cell::amount(holding.paid_units)),
        ("paidThrough", "Paid through", paid),
        ("openedAt", "Opened", Cell::instant(holding.opened_at)),
    ])
}

/// What keeps the holding or its units where they are, and where its dividends go.
fn restraints(holding: &Holding, token_account_frozen: bool, now: i64) -> Vec<Field> {
    let dividend_to = if holding.dividend_mode == 0 { Cell::none() } else { Cell::address(&holding.dividend_to) };
    vec![
        ("frozen", "Frozen by order", Cell::flag(holding.is_frozen())),
        ("frozenUnits", "Units frozen by order", Cell::amount(holding.frozen_units)),
        ("tokenAccountFrozen", "Token account frozen", Cell::flag(token_account_frozen)),
        ("reservedUnits", "Units in the redemption queue", Cell::amount(holding.reserved_units)),
        ("pledgedUnits", "Pledged units", Cell::amount(holding.pledged_units)),
        ("lockedUnits", "Locked units", Cell::amount(holding.locked_units(now))),
        ("dividendTo", "Dividends go to", dividend_to),
    ]
}

fn lot_row(lot: &Lot) -> Vec<Cell> {
    vec![Cell::day(lot.unlock_day), Cell::amount(lot.units)]
}

/// The position with all income up to the class's index, as the program would credit it.
pub fn settled(holding: &Holding, class: &ShareClass) -> CliResult<Position> {
    let mut position = Position {
        recorded: holding.recorded_units,
        last_index: holding.last_index.get(),
        accrued: holding.accrued.get(),
        payable: holding.payable.get(),
        period: holding.period,
    };
    position
        .settle(&class.class_index())
        .map_err(|error| CliError::failure("FiguresInvalid", format!("the income cannot be computed: {error}")))?;
    Ok(position)
}
