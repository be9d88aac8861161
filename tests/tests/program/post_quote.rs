//! Quotes: who may post, when, for which strike, and which of them a strike takes.

use mmf::error::MmfError;
use mmf::instructions::{CouncilArgs, CutoffFrom, PostQuoteArgs};
use mmf::state::{Fund, Role};
use mmf_tests::asserts::Outcome;
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

fn post_as(world: &mut World, source: &Keypair, args: PostQuoteArgs) -> Outcome {
    let order = world.addresses.post_quote(&source.pubkey(), &world.fund, args);
    world.send(&[order], &[source])
}

fn source(world: &World, place: usize) -> Keypair {
    world.councils.of(Role::NavSource)[place].insecure_clone()
}

fn set_quorum(world: &mut World, quorum: u8) {
    let fund = world.fund;
    world.patch::<Fund>(&fund, |fund| fund.policy.nav_quorum = quorum);
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

    post_as(&mut world, &source, args).unwrap();

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
        expect_error(post_as(&mut world, &signer, args), MmfError::Unauthorised);
    }
}

#[test]
fn a_source_that_left_the_council_quotes_no_more() {
    let mut world = past_cutoff();
    let (args, old) = (world.quote_args(figures(0)), source(&world, 0));
    let new = new_sources(&mut world, 1);

    expect_error(post_as(&mut world, &old, args), MmfError::Unauthorised);
    post_as(&mut world, &new[0], args).unwrap();
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
        post_as(&mut world, source, args).unwrap();
    }

    expect_error(post_as(&mut world, &sources[5], args), MmfError::TooManyQuotes);
    let again = world.quote_args(figures(7));
    post_as(&mut world, &sources[4], again).unwrap();

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
    let too_large = mmf_math::MAX_UNITS + 1;
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

#[test]
fn a_new_source_takes_the_place_of_one_that_was_removed() {
    let mut world = past_cutoff();
    let mut sources = new_sources(&mut world, 5);
    let args = world.quote_args(figures(0));
    for source in &sources {
        post_as(&mut world, source, args).unwrap();
    }
    let new = Keypair::new();
    world.svm.airdrop(&new.pubkey(), 10_000_000_000).unwrap();
    sources[2] = new;
    set_sources(&mut world, &sources);

    let of_new = world.quote_args(figures(7));
    post_as(&mut world, &sources[2], of_new).unwrap();
    let again = world.quote_args(figures(8));
    post_as(&mut world, &sources[4], again).unwrap();

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
        post_as(&mut world, source, args).unwrap();
    }
    set_sources(&mut world, &sources[1..]);

    let again = world.quote_args(figures(2));
    post_as(&mut world, &sources[1], again).unwrap();

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
        post_as(&mut world, source, args).unwrap();
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
        post_as(&mut world, source, args).unwrap();
    }
    let before = world.report(1);
    let mut calendar = mmf_tests::calendar::args();
    calendar.exceptions.push(CutoffFrom { day_of_year: 1, minutes: 21 * 60 });
    let order = world.calendar_order(calendar);
    world.privileged(&order).unwrap();
    let args = world.quote_args(figures(3));
    expect_error(post_as(&mut world, &second, args), MmfError::BeforeCutoff);
    world.go_past_cutoff();

    expect_error(strike(&mut world), MmfError::QuorumMissing);
    assert_eq!(world.report(1).quotes, before.quotes);
    post_as(&mut world, &second, args).unwrap();

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
            post_as(&mut world, source, args).unwrap();
        }

        expect_error(strike_signed_by(&mut world, &[]), MmfError::Unauthorised);
        expect_error(strike_signed_by(&mut world, &sources), MmfError::Unauthorised);
        strike(&mut world).unwrap();
    }
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
            post_as(&mut world, &source, args).unwrap();
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
        post_as(&mut world, &source, args).unwrap();
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
            post_as(&mut world, source, args).unwrap();
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
