//! `mmf reserves …`: what an attestor says that the fund has off chain, which caps new issues.

use mmf::instructions::{AttestationArgs, ReserveArgs};
use mmf::state::{Fund, Reserve, Role, fund_flag};
use solana_sdk::pubkey::Pubkey;

use super::changes::effect;
use super::document;
use super::shared::{self, FundAt, explain_sdk};
use crate::args::{ReservesAttest, ReservesCommand};
use crate::context::Context;
use crate::error::{CliError, CliResult};
use crate::output::{Cell, Field, Output};
use crate::tx::{Plan, Reply};

pub fn run(context: &Context, verb: &ReservesCommand) -> CliResult<Reply> {
    let at = shared::fund(context)?;
    match verb {
        ReservesCommand::Show => show(context).map(Reply::from),
        ReservesCommand::Set { attestor, max_age } => {
            change(context, &at, ReserveArgs { active: true, attestor: *attestor, max_age_seconds: *max_age })
        }
        ReservesCommand::Off => {
            let reserve = record(context, &at)?;
            change(context, &at, ReserveArgs { active: false, ..ReserveArgs::of(&at.fund, reserve.as_deref()) })
        }
        ReservesCommand::Attest(args) => attest(context, &at, args),
    }
}

fn change(context: &Context, at: &FundAt, wanted: ReserveArgs) -> CliResult<Reply> {
    let reserve = record(context, at)?;
    if ReserveArgs::of(&at.fund, reserve.as_deref()) == wanted {
        return Err(CliError::usage("NothingChanges", "the gate of attested reserves is so already")
            .hint("`mmf reserves show` shows it"));
    }
    let authority = shared::authority(context, at, &[Role::Governance])?;
    let payer = context.fee_payer()?.address();
    let fund = (&at.address, &*at.fund);
    let order = context.client.addresses().set_reserve(&payer, fund, reserve.as_deref(), &authority, wanted);
    let what = if wanted.active {
        format!("Cap new issues by what {} attests?", wanted.attestor)
    } else {
        "Let new issues pass without attested reserves?".to_owned()
    };
    let effect = effect(order.loosens, at.fund.policy.time_lock_seconds);
    let plan = Plan::privileged("set the gate of attested reserves", order, |context, _| show(context));
    Ok(plan.ask(format!("{effect} {what}")).into())
}

fn attest(context: &Context, at: &FundAt, args: &ReservesAttest) -> CliResult<Reply> {
    let reserve = record(context, at)?.ok_or_else(|| {
        CliError::failure("ReserveMissing", "the fund has no gate of attested reserves")
            .hint("governance names the attestor first: `mmf reserves set --attestor ADDRESS --max-age TIME`")
    })?;
    let attestor = context.signer()?.address();
    if attestor != reserve.attestor {
        let message = format!("{attestor} is not the attestor; {} is", reserve.attestor);
        return Err(CliError::refused("Unauthorised", message).hint("sign with the attestor's key: -k FILE"));
    }
    let now = shared::network_time(context)?;
    let attested = AttestationArgs {
        amount_e6: args.amount,
        custodian_net_e6: args.custodian_net.unwrap_or(at.fund.custodian_net_e6),
        as_of: args.as_of.unwrap_or(now),
        document_hash: document::hash_of(&args.document)?,
    };
    if !(reserve.as_of..=now).contains(&attested.as_of) {
        return Err(CliError::usage(
            "MomentUnfit",
            "the moment of the figure is in the future, or before the last attestation's",
        )
        .hint("`mmf reserves show` tells the last one; give --as-of"));
    }
    let order = context.client.addresses().attest_reserves(&attestor, &at.address, attested);
    Ok(Plan::new("attest reserves", vec![order], |context, _| show(context)).into())
}

fn record(context: &Context, at: &FundAt) -> CliResult<Option<Box<Reserve>>> {
    context.client.reserve(&at.address).map_err(|error| explain_sdk(context, &error))
}

fn show(context: &Context) -> CliResult<Output> {
    let at = shared::fund(context)?;
    let reserve = record(context, &at)?;
    let now = shared::network_time(context)?;
    let is_active = at.fund.has_flag(fund_flag::RESERVE_GATE);
    let output = Output::new().record("Attested reserves", fields(&at.fund, reserve.as_deref(), now));
    Ok(if is_active { output } else { output.note("New issues are not capped by attested reserves.") })
}

fn fields(fund: &Fund, reserve: Option<&Reserve>, now: i64) -> Vec<Field> {
    let attested = reserve.filter(|reserve| reserve.attestation_no > 0);
    let of = |cell: fn(&Reserve) -> Cell| attested.map_or_else(Cell::none, cell);
    let named = reserve.filter(|reserve| reserve.attestor != Pubkey::default());
    let good_until = |reserve: &Reserve| reserve.as_of.saturating_add(i64::from(reserve.max_age_seconds));
    let room = attested.map(|reserve| reserve.covered_e6(fund) - i128::from(fund.supply_value_e6));
    let moved = |reserve: &Reserve| i128::from(fund.custodian_net_e6) - i128::from(reserve.custodian_net_e6);
    vec![
        ("active", "New issues are capped", Cell::flag(fund.has_flag(fund_flag::RESERVE_GATE))),
        ("attestor", "Attestor", named.map_or_else(Cell::none, |reserve| Cell::address(&reserve.attestor))),
        ("attestationNo", "Attestation", of(|reserve| Cell::count(reserve.attestation_no))),
        ("attested", "Attested", of(|reserve| Cell::amount(reserve.amount_e6))),
        ("asOf", "As of", of(|reserve| Cell::instant(reserve.as_of))),
        (
            "ageSeconds",
            "Age in seconds",
            attested.map_or_else(Cell::none, |reserve| Cell::integer(now - reserve.as_of)),
        ),
        ("validUntil", "Counts until", attested.map_or_else(Cell::none, |reserve| Cell::instant(good_until(reserve)))),
        ("stale", "Out of date", attested.map_or_else(Cell::none, |reserve| Cell::flag(now > good_until(reserve)))),
        (
            "movedSince",
            "Sent to custodians since",
            attested.map_or_else(Cell::none, |reserve| Cell::amount(moved(reserve))),
        ),
        ("cashOnChain", "The fund's cash on chain", Cell::amount(fund.cash_on_chain_e6())),
        ("supplyValue", "Owed and worth by the books", Cell::amount(fund.supply_value_e6)),
        ("room", "Room for new issues", room.map_or_else(Cell::none, Cell::amount)),
        ("documentHash", "SHA-256 of the attestation", of(|reserve| Cell::hex(&reserve.document_hash))),
    ]
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use bytemuck::Zeroable;

    use super::*;

    #[test]
    fn the_room_is_what_is_attested_and_on_chain_less_what_is_owed() {
        let mut fund = Fund::zeroed();
        (fund.buffer_cash_e6, fund.supply_value_e6, fund.custodian_net_e6) = (50, 900, 30);
        let reserve = Reserve {
            version: 1,
            bump: 0,
            fund: Pubkey::default(),
            attestor: Pubkey::new_unique(),
            max_age_seconds: 10,
            attestation_no: 1,
            amount_e6: 1_000,
            as_of: 100,
            attested_at: 101,
            document_hash: [1; 32],
            custodian_net_e6: 20,
            reserved: [0; 64],
        };
        let shown = fields(&fund, Some(&reserve), 111);
        let cell =
            |key: &str| shown.iter().find(|(name, ..)| *name == key).map(|(.., cell)| cell.text.clone()).unwrap();
        assert_eq!(cell("room"), "0.000160");
        assert_eq!((cell("stale").as_str(), cell("ageSeconds").as_str()), ("yes", "11"));
        assert!(fields(&fund, None, 0).iter().any(|(name, _, cell)| *name == "room" && cell.text == "-"));
    }
}
