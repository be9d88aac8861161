//! Who may no longer hold can always redeem, whatever rule stands against moving the units elsewhere.

use mmf::state::{AttributeKind, ClassKind, InvestorStatus, JurisdictionMode};
use mmf_tests::calendar::at;
use mmf_tests::rules::bit;
use mmf_tests::{Holder, ONE, World};

use crate::restore::{close, restore};

/// The ways of no longer being allowed to hold.
const WAYS: [fn(&mut World, &Holder); 2] = [
    |world, holder| drop(world.restrict(&holder.investor, InvestorStatus::RedeemOnly).unwrap()),
    |world, holder| {
        world.approve(&holder.investor, World::kyc_until(at(1, 2, 15, 1))).unwrap();
        world.set_time(at(1, 2, 15, 1));
    },
];

/// What may stand in the way of units that move.
const OBSTACLES: [fn(&mut World, &Holder); 9] = [
    |_, _| {},
    |world, _| drop(world.set_rules(|it| it.min_balance_units = 500 * ONE).unwrap()),
    |world, _| drop(world.set_rules(|it| (it.transfers_refused, it.us_persons_refused) = (true, true)).unwrap()),
    |world, _| drop(world.set_rules(|it| it.required_attributes = bit(AttributeKind::Professional)).unwrap()),
    |world, _| {
        let closed = world.set_rules(|it| {
            (it.jurisdiction_mode, it.jurisdictions) = (JurisdictionMode::Refused, vec![840]);
            (it.compliance_period_ends_at, it.flow_back_until) = (at(12, 1, 0, 0), at(12, 1, 0, 0));
        });
        drop(closed.unwrap());
    },
    |world, _| drop(world.set_rules(|it| (it.max_investor_units, it.max_investor_bps) = (1, 1)).unwrap()),
    |world, holder| {
        let (locked_until, max_units) = (at(12, 1, 0, 0), 1);
        let update = world.update(&holder.investor, |it| (it.locked_until, it.max_units) = (locked_until, max_units));
        drop(update.unwrap());
    },
    |world, holder| {
        world.set_rules(|it| it.lock_up_seconds = 30 * 86_400).unwrap();
        world.subscribe(holder, 10 * ONE).unwrap();
    },
    |world, holder| {
        close(world, holder);
        world.open(holder).unwrap();
        restore(world, holder).unwrap();
    },
];

#[test]
fn expired_and_redeem_only_investors_redeem_against_every_obstacle() {
    for (place, obstacle) in OBSTACLES.iter().enumerate() {
        for leave in WAYS {
            println!("obstacle {place}");
            let mut world = World::new();
            let holder = world.holder(1_000 * ONE);
            world.subscribe(&holder, 100 * ONE).unwrap();
            obstacle(&mut world, &holder);
            leave(&mut world, &holder);

            world.redeem(&holder, ONE).unwrap();
            world.redeem(&holder, u64::MAX).unwrap();

            assert_eq!(world.holding(&holder.holding).recorded_units, 0);
            assert_eq!(world.balance(&holder.cash), 1_000 * ONE);
        }
    }
}

#[test]
fn who_closed_the_account_before_opens_restores_and_redeems() {
    for leave in WAYS {
        let mut world = World::new();
        let holder = world.holder(100 * ONE);
        world.subscribe(&holder, 100 * ONE).unwrap();
        close(&mut world, &holder);
        leave(&mut world, &holder);

        world.open(&holder).unwrap();
        restore(&mut world, &holder).unwrap();
        world.redeem(&holder, u64::MAX).unwrap();
    }
}

#[test]
fn without_a_hook_a_frozen_account_redeems_and_stays_frozen() {
    for leave in WAYS {
        let mut world = World::with_fund();
        world.create_class(ClassKind::AccumulatingGated, |_| {}).unwrap();
        let holder = world.holder(100 * ONE);
        world.subscribe(&holder, 100 * ONE).unwrap();
        leave(&mut world, &holder);
        world.enforce(&holder).unwrap();

        world.redeem(&holder, 40 * ONE).unwrap();
        assert!(world.is_frozen(&holder.shares));
        world.redeem(&holder, u64::MAX).unwrap();

        assert_eq!((world.balance(&holder.shares), world.balance(&holder.cash)), (0, 100 * ONE));
    }
}
