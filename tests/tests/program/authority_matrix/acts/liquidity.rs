//! How the fund deals, its liquidity fee, its suspension, and cash in suspense.

use mmf::instructions::*;
use mmf::state::SuspensionGround;
use mmf_tests::officer::DOCUMENT;
use mmf_tests::{Holder, World};

use super::{Act, act};

/// Possible once the fund is struck and its fees are paid: at the end it is wound up.
pub fn of_liquidity(world: &mut World, holder: &Holder) -> Vec<Act> {
    world.drop_cash(&world.fund().buffer, 10);
    world.sweep_stray(&world.fund().buffer).unwrap();
    let cash = holder.cash;
    let release = act("release_suspense", move |world, authority| {
        let args = ReleaseSuspenseArgs { amount_e6: 10, document_hash: DOCUMENT };
        world.addresses.release_suspense((&world.fund, &world.fund()), &cash, authority, args)
    });
    [release].into_iter().chain(of_terms()).chain(of_suspension()).collect()
}

fn of_terms() -> Vec<Act> {
    vec![
        act("set_dealing_terms (loosens)", |world, authority| {
            let dealing = world.dealing();
            let args = DealingTermsArgs { window_seconds: 3_600, ..DealingTermsArgs::of(&dealing.terms) };
            world.addresses.set_dealing_terms(&world.fund, &dealing, authority, args)
        }),
        act("set_dealing_terms (tightens)", |world, authority| {
            let dealing = world.dealing();
            let args = DealingTermsArgs { buffer_floor_e6: 1, ..DealingTermsArgs::of(&dealing.terms) };
            world.addresses.set_dealing_terms(&world.fund, &dealing, authority, args)
        }),
        act("set_liquidity_fee", |world, authority| {
            let args = LiquidityFeeArgs { fee_bps: 1, expected_fee_bps: 0, document_hash: DOCUMENT };
            world.addresses.set_liquidity_fee(&world.fund, authority, args)
        }),
        act("set_slice_cost", |world, authority| {
            let until_day = world.fund().last_struck_day + 1;
            let args = SliceCostArgs { cost_ppm: 100, until_day, document_hash: DOCUMENT };
            world.addresses.set_slice_cost(&world.fund, authority, args)
        }),
    ]
}

fn of_suspension() -> Vec<Act> {
    vec![
        act("suspend_redemptions (postpones)", |world, authority| {
            let args = SuspendArgs {
                ground: SuspensionGround::Postponement,
                ends_at: world.time() + 3_600,
                document_hash: DOCUMENT,
            };
            world.addresses.suspend_redemptions(&world.fund, authority, args)
        }),
        act("lift_suspension", |world, authority| {
            let args = LiftSuspensionArgs { suspended_at: world.fund().suspended_at, document_hash: DOCUMENT };
            world.addresses.lift_suspension(&world.fund, authority, args)
        }),
        act("suspend_redemptions (liquidates)", |world, authority| {
            let args = SuspendArgs { ground: SuspensionGround::Liquidation, ends_at: 0, document_hash: DOCUMENT };
            world.addresses.suspend_redemptions(&world.fund, authority, args)
        }),
        act("wind_up", |world, authority| {
            world.addresses.wind_up(&world.fund, authority, WindUpArgs { document_hash: DOCUMENT })
        }),
    ]
}
