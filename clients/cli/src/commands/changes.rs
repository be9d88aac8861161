//! What an order would change: before and after, in the words of the tables.

use crate::output::{Cell, Field, Output};

/// Fields that change.
pub struct Changes(Vec<Change>);

struct Change {
    what: &'static str,
    before: Cell,
    after: Cell,
}

impl Changes {
    /// The fields that differ, of two lists of the same fields.
    pub fn between(old: Vec<Field>, new: Vec<Field>) -> Self {
        let changed = old.into_iter().zip(new).filter(|((_, _, before), (_, _, after))| before != after);
        Self(changed.map(|((_, what, before), (_, _, after))| Change { what, before, after }).collect())
    }

    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// One line for each, for a question.
    pub fn lines(&self) -> String {
        let lines =
            self.0.iter().map(|change| format!("  {}: {} → {}", change.what, change.before.text, change.after.text));
        lines.collect::<Vec<_>>().join("\n")
    }

    /// A table of them. `key`: the column of what changed.
    pub fn table(self, title: impl Into<String>, key: (&'static str, &'static str)) -> Output {
        let rows = self.0.into_iter().map(|change| vec![Cell::text(change.what), change.before, change.after]);
        Output::new().table("changes", title, vec![key, ("before", "Before"), ("after", "After")], rows.collect())
    }
}

/// What a change of this direction waits for.
pub fn effect(loosens: bool, time_lock_seconds: u32) -> String {
    match (loosens, time_lock_seconds) {
        (false, _) => "It only forbids more.".to_owned(),
        (true, 0) => "It allows more than before.".to_owned(),
        (true, seconds) => format!("It allows more than before, so the time lock of {seconds} seconds makes it wait."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_shown() {
        let old = vec![("a", "First", Cell::count(1u8)), ("b", "Second", Cell::count(2u8))];
        let new = vec![("a", "First", Cell::count(1u8)), ("b", "Second", Cell::count(3u8))];
        let changes = Changes::between(old.clone(), new);
        assert_eq!(changes.lines(), "  Second: 2 → 3");
        assert!(Changes::between(old.clone(), old).is_empty());
    }

    #[test]
    fn what_loosens_waits_for_the_time_lock() {
        assert!(effect(true, 3_600).contains("3600 seconds"));
        assert!(!effect(true, 0).contains("wait"));
        assert!(effect(false, 3_600).contains("only forbids more"));
    }
}
