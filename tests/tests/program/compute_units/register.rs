//! The register, and the hook with every rule that an allowed transfer can meet.

use mmf::instructions::ClassRulesArgs;
use mmf::state::AttributeKind::{Accredited, Institution, Kyc, Professional, QualifiedPurchaser};
use mmf::state::{InvestorStatus, JurisdictionMode, Role};
use mmf_tests::calendar::at;
use mmf_tests::compute::{units_of, unlucky_transfer};
use mmf_tests::token_acl::Request;
use mmf_tests::{Holder, ONE, World};
use solana_sdk::instruction::AccountMeta;
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signer::Signer;
use token_acl_interface::instruction::can_thaw_permissionless;

use super::Figuring;
use crate::officer;

const DAY: u32 = 86_400;

/// Rules of every kind that stay silent here: but for the two that deny flatly, all are asked to the end.
fn every_rule(rules: &mut ClassRulesArgs) {
    let all_attributes = [Kyc, Accredited, QualifiedPurchaser, Institution, Professional];
    *rules = ClassRulesArgs {
        transfers_refused: false,
        us_persons_refused: false,
        max_investor_units: 1_000 * ONE,
        max_class_units: 9_000 * ONE,
        max_investor_bps: 9_999,
        compliance_period_ends_at: at(1, 1, 0, 0),
        flow_back_until: at(1, 1, 0, 0),
        required_attributes: all_attributes.iter().fold(0, |bits, kind| bits | mmf_tests::rules::bit(*kind)),
        us_required_attributes: mmf_tests::rules::bit(QualifiedPurchaser),
        jurisdiction_mode: JurisdictionMode::Allowed,
        jurisdictions: vec![276, 756, 840],
        lock_up_seconds: 30 * DAY,
        ..officer::full_rules()
    };
}

/// A giver with 100 free shares and 24 lots, and a taker, in a class with every rule.
fn ruled() -> (World, Holder, Holder) {
    let mut world = World::new();
    let (giver, taker) = (world.holder(1_000 * ONE), world.holder(1_000 * ONE));
    for holder in [&giver, &taker] {
        let kinds = [Accredited, QualifiedPurchaser, Institution, Professional];
        world.verify(&holder.investor, &kinds, at(12, 1, 0, 0)).unwrap();
        world.subscribe(holder, 100 * ONE).unwrap();
        world.update(&holder.investor, |profile| profile.max_units = 9_000 * ONE).unwrap();
    }
    for days in 0..24 {
        world.set_rules(|rules| rules.lock_up_seconds = days * DAY + 9 * 3_600).unwrap();
        world.subscribe(&giver, ONE).unwrap();
    }
    world.set_rules(every_rule).unwrap();
    assert_eq!(world.holding(&giver.holding).lot_count, 24);
    world.strike(100_000).unwrap();
    (world, giver, taker)
}

pub fn rules(figures: &mut Figuring) {
    let (mut world, giver, taker) = ruled();
    let sides = [&giver, &taker].map(|side| (side.shares, Some(side.investor)));
    let order = world.addresses.check_transfer(&world.class, sides, ONE);
    let done = world.send(&[order], &[]).unwrap();
    figures.note("check_transfer, every rule, 24 lots", &done);
    let done = world.transfer(&giver, &taker, ONE).unwrap();
    figures.note("hook: execute, every rule, 24 lots", &done);
    let bumps = unlucky_transfer(&mmf::ID, &world.mint, [&giver.shares, &taker.shares]);
    let whole = units_of(&done, &spl_token_2022_interface::ID) - bumps;
    figures.insert("transfer_checked, every rule, 24 lots, every bump at the first try", whole);
    world.set_time(at(1, 3, 10, 0));
    let done = world.subscribe(&giver, ONE).unwrap();
    figures.note("subscribe_instant, every rule, 24 lots", &done);
    let done = world.redeem(&giver, ONE).unwrap();
    figures.note("redeem_instant, every rule, 24 lots", &done);
}

pub fn officers(figures: &mut Figuring) {
    let mut world = World::new();
    let holder = world.holder(0);
    let investor = holder.investor;
    let done = world.set_rules(|rules| *rules = officer::full_rules()).unwrap();
    figures.note("set_class_rules, every rule", &done);
    world.set_rules(|rules| *rules = ClassRulesArgs::default()).unwrap();
    let done = world.update(&investor, |profile| profile.locked_until = 1).unwrap();
    figures.note("update_investor", &done);
    let done = world.set_freeze(&holder, true).unwrap();
    figures.note("set_freeze, freezes", &done);
    let done = world.set_freeze(&holder, false).unwrap();
    figures.note("set_freeze, thaws", &done);
    let done = world.restrict(&investor, InvestorStatus::Sanctioned).unwrap();
    figures.note("restrict_investor", &done);
    let done = world.enforce(&holder).unwrap();
    figures.note("enforce", &done);
    let done = world.release(&investor, InvestorStatus::Approved).unwrap();
    figures.note("release_investor, from a sanction", &done);
    let order = world.addresses.open_line(&world.payer.pubkey(), &world.line(&holder));
    let done = world.send(&[order], &[]).unwrap();
    figures.note("open_holding, again", &done);
    let order = world.close_order(&holder, &world.signed(&[Role::TransferAgent]));
    let done = world.privileged(&order).unwrap();
    figures.note("close_holding", &done);
}

pub fn gate(figures: &mut Figuring) {
    let mut world = World::beside_token_acl();
    let order = world.adopt_order();
    let done = world.privileged(&order).unwrap();
    figures.note("adopt_token_acl", &done);
    let holder = world.holder(0);
    let (asker, owner) = (world.payer.pubkey(), holder.key());
    let mut order = can_thaw_permissionless(&mmf::ID, &asker, &holder.shares, &world.mint, &owner, &Pubkey::default());
    let records = [world.addresses.thaw_accounts(&world.mint), world.class, holder.holding, holder.investor];
    order.accounts.extend(records.map(|key| AccountMeta::new_readonly(key, false)));
    let done = world.send(&[order], &[]).unwrap();
    figures.note("can_thaw_permissionless", &done);
    world.restrict(&holder.investor, InvestorStatus::RedeemOnly).unwrap();
    let payer = world.payer.insecure_clone();
    let done = world.request(Request::Freeze, &payer, &holder).unwrap();
    figures.note("can_freeze_permissionless", &done);
}
