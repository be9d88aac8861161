//! Every privileged instruction against every role: only the councils that it names satisfy it.

use mmf::error::MmfError;
use mmf::instructions::*;
use mmf::state::{ClassKind, InvestorKind, Role, pause};
use mmf_client::ix::{Authority, Privileged};
use mmf_tests::councils::signed_by;
use mmf_tests::{ONE, World, calendar, expect_error};
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signature::Keypair;
use solana_sdk::signer::Signer;

/// Builds an instruction for an authority.
type Build = Box<dyn Fn(&World, &Authority) -> Privileged>;

/// A privileged instruction, built for whichever authority is asked.
struct Act {
    name: &'static str,
    build: Build,
}

fn acts(world: &mut World) -> Vec<Act> {
    let pending = world.pending_investor();
    let holder = world.holder(10 * ONE);
    world.subscribe(&holder, 10 * ONE).unwrap();
    let listed = crate::custody::list_custodian(world, 0).account;
    let unlisted = world.give_cash(&Pubkey::new_unique(), 0);
    world.go_past_cutoff();
    let quote = world.quote_args(mmf_tests::Figures::default());
    world.post(quote).unwrap();
    let act = |name, build: fn(&World, &Authority) -> Privileged| Act { name, build: Box::new(build) };
    vec![
        act("set_council", |world, authority| {
            let args = CouncilArgs { role: Role::Board, threshold: 1, members: vec![Pubkey::new_unique()] };
            world.addresses.set_council(&world.fund, authority, args)
        }),
        act("set_calendar", |world, authority| {
            world.addresses.set_calendar(&world.payer.pubkey(), &world.fund, authority, calendar::args())
        }),
        act("set_pauses (adds)", |world, authority| {
            let args = SetPausesArgs { pauses: pause::TRANSFERS, expected_pause_no: 0 };
            world.addresses.set_pauses(&world.fund, &[world.class], false, authority, args)
        }),
        act("create_class", |world, authority| {
            let args = CreateClassArgs { class_no: 1, kind: ClassKind::Distributing, ..World::class_args() };
            world.addresses.create_class(&world.payer.pubkey(), &world.fund, authority, args)
        }),
        act("update_hook_accounts", |world, authority| {
            world.addresses.update_hook_accounts(&world.fund, &world.class, authority)
        }),
        act("add_investor", |world, authority| {
            let args = AddInvestorArgs {
                investor_id: [77; 32],
                profile: InvestorProfile::plain(InvestorKind::Person, 840, true),
                document_hash: [0; 32],
            };
            world.addresses.add_investor(&world.payer.pubkey(), &world.fund, authority, args)
        }),
        Act {
            name: "approve_investor",
            build: Box::new(move |world, authority| {
                let args = World::kyc_until(calendar::at(12, 1, 0, 0));
                world.addresses.approve_investor(&world.fund, &pending, authority, args)
            }),
        },
        Act {
            name: "link_wallet",
            build: Box::new(move |world, authority| {
                let owner = Pubkey::new_from_array([9; 32]);
                world.addresses.link_wallet(&world.payer.pubkey(), &world.fund, &pending, &owner, authority)
            }),
        },
        Act {
            name: "add_custodian",
            build: Box::new(move |world, authority| {
                let args = AddCustodianArgs { daily_limit_e6: 0 };
                world.addresses.add_custodian(&world.payer.pubkey(), &world.fund, &unlisted, authority, args)
            }),
        },
        Act {
            name: "sweep_cash",
            build: Box::new(move |world, authority| {
                let args = CashArgs { amount_e6: ONE };
                world.addresses.sweep_cash((&world.fund, &world.fund()), &listed, authority, args)
            }),
        },
        Act {
            name: "set_custodian",
            build: Box::new(move |world, authority| {
                let args = SetCustodianArgs { active: true, daily_limit_e6: ONE };
                world.addresses.set_custodian(&world.fund, &listed, authority, args)
            }),
        },
        act("strike", |world, authority| {
            let fund = world.fund();
            let plan = world.strike_plan();
            world.addresses.strike(&world.payer.pubkey(), (&world.fund, &fund), authority, &plan).unwrap()
        }),
    ]
}

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
