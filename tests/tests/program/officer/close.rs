//! Closing a line of the register.

use mmf::error::MmfError;
use mmf::state::{Holding, InvestorStatus, Wallet};
use mmf_tests::calendar::day;
use mmf_tests::{Holder, ONE, World, event, expect_error};
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signature::Keypair;
use solana_sdk::signer::Signer;

fn holdings_of_wallet(world: &World, holder: &Holder) -> u16 {
    let data = world.data(&world.addresses.wallet(&world.fund, &holder.key()));
    anchor_lang::AccountDeserialize::try_deserialize(&mut &data[..]).map(|wallet: Wallet| wallet.holdings).unwrap()
}

#[test]
fn a_closing_is_told_pays_the_rent_back_and_leaves_the_token_account_frozen() {
    let mut world = World::new();
    let holder = world.holder(0);
    assert_eq!(holdings_of_wallet(&world, &holder), 1);
    let rent = world.svm.get_account(&holder.holding).unwrap().lamports;
    let seq = world.holding(&holder.holding).seq;
    let payer = world.payer.pubkey();
    let before = world.svm.get_balance(&payer).unwrap();

    let done = world.close_line(&holder).unwrap();

    assert!(world.svm.get_account(&holder.holding).is_none());
    assert!(world.is_frozen(&holder.shares));
    assert_eq!(world.svm.get_balance(&payer).unwrap(), before + rent - done.fee);
    assert_eq!((world.investor(&holder.investor).holdings, holdings_of_wallet(&world, &holder)), (0, 0));
    let event = event!(done, HoldingClosed);
    assert_eq!((event.class, event.class_seq), (world.class, world.class().seq));
    assert_eq!((event.holding, event.seq, event.investor), (holder.holding, seq + 1, holder.investor));
    assert_eq!(event.fraction_e18, 0);
}

#[test]
fn its_owner_closes_it_and_opens_it_again_as_another_one() {
    let mut world = World::new();
    let holder = world.holder(10 * ONE);
    let first = world.holding(&holder.holding).generation;
    let order = world.addresses.close_own_holding(&world.line(&holder), &world.payer.pubkey());

    world.send(&[order], &[&holder.wallet]).unwrap();
    world.set_time(world.time() + 1);
    world.open(&holder).unwrap();

    assert_ne!(world.holding(&holder.holding).generation, first);
    world.subscribe(&holder, ONE).unwrap();
}

#[test]
fn a_stranger_does_not_close_it() {
    let mut world = World::new();
    let holder = world.holder(0);
    let stranger = Keypair::new();
    let mut order = world.addresses.close_own_holding(&world.line(&holder), &world.payer.pubkey());
    order.accounts.last_mut().unwrap().pubkey = stranger.pubkey();

    expect_error(world.send(&[order], &[&stranger]), MmfError::Unauthorised);
}

#[test]
fn a_fraction_goes_to_undistributed_income_and_a_unit_does_not() {
    let mut world = World::new();
    let (holder, other) = (world.holder(10 * ONE), world.holder(30 * ONE));
    world.subscribe(&holder, 3 * ONE).unwrap();
    world.subscribe(&other, 7 * ONE).unwrap();
    world.strike_through(day(1, 31), 1_000);
    world.redeem(&holder, u64::MAX).unwrap();
    expect_error(world.close_line(&holder), MmfError::HoldingNotEmpty);
    world.pay(&[&holder]).unwrap();
    expect_error(world.close_line(&holder), MmfError::HoldingNotEmpty);
    world.redeem(&holder, u64::MAX).unwrap();
    let fraction = world.holding(&holder.holding).payable.get() + world.holding(&holder.holding).accrued.get();
    assert!(fraction > 0);

    let done = world.close_line(&holder).unwrap();

    assert_eq!(u128::from(event!(done, HoldingClosed).fraction_e18), fraction);
    assert_eq!(world.class().undistributed.get(), fraction);
}

#[test]
fn the_fraction_may_be_anything_less_than_a_unit() {
    for (fraction, closes) in [(mmf_math::SCALE - 1, true), (mmf_math::SCALE, false)] {
        let mut world = World::new();
        let holder = world.holder(0);
        world.patch::<Holding>(&holder.holding, |holding| {
            holding.accrued.set(1);
            holding.payable.set(fraction - 1);
        });

        let outcome = world.close_line(&holder);

        if closes {
            outcome.unwrap();
        } else {
            expect_error(outcome, MmfError::HoldingNotEmpty);
        }
    }
}

#[test]
fn what_still_stands_on_a_holding_keeps_it_open() {
    let reasons: [fn(&mut Holding); 4] = [
        |holding| holding.reserved_units = 1,
        |holding| holding.frozen_units = 1,
        |holding| holding.pledged_units = 1,
        |holding| holding.flags = mmf::state::holding_flag::FROZEN,
    ];
    for reason in reasons {
        let mut world = World::new();
        let holder = world.holder(0);
        world.patch::<Holding>(&holder.holding, reason);

        expect_error(world.close_line(&holder), MmfError::HoldingNotEmpty);
    }
}

#[test]
fn a_blocked_or_sanctioned_investor_keeps_its_lines() {
    for status in [InvestorStatus::Blocked, InvestorStatus::Sanctioned] {
        let mut world = World::new();
        let holder = world.holder(0);
        world.restrict(&holder.investor, status).unwrap();

        expect_error(world.close_line(&holder), MmfError::HoldingNotEmpty);
    }
}

#[test]
fn a_line_whose_token_account_is_gone_closes() {
    let mut world = World::new();
    let holder = world.holder(10 * ONE);
    crate::restore::close(&mut world, &holder);

    world.close_line(&holder).unwrap();

    assert!(world.svm.get_account(&holder.holding).is_none());
}

#[test]
fn tokens_in_a_class_without_a_hook_keep_the_line_open() {
    let mut world = World::gated();
    let holder = world.holder(10 * ONE);
    world.subscribe(&holder, 10 * ONE).unwrap();

    expect_error(world.close_line(&holder), MmfError::HoldingNotEmpty);
    world.redeem(&holder, u64::MAX).unwrap();
    world.close_line(&holder).unwrap();
    assert!(world.is_frozen(&holder.shares));
}

#[test]
fn the_rent_goes_to_nobody_but_who_paid_it() {
    let mut world = World::new();
    let holder = world.holder(0);
    let mut order = world.close_order(&holder, &world.signed(&[mmf::state::Role::TransferAgent]));
    order.instruction.accounts[0].pubkey = Pubkey::new_unique();

    expect_error(world.privileged(&order), MmfError::AccountMismatch);
}
