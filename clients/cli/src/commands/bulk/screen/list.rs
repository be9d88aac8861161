//! The sanctions list: one identifier a line.

use std::path::Path;

use super::table::{Fault, Lines, reject};
use crate::error::CliResult;

/// What an identifier identifies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A wallet's address.
    Wallet,
    /// An investor's number.
    InvestorId,
    /// A name.
    Name,
    /// A legal entity identifier.
    Lei,
    /// A number in a register of companies.
    Registration,
}

impl Kind {
    const ALL: [Self; 5] = [Self::Wallet, Self::InvestorId, Self::Name, Self::Lei, Self::Registration];

    /// Its name in the list.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Wallet => "wallet",
            Self::InvestorId => "investor-id",
            Self::Name => "name",
            Self::Lei => "lei",
            Self::Registration => "registration",
        }
    }

    /// Whether it is in the transfer agent's file only, not on chain.
    pub const fn is_of_register(self) -> bool {
        matches!(self, Self::Name | Self::Lei | Self::Registration)
    }
}

/// A line of the list.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What it identifies.
    pub kind: Kind,
    /// The identifier.
    pub identifier: String,
    /// The list's own number of the entry.
    pub entry: String,
    /// The sanctions program.
    pub program: String,
}

const COLUMNS: [&str; 4] = ["identifier", "kind", "entry", "program"];

/// Reads the list.
///
/// # Errors
/// When anything is wrong with it: all of it is listed.
pub fn read(file: &Path, content: &[u8]) -> CliResult<Vec<Entry>> {
    let mut entries = Vec::new();
    let faults = lines(content, &COLUMNS, |line, cells, faults| {
        let [identifier, kind, entry, program] = cells else { return };
        if identifier.is_empty() {
            faults.push(Fault::new(line, "identifier", "", "the cell is empty"));
        }
        match Kind::ALL.into_iter().find(|known| known.name() == kind.to_lowercase()) {
            None => faults.push(Fault::new(
                line,
                "kind",
                kind,
                "it is none of wallet, investor-id, name, lei, registration",
            )),
            Some(kind) => entries.push(Entry {
                kind,
                identifier: identifier.clone(),
                entry: entry.clone(),
                program: program.clone(),
            }),
        }
    });
    if faults.is_empty() { Ok(entries) } else { Err(reject(file, faults)) }
}

/// Gives the cells of the wanted columns of each line; returns what is wrong.
pub fn lines(content: &[u8], wanted: &[&str], mut heed: impl FnMut(u64, &[String], &mut Vec<Fault>)) -> Vec<Fault> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(content);
    let mut faults = Vec::new();
    let header = match reader.headers() {
        Ok(header) => header.clone(),
        Err(error) => return vec![Fault::new(1, "", "", error.to_string())],
    };
    let mut places = Vec::with_capacity(wanted.len());
    for name in wanted {
        match header.iter().position(|cell| cell.trim_start_matches('\u{feff}') == *name) {
            Some(place) => places.push(place),
            None => faults.push(Fault::new(1, *name, "", "the column is missing")),
        }
    }
    if !faults.is_empty() {
        return faults;
    }
    let mut lines = Lines::of(content);
    for record in reader.records() {
        match record {
            Ok(record) => {
                let line = lines.line(record.position());
                let cells: Vec<String> =
                    places.iter().map(|place| record.get(*place).unwrap_or_default().to_owned()).collect();
                heed(line, &cells, &mut faults);
            }
            Err(error) => faults.push(Fault::new(lines.line(error.position()), "", "", error.to_string())),
        }
    }
    faults
}
