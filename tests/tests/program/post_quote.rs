//! Quotes: who may post, when, for which strike, with which figures.

mod taken;

use mmf::error::MmfError;
use mmf::instructions::{CouncilArgs, PostQuoteArgs};
use mmf::state::Role;
use mmf_tests::councils::signed_by;
use mmf_tests::{Figures, ONE, World, expect_error};
use solana_sdk::signature::Keypair;
use solana_sdk::signer::Signer;

/// A world past its first cut-off, with 1,000 shares issued.
fn past_cutoff() -> World {
    let mut world = World::new();
    let holder = world.holder(1_000 * ONE);
    world.subscribe(&holder, 1_000 * ONE).unwrap();
    world.go_past_cutoff();
    world
}

fn figures(income_e6: i64) -> Figures {
    Figures { income_e6, ..Figures::default() }
}

fn source(world: &World, place: usize) -> Keypair {
    world.councils.of(Role::NavSource)[place].insecure_clone()
}

/// Replaces the NAV sources by so many new keys.
fn new_sources(world: &mut World, count: usize) -> Vec<Keypair> {
    let sources: Vec<Keypair> = (0..count).map(|_| Keypair::new()).collect();
    for source in &sources {
        world.svm.airdrop(&source.pubkey(), 10_000_000_000).unwrap();
    }
    set_sources(world, &sources);
    sources
}

/// Sets the NAV sources.
fn set_sources(world: &mut World, sources: &[Keypair]) {
    let members = sources.iter().map(Signer::pubkey).collect();
    let authority = signed_by(&world.councils.enough(&[Role::Governance]));
    let args = CouncilArgs { role: Role::NavSource, threshold: 1, members };
    let order = world.addresses.set_council(&world.fund, &authority, args);
    world.privileged(&order).unwrap();
}

#[test]
fn a_quote_is_stored_as_it_was_posted() {
    let mut world = past_cutoff();
    let args = PostQuoteArgs {
        market_net_assets_e6: 999_999_999,
        realised_e6: -7,
        custodian_cash_e6: 1,
        in_transit_e6: 2,
        receivables_e6: 3,
        wam_days: 20,
        wal_days: 40,
        daily_liquid_bps: 6_000,
        weekly_liquid_bps: 9_000,
        largest_issuer_bps: 250,
        ..world.quote_args(Figures { income_e6: 50, income_to_month_end_e6: Some(20), off_by_e6: 0 })
    };
    let source = source(&world, 0);

    world.post_as(&source, args).unwrap();

    let (report, fund) = (world.report(1), world.fund());
    assert_eq!((report.status, report.quote_count, report.strike_no), (0, 1, 1));
    assert_eq!((report.day, report.cutoff), (fund.next_strike_day, fund.next_cutoff));
    assert_eq!((report.fund, report.rent_payer), (world.fund, source.pubkey()));
    let quote = report.quotes[0];
    assert_eq!((quote.source, quote.posted_at), (source.pubkey(), world.time()));
    assert_eq!((quote.net_assets_e6, quote.market_net_assets_e6), (args.net_assets_e6, 999_999_999));
    assert_eq!((quote.income_e6, quote.realised_e6), (50, -7));
    assert_eq!((quote.month_end_stated, quote.income_to_month_end_e6), (1, 20));
    assert_eq!((quote.custodian_cash_e6, quote.in_transit_e6, quote.receivables_e6), (1, 2, 3));
    assert_eq!((quote.wam_days, quote.wal_days, quote.largest_issuer_bps), (20, 40, 250));
    assert_eq!((quote.daily_liquid_bps, quote.weekly_liquid_bps), (6_000, 9_000));
    assert_eq!(quote.document_hash, [9; 32]);
}

#[test]
fn only_a_nav_source_quotes() {
    let mut world = past_cutoff();
    let args = world.quote_args(figures(0));
    let stranger = Keypair::new();
    world.svm.airdrop(&stranger.pubkey(), 1_000_000_000).unwrap();
    let approver = world.councils.of(Role::NavApprover)[0].insecure_clone();
    let governor = world.councils.of(Role::Governance)[0].insecure_clone();

    for signer in [stranger, approver, governor] {
        expect_error(world.post_as(&signer, args), MmfError::Unauthorised);
    }
}

#[test]
fn a_source_that_left_the_council_quotes_no_more() {
    let mut world = past_cutoff();
    let (args, old) = (world.quote_args(figures(0)), source(&world, 0));
    let new = new_sources(&mut world, 1);

    expect_error(world.post_as(&old, args), MmfError::Unauthorised);
    world.post_as(&new[0], args).unwrap();
}

#[test]
fn quotes_are_taken_from_the_second_of_the_cut_off() {
    let mut world = World::new();
    let cutoff = world.fund().next_cutoff;
    let args = world.quote_args(figures(0));

    world.set_time(cutoff - 1);
    expect_error(world.post(args), MmfError::BeforeCutoff);
    world.set_time(cutoff);
    world.post(args).unwrap();
}

#[test]
fn a_quote_is_for_the_next_strike_only() {
    let mut world = past_cutoff();
    let args = world.quote_args(figures(0));
    for strike_no in [0, 2, u32::MAX] {
        let wrong = PostQuoteArgs { strike_no, ..args };
        expect_error(world.post(wrong), MmfError::StrikeNumberWrong);
    }

    world.strike(0).unwrap();
    world.go_past_cutoff();
    for strike_no in [1, 3] {
        let wrong = PostQuoteArgs { strike_no, ..args };
        expect_error(world.post(wrong), MmfError::StrikeNumberWrong);
    }
}

#[test]
fn a_source_replaces_its_quote_until_the_strike_and_never_after() {
    let mut world = past_cutoff();
    for income in [100, 200, 300] {
        let args = world.quote_args(figures(income));
        world.post(args).unwrap();
        assert_eq!((world.report(1).quote_count, world.report(1).quotes[0].income_e6), (1, income));
    }
    let last = world.quote_args(figures(300));
    let plan = world.strike_plan();
    world.strike_by(&plan).unwrap();
    let struck = world.data(&world.addresses.nav(&world.fund, 1));

    expect_error(world.post(PostQuoteArgs { income_e6: 400, ..last }), MmfError::StrikeNumberWrong);
    world.go_past_cutoff();
    expect_error(world.post(PostQuoteArgs { income_e6: 400, ..last }), MmfError::StrikeNumberWrong);

    assert_eq!(world.data(&world.addresses.nav(&world.fund, 1)), struck);
    assert_eq!(world.fund().gross_income_to_date_e6, 300);
}

#[test]
fn a_sixth_source_finds_no_place_while_the_five_may_still_replace_theirs() {
    let mut world = past_cutoff();
    let sources = new_sources(&mut world, 6);
    let args = world.quote_args(figures(0));
    for source in &sources[..5] {
        world.post_as(source, args).unwrap();
    }

    expect_error(world.post_as(&sources[5], args), MmfError::TooManyQuotes);
    let again = world.quote_args(figures(7));
    world.post_as(&sources[4], again).unwrap();

    let report = world.report(1);
    assert_eq!(report.quote_count, 5);
    assert_eq!(report.quotes[4].income_e6, 7);
    assert!(report.posted().iter().zip(&sources).all(|(quote, source)| quote.source == source.pubkey()));
}

#[test]
fn a_quote_whose_figures_contradict_each_other_is_refused() {
    let mut world = past_cutoff();
    let good = world.quote_args(figures(0));
    let net = good.net_assets_e6;
    let too_large = mmf_math::MAX_UNITS * u64::from(mmf::constants::MAX_CLASSES) + 1;
    let income = i64::try_from(mmf_math::MAX_UNITS).unwrap() + 1;
    let bad = [
        ("more daily than weekly liquid", PostQuoteArgs { weekly_liquid_bps: 9_999, ..good }),
        ("daily above all", PostQuoteArgs { daily_liquid_bps: 10_001, weekly_liquid_bps: 10_001, ..good }),
        ("weekly above all", PostQuoteArgs { weekly_liquid_bps: 10_001, ..good }),
        ("issuer above all", PostQuoteArgs { largest_issuer_bps: 10_001, ..good }),
        ("maturity beyond life", PostQuoteArgs { wam_days: 31, ..good }),
        ("custodian above net assets", PostQuoteArgs { custodian_cash_e6: net + 1, ..good }),
        ("in transit above net assets", PostQuoteArgs { in_transit_e6: net + 1, ..good }),
        ("receivables above net assets", PostQuoteArgs { receivables_e6: net + 1, ..good }),
        ("parts above the whole", PostQuoteArgs { custodian_cash_e6: net, in_transit_e6: 1, ..good }),
        ("parts overflow", PostQuoteArgs { custodian_cash_e6: u64::MAX, in_transit_e6: 1, ..good }),
        ("all parts overflow", PostQuoteArgs { in_transit_e6: u64::MAX, receivables_e6: 1, ..good }),
        ("net assets too large", PostQuoteArgs { net_assets_e6: too_large, ..good }),
        ("income too large", PostQuoteArgs { income_e6: income, ..good }),
        ("loss too large", PostQuoteArgs { income_e6: -income, ..good }),
        ("smallest income there is", PostQuoteArgs { income_e6: i64::MIN, ..good }),
        ("part beyond the income", PostQuoteArgs { income_e6: 100, income_to_month_end_e6: Some(101), ..good }),
        ("part beyond the loss", PostQuoteArgs { income_e6: -100, income_to_month_end_e6: Some(-101), ..good }),
        ("loss as a part of income", PostQuoteArgs { income_e6: 100, income_to_month_end_e6: Some(-1), ..good }),
        ("income as a part of a loss", PostQuoteArgs { income_e6: -100, income_to_month_end_e6: Some(1), ..good }),
        ("part of no income", PostQuoteArgs { income_to_month_end_e6: Some(1), ..good }),
        ("smallest part there is", PostQuoteArgs { income_e6: -100, income_to_month_end_e6: Some(i64::MIN), ..good }),
        ("realised beyond net assets", PostQuoteArgs { realised_e6: i64::try_from(net).unwrap() + 1, ..good }),
        ("lost beyond net assets", PostQuoteArgs { realised_e6: -i64::try_from(net).unwrap() - 1, ..good }),
        ("smallest result there is", PostQuoteArgs { realised_e6: i64::MIN, ..good }),
    ];

    for (what, args) in bad {
        let outcome = world.post(args);
        assert!(outcome.is_err(), "{what}");
        expect_error(outcome, MmfError::QuoteInvalid);
    }
    let edges = PostQuoteArgs { custodian_cash_e6: net, largest_issuer_bps: 10_000, ..good };
    world.post(edges).unwrap();
    let all = i64::try_from(net).unwrap();
    for (income_e6, part, realised_e6) in [(100, 100, all), (-100, -100, -all), (100, 0, 0), (-100, 0, 0), (0, 0, 0)] {
        let edges = PostQuoteArgs { income_e6, income_to_month_end_e6: Some(part), realised_e6, ..good };
        world.post(edges).unwrap();
    }
}
