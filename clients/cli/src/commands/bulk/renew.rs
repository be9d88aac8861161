//! `mmf investor renew`

use mmf::instructions::{ApproveInvestorArgs, AttributeArgs};
use mmf::state::{AttributeKind, InvestorStatus, Role};
use solana_sdk::pubkey::Pubkey;

use super::outcome;
use super::register::{Known, Register};
use super::table::ATTRIBUTES;
use crate::args::{ATTRIBUTES as ATTRIBUTE_NAMES, Renew};
use crate::batch::Job;
use crate::commands::investor::names;
use crate::commands::shared;
use crate::context::Context;
use crate::dates::{self, DAY_SECONDS};
use crate::error::{CliError, CliResult};
use crate::output::{Cell, Output, hex};
use crate::tx::ask;

/// An attribute that runs out.
struct Expiring<'a> {
    known: &'a Known,
    kind: AttributeKind,
    expires_at: i64,
    /// Why it is not renewed here.
    obstacle: Option<&'static str>,
}

/// What a renewal writes.
struct Renewal {
    kind: AttributeKind,
    expires_at: i64,
    evidence_hash: [u8; 32],
    reason: u16,
}

pub fn run(context: &Context, args: &Renew) -> CliResult<Output> {
    let renewal = match (args.attribute, args.until, args.evidence) {
        (Some(name), Some(until), Some(evidence_hash)) => {
            Renewal { kind: name.into(), expires_at: dates::end_of_day(until) + 1, evidence_hash, reason: args.reason }
        }
        _ => {
            let register = Register::read(context, shared::fund(context)?)?;
            return Ok(list(&expiring(&register, args), register.now));
        }
    };
    outcome::needs_signatures(context)?;
    let fund = context.fund()?;
    let content =
        format!("{}|{}|{}", ATTRIBUTE_NAMES[renewal.kind as usize], renewal.expires_at, hex(&renewal.evidence_hash));
    let (mut journal, _) = outcome::take_up(context, "investor renew", &fund, content.as_bytes(), &args.journal)?;
    let register = Register::read(context, shared::fund(context)?)?;
    if renewal.expires_at <= register.now {
        return Err(CliError::usage("RenewalInvalid", "that day has passed already").hint("give a later --until"));
    }
    let found = expiring(&register, args);
    let jobs = jobs(context, &register, &fund, &found, &renewal)?;
    if context.globals.dry_run || jobs.is_empty() {
        let note =
            if jobs.is_empty() { "There is nothing to renew; nothing was sent." } else { "Dry run: nothing was sent." };
        return Ok(list(&found, register.now).note(note));
    }
    ask(context, &format!("Renew {} for {} investors?", ATTRIBUTE_NAMES[renewal.kind as usize], jobs.len()))?;
    let title = format!("renew {} investors", jobs.len());
    let tally = outcome::send(context, &mut journal, &title, &jobs, args.batch)?;
    Ok(list(&found, register.now).record(
        "Renewed",
        vec![
            ("renewed", "Investors", Cell::count(tally.done)),
            ("notRenewed", "Not renewed", Cell::count(found.len() as u64 - tally.done)),
            ("until", "Until", names::last_day(renewal.expires_at)),
            ("seconds", "Seconds", Cell::text(outcome::seconds(tally.elapsed))),
            ("journal", "Journal", Cell::text(journal.path().display().to_string())),
        ],
    ))
}

/// Attributes that have run out or will, the first to do so first.
fn expiring<'a>(register: &'a Register, args: &Renew) -> Vec<Expiring<'a>> {
    let horizon = register.now.saturating_add(i64::from(args.expiring_within));
    let wanted = args.attribute.map(AttributeKind::from);
    let mut found = Vec::new();
    for known in register.investors.values() {
        for kind in ATTRIBUTES.into_iter().filter(|kind| wanted.is_none_or(|wanted| wanted == *kind)) {
            let expires_at = known.investor.attributes[kind as usize].expires_at;
            if expires_at != 0 && expires_at <= horizon {
                found.push(Expiring { known, kind, expires_at, obstacle: obstacle(known, kind, register.now) });
            }
        }
    }
    found.sort_by_key(|expiring| (expiring.expires_at, expiring.known.investor.investor_id, expiring.kind as u8));
    found
}

/// A renewal changes nobody's standing, and every approval rests on KYC.
fn obstacle(known: &Known, kind: AttributeKind, now: i64) -> Option<&'static str> {
    let is = |status| known.investor.has_status(status);
    if is(InvestorStatus::Blocked) || is(InvestorStatus::Sanctioned) {
        Some("the investor is blocked or sanctioned")
    } else if is(InvestorStatus::Pending) {
        Some("the investor was never approved")
    } else if kind != AttributeKind::Kyc && !known.investor.holds(AttributeKind::Kyc, now) {
        Some("KYC has run out and comes first")
    } else {
        None
    }
}

fn jobs(
    context: &Context,
    register: &Register,
    fund: &Pubkey,
    found: &[Expiring<'_>],
    renewal: &Renewal,
) -> CliResult<Vec<Job>> {
    let authority = shared::authority(context, &register.fund, &[Role::Compliance])?;
    let addresses = context.client.addresses();
    let order = |expiring: &&Expiring<'_>| {
        let args = ApproveInvestorArgs {
            attributes: vec![AttributeArgs {
                kind: renewal.kind,
                expires_at: renewal.expires_at,
                evidence_hash: renewal.evidence_hash,
            }],
            reason: renewal.reason,
            document_hash: renewal.evidence_hash,
        };
        let key = hex(&expiring.known.investor.investor_id);
        let order = addresses.approve_investor(fund, &expiring.known.address, &authority, args);
        Job::new(key.clone(), format!("investor {}…", &key[..8]), vec![vec![order.instruction]])
    };
    let renewable = |expiring: &&Expiring<'_>| expiring.obstacle.is_none() && expiring.expires_at < renewal.expires_at;
    Ok(found.iter().filter(renewable).map(|expiring| order(&expiring)).collect())
}

fn list(found: &[Expiring<'_>], now: i64) -> Output {
    let rows = found.iter().map(|expiring| {
        let investor = &expiring.known.investor;
        vec![
            Cell::hex(&investor.investor_id),
            Cell::text(ATTRIBUTE_NAMES[expiring.kind as usize]),
            names::last_day(expiring.expires_at),
            Cell::integer((expiring.expires_at - now).div_euclid(DAY_SECONDS)),
            Cell::text(names::status(investor.status)),
            expiring.obstacle.map_or_else(Cell::none, Cell::text),
        ]
    });
    Output::new().table(
        "expiring",
        format!("{} attributes run out or have run out", found.len()),
        vec![
            ("investorId", "Investor"),
            ("attribute", "Attribute"),
            ("lastDay", "Last day"),
            ("daysLeft", "Days left"),
            ("status", "Status"),
            ("obstacle", "Not renewable because"),
        ],
        rows.collect(),
    )
}
