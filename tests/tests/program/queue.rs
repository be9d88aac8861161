//! Dealing through the queue: forward-priced, settled once, safe under every pause.

mod accumulating;
mod after_pricing;
mod arrears;
mod cancelling;
mod cash_accounts;
mod closing;
mod dealing_day;
mod fees;
mod funding;
mod gated;
mod mandatory_fee;
mod mints;
mod placing;
mod pricing;
mod refusals;
mod reserved;
mod settling;
mod short_day;
mod stopped;
mod strays;
mod stuck;
mod wrong_accounts;

use mmf::instructions::SetPausesArgs;
use mmf::state::{RequestStatus, Role, Side};
use mmf_tests::asserts::Outcome;
use mmf_tests::calendar::day;
use mmf_tests::{Holder, ONE, World};
use solana_sdk::instruction::Instruction;
use solana_sdk::program_pack::Pack;
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signer::Signer;

/// Cash that [`held`] leaves its holder, in dollars.
pub const CASH: u64 = 1_000;

/// A distributing class at $1.00 in which one holder has so many shares, bought at once on 2 January before the cut-off, and keeps [`CASH`].
pub fn held(shares: u64) -> (World, Holder) {
    let mut world = World::new();
    let holder = member(&mut world, shares);
    assert_eq!(world.dealing_day().day, day(1, 2));
    (world, holder)
}

/// Another holder of so many shares, bought at once, who keeps [`CASH`].
pub fn member(world: &mut World, shares: u64) -> Holder {
    let holder = world.holder((shares + CASH) * ONE);
    if shares > 0 {
        world.subscribe(&holder, shares * ONE).unwrap();
    }
    holder
}

/// Strikes the next day without income, prices and funds its batches, and settles the requests of one side.
pub fn settled(world: &mut World, side: Side, keys: &[Pubkey]) -> Outcome {
    let day = world.request_at(&keys[0]).day;
    world.strike(0).unwrap();
    world.price_day(day).unwrap();
    if side == Side::Redemption {
        world.fund_day(day).unwrap();
    }
    world.settle(side, day, keys)
}

/// The request's status.
pub fn status(world: &World, key: &Pubkey) -> RequestStatus {
    world.request_at(key).status
}

/// Leaves so much cash in the buffer; the rest is with a custodian.
pub fn short(world: &mut World, left_e6: u64) {
    let listed = crate::custody::list_custodian(world, 0);
    let amount = world.fund().buffer_cash_e6 - left_e6;
    crate::custody::sweep(world, &listed.account, amount).unwrap();
}

/// Strikes the next day without income; the treasurer has what is there paid of these redemptions.
pub fn settled_in_part(world: &mut World, keys: &[Pubkey]) {
    let day = world.request_at(&keys[0]).day;
    world.strike(0).unwrap();
    world.price_day(day).unwrap();
    world.fund_in_part(day).unwrap();
    world.settle_out(day, keys).unwrap();
}

/// The order with one account in place of another.
pub fn swapped(order: &Instruction, from: &Pubkey, to: &Pubkey) -> Instruction {
    let mut order = order.clone();
    assert!(order.accounts.iter().any(|meta| meta.pubkey == *from), "not in the order: {from}");
    for meta in order.accounts.iter_mut().filter(|meta| meta.pubkey == *from) {
        meta.pubkey = *to;
    }
    order
}

/// The emergency council pauses so much in the fund and in the class of the moment.
pub fn pause(world: &mut World, pauses: u8) {
    let args = SetPausesArgs { pauses, expected_pause_no: world.fund().pause_no };
    let authority = world.signed(&[Role::Emergency]);
    let fund = world.fund();
    let classes: Vec<Pubkey> =
        world.addresses.classes(&world.fund, fund.class_bitmap).into_iter().map(|(_, class)| class).collect();
    let order = world.addresses.set_pauses(&world.fund, &classes, false, &authority, args);
    world.privileged(&order).unwrap();
}

/// A further, empty cash account of a holder.
pub fn cash_account(world: &mut World, holder: &Holder) -> Pubkey {
    let account = world.keys.next_key();
    let (payer, key, space) = (world.payer_key(), account.pubkey(), spl_token_interface::state::Account::LEN);
    let rent = world.svm.minimum_balance_for_rent_exemption(space);
    let program = spl_token_interface::ID;
    let bytes = u64::try_from(space).unwrap();
    let orders = [
        solana_system_interface::instruction::create_account(&payer, &key, rent, bytes, &program),
        spl_token_interface::instruction::initialize_account3(&program, &key, &world.usdc, &holder.key()).unwrap(),
    ];
    world.send(&orders, &[&account]).unwrap();
    key
}
