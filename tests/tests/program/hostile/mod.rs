//! Attacks: on who gets the income, on what an approval covers, on the calendar, the books and the register.

mod access;
mod books;
mod calendars;
mod eligibility;
mod fairness;
mod register;
mod sound;
mod strikes;

use anchor_lang::AccountDeserialize;
use mmf::instructions::{CouncilArgs, CreateClassArgs, ProposeActionArgs, RedeemArgs, SubscribeArgs};
use mmf::state::{Action, Role};
use mmf_client::ix::{Authority, DealingParties, Privileged};
use mmf_tests::asserts::Outcome;
use mmf_tests::councils::signed_by;
use mmf_tests::{Holder, World};
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signer::Signer;

pub const SCALE: i128 = 1_000_000_000_000_000_000;

pub fn second_class(world: &mut World) -> Pubkey {
    let args = CreateClassArgs { class_no: 1, ..World::class_args() };
    let order = world.class_order(args);
    world.privileged(&order).unwrap();
    world.addresses.class(&world.fund, 1)
}

pub fn open_in(world: &mut World, holder: &Holder, class: Pubkey) -> Pubkey {
    let payer = world.payer.pubkey();
    let open = world.addresses.onboard(&payer, &world.fund, &class, &holder.investor, &holder.key());
    world.send(&open, &[]).unwrap();
    let mint = world.addresses.mint(&class);
    world.addresses.holding(&world.addresses.share_account(&holder.key(), &mint))
}

pub fn subscribe_in(world: &mut World, holder: &Holder, class: Pubkey, cash: u64) {
    let parties = DealingParties { class, ..world.parties(holder) };
    let fund = world.fund();
    let args = SubscribeArgs { cash_settlement_units: cash, min_units: 0, expected_strike_no: fund.last_strike_no };
    let order = world.addresses.subscribe(&parties, &fund, args);
    world.send(&[order], &[&holder.wallet]).unwrap();
}

pub fn redeem_all_in(world: &mut World, holder: &Holder, class: Pubkey) {
    let parties = DealingParties { class, ..world.parties(holder) };
    let fund = world.fund();
    let args = RedeemArgs { units: u64::MAX, min_cash_settlement_units: 0, expected_strike_no: fund.last_strike_no };
    let order = world.addresses.redeem(&parties, &fund, args);
    world.send(&[order], &[&holder.wallet]).unwrap();
}

pub fn set_council(world: &mut World, role: Role, threshold: u8, members: Vec<Pubkey>) {
    let authority = signed_by(&world.councils.enough(&[Role::Governance]));
    let order = world.addresses.set_council(&world.fund, &authority, CouncilArgs { role, threshold, members });
    world.privileged(&order).unwrap();
}

pub fn propose_args(world: &World, nonce: u64, act: &Privileged) -> ProposeActionArgs {
    ProposeActionArgs {
        nonce,
        tag: act.tag(),
        payload_hash: act.payload_hash(),
        required: act.required(),
        eta: world.time(),
        expires_at: world.time() + 86_400,
        document_hash: [0; 32],
        old_value: [0; 32],
        new_value: [0; 32],
    }
}

pub fn propose(world: &mut World, role: Role, args: ProposeActionArgs) -> Outcome {
    let proposer = world.councils.of(role)[0].insecure_clone();
    let order = world.addresses.propose_action(&proposer.pubkey(), &world.fund, args);
    world.send(&[order], &[&proposer])
}

pub fn approve(world: &mut World, nonce: u64, role: Role, member: usize) -> Outcome {
    let member = world.councils.of(role)[member].insecure_clone();
    let data = world.data(&world.addresses.action(&world.fund, nonce));
    let action = Action::try_deserialize(&mut &data[..]).unwrap();
    let order = world.addresses.approve_action(&member.pubkey(), &world.fund, nonce, role, action.payload_hash);
    world.send(&[order], &[&member])
}

/// A council's replacement that an action approves, for the council as it is now.
pub fn council_order(world: &World, nonce: u64, args: CouncilArgs) -> Privileged {
    let (role, generation) = (args.role, world.fund().council(args.role).generation);
    world.addresses.set_council(&world.fund, &by_action(world, nonce), args).for_record(generation, role as u64)
}

/// Carries out an order of governance by action 7, once the action has waited so many seconds; the order was built for that action.
pub fn carry_out_after(world: &mut World, order: Privileged, waited: i64) -> Outcome {
    let mut proposal = propose_args(world, 7, &order);
    (proposal.eta, proposal.expires_at) = (world.time() + waited, world.time() + 2 * 86_400);
    propose(world, Role::Governance, proposal).unwrap();
    (0..2).for_each(|member| drop(approve(world, 7, Role::Governance, member).unwrap()));
    world.set_time(proposal.eta);
    world.send(&[order.instruction], &[])
}

pub fn by_action(world: &World, nonce: u64) -> Authority {
    Authority::Action(world.addresses.action(&world.fund, nonce))
}
