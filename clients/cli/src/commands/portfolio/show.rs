//! `mmf portfolio show`

use mmf_portfolio::Position;

use super::inputs;
use super::words::{explain, figure, money};
use crate::args::BookOption;
use crate::context::Context;
use crate::error::CliResult;
use crate::output::{Cell, Output};

const COLUMNS: [(&str, &str); 9] = [
    ("id", "Id"),
    ("lot", "Lot"),
    ("kind", "Kind"),
    ("issuer", "Issuer"),
    ("face", "Face (fund currency)"),
    ("settle", "Settles"),
    ("end", "Ends"),
    ("cost", "Cost (fund currency)"),
    ("yieldPct", "Yield (% bond-equivalent)"),
];

pub fn run(context: &Context, option: &BookOption) -> CliResult<Output> {
    let book = inputs::book(context, option)?;
    let rows = book.positions().iter().map(row).collect::<CliResult<Vec<_>>>()?;
    let count = rows.len() as u64;
    Ok(Output::new()
        .record(
            "Book",
            vec![
                ("asOf", "As of the end of", Cell::text(book.as_of().to_string())),
                ("rows", "Positions and balances (rows)", Cell::count(count)),
            ],
        )
        .table("positions", "", COLUMNS.to_vec(), rows))
}

fn row(position: &Position) -> CliResult<Vec<Cell>> {
    let terms = position.terms();
    let rate = position.bond_equivalent_yield().map_err(|error| explain(&error))?;
    Ok(vec![
        Cell::text(&terms.id),
        if terms.lot.is_empty() { Cell::none() } else { Cell::text(&terms.lot) },
        Cell::text(terms.kind.name()),
        Cell::text(&terms.issuer),
        money(terms.face),
        Cell::text(terms.settle.to_string()),
        position.end().map_or_else(Cell::none, |end| Cell::text(end.to_string())),
        if terms.kind.is_balance() { Cell::none() } else { money(position.cost()) },
        rate.map_or_else(Cell::none, |rate| figure(rate, 4)),
    ])
}
