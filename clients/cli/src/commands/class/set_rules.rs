//! `mmf class rules set`

use mmf::instructions::ClassRulesArgs;
use mmf::state::Role;

use super::rules;
use crate::args::RulesSet;
use crate::commands::shared;
use crate::context::Context;
use crate::error::{CliError, CliResult};
use crate::output::{Cell, Output};
use crate::tx::{Plan, Reply};

pub fn set(context: &Context, args: &RulesSet) -> CliResult<Reply> {
    let fund = shared::fund(context)?;
    let (address, class) = shared::class(context, &fund.address, args.class)?;
    let old = ClassRulesArgs::of(&class.rules);
    let new = rules::merged(&args.rules, old.clone());
    let changes = changes(&old, &new);
    if changes.is_empty() {
        return Err(CliError::usage("NothingChanges", "the class has these rules already")
            .hint("`mmf class rules show` shows them; name what changes"));
    }
    let authority = shared::authority(context, &fund, &[Role::Governance])?;
    let order = context.client.addresses().set_class_rules(&fund.address, (&address, &class), &authority, new);
    let (loosens, class_no) = (order.loosens, args.class);
    let question = question(class_no, &changes, loosens);
    let plan = Plan::privileged(format!("change the rules of share class {class_no}"), order, move |context, _| {
        let rows = changes.into_iter().map(|change| vec![Cell::text(change.rule), change.before, change.after]);
        let changed = Output::new().table(
            "changes",
            format!("Changed in share class {class_no}"),
            vec![("rule", "Rule"), ("before", "Before"), ("after", "After")],
            rows.collect(),
        );
        let (_, class) = shared::class(context, &fund.address, class_no)?;
        let now = rules::fields(&ClassRulesArgs::of(&class.rules));
        Ok(changed.record("Effect", vec![("loosens", "Allows more than before", Cell::flag(loosens))]).object(
            "rules",
            "Rules now",
            now,
        ))
    });
    Ok(plan.ask(question).into())
}

/// A rule that changes.
struct Change {
    rule: &'static str,
    before: Cell,
    after: Cell,
}

fn changes(old: &ClassRulesArgs, new: &ClassRulesArgs) -> Vec<Change> {
    let pairs = rules::fields(old).into_iter().zip(rules::fields(new));
    let changed = pairs.filter(|((_, _, before), (_, _, after))| before != after);
    changed.map(|((_, rule, before), (_, _, after))| Change { rule, before, after }).collect()
}

fn question(class_no: u8, changes: &[Change], loosens: bool) -> String {
    let lines =
        changes.iter().map(|change| format!("  {}: {} → {}", change.rule, change.before.text, change.after.text));
    let lines: Vec<String> = lines.collect();
    let effect = if loosens { "It allows more than before." } else { "It only forbids more." };
    format!("Share class {class_no}:\n{}\n{effect} Change the rules?", lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_question_shows_before_and_after() {
        let old = ClassRulesArgs::default();
        let new = ClassRulesArgs { max_investor_units: 5_000_000, transfers_refused: true, ..old.clone() };
        let changes = changes(&old, &new);
        assert_eq!(changes.len(), 2);
        let asked = question(0, &changes, false);
        assert!(asked.contains("Most units of one investor: 0.000000 → 5.000000"), "{asked}");
        assert!(asked.contains("Transfers: free → through-fund"), "{asked}");
        assert!(asked.contains("only forbids more"), "{asked}");
    }
}
