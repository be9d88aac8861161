//! Holdings and rules.

use mmf::error::MmfError;
use mmf::instructions::{ClassRulesArgs, CreateClassArgs};
use mmf::state::{Investor, InvestorStatus};
use mmf_tests::{ONE, World, expect_error};
use solana_sdk::signer::Signer;
use spl_token_2022_interface::instruction as token;

const TOKEN_2022: solana_sdk::pubkey::Pubkey = spl_token_2022_interface::ID;

/// The holder closes the token account, then KYC expires (or the investor is set to redeem only). The matrix says: may redeem.
#[test]
fn who_may_only_redeem_can_redeem_after_closing_the_account() {
    for redeem_only in [true, false] {
        let mut world = World::new();
        let holder = world.holder(1_000 * ONE);
        world.subscribe(&holder, 1_000 * ONE).unwrap();
        let burn = token::burn(&TOKEN_2022, &holder.shares, &world.mint, &holder.key(), &[], 1_000 * ONE).unwrap();
        let close = token::close_account(&TOKEN_2022, &holder.shares, &holder.key(), &holder.key(), &[]).unwrap();
        world.send(&[burn, close], &[&holder.wallet]).unwrap();
        world.patch::<Investor>(&holder.investor, |investor| {
            if redeem_only {
                investor.status = InvestorStatus::RedeemOnly as u8;
            } else {
                investor.attributes[0].expires_at = 1;
            }
        });

        let payer = world.payer.pubkey();
        let open = world.addresses.onboard(&payer, &world.fund, &world.class, &holder.investor, &holder.key());
        let opened = world.send(&open, &[]);
        let restore = world.addresses.restore(&world.class, &holder.pay_target());
        let _ = world.send(&[restore], &[]);
        let redeemed = world.redeem(&holder, u64::MAX);

        assert!(
            redeemed.is_ok(),
            "$1,000 are stuck: opening {:?}, redeeming {:?}",
            opened.err().map(|failed| failed.err),
            redeemed.err().map(|failed| failed.err)
        );
    }
}

/// `generation` "grows each time the token account was made again"; anyone can make it grow.
#[test]
fn opening_an_open_holding_again_changes_nothing() {
    let mut world = World::new();
    let holder = world.holder(0);
    let payer = world.payer.pubkey();
    let order = world.addresses.open_holding(&payer, &world.fund, &world.class, &holder.investor, &holder.key());
    let before = world.holding(&holder.holding);
    let _ = world.send(&[order], &[]);

    let after = world.holding(&holder.holding);
    assert_eq!((after.generation, after.seq), (before.generation, before.seq));
}

/// A class with a least balance: redeeming below it is refused, sending below it is not.
#[test]
fn the_least_balance_holds_for_transfers() {
    let mut world = World::with_fund();
    let order = world.class_order(CreateClassArgs {
        rules: ClassRulesArgs { min_balance_units: 1_000 * ONE, ..ClassRulesArgs::default() },
        ..World::class_args()
    });
    world.privileged(&order).unwrap();
    let (from, to) = (world.holder(1_500 * ONE), world.holder(0));
    world.subscribe(&from, 1_500 * ONE).unwrap();
    assert!(world.redeem(&from, 1_000 * ONE).is_err());

    assert!(world.transfer(&from, &to, 1_000 * ONE).is_err(), "500 shares remain, 1,000 are the least");
}

/// The least first subscription, avoided with one unit from a friend.
#[test]
fn the_least_first_subscription_is_not_avoided_with_dust() {
    let mut world = World::with_fund();
    let order = world.class_order(CreateClassArgs {
        rules: ClassRulesArgs { min_initial_e6: 1_000 * ONE, ..ClassRulesArgs::default() },
        ..World::class_args()
    });
    world.privileged(&order).unwrap();
    let (friend, small) = (world.holder(1_000 * ONE), world.holder(1_000 * ONE));
    world.subscribe(&friend, 1_000 * ONE).unwrap();
    assert!(world.subscribe(&small, ONE).is_err());
    world.transfer(&friend, &small, 1).unwrap();

    assert!(world.subscribe(&small, ONE).is_err(), "one millionth of a share opened the class");
}

/// What a holder reads whose account was closed and made again.
#[test]
fn restoring_to_a_new_account_says_that_it_must_be_opened() {
    let mut world = World::new();
    let holder = world.holder(1_000 * ONE);
    world.subscribe(&holder, 1_000 * ONE).unwrap();
    let burn = token::burn(&TOKEN_2022, &holder.shares, &world.mint, &holder.key(), &[], 1_000 * ONE).unwrap();
    let close = token::close_account(&TOKEN_2022, &holder.shares, &holder.key(), &holder.key(), &[]).unwrap();
    world.send(&[burn, close], &[&holder.wallet]).unwrap();
    let payer = world.payer.pubkey();
    let [again, _] = world.addresses.onboard(&payer, &world.fund, &world.class, &holder.investor, &holder.key());
    world.send(&[again], &[]).unwrap();
    let restore = world.addresses.restore(&world.class, &holder.pay_target());

    expect_error(world.send(&[restore], &[]), MmfError::TokenAccountFrozen);
}

/// "The holder; owns the cash": a stranger's cash comes in through a delegation, past the onboarding of who pays.
#[test]
fn the_cash_of_a_subscription_is_the_holders_own() {
    use mmf::instructions::SubscribeArgs;
    use solana_sdk::signature::Keypair;
    let mut world = World::new();
    let holder = world.holder(0);
    let stranger = Keypair::new();
    let cash = world.give_cash(&stranger.pubkey(), 1_000 * ONE);
    let approve = spl_token_interface::instruction::approve(
        &spl_token_interface::ID,
        &cash,
        &holder.key(),
        &stranger.pubkey(),
        &[],
        1_000 * ONE,
    )
    .unwrap();
    world.send(&[approve], &[&stranger]).unwrap();
    let args = SubscribeArgs { cash_settlement_units: 1_000 * ONE, min_units: 0, expected_strike_no: 0 };
    let mut order = world.addresses.subscribe(&world.parties(&holder), &world.fund(), args);
    for meta in order.accounts.iter_mut().filter(|meta| meta.pubkey == holder.cash) {
        meta.pubkey = cash;
    }

    assert!(world.send(&[order], &[&holder.wallet]).is_err(), "a stranger's cash bought shares");
}
