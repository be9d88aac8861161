//! Before a strike: which quote would be struck, how far the others are from it, and what each would run into.

use mmf::instructions::choose_quote;
use mmf::state::{NavReport, Quote, Role};

use super::books::Books;
use super::checks::{Check, Scene};
use crate::commands::shared::FundAt;
use crate::context::Context;
use crate::error::CliResult;
use crate::output::{Cell, Output};

/// What the posted quotes would come to.
pub struct Outlook {
    /// The quotes that count: of sources that are members now.
    quotes: Vec<Quote>,
    /// Place among them of the one that would be struck; `None` while the quorum is missing.
    struck: Option<usize>,
    /// What each would run into.
    checks: Vec<Vec<Check>>,
    /// What each quote's net assets should be, in e6.
    expected_e6: Vec<i128>,
    quorum: u8,
}

impl Outlook {
    /// Looks at a report that is open.
    ///
    /// # Errors
    /// When the node does not answer, or the books are out of range.
    pub fn of(context: &Context, at: &FundAt, report: &NavReport, correction_e6: i64) -> CliResult<Self> {
        let fund = &at.fund;
        let sources = fund.council(Role::NavSource);
        let is_of_turn = report.day == fund.next_strike_day && report.cutoff == fund.next_cutoff;
        let posted = if is_of_turn { report.posted() } else { &[] };
        let quotes: Vec<Quote> =
            posted.iter().filter(|quote| sources.position(&quote.source).is_some()).copied().collect();
        let chosen = choose_quote(report, sources, fund.policy.nav_quorum).ok().filter(|_| is_of_turn);
        let chosen = chosen.and_then(|place| report.posted().get(place));
        let struck = chosen.and_then(|chosen| quotes.iter().position(|quote| quote.source == chosen.source));
        let books = Books::read(context, at)?;
        let scene = Scene {
            fund,
            books_e6: books.owed_e6,
            average_e6: books.average_e6,
            n_days: books.n_days,
            quotes: &quotes,
            correction_e6,
        };
        let checks = quotes.iter().map(|quote| scene.checks(quote)).collect();
        let expected_e6 = quotes.iter().map(|quote| scene.expected_e6(quote)).collect();
        Ok(Self { struck, checks, expected_e6, quorum: fund.policy.nav_quorum, quotes })
    }

    /// The quote that would be struck.
    pub fn struck(&self) -> Option<&Quote> {
        self.quotes.get(self.struck?)
    }

    /// Bounds that its strike would break.
    pub fn broken(&self) -> impl Iterator<Item = &Check> {
        let checks = self.struck.and_then(|place| self.checks.get(place));
        checks.into_iter().flatten().filter(|check| check.broken)
    }

    /// Adds the tables of what would come of a strike.
    pub fn show(&self, output: Output) -> Output {
        let rows = (0..self.quotes.len()).filter_map(|place| self.row(place)).collect();
        let output = output.table("outlook", "If it were struck now", columns(), rows);
        let checks = self.struck.and_then(|place| self.checks.get(place));
        match checks {
            Some(checks) => {
                output.table("bounds", "Bounds, for the quote that would be struck", bounds(), check_rows(checks))
            }
            None => output
                .table("bounds", "Bounds, for the quote that would be struck", bounds(), Vec::new())
                .note(format!("A strike needs {} quotes and has {}.", self.quorum, self.quotes.len())),
        }
    }

    fn row(&self, place: usize) -> Option<Vec<Cell>> {
        let (quote, checks) = (self.quotes.get(place)?, self.checks.get(place)?);
        let median = self.struck();
        let off =
            |of: fn(&Quote) -> i128| median.map_or_else(Cell::none, |median| Cell::amount(of(quote) - of(median)));
        let broken: Vec<String> =
            checks.iter().filter(|check| check.broken).map(|check| check.name.to_owned()).collect();
        Some(vec![
            Cell::address(&quote.source),
            Cell::flag(self.struck == Some(place)),
            off(|quote| quote.net_assets_e6.into()),
            off(|quote| quote.market_net_assets_e6.into()),
            off(|quote| quote.income_e6.into()),
            self.expected_e6.get(place).map_or_else(Cell::none, |expected| Cell::amount(*expected)),
            Cell::list(&broken),
        ])
    }
}

fn columns() -> Vec<(&'static str, &'static str)> {
    vec![
        ("source", "Source"),
        ("wouldBeStruck", "Struck"),
        ("netAssetsFromMedian", "Net assets from the median"),
        ("marketNetAssetsFromMedian", "At market, from the median"),
        ("incomeFromMedian", "Income from the median"),
        ("expectedNetAssets", "Expected net assets"),
        ("wouldBreak", "Would break"),
    ]
}

fn bounds() -> Vec<(&'static str, &'static str)> {
    vec![
        ("bound", "Bound"),
        ("what", "What"),
        ("figure", "Figure"),
        ("limit", "Limit"),
        ("broken", "Broken"),
        ("consequence", "Then"),
    ]
}

fn check_rows(checks: &[Check]) -> Vec<Vec<Cell>> {
    let row = |check: &Check| {
        vec![
            Cell::text(check.name),
            Cell::text(check.label),
            check.figure.clone(),
            check.bound.clone(),
            Cell::flag(check.broken),
            if check.broken { Cell::text(check.consequence.words()) } else { Cell::none() },
        ]
    };
    checks.iter().map(row).collect()
}
