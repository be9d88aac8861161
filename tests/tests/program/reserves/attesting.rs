//! Who attests, and what an attestation has to say.

use mmf::error::MmfError;
use mmf::instructions::{AttestationArgs, ReserveArgs};
use mmf_tests::{ONE, event, expect_error};
use solana_sdk::signature::Keypair;
use solana_sdk::signer::Signer;

use super::{Gated, MAX_AGE, attest_as, attestation, reserve, set_reserve};

#[test]
fn the_attestors_figure_is_on_record_with_its_moment_and_document() {
    let mut gated = Gated::new();
    let (as_of, now) = (gated.world.time() - 60, gated.world.time());
    let args = AttestationArgs { as_of, ..attestation(&gated.world, 400 * ONE) };
    let order = gated.world.addresses.attest_reserves(&gated.attestor.pubkey(), &gated.world.fund, args);
    let done = gated.world.send(&[order], &[&gated.attestor]).unwrap();

    let record = reserve(&gated.world);
    assert_eq!((record.amount_e6, record.as_of, record.attested_at), (400 * ONE, as_of, now));
    assert_eq!((record.attestation_no, record.document_hash), (1, [0xa7; 32]));
    assert_eq!(record.custodian_net_e6, 400_000_000);
    let told = event!(done, ReservesAttested);
    assert_eq!((told.amount_e6, told.as_of, told.attestation_no), (400 * ONE, as_of, 1));
}

#[test]
fn nobody_but_the_attestor_attests() {
    let mut gated = Gated::new();
    let args = attestation(&gated.world, 400 * ONE);
    let stranger = Keypair::new();
    expect_error(attest_as(&mut gated.world, &stranger, args), MmfError::Unauthorised);
    let mut order = gated.world.addresses.attest_reserves(&gated.attestor.pubkey(), &gated.world.fund, args);
    order.accounts[0].is_signer = false;
    assert!(gated.world.send(&[order], &[]).is_err());
    assert_eq!(reserve(&gated.world).attestation_no, 0);
}

#[test]
fn a_figure_is_neither_of_the_future_nor_older_than_the_last() {
    let mut gated = Gated::new();
    let now = gated.world.time();
    let at = |gated: &mut Gated, as_of| {
        let args = AttestationArgs { as_of, ..attestation(&gated.world, 400 * ONE) };
        attest_as(&mut gated.world, &gated.attestor, args)
    };
    expect_error(at(&mut gated, now + 1), MmfError::ParameterOutOfRange);
    at(&mut gated, now - 10).unwrap();
    expect_error(at(&mut gated, now - 11), MmfError::ParameterOutOfRange);
    at(&mut gated, now - 10).unwrap();
    at(&mut gated, now).unwrap();
    assert_eq!(reserve(&gated.world).attestation_no, 3);
}

#[test]
fn an_attestation_has_a_document() {
    let mut gated = Gated::new();
    let args = AttestationArgs { document_hash: [0; 32], ..attestation(&gated.world, 400 * ONE) };
    expect_error(attest_as(&mut gated.world, &gated.attestor, args), MmfError::DocumentMissing);
}

#[test]
fn a_new_attestor_has_to_attest_first() {
    let mut gated = Gated::new();
    gated.attest(400 * ONE);
    let next = gated.world.keys.next_key();
    let args = ReserveArgs { active: true, attestor: next.pubkey(), max_age_seconds: MAX_AGE };
    set_reserve(&mut gated.world, args).unwrap();
    gated.refuse(MmfError::ReserveStale);
    let args = attestation(&gated.world, 400 * ONE);
    expect_error(attest_as(&mut gated.world, &gated.attestor, args), MmfError::Unauthorised);

    attest_as(&mut gated.world, &next, args).unwrap();
    gated.subscribe(ONE).unwrap();
}

#[test]
fn the_same_attestor_with_another_age_keeps_its_figure() {
    let mut gated = Gated::new();
    gated.attest(400 * ONE);
    let args = ReserveArgs { active: true, attestor: gated.attestor.pubkey(), max_age_seconds: 2 * MAX_AGE };
    set_reserve(&mut gated.world, args).unwrap();

    gated.world.set_time(gated.world.time() + i64::from(2 * MAX_AGE));
    gated.subscribe(ONE).unwrap();
}

#[test]
fn a_gate_needs_an_age() {
    let mut gated = Gated::new();
    let args = ReserveArgs { active: true, attestor: gated.attestor.pubkey(), max_age_seconds: 0 };
    expect_error(set_reserve(&mut gated.world, args), MmfError::ParameterOutOfRange);
    assert_eq!(reserve(&gated.world).max_age_seconds, MAX_AGE);
}
