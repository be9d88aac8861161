//! `mmf action approve|show|cancel`

use mmf::state::{Action, Role};

use super::shared::{self, FundAt, explain_sdk};
use crate::args::{ActionCommand, role_label};
use crate::context::Context;
use crate::error::CliResult;
use crate::output::{Cell, Field, Output};
use crate::tx::{Plan, Reply};

pub fn run(context: &Context, verb: &ActionCommand) -> CliResult<Reply> {
    let at = shared::fund(context)?;
    let addresses = context.client.addresses();
    let (nonce, order, title) = match verb {
        ActionCommand::Show { nonce } => return show(context, &at, *nonce).map(Reply::from),
        ActionCommand::Approve { nonce, role } => {
            let member = context.signer()?.address();
            let action = context.client.action(&at.address, *nonce).map_err(|error| explain_sdk(context, &error))?;
            let order = addresses.approve_action(&member, &at.address, *nonce, *role, action.payload_hash);
            (*nonce, order, format!("approve action {nonce}"))
        }
        ActionCommand::Cancel { nonce } => {
            let canceller = context.signer()?.address();
            let order = addresses.cancel_action(&canceller, &at.address, *nonce);
            (*nonce, order, format!("cancel action {nonce}"))
        }
    };
    let plan = Plan::new(title, vec![order], move |context, _| show(context, &at, nonce));
    Ok(plan.into())
}

fn show(context: &Context, at: &FundAt, nonce: u64) -> CliResult<Output> {
    let action = context.client.action(&at.address, nonce).map_err(|error| explain_sdk(context, &error))?;
    let required = Role::ALL.into_iter().filter(|role| action.required & role.bit() != 0);
    let rows = required.map(|role| {
        let council = at.fund.council(role);
        let given = action.approvals[role.index()];
        let changed = action.generations[role.index()] != council.generation;
        let members = council.members().iter().enumerate();
        let names: Vec<String> =
            members.filter(|(place, _)| given & (1 << place) != 0).map(|(_, key)| key.to_string()).collect();
        vec![
            Cell::text(role_label(role)),
            Cell::count(given.count_ones()),
            Cell::count(council.threshold),
            Cell::flag(changed),
            Cell::list(&names),
        ]
    });
    Ok(Output::new().record(format!("Action {nonce}"), fields(&action)).table(
        "approvals",
        "Approvals",
        vec![
            ("role", "Council"),
            ("given", "Given"),
            ("needed", "Needed"),
            ("councilChanged", "Council changed since"),
            ("members", "Members"),
        ],
        rows.collect(),
    ))
}

fn fields(action: &Action) -> Vec<Field> {
    let state = match (action.executed_at, action.cancelled) {
        (0, 0) => "open",
        (0, _) => "cancelled",
        _ => "executed",
    };
    vec![
        ("nonce", "Number", Cell::count(action.nonce)),
        ("state", "State", Cell::text(state)),
        ("payloadHash", "Hash of the act", Cell::hex(&action.payload_hash)),
        ("eta", "Executable from", Cell::instant(action.eta)),
        ("expiresAt", "Expires at", Cell::instant(action.expires_at)),
        ("executedAt", "Executed at", Cell::instant(action.executed_at)),
        ("proposer", "Proposer", Cell::address(&action.proposer)),
    ]
}
