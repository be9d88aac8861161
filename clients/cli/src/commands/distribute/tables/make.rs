//! Makes tables, or extends those that have room, until they hold every address.

use std::thread::sleep;
use std::time::{Duration, Instant};

use mmf_client::lookup::{self, LOOKUP_TABLE_MAX_ADDRESSES, LOOKUP_TABLE_META_SIZE, LookupTable};
use solana_sdk::instruction::Instruction;
use solana_sdk::pubkey::Pubkey;

use super::{Index, TableFile};
use crate::batch::{self, Job, Journal};
use crate::commands::distribute::unfinished;
use crate::commands::shared::explain_sdk;
use crate::context::Context;
use crate::error::{CliError, CliResult};
use crate::explain;

/// Addresses that one transaction adds to a table, beside its making: nine holdings that are reinvested.
const AT_ONCE: usize = 27;
/// Addresses that a table of ours holds: whole holdings, as far as they are reinvested; others have more addresses.
const IN_A_TABLE: usize = LOOKUP_TABLE_MAX_ADDRESSES - LOOKUP_TABLE_MAX_ADDRESSES % 3;
/// Compute units that making and extending a table takes at most.
const COMPUTE_UNITS: u32 = 60_000;
const ADDRESS_BYTES: usize = 32;
const SIGNATURE_LAMPORTS: u64 = 5_000;
/// How long addresses that were added are waited for until they serve.
const PATIENCE: Duration = Duration::from_secs(30);

/// The tables of a run.
#[derive(Default)]
pub struct MadeTables {
    /// What they hold.
    pub index: Index,
    /// How many there are.
    pub count: u64,
    /// Transactions that made and extended them now.
    pub transactions: u64,
    /// How long that took.
    pub elapsed: Duration,
}

/// Sees to it that the tables hold the addresses; those of the file are used again.
///
/// # Errors
/// When the fee payer has too little for the rent, a table is refused, or the node does not answer.
pub fn make(
    context: &Context,
    journal: &mut Journal,
    file: &mut TableFile,
    addresses: &[Pubkey],
    window: u16,
) -> CliResult<MadeTables> {
    let payer = context.fee_payer()?.address();
    let existing = existing(context, file)?;
    let known: Vec<LookupTable> = existing.iter().filter(|table| is_active(table)).cloned().collect();
    let index = Index::of(&known);
    let missing: Vec<Pubkey> = addresses.iter().filter(|address| !index.holds(address)).copied().collect();
    if missing.is_empty() {
        return Ok(MadeTables { count: known.len() as u64, index, ..MadeTables::default() });
    }
    let started = Instant::now();
    let mut orders = Orders::default();
    let rest = orders.extend(&known, &payer, &missing);
    let fresh = orders.make(context, &payer, rest, file)?;
    check_balance(context, &payer, missing.len(), fresh.len(), &orders)?;
    // They stand in the file before they are made, so that a run that is killed leaves none behind.
    file.tables = existing.iter().map(|table| table.address).chain(fresh).collect();
    file.write()?;
    let mut transactions = 0;
    for (jobs, title) in [(&orders.makings, "make lookup tables"), (&orders.extensions, "fill lookup tables")] {
        let tally = batch::send(context, journal, title, jobs, window)?;
        if !tally.unfinished.is_empty() {
            return Err(unfinished(&tally, "orders for lookup tables", journal.path()));
        }
        transactions += tally.landed;
    }
    let tables = in_service(context, file)?;
    let (count, index) = (tables.len() as u64, Index::of(&tables));
    Ok(MadeTables { index, count, transactions, elapsed: started.elapsed() })
}

/// What is to be sent: first every table is made, then all are filled side by side, in whatever order that lands.
#[derive(Default)]
struct Orders {
    makings: Vec<Job>,
    extensions: Vec<Job>,
}

impl Orders {
    /// Fills the room of tables that are ours; returns what did not fit.
    fn extend<'a>(&mut self, known: &[LookupTable], payer: &Pubkey, missing: &'a [Pubkey]) -> &'a [Pubkey] {
        let mut rest = missing;
        for table in known.iter().filter(|table| table.authority == Some(*payer)) {
            let (add, left) = rest.split_at((table.room() / 3 * 3).min(rest.len()));
            self.fill(&table.address, payer, add);
            rest = left;
        }
        rest
    }

    /// New tables for addresses, each named after a recent slot of its own; returns where they will be.
    fn make(
        &mut self,
        context: &Context,
        payer: &Pubkey,
        addresses: &[Pubkey],
        file: &TableFile,
    ) -> CliResult<Vec<Pubkey>> {
        if addresses.is_empty() {
            return Ok(Vec::new());
        }
        let slots = context.client.recent_slots().map_err(|error| explain_sdk(context, &error))?;
        let mut free = slots.into_iter().map(|slot| lookup::create(payer, slot));
        let mut made = Vec::new();
        for part in addresses.chunks(IN_A_TABLE) {
            let (address, creation) = free.find(|(address, _)| !file.tables.contains(address)).ok_or_else(exhausted)?;
            let (first, rest) = part.split_at(AT_ONCE.min(part.len()));
            self.makings.push(job(&address, 0, vec![creation, lookup::extend(&address, payer, first)]));
            self.fill(&address, payer, rest);
            made.push(address);
        }
        Ok(made)
    }

    fn fill(&mut self, table: &Pubkey, payer: &Pubkey, addresses: &[Pubkey]) {
        for (number, part) in addresses.chunks(AT_ONCE).enumerate() {
            self.extensions.push(job(table, number + 1, vec![lookup::extend(table, payer, part)]));
        }
    }
}

/// The file's tables that are there: those that were given up stay in it until they are closed.
fn existing(context: &Context, file: &TableFile) -> CliResult<Vec<LookupTable>> {
    let found = context.client.lookup_tables(&file.tables).map_err(|error| explain_sdk(context, &error))?;
    Ok(found.into_iter().flatten().collect())
}

fn is_active(table: &LookupTable) -> bool {
    table.deactivated_at.is_none()
}

fn job(table: &Pubkey, part: usize, orders: Vec<Instruction>) -> Job {
    Job::new(format!("{table} {part}"), format!("lookup table {table}, part {part}"), vec![orders])
        .with_limit(COMPUTE_UNITS)
}

fn exhausted() -> CliError {
    CliError::failure("SlotsExhausted", "the network has too few recent slots to name the lookup tables after")
        .hint("run the command again in a few minutes, or with --no-tables")
}

fn check_balance(context: &Context, payer: &Pubkey, addresses: usize, fresh: usize, orders: &Orders) -> CliResult<()> {
    let explain = |error| explain::rpc_error(&error, &context.config.url);
    let rent = |bytes: usize| context.rpc().get_minimum_balance_for_rent_exemption(bytes).map_err(explain);
    let empty = rent(LOOKUP_TABLE_META_SIZE)?;
    let an_address = rent(LOOKUP_TABLE_META_SIZE + ADDRESS_BYTES)?.saturating_sub(empty);
    let transactions = (orders.makings.len() + orders.extensions.len()) as u64;
    let needed = empty
        .saturating_mul(fresh as u64)
        .saturating_add(an_address.saturating_mul(addresses as u64))
        .saturating_add(transactions.saturating_mul(SIGNATURE_LAMPORTS));
    let balance = context.rpc().get_balance(payer).map_err(explain)?;
    if balance >= needed {
        return Ok(());
    }
    let sol = |lamports: u64| format!("{}.{:09}", lamports / 1_000_000_000, lamports % 1_000_000_000);
    let words = format!("the lookup tables' rent and fees are {} SOL, but {payer} has {}", sol(needed), sol(balance));
    Err(CliError::failure("FeePayerShort", words)
        .hint("nothing was sent; send it SOL, which --close-tables brings back, or run with --no-tables"))
}

/// The tables once the addresses that came last serve: from the slot after that of the extension on.
fn in_service(context: &Context, file: &TableFile) -> CliResult<Vec<LookupTable>> {
    let started = Instant::now();
    loop {
        let tables: Vec<LookupTable> = existing(context, file)?.into_iter().filter(is_active).collect();
        let last = tables.iter().map(|table| table.extended_at).max().unwrap_or_default();
        let slot = context.rpc().get_slot().map_err(|error| explain::rpc_error(&error, &context.config.url))?;
        if slot > last {
            return Ok(tables);
        }
        if started.elapsed() > PATIENCE {
            return Err(CliError::failure(
                "TablesNotActive",
                "the network makes no new blocks, so the lookup tables do not serve yet",
            )
            .hint("run the command again, or with --no-tables"));
        }
        sleep(Duration::from_millis(100));
    }
}
