//! What an exchange order must name, and what it may ask for.

use mmf::error::MmfError;
use mmf::instructions::ExchangeArgs;
use mmf_tests::asserts::Outcome;
use mmf_tests::{ONE, World, event, expect_error, expect_refusal};
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signature::Keypair;
use solana_sdk::signer::Signer;

use super::{A, Classes, D, D2, G};
use crate::restore::{burn, close_account};

/// Anchor's number for an account that does not exist or is another program's.
const NOT_THE_PROGRAMS: u32 = 3007;
/// Places of the accounts in the instruction.
const INVESTOR: usize = 2;
const FROM: [usize; 4] = [3, 4, 5, 6];
const TO: [usize; 4] = [7, 8, 9, 10];

/// Sends the mover's exchange of 1,000 shares of D into A with some accounts replaced.
fn forged(fund: &mut Classes, changes: &[(usize, Pubkey)]) -> Outcome {
    fund.world.enter(&fund.classes[D]);
    let mut order = fund.world.exchange_order(&fund.mover[D], &fund.classes[A], 1_000 * ONE);
    for (place, key) in changes {
        order.accounts[*place].pubkey = *key;
    }
    fund.world.send(&[order], &[&fund.mover[D].wallet])
}

#[test]
fn the_least_units_to_accept_are_kept_to_the_unit() {
    let mut fund = Classes::new();
    fund.world.enter(&fund.classes[D]);
    let order = |fund: &Classes, min_units: u64| {
        let args = ExchangeArgs { units: 1_000 * ONE, min_units, expected_strike_no: fund.world.fund().last_strike_no };
        fund.world.addresses.exchange(&fund.world.parties(&fund.mover[D]), &fund.classes[A], args)
    };
    let seconds = crate::strike::books::seconds_passed(&fund.world.fund(), fund.world.time());
    let (taken, _) = super::reckoning::issue(&fund.world.fund(), &fund.class(A), 1_000 * ONE, seconds);
    let before = fund.state();

    let refused = order(&fund, taken + 1);
    expect_error(fund.world.send(&[refused], &[&fund.mover[D].wallet]), MmfError::BelowMinimumOut);
    assert!(fund.state() == before);
    let exact = order(&fund, taken);
    let done = fund.world.send(&[exact], &[&fund.mover[D].wallet]).unwrap();
    assert_eq!(event!(done, Exchanged).taken_units, taken);
}

#[test]
fn a_strike_in_between_voids_the_order() {
    let mut fund = Classes::new();
    fund.world.enter(&fund.classes[D]);
    let order = fund.world.exchange_order(&fund.mover[D], &fund.classes[A], ONE);
    fund.world.strike(500_000_003).unwrap();
    let before = fund.state();

    expect_error(fund.world.send(&[order], &[&fund.mover[D].wallet]), MmfError::StrikeNumberMoved);
    assert!(fund.state() == before);
}

#[test]
fn a_class_is_not_exchanged_into_itself() {
    for place in [D, A, G] {
        let mut fund = Classes::new();
        let before = fund.state();
        expect_error(fund.exchange(place, place, ONE), MmfError::SameClass);
        assert!(fund.state() == before);
    }
}

#[test]
fn both_holdings_are_the_signers_own() {
    let mut fund = Classes::new();
    let other = fund.world.holder_of(mmf_tests::rules::onshore(), 1_000_000 * ONE);
    // The helpers deal in the last class; open the other's lines in D and A.
    let lines = [D, A].map(|place| fund.world.opened_in(&other, &fund.classes[place]));
    fund.world.enter(&fund.classes[D]);
    fund.world.subscribe(&lines[0], 5_000 * ONE).unwrap();
    let before = fund.state();

    let theirs = [(FROM[1], lines[0].holding), (FROM[3], lines[0].shares)];
    expect_error(forged(&mut fund, &theirs), MmfError::AccountMismatch);
    let to_theirs = [(TO[1], lines[1].holding), (TO[3], lines[1].shares)];
    expect_error(forged(&mut fund, &to_theirs), MmfError::AccountMismatch);
    expect_error(forged(&mut fund, &[(INVESTOR, other.investor)]), MmfError::AccountMismatch);
    let all_theirs = [theirs.as_slice(), to_theirs.as_slice(), &[(INVESTOR, other.investor)]].concat();
    expect_error(forged(&mut fund, &all_theirs), MmfError::AccountMismatch);

    assert!(fund.state() == before);
    assert_eq!(fund.world.balance(&lines[0].shares), 5_000 * ONE - equalisation(&fund, &lines[0].holding));
}

/// What a subscription of $5,000 paid besides its units.
fn equalisation(fund: &Classes, holding: &Pubkey) -> u64 {
    5_000 * ONE - fund.world.holding(holding).recorded_units
}

#[test]
fn another_wallet_of_the_same_investor_is_another_holder() {
    let mut fund = Classes::new();
    fund.world.enter(&fund.classes[A]);
    let second = fund.world.wallet_of(&fund.mover[0].investor);
    let before = fund.state();

    let changes = [(TO[1], second.holding), (TO[3], second.shares)];
    expect_error(forged(&mut fund, &changes), MmfError::AccountMismatch);

    assert!(fund.state() == before);
}

#[test]
fn the_owner_signs() {
    let mut fund = Classes::new();
    let stranger = Keypair::new();
    fund.world.enter(&fund.classes[D]);
    let mut order = fund.world.exchange_order(&fund.mover[D], &fund.classes[A], ONE);
    order.accounts[0].pubkey = stranger.pubkey();
    let before = fund.state();

    expect_error(fund.world.send(&[order], &[&stranger]), MmfError::AccountMismatch);
    assert!(fund.state() == before);
}

#[test]
fn accounts_of_another_class_of_the_fund_are_refused_in_every_place() {
    let mut fund = Classes::new();
    let accounts = |fund: &Classes, place: usize| {
        let (class, line) = (fund.classes[place], &fund.mover[place]);
        [class, line.holding, fund.world.addresses.mint(&class), line.shares]
    };
    let before = fund.state();
    let wrong = accounts(&fund, D2);

    for (place, key) in FROM.into_iter().zip(wrong).chain(TO.into_iter().zip(wrong)) {
        expect_error(forged(&mut fund, &[(place, key)]), MmfError::AccountMismatch);
    }
    assert!(fund.state() == before);
}

#[test]
fn a_class_of_another_fund_is_refused() {
    let mut fund = Classes::new();
    let world = &mut fund.world;
    let payer = world.payer.pubkey();
    let args = mmf::instructions::CreateFundArgs { fund_id: 2, ..world.fund_args() };
    let other_fund = world.addresses.fund(&payer, 2);
    let order = world.addresses.create_fund(&payer, &world.usdc, &spl_token_interface::ID, args);
    world.send(&[order], &[]).unwrap();
    let own = world.fund;
    world.fund = other_fund;
    let order = world.class_order(World::class_args());
    world.privileged(&order).unwrap();
    let class = world.addresses.class(&other_fund, 0);
    world.fund = own;
    let before = fund.state();

    let mint = fund.world.addresses.mint(&class);
    expect_error(forged(&mut fund, &[(TO[0], class), (TO[2], mint)]), MmfError::AccountMismatch);
    expect_error(forged(&mut fund, &[(FROM[0], class), (FROM[2], mint)]), MmfError::AccountMismatch);
    expect_error(forged(&mut fund, &[(1, other_fund)]), MmfError::AccountMismatch);
    assert!(fund.state() == before);
}

#[test]
fn a_line_that_is_not_open_takes_nothing() {
    let mut fund = Classes::new();
    let class = fund.world.add_class(mmf::state::ClassKind::AccumulatingHooked, |_| {});
    fund.world.enter(&fund.classes[D]);

    expect_refusal(fund.world.exchange(&fund.mover[D], &class, ONE), NOT_THE_PROGRAMS);
}

#[test]
fn tokens_that_are_burnt_are_restored_first() {
    let mut fund = Classes::new();
    fund.world.enter(&fund.classes[D]);
    burn(&mut fund.world, &fund.mover[D], 9_500 * ONE).unwrap();
    let before = fund.state();

    expect_error(fund.exchange(D, A, 1_000 * ONE), MmfError::TokensMissing);
    assert!(fund.state() == before);
    crate::restore::restore(&mut fund.world, &fund.mover[D]).unwrap();
    fund.exchange(D, A, 1_000 * ONE).unwrap();
}

#[test]
fn a_closed_token_account_gives_and_takes_nothing() {
    let mut fund = Classes::new();
    fund.world.enter(&fund.classes[A]);
    let all = fund.tokens(A);
    burn(&mut fund.world, &fund.mover[A], all).unwrap();
    close_account(&mut fund.world, &fund.mover[A]).unwrap();

    expect_error(fund.exchange(D, A, ONE), MmfError::TokenAccountUnfit);
    expect_error(fund.exchange(A, D, ONE), MmfError::TokensMissing);
}

#[test]
fn nothing_and_too_little_are_not_exchanged() {
    let mut fund = Classes::new();
    let before = fund.state();

    for (from, to) in [(D, A), (A, D), (G, A), (D, D2)] {
        expect_error(fund.exchange(from, to, 0), MmfError::AmountTooSmall);
    }
    for (from, to) in [(D, A), (D, G), (D, D2)] {
        expect_error(fund.exchange(from, to, 1), MmfError::AmountTooSmall);
    }
    assert!(fund.state() == before);
}
