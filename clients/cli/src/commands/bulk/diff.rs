//! `mmf investor diff`

use std::collections::HashSet;

use super::register::Register;
use super::table::{self, Column, Record, Table, reject};
use crate::args::Diff;
use crate::commands::shared;
use crate::context::Context;
use crate::error::{CliResult, Kind};
use crate::output::{Cell, Output, hex};

/// A cell that differs.
struct Difference {
    line: u64,
    id: [u8; 32],
    column: Column,
    file: String,
    chain: String,
}

pub fn run(context: &Context, args: &Diff) -> CliResult<Output> {
    let (table, faults) = table::read(&table::bytes(&args.file)?);
    if !faults.is_empty() {
        return Err(reject(&args.file, faults));
    }
    let register = Register::read(context, shared::fund(context)?)?;
    let in_file: HashSet<[u8; 32]> = table.rows.iter().map(|row| row.record.id).collect();
    let only_file = table.rows.iter().filter(|row| !register.investors.contains_key(&row.record.id));
    let only_file: Vec<Vec<Cell>> =
        only_file.map(|row| vec![Cell::count(row.line), Cell::hex(&row.record.id)]).collect();
    let records = register.records()?;
    let only_chain = records.iter().filter(|(record, _)| !in_file.contains(&record.id));
    let only_chain: Vec<Vec<Cell>> = only_chain.map(|(record, _)| vec![Cell::hex(&record.id)]).collect();
    let cells = differences(&table, &register)?;
    Ok(report(only_file, only_chain, cells))
}

fn differences(table: &Table, register: &Register) -> CliResult<Vec<Difference>> {
    let mut found = Vec::new();
    for row in &table.rows {
        let Some(known) = register.investors.get(&row.record.id) else { continue };
        let on_chain: Record = known.record()?;
        for column in &table.columns {
            let (file, chain) = (column.write(&row.record), column.write(&on_chain));
            if file != chain {
                found.push(Difference { line: row.line, id: row.record.id, column: *column, file, chain });
            }
        }
    }
    Ok(found)
}

fn report(only_file: Vec<Vec<Cell>>, only_chain: Vec<Vec<Cell>>, cells: Vec<Difference>) -> Output {
    let same = only_file.is_empty() && only_chain.is_empty() && cells.is_empty();
    let cells: Vec<Vec<Cell>> = cells.into_iter().map(row).collect();
    let mut output = Output::new().record("", vec![("same", "File and register agree", Cell::flag(same))]);
    let of_file = vec![("line", "Line"), ("investorId", "Investor")];
    output = output.table("onlyInFile", format!("Only in the file: {}", only_file.len()), of_file, only_file);
    output = output.table(
        "onlyOnChain",
        format!("Only on the register: {}", only_chain.len()),
        vec![("investorId", "Investor")],
        only_chain,
    );
    let columns = vec![
        ("line", "Line"),
        ("investorId", "Investor"),
        ("column", "Column"),
        ("file", "File"),
        ("chain", "Register"),
    ];
    output = output.table("cells", format!("Cells that differ: {}", cells.len()), columns, cells);
    if same { output } else { output.ending_as(Kind::Failure) }
}

fn row(difference: Difference) -> Vec<Cell> {
    vec![
        Cell::count(difference.line),
        Cell::text(hex(&difference.id)),
        Cell::text(difference.column.name()),
        Cell::text(difference.file),
        Cell::text(difference.chain),
    ]
}
