//! What a command has to say: records and tables, shown as text or as JSON from one description.

mod cell;
mod render;

use serde_json::{Map, Value, json};

pub use cell::{Cell, hex};

use crate::error::Kind;

/// How results are written to standard output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Text and tables for people.
    #[default]
    Display,
    /// Indented JSON.
    Json,
    /// JSON on one line.
    JsonCompact,
}

impl Format {
    /// Whether programs read the output.
    #[must_use]
    pub fn is_json(self) -> bool {
        self != Self::Display
    }
}

/// A field: JSON key, label and value.
pub type Field = (&'static str, &'static str, Cell);

/// The result of a command, in the order in which it is shown.
#[derive(Clone, Debug, Default)]
pub struct Output {
    sections: Vec<Section>,
    silent: bool,
    ending: Option<Kind>,
}

#[derive(Clone, Debug)]
enum Section {
    Record {
        key: Option<&'static str>,
        title: String,
        fields: Vec<Field>,
        sparse: bool,
    },
    Table {
        key: &'static str,
        title: String,
        columns: Vec<(&'static str, &'static str)>,
        rows: Vec<Vec<Cell>>,
        shape: Shape,
    },
    Note(String),
    Hidden(&'static str, Value),
}

/// How people see a list of objects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// Side by side in columns.
    Table,
    /// One below the other.
    Tall,
    /// In columns where that is not too wide, else one below the other; what is nothing everywhere is left out.
    Fitted,
}

impl Output {
    /// An empty result.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The result of a command that has said everything already.
    #[must_use]
    pub fn silent() -> Self {
        Self { silent: true, ..Self::default() }
    }

    /// A result that is bad news all the same: the process ends with the exit code of this kind of failure.
    #[must_use]
    pub fn ending_as(mut self, kind: Kind) -> Self {
        self.ending = Some(kind);
        self
    }

    /// The exit code of the process that shows this result.
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        self.ending.map_or(0, Kind::exit_code)
    }

    /// Adds fields to the top level of the result.
    #[must_use]
    pub fn record(self, title: impl Into<String>, fields: Vec<Field>) -> Self {
        self.fields(None, title.into(), fields, false)
    }

    /// The same; people don't see what does not apply, and programs see `null`.
    #[must_use]
    pub fn sparse_record(self, title: impl Into<String>, fields: Vec<Field>) -> Self {
        self.fields(None, title.into(), fields, true)
    }

    /// Adds fields as an object of their own.
    #[must_use]
    pub fn object(self, key: &'static str, title: impl Into<String>, fields: Vec<Field>) -> Self {
        self.fields(Some(key), title.into(), fields, false)
    }

    /// The same; people don't see what does not apply, and programs see `null`.
    #[must_use]
    pub fn sparse_object(self, key: &'static str, title: impl Into<String>, fields: Vec<Field>) -> Self {
        self.fields(Some(key), title.into(), fields, true)
    }

    fn fields(mut self, key: Option<&'static str>, title: String, fields: Vec<Field>, sparse: bool) -> Self {
        self.sections.push(Section::Record { key, title, fields, sparse });
        self
    }

    /// Adds a table: a list of objects for programs.
    #[must_use]
    pub fn table(
        self,
        key: &'static str,
        title: impl Into<String>,
        columns: Vec<(&'static str, &'static str)>,
        rows: Vec<Vec<Cell>>,
    ) -> Self {
        self.rows(key, title.into(), columns, rows, Shape::Table)
    }

    /// Adds a list of objects that are shown one below the other: for rows that are too wide for a table.
    #[must_use]
    pub fn tall_table(
        self,
        key: &'static str,
        title: impl Into<String>,
        columns: Vec<(&'static str, &'static str)>,
        rows: Vec<Vec<Cell>>,
    ) -> Self {
        self.rows(key, title.into(), columns, rows, Shape::Tall)
    }

    /// Adds a list of objects that is a table where that is not too wide. People don't see columns that are empty in every row.
    #[must_use]
    pub fn fitted_table(
        self,
        key: &'static str,
        title: impl Into<String>,
        columns: Vec<(&'static str, &'static str)>,
        rows: Vec<Vec<Cell>>,
    ) -> Self {
        self.rows(key, title.into(), columns, rows, Shape::Fitted)
    }

    fn rows(
        mut self,
        key: &'static str,
        title: String,
        columns: Vec<(&'static str, &'static str)>,
        rows: Vec<Vec<Cell>>,
        shape: Shape,
    ) -> Self {
        self.sections.push(Section::Table { key, title, columns, rows, shape });
        self
    }

    /// Adds a sentence that only people see.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.sections.push(Section::Note(note.into()));
        self
    }

    /// Adds a value that only programs see.
    #[must_use]
    pub fn hidden(mut self, key: &'static str, value: Value) -> Self {
        self.sections.push(Section::Hidden(key, value));
        self
    }

    /// The `result` object.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let mut result = Map::new();
        for section in &self.sections {
            match section {
                Section::Record { key, fields, .. } => {
                    let entries = fields.iter().map(|(key, _, cell)| ((*key).to_owned(), cell.json.clone()));
                    match key {
                        None => result.extend(entries),
                        Some(key) => {
                            result.insert((*key).to_owned(), Value::Object(entries.collect()));
                        }
                    }
                }
                Section::Table { key, columns, rows, .. } => {
                    let rows = rows.iter().map(|row| row_json(columns, row)).collect();
                    result.insert((*key).to_owned(), Value::Array(rows));
                }
                Section::Hidden(key, value) => {
                    result.insert((*key).to_owned(), value.clone());
                }
                Section::Note(_) => {}
            }
        }
        Value::Object(result)
    }

    /// The whole text for standard output; empty for a silent result.
    #[must_use]
    pub fn render(&self, command: &str, format: Format) -> String {
        if self.silent {
            return String::new();
        }
        let document = || json!({"command": command, "result": self.to_json()});
        match format {
            Format::Display => render::display(&self.sections),
            Format::Json => format!("{:#}", document()),
            Format::JsonCompact => document().to_string(),
        }
    }
}

fn row_json(columns: &[(&'static str, &'static str)], row: &[Cell]) -> Value {
    let entries = columns.iter().zip(row).map(|((key, _), cell)| ((*key).to_owned(), cell.json.clone()));
    Value::Object(entries.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Output {
        Output::new()
            .record("Fund", vec![("name", "Name", Cell::text("Demo"))])
            .table(
                "rows",
                "Rows",
                vec![("day", "Day"), ("units", "Units")],
                vec![vec![Cell::day(0), Cell::amount(1_000_000u64)]],
            )
            .note("all is well")
            .hidden("signatures", json!(["abc"]))
    }

    #[test]
    fn json_has_the_command_and_its_result() {
        let text = sample().render("fund show", Format::JsonCompact);
        assert_eq!(
            text,
            "{\"command\":\"fund show\",\"result\":{\"name\":\"Demo\",\
             \"rows\":[{\"day\":\"1970-01-01\",\"units\":\"1.000000\"}],\"signatures\":[\"abc\"]}}"
        );
    }

    #[test]
    fn people_see_labels_tables_and_notes() {
        let text = sample().render("fund show", Format::Display);
        for part in ["Fund", "Name", "Demo", "Day", "1970-01-01", "all is well"] {
            assert!(text.contains(part), "{part} in\n{text}");
        }
        assert!(!text.contains("abc"));
    }

    #[test]
    fn what_does_not_apply_is_for_programs_only() {
        let output = Output::new().sparse_record("Deal", vec![("cash", "Cash", Cell::none())]);
        assert_eq!(output.render("quote", Format::Display), "Deal\n");
        assert!(output.render("quote", Format::JsonCompact).contains("\"cash\":null"));
    }

    #[test]
    fn a_fitted_table_is_at_most_120_columns_wide_and_has_no_empty_column() {
        let columns = || vec![("who", "Who"), ("what", "What"), ("why", "Why")];
        let show = |who: &str| {
            let row = vec![Cell::text(who), Cell::text("b".repeat(50)), Cell::none()];
            Output::new().fitted_table("rows", "Rows", columns(), vec![row]).render("list", Format::Display)
        };
        let (narrow, wide) = (show(&"a".repeat(50)), show(&"a".repeat(70)));
        assert!(narrow.contains("Who") && narrow.contains('─') && !narrow.contains("Why"), "{narrow}");
        assert!(wide.contains("  Who   aaa") && !wide.contains('─'), "{wide}");
    }
}
