//! `mmf transfer check`: every rule that denies, in words, and whether the program says the same.

use mmf::compliance::{Denial, Finding};
use mmf::instructions::TransferCheck;

use super::obstacle::Transfer;
use super::side::Party;
use super::words;
use crate::args::TransferCheckArgs;
use crate::commands::ask;
use crate::commands::denial;
use crate::commands::shared;
use crate::context::Context;
use crate::error::{CliError, CliResult, Kind};
use crate::output::{Cell, Field, Output};

const ADMISSION_ONLY: &str = "The class has no hook: the fund does not see its transfers. Only admission is checked: both sides must be allowed to hold.";
const NO_DATE: &str = "time alone does not lift it";

pub fn check(context: &Context, args: &TransferCheckArgs) -> CliResult<Output> {
    let fund = shared::fund(context)?;
    let (class_key, class) = shared::class(context, &fund.address, args.class)?;
    let from = Party::gather(context, (&class_key, &class), args.from)?;
    let to = Party::gather(context, (&class_key, &class), args.to)?;
    if from.token_account == to.token_account {
        return Err(CliError::usage("SelfTransfer", "the sender and the receiver are the same token account")
            .hint("a transfer to oneself changes nothing; give another receiver"));
    }
    let now = shared::network_time(context)?;
    let transfer = Transfer { class: &class, from: &from, to: &to, units: args.units, now };
    let found = transfer.obstacles();
    let program = class.is_hooked().then(|| {
        let sides = [from.for_program(), to.for_program()];
        let order = context.client.addresses().check_transfer(&class_key, sides, args.units);
        ask::answer(context, &fund, &order, &[from.owner, to.owner])
    });
    Ok(report(&transfer, &found, program))
}

fn report(transfer: &Transfer<'_>, found: &[Finding], program: Option<CliResult<TransferCheck>>) -> Output {
    let own = summary(found);
    let verdict = match &program {
        Some(Ok(answer)) => *answer,
        _ => own,
    };
    let is_allowed = verdict.reasons == 0;
    let output = Output::new().record(if is_allowed { "Allowed" } else { "Denied" }, fields(transfer, &verdict)).table(
        "denials",
        "Against it",
        columns(),
        found.iter().map(|finding| row(transfer, finding)).collect(),
    );
    let output = match program {
        None => output.hidden("program", serde_json::Value::Null).note(ADMISSION_ONLY),
        Some(Ok(answer)) => compared(output, own, answer),
        Some(Err(error)) => output
            .hidden("program", serde_json::json!({ "agrees": null, "error": error.name }))
            .note(format!("The program could not be asked: {error}")),
    };
    if is_allowed { output } else { output.ending_as(Kind::Refused) }
}

/// What the program would answer to the same findings.
fn summary(found: &[Finding]) -> TransferCheck {
    let later = |latest: i64, finding: &Finding| match finding.until {
        Some(until) if latest >= 0 => latest.max(until),
        _ => -1,
    };
    TransferCheck {
        reason: found.first().map_or(0, |finding| finding.denial.number()),
        reasons: found.iter().fold(0, |bits, finding| bits | finding.denial.bit()),
        until: found.iter().fold(0, later),
    }
}

fn fields(transfer: &Transfer<'_>, verdict: &TransferCheck) -> Vec<Field> {
    let until = match verdict.until {
        0 => Cell::none(),
        -1 => Cell { text: NO_DATE.to_owned(), json: serde_json::Value::Null },
        until => Cell::instant(until),
    };
    vec![
        ("allowed", "Allowed", Cell::flag(verdict.reasons == 0)),
        ("classNo", "Share class", Cell::count(transfer.class.class_no)),
        ("units", "Units", Cell::amount(transfer.units)),
        ("from", "Sender", Cell::address(&transfer.from.owner)),
        ("fromTokenAccount", "Its token account", Cell::address(&transfer.from.token_account)),
        ("to", "Receiver", Cell::address(&transfer.to.owner)),
        ("toTokenAccount", "Its token account", Cell::address(&transfer.to.token_account)),
        ("at", "Checked at", Cell::instant(transfer.now)),
        ("until", "Allowed from", until),
    ]
}

fn columns() -> Vec<(&'static str, &'static str)> {
    vec![("number", "No"), ("name", "Rule"), ("side", "Side"), ("sentence", "Why"), ("until", "Until"), ("lifts", "")]
}

fn row(transfer: &Transfer<'_>, finding: &Finding) -> Vec<Cell> {
    let (until, lifts) = match finding.until {
        Some(until) => (Cell::instant(until), Cell { text: String::new(), json: true.into() }),
        None => (Cell::none(), Cell { text: NO_DATE.to_owned(), json: false.into() }),
    };
    vec![
        Cell::count(finding.denial.number()),
        Cell::text(denial::name(finding.denial)),
        Cell::text(words::side(finding.side)),
        Cell::text(words::sentence(transfer, finding)),
        until,
        lifts,
    ]
}

/// The program's answer beside our own.
fn compared(output: Output, own: TransferCheck, answer: TransferCheck) -> Output {
    let names = |bits: u64| -> Vec<String> {
        let set = Denial::ALL.into_iter().filter(|denial| bits & denial.bit() != 0);
        set.map(|denial| denial::name(denial).to_owned()).collect()
    };
    let agrees = own == answer;
    let output = output.hidden(
        "program",
        serde_json::json!({
            "agrees": agrees,
            "reason": answer.reason,
            "reasons": names(answer.reasons),
            "until": if answer.until > 0 { Cell::instant(answer.until).json } else { serde_json::Value::Null },
        }),
    );
    if agrees {
        return output.note("The program gives the same answer.");
    }
    let listed = |names: Vec<String>| if names.is_empty() { "nothing".to_owned() } else { names.join(", ") };
    output.note(format!(
        "The program answers otherwise, and its answer counts: it finds {}; this tool found {}. Something moved in between, or this tool is of \
         another release: ask again.",
        listed(names(answer.reasons)),
        listed(names(own.reasons)),
    ))
}

#[cfg(test)]
mod tests {
    use mmf::compliance::Side;

    use super::*;

    fn finding(denial: Denial, until: Option<i64>) -> Finding {
        Finding { denial, side: Side::Giver, until }
    }

    #[test]
    fn the_summary_is_what_the_program_answers() {
        let answer = |found: &[Finding]| {
            let summary = summary(found);
            (summary.reason, summary.reasons, summary.until)
        };
        assert_eq!(answer(&[]), (0, 0, 0));
        let (lock, flow) = (finding(Denial::LockedUp, Some(10)), finding(Denial::FlowBack, Some(20)));
        assert_eq!(answer(&[lock, flow]), (14, 1 << 14 | 1 << 13, 20));
        let paused = finding(Denial::Paused, None);
        assert_eq!(answer(&[lock, paused, flow]), (14, 1 << 14 | 1 << 13 | 1 << 1, -1));
    }
}
