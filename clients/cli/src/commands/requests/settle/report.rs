//! What became of each request.

use mmf::state::{Request, RequestStatus, Side};
use solana_sdk::pubkey::Pubkey;

use super::stages::Run;
use crate::args::side_name;
use crate::commands::dealing::cash_e6;
use crate::commands::requests::fields::refusal;
use crate::commands::requests::queue::Queue;
use crate::dates;
use crate::error::Kind;
use crate::output::{Cell, Output};

/// A settlement, before and after.
pub struct Report<'a> {
    /// Before.
    pub start: &'a Queue,
    /// After.
    pub end: &'a Queue,
    /// Of this day only.
    pub only: Option<i32>,
    /// What was done.
    pub run: &'a Run<'a>,
}

/// What became of a request.
struct Fate {
    word: &'static str,
    waits: bool,
    why: Cell,
}

impl Report<'_> {
    /// As a result; bad news where something waits.
    pub fn show(&self) -> Output {
        let fates: Vec<(&Pubkey, &Request, Fate)> = self
            .start
            .requests
            .iter()
            .filter(|(_, before)| self.is_meant(before))
            .map(|(key, before)| (key, &**before, self.fate(key, before)))
            .collect();
        let waiting = fates.iter().filter(|(.., fate)| fate.waits).count() as u64;
        let count = |word: &str| Cell::count(fates.iter().filter(|(.., fate)| fate.word == word).count() as u64);
        let output = Output::new()
            .record(
                "Settlement of the queue",
                vec![
                    ("settled", "Requests settled", count("settled")),
                    ("paidInPart", "Paid in part", count("paid in part")),
                    ("refused", "Refused and given back", count("given back")),
                    ("waiting", "Waiting", Cell::count(waiting)),
                    ("transactions", "Transactions", Cell::count(self.run.transactions)),
                    ("resumed", "Of an interrupted run", Cell::count(self.run.state.resumed)),
                ],
            )
            .fitted_table(
                "requests",
                "What became of each request",
                columns(),
                fates.iter().map(|it| self.row(it)).collect(),
            );
        let output = if self.run.problems.is_empty() { output } else { self.add_problems(output) };
        if waiting == 0 && self.run.problems.is_empty() { output } else { output.ending_as(Kind::Refused) }
    }

    /// Requests that were in line for a day whose cut-off has passed, and rests that had no day.
    fn is_meant(&self, before: &Request) -> bool {
        let in_work = matches!(before.status, RequestStatus::Open | RequestStatus::Partial);
        before.cutoff <= self.start.now && in_work && self.only.is_none_or(|day| day == before.day)
    }

    /// Why a request of a day waits.
    fn why_waits(&self, day: i32) -> Cell {
        if day > self.end.at.fund.last_struck_day {
            return Cell::text(format!("the strike of {} is due", dates::date_of(day)));
        }
        let problem = self.run.problems.iter().find(|problem| problem.day == day);
        problem.map_or_else(Cell::none, |problem| Cell::text(&problem.error.name))
    }

    fn fate(&self, key: &Pubkey, before: &Request) -> Fate {
        let Some(after) = self.after(key) else {
            return Fate { word: "closed", waits: false, why: Cell::none() };
        };
        let paid_some = after.settled_units > before.settled_units;
        if after.due_settlement_units > 0 {
            return Fate { word: "to be collected", waits: true, why: Cell::text("the cash account took no cash") };
        }
        let (word, waits, why) = match after.status {
            RequestStatus::Settled => ("settled", false, Cell::none()),
            RequestStatus::GivenBack => ("given back", false, refusal(after)),
            RequestStatus::Due => ("to be collected", true, refusal(after)),
            RequestStatus::Partial => (if paid_some { "paid in part" } else { "waits" }, true, Cell::none()),
            RequestStatus::Open if after.day != before.day => {
                let why = format!("the rest is in line for {}", dates::date_of(after.day));
                (if paid_some { "paid in part" } else { "moved on" }, true, Cell::text(why))
            }
            RequestStatus::Open => ("waits", true, self.why_waits(after.day)),
        };
        Fate { word, waits, why }
    }

    fn after(&self, key: &Pubkey) -> Option<&Request> {
        self.end.requests.iter().find(|(known, _)| known == key).map(|(_, request)| &**request)
    }

    fn row(&self, (key, before, fate): &(&Pubkey, &Request, Fate)) -> Vec<Cell> {
        let decimals = self.start.at.fund.settlement_decimals;
        let after = self.after(key);
        let units = after.map_or(0, |it| it.settled_units.saturating_sub(before.settled_units));
        let paid = after.map_or(0, |it| it.paid_settlement_units.saturating_sub(before.paid_settlement_units));
        let (cash, left) = match before.side {
            Side::Subscription => (before.cash_settlement_units, Cell::none()),
            Side::Redemption => (paid, Cell::amount(after.map_or(0, |it| if it.is_over() { 0 } else { it.units }))),
        };
        vec![
            Cell::day(before.day),
            Cell::count(self.start.class_no(&before.class)),
            Cell::text(side_name(before.side)),
            Cell::text(fate.word),
            Cell::amount(units),
            Cell::amount(cash_e6(cash, decimals)),
            left,
            Cell::address(&before.owner),
            Cell::address(key),
            fate.why.clone(),
        ]
    }

    fn add_problems(&self, output: Output) -> Output {
        let rows = self.run.problems.iter().map(|problem| {
            let hint = problem.error.hint.as_deref().map_or_else(Cell::none, Cell::text);
            vec![
                Cell::day(problem.day),
                Cell::text(problem.stage),
                Cell::text(&problem.error.name),
                Cell::text(&problem.error.message),
                hint,
            ]
        });
        let columns = vec![
            ("dealingDay", "Dealing day"),
            ("stage", "Could not"),
            ("name", "Error"),
            ("message", "Why"),
            ("hint", "What to do"),
        ];
        output.tall_table("problems", "What could not be done", columns, rows.collect())
    }
}

fn columns() -> Vec<(&'static str, &'static str)> {
    vec![
        ("dealingDay", "Dealing day"),
        ("classNo", "Class"),
        ("side", "Side"),
        ("became", "Became"),
        ("units", "Units"),
        ("cash", "Cash"),
        ("leftUnits", "Units left"),
        ("wallet", "Wallet"),
        ("request", "Request"),
        ("why", "Why"),
    ]
}
