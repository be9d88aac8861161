//! How far a strike may go without governance: yield, its change, the change of net assets. And governance's override.

mod dispersion;

use mmf::error::MmfError;
use mmf::instructions::PostQuoteArgs;
use mmf::state::{Fund, Role};
use mmf_client::ix::StrikePlan;
use mmf_tests::asserts::Outcome;
use mmf_tests::councils::signed_by;
use mmf_tests::{Figures, ONE, World, event, expect_error};

/// 5% a year, e18.
const FIVE_PER_CENT_E18: i64 = 50_000_000_000_000_000;
/// Income of a day that is 5% a year on 365 shares, in e6: exactly.
const INCOME_OF_FIVE_E6: i64 = 50_000;
/// The reason of every override in the tests.
const REASON: [u8; 32] = [0x0e; 32];

/// A fund of these bounds with 365 shares since before Friday 3 January, the next strike day.
fn bounded(change: impl FnOnce(&mut mmf::instructions::PolicyArgs)) -> World {
    let mut world = World::new();
    let holder = world.holder(365 * ONE);
    world.subscribe(&holder, 365 * ONE).unwrap();
    world.strike(0).unwrap();
    world.set_policy(change).unwrap();
    world
}

/// A strike that the bounds refuse changes nothing.
fn refuse(world: &mut World, income_e6: i64, error: MmfError) {
    refuse_changed(world, income_e6, |_| {}, error);
}

fn refuse_changed(world: &mut World, income_e6: i64, change: impl FnOnce(&mut PostQuoteArgs), error: MmfError) {
    world.post_changed(income_e6, change);
    let before = world.books();
    let plan = world.strike_plan();
    expect_error(world.strike_by(&plan), error);
    assert_eq!(world.books(), before);
}

/// Strikes the posted quote by an override that these roles sign.
fn override_signed_by(world: &mut World, roles: &[Role]) -> Outcome {
    let (fund, authority) = (world.fund(), world.signed(roles));
    let plan = StrikePlan { override_hash: Some(REASON), ..world.strike_plan() };
    let order = world.addresses.strike(&world.payer_key(), (&world.fund, &fund), &authority, &plan).unwrap();
    let members: Vec<_> = world.councils.enough(roles).into_iter().map(|key| key.insecure_clone()).collect();
    world.send(&[order.instruction], &members.iter().collect::<Vec<_>>())
}

#[test]
fn a_yield_at_the_bound_is_struck_and_the_next_unit_of_income_is_not() {
    for sign in [1, -1] {
        let mut world = bounded(|policy| policy.max_yield_bps = 500);
        refuse(&mut world, sign * (INCOME_OF_FIVE_E6 + 1), MmfError::YieldAboveBound);

        world.strike(sign * INCOME_OF_FIVE_E6).unwrap();

        assert_eq!(world.fund().last_yield_e18, sign * FIVE_PER_CENT_E18);
    }
}

#[test]
fn a_yield_is_judged_by_the_calendar_days_of_its_span() {
    let mut world = bounded(|policy| policy.max_yield_bps = 500);
    world.strike(0).unwrap();
    refuse(&mut world, 3 * INCOME_OF_FIVE_E6 + 1, MmfError::YieldAboveBound);

    world.strike(3 * INCOME_OF_FIVE_E6).unwrap(); // Saturday, Sunday, Monday

    assert_eq!((world.report(3).n_days, world.fund().last_yield_e18), (3, FIVE_PER_CENT_E18));
}

#[test]
fn a_yield_too_large_to_be_written_is_above_every_bound() {
    let mut world = bounded(|policy| policy.max_yield_bps = 10_000);
    let all = i64::try_from(365 * ONE).unwrap();
    for income_e6 in [1_000 * all, -all] {
        refuse(&mut world, income_e6, MmfError::YieldAboveBound);
    }
    world.strike(0).unwrap();
}

#[test]
fn a_yield_that_changes_by_the_bound_is_struck_and_by_more_is_not() {
    let fund_of = |last_yield_e18| {
        let mut world = bounded(|policy| policy.max_yield_change_bps = 100);
        let fund = world.fund;
        world.patch::<Fund>(&fund, |fund| fund.last_yield_e18 = last_yield_e18);
        world
    };
    let one_per_cent = FIVE_PER_CENT_E18 / 5;
    for sign in [1, -1] {
        let mut world = fund_of(FIVE_PER_CENT_E18 - sign * one_per_cent);
        refuse(&mut world, INCOME_OF_FIVE_E6 + sign, MmfError::YieldChangeAboveBound);
        world.strike(INCOME_OF_FIVE_E6).unwrap();
        assert_eq!(world.fund().last_yield_e18, FIVE_PER_CENT_E18);
    }
}

#[test]
fn the_first_yield_of_a_fund_is_no_change() {
    let mut world = bounded(|policy| policy.max_yield_change_bps = 1);

    world.strike(INCOME_OF_FIVE_E6).unwrap();

    refuse(&mut world, 0, MmfError::YieldChangeAboveBound);
    refuse(&mut world, 4 * INCOME_OF_FIVE_E6, MmfError::YieldChangeAboveBound);
    world.strike(3 * INCOME_OF_FIVE_E6).unwrap(); // three days over the weekend
}

#[test]
fn a_day_without_income_does_not_open_the_bound_of_the_next() {
    let mut world = bounded(|policy| policy.max_yield_change_bps = 100);
    world.strike(INCOME_OF_FIVE_E6).unwrap();
    world.post_changed(0, |_| {});
    override_signed_by(&mut world, &[Role::NavApprover, Role::Governance]).unwrap();

    refuse(&mut world, 10 * INCOME_OF_FIVE_E6, MmfError::YieldChangeAboveBound);
}

#[test]
fn net_assets_that_change_by_the_bound_are_struck_and_by_more_are_not() {
    let one_per_cent_e6 = i64::try_from(365 * ONE / 100).unwrap();
    for sign in [1, -1] {
        let mut world = bounded(|policy| policy.max_net_assets_change_bps = 100);
        let realise = |amount_e6: i64| {
            move |args: &mut PostQuoteArgs| {
                args.realised_e6 = amount_e6;
                args.net_assets_e6 = args.net_assets_e6.saturating_add_signed(amount_e6);
                args.market_net_assets_e6 = args.net_assets_e6;
            }
        };
        let beyond = realise(sign * one_per_cent_e6 + sign);
        refuse_changed(&mut world, 0, beyond, MmfError::NetAssetsChangeAboveBound);

        world.strike_changed(0, realise(sign * one_per_cent_e6)).unwrap();

        assert_eq!(world.fund().retained_gains_e6, sign * one_per_cent_e6);
    }
}

#[test]
fn income_counts_to_the_change_of_net_assets_and_booked_flows_do_not() {
    let mut world = bounded(|policy| policy.max_net_assets_change_bps = 100);
    let one_per_cent_e6 = i64::try_from(2 * 365 * ONE / 100).unwrap();
    let holder = world.holder(365 * ONE);
    world.subscribe(&holder, 365 * ONE).unwrap(); // twice the net assets, on the books
    refuse(&mut world, one_per_cent_e6 + 1, MmfError::NetAssetsChangeAboveBound);

    world.strike(one_per_cent_e6).unwrap();
}

#[test]
fn a_bound_of_zero_is_none() {
    let mut world = bounded(|_| {});

    world.strike(INCOME_OF_FIVE_E6).unwrap();
    world.strike(1_000 * INCOME_OF_FIVE_E6).unwrap();
}

#[test]
fn governance_lets_a_strike_pass_every_bound_with_a_reason_that_is_on_record() {
    let mut world = bounded(|policy| {
        (policy.max_yield_bps, policy.max_yield_change_bps, policy.max_net_assets_change_bps) = (1, 1, 1);
    });
    refuse(&mut world, INCOME_OF_FIVE_E6, MmfError::YieldAboveBound);
    expect_error(override_signed_by(&mut world, &[Role::NavApprover]), MmfError::Unauthorised);
    expect_error(override_signed_by(&mut world, &[Role::Governance]), MmfError::Unauthorised);

    let done = override_signed_by(&mut world, &[Role::NavApprover, Role::Governance]).unwrap();

    let (report, struck) = (world.report(2), event!(done, Struck));
    assert_eq!((report.overridden, report.override_hash), (1, REASON));
    assert_eq!((struck.overridden, struck.reason_hash), (true, REASON));
    assert_eq!(world.fund().gross_income_to_date_e6, INCOME_OF_FIVE_E6);
}

#[test]
fn a_strike_within_the_bounds_has_no_reason_on_record() {
    let mut world = bounded(|policy| policy.max_yield_bps = 500);

    let done = world.strike(INCOME_OF_FIVE_E6).unwrap();

    let (report, struck) = (world.report(2), event!(done, Struck));
    assert_eq!((report.overridden, report.override_hash), (0, [0; 32]));
    assert_eq!((struck.overridden, struck.reason_hash), (false, [0; 32]));
}

#[test]
fn an_override_passes_the_sources_dispersion_and_not_the_tie_out() {
    let mut world = bounded(|policy| (policy.max_dispersion_bps, policy.max_yield_bps) = (1, 1));
    world.post_changed(INCOME_OF_FIVE_E6, |args| args.net_assets_e6 += 1);
    let both = [Role::NavApprover, Role::Governance];
    expect_error(override_signed_by(&mut world, &both), MmfError::TieOutFailed);

    world.post_changed(INCOME_OF_FIVE_E6, |_| {});
    let other = world.councils.of(Role::NavSource)[1].insecure_clone();
    let mut apart = world.quote_args(Figures { income_e6: INCOME_OF_FIVE_E6, ..Figures::default() });
    apart.market_net_assets_e6 -= apart.net_assets_e6 / 1_000;
    world.post_as(&other, apart).unwrap();
    let plan = world.strike_plan();
    expect_error(world.strike_by(&plan), MmfError::QuotesDisperse);
    override_signed_by(&mut world, &both).unwrap();
}

#[test]
fn an_override_has_a_reason() {
    let mut world = bounded(|policy| policy.max_yield_bps = 1);
    world.post_changed(INCOME_OF_FIVE_E6, |_| {});
    let before = world.books();

    expect_error(world.strike_planned(|plan| plan.override_hash = Some([0; 32])), MmfError::DocumentMissing);
    assert_eq!(world.books(), before);
}

#[test]
fn a_correction_alone_passes_no_bound() {
    let mut world = bounded(|policy| (policy.max_yield_bps, policy.max_net_assets_change_bps) = (500, 100));
    let tenth_e6 = i64::try_from(365 * ONE / 10).unwrap();
    expect_error(world.strike_correcting(INCOME_OF_FIVE_E6 + 1, 1, &[(0, 5)]), MmfError::YieldAboveBound);
    world.strike_correcting(INCOME_OF_FIVE_E6, 1, &[(0, tenth_e6)]).unwrap(); // the correction itself explains the change

    assert_eq!(world.report(2).overridden, 0);
}

#[test]
fn a_strike_that_corrects_and_is_overridden_keeps_both_documents() {
    let mut world = bounded(|policy| policy.max_yield_bps = 1);
    world.post_changed(INCOME_OF_FIVE_E6, |args| {
        args.net_assets_e6 += 5;
        args.market_net_assets_e6 += 5;
    });
    world
        .strike_planned(|plan| {
            plan.override_hash = Some(REASON);
            plan.correction = Some(World::correction(1, &[(0, 5)]));
        })
        .unwrap();

    let report = world.report(2);
    assert_eq!((report.override_hash, report.correction_hash), (REASON, [0xc0; 32]));
}

#[test]
fn one_governor_alone_overrides_nothing() {
    let mut world = bounded(|policy| policy.max_yield_bps = 1);
    world.post_changed(INCOME_OF_FIVE_E6, |_| {});
    let key = |role| world.councils.of(role)[0].insecure_clone();
    let (approver, governor) = (key(Role::NavApprover), key(Role::Governance));
    let (fund, authority) = (world.fund(), signed_by(&[&approver, &governor]));
    let plan = StrikePlan { override_hash: Some(REASON), ..world.strike_plan() };
    let order = world.addresses.strike(&world.payer_key(), (&world.fund, &fund), &authority, &plan).unwrap();

    expect_error(world.send(&[order.instruction], &[&approver, &governor]), MmfError::Unauthorised);
}
