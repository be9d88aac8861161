//! Strikes beyond the plain one, what bounds them, and what others read.

use mmf::instructions::{AttestationArgs, ClassTermsArgs, PriceCheckArgs, ReserveArgs};
use mmf::state::Role;
use mmf_tests::{Figures, Holder, ONE, World};
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signer::Signer;

use super::Figuring;

/// Owner of the external price account.
const ORACLE: Pubkey = Pubkey::new_from_array([0x0a; 32]);

fn thousand() -> (World, Holder) {
    let mut world = World::new();
    let holder = world.holder(5_000 * ONE);
    world.subscribe(&holder, 1_000 * ONE).unwrap();
    world.strike(25_000).unwrap(); // of a quarter of a day
    (world, holder)
}

pub fn strikes(figures: &mut Figuring) {
    let (mut world, _) = thousand();
    world
        .set_policy(|policy| {
            (policy.max_dispersion_bps, policy.max_yield_bps, policy.max_yield_change_bps) = (10, 2_000, 1_000);
            (policy.max_net_assets_change_bps, policy.deviation_alert_bps, policy.deviation_halt_bps) = (100, 25, 50);
        })
        .unwrap();
    let sources = world.new_sources(5);
    world.go_past_cutoff();
    let args = world.quote_args(Figures { income_e6: 100_000, ..Figures::default() });
    for source in &sources {
        world.post_as(source, args).unwrap();
    }
    let done = world.strike_planned(|_| {}).unwrap();
    figures.note("strike, 1 class, 5 quotes, every bound", &done);

    let (mut world, _) = thousand();
    world.post_changed(100_000, |_| {});
    let done = world.strike_planned(|plan| plan.override_hash = Some([1; 32])).unwrap();
    figures.note("strike, 1 class, overridden", &done);
    let done = world.strike_correcting(100_000, 1, &[(0, 5_000)]).unwrap();
    figures.note("strike, 1 class, with a correction", &done);
}

pub fn bounds(figures: &mut Figuring) {
    let (mut world, holder) = thousand();
    let done = world.set_policy(|policy| policy.deviation_halt_bps = 50).unwrap();
    figures.note("set_policy", &done);
    let terms = ClassTermsArgs { expense_bps: 25, ..ClassTermsArgs::default() };
    let done = world.set_terms(terms).unwrap();
    figures.note("set_class_terms", &done);
    world.strike_changed(0, |args| args.market_net_assets_e6 -= 6 * ONE).unwrap();
    let done = world.resume_dealing().unwrap();
    figures.note("resume_dealing", &done);
    reserves(&mut world, &holder, figures);
    external_price(&mut world, figures);
}

fn reserves(world: &mut World, holder: &Holder, figures: &mut Figuring) {
    let (attestor, authority) = (world.keys.next_key(), world.signed(&[Role::Governance]));
    let args = ReserveArgs { active: true, attestor: attestor.pubkey(), max_age_seconds: 3_600 };
    let order = world.addresses.set_reserve(&world.payer_key(), (&world.fund, &world.fund()), None, &authority, args);
    let done = world.privileged(&order).unwrap();
    figures.note("set_reserve", &done);
    let args =
        AttestationArgs { amount_e6: 100 * ONE, as_of: world.time(), custodian_net_e6: 0, document_hash: [1; 32] };
    let order = world.addresses.attest_reserves(&attestor.pubkey(), &world.fund, args);
    let done = world.send(&[order], &[&attestor]).unwrap();
    figures.note("attest_reserves", &done);
    let done = world.subscribe(holder, ONE).unwrap();
    figures.note("subscribe_instant, with the reserve gate", &done);
    let done = world.redeem(holder, ONE).unwrap();
    figures.note("redeem_instant, with the reserve gate", &done);
}

fn external_price(world: &mut World, figures: &mut Figuring) {
    let (authority, fund) = (world.signed(&[Role::Governance]), world.fund());
    let args = PriceCheckArgs {
        active: true,
        required: true,
        price_program: ORACLE,
        feed_id: crate::price_check::FEED,
        max_age_seconds: 60,
        max_confidence_bps: 10,
        max_difference_bps: 10,
        ..PriceCheckArgs::default()
    };
    let order = world.addresses.set_price_check(&world.payer_key(), (&world.fund, &fund), None, &authority, args);
    let done = world.privileged(&order).unwrap();
    figures.note("set_price_check", &done);
    world.post_changed(100_000, |_| {});
    let (address, update) = (Pubkey::new_from_array([0x0b; 32]), crate::price_check::Update::dollar(world));
    world.put_account(address, ORACLE, update.bytes());
    let done = world.strike_planned(|plan| plan.external_price = Some(address)).unwrap();
    figures.note("strike, 1 class, with an external price", &done);
}

pub fn readings(figures: &mut Figuring) {
    let (mut world, holder) = thousand();
    let addresses = world.addresses;
    for (name, order) in [
        ("get_price", addresses.get_price(&world.fund, &world.class)),
        ("get_income", addresses.get_income(&world.class, &holder.holding)),
        ("heartbeat", addresses.heartbeat(&world.fund, &world.class)),
    ] {
        let done = world.send(&[order], &[]).unwrap();
        figures.note(name, &done);
    }
}
