//! `mmf class terms show|set`

use mmf::instructions::ClassTermsArgs;
use mmf::state::{Role, ShareClass};

use crate::args::{DayCountName, TermOptions, TermsSet};
use crate::commands::changes::{Changes, effect};
use crate::commands::shared;
use crate::context::Context;
use crate::error::{CliError, CliResult};
use crate::output::{Cell, Field, Output};
use crate::tx::{Plan, Reply};

/// Day counts by their number on chain.
const DAY_COUNTS: [(DayCountName, &str); 3] =
    [(DayCountName::Act365, "act365"), (DayCountName::Act360, "act360"), (DayCountName::ActAct, "act-act")];

pub fn show(context: &Context, class_no: u8) -> CliResult<Output> {
    let (_, class) = shared::class(context, &context.fund()?, class_no)?;
    Ok(sections(Output::new(), &class, format!("Terms of share class {class_no}")))
}

/// Terms in force, and those that wait for the next strike.
pub fn sections(output: Output, class: &ShareClass, title: impl Into<String>) -> Output {
    let waiting = match pending(class) {
        Some(terms) => fields(&terms),
        None => fields(&current(class)).into_iter().map(|(key, label, _)| (key, label, Cell::none())).collect(),
    };
    output.object("terms", title, fields(&current(class))).object("pendingTerms", "After the next strike", waiting)
}

pub fn set(context: &Context, args: &TermsSet) -> CliResult<Reply> {
    let fund = shared::fund(context)?;
    let (address, class) = shared::class(context, &fund.address, args.class)?;
    let noted = ClassTermsArgs::of(&class);
    let new = merged(&args.terms, noted);
    let changes = Changes::between(fields(&noted), fields(&new));
    if changes.is_empty() {
        return Err(CliError::usage(
            "NothingChanges",
            "the class has these terms already, or they wait for the next strike",
        )
        .hint("`mmf class terms show` shows them; name what changes"));
    }
    let authority = shared::authority(context, &fund, &[Role::Governance])?;
    let order = context.client.addresses().set_class_terms(&fund.address, (&address, &class), &authority, new);
    let (loosens, class_no) = (order.loosens, args.class);
    let effect = effect(loosens, fund.fund.policy.time_lock_seconds);
    let question = format!(
        "Terms of share class {class_no}, for the days after the next strike:\n{}\n{effect} Change them?",
        changes.lines()
    );
    let title = format!("change the terms of share class {class_no}");
    let plan = Plan::privileged(title, order, move |context, _| {
        let (_, class) = shared::class(context, &fund.address, class_no)?;
        let changed = changes
            .table(format!("Changed in share class {class_no}"), ("term", "Term"))
            .record("Effect", vec![("loosens", "Holders may pay more", Cell::flag(loosens))]);
        Ok(sections(changed, &class, "Terms in force"))
    });
    Ok(plan.ask(question).into())
}

/// The terms with the named ones changed.
pub fn merged(options: &TermOptions, terms: ClassTermsArgs) -> ClassTermsArgs {
    ClassTermsArgs {
        expense_bps: options.expense_bps.unwrap_or(terms.expense_bps),
        day_count: options.day_count.map_or(terms.day_count, number),
        performance_fee_bps: options.performance_fee_bps.unwrap_or(terms.performance_fee_bps),
    }
}

/// A day count's number on chain.
pub fn number(name: DayCountName) -> u8 {
    match name {
        DayCountName::Act365 => 0,
        DayCountName::Act360 => 1,
        DayCountName::ActAct => 2,
    }
}

fn current(class: &ShareClass) -> ClassTermsArgs {
    ClassTermsArgs {
        expense_bps: class.expense_bps,
        day_count: class.day_count,
        performance_fee_bps: class.performance_fee_bps,
    }
}

fn pending(class: &ShareClass) -> Option<ClassTermsArgs> {
    (class.terms_pending == 1).then_some(ClassTermsArgs {
        expense_bps: class.next_expense_bps,
        day_count: class.next_day_count,
        performance_fee_bps: class.next_performance_fee_bps,
    })
}

fn fields(terms: &ClassTermsArgs) -> Vec<Field> {
    let known = DAY_COUNTS.iter().find(|(name, _)| number(*name) == terms.day_count);
    vec![
        ("expenseBps", "Management fee a year in bps", Cell::count(terms.expense_bps)),
        ("dayCount", "Its day count", Cell::text(known.map_or("unknown", |(_, text)| *text))),
        ("performanceFeeBps", "Performance fee in bps of the gain", Cell::count(terms.performance_fee_bps)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_named_terms_change() {
        let old = ClassTermsArgs { expense_bps: 20, day_count: 1, performance_fee_bps: 1_000 };
        let options = TermOptions { expense_bps: Some(15), ..TermOptions::default() };
        assert_eq!(merged(&options, old), ClassTermsArgs { expense_bps: 15, ..old });
        let options = TermOptions { day_count: Some(DayCountName::ActAct), ..TermOptions::default() };
        assert_eq!(merged(&options, old).day_count, 2);
    }
}
