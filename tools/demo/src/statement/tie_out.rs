//! One tie-out: two ways to the same figure, and what lies between them.

use std::path::Path;

use anyhow::Result;

use crate::{figures::plain, table::Table};

/// A tie-out.
pub struct TieOut {
    /// What is tied out.
    pub title: &'static str,
    /// How, in a sentence.
    pub rule: &'static str,
    /// The tables that show it.
    pub tables: Vec<Table>,
    /// Sums of the absolute differences, each with its number of decimals.
    pub differences: Vec<(i128, usize)>,
}

impl TieOut {
    /// Whether nothing differs.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.differences.iter().all(|(value, _)| *value == 0)
    }

    /// The difference for people: zero with six decimals, or else each one that is not zero in full.
    #[must_use]
    pub fn difference(&self) -> String {
        if self.holds() {
            return plain(0, 6);
        }
        let differing = self.differences.iter().filter(|(value, _)| *value != 0);
        differing.map(|(value, decimals)| plain(*value, *decimals)).collect::<Vec<_>>().join(", ")
    }

    /// Prints the tie-out and writes its tables.
    ///
    /// # Errors
    /// A folder that cannot be written.
    pub fn print(&self, number: usize, folder: &Path) -> Result<()> {
        println!("\n({number}) {}: {}\n", self.title, self.rule);
        for table in &self.tables {
            table.print();
            println!();
            table.write(folder)?;
        }
        println!("  difference {}", self.difference());
        Ok(())
    }
}

/// Sum of the absolute values.
pub fn sum_abs(differences: impl IntoIterator<Item = i128>) -> i128 {
    differences.into_iter().map(i128::abs).sum()
}
