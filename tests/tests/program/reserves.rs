//! Attested reserves cap new issues, and nothing else.

mod attesting;

use anchor_lang::{AccountDeserialize, AccountSerialize};
use mmf::error::MmfError;
use mmf::instructions::{AttestationArgs, ReserveArgs, SubscribeArgs};
use mmf::state::{ClassKind, Reserve, Role, fund_flag};
use mmf_tests::asserts::Outcome;
use mmf_tests::calendar::day;
use mmf_tests::{Holder, ONE, World, expect_error};
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signature::Keypair;
use solana_sdk::signer::Signer;

use crate::custody::{Listed, give_back, list_custodian, sweep};

/// Seconds for which an attestation counts in the tests.
const MAX_AGE: u32 = 3_600;

/// A fund with 1,000 shares, of whose cash 400 dollars are at a custodian, and with a gate.
struct Gated {
    world: World,
    holder: Holder,
    attestor: Keypair,
    custodian: Listed,
}

fn set_reserve(world: &mut World, args: ReserveArgs) -> Outcome {
    let (fund, authority) = (world.fund(), world.signed(&[Role::Governance]));
    let order = world.addresses.set_reserve(&world.payer_key(), (&world.fund, &fund), None, &authority, args);
    world.privileged(&order)
}

fn attestation(world: &World, amount_e6: u64) -> AttestationArgs {
    let custodian_net_e6 = world.fund().custodian_net_e6;
    AttestationArgs { amount_e6, as_of: world.time(), custodian_net_e6, document_hash: [0xa7; 32] }
}

fn attest_as(world: &mut World, attestor: &Keypair, args: AttestationArgs) -> Outcome {
    let order = world.addresses.attest_reserves(&attestor.pubkey(), &world.fund, args);
    world.send(&[order], &[attestor])
}

fn reserve(world: &World) -> Reserve {
    Reserve::try_deserialize(&mut &world.data(&world.addresses.reserve(&world.fund))[..]).unwrap()
}

impl Gated {
    fn new() -> Self {
        let mut world = World::new();
        let holder = world.holder(2_000 * ONE);
        world.subscribe(&holder, 1_000 * ONE).unwrap();
        let custodian = list_custodian(&mut world, 0);
        sweep(&mut world, &custodian.account, 400 * ONE).unwrap();
        let attestor = world.keys.next_key();
        let args = ReserveArgs { active: true, attestor: attestor.pubkey(), max_age_seconds: MAX_AGE };
        set_reserve(&mut world, args).unwrap();
        Self { world, holder, attestor, custodian }
    }

    fn attest(&mut self, amount_e6: u64) {
        let args = attestation(&self.world, amount_e6);
        attest_as(&mut self.world, &self.attestor, args).unwrap();
    }

    fn subscribe(&mut self, cash: u64) -> Outcome {
        self.world.subscribe(&self.holder, cash)
    }

    fn refuse(&mut self, error: MmfError) {
        let before = self.world.books();
        expect_error(self.subscribe(ONE), error);
        assert_eq!(self.world.books(), before);
    }
}

#[test]
fn an_issue_needs_reserves_and_cash_for_every_unit_of_value() {
    let mut gated = Gated::new();
    gated.attest(400 * ONE - 1); // 600 dollars are on chain
    gated.refuse(MmfError::AboveReserves);

    gated.attest(400 * ONE);
    gated.subscribe(ONE).unwrap();
    gated.subscribe(500 * ONE).unwrap(); // pays in what it adds

    assert_eq!(gated.world.fund().supply_value_e6, 1_501 * ONE);
}

#[test]
fn income_raises_what_the_reserves_must_cover() {
    let mut gated = Gated::new();
    gated.world.strike(1_000_000).unwrap();
    assert_eq!(gated.world.fund().supply_value_e6, 1_001 * ONE);
    gated.attest(401 * ONE - 1);
    gated.refuse(MmfError::AboveReserves);

    gated.attest(401 * ONE);
    gated.subscribe(ONE).unwrap();
}

#[test]
fn a_redemption_lowers_it_by_the_cash_that_leaves() {
    let mut gated = Gated::new();
    gated.attest(400 * ONE);
    gated.world.redeem(&gated.holder, 100 * ONE).unwrap();
    gated.subscribe(ONE).unwrap();
    gated.attest(400 * ONE - 1);
    gated.refuse(MmfError::AboveReserves);
}

#[test]
fn stale_reserves_stop_issues_from_the_next_second_and_never_redemptions() {
    let mut gated = Gated::new();
    gated.attest(400 * ONE);
    let attested = gated.world.time();

    gated.world.set_time(attested + i64::from(MAX_AGE));
    gated.subscribe(ONE).unwrap();
    gated.world.set_time(attested + i64::from(MAX_AGE) + 1);
    gated.refuse(MmfError::ReserveStale);
    gated.world.redeem(&gated.holder, 10 * ONE).unwrap();
}

#[test]
fn the_age_counts_from_the_moment_of_the_figure() {
    let mut gated = Gated::new();
    let as_of = gated.world.time() - 3_000;
    let args = AttestationArgs { as_of, ..attestation(&gated.world, 400 * ONE) };
    attest_as(&mut gated.world, &gated.attestor, args).unwrap();

    gated.world.set_time(as_of + i64::from(MAX_AGE));
    gated.subscribe(ONE).unwrap();
    gated.world.set_time(as_of + i64::from(MAX_AGE) + 1);
    gated.refuse(MmfError::ReserveStale);
}

#[test]
fn cash_that_moves_after_the_attestation_counts_where_it_is_now() {
    let mut gated = Gated::new();
    gated.attest(400 * ONE);
    let (sent, back) = (100 * ONE, 250 * ONE);
    sweep(&mut gated.world, &gated.custodian.account, sent).unwrap();
    gated.subscribe(ONE).unwrap();
    give_back(&mut gated.world, &gated.custodian, back).unwrap();
    gated.subscribe(ONE).unwrap();

    gated.attest(250 * ONE - 1); // of what is left there: counted once
    gated.refuse(MmfError::AboveReserves);
    gated.attest(250 * ONE);
    gated.subscribe(ONE).unwrap();
}

#[test]
fn a_figure_of_before_a_movement_counts_the_movement_though_it_is_posted_after() {
    let mut gated = Gated::new();
    let before = gated.world.fund().custodian_net_e6;
    sweep(&mut gated.world, &gated.custodian.account, 100 * ONE).unwrap();
    let args = AttestationArgs { custodian_net_e6: before, ..attestation(&gated.world, 400 * ONE) };
    attest_as(&mut gated.world, &gated.attestor, args).unwrap();

    gated.subscribe(ONE).unwrap();
}

#[test]
fn an_issue_brings_the_reserve_account_of_its_own_fund() {
    let mut gated = Gated::new();
    gated.attest(400 * ONE);
    let mut fund = gated.world.fund();
    fund.set_flag(fund_flag::RESERVE_GATE, false); // so the client leaves the account out
    let args = SubscribeArgs { cash_settlement_units: ONE, min_units: 0, expected_strike_no: 0 };
    let order = gated.world.addresses.subscribe(&gated.world.parties(&gated.holder), &fund, args);
    let before = gated.world.books();
    expect_error(gated.world.send(&[order], &[&gated.holder.wallet]), MmfError::ReserveMissing);

    let foreign = Reserve { fund: Pubkey::new_unique(), ..reserve(&gated.world) };
    let (mut data, address) = (Vec::new(), Pubkey::new_unique());
    foreign.try_serialize(&mut data).unwrap();
    gated.world.put_account(address, mmf::ID, data);
    let own = gated.world.addresses.reserve(&gated.world.fund);
    let mut order = gated.world.subscribe_order(&gated.holder, ONE);
    order.accounts.iter_mut().filter(|meta| meta.pubkey == own).for_each(|meta| meta.pubkey = address);
    expect_error(gated.world.send(&[order], &[&gated.holder.wallet]), MmfError::AccountMismatch);
    assert_eq!(gated.world.books(), before);
}

#[test]
fn dividends_exchange_and_transfers_need_no_reserves() {
    let mut gated = Gated::new();
    let world = &mut gated.world;
    let first = world.class;
    let second = world.add_class(ClassKind::AccumulatingHooked, |_| {});
    world.enter(&first);
    world.opened_in(&gated.holder, &second);
    let other = world.holder(0);
    world.strike_through(day(1, 31), 100_000);

    world.pay(&[&gated.holder]).unwrap();
    world.exchange(&gated.holder, &second, 10 * ONE).unwrap();
    world.transfer(&gated.holder, &other, ONE).unwrap();
    gated.refuse(MmfError::ReserveStale);
}

#[test]
fn a_gate_that_is_off_asks_for_nothing() {
    let mut gated = Gated::new();
    gated.refuse(MmfError::ReserveStale);
    let args = ReserveArgs { active: false, attestor: gated.attestor.pubkey(), max_age_seconds: MAX_AGE };
    set_reserve(&mut gated.world, args).unwrap();

    gated.subscribe(ONE).unwrap();
}
