//! A total that cannot be right is not paid, not even in part.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use mmf::state::Holding;
use serde_json::Value;

use super::lossy::Lossy;
use super::stage::{Chain, Stage};

/// Place of a holding's recorded units in its account.
const RECORDED_UNITS: usize = 8 + std::mem::offset_of!(Holding, recorded_units);

#[track_caller]
fn check_nothing_was_sent(stage: &Stage, before: &Chain) {
    let after = stage.chain();
    assert_eq!((after.class.seq, after.period.holdings_paid), (before.class.seq, 0));
    assert!(!stage.state("journal").exists());
}

#[test]
fn a_total_above_the_users_limits_sends_nothing() {
    let stage = Stage::with_holders(3);
    let before = stage.chain();
    let above = stage.fund.admin(&["distribute", "--max-total", "1"]).error(3);
    assert_eq!((&above["name"], &above["code"]), (&"DistributionAboveMaxTotal".into(), &9002.into()));
    let above = stage.fund.admin(&["distribute", "--max-yield-bps", "10"]).error(3);
    assert_eq!((&above["name"], &above["code"]), (&"DistributionAboveMaxYield".into(), &9003.into()));
    assert!(above["message"].as_str().unwrap().contains("basis points a year"), "{above}");
    check_nothing_was_sent(&stage, &before);

    let done = stage.fund.admin(&["distribute", "--max-total", "1000", "--max-yield-bps", "600"]).result();
    assert_eq!(done["holdersPaid"], 4);
    stage.chain().check_paid_once_each(&before);
}

/// Shows twice the units of every holding: each looks as if it had earned twice the income.
fn twice_the_units(method: &str, result: &mut Value) {
    if method != "getProgramAccounts" {
        return;
    }
    for account in result.as_array_mut().unwrap() {
        let data = &mut account["account"]["data"][0];
        let mut bytes = STANDARD.decode(data.as_str().unwrap()).unwrap();
        if bytes.len() != 8 + size_of::<Holding>() {
            continue;
        }
        let place = RECORDED_UNITS..RECORDED_UNITS + 8;
        let units = u64::from_le_bytes(bytes[place.clone()].try_into().unwrap());
        bytes[place].copy_from_slice(&(units * 2).to_le_bytes());
        *data = STANDARD.encode(bytes).into();
    }
}

#[test]
fn a_register_that_shows_more_than_was_declared_is_not_believed() {
    let mut stage = Stage::with_holders(3);
    let before = stage.chain();
    let honest = stage.fund.net.url.clone();
    let lying = Lossy::lying(&honest, twice_the_units);
    stage.fund.net.url.clone_from(&lying.url);
    let refused = stage.fund.admin(&["distribute"]).error(3);
    assert_eq!((&refused["name"], &refused["code"]), (&"DistributionAboveDeclared".into(), &9001.into()));
    let dry = stage.fund.admin(&["distribute", "--dry-run"]);
    assert_eq!(dry.code, 3);
    stage.fund.net.url = honest;
    check_nothing_was_sent(&stage, &before);
    assert_eq!(stage.fund.admin(&["distribute"]).result()["holdersPaid"], 4);
}
