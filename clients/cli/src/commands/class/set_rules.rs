//! `mmf class rules set`

use mmf::instructions::ClassRulesArgs;
use mmf::state::Role;

use super::rules;
use crate::args::RulesSet;
use crate::commands::changes::{Changes, effect};
use crate::commands::shared;
use crate::context::Context;
use crate::error::{CliError, CliResult};
use crate::output::Cell;
use crate::tx::{Plan, Reply};

pub fn set(context: &Context, args: &RulesSet) -> CliResult<Reply> {
    let fund = shared::fund(context)?;
    let (address, class) = shared::class(context, &fund.address, args.class)?;
    let old = ClassRulesArgs::of(&class.rules);
    let new = rules::merged(&args.rules, old.clone());
    let changes = Changes::between(rules::fields(&old), rules::fields(&new));
    if changes.is_empty() {
        return Err(CliError::usage("NothingChanges", "the class has these rules already")
            .hint("`mmf class rules show` shows them; name what changes"));
    }
    let authority = shared::authority(context, &fund, &[Role::Governance])?;
    let order = context.client.addresses().set_class_rules(&fund.address, (&address, &class), &authority, new);
    let (loosens, class_no) = (order.loosens, args.class);
    let question = question(class_no, &changes, &effect(loosens, fund.fund.policy.time_lock_seconds));
    let plan = Plan::privileged(format!("change the rules of share class {class_no}"), order, move |context, _| {
        let changed = changes.table(format!("Changed in share class {class_no}"), ("rule", "Rule"));
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

fn question(class_no: u8, changes: &Changes, effect: &str) -> String {
    format!("Share class {class_no}:\n{}\n{effect} Change the rules?", changes.lines())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_question_shows_before_and_after() {
        let old = ClassRulesArgs::default();
        let new = ClassRulesArgs { max_investor_units: 5_000_000, transfers_refused: true, ..old.clone() };
        let changes = Changes::between(rules::fields(&old), rules::fields(&new));
        assert_eq!(changes.lines().lines().count(), 2);
        let asked = question(0, &changes, &effect(false, 0));
        assert!(asked.contains("Most units of one investor: 0.000000 → 5.000000"), "{asked}");
        assert!(asked.contains("Transfers: free → through-fund"), "{asked}");
        assert!(asked.contains("only forbids more"), "{asked}");
    }
}
