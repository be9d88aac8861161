//! Every privileged instruction against every role: only the councils that it names satisfy it.

mod acts;
mod partial_payment;
mod time_lock;

use std::collections::BTreeSet;

use mmf::error::MmfError;
use mmf::state::Role;
use mmf_tests::councils::signed_by;
use mmf_tests::{World, expect_error};
use serde_json::Value;
use solana_sdk::signature::Keypair;
use solana_sdk::signer::Signer;

use acts::acts;

fn members(world: &World, roles: &[Role]) -> Vec<Keypair> {
    world.councils.enough(roles).into_iter().map(Keypair::insecure_clone).collect()
}

#[test]
fn no_other_council_satisfies_a_privileged_instruction() {
    let mut world = World::new();
    for act in acts(&mut world) {
        let needed = (act.build)(&world, &World::nobody()).roles;
        for role in Role::ALL.into_iter().filter(|role| !needed.contains(role)) {
            let members: Vec<Keypair> = world.councils.of(role).iter().map(Keypair::insecure_clone).collect();
            let members: Vec<&Keypair> = members.iter().collect();
            let order = (act.build)(&world, &signed_by(&members));
            println!("{} by {role:?}", act.name);
            expect_error(world.send(&[order.instruction], &members), MmfError::Unauthorised);
        }
    }
}

#[test]
fn nobody_at_all_and_too_few_members_satisfy_nothing() {
    let mut world = World::new();
    for act in acts(&mut world) {
        println!("{}", act.name);
        let order = (act.build)(&world, &World::nobody());
        expect_error(world.send(&[order.instruction], &[]), MmfError::Unauthorised);
        if order.roles.contains(&Role::Governance) {
            let one = world.councils.of(Role::Governance)[0].insecure_clone();
            let order = (act.build)(&world, &signed_by(&[&one]));
            expect_error(world.send(&[order.instruction], &[&one]), MmfError::Unauthorised);
        }
    }
}

#[test]
fn a_member_who_is_named_but_does_not_sign_does_not_count() {
    let mut world = World::new();
    for act in acts(&mut world) {
        println!("{}", act.name);
        let needed = (act.build)(&world, &World::nobody()).roles;
        let members = members(&world, &needed);
        let members: Vec<&Keypair> = members.iter().collect();
        let mut order = (act.build)(&world, &signed_by(&members)).instruction;
        for meta in &mut order.accounts {
            if members.iter().any(|member| member.pubkey() == meta.pubkey) {
                meta.is_signer = false;
            }
        }
        assert!(world.send(&[order], &[]).is_err());
    }
}

#[test]
fn the_councils_that_are_named_satisfy_each_instruction() {
    let mut world = World::new();
    for act in acts(&mut world) {
        println!("{}", act.name);
        let needed = (act.build)(&world, &World::nobody()).roles;
        let members = members(&world, &needed);
        let members: Vec<&Keypair> = members.iter().collect();
        let order = (act.build)(&world, &signed_by(&members));
        world.send(&[order.instruction], &members).unwrap();
    }
}

#[test]
fn where_several_councils_must_agree_none_of_them_is_enough() {
    let mut world = World::new();
    let mut found = 0;
    for act in acts(&mut world) {
        let needed = (act.build)(&world, &World::nobody()).roles;
        for role in needed.iter().filter(|_| needed.len() > 1) {
            println!("{} by {role:?}", act.name);
            let members = members(&world, &[*role]);
            let members: Vec<&Keypair> = members.iter().collect();
            let order = (act.build)(&world, &signed_by(&members));
            expect_error(world.send(&[order.instruction], &members), MmfError::Unauthorised);
            found += 1;
        }
    }
    assert!(found >= 6, "releases from a sanction and from suspense, and winding up, take two");
}

/// Instructions of the interface that an approved action can stand for.
fn privileged_in_the_interface() -> BTreeSet<String> {
    let interface: Value = serde_json::from_str(include_str!("../../../idls/mmf.json")).unwrap();
    let takes_action = |instruction: &&Value| {
        let accounts = instruction["accounts"].as_array().unwrap();
        accounts.iter().any(|account| account["name"] == "action" && account["optional"] == true)
    };
    let all = interface["instructions"].as_array().unwrap();
    all.iter().filter(takes_action).map(|instruction| instruction["name"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_matrix_has_every_privileged_instruction_of_the_interface() {
    let mut world = World::new();
    let named = |name: &str| name.split(" (").next().unwrap().to_owned();
    let mut tried: BTreeSet<String> = acts(&mut world).iter().map(|act| named(act.name)).collect();
    tried.insert("fund_batches".to_owned()); // see partial_payment

    assert_eq!(tried, privileged_in_the_interface());
}
