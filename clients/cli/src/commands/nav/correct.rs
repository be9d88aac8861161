//! `mmf nav correct`

use std::path::{Path, PathBuf};

use mmf::instructions::{ClassCorrection, CorrectionArgs};
use mmf::state::{NavReport, ShareClass};
use sha2::{Digest, Sha256};

use super::errors::out_of_range;
use super::history;
use super::holders::{self, HolderAmount};
use super::materiality::Materiality;
use super::replay::{self, ClassHistory, Figures, Outcome, Replay, struck_quote};
use crate::args::NavCorrect;
use crate::commands::shared::{self, FundAt};
use crate::commands::strike::correction as file;
use crate::commands::{csv_file, document};
use crate::context::Context;
use crate::dates;
use crate::error::{CliError, CliResult};
use crate::output::{Cell, Output};

/// A class in the wrong strike and in the right one.
struct ClassResult<'a> {
    history: &'a ClassHistory,
    class: Box<ShareClass>,
    wrong: Outcome,
    right: Outcome,
    /// What later strikes have corrected already, in e6.
    corrected_e6: i64,
    materiality: Materiality,
}

pub fn run(context: &Context, args: &NavCorrect) -> CliResult<Output> {
    let at = shared::fund(context)?;
    let reports = history::reports(context, &at)?;
    let report = reports.iter().find(|report| report.strike_no == args.strike).ok_or_else(|| {
        CliError::usage("StrikeMissing", format!("strike {} is not struck", args.strike))
            .hint("`mmf nav history` lists the strikes")
    })?;
    let replay = Replay::up_to(context, &at, &reports, args.strike)?;
    let figures = right_figures(args, &at, report, &replay.figures)?;
    let (wrong, right) = (replay.with(&replay.figures)?, replay.with(&figures)?);
    let corrected = corrected_later(context, &at, &reports, args.strike)?;
    let mut classes = Vec::with_capacity(replay.classes.len());
    for ((history, wrong), right) in replay.classes.iter().zip(wrong).zip(right) {
        let (_, class) = shared::class(context, &at.address, history.class_no)?;
        let materiality = Materiality::of(&at.fund.policy, &wrong, &right, class.is_distributing())?;
        let corrected_e6 = corrected(history.class_no);
        classes.push(ClassResult { history, class, wrong, right, corrected_e6, materiality });
    }
    let holders = holder_rows(context, args.strike, &classes)?;
    let corrections = corrections(&classes)?;
    let (is_material, has_gated) = (
        classes.iter().any(|class| class.materiality.is_material),
        classes.iter().any(|class| !class.class.is_hooked()),
    );
    let written = args.out.as_deref().map(|out| write(out, args.strike, &corrections, &holders)).transpose()?;
    let path = |path: Option<&PathBuf>| path.map_or_else(Cell::none, |path| Cell::text(path.display().to_string()));
    let mut output = Output::new().record(
        format!("Strike {} of {} with the right income", args.strike, dates::date_of(report.day)),
        vec![
            ("strikeNo", "Strike", Cell::count(args.strike)),
            ("day", "Day", Cell::day(report.day)),
            ("income", "Income as struck", Cell::amount(replay.figures.income_e6)),
            ("rightIncome", "Right income", Cell::amount(figures.income_e6)),
            (
                "realisedDistributed",
                "Realised result as struck, where it is income",
                Cell::amount(replay.figures.distributed_e6),
            ),
            ("rightRealisedDistributed", "Right one", Cell::amount(figures.distributed_e6)),
            ("material", "Material", Cell::flag(is_material)),
            ("out", "Correction written to", path(args.out.as_ref().filter(|_| written.is_some()))),
            ("holdersFile", "Holders written to", path(written.as_ref().map(|(path, _)| path))),
            ("documentHash", "Its SHA-256", written.map_or_else(Cell::none, |(_, hash)| Cell::hex(&hash))),
        ],
    );
    output = output.tall_table("classes", "Share classes", class_columns(), class_rows(&classes, &at)?).table(
        "holders",
        "Holders",
        HolderAmount::columns(),
        holders,
    );
    if has_gated {
        output =
            output.note("A class without a register has no list of holders: its correction is the class's amount.");
    }
    Ok(if corrections.is_empty() { output.note("There is nothing left to correct.") } else { output })
}

/// The right figures, where they are named; realised results only where they were, or now are, income.
fn right_figures(args: &NavCorrect, at: &FundAt, report: &NavReport, struck: &Figures) -> CliResult<Figures> {
    let quoted_e6 = struck_quote(report)?.realised_e6;
    let is_income = if quoted_e6 == 0 { at.fund.policy.realised_distributed == 1 } else { struck.distributed_e6 != 0 };
    if args.realised.is_some_and(|right| right != quoted_e6) && !is_income {
        return Err(CliError::usage(
            "RealisedRetained",
            "the fund retains realised results: they are no income of holders",
        )
        .hint("state the right realised result in the next quote"));
    }
    Ok(Figures {
        income_e6: args.income,
        to_month_end_e6: args.income_to_month_end.or(struck.to_month_end_e6),
        distributed_e6: args.realised.unwrap_or(struck.distributed_e6),
    })
}

/// What later strikes corrected of one, by class.
fn corrected_later(
    context: &Context,
    at: &FundAt,
    reports: &[NavReport],
    strike_no: u32,
) -> CliResult<impl Fn(u8) -> i64> {
    let mut found = Vec::new();
    for report in reports.iter().filter(|report| report.corrects_strike_no == strike_no) {
        found.push(replay::corrections(context, at, report)?);
    }
    Ok(move |class_no: u8| found.iter().filter_map(|classes| classes.get(&class_no)).sum())
}

/// What is still to be added to each class's net income.
fn corrections(classes: &[ClassResult<'_>]) -> CliResult<Vec<ClassCorrection>> {
    let mut corrections = Vec::new();
    for class in classes {
        let net_income_e6 = class.due_e6()?;
        if net_income_e6 != 0 {
            corrections.push(ClassCorrection { class_no: class.history.class_no, net_income_e6 });
        }
    }
    Ok(corrections)
}

impl ClassResult<'_> {
    fn due_e6(&self) -> CliResult<i64> {
        let (right, wrong) = (self.right.net_income_e6()?, self.wrong.net_income_e6()?);
        let due = right.checked_sub(wrong).and_then(|due| due.checked_sub(self.corrected_e6));
        due.ok_or_else(|| out_of_range(mmf_math::MathError::Overflow))
    }
}

fn holder_rows(context: &Context, strike_no: u32, classes: &[ClassResult<'_>]) -> CliResult<Vec<Vec<Cell>>> {
    let mut rows = Vec::new();
    for class in classes.iter().filter(|class| class.class.is_hooked()) {
        let (wrong, right) = (&class.wrong, &class.right);
        let amounts = holders::amounts(class.history, strike_no, class.class.is_distributing(), wrong, right)?;
        rows.extend(holders::rows(context, class.history, &amounts)?);
    }
    Ok(rows)
}

/// Writes the holders, then the correction with the hash of the holders' file.
fn write(
    out: &Path,
    strike_no: u32,
    corrections: &[ClassCorrection],
    holders: &[Vec<Cell>],
) -> CliResult<(PathBuf, [u8; 32])> {
    if corrections.is_empty() {
        return Err(CliError::failure("NothingToCorrect", format!("strike {strike_no} comes out as it was struck"))
            .hint("check --income, or leave --out out to look at the figures"));
    }
    let path = out.with_extension("holders.csv");
    csv_file::write(&path, &HolderAmount::columns(), holders)?;
    let document_hash: [u8; 32] = Sha256::digest(document::read(&path)?).into();
    file::write(out, &CorrectionArgs { strike_no, classes: corrections.to_vec(), document_hash })?;
    Ok((path, document_hash))
}

fn class_columns() -> Vec<(&'static str, &'static str)> {
    vec![
        ("classNo", "Class"),
        ("income", "Income as struck"),
        ("rightIncome", "Right income"),
        ("expense", "Fee as struck"),
        ("rightExpense", "Right fee"),
        ("rate_e18", "Income per unit as struck"),
        ("rightRate_e18", "Right income per unit"),
        ("price_e12", "Price as struck"),
        ("rightPrice_e12", "Right price"),
        ("correctedAlready", "Corrected already"),
        ("correction", "Net income still to be added"),
        ("perShare_e12", "Wrong by, a share"),
        ("perShareThreshold", "Material from"),
        ("bps", "Wrong by, bps of net assets"),
        ("bpsThreshold", "Material from"),
        ("material", "Material"),
    ]
}

fn class_rows(classes: &[ClassResult<'_>], at: &FundAt) -> CliResult<Vec<Vec<Cell>>> {
    let row = |class: &ClassResult<'_>| {
        let (wrong, right) = (&class.wrong, &class.right);
        let mut row = vec![
            Cell::count(class.history.class_no),
            Cell::amount(wrong.result.income_e6),
            Cell::amount(right.result.income_e6),
            Cell::amount(wrong.charged_e6()),
            Cell::amount(right.charged_e6()),
            Cell::per_unit(wrong.result.rate_e18.into()),
            Cell::per_unit(right.result.rate_e18.into()),
            Cell::price(wrong.result.price_e12),
            Cell::price(right.result.price_e12),
            Cell::amount(class.corrected_e6),
            Cell::amount(class.due_e6()?),
        ];
        row.extend(class.materiality.fields(&at.fund.policy).into_iter().map(|(_, _, cell)| cell));
        Ok(row)
    };
    classes.iter().map(row).collect()
}
