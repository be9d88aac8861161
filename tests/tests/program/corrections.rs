//! A wrong strike is corrected by a signed entry in a later strike that names it; what was struck stays as it was.

mod invalid;

use mmf::error::MmfError;
use mmf::state::{ClassKind, Role, ShareClass};
use mmf_client::ix::StrikePlan;
use mmf_tests::calendar::day;
use mmf_tests::{Holder, ONE, World, event, expect_error};

use crate::calendar::pretend_struck;
use crate::strike::period;

/// One unit in e18.
const SCALE: i128 = 1_000_000_000_000_000_000;
/// Income a unit of 1,000 shares when the fund earns 100,000 e6, e18.
const RATE_E18: u128 = 100_000_000_000_000;

/// A fund whose class 0 has this kind and charges nothing, with 1,000 shares issued on 2 January.
fn free_of_charge(kind: ClassKind) -> (World, Holder) {
    let mut world = World::with_fund();
    world.add_class(kind, |args| args.terms.expense_bps = 0);
    let holder = world.holder(2_000 * ONE);
    world.subscribe(&holder, 1_000 * ONE).unwrap();
    (world, holder)
}

/// (Net income + equalisation) · 10^18 + deficit = declared + carry.
fn assert_books_tie(class: &ShareClass) {
    let wide = |value: mmf::state::Wide| i128::try_from(value.get()).unwrap();
    let income = i128::from(class.net_income_to_date_e6) + i128::from(class.equalisation_to_date_e6);
    assert_eq!(income * SCALE + wide(class.deficit), wide(class.declared) + wide(class.carry));
}

#[test]
fn a_positive_correction_goes_to_the_holders_with_the_days_income() {
    let (mut world, _) = free_of_charge(ClassKind::Distributing);
    world.strike(100_000).unwrap();
    let wrong = world.data(&world.addresses.nav(&world.fund, 1));

    let done = world.strike_correcting(100_000, 1, &[(0, 50_000)]).unwrap();

    let (class, report) = (world.class(), world.report(2));
    assert_eq!(class.index.get(), 2 * RATE_E18 + RATE_E18 / 2);
    assert_eq!((class.corrections_to_date_e6, world.fund().corrections_to_date_e6), (50_000, 50_000));
    assert_eq!((class.net_income_to_date_e6, world.fund().gross_income_to_date_e6), (250_000, 200_000));
    assert_eq!((report.corrects_strike_no, report.correction_e6, report.correction_hash), (1, 50_000, [0xc0; 32]));
    assert_eq!(report.expected_net_assets_e6, 1_000 * ONE + 250_000);
    let told = event!(done, StrikeCorrected);
    assert_eq!((told.strike_no, told.corrected_strike_no, told.document_hash), (2, 1, [0xc0; 32]));
    assert_eq!(told.classes, World::correction(1, &[(0, 50_000)]).classes);
    assert_eq!(world.data(&world.addresses.nav(&world.fund, 1)), wrong, "what was struck stays");
    assert_books_tie(&class);
    world.strike(100_000).unwrap(); // and ties out
}

#[test]
fn after_a_negative_correction_the_index_stands_until_its_deficit_is_paid_off() {
    let (mut world, _) = free_of_charge(ClassKind::Distributing);
    world.strike(100_000).unwrap();
    world.strike_correcting(100_000, 1, &[(0, -250_000)]).unwrap();

    assert_eq!((world.class().index.get(), world.class().deficit_e6()), (RATE_E18, 150_000));
    assert_books_tie(&world.class());
    world.strike(100_000).unwrap();
    assert_eq!((world.class().index.get(), world.class().deficit_e6()), (RATE_E18, 50_000));
    world.strike(100_000).unwrap();

    let class = world.class();
    assert_eq!((class.index.get(), class.deficit_e6()), (RATE_E18 + RATE_E18 / 2, 0));
    assert_eq!((class.net_income_to_date_e6, class.corrections_to_date_e6), (150_000, -250_000));
    assert_books_tie(&class);
}

#[test]
fn a_correction_moves_the_price_of_accumulating_classes_by_what_it_adds_and_takes() {
    for kind in [ClassKind::AccumulatingHooked, ClassKind::AccumulatingGated] {
        let (mut world, _) = free_of_charge(kind);
        world.strike(100_000).unwrap();
        assert_eq!(world.class().price.price_e12, 1_000_100_000_000);

        world.strike_correcting(100_000, 1, &[(0, -250_000)]).unwrap();
        assert_eq!(world.class().net_assets_e6, 1_000 * ONE - 50_000);
        assert_eq!(world.class().price.price_e12, 999_950_000_000);
        world.strike_correcting(0, 2, &[(0, 50_000)]).unwrap();

        let class = world.class();
        assert_eq!((class.price.price_e12, class.corrections_to_date_e6), (1_000_000_000_000, -200_000));
        assert_eq!((class.net_income_to_date_e6, class.deficit_e6(), class.carry_e6()), (0, 0, 0));
        world.strike(100_000).unwrap(); // and ties out
    }
}

#[test]
fn income_is_moved_from_one_class_to_another_by_one_entry() {
    let (mut world, holder) = free_of_charge(ClassKind::Distributing);
    let (first, second) =
        (world.class, world.add_class(ClassKind::AccumulatingHooked, |args| args.terms.expense_bps = 0));
    world.enter(&first);
    let line = world.opened_in(&holder, &second);
    world.enter(&second);
    world.subscribe(&line, 1_000 * ONE).unwrap();
    world.strike(200_000).unwrap();

    world.strike_correcting(200_000, 1, &[(0, -30_000), (1, 30_000)]).unwrap();

    let (distributing, accumulating) = (world.class_of(0), world.class_of(1));
    let both = [&distributing, &accumulating].map(|class| class.net_income_to_date_e6);
    assert_eq!(both.iter().sum::<i64>() + i64::try_from(world.fund().income_carry_e6).unwrap(), 400_000);
    assert_eq!((distributing.corrections_to_date_e6, accumulating.corrections_to_date_e6), (-30_000, 30_000));
    assert_eq!((world.fund().corrections_to_date_e6, world.report(2).correction_e6), (0, 0));
    assert_eq!(world.report(2).corrects_strike_no, 1);
    assert_books_tie(&distributing);
    world.strike(200_000).unwrap(); // and ties out
}

#[test]
fn around_a_month_end_the_correction_belongs_to_the_days_after_it() {
    let mut world = World::with_fund();
    world.add_class(ClassKind::Distributing, |args| args.terms.expense_bps = 0);
    pretend_struck(&mut world, day(5, 29));
    let holder = world.holder(2_000 * ONE);
    world.subscribe(&holder, 1_000 * ONE).unwrap();
    world.strike(100_000).unwrap(); // Friday 30 May
    let before = world.class().declared.get();

    world.strike_correcting(300_000, 1, &[(0, 70_000)]).unwrap(); // 31 May; 1 and 2 June

    let (class, may) = (world.class(), period(&world, 24_304));
    assert_eq!(may.declared, before + 100_000 * SCALE.unsigned_abs(), "a third of the income, no correction");
    assert_eq!(class.declared.get() - class.period_opening_declared.get(), 270_000 * SCALE.unsigned_abs());
    assert_eq!(world.report(2).results[0].rate_to_month_end_e18, 100_000_000_000_000);
    assert_books_tie(&class);
}

#[test]
fn the_tie_out_counts_the_correction() {
    let (mut world, _) = free_of_charge(ClassKind::Distributing);
    world.strike(100_000).unwrap();
    world.post_changed(100_000, |_| {}); // as if there were none
    let before = world.books();
    let plan = StrikePlan { correction: Some(World::correction(1, &[(0, 1)])), ..world.strike_plan() };
    expect_error(world.strike_by(&plan), MmfError::TieOutFailed);
    assert_eq!(world.books(), before);

    world.strike_correcting(100_000, 1, &[(0, 1)]).unwrap();
}

#[test]
fn a_correction_beyond_all_assets_does_not_tie_out() {
    let (mut world, _) = free_of_charge(ClassKind::Distributing);
    world.strike(0).unwrap();
    let all = i64::try_from(1_000 * ONE).unwrap();

    expect_error(world.strike_correcting(0, 1, &[(0, -all - 1)]), MmfError::TieOutFailed);
    world.strike_correcting(0, 1, &[(0, -all)]).unwrap();
}

#[test]
fn a_correction_needs_governance_even_in_the_strikes_window() {
    let (mut world, _) = free_of_charge(ClassKind::Distributing);
    world.strike(100_000).unwrap();
    world.post_changed(100_000, |args| {
        args.net_assets_e6 += 5;
        args.market_net_assets_e6 += 5;
    });
    let (fund, before) = (world.fund(), world.books());
    let plan = StrikePlan { correction: Some(World::correction(1, &[(0, 5)])), ..world.strike_plan() };
    for roles in [[Role::NavApprover], [Role::Governance]] {
        let authority = world.signed(&roles);
        let order = world.addresses.strike(&world.payer_key(), (&world.fund, &fund), &authority, &plan).unwrap();
        let members: Vec<_> = world.councils.enough(&roles).into_iter().map(|key| key.insecure_clone()).collect();
        let outcome = world.send(&[order.instruction], &members.iter().collect::<Vec<_>>());
        expect_error(outcome, MmfError::Unauthorised);
        assert_eq!(world.books(), before);
    }

    world.strike_by(&plan).unwrap();
}

#[test]
fn a_correction_leaves_the_yield_of_its_day_as_the_quote_has_it() {
    let (mut world, _) = free_of_charge(ClassKind::Distributing);
    world.strike(100_000).unwrap();
    world.strike(36_500).unwrap();
    let before = world.fund().last_yield_e18;

    world.strike_correcting(3 * 36_500, 1, &[(0, 900_000)]).unwrap(); // of three days

    assert_eq!((before, world.fund().last_yield_e18), (13_322_500_000_000_000, 13_322_500_000_000_000));
}
