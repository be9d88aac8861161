//! A class's numbers of investors: all, US persons, not accredited.

use mmf::error::MmfError;
use mmf::instructions::InvestorProfile;
use mmf::state::AttributeKind::{Accredited, Institution, QualifiedPurchaser};
use mmf_client::ix::owner_signs;
use mmf_tests::calendar::at;
use mmf_tests::rules::{offshore, onshore};
use mmf_tests::{Holder, World, expect_error};
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signer::Signer;

fn counts(world: &World) -> [u32; 3] {
    let rules = world.class().rules;
    [0, 1, 2].map(|sort| rules.investors_of(sort))
}

/// Opens a holding of a new wallet.
fn enter(world: &mut World, investor: &Pubkey) -> mmf_tests::asserts::Outcome {
    let holder = world.unopened_wallet_of(investor);
    world.open(&holder)
}

fn accredited(world: &mut World, profile: InvestorProfile) -> Pubkey {
    let investor = world.investor_of(profile);
    world.verify(&investor, &[Accredited], at(6, 1, 0, 0)).unwrap();
    investor
}

#[test]
fn no_more_investors_enter_than_the_class_may_have() {
    let mut world = World::with_rules(|rules| rules.max_investors[0] = 2);
    let [first, second, third] = [onshore(), offshore(), offshore()].map(|profile| world.investor_of(profile));
    let holder = world.wallet_of(&first);
    enter(&mut world, &second).unwrap();

    expect_error(enter(&mut world, &third), MmfError::DeniedTooManyInvestors);
    enter(&mut world, &first).unwrap();
    assert_eq!(counts(&world), [2, 1, 2], "a second wallet is the same investor");
    world.close_line(&holder).unwrap();
    expect_error(enter(&mut world, &third), MmfError::DeniedTooManyInvestors);
}

#[test]
fn the_last_closing_makes_room() {
    let mut world = World::with_rules(|rules| rules.max_investors[0] = 1);
    let [first, second] = [onshore(), offshore()].map(|profile| world.investor_of(profile));
    let holders = [world.wallet_of(&first), world.wallet_of(&first)];
    world.close_line(&holders[0]).unwrap();
    expect_error(enter(&mut world, &second), MmfError::DeniedTooManyInvestors);

    world.close_line(&holders[1]).unwrap();

    assert_eq!(counts(&world), [0; 3]);
    enter(&mut world, &second).unwrap();
}

#[test]
fn us_persons_have_a_number_of_their_own() {
    let mut world = World::with_rules(|rules| rules.max_investors[1] = 1);
    let [first, second, third] = [onshore(), onshore(), offshore()].map(|profile| world.investor_of(profile));
    enter(&mut world, &first).unwrap();

    expect_error(enter(&mut world, &second), MmfError::DeniedTooManyUsInvestors);
    enter(&mut world, &third).unwrap();
    assert_eq!(counts(&world), [2, 1, 2]);
}

#[test]
fn investors_who_are_not_accredited_have_a_number_of_their_own() {
    for kind in [Accredited, QualifiedPurchaser, Institution] {
        let mut world = World::with_rules(|rules| rules.max_investors[2] = 1);
        let [first, second] = [onshore(), onshore()].map(|profile| world.investor_of(profile));
        enter(&mut world, &first).unwrap();

        expect_error(enter(&mut world, &second), MmfError::DeniedTooManyNonAccredited);
        world.verify(&second, &[kind], at(6, 1, 0, 0)).unwrap();
        enter(&mut world, &second).unwrap();
        assert_eq!(counts(&world), [2, 2, 1]);
    }
}

#[test]
fn what_was_counted_is_released_whatever_the_investor_has_become() {
    let mut world = World::new();
    let investor = world.investor_of(onshore());
    let holder = world.wallet_of(&investor);
    assert_eq!(counts(&world), [1, 1, 1]);

    world.verify(&investor, &[Accredited], at(6, 1, 0, 0)).unwrap();
    world.update(&investor, |profile| *profile = offshore()).unwrap();
    assert_eq!(counts(&world), [1, 1, 1], "a change of the record moves no number");
    world.close_line(&holder).unwrap();

    assert_eq!(counts(&world), [0; 3]);
    assert_eq!(world.investor(&investor).counted, [0; 3]);
}

#[test]
fn what_was_not_counted_is_not_released() {
    let mut world = World::new();
    let (stays, leaves) = (world.investor_of(onshore()), accredited(&mut world, offshore()));
    let (_, holder) = (world.wallet_of(&stays), world.wallet_of(&leaves));
    assert_eq!(counts(&world), [2, 1, 1]);

    world.update(&leaves, |profile| *profile = onshore()).unwrap();
    world.set_time(at(6, 1, 0, 0));
    world.close_line(&holder).unwrap();

    assert_eq!(counts(&world), [1, 1, 1]);
}

#[test]
fn an_opening_again_counts_nothing() {
    let mut world = World::with_rules(|rules| rules.max_investors = [1; 3]);
    let investor = world.investor_of(onshore());
    let holder = world.wallet_of(&investor);

    crate::restore::close(&mut world, &holder);
    world.open(&holder).unwrap();

    assert_eq!(counts(&world), [1; 3]);
    assert_eq!((world.investor(&investor).class_holdings[0], world.investor(&investor).holdings), (1, 1));
}

#[test]
fn a_stranger_takes_nobody_a_place_in_a_class_that_has_few() {
    for sort in 0..3 {
        let mut world = World::with_rules(|rules| rules.max_investors[sort] = 5);
        let (first, second) = (world.investor_of(onshore()), world.investor_of(onshore()));
        let [own, by_agent, further] = [first, second, second].map(|investor| world.unopened_wallet_of(&investor));
        let payer = world.payer.pubkey();
        let orders = |world: &World, holder: &Holder| world.addresses.onboard_line(&payer, &world.line(holder));
        let by_stranger = orders(&world, &own);
        expect_error(world.send(&by_stranger, &[]), MmfError::FirstHoldingNeedsSignature);

        let [account, open] = by_stranger;
        world.send(&[account, owner_signs(open, &own.key())], &[&own.wallet]).unwrap();
        world.open(&by_agent).unwrap();
        let by_stranger = orders(&world, &further);
        world.send(&by_stranger, &[]).unwrap();
        assert_eq!(counts(&world), [2; 3], "a second wallet takes no place");
    }
}
