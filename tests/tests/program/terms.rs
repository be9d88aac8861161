//! What a class charges: from when on, by which days, and the fee on gains.

mod day_counts;
mod performance;

use mmf::error::MmfError;
use mmf::instructions::ClassTermsArgs;
use mmf::state::{ClassKind, Fund, ShareClass};
use mmf_tests::{Holder, ONE, World, event, expect_error};

/// 20 bps a year by ACT/365.
const TWENTY: ClassTermsArgs = ClassTermsArgs { expense_bps: 20, day_count: 0, performance_fee_bps: 0 };

/// A class of these terms, with so many shares since before Friday 3 January, the next strike day.
fn class_of(kind: ClassKind, terms: ClassTermsArgs, shares: u64) -> (World, Holder) {
    let mut world = World::with_fund();
    world.add_class(kind, |args| args.terms = terms);
    let holder = world.holder(2 * shares * ONE);
    world.subscribe(&holder, shares * ONE).unwrap();
    world.strike(0).unwrap();
    (world, holder)
}

/// What a day's strike with ample income charges, in e6.
fn charged(world: &mut World) -> u64 {
    let before = world.class().management_fee_to_date_e6;
    world.strike(100_000).unwrap();
    world.class().management_fee_to_date_e6 - before
}

#[test]
fn new_terms_count_from_the_days_after_the_next_strike() {
    let (mut world, _) = class_of(ClassKind::Distributing, TWENTY, 1_825); // 10,000 a day
    let done = world.set_terms(ClassTermsArgs { expense_bps: 40, ..TWENTY }).unwrap();
    let told = event!(done, ClassTermsChanged);
    assert_eq!((told.old.expense_bps, told.new.expense_bps), (20, 40));
    assert_eq!((world.class().expense_bps, world.class().terms_pending), (20, 1));

    assert_eq!(charged(&mut world), 10_000);
    assert_eq!((world.class().expense_bps, world.class().terms_pending), (40, 0));
    assert_eq!(charged(&mut world), 60_000); // Saturday, Sunday, Monday
}

#[test]
fn the_last_terms_that_were_set_before_a_strike_count() {
    let (mut world, _) = class_of(ClassKind::Distributing, TWENTY, 1_825);
    world.set_terms(ClassTermsArgs { expense_bps: 40, ..TWENTY }).unwrap();
    world.set_terms(ClassTermsArgs { expense_bps: 10, ..TWENTY }).unwrap();
    assert_eq!(charged(&mut world), 10_000);
    assert_eq!(charged(&mut world), 15_000); // Saturday, Sunday, Monday
    assert_eq!(charged(&mut world), 5_000);
}

#[test]
fn terms_are_within_the_programs_limits() {
    let (mut world, _) = class_of(ClassKind::AccumulatingHooked, TWENTY, 100);
    let edges = [
        (ClassTermsArgs { expense_bps: 500, ..TWENTY }, ClassTermsArgs { expense_bps: 501, ..TWENTY }),
        (ClassTermsArgs { day_count: 2, ..TWENTY }, ClassTermsArgs { day_count: 3, ..TWENTY }),
        (
            ClassTermsArgs { performance_fee_bps: 3_000, ..TWENTY },
            ClassTermsArgs { performance_fee_bps: 3_001, ..TWENTY },
        ),
    ];
    for (fits, beyond) in edges {
        let before = world.books();
        expect_error(world.set_terms(beyond), MmfError::ParameterOutOfRange);
        assert_eq!(world.books(), before);
        world.set_terms(fits).unwrap();
    }
}

#[test]
fn under_a_time_lock_dearer_terms_wait_and_cheaper_ones_do_not() {
    let terms = ClassTermsArgs { expense_bps: 20, day_count: 0, performance_fee_bps: 500 };
    let (mut world, _) = class_of(ClassKind::AccumulatingHooked, terms, 100);
    let fund = world.fund;
    world.patch::<Fund>(&fund, |fund| fund.policy.time_lock_seconds = 86_400);
    for dearer in [
        ClassTermsArgs { expense_bps: 21, ..terms },
        ClassTermsArgs { performance_fee_bps: 501, ..terms },
        ClassTermsArgs { day_count: 1, ..terms },
        ClassTermsArgs { day_count: 2, expense_bps: 0, ..terms },
    ] {
        expect_error(world.set_terms(dearer), MmfError::TimeLocked);
        assert_eq!(world.class().terms_pending, 0);
    }
    world.set_terms(ClassTermsArgs { expense_bps: 19, performance_fee_bps: 0, ..terms }).unwrap();
}

#[test]
fn a_class_of_another_fund_keeps_its_terms() {
    let (mut world, _) = class_of(ClassKind::Distributing, TWENTY, 100);
    let (class, other) = (world.class, solana_sdk::pubkey::Pubkey::new_unique());
    world.patch::<ShareClass>(&class, |class| class.fund = other);

    expect_error(world.set_terms(TWENTY), MmfError::AccountMismatch);
}

#[test]
fn an_expense_that_the_income_does_not_cover_is_waived_in_every_kind_of_class() {
    for kind in [ClassKind::Distributing, ClassKind::AccumulatingHooked, ClassKind::AccumulatingGated] {
        let (mut world, _) = class_of(kind, TWENTY, 1_825);
        let before = world.class().waived_to_date_e6;
        world.strike(4_000).unwrap();
        let class = world.class();
        assert_eq!((class.management_fee_to_date_e6, class.waived_to_date_e6 - before), (4_000, 6_000));
        assert_eq!((class.net_income_to_date_e6, class.price.price_e12), (0, 1_000_000_000_000));

        world.strike(-7).unwrap(); // of three days
        let class = world.class();
        assert_eq!((class.management_fee_to_date_e6, class.waived_to_date_e6 - before), (4_000, 36_000));
        assert_eq!(class.net_income_to_date_e6, -7);
    }
}
