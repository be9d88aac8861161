//! The transfer agent's own file: who the investors are. It stays on this machine.

use std::path::Path;

use super::list::lines;
use super::table::{self, Fault, reject};
use crate::args::parse;
use crate::error::CliResult;

/// An investor in the agent's file.
#[derive(Clone, Debug)]
pub struct Person {
    /// The number on the register.
    pub id: [u8; 32],
    /// The name.
    pub name: String,
    /// The legal entity identifier; may be empty.
    pub lei: String,
    /// The number in a register of companies; may be empty.
    pub registration: String,
}

const COLUMNS: [&str; 4] = ["investor_id", "name", "lei", "registration"];

/// Reads the file; further columns are left alone.
///
/// # Errors
/// When anything is wrong with it: all of it is listed.
pub fn read(file: &Path) -> CliResult<Vec<Person>> {
    let content = table::bytes(file)?;
    let mut people = Vec::new();
    let faults = lines(&content, &COLUMNS, |line, cells, faults| {
        let [id, name, lei, registration] = cells else { return };
        match parse::hex32(id) {
            Err(_) => faults.push(Fault::new(line, "investor_id", id, "it is not 64 hexadecimal digits")),
            Ok(id) => {
                people.push(Person { id, name: name.clone(), lei: lei.clone(), registration: registration.clone() })
            }
        }
    });
    if faults.is_empty() { Ok(people) } else { Err(reject(file, faults)) }
}
