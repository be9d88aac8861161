//! `mmf sanctions report block|unblock`: one investor's property, when it was blocked and when it was released.

use mmf::state::Investor;
use mmf_client::history::Entry;
use solana_sdk::pubkey::Pubkey;

use super::blocked::{Property, Question, amount, columns};
use super::deadline;
use super::orders::{Order, Span, spans};
use crate::args::ReportOf;
use crate::commands::csv_file;
use crate::commands::investor::names;
use crate::commands::shared::{self, FundAt, explain_sdk};
use crate::context::Context;
use crate::dates::DAY_SECONDS;
use crate::error::{CliError, CliResult};
use crate::jurisdiction;
use crate::output::{Cell, Field, Output};
use crate::tx::spinner;

/// What a report is made from.
struct Case {
    fund: FundAt,
    id: [u8; 32],
    investor_key: Pubkey,
    investor: Box<Investor>,
    history: Vec<Entry>,
}

pub fn block(context: &Context, of: &ReportOf) -> CliResult<Output> {
    let case = Case::gather(context, of.id)?;
    let span = case.last_span(|_| true, "was never sanctioned")?;
    let blocked = &span.blocked;
    let mut fields = case.identity("block");
    fields.extend(ordered(blocked, ["blockedAt", "transaction", "reason", "document"]));
    fields.push(("dueOn", "Report due on", due(blocked.at)));
    case.report(context, of, "Block report", fields, &span.blocked, blocked.at)
}

pub fn unblock(context: &Context, of: &ReportOf) -> CliResult<Output> {
    let case = Case::gather(context, of.id)?;
    let span = case.last_span(|span| span.unblocked.is_some(), "was never released from a sanction")?;
    let (blocked, Some(unblocked)) = (&span.blocked, &span.unblocked) else {
        return Err(CliError::failure("NothingToReport", "the property is still blocked"));
    };
    let mut fields = case.identity("unblock");
    fields.extend(ordered(blocked, ["blockedAt", "blockedBy", "blockedFor", "order"]));
    fields.extend(ordered(unblocked, ["unblockedAt", "transaction", "reason", "licenceOrDelisting"]));
    fields.push(("releasedTo", "Released to", Cell::text(names::status(unblocked.new_status))));
    fields.push(("dueOn", "Report due on", due(unblocked.at)));
    case.report(context, of, "Unblock report", fields, &span.blocked, unblocked.at)
}

impl Case {
    fn gather(context: &Context, id: [u8; 32]) -> CliResult<Self> {
        let fund = shared::fund(context)?;
        let explain = |error| explain_sdk(context, &error);
        let (investor_key, investor) = context.client.investor(&fund.address, &id).map_err(explain)?;
        let progress = spinner(context, "reading the investor's history");
        let history = context.client.history(&investor_key).map_err(explain)?;
        progress.finish_and_clear();
        Ok(Self { fund, id, investor_key, investor, history })
    }

    fn last_span(&self, wanted: impl Fn(&Span) -> bool, otherwise: &str) -> CliResult<Span> {
        let found = spans(&self.investor_key, &self.history).into_iter().rfind(wanted);
        found.ok_or_else(|| {
            CliError::failure("NothingToReport", format!("by the node's history the investor {otherwise}")).hint(
                "`mmf investor show ID` tells its standing; a node that keeps the whole history may tell more: -u URL",
            )
        })
    }

    fn identity(&self, report: &str) -> Vec<Field> {
        vec![
            ("report", "Report", Cell::text(report)),
            ("investorId", "Investor", Cell::hex(&self.id)),
            ("address", "Address", Cell::address(&self.investor_key)),
            ("status", "Status now", Cell::text(names::status(self.investor.status))),
            ("kind", "Kind", Cell::text(names::kind(self.investor.kind))),
            ("jurisdiction", "Jurisdiction", Cell::count(self.investor.jurisdiction)),
            ("country", "Country", Cell::text(jurisdiction::text(self.investor.jurisdiction))),
        ]
    }

    fn report(
        &self,
        context: &Context,
        of: &ReportOf,
        title: &str,
        mut fields: Vec<Field>,
        blocked: &Order,
        moment: i64,
    ) -> CliResult<Output> {
        let (id, investor) = (self.id, self.investor_key);
        let question = Question { id, investor, history: &self.history, blocked, moment };
        let property = Property::gather(context, &self.fund, &question)?;
        if let Some(path) = &of.csv {
            csv_file::write(path, &columns(), &property.rows)?;
        }
        let wallets = context.client.wallets_of(&investor).map_err(|error| explain_sdk(context, &error))?;
        let wallets =
            wallets.iter().map(|(_, wallet)| vec![Cell::address(&wallet.owner), Cell::instant(wallet.linked_at)]);
        fields.extend(totals(&property));
        let output = Output::new().record(title, fields).table(
            "wallets",
            "Wallets",
            vec![("wallet", "Wallet"), ("linkedAt", "Linked")],
            wallets.collect(),
        );
        Ok(with_holdings(output, property))
    }
}

/// The totals of a report.
pub fn totals(property: &Property) -> Vec<Field> {
    vec![
        ("value", "Value of the units", amount(property.value_e6)),
        ("income", "Income accrued and payable", amount(property.income_e6)),
        ("historyComplete", "The history explains the record", Cell::flag(property.is_explained)),
    ]
}

/// Adds the holdings and what is to be known of them.
pub fn with_holdings(output: Output, property: Property) -> Output {
    output.tall_table("holdings", "Holdings", columns(), property.rows).note(deadline::HOLIDAYS).note(
        "Values are at $1.00 a share in a distributing class, else at the price of the last strike; instants are in UTC. Units of a class \
         without a hook are the tokens of now.",
    )
}

fn ordered(order: &Order, keys: [&'static str; 4]) -> Vec<Field> {
    let [at, transaction, reason, document] = keys;
    let is_release = at == "unblockedAt";
    let labels = if is_release {
        ["Unblocked at", "By transaction", "Reason code", "Licence or delisting"]
    } else {
        ["Blocked at", "By transaction", "Reason code", "Order"]
    };
    let [at_label, transaction_label, reason_label, document_label] = labels;
    vec![
        (at, at_label, Cell::instant(order.at)),
        (transaction, transaction_label, Cell::text(order.signature.to_string())),
        (reason, reason_label, Cell::count(order.reason)),
        (document, document_label, Cell::hex(&order.document_hash)),
    ]
}

fn due(at: i64) -> Cell {
    i32::try_from(at.div_euclid(DAY_SECONDS)).map_or_else(|_| Cell::none(), |day| Cell::day(deadline::of_event(day)))
}
