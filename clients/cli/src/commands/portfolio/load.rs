//! `mmf portfolio load`

use mmf_portfolio::read_csv;

use super::words::{explain, reject};
use super::{files, inputs};
use crate::args::PortfolioLoad;
use crate::context::Context;
use crate::error::CliResult;
use crate::output::{Cell, Output};

pub fn run(context: &Context, args: &PortfolioLoad) -> CliResult<Output> {
    let path = inputs::book_path(context, &args.book)?;
    let content = files::read(&args.file)?;
    let book = read_csv(&content, args.as_of.map(inputs::day)).map_err(|faults| reject(&args.file, &faults))?;
    // The balances must be possible on the day of the book.
    book.value_at(book.as_of()).map_err(|error| explain(&error))?;
    let replaced = path.exists();
    let kept = !context.globals.dry_run;
    if kept {
        let content = book.to_json().map_err(|error| explain(&error))?;
        files::check_size(&path, &content)?;
        files::make_folder(&path)?;
        files::replace(&path, &content)?;
    }
    let balances = book.positions().iter().filter(|position| position.terms().kind.is_balance()).count();
    let positions = book.positions().len().saturating_sub(balances);
    let output = Output::new().record(
        "Book",
        vec![
            ("book", "File", Cell::text(path.display().to_string())),
            ("asOf", "As of the end of", Cell::text(book.as_of().to_string())),
            ("positions", "Positions (rows)", Cell::count(positions as u64)),
            ("balances", "Balances (rows)", Cell::count(balances as u64)),
            ("kept", "Kept", Cell::flag(kept)),
            ("replaced", "Replaced an older book", Cell::flag(kept && replaced)),
        ],
    );
    Ok(if kept { output } else { output.note("The file is in order; nothing was written (--dry-run).") })
}
