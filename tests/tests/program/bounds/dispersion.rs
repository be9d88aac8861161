//! How much the sources of a strike may differ.

use mmf::error::MmfError;
use mmf::instructions::PostQuoteArgs;
use mmf::state::Role;
use mmf_tests::{Figures, ONE, World, expect_error};
use solana_sdk::signature::Keypair;

/// Income of every source that agrees, in e6.
const INCOME_E6: i64 = 1_000_000;
/// What their net assets may differ by at 10 bps of 1,001 dollars, in e6.
const NET_ASSETS_GAP_E6: u64 = 1_001_000;
/// What their incomes may differ by at 10 bps of a dollar, in e6.
const INCOME_GAP_E6: i64 = 1_000;

/// A thousand shares, so many sources, and 10 bps between them.
fn world_of(sources: usize) -> (World, Vec<Keypair>) {
    let mut world = World::new();
    let holder = world.holder(1_000 * ONE);
    world.subscribe(&holder, 1_000 * ONE).unwrap();
    world.set_policy(|policy| policy.max_dispersion_bps = 10).unwrap();
    let sources = world.new_sources(sources);
    (world, sources)
}

/// All sources post the same quote, but the last, whose quote a test changes. The median is one of the others.
fn post_all(world: &mut World, sources: &[Keypair], change: impl FnOnce(&mut PostQuoteArgs)) {
    world.go_past_cutoff();
    let args = world.quote_args(Figures { income_e6: INCOME_E6, ..Figures::default() });
    let (last, others) = sources.split_last().unwrap();
    for source in others {
        world.post_as(source, args).unwrap();
    }
    let mut args = args;
    change(&mut args);
    world.post_as(last, args).unwrap();
}

/// Beyond the bound the strike is refused; once the source has posted a figure at the bound, it lands.
fn bound_is_exact(sources: usize, at_bound: impl Fn(&mut PostQuoteArgs), beyond: impl Fn(&mut PostQuoteArgs)) {
    let (mut world, sources) = world_of(sources);
    post_all(&mut world, &sources, |args| {
        at_bound(args);
        beyond(args);
    });
    let (plan, before) = (world.strike_plan(), world.books());
    expect_error(world.strike_by(&plan), MmfError::QuotesDisperse);
    assert_eq!(world.books(), before);

    post_all(&mut world, &sources, at_bound);
    let plan = world.strike_plan();
    world.strike_by(&plan).unwrap();
    assert_eq!(world.fund().gross_income_to_date_e6, INCOME_E6);
    assert_eq!(usize::from(world.report(1).quote_count), sources.len());
}

#[test]
fn net_assets_of_three_to_five_sources_differ_by_the_bound_at_most() {
    for count in 3..=5 {
        bound_is_exact(count, |args| args.net_assets_e6 += NET_ASSETS_GAP_E6, |args| args.net_assets_e6 += 1);
        bound_is_exact(count, |args| args.net_assets_e6 -= NET_ASSETS_GAP_E6, |args| args.net_assets_e6 -= 1);
    }
}

#[test]
fn market_values_differ_by_the_bound_at_most() {
    let up = |args: &mut PostQuoteArgs| args.market_net_assets_e6 += NET_ASSETS_GAP_E6;
    let down = |args: &mut PostQuoteArgs| args.market_net_assets_e6 -= NET_ASSETS_GAP_E6;
    for count in 2..=5 {
        bound_is_exact(count, up, |args| args.market_net_assets_e6 += 1);
        bound_is_exact(count, down, |args| args.market_net_assets_e6 -= 1);
    }
}

#[test]
fn incomes_differ_by_the_bound_of_the_struck_income_at_most() {
    for count in 3..=5 {
        bound_is_exact(count, |args| args.income_e6 += INCOME_GAP_E6, |args| args.income_e6 += 1);
        bound_is_exact(count, |args| args.income_e6 -= INCOME_GAP_E6, |args| args.income_e6 -= 1);
    }
}

#[test]
fn a_gain_and_a_loss_are_apart_by_both() {
    bound_is_exact(3, |_| {}, |args| args.income_e6 = -INCOME_E6);
}

#[test]
fn differences_within_the_tie_out_tolerance_are_near_whatever_the_bound() {
    let (mut world, sources) = world_of(3);
    world.set_policy(|policy| policy.tie_out_tolerance_e6 = 5_000).unwrap();
    post_all(&mut world, &sources, |args| args.income_e6 += 5_001);
    let plan = world.strike_plan();
    expect_error(world.strike_by(&plan), MmfError::QuotesDisperse);

    post_all(&mut world, &sources, |args| args.income_e6 += 5_000);
    let plan = world.strike_plan();
    world.strike_by(&plan).unwrap();
}

#[test]
fn a_bound_of_zero_compares_nothing() {
    let (mut world, sources) = world_of(3);
    world.set_policy(|policy| policy.max_dispersion_bps = 0).unwrap();
    post_all(&mut world, &sources, |args| (args.income_e6, args.market_net_assets_e6) = (5 * INCOME_E6, 1));
    let plan = world.strike_plan();

    world.strike_by(&plan).unwrap();
}

#[test]
fn the_quote_of_a_source_that_left_the_council_is_not_compared() {
    let (mut world, sources) = world_of(3);
    post_all(&mut world, &sources, |args| args.market_net_assets_e6 = 1);
    let plan = world.strike_plan();
    expect_error(world.strike_by(&plan), MmfError::QuotesDisperse);
    let members = sources[..2].iter().map(solana_sdk::signer::Signer::pubkey).collect();
    let args = mmf::instructions::CouncilArgs { role: Role::NavSource, threshold: 1, members };
    let order = world.addresses.set_council(&world.fund, &world.signed(&[Role::Governance]), args);
    world.privileged(&order).unwrap();

    let plan = world.strike_plan();
    world.strike_by(&plan).unwrap();
}

#[test]
fn a_quorum_of_each_number_needs_as_many_sources_and_a_source_counts_once() {
    for quorum in 1..=5u8 {
        let (mut world, sources) = world_of(5);
        world.set_policy(|policy| policy.nav_quorum = quorum).unwrap();
        world.go_past_cutoff();
        let args = world.quote_args(Figures { income_e6: INCOME_E6, ..Figures::default() });
        for source in &sources[1..usize::from(quorum)] {
            world.post_as(source, args).unwrap();
        }
        if quorum > 1 {
            world.post_as(&sources[1], args).unwrap(); // twice, and counts once
            let plan = world.strike_plan();
            expect_error(world.strike_by(&plan), MmfError::QuorumMissing);
        }

        world.post_as(&sources[0], args).unwrap();
        let plan = world.strike_plan();
        world.strike_by(&plan).unwrap();

        assert_eq!(world.report(1).quote_count, quorum);
    }
}

#[test]
fn of_five_sources_the_third_by_income_is_struck_whole() {
    let (mut world, sources) = world_of(5);
    world.set_policy(|policy| policy.max_dispersion_bps = 0).unwrap();
    world.go_past_cutoff();
    for (place, income_e6) in [500, 300, 900, 700, 100].into_iter().enumerate() {
        let mut args = world.quote_args(Figures { income_e6, ..Figures::default() });
        args.wam_days = u16::try_from(place).unwrap();
        world.post_as(&sources[place], args).unwrap();
    }
    let plan = world.strike_plan();
    world.strike_by(&plan).unwrap();

    let report = world.report(1);
    let struck = report.quotes[usize::from(report.struck_quote)];
    assert_eq!((struck.income_e6, struck.wam_days, report.struck_quote), (500, 0, 0));
    assert_eq!(world.fund().gross_income_to_date_e6, 500);
}

#[test]
fn a_quote_of_another_day_is_stale_or_from_the_future() {
    let (mut world, sources) = world_of(2);
    world.go_past_cutoff();
    let args = world.quote_args(Figures { income_e6: INCOME_E6, ..Figures::default() });
    for (day, error) in [
        (args.day - 1, MmfError::QuoteStale),
        (args.day + 1, MmfError::QuoteFromFuture),
        (i32::MIN, MmfError::QuoteStale),
        (i32::MAX, MmfError::QuoteFromFuture),
    ] {
        expect_error(world.post_as(&sources[0], PostQuoteArgs { day, ..args }), error);
    }
    assert!(world.svm.get_account(&world.addresses.nav(&world.fund, 1)).is_none(), "nothing half made");

    world.post_as(&sources[0], args).unwrap();
}
