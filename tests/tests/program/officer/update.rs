//! What is recorded of an investor besides standing and attributes.

use mmf::error::MmfError;
use mmf::instructions::{InvestorProfile, UpdateInvestorArgs};
use mmf::state::InvestorKind::{Distributor, Entity, Liquidator, Nominee, Person, ProtocolVault};
use mmf::state::Role;
use mmf_tests::officer::{DOCUMENT, REASON};
use mmf_tests::rules::SWITZERLAND;
use mmf_tests::{World, event, expect_error};
use solana_sdk::pubkey::Pubkey;

/// Everything that can be recorded.
fn full() -> InvestorProfile {
    InvestorProfile {
        jurisdiction: SWITZERLAND,
        us_person: false,
        kind: Nominee,
        operator: Pubkey::default(),
        max_units: 1,
        locked_until: 2,
        flow_back_until: 3,
        beneficial_owners: 4,
        beneficial_owners_hash: [5; 32],
        beneficial_owners_expire_at: 6,
        tax_form: 7,
        tax_form_expires_at: 8,
        withholding_bps: 3_000,
        dividend_election: 1,
        nominee_holders: 9,
    }
}

#[test]
fn every_field_is_recorded_and_told() {
    let mut world = World::new();
    let investor = world.approved_investor();
    let before = world.investor(&investor);

    let done = world.update(&investor, |profile| *profile = full()).unwrap();

    let after = world.investor(&investor);
    assert_eq!(InvestorProfile::of(&after), Some(full()));
    assert_eq!((after.status, after.attributes), (before.status, before.attributes));
    assert_eq!(after.document_hash, DOCUMENT);
    let event = event!(done, InvestorUpdated);
    assert_eq!((event.investor, event.seq), (investor, before.seq + 1));
    assert_eq!((event.old, event.new), (InvestorProfile::of(&before).unwrap(), full()));
    assert_eq!((event.reason, event.document_hash), (REASON, DOCUMENT));
}

#[test]
fn figures_that_make_no_sense_are_refused() {
    let wrong: [fn(&mut InvestorProfile); 13] = [
        |it| it.jurisdiction = 1_024,
        |it| it.withholding_bps = 10_001,
        |it| it.dividend_election = 2,
        |it| it.operator = Pubkey::new_from_array([1; 32]),
        |it| it.kind = ProtocolVault,
        |it| (it.kind, it.nominee_holders) = (Entity, 1),
        |it| (it.kind, it.nominee_holders) = (Person, 1),
        |it| (it.kind, it.nominee_holders) = (Liquidator, 1),
        |it| it.locked_until = -1,
        |it| it.flow_back_until = -1,
        |it| it.beneficial_owners_expire_at = -1,
        |it| it.tax_form_expires_at = i64::MIN,
        |it| (it.kind, it.nominee_holders, it.operator) = (ProtocolVault, 1, Pubkey::new_from_array([1; 32])),
    ];
    let mut world = World::new();
    let investor = world.approved_investor();
    world.update(&investor, |profile| *profile = full()).unwrap();
    for change in wrong {
        expect_error(world.update(&investor, change), MmfError::ParameterOutOfRange);
    }
    let right: [fn(&mut InvestorProfile); 4] = [
        |it| it.jurisdiction = 1_023,
        |it| it.withholding_bps = 10_000,
        |it| it.kind = Distributor,
        |it| (it.kind, it.nominee_holders, it.operator) = (ProtocolVault, 0, Pubkey::new_from_array([1; 32])),
    ];
    for change in right {
        world.update(&investor, change).unwrap();
    }
}

#[test]
fn a_change_names_its_reason() {
    let mut world = World::new();
    let investor = world.approved_investor();
    let args = UpdateInvestorArgs { profile: full(), reason: 0, document_hash: DOCUMENT };
    let authority = world.signed(&[Role::Compliance]);
    let order = world.addresses.update_investor(&world.fund, &investor, &authority, args);

    expect_error(world.privileged(&order), MmfError::ParameterOutOfRange);
}
