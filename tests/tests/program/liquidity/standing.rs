//! Standing instructions: what they move, when, and by whom they are given and taken back.

use mmf::error::MmfError;
use mmf::state::{ClassKind, InvestorStatus, StandingTerms, SuspensionGround, fund_flag};
use mmf_tests::liquidity::Setting;
use mmf_tests::{Holder, ONE, World, event, expect_error};
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signature::Keypair;
use solana_sdk::signer::Signer;

use super::{KINDS, state};

/// Cash between 50 and 100 dollars, moved by 1 to 1,000 dollars every hour, for 30 days.
pub fn terms(world: &World, setting: Setting) -> StandingTerms {
    StandingTerms {
        sweep_above_settlement_units: setting.dollars(100),
        redeem_below_settlement_units: setting.dollars(50),
        min_move_settlement_units: setting.dollars(1),
        max_move_settlement_units: setting.dollars(1_000),
        interval_seconds: 3_600,
        max_fee_bps: 500,
        expires_at: world.time() + 30 * 86_400,
    }
}

/// A holder with so many dollars and an instruction of [`terms`], which is the delegate of its cash account.
pub fn instructed(setting: Setting, dollars: u64) -> (World, Holder) {
    let mut world = World::dealing_in(setting);
    let holder = world.holder(setting.dollars(dollars));
    let args = terms(&world, setting);
    world.set_standing(&holder, args).unwrap();
    let (key, cash) = (world.standing_key(&holder), holder.cash);
    world.approve_delegate(&holder.wallet, &cash, &key, u64::MAX);
    (world, holder)
}

/// Sends so much of the holder's cash away.
pub fn spend(world: &mut World, holder: &Holder, settlement_units: u64) {
    let elsewhere = world.give_cash(&Pubkey::new_from_array([0xee; 32]), 0);
    let program = world.cash_program();
    let order = spl_token_interface::instruction::transfer(
        &program,
        &holder.cash,
        &elsewhere,
        &holder.key(),
        &[],
        settlement_units,
    );
    world.send(&[order.unwrap()], &[&holder.wallet]).unwrap();
}

#[test]
fn cash_above_the_one_bound_is_swept_and_shares_are_redeemed_up_to_the_other() {
    for kind in KINDS {
        for decimals in [2, 6, 9] {
            let setting = Setting { kind, decimals, ..Setting::default() };
            let (mut world, holder) = instructed(setting, 500);

            let done = world.run_standing(&holder).unwrap();
            let event = event!(done, StandingRun);
            assert_eq!((event.side, event.units, event.settlement_units), (0, 400 * ONE, setting.dollars(400)));
            assert_eq!(event.keeper, Keypair::new_from_array([b'K'; 32]).pubkey());
            assert_eq!((world.balance(&holder.cash), world.balance(&holder.shares)), (setting.dollars(100), 400 * ONE));

            spend(&mut world, &holder, setting.dollars(80));
            world.set_time(world.time() + 3_600);
            let done = world.run_standing(&holder).unwrap();
            let event = event!(done, StandingRun);
            assert_eq!((event.side, event.units, event.settlement_units), (1, 30 * ONE, setting.dollars(30)));
            assert_eq!((world.balance(&holder.cash), world.balance(&holder.shares)), (setting.dollars(50), 370 * ONE));
            let standing = world.standing(&holder);
            assert_eq!((standing.runs, standing.last_run_at), (2, world.time()));
        }
    }
}

#[test]
fn within_the_bounds_there_is_nothing_to_do() {
    for dollars in [50, 75, 100] {
        let (mut world, holder) = instructed(Setting::default(), dollars);
        expect_error(world.run_standing(&holder), MmfError::StandingNotDue);
    }
}

#[test]
fn at_a_risen_price_no_more_units_are_redeemed_than_the_cash_needs() {
    for kind in [ClassKind::AccumulatingHooked, ClassKind::AccumulatingGated] {
        let (mut world, holder) = instructed(Setting::of(kind), 500);
        world.run_standing(&holder).unwrap();
        world.strike(0).unwrap();
        world.strike(200_000).unwrap(); // 0.05%
        spend(&mut world, &holder, 80 * ONE);

        world.run_standing(&holder).unwrap();
        assert_eq!(world.balance(&holder.shares), 400 * ONE - 29_985_008, "30 / 1.0005, rounded up");
        assert_eq!(world.balance(&holder.cash), 50 * ONE);
    }
}

#[test]
fn all_that_is_free_is_redeemed_where_it_is_not_enough() {
    for kind in KINDS {
        let (mut world, holder) = instructed(Setting::of(kind), 110);
        world.run_standing(&holder).unwrap();
        spend(&mut world, &holder, 100 * ONE);
        world.set_time(world.time() + 3_600);

        world.run_standing(&holder).unwrap();
        assert_eq!((world.balance(&holder.cash), world.balance(&holder.shares)), (10 * ONE, 0));
        world.set_time(world.time() + 3_600);
        assert!(world.run_standing(&holder).is_err(), "there is nothing left to redeem");
    }
}

#[test]
fn without_a_delegate_nothing_is_swept_and_a_smaller_one_limits_it() {
    let (mut world, holder) = instructed(Setting::default(), 500);
    let (key, cash) = (world.standing_key(&holder), holder.cash);
    world.revoke_delegate(&holder.wallet, &cash);
    expect_error(world.run_standing(&holder), MmfError::StandingInvalid);
    let stranger = Pubkey::new_unique();
    world.approve_delegate(&holder.wallet, &cash, &stranger, u64::MAX);
    expect_error(world.run_standing(&holder), MmfError::StandingInvalid);

    world.approve_delegate(&holder.wallet, &cash, &key, 30 * ONE);
    world.run_standing(&holder).unwrap();
    assert_eq!(world.balance(&holder.shares), 30 * ONE);
    world.set_time(world.time() + 3_600);
    expect_error(world.run_standing(&holder), MmfError::StandingInvalid);
}

#[test]
fn it_redeems_without_any_delegate() {
    let (mut world, holder) = instructed(Setting::default(), 500);
    world.run_standing(&holder).unwrap();
    world.revoke_delegate(&holder.wallet, &holder.cash.clone());
    spend(&mut world, &holder, 80 * ONE);
    world.set_time(world.time() + 3_600);
    world.run_standing(&holder).unwrap();
}

#[test]
fn it_is_revoked_at_once_and_whoever_paid_gets_the_rent() {
    let (mut world, holder) = instructed(Setting::default(), 500);
    let order = world.run_order(&world.payer_key(), &holder);
    let key = world.standing_key(&holder);
    assert!(world.svm.get_account(&key).is_some());
    let before = world.svm.get_balance(&world.payer_key()).unwrap();

    let done = world.revoke_standing(&holder).unwrap();

    assert_eq!(event!(done, StandingRevoked).standing, key);
    assert!(world.svm.get_account(&key).is_none());
    assert!(world.svm.get_balance(&world.payer_key()).unwrap() > before);
    assert!(world.send(&[order], &[]).is_err(), "a delegate that nobody signs for any more");
    assert_eq!(world.balance(&holder.cash), 500 * ONE);
}

#[test]
fn an_instruction_does_not_outlive_the_line_for_which_it_was_given() {
    let (mut world, holder) = instructed(Setting::default(), 500);
    world.close_line(&holder).unwrap();
    world.set_time(world.time() + 1); // in a later slot
    world.open(&holder).unwrap();

    expect_error(world.run_standing(&holder), MmfError::StandingInvalid);
    let args = terms(&world, Setting::default());
    world.set_standing(&holder, args).unwrap();
    world.run_standing(&holder).unwrap();
}

#[test]
fn only_the_holder_gives_changes_and_revokes_it() {
    let (mut world, holder) = instructed(Setting::default(), 500);
    let (thief, payer) = (world.holder(10 * ONE), world.payer_key());
    let args = terms(&world, Setting::default());
    let mut order = world.addresses.set_standing(&payer, &world.parties(&holder), &world.fund(), args);
    order.accounts.iter_mut().filter(|meta| meta.pubkey == holder.key()).for_each(|meta| meta.pubkey = thief.key());
    expect_error(world.send(std::slice::from_ref(&order), &[&thief.wallet]), MmfError::AccountMismatch);

    let mut order = world.addresses.set_standing(&payer, &world.parties(&holder), &world.fund(), args);
    order.accounts.iter_mut().filter(|meta| meta.pubkey == holder.cash).for_each(|meta| meta.pubkey = thief.cash);
    expect_error(world.send(&[order], &[&holder.wallet]), MmfError::AccountMismatch);

    let mut order = world.addresses.revoke_standing(&world.standing(&holder));
    order.accounts[0].pubkey = thief.key();
    expect_error(world.send(&[order], &[&thief.wallet]), MmfError::AccountMismatch);
    let mut order = world.addresses.revoke_standing(&world.standing(&holder));
    order.accounts[1].pubkey = thief.key();
    expect_error(world.send(&[order], &[&holder.wallet]), MmfError::AccountMismatch);
}

#[test]
fn a_keeper_chooses_nothing_but_the_moment() {
    let (mut world, holder) = instructed(Setting::default(), 500);
    let keeper = world.holder(1_000 * ONE);
    let second = world.wallet_of(&holder.investor);
    let order = world.run_order(&keeper.key(), &holder);
    let before = state(&world, &[&holder, &keeper, &second]);
    let swaps = [
        (holder.cash, keeper.cash),
        (holder.cash, second.cash),
        (holder.shares, keeper.shares),
        (holder.shares, second.shares),
        (holder.holding, keeper.holding),
        (holder.holding, second.holding),
        (holder.investor, keeper.investor),
        (world.fund().buffer, keeper.cash),
        (world.fund().buffer, world.fund().escrow),
    ];
    for (real, forgery) in swaps {
        let mut forged = order.clone();
        forged.accounts.iter_mut().filter(|meta| meta.pubkey == real).for_each(|meta| meta.pubkey = forgery);
        assert!(world.send(&[forged], &[&keeper.wallet]).is_err(), "{real} replaced by {forgery}");
        assert!(state(&world, &[&holder, &keeper, &second]) == before);
    }
    world.send(&[order], &[&keeper.wallet]).unwrap();
    assert_eq!(world.balance(&keeper.cash), 1_000 * ONE);
}

#[test]
fn another_holders_instruction_does_not_serve() {
    let (mut world, holder) = instructed(Setting::default(), 500);
    let other = world.holder(500 * ONE);
    let mut order = world.run_order(&world.payer_key(), &other);
    let (own, theirs) = (world.standing_key(&other), world.standing_key(&holder));
    order.accounts.iter_mut().filter(|meta| meta.pubkey == own).for_each(|meta| meta.pubkey = theirs);
    assert!(world.send(&[order], &[]).is_err());
}

/// Something that stops an instant deal.
type Obstacle = fn(&mut World, &Holder);

#[test]
fn every_rule_of_an_instant_deal_holds_for_it() {
    let obstacles: [(Obstacle, MmfError); 9] = [
        (|world, _| drop(world.suspend(SuspensionGround::FundDocuments, 0).unwrap()), MmfError::RedemptionsSuspended),
        (
            |world, holder| drop(world.restrict(&holder.investor, InvestorStatus::Blocked).unwrap()),
            MmfError::DeniedBlocked,
        ),
        (
            |world, holder| drop(world.restrict(&holder.investor, InvestorStatus::RedeemOnly).unwrap()),
            MmfError::DeniedRedeemOnly,
        ),
        (|world, _| drop(world.set_rules(|rules| rules.max_class_units = 399 * ONE).unwrap()), MmfError::SupplyLimit),
        (
            |world, _| drop(world.set_rules(|rules| rules.min_initial_e6 = 401 * ONE).unwrap()),
            MmfError::BelowClassMinimum,
        ),
        (
            |world, _| drop(world.set_dealing_terms(|it| it.uninvested_cap_e6 = 399 * ONE).unwrap()),
            MmfError::AboveUninvestedCap,
        ),
        (
            |world, _| drop(world.set_dealing_terms(|it| it.investor_subscription_limit_e6 = 399 * ONE).unwrap()),
            MmfError::InvestorSubscriptionLimit,
        ),
        (|world, _| world.go_past_cutoff(), MmfError::DealingClosed),
        (
            |world, _| {
                let fund = world.fund;
                world.patch::<mmf::state::Fund>(&fund, |fund| fund.set_flag(fund_flag::HALTED, true));
            },
            MmfError::DealingHalted,
        ),
    ];
    for (obstacle, error) in obstacles {
        let (mut world, holder) = instructed(Setting::default(), 500);
        obstacle(&mut world, &holder);
        expect_error(world.run_standing(&holder), error);
        assert_eq!(world.standing(&holder).runs, 0);
    }
}

#[test]
fn a_redemption_by_it_keeps_floor_limit_and_facility() {
    let obstacles: [(Obstacle, MmfError); 3] = [
        (
            |world, _| drop(world.set_dealing_terms(|it| it.buffer_floor_e6 = 371 * ONE).unwrap()),
            MmfError::BelowBufferFloor,
        ),
        (
            |world, _| drop(world.set_dealing_terms(|it| it.investor_redemption_limit_e6 = 29 * ONE).unwrap()),
            MmfError::InvestorRedemptionLimit,
        ),
        (
            |world, holder| drop(world.set_dealing_terms(|it| it.facility_investor = holder.investor).unwrap()),
            MmfError::FacilityServes,
        ),
    ];
    for (obstacle, error) in obstacles {
        let (mut world, holder) = instructed(Setting::default(), 500);
        world.run_standing(&holder).unwrap();
        spend(&mut world, &holder, 80 * ONE);
        world.set_time(world.time() + 3_600);
        obstacle(&mut world, &holder);
        expect_error(world.run_standing(&holder), error);
    }
}
