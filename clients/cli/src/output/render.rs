//! Records and tables as text.

use comfy_table::{CellAlignment, ContentArrangement, LineStyle, Table, TableStyle};

use super::{Cell, Field, Section};

const STYLE: TableStyle = TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─'));

const NONE: &str = "  (none)";

/// All sections, separated by blank lines.
pub fn display(sections: &[Section]) -> String {
    let parts: Vec<String> = sections.iter().filter_map(section).collect();
    parts.join("\n\n")
}

fn section(section: &Section) -> Option<String> {
    match section {
        Section::Record { title, fields, .. } => Some(titled(title, &record(fields))),
        Section::Table { title, columns, rows, tall: false, .. } => Some(titled(title, &table(columns, rows))),
        Section::Table { title, columns, rows, .. } => Some(titled(title, &records(columns, rows))),
        Section::Note(note) => Some(note.clone()),
        Section::Hidden(..) => None,
    }
}

fn titled(title: &str, body: &str) -> String {
    if title.is_empty() { body.to_owned() } else { format!("{title}\n{body}") }
}

fn record(fields: &[Field]) -> String {
    let pairs: Vec<(&str, &Cell)> = fields.iter().map(|(_, label, cell)| (*label, cell)).collect();
    pairs_text(&pairs)
}

fn records(columns: &[(&'static str, &'static str)], rows: &[Vec<Cell>]) -> String {
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

fn table(columns: &[(&'static str, &'static str)], rows: &[Vec<Cell>]) -> String {
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
