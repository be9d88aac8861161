//! Which ground suspends redemptions in a fund of which kind, and for how long: every ground in every regime, with every end.

use mmf::error::MmfError;
use mmf::state::Regime;
use mmf::state::SuspensionGround::{self, FundDocuments, Liquidation, Postponement};
use mmf_tests::{World, expect_error};

use super::REGIMES;

const DAY: i64 = 86_400;

/// Days for which a postponement lasts at most.
fn most_days(regime: Regime) -> i64 {
    match regime {
        Regime::RegisteredGovernment | Regime::RegisteredRetail | Regime::RegisteredInstitutional => 7,
        Regime::EuMmfr => 21,
        Regime::Private3c7 | Regime::Private3c1 | Regime::OffshoreRegS => 90,
    }
}

fn has_own_documents(regime: Regime) -> bool {
    matches!(regime, Regime::Private3c7 | Regime::Private3c1 | Regime::OffshoreRegS)
}

/// A suspension from now; its end is a distance from now, `None` for none.
fn suspend(regime: Regime, ground: SuspensionGround, lasts: Option<i64>) -> mmf_tests::asserts::Outcome {
    let mut world = World::of_regime(regime);
    let ends_at = lasts.map_or(0, |seconds| world.time().saturating_add(seconds));
    world.suspend(ground, ends_at)
}

#[test]
fn a_liquidation_has_no_end_in_any_fund() {
    for regime in REGIMES {
        suspend(regime, Liquidation, None).unwrap();
        for lasts in [-1, 0, 1, DAY, i64::MAX] {
            expect_error(suspend(regime, Liquidation, Some(lasts)), MmfError::GroundForbidden);
        }
    }
}

#[test]
fn a_postponement_has_an_end_and_lasts_no_longer_than_the_funds_kind_allows() {
    for regime in REGIMES {
        let most = most_days(regime) * DAY;
        for lasts in [1, DAY, most - 1, most] {
            suspend(regime, Postponement, Some(lasts)).unwrap();
        }
        for lasts in [most + 1, i64::MAX, 0, -1] {
            expect_error(suspend(regime, Postponement, Some(lasts)), MmfError::GroundForbidden);
        }
        expect_error(suspend(regime, Postponement, None), MmfError::GroundForbidden);
    }
}

#[test]
fn a_funds_own_documents_are_a_ground_in_private_and_offshore_funds_only() {
    for regime in REGIMES {
        for lasts in [None, Some(1), Some(1_000 * DAY), Some(i64::MAX)] {
            let outcome = suspend(regime, FundDocuments, lasts);
            if has_own_documents(regime) {
                outcome.unwrap();
            } else {
                expect_error(outcome, MmfError::GroundForbidden);
            }
        }
        for lasts in [Some(0), Some(-1)] {
            expect_error(suspend(regime, FundDocuments, lasts), MmfError::GroundForbidden);
        }
    }
}

#[test]
fn grounds_have_numbers_of_their_own() {
    let grounds = [Liquidation, Postponement, FundDocuments];
    assert_eq!(grounds.map(SuspensionGround::number), [1, 2, 3]);
    for ground in grounds {
        assert_eq!(SuspensionGround::from_number(ground.number()), Some(ground));
    }
    for number in [0, 4, 5, 255] {
        assert_eq!(SuspensionGround::from_number(number), None);
    }
}
