//! Approval and renewal.

use mmf::error::MmfError;
use mmf::instructions::ApproveInvestorArgs;
use mmf::state::AttributeKind::{Accredited, Kyc};
use mmf::state::InvestorStatus::{Approved, Pending, RedeemOnly};
use mmf_tests::calendar::at;
use mmf_tests::{World, event, expect_error};

#[test]
fn an_approval_is_recorded_and_told() {
    let mut world = World::new();
    let investor = world.pending_investor();

    let done = world.approve(&investor, World::kyc_until(at(12, 31, 0, 0))).unwrap();

    let event = event!(done, InvestorApproved);
    assert_eq!((event.investor, event.seq), (investor, world.investor(&investor).seq));
    assert_eq!((event.old_status, event.new_status), (Pending as u8, Approved as u8));
    assert_eq!((event.attributes[0].expires_at, event.reason), (at(12, 31, 0, 0), 1));
    assert_eq!(event.document_hash, [8; 32]);
}

#[test]
fn a_renewal_writes_only_the_attributes_that_it_names() {
    let mut world = World::new();
    let investor = world.approved_investor();
    world.verify(&investor, &[Accredited], at(3, 1, 0, 0)).unwrap();

    world.verify(&investor, &[Kyc], at(11, 1, 0, 0)).unwrap();

    let record = world.investor(&investor);
    assert_eq!(record.attributes[Kyc as usize].expires_at, at(11, 1, 0, 0));
    assert_eq!(record.attributes[Accredited as usize].expires_at, at(3, 1, 0, 0));
}

#[test]
fn an_attribute_is_taken_away_and_kyc_only_with_the_approval() {
    let mut world = World::new();
    let investor = world.approved_investor();
    world.verify(&investor, &[Accredited], at(3, 1, 0, 0)).unwrap();

    world.verify(&investor, &[Accredited], 0).unwrap();
    assert!(!world.investor(&investor).is_accredited(world.time()));
    expect_error(world.verify(&investor, &[Kyc], 0), MmfError::AttributesInvalid);
    expect_error(world.verify(&investor, &[Accredited], -1), MmfError::AttributesInvalid);
}

#[test]
fn a_renewal_leaves_a_restriction_to_redemptions_as_it_is() {
    let mut world = World::new();
    let investor = world.approved_investor();
    world.restrict(&investor, RedeemOnly).unwrap();
    let restricted_at = world.investor(&investor).restricted_at;

    let done = world.approve(&investor, World::kyc_until(at(12, 31, 0, 0))).unwrap();

    let event = event!(done, InvestorApproved);
    assert_eq!((event.old_status, event.new_status), (RedeemOnly as u8, RedeemOnly as u8));
    assert_eq!(world.investor(&investor).restricted_at, restricted_at);
}

#[test]
fn an_approval_names_its_reason() {
    let mut world = World::new();
    let investor = world.pending_investor();
    let args = ApproveInvestorArgs { reason: 0, ..World::kyc_until(at(12, 31, 0, 0)) };

    expect_error(world.approve(&investor, args), MmfError::ParameterOutOfRange);
}
