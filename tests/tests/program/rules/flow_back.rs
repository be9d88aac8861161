//! Units that were acquired offshore don't flow back to a US person before a date.

use mmf::error::MmfError;
use mmf_tests::calendar::at;
use mmf_tests::rules::{offshore, onshore};
use mmf_tests::{ONE, expect_error};

use super::Scene;

const EARLY: (u8, u8) = (2, 3);
const LATE: (u8, u8) = (3, 5);

fn moment((month, day): (u8, u8)) -> i64 {
    at(month, day, 12, 0)
}

#[test]
fn units_reach_a_us_person_from_the_date_of_the_class_on() {
    let mut scene = Scene::new(offshore(), onshore(), |rules| rules.flow_back_until = moment(EARLY));

    scene.is_denied_until(moment(EARLY), MmfError::DeniedFlowBack);
}

#[test]
fn units_reach_a_us_person_from_the_date_of_the_giver_on() {
    let mut scene = Scene::new(offshore(), onshore(), |_| {});
    let giver = scene.giver.investor;
    scene.world.update(&giver, |profile| profile.flow_back_until = moment(EARLY)).unwrap();

    scene.is_denied_until(moment(EARLY), MmfError::DeniedFlowBack);
}

#[test]
fn the_later_of_the_two_dates_counts() {
    for (class, giver) in [(EARLY, LATE), (LATE, EARLY)] {
        let mut scene = Scene::new(offshore(), onshore(), |rules| rules.flow_back_until = moment(class));
        let investor = scene.giver.investor;
        scene.world.update(&investor, |profile| profile.flow_back_until = moment(giver)).unwrap();

        scene.is_denied_until(moment(LATE), MmfError::DeniedFlowBack);
    }
}

#[test]
fn only_the_way_from_offshore_to_a_us_person_is_closed() {
    for (giver, taker) in [(onshore(), onshore()), (offshore(), offshore()), (onshore(), offshore())] {
        let mut scene = Scene::new(giver, taker, |rules| rules.flow_back_until = moment(LATE));

        scene.give(ONE).unwrap();
    }
}

#[test]
fn a_protocol_vault_in_between_changes_nothing() {
    let mut scene = Scene::new(offshore(), onshore(), |rules| rules.flow_back_until = moment(LATE));
    let (vault, us_vault) = (scene.world.vault(false, 0), scene.world.vault(true, 0));

    scene.world.transfer(&scene.giver, &vault, 10 * ONE).unwrap();
    expect_error(scene.world.transfer(&vault, &scene.taker, ONE), MmfError::DeniedFlowBack);
    expect_error(scene.world.transfer(&scene.giver, &us_vault, ONE), MmfError::DeniedFlowBack);
    scene.world.set_time(moment(LATE));
    scene.world.transfer(&vault, &scene.taker, ONE).unwrap();
}

#[test]
fn a_us_person_subscribes_and_everybody_redeems() {
    let mut scene = Scene::new(offshore(), onshore(), |rules| rules.flow_back_until = moment(LATE));

    scene.world.subscribe(&scene.taker, ONE).unwrap();
    scene.world.redeem(&scene.taker, ONE).unwrap();
    scene.world.redeem(&scene.giver, ONE).unwrap();
}
