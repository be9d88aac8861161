//! Previews, terms of dealing, fees and suspension, the facility, standing instructions, strays.

use mmf::instructions::ReleaseSuspenseArgs;
use mmf::state::{ClassKind, FacilityTerms, Role, SuspensionGround};
use mmf_tests::calendar::at;
use mmf_tests::liquidity::Setting;
use mmf_tests::officer::DOCUMENT;
use mmf_tests::{Holder, ONE, World};

use super::Figuring;
use crate::liquidity::standing_terms;

/// A holder with half of its 2,000 dollars in a class with every limit and fee.
fn limited(setting: Setting) -> (World, Holder) {
    let mut world = World::dealing_in(setting);
    let holder = world.holder(2_000 * ONE);
    world.subscribe(&holder, 1_000 * ONE).unwrap();
    world.strike(0).unwrap();
    world.set_fees(20, 200).unwrap();
    world.set_liquidity_fee(100).unwrap();
    world
        .set_dealing_terms(|terms| {
            (terms.subscription_limit_e6, terms.investor_subscription_limit_e6) = (900 * ONE, 400 * ONE);
            (terms.redemption_limit_e6, terms.investor_redemption_limit_e6) = (900 * ONE, 400 * ONE);
            (terms.buffer_floor_e6, terms.uninvested_cap_e6) = (10 * ONE, 5_000 * ONE);
        })
        .unwrap();
    (world, holder)
}

pub fn dealing(figures: &mut Figuring) {
    let (mut world, holder) = limited(Setting::default());
    let order = world.addresses.preview_subscribe(&world.parties(&holder), &world.fund(), ONE);
    let done = world.send(&[order], &[]).unwrap();
    figures.note("preview_subscribe", &done);
    let order = world.addresses.preview_redeem(&world.parties(&holder), &world.fund(), ONE);
    let done = world.send(&[order], &[]).unwrap();
    figures.note("preview_redeem", &done);
    for _ in 0..2 {
        let done = world.subscribe(&holder, 10 * ONE).unwrap();
        figures.note("subscribe_instant, every limit and fee", &done);
        let done = world.redeem(&holder, 10 * ONE).unwrap();
        figures.note("redeem_instant, every limit and fee", &done);
    }
    let (mut world, holder) = limited(Setting { transfer_fee_bps: 100, ..Setting::of(ClassKind::AccumulatingHooked) });
    let done = world.subscribe(&holder, 10 * ONE).unwrap();
    figures.note("subscribe_instant, accumulating, with a transfer fee", &done);
    let done = world.redeem(&holder, 10 * ONE).unwrap();
    figures.note("redeem_instant, accumulating, with a transfer fee", &done);
    frozen(figures);
}

/// Who lapsed redeems from a frozen account, which is thawed and frozen again.
fn frozen(figures: &mut Figuring) {
    let (mut world, holder) = limited(Setting::of(ClassKind::AccumulatingGated));
    world.approve(&holder.investor, World::kyc_until(at(1, 3, 10, 0))).unwrap();
    world.set_time(at(1, 3, 10, 0));
    world.enforce(&holder).unwrap();
    let done = world.redeem(&holder, 10 * ONE).unwrap();
    figures.note("redeem_instant, without a hook, frozen", &done);
}

pub fn board(figures: &mut Figuring) {
    let (mut world, _) = limited(Setting::default());
    let done = world.set_dealing_terms(|terms| terms.buffer_floor_e6 = 20 * ONE).unwrap();
    figures.note("set_dealing_terms", &done);
    let done = world.set_liquidity_fee(50).unwrap();
    figures.note("set_liquidity_fee", &done);
    let args = mmf::instructions::SliceCostArgs {
        cost_ppm: 10,
        until_day: world.fund().last_struck_day + 1,
        document_hash: DOCUMENT,
    };
    let order = world.addresses.set_slice_cost(&world.fund, &world.signed(&[Role::NavApprover]), args);
    let done = world.privileged(&order).unwrap();
    figures.note("set_slice_cost", &done);
    let done = world.suspend(SuspensionGround::FundDocuments, 0).unwrap();
    figures.note("suspend_redemptions", &done);
    let done = world.lift_suspension().unwrap();
    figures.note("lift_suspension", &done);
    world.suspend(SuspensionGround::Liquidation, 0).unwrap();
    let done = world.wind_up().unwrap();
    figures.note("wind_up", &done);
}

pub fn facility(figures: &mut Figuring) {
    let (mut world, holder) = limited(Setting::default());
    let provider = world.holder(1_000 * ONE);
    world.set_dealing_terms(|terms| terms.facility_investor = provider.investor).unwrap();
    let (fund, cash) = (world.fund, provider.cash);
    world.approve_delegate(&provider.wallet, &cash, &fund, u64::MAX);
    let terms =
        FacilityTerms { active: true, fee_bps: 10, limit_e6: 900 * ONE, investor_limit_e6: 400 * ONE, classes: 1 };
    let done = world.set_facility(&provider, terms).unwrap();
    figures.note("set_facility", &done);
    world.redeem_to_facility(&holder, &provider, ONE).unwrap();
    let done = world.redeem_to_facility(&holder, &provider, ONE).unwrap();
    figures.note("redeem_to_facility", &done);
}

pub fn standing(figures: &mut Figuring) {
    let (mut world, holder) = limited(Setting::default());
    let args = standing_terms(&world, Setting::default());
    let done = world.set_standing(&holder, args).unwrap();
    figures.note("set_standing", &done);
    let (key, cash) = (world.standing_key(&holder), holder.cash);
    world.approve_delegate(&holder.wallet, &cash, &key, u64::MAX);
    let small = mmf::state::StandingTerms { max_move_settlement_units: 10 * ONE, interval_seconds: 60, ..args };
    world.set_standing(&holder, small).unwrap();
    let done = world.run_standing(&holder).unwrap();
    figures.note("run_standing, sweeps", &done);
    let redeems = mmf::state::StandingTerms {
        sweep_above_settlement_units: 0,
        redeem_below_settlement_units: 5_000 * ONE,
        ..small
    };
    world.set_standing(&holder, redeems).unwrap();
    world.set_time(world.time() + 60);
    let done = world.run_standing(&holder).unwrap();
    figures.note("run_standing, redeems", &done);
    let done = world.revoke_standing(&holder).unwrap();
    figures.note("revoke_standing", &done);
}

pub fn cash(figures: &mut Figuring) {
    let (mut world, holder) = limited(Setting::default());
    let buffer = world.fund().buffer;
    world.drop_cash(&buffer, 10);
    let done = world.sweep_stray(&buffer).unwrap();
    figures.note("sweep_stray", &done);
    let args = ReleaseSuspenseArgs { amount_e6: 10, document_hash: DOCUMENT };
    let done = world.release_suspense(&holder.cash, args).unwrap();
    figures.note("release_suspense", &done);
    let listed = crate::custody::list_custodian(&mut world, 0);
    let done = crate::custody::sweep(&mut world, &listed.account, 10 * ONE).unwrap();
    figures.note("sweep_cash", &done);
    let done = crate::custody::give_back(&mut world, &listed, ONE).unwrap();
    figures.note("return_cash", &done);
}
