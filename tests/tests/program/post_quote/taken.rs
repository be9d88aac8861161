//! Which quotes count, and which of them a strike takes.

use mmf::error::MmfError;
use mmf::instructions::{CutoffFrom, PostQuoteArgs};
use mmf::state::{Fund, Role};
use mmf_tests::asserts::Outcome;
use mmf_tests::councils::signed_by;
use mmf_tests::{World, expect_error};
use solana_sdk::signature::Keypair;
use solana_sdk::signer::Signer;

use super::{figures, new_sources, past_cutoff, set_sources, source};

fn set_quorum(world: &mut World, quorum: u8) {
    let fund = world.fund;
    world.patch::<Fund>(&fund, |fund| fund.policy.nav_quorum = quorum);
}

#[test]
fn two_quotes_give_the_lower_income_with_all_of_its_figures() {
    for (first, second, taken) in [(100, 200, 0), (200, 100, 1)] {
        let mut world = past_cutoff();
        set_quorum(&mut world, 2);
        for (place, income) in [first, second].into_iter().enumerate() {
            let wam_days = u16::try_from(income).unwrap();
            let args = PostQuoteArgs { wam_days, wal_days: wam_days, ..world.quote_args(figures(income)) };
            let source = source(&world, place);
            world.post_as(&source, args).unwrap();
        }

        strike(&mut world).unwrap();

        let report = world.report(1);
        assert_eq!(report.struck_quote, taken);
        let quote = report.quotes[usize::from(taken)];
        assert_eq!((quote.income_e6, quote.wam_days), (100, 100));
        assert_eq!(world.fund().gross_income_to_date_e6, 100);
        assert_eq!(report.expected_net_assets_e6, quote.net_assets_e6);
        assert_eq!(report.approver, world.councils.of(Role::NavApprover)[0].pubkey());
    }
}

#[test]
fn the_median_goes_by_income_per_net_asset_not_by_income() {
    let mut world = past_cutoff();
    set_quorum(&mut world, 2);
    let fund = world.fund;
    world.patch::<Fund>(&fund, |fund| fund.policy.tie_out_tolerance_e6 = mmf_math::MAX_UNITS);
    let quotes = [(100, 1_000_000), (110, 2_000_000)];
    for (place, (income_e6, net_assets_e6)) in quotes.into_iter().enumerate() {
        let args = PostQuoteArgs { income_e6, net_assets_e6, ..world.quote_args(figures(0)) };
        let source = source(&world, place);
        world.post_as(&source, args).unwrap();
    }

    strike(&mut world).unwrap();

    assert_eq!(world.report(1).struck_quote, 1);
    assert_eq!(world.fund().gross_income_to_date_e6, 110);
}

#[test]
fn of_three_quotes_the_middle_one_is_taken_and_of_five_too() {
    for (incomes, middle) in [(&[300, -100, 200][..], 2), (&[5, 4, 3, 2, 1][..], 2), (&[1, 5, 2, 5, 3][..], 4)] {
        let mut world = past_cutoff();
        set_quorum(&mut world, 3);
        let sources = new_sources(&mut world, incomes.len());
        for (source, income) in sources.iter().zip(incomes) {
            let args = world.quote_args(figures(*income));
            world.post_as(source, args).unwrap();
        }

        strike(&mut world).unwrap();

        assert_eq!(world.report(1).struck_quote, middle);
    }
}

/// Strikes with the members that it needs.
fn strike(world: &mut World) -> Outcome {
    let plan = world.strike_plan();
    world.strike_by(&plan)
}

fn strike_signed_by(world: &mut World, signers: &[Keypair]) -> Outcome {
    let (plan, fund, payer) = (world.strike_plan(), world.fund(), world.payer.pubkey());
    let signers: Vec<&Keypair> = signers.iter().collect();
    let order = world.addresses.strike(&payer, (&world.fund, &fund), &signed_by(&signers), &plan).unwrap();
    world.send(&[order.instruction], &signers)
}

#[test]
fn a_new_source_takes_the_place_of_one_that_was_removed() {
    let mut world = past_cutoff();
    let mut sources = new_sources(&mut world, 5);
    let args = world.quote_args(figures(0));
    for source in &sources {
        world.post_as(source, args).unwrap();
    }
    let new = Keypair::new();
    world.svm.airdrop(&new.pubkey(), 10_000_000_000).unwrap();
    sources[2] = new;
    set_sources(&mut world, &sources);

    let of_new = world.quote_args(figures(7));
    world.post_as(&sources[2], of_new).unwrap();
    let again = world.quote_args(figures(8));
    world.post_as(&sources[4], again).unwrap();

    let report = world.report(1);
    assert_eq!(report.quote_count, 5);
    assert_eq!(report.quotes.map(|quote| quote.income_e6), [0, 0, 7, 0, 8]);
    assert!(report.posted().iter().zip(&sources).all(|(quote, source)| quote.source == source.pubkey()));
}

#[test]
fn a_source_keeps_its_own_place_though_another_is_free() {
    let mut world = past_cutoff();
    let sources = new_sources(&mut world, 2);
    let args = world.quote_args(figures(1));
    for source in &sources {
        world.post_as(source, args).unwrap();
    }
    set_sources(&mut world, &sources[1..]);

    let again = world.quote_args(figures(2));
    world.post_as(&sources[1], again).unwrap();

    let report = world.report(1);
    assert_eq!((report.quote_count, report.quotes[0].income_e6, report.quotes[1].income_e6), (2, 1, 2));
}

#[test]
fn quotes_of_sources_that_were_removed_make_no_quorum_and_no_median() {
    let mut world = past_cutoff();
    set_quorum(&mut world, 2);
    let sources = new_sources(&mut world, 4);
    for (source, income) in sources.iter().zip([1, 2, 300, 400]) {
        let args = world.quote_args(figures(income));
        world.post_as(source, args).unwrap();
    }

    set_sources(&mut world, &sources[3..]);
    expect_error(strike(&mut world), MmfError::QuorumMissing);
    set_sources(&mut world, &sources[2..]);
    strike(&mut world).unwrap();

    assert_eq!((world.report(1).struck_quote, world.fund().gross_income_to_date_e6), (2, 300));
}

#[test]
fn a_report_of_a_moved_cut_off_is_opened_anew_by_the_next_quote() {
    let mut world = past_cutoff();
    let (first, second) = (source(&world, 0), source(&world, 1));
    for (source, income) in [(&first, 1), (&second, 2)] {
        let args = world.quote_args(figures(income));
        world.post_as(source, args).unwrap();
    }
    let before = world.report(1);
    let mut calendar = mmf_tests::calendar::args();
    calendar.exceptions.push(CutoffFrom { day_of_year: 1, minutes: 21 * 60 });
    let order = world.calendar_order(calendar);
    world.privileged(&order).unwrap();
    let args = world.quote_args(figures(3));
    expect_error(world.post_as(&second, args), MmfError::BeforeCutoff);
    world.go_past_cutoff();

    expect_error(strike(&mut world), MmfError::QuorumMissing);
    assert_eq!(world.report(1).quotes, before.quotes);
    world.post_as(&second, args).unwrap();

    let report = world.report(1);
    assert_eq!((report.quote_count, report.cutoff), (1, before.cutoff + 3_600));
    assert_eq!((report.quotes[0].source, report.quotes[0].income_e6), (second.pubkey(), 3));
    assert_eq!(report.quotes[1], bytemuck::Zeroable::zeroed());
    assert_eq!((report.rent_payer, report.strike_no, report.bump), (before.rent_payer, 1, before.bump));
    strike(&mut world).unwrap();
    assert_eq!(world.fund().gross_income_to_date_e6, 3);
}

#[test]
fn quotes_alone_strike_nothing_however_many() {
    for quorum in [1, 2, 3] {
        let mut world = past_cutoff();
        set_quorum(&mut world, quorum);
        let sources = new_sources(&mut world, 3);
        for source in &sources {
            let args = world.quote_args(figures(100));
            world.post_as(source, args).unwrap();
        }

        expect_error(strike_signed_by(&mut world, &[]), MmfError::Unauthorised);
        expect_error(strike_signed_by(&mut world, &sources), MmfError::Unauthorised);
        strike(&mut world).unwrap();
    }
}
