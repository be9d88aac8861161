//! What a kind of fund may and may not have.

use mmf::error::MmfError;
use mmf::instructions::{ClassTermsArgs, CreateClassArgs};
use mmf::state::{ClassKind, Regime};
use mmf_tests::asserts::Outcome;
use mmf_tests::{ONE, World, expect_error};

const REGISTERED: [Regime; 3] =
    [Regime::RegisteredGovernment, Regime::RegisteredRetail, Regime::RegisteredInstitutional];
const PRIVATE: [Regime; 3] = [Regime::Private3c7, Regime::Private3c1, Regime::OffshoreRegS];
const ACCUMULATING: [ClassKind; 2] = [ClassKind::AccumulatingHooked, ClassKind::AccumulatingGated];

fn fund_of(regime: Regime) -> World {
    World::with_fund_args(|args| args.regime = regime)
}

fn create(world: &mut World, kind: ClassKind, queue_only: bool, performance_fee_bps: u16) -> Outcome {
    let terms = ClassTermsArgs { performance_fee_bps, ..World::class_args().terms };
    let order = world.class_order(CreateClassArgs { kind, queue_only, terms, ..World::class_args() });
    world.privileged(&order)
}

#[test]
fn registered_and_eu_funds_deal_in_accumulating_classes_through_the_queue_only() {
    for regime in REGISTERED.into_iter().chain([Regime::EuMmfr]) {
        for kind in ACCUMULATING {
            let mut world = fund_of(regime);
            expect_error(create(&mut world, kind, false, 0), MmfError::RegimeForbids);
            assert_eq!(world.fund().class_bitmap, 0);

            create(&mut world, kind, true, 0).unwrap();
            let holder = world.holder(ONE);
            expect_error(world.subscribe(&holder, ONE), MmfError::QueueOnly);
        }
    }
}

#[test]
fn private_and_offshore_funds_deal_in_accumulating_classes_at_the_last_price() {
    for regime in PRIVATE {
        for kind in ACCUMULATING {
            let mut world = fund_of(regime);
            create(&mut world, kind, false, 0).unwrap();
            let holder = world.holder(ONE);
            world.subscribe(&holder, ONE).unwrap();
        }
    }
}

#[test]
fn every_fund_deals_at_once_in_a_distributing_class() {
    for regime in REGISTERED.into_iter().chain(PRIVATE).chain([Regime::EuMmfr]) {
        let mut world = fund_of(regime);
        create(&mut world, ClassKind::Distributing, false, 0).unwrap();
        let holder = world.holder(ONE);
        world.subscribe(&holder, ONE).unwrap();
    }
}

#[test]
fn a_registered_fund_charges_no_performance_fee() {
    for regime in REGISTERED {
        for kind in ACCUMULATING {
            let mut world = fund_of(regime);
            expect_error(create(&mut world, kind, true, 1), MmfError::RegimeForbids);
            create(&mut world, kind, true, 0).unwrap();
            let terms = ClassTermsArgs { performance_fee_bps: 1, ..ClassTermsArgs::default() };
            expect_error(world.set_terms(terms), MmfError::RegimeForbids);
            assert_eq!(world.class().terms_pending, 0);
        }
    }
}

#[test]
fn other_funds_charge_one_in_accumulating_classes_only() {
    for regime in PRIVATE.into_iter().chain([Regime::EuMmfr]) {
        for kind in ACCUMULATING {
            let mut world = fund_of(regime);
            create(&mut world, kind, true, 3_000).unwrap();
        }
        let mut world = fund_of(regime);
        expect_error(create(&mut world, ClassKind::Distributing, false, 1), MmfError::ParameterOutOfRange);
        create(&mut world, ClassKind::Distributing, false, 0).unwrap();
    }
}
