//! Under a time lock a change that loosens a rule waits; one that tightens does not. Each rule both ways.

use mmf::error::MmfError;
use mmf::instructions::ClassRulesArgs;
use mmf::state::{Fund, JurisdictionMode, ShareClass};
use mmf_tests::{World, expect_error};

use super::full_rules;
use crate::hostile::{by_action, carry_out_after};

/// A change of rules.
type Change = fn(&mut ClassRulesArgs);

/// By rule: a looser and a stricter figure than [`full_rules`] has.
const CHANGES: [(&str, Change, Change); 21] = [
    ("first subscription", |it| it.min_initial_e6 = 99, |it| it.min_initial_e6 = 101),
    ("further subscription", |it| it.min_subsequent_e6 = 49, |it| it.min_subsequent_e6 = 51),
    ("redemption", |it| it.min_redemption_units = 39, |it| it.min_redemption_units = 41),
    ("balance", |it| it.min_balance_units = 29, |it| it.min_balance_units = 31),
    ("units of one investor", |it| it.max_investor_units = 1_001, |it| it.max_investor_units = 999),
    ("units of one investor, no limit", |it| it.max_investor_units = 0, |it| it.max_investor_units = 1),
    ("units of the class", |it| it.max_class_units = 9_001, |it| it.max_class_units = 8_999),
    ("units of the class, no limit", |it| it.max_class_units = 0, |it| it.max_class_units = 1),
    ("compliance period", |it| it.compliance_period_ends_at -= 1, |it| it.compliance_period_ends_at += 1),
    ("flow-back", |it| it.flow_back_until -= 1, |it| it.flow_back_until += 1),
    ("lock-up", |it| it.lock_up_seconds -= 1, |it| it.lock_up_seconds += 1),
    ("part of the supply", |it| it.max_investor_bps = 5_001, |it| it.max_investor_bps = 4_999),
    ("part of the supply, no limit", |it| it.max_investor_bps = 0, |it| it.max_investor_bps = 1),
    ("investors", |it| it.max_investors[0] = 11, |it| it.max_investors[0] = 9),
    ("US investors", |it| it.max_investors[1] = 0, |it| it.max_investors[1] = 19),
    ("investors who are not accredited", |it| it.max_investors[2] = 31, |it| it.max_investors[2] = 29),
    ("attributes", |it| it.required_attributes = 0, |it| it.required_attributes = 0b11),
    ("attributes of US persons", |it| it.us_required_attributes = 0b10, |it| it.us_required_attributes = 0b110),
    ("US persons", |it| it.us_persons_refused = false, |it| it.us_persons_refused = true),
    ("transfers", |it| it.transfers_refused = false, |it| it.transfers_refused = true),
    ("jurisdictions", |it| it.jurisdictions = vec![0, 276], |it| it.jurisdictions = vec![0, 1, 276, 1023]),
];

/// A world of the full rules, under a time lock of a day.
fn locked() -> World {
    let mut world = World::new();
    world.set_rules(|rules| *rules = full_rules()).unwrap();
    let fund = world.fund;
    world.patch::<Fund>(&fund, |fund| fund.policy.time_lock_seconds = 86_400);
    world
}

#[test]
fn a_looser_rule_waits_and_a_stricter_one_does_not() {
    let mut world = locked();
    let (class, before) = (world.class, world.class().rules);
    for (rule, loosen, tighten) in CHANGES {
        println!("{rule}");
        expect_error(world.set_rules(loosen), MmfError::TimeLocked);
        world.set_rules(tighten).unwrap();
        world.patch::<ShareClass>(&class, |class| class.rules = before);
    }
}

#[test]
fn a_change_that_tightens_one_rule_and_loosens_another_waits() {
    let mut world = locked();
    expect_error(
        world.set_rules(|rules| (rules.max_class_units, rules.min_balance_units) = (1, 29)),
        MmfError::TimeLocked,
    );
}

#[test]
fn a_first_rule_where_there_was_none_does_not_wait() {
    let mut world = World::new();
    let fund = world.fund;
    world.patch::<Fund>(&fund, |fund| fund.policy.time_lock_seconds = 86_400);

    world
        .set_rules(|rules| {
            *rules = full_rules();
            (rules.subscription_fee_bps, rules.redemption_fee_bps) = (0, 0);
        })
        .unwrap();
}

#[test]
fn what_us_persons_needed_may_become_what_everybody_needs() {
    let mut world = locked();

    world.set_rules(|it| (it.required_attributes, it.us_required_attributes) = (0b101, 0)).unwrap();
}

#[test]
fn a_list_that_allows_is_compared_with_one_that_refuses_by_what_is_open() {
    let allowed = |codes: &[u16]| {
        let codes = codes.to_vec();
        move |it: &mut ClassRulesArgs| {
            (it.jurisdiction_mode, it.jurisdictions) = (JurisdictionMode::Allowed, codes);
        }
    };
    let mut world = locked();
    expect_error(world.set_rules(allowed(&[275, 276])), MmfError::TimeLocked);
    world.set_rules(allowed(&[275, 277])).unwrap();
    expect_error(world.set_rules(allowed(&[275, 277, 278])), MmfError::TimeLocked);
    let everything = |it: &mut ClassRulesArgs| {
        (it.jurisdiction_mode, it.jurisdictions) = (JurisdictionMode::Open, Vec::new());
    };
    expect_error(world.set_rules(everything), MmfError::TimeLocked);
    world.set_rules(allowed(&[277])).unwrap();
}

#[test]
fn an_action_that_waited_for_a_day_loosens_a_rule() {
    for waited in [86_399, 86_400] {
        let mut world = locked();
        let args = ClassRulesArgs { lock_up_seconds: 0, ..full_rules() };
        let (fund, class) = (world.fund, world.class());
        let order = world.addresses.set_class_rules(&fund, (&world.class, &class), &by_action(&world, 7), args.clone());

        let outcome = carry_out_after(&mut world, order, waited);

        if waited < 86_400 {
            expect_error(outcome, MmfError::TimeLocked);
        } else {
            outcome.unwrap();
            assert_eq!(ClassRulesArgs::of(&world.class().rules), args);
        }
    }
}
