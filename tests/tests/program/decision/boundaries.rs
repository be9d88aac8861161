//! Each reason just inside and just outside of its boundary.

use mmf::compliance::Denial;

use super::Scene;
use super::rows::{ENTRY, LEAVING, Row, STANDING};

fn rows() -> impl Iterator<Item = &'static Row> {
    STANDING.iter().chain(LEAVING).chain(ENTRY)
}

fn changed(row: &Row, change: fn(&mut Scene)) -> Scene {
    let mut scene = Scene::of(row.movement);
    assert_eq!(scene.decide(), Ok(()), "without the change everything is allowed");
    change(&mut scene);
    scene
}

#[test]
fn each_rule_allows_up_to_its_boundary_and_denies_beyond() {
    for (place, row) in rows().enumerate() {
        let (inside, outside) = (changed(row, row.inside), changed(row, row.outside));

        assert_eq!(inside.decide(), Ok(()), "row {place}: {:?} inside", row.denial);
        assert_eq!(outside.decide(), Err(row.denial), "row {place}: {:?} outside", row.denial);
    }
}

#[test]
fn each_rule_denies_alone_and_says_truly_until_when() {
    for (place, row) in rows().enumerate() {
        let mut outside = changed(row, row.outside);
        let found = outside.findings();

        let named: Vec<Denial> = found.iter().map(|finding| finding.denial).collect();
        assert_eq!(named, [row.denial], "row {place}");
        match found[0].until {
            Some(until) => {
                assert!(until > outside.now, "row {place}");
                outside.now = until - 1;
                assert_eq!(outside.decide(), Err(row.denial), "row {place}: a second before");
                outside.now = until;
                assert_eq!(outside.decide(), Ok(()), "row {place}: in the second");
            }
            None if row.denial == Denial::LotsFull => {} // an earlier lot makes room, but the caller may redeem first
            None => {
                outside.now = i64::MAX - 1;
                assert_eq!(outside.decide(), Err(row.denial), "row {place}: for good");
            }
        }
    }
}

#[test]
fn the_table_has_a_row_for_every_reason_that_a_movement_can_have() {
    let elsewhere = [
        Denial::TooManyInvestors,
        Denial::TooManyUsInvestors,
        Denial::TooManyNonAccredited,
        Denial::NotRegistered,
        Denial::TokenAccountFrozen,
        Denial::TokensMissing,
    ];
    for denial in Denial::ALL {
        let has_row = rows().any(|row| row.denial == denial);
        assert_ne!(has_row, elsewhere.contains(&denial), "{denial:?}");
    }
}
