//! Jurisdictions that a class refuses, and those alone that it allows.

use mmf::error::MmfError;
use mmf::instructions::{ClassRulesArgs, InvestorProfile};
use mmf::state::{InvestorKind, JurisdictionMode};
use mmf_tests::rules::{SWITZERLAND, offshore, onshore};
use mmf_tests::{ONE, World, expect_error};

use super::Scene;

const GERMANY: u16 = 276;

fn of(jurisdiction: u16) -> InvestorProfile {
    InvestorProfile::plain(InvestorKind::Entity, jurisdiction, false)
}

fn list(mode: JurisdictionMode, codes: &[u16]) -> impl FnOnce(&mut ClassRulesArgs) {
    let codes = codes.to_vec();
    move |rules| (rules.jurisdiction_mode, rules.jurisdictions) = (mode, codes)
}

#[test]
fn a_listed_jurisdiction_is_refused_and_another_receives() {
    for (code, refused) in [(0, true), (1, false), (SWITZERLAND, true), (GERMANY, false), (1022, false), (1023, true)] {
        let rule = list(JurisdictionMode::Refused, &[0, SWITZERLAND, 1023]);
        let mut scene = Scene::new(onshore(), of(code), rule);
        if refused {
            expect_error(scene.give(ONE), MmfError::DeniedJurisdiction);
            expect_error(scene.world.subscribe(&scene.taker, ONE), MmfError::DeniedJurisdiction);
        } else {
            scene.give(ONE).unwrap();
            scene.world.subscribe(&scene.taker, ONE).unwrap();
        }
    }
}

#[test]
fn only_a_listed_jurisdiction_receives_where_the_list_allows() {
    for (code, allowed) in [(0, true), (1, false), (SWITZERLAND, true), (GERMANY, false), (1022, false), (1023, true)] {
        let rule = list(JurisdictionMode::Allowed, &[0, SWITZERLAND, 1023]);
        let mut scene = Scene::new(onshore(), of(code), rule);
        if allowed {
            scene.give(ONE).unwrap();
            scene.world.subscribe(&scene.taker, ONE).unwrap();
        } else {
            expect_error(scene.give(ONE), MmfError::DeniedJurisdiction);
            expect_error(scene.world.subscribe(&scene.taker, ONE), MmfError::DeniedJurisdiction);
        }
    }
}

#[test]
fn a_holder_whose_jurisdiction_is_refused_later_sends_and_redeems() {
    let rule = list(JurisdictionMode::Refused, &[SWITZERLAND]);
    let mut scene = Scene::new(offshore(), of(GERMANY), rule);

    scene.give(ONE).unwrap();
    scene.world.redeem(&scene.giver, u64::MAX).unwrap();
}

#[test]
fn units_go_between_wallets_of_an_investor_whose_jurisdiction_is_refused_later() {
    let mut scene = Scene::new(offshore(), of(GERMANY), |_| {});
    let second = scene.world.wallet_of(&scene.giver.investor);
    scene.world.set_rules(list(JurisdictionMode::Refused, &[SWITZERLAND])).unwrap();

    scene.world.transfer(&scene.giver, &second, ONE).unwrap();
}

#[test]
fn an_investor_of_a_refused_jurisdiction_opens_no_holding() {
    let mut world = World::with_rules(list(JurisdictionMode::Refused, &[SWITZERLAND]));
    let investor = world.investor_of(offshore());
    let holder = world.unopened_wallet_of(&investor);

    expect_error(world.open(&holder), MmfError::DeniedJurisdiction);
}
