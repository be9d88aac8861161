//! Governance changes a class's rules.

use mmf::error::MmfError;
use mmf::instructions::ClassRulesArgs;
use mmf::state::{ClassKind, JurisdictionMode};
use mmf_tests::{ONE, World, event, expect_error};

/// Every rule at once.
pub fn full_rules() -> ClassRulesArgs {
    ClassRulesArgs {
        min_initial_e6: 100,
        min_subsequent_e6: 50,
        min_redemption_units: 40,
        min_balance_units: 30,
        max_investor_units: 1_000,
        max_class_units: 9_000,
        compliance_period_ends_at: 1_800_000_000,
        flow_back_until: 1_800_000_001,
        lock_up_seconds: 86_400,
        max_investor_bps: 5_000,
        max_investors: [10, 20, 30],
        subscription_fee_bps: 10,
        redemption_fee_bps: 100,
        max_subscription_fee_bps: 15,
        max_redemption_fee_bps: 150,
        required_attributes: 0b1,
        us_required_attributes: 0b100,
        us_persons_refused: true,
        transfers_refused: true,
        jurisdiction_mode: JurisdictionMode::Refused,
        jurisdictions: vec![0, 276, 1023],
    }
}

#[test]
fn every_rule_is_recorded_and_told_and_counters_stay() {
    let mut world = World::new();
    let _holder = world.holder(0);
    let seq = world.class().seq;

    let done = world.set_rules(|rules| *rules = full_rules()).unwrap();

    let rules = world.class().rules;
    assert_eq!(ClassRulesArgs::of(&rules), full_rules());
    assert_eq!([0, 1, 2].map(|sort| rules.investors_of(sort)), [1, 1, 1]);
    let event = event!(done, ClassRulesChanged);
    assert_eq!((event.class, event.seq), (world.class, seq + 1));
    assert_eq!((event.old, event.new), (ClassRulesArgs::default(), full_rules()));
    world.set_rules(|rules| *rules = ClassRulesArgs::default()).unwrap();
    assert_eq!(ClassRulesArgs::of(&world.class().rules), ClassRulesArgs::default());
}

#[test]
fn rules_that_make_no_sense_are_refused() {
    let wrong: [fn(&mut ClassRulesArgs); 12] = [
        |rules| rules.max_investor_bps = 10_001,
        |rules| rules.lock_up_seconds = 3 * 366 * 86_400 + 1,
        |rules| rules.required_attributes = 1 << 5,
        |rules| rules.us_required_attributes = 1 << 15,
        |rules| rules.compliance_period_ends_at = -1,
        |rules| rules.flow_back_until = -1,
        |rules| rules.jurisdictions = vec![0, 1023, 1024],
        |rules| rules.jurisdictions = vec![1, 1],
        |rules| rules.jurisdictions = vec![2, 1],
        |rules| rules.jurisdictions.clear(),
        |rules| rules.jurisdiction_mode = JurisdictionMode::Open,
        |rules| (rules.jurisdiction_mode, rules.jurisdictions) = (JurisdictionMode::Allowed, Vec::new()),
    ];
    let mut world = World::new();
    world.set_rules(|rules| *rules = full_rules()).unwrap();
    for change in wrong {
        expect_error(world.set_rules(change), MmfError::ParameterOutOfRange);
    }
    let right: [fn(&mut ClassRulesArgs); 3] = [
        |rules| rules.max_investor_bps = 10_000,
        |rules| rules.lock_up_seconds = 3 * 366 * 86_400,
        |rules| rules.required_attributes = 0b1_1111,
    ];
    for change in right {
        world.set_rules(change).unwrap();
    }
}

/// Rules that a class without a hook can't keep.
const NEED_A_REGISTER: [fn(&mut ClassRulesArgs); 7] = [
    |rules| rules.min_initial_e6 = 1,
    |rules| rules.min_balance_units = 1,
    |rules| rules.max_investor_units = 1,
    |rules| rules.max_investor_bps = 1,
    |rules| rules.lock_up_seconds = 1,
    |rules| rules.flow_back_until = 1,
    |rules| rules.transfers_refused = true,
];

#[test]
fn rules_that_need_a_register_are_refused_where_there_is_none() {
    for rule in NEED_A_REGISTER {
        let mut world = World::with_fund();
        expect_error(world.create_class(ClassKind::AccumulatingGated, rule), MmfError::RuleNeedsRegister);
        world.create_class(ClassKind::AccumulatingGated, |_| {}).unwrap();
        expect_error(world.set_rules(rule), MmfError::RuleNeedsRegister);
        world.set_rules(|_| {}).unwrap();
    }
}

#[test]
fn the_rules_that_need_none_hold_there() {
    let mut world = World::gated();
    world
        .set_rules(|rules| {
            *rules = full_rules();
            (rules.min_initial_e6, rules.min_balance_units, rules.max_investor_units) = (0, 0, 0);
            (rules.max_investor_bps, rules.lock_up_seconds, rules.flow_back_until) = (0, 0, 0);
            rules.transfers_refused = false;
        })
        .unwrap();

    assert_eq!(world.class().rules.max_class_units, 9_000);
}

#[test]
fn a_class_has_a_largest_supply() {
    let mut world = World::with_rules(|rules| rules.max_class_units = 10 * ONE);
    let holder = world.holder(100 * ONE);

    expect_error(world.subscribe(&holder, 10 * ONE + 1), MmfError::SupplyLimit);
    world.subscribe(&holder, 10 * ONE).unwrap();
}
