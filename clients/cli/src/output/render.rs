//! Records and tables as text.

use comfy_table::{CellAlignment, ContentArrangement, LineStyle, Table, TableStyle};

use super::{Cell, Field, Section, Shape};

const STYLE: TableStyle = TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─'));

const NONE: &str = "  (none)";

/// JSON key and label of a column.
type Column = (&'static str, &'static str);

/// Most columns of a terminal that a fitted table takes.
const FITTED_WIDTH: usize = 120;

/// All sections, separated by blank lines.
pub fn display(sections: &[Section]) -> String {
    let parts: Vec<String> = sections.iter().filter_map(section).collect();
    parts.join("\n\n")
}

fn section(section: &Section) -> Option<String> {
    match section {
        Section::Record { title, fields, sparse, .. } => Some(titled(title, &record(fields, *sparse))),
        Section::Table { title, columns, rows, shape, .. } => Some(titled(title, &shaped(*shape, columns, rows))),
        Section::Note(note) => Some(note.clone()),
        Section::Hidden(..) => None,
    }
}

fn titled(title: &str, body: &str) -> String {
    if title.is_empty() { body.to_owned() } else { format!("{title}\n{body}") }
}

fn shaped(shape: Shape, columns: &[Column], rows: &[Vec<Cell>]) -> String {
    match shape {
        Shape::Table => table(columns, rows),
        Shape::Tall => records(columns, rows),
        Shape::Fitted => {
            let (columns, rows) = without_empty(columns, rows);
            let text = table(&columns, &rows);
            let width = text.lines().map(|line| line.chars().count()).max().unwrap_or_default();
            if width > FITTED_WIDTH { records(&columns, &rows) } else { text }
        }
    }
}

/// The columns in which some row has something.
fn without_empty(columns: &[Column], rows: &[Vec<Cell>]) -> (Vec<Column>, Vec<Vec<Cell>>) {
    let none = Cell::none();
    let is_shown = |column: usize| rows.iter().any(|row| row.get(column).is_some_and(|cell| *cell != none));
    let shown: Vec<usize> = (0..columns.len()).filter(|column| is_shown(*column)).collect();
    let cells = |row: &Vec<Cell>| shown.iter().filter_map(|column| row.get(*column).cloned()).collect();
    (shown.iter().map(|column| columns[*column]).collect(), rows.iter().map(cells).collect())
}

fn record(fields: &[Field], sparse: bool) -> String {
    let none = Cell::none();
    let shown = fields.iter().filter(|(.., cell)| !sparse || *cell != none);
    let pairs: Vec<(&str, &Cell)> = shown.map(|(_, label, cell)| (*label, cell)).collect();
    pairs_text(&pairs)
}

fn records(columns: &[Column], rows: &[Vec<Cell>]) -> String {
    if rows.is_empty() {
        return NONE.to_owned();
    }
    let texts = rows.iter().map(|row| {
        let pairs: Vec<(&str, &Cell)> = columns.iter().map(|(_, label)| *label).zip(row).collect();
        pairs_text(&pairs)
    });
    texts.collect::<Vec<_>>().join("\n\n")
}

fn pairs_text(pairs: &[(&str, &Cell)]) -> String {
    let width = pairs.iter().map(|(label, _)| label.chars().count()).max().unwrap_or_default();
    let lines = pairs.iter().map(|(label, cell)| format!("  {label:width$}  {}", cell.text));
    lines.collect::<Vec<_>>().join("\n")
}

fn table(columns: &[Column], rows: &[Vec<Cell>]) -> String {
    if rows.is_empty() {
        return NONE.to_owned();
    }
    let mut table = Table::new();
    table
        .load_style(STYLE)
        .set_content_arrangement(ContentArrangement::Disabled)
        .set_header(columns.iter().map(|(_, label)| *label));
    for row in rows {
        table.add_row(row.iter().map(|cell| {
            let aligned = comfy_table::Cell::new(&cell.text);
            if is_number(&cell.text) { aligned.set_alignment(CellAlignment::Right) } else { aligned }
        }));
    }
    table.to_string()
}

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || c == ',' || c == '.')
}
