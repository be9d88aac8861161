//! Accounts of another fund, class, holder, day or kind are refused by every instruction of the queue, and change nothing.

use mmf::error::MmfError::{self, AccountMismatch, BatchAccountsWrong, CashAccountUnfit};
use mmf::state::{ClassKind, InvestorStatus, Role, Side};
use mmf_tests::calendar::day;
use mmf_tests::{Holder, ONE, World};
use solana_sdk::instruction::Instruction;
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signature::Keypair;

use super::{held, member, settled, settled_in_part, short, swapped};

/// What another fund, class and holder have.
struct Others {
    fund: Pubkey,
    class: Pubkey,
    /// A class of the own fund.
    sister: Pubkey,
    holder: Holder,
}

/// A fund with a class and a holder of 100 shares, and others of everything.
fn scene() -> (World, Holder, Others) {
    let (mut world, holder) = held(100);
    let (fund, class, mint) = (world.fund, world.class, world.mint);
    let args = mmf::instructions::CreateFundArgs { fund_id: 2, ..world.fund_args() };
    let order = world.addresses.create_fund(&world.payer_key(), &world.usdc, &spl_token_interface::ID, args);
    world.send(&[order], &[]).unwrap();
    world.fund = world.addresses.fund(&world.payer_key(), 2);
    let order = world.class_order(World::class_args());
    world.privileged(&order).unwrap();
    let others_fund = world.fund;
    let others_class = world.addresses.class(&others_fund, 0);
    (world.fund, world.class, world.mint) = (fund, class, mint);
    let sister = world.add_class(ClassKind::Distributing, |_| {});
    world.enter(&class);
    let stranger = member(&mut world, 50);
    world.opened_in(&stranger, &sister);
    (world, holder, Others { fund: others_fund, class: others_class, sister, holder: stranger })
}

/// Each of these accounts in place of the own one is refused, and then the order itself lands.
#[track_caller]
fn each(world: &mut World, order: &Instruction, signers: &[&Keypair], swaps: &[(Pubkey, Pubkey, MmfError)]) {
    for (from, to, error) in swaps {
        world.refused(&swapped(order, from, to), signers, *error);
    }
    world.send(std::slice::from_ref(order), signers).unwrap();
}

/// Swaps of the fund's own accounts for those of the other fund.
fn fund_swaps(world: &World, others: &Others, vaults: &[Pubkey]) -> Vec<(Pubkey, Pubkey, MmfError)> {
    let foreign: mmf::state::Fund = world.read(&others.fund);
    let mut swaps = vec![
        (world.addresses.dealing(&world.fund), world.addresses.dealing(&others.fund), AccountMismatch),
        (world.fund, others.fund, AccountMismatch),
    ];
    let own = world.vaults();
    let theirs = [foreign.buffer, foreign.escrow, foreign.payout, foreign.suspense];
    for vault in vaults {
        let place = own.iter().position(|own| own == vault).unwrap();
        swaps.push((*vault, theirs[place], AccountMismatch));
        swaps.push((*vault, own[3], AccountMismatch));
    }
    swaps
}

#[test]
fn placing() {
    for side in [Side::Subscription, Side::Redemption] {
        let (mut world, holder, others) = scene();
        let order = world.place_order(&holder, side, world.place_args(&holder, ONE));
        let [_, escrow, payout, _] = world.vaults();
        let mut swaps = fund_swaps(&world, &others, &[escrow]);
        swaps.retain(|(from, _, _)| order.accounts.iter().any(|meta| meta.pubkey == *from));
        swaps.push((escrow, payout, AccountMismatch));
        swaps.push((world.mint, world.addresses.mint(&others.class), AccountMismatch));
        swaps.push((holder.holding, others.holder.holding, AccountMismatch));
        swaps.push((holder.shares, others.holder.shares, AccountMismatch));
        swaps.push((holder.cash, others.holder.cash, AccountMismatch));
        swaps.push((world.usdc, world.mint, AccountMismatch));
        each(&mut world, &order, &[&holder.wallet], &swaps);
    }
}

#[test]
fn cancelling() {
    for side in [Side::Subscription, Side::Redemption] {
        let (mut world, holder, others) = scene();
        let key = world.place(&holder, side, ONE);
        let foreign = world.place(&others.holder, side, ONE);
        let order = world.cancel_order(&key);
        let [_, escrow, payout, _] = world.vaults();
        let vault = if side == Side::Subscription { escrow } else { payout };
        let mut swaps = fund_swaps(&world, &others, &[vault]);
        swaps.push((key, foreign, AccountMismatch));
        swaps.push((holder.holding, others.holder.holding, AccountMismatch));
        swaps.push((holder.investor, others.holder.investor, AccountMismatch));
        swaps.push((holder.shares, others.holder.shares, AccountMismatch));
        swaps.push((world.class, others.sister, AccountMismatch));
        swaps.push((world.mint, world.addresses.mint(&others.sister), AccountMismatch));
        each(&mut world, &order, &[&holder.wallet], &swaps);
    }
}

#[test]
fn collecting() {
    let (mut world, holder, others) = scene();
    let key = world.queue_cash(&holder, ONE);
    let foreign = world.queue_cash(&others.holder, ONE);
    for holder in [&holder, &others.holder] {
        world.restrict(&holder.investor, InvestorStatus::Sanctioned).unwrap();
    }
    settled(&mut world, Side::Subscription, &[key, foreign]).unwrap();
    for holder in [&holder, &others.holder] {
        world.release(&holder.investor, InvestorStatus::Approved).unwrap();
    }
    let order = world.collect_order(&world.payer_key(), &key);
    let [_, escrow, _, _] = world.vaults();
    let mut swaps = fund_swaps(&world, &others, &[escrow]);
    swaps.push((key, foreign, AccountMismatch));
    swaps.push((holder.holding, others.holder.holding, AccountMismatch));
    swaps.push((holder.investor, others.holder.investor, AccountMismatch));
    swaps.push((holder.cash, others.holder.cash, CashAccountUnfit));
    swaps.push((world.class, others.sister, AccountMismatch));
    each(&mut world, &order, &[], &swaps);
}

#[test]
fn settling() {
    for side in [Side::Subscription, Side::Redemption] {
        let (mut world, holder, others) = scene();
        let key = world.place(&holder, side, ONE);
        let foreign = world.place(&others.holder, side, ONE);
        let other_side = if side == Side::Subscription { Side::Redemption } else { Side::Subscription };
        let turned = world.place(&holder, other_side, ONE);
        world.enter(&others.sister);
        let line = world.line_in(&others.holder, &others.sister);
        let sisters = world.queue_cash(&line, ONE);
        let own = world.addresses.class(&world.fund, 0);
        world.enter(&own);
        world.set_time(world.fund().next_cutoff);
        let later = world.place(&holder, side, ONE);
        world.strike(0).unwrap();
        world.price_and_fund(day(1, 2));
        world.strike(0).unwrap();
        world.price_day(day(1, 3)).unwrap();
        if side == Side::Redemption {
            world.fund_day(day(1, 3)).unwrap();
        }
        let order = world.settle_order(side, day(1, 2), &[key]);
        let [buffer, escrow, payout, _] = world.vaults();
        let vaults: &[Pubkey] = if side == Side::Subscription { &[buffer, escrow] } else { &[payout] };
        let mut swaps = fund_swaps(&world, &others, vaults);
        let batch = world.addresses.batch(&world.class, day(1, 2));
        swaps.push((batch, world.addresses.batch(&others.sister, day(1, 2)), AccountMismatch));
        swaps.push((batch, world.addresses.batch(&world.class, day(1, 3)), AccountMismatch));
        swaps.push((key, later, AccountMismatch));
        swaps.push((key, foreign, AccountMismatch));
        swaps.push((key, sisters, AccountMismatch));
        swaps.push((key, turned, BatchAccountsWrong));
        swaps.push((key, batch, BatchAccountsWrong));
        swaps.push((holder.holding, others.holder.holding, AccountMismatch));
        swaps.push((holder.holding, holder.investor, BatchAccountsWrong));
        swaps.push((holder.investor, others.holder.investor, AccountMismatch));
        swaps.push((holder.shares, others.holder.shares, AccountMismatch));
        swaps.push((holder.cash, others.holder.cash, CashAccountUnfit));
        swaps.push((world.class, others.sister, AccountMismatch));
        swaps.push((world.class, others.class, AccountMismatch));
        let mut short_list = order.clone();
        short_list.accounts.pop();
        world.refused(&short_list, &[], BatchAccountsWrong);
        short_list.accounts.truncate(short_list.accounts.len() - 4);
        world.refused(&short_list, &[], BatchAccountsWrong);
        each(&mut world, &order, &[], &swaps);
    }
}

#[test]
fn rolling() {
    let (mut world, holder, others) = scene();
    let key = world.queue_units(&holder, 100 * ONE);
    short(&mut world, 20 * ONE);
    settled_in_part(&mut world, &[key]);
    let order = world.roll_order(&key);
    world.set_time(world.fund().next_cutoff - 60);
    world.enter(&others.sister);
    let line = world.line_in(&others.holder, &others.sister);
    world.queue_cash(&line, ONE);
    let own = world.addresses.class(&world.fund, 0);
    world.enter(&own);
    let calendar = world.addresses.calendar(&world.fund, 2025);
    let swaps = [
        (world.fund, others.fund, AccountMismatch),
        (calendar, world.addresses.calendar(&others.fund, 2025), AccountMismatch),
    ];
    let foreign = swaps[1].1;
    let data = world.data(&calendar);
    world.put_account(foreign, mmf::ID, data);
    world.patch::<mmf::state::Calendar>(&foreign, |calendar| calendar.fund = others.fund);
    let mut sisters = swapped(&order, &world.class, &others.sister);
    let batch = world.addresses.batch(&world.class, day(1, 3));
    sisters = swapped(&sisters, &batch, &world.addresses.batch(&others.sister, day(1, 3)));
    world.refused(&sisters, &[], AccountMismatch);
    each(&mut world, &order, &[], &swaps);
}

#[test]
fn pricing_and_funding() {
    let (mut world, holder, others) = scene();
    world.queue_units(&holder, 10 * ONE);
    world.strike(0).unwrap();
    let order = world.price_order(1, day(1, 2));
    let mut swaps = vec![
        (world.addresses.dealing(&world.fund), world.addresses.dealing(&others.fund), AccountMismatch),
        (world.fund, others.fund, AccountMismatch),
        (others.sister, others.class, MmfError::StrikeAccountsWrong),
    ];
    each(&mut world, &order, &[], &swaps);
    let order = world.fund_order(day(1, 2));
    let [buffer, _, payout, _] = world.vaults();
    swaps.extend(fund_swaps(&world, &others, &[buffer, payout]));
    swaps.push((world.usdc, world.mint, AccountMismatch));
    each(&mut world, &order, &[], &swaps);
}

#[test]
fn closing_a_batch() {
    let (mut world, holder, others) = scene();
    let key = world.queue_units(&holder, 10 * ONE);
    settled(&mut world, Side::Redemption, &[key]).unwrap();
    let order = world.close_batch_order(day(1, 2));
    let [buffer, _, payout, _] = world.vaults();
    let mut swaps = fund_swaps(&world, &others, &[buffer, payout]);
    swaps.push((world.class, others.sister, AccountMismatch));
    each(&mut world, &order, &[], &swaps);
}

#[test]
fn the_treasurer_of_another_fund_starts_no_partial_payment() {
    let (mut world, holder, _) = scene();
    world.queue_units(&holder, 80 * ONE);
    short(&mut world, 20 * ONE);
    world.strike(0).unwrap();
    world.price_day(day(1, 2)).unwrap();
    let custodian = world.councils.of(Role::Compliance)[0].insecure_clone();
    let authority = mmf_tests::councils::signed_by(&[&custodian]);
    let order = world.addresses.fund_batches((&world.fund, &world.fund()), &authority, day(1, 2)).instruction;
    world.refused(&order, &[&custodian], MmfError::Unauthorised);
}
