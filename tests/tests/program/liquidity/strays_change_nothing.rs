//! One micro-dollar in each vault, before anything: every instruction that moves cash does just the same.

use mmf::instructions::{AddCustodianArgs, CashArgs, Due, PayFeesArgs};
use mmf::state::{CASH_ELECTED, FacilityTerms, Role, Side};
use mmf_tests::calendar::day;
use mmf_tests::liquidity::Setting;
use mmf_tests::{Holder, ONE, World};
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signature::Keypair;
use solana_sdk::signer::Signer;

use super::standing::terms;
use super::state;
use super::strays::{funded, with_strays};

/// Accounts by address, the vaults apart.
type State = Vec<(Pubkey, Option<Vec<u8>>)>;

/// What the accounts are like after each step.
struct Diary {
    world: World,
    holders: [Holder; 2],
    seen: Vec<(&'static str, State)>,
}

impl Diary {
    fn note(&mut self, step: &'static str) {
        let (vaults, [one, other]) = (self.world.vaults(), &self.holders);
        let all = state(&self.world, &[one, other]);
        self.seen.push((step, all.into_iter().filter(|(key, _)| !vaults.contains(key)).collect()));
    }
}

/// A custodian of a fixed key, so that two worlds are the same.
fn custodian() -> Keypair {
    Keypair::new_from_array([b'C'; 32])
}

fn with_custodian(world: &mut World) -> Pubkey {
    let account = world.give_cash(&custodian().pubkey(), 0);
    let args = AddCustodianArgs { daily_limit_e6: 0 };
    let authority = world.signed(&[Role::Governance]);
    let order = world.addresses.add_custodian(&world.payer_key(), &world.fund, &account, &authority, args);
    world.privileged(&order).unwrap();
    account
}

/// Two months in the life of the fund.
fn life(strays: [u64; 4]) -> Vec<(&'static str, State)> {
    let (mut world, holders) = funded(Setting::default());
    let listed = with_custodian(&mut world);
    world.set_fees(20, 200).unwrap();
    world.set_liquidity_fee(50).unwrap();
    let recipient = holders[1].key();
    world.set_policy(|policy| policy.fee_recipient = recipient).unwrap();
    world.update(&holders[0].investor, |profile| profile.dividend_election = CASH_ELECTED).unwrap();
    with_strays(&mut world, strays);
    let mut diary = Diary { world, holders, seen: Vec::new() };
    deal_at_once(&mut diary, &listed);
    queue(&mut diary);
    others(&mut diary);
    diary.world.strike_through(day(1, 31), 1_000);
    diary.note("strikes of a month");
    diary.world.pay(&[&diary.holders[1]]).unwrap();
    diary.note("pay_dividends");
    diary.world.pay_cash(&[&diary.holders[0]]).unwrap();
    diary.note("pay_dividends_cash");
    diary.world.redeem(&diary.holders[1], u64::MAX).unwrap();
    diary.note("redeem_instant of everything");
    diary.seen
}

fn deal_at_once(diary: &mut Diary, listed: &Pubkey) {
    let amount = CashArgs { amount_e6: 50 * ONE };
    diary.world.subscribe(&diary.holders[0], 10 * ONE).unwrap();
    diary.note("subscribe_instant");
    diary.world.redeem(&diary.holders[0], 5 * ONE).unwrap();
    diary.note("redeem_instant");
    let (authority, fund) = (diary.world.signed(&[Role::Treasurer]), (&diary.world.fund, &diary.world.fund()));
    let order = diary.world.addresses.sweep_cash(fund, listed, &authority, amount);
    diary.world.privileged(&order).unwrap();
    diary.note("sweep_cash");
    let (owner, fund) = (custodian(), (&diary.world.fund, &diary.world.fund()));
    let order = diary.world.addresses.return_cash(fund, listed, &owner.pubkey(), amount);
    diary.world.send(&[order], &[&owner]).unwrap();
    diary.note("return_cash");
    let args = PayFeesArgs { due: Due::Fees, amount_e6: 1_000 };
    let (cash, fund) = (diary.holders[1].cash, (&diary.world.fund, &diary.world.fund()));
    let order = diary.world.addresses.pay_fees_in_cash(fund, &diary.world.class, &cash, &authority, args);
    diary.world.privileged(&order).unwrap();
    diary.note("pay_fees_in_cash");
}

fn queue(diary: &mut Diary) {
    let [one, other] = [&diary.holders[0], &diary.holders[1]].map(|it| diary.world.line_in(it, &diary.world.class));
    let given_back = diary.world.queue_cash(&one, 3 * ONE);
    diary.world.cancel(&one, &given_back).unwrap();
    diary.note("place_subscription, cancel_request");
    let incoming = diary.world.queue_cash(&one, 7 * ONE);
    let outgoing = diary.world.queue_units(&other, 9 * ONE);
    diary.note("place_subscription, place_redemption");
    let dealing_day = diary.world.request_at(&incoming).day;
    diary.world.strike(12_345).unwrap();
    diary.note("strike");
    diary.world.price_day(dealing_day).unwrap();
    diary.world.settle(Side::Subscription, dealing_day, &[incoming]).unwrap();
    diary.note("price_batches, settle_subscriptions");
    diary.world.fund_day(dealing_day).unwrap();
    diary.world.settle(Side::Redemption, dealing_day, &[outgoing]).unwrap();
    diary.world.close_batch(dealing_day).unwrap();
    diary.note("fund_batches, settle_redemptions, close_batch");
}

fn others(diary: &mut Diary) {
    let Diary { world, holders: [holder, provider], .. } = diary;
    let args = terms(world, Setting::default());
    world.set_standing(holder, args).unwrap();
    let (key, cash) = (world.standing_key(holder), holder.cash);
    world.approve_delegate(&holder.wallet, &cash, &key, u64::MAX);
    world.run_standing(holder).unwrap();
    world.set_dealing_terms(|terms| terms.facility_investor = provider.investor).unwrap();
    let (fund, cash) = (world.fund, provider.cash);
    world.approve_delegate(&provider.wallet, &cash, &fund, u64::MAX);
    let terms =
        FacilityTerms { active: true, fee_bps: 10, limit_e6: 100 * ONE, investor_limit_e6: 50 * ONE, classes: 1 };
    world.set_facility(provider, terms).unwrap();
    world.redeem_to_facility(holder, provider, 4 * ONE).unwrap();
    world.set_dealing_terms(|terms| terms.facility_investor = Pubkey::default()).unwrap();
    diary.note("run_standing, redeem_to_facility");
}

#[test]
fn one_micro_dollar_in_each_vault_changes_nothing() {
    let undisturbed = life([0; 4]);
    for strays in [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1], [1, 1, 1, 1]] {
        let disturbed = life(strays);
        assert_eq!(undisturbed.len(), disturbed.len());
        for ((step, one), (_, other)) in undisturbed.iter().zip(&disturbed) {
            for ((key, before), (_, after)) in one.iter().zip(other) {
                assert!(before == after, "{strays:?}, after {step}, account {key}");
            }
        }
    }
}
