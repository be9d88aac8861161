//! `demo/investors.csv`

use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;

/// An investor under a made-up name.
#[derive(Clone, Debug, Deserialize)]
pub struct Investor {
    /// `I01`, `I02`, …: names the investor in the orders, never on chain.
    pub id: String,
    /// Made-up name.
    pub name: String,
    /// `entity` or `person`.
    pub kind: String,
    /// ISO 3166 numeric code.
    pub jurisdiction: String,
    /// `yes` or `no`.
    pub us_person: String,
}

impl Investor {
    /// Whether the investor is a US person.
    #[must_use]
    pub fn is_us_person(&self) -> bool {
        self.us_person == "yes"
    }
}

pub(super) fn read(file: &Path) -> Result<Vec<Investor>> {
    csv::Reader::from_path(file)
        .with_context(|| file.display().to_string())?
        .deserialize()
        .map(|row| row.with_context(|| file.display().to_string()))
        .collect()
}
