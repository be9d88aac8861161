//! Random cases around the boundaries: the short and the long answer agree.

use mmf::state::{AttributeKind, ClassKind, Holding, Investor, InvestorKind, InvestorStatus};
use proptest::prelude::*;

use super::{HELD, Movement, NOW, Scene, TODAY, freeze, list, lock, set_us_person};

const KYC: usize = AttributeKind::Kyc as usize;

/// A moment around now, or none.
fn moment() -> impl Strategy<Value = i64> {
    prop_oneof![2 => Just(0), 2 => NOW - 2..=NOW + 2, 1 => Just(NOW + 86_400)]
}

fn rarely() -> impl Strategy<Value = bool> {
    prop::bool::weighted(0.1)
}

fn amount() -> impl Strategy<Value = u64> {
    prop_oneof![3 => Just(0_u64), 1 => 0..3_u64, 2 => HELD - 2..=HELD + 2, 1 => Just(2 * HELD), 1 => Just(u64::MAX)]
}

fn investor() -> impl Strategy<Value = Investor> {
    let status = prop_oneof![8 => Just(InvestorStatus::Approved as u8), 1 => 0..6_u8];
    let kind = prop_oneof![3 => Just(InvestorKind::Entity as u8), 1 => Just(InvestorKind::ProtocolVault as u8)];
    let expiry = prop_oneof![8 => Just(i64::MAX), 1 => moment()];
    (status, kind, expiry, (moment(), moment(), moment()), any::<bool>(), 0..4_u16, (amount(), amount())).prop_map(
        |(status, kind, expiry, (tier, locked_until, flow_back_until), us_person, jurisdiction, (max_units, other))| {
            let mut investor = Scene::of(Movement::Transfer).giver;
            (investor.status, investor.kind, investor.jurisdiction) = (status, kind, jurisdiction);
            investor.attributes[KYC].expires_at = expiry;
            investor.attributes[2].expires_at = tier;
            (investor.locked_until, investor.flow_back_until) = (locked_until, flow_back_until);
            (investor.max_units, investor.units[3]) = (max_units, other);
            if us_person {
                set_us_person(&mut investor);
            }
            investor
        },
    )
}

fn holding() -> impl Strategy<Value = Holding> {
    let lots = prop::collection::btree_map(TODAY - 2..TODAY + 28, 1..HELD / 2, 0..=24);
    let parts = prop::array::uniform3(prop_oneof![3 => Just(0), 1 => 0..HELD / 2]);
    (rarely(), lots, parts).prop_map(|(frozen, lots, parts)| {
        let mut holding = Scene::of(Movement::Transfer).from;
        [holding.frozen_units, holding.reserved_units, holding.pledged_units] = parts;
        lock(&mut holding, &lots.into_iter().collect::<Vec<_>>());
        if frozen {
            freeze(&mut holding);
        }
        holding
    })
}

fn scene() -> impl Strategy<Value = Scene> {
    let movement = prop_oneof![Just(Movement::Transfer), Just(Movement::Subscription), Just(Movement::Redemption)];
    let switches = (rarely(), rarely(), rarely(), rarely(), 0..3_u8, 0..4_u16);
    let bounds = (amount(), amount(), prop_oneof![2 => Just(0), 1 => 0..=10_000_u16]);
    let dates = (moment(), moment(), prop_oneof![Just(0_u32), Just(86_400)]);
    ((investor(), holding()), (investor(), holding()), movement, any::<bool>(), amount(), switches, bounds, dates)
        .prop_map(|((giver, from), (taker, to), movement, same_investor, units, switches, bounds, dates)| {
            let mut scene = Scene { giver, from, taker, to, same_investor, units, ..Scene::of(movement) };
            let (gated, paused, transfers_refused, us_persons_refused, mode, code) = switches;
            scene.class.kind = if gated { ClassKind::AccumulatingGated as u8 } else { 0 };
            scene.class.pauses = if paused { u8::MAX } else { 0 };
            list(&mut scene.class, mode, code);
            let rules = &mut scene.class.rules;
            rules.transfers_refused = u8::from(transfers_refused);
            rules.us_persons_refused = u8::from(us_persons_refused);
            (rules.min_balance_units, rules.max_investor_units, rules.max_investor_bps) = bounds;
            (rules.compliance_period_ends_at, rules.flow_back_until, rules.lock_up_seconds) = dates;
            rules.required_attributes = if code == 0 { 1 << 2 } else { 0 };
            rules.us_required_attributes = if code == 1 { 1 << 2 } else { 0 };
            scene
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_first_finding_is_the_decision(scene in scene()) {
        let first = scene.findings().first().map(|finding| finding.denial);

        prop_assert_eq!(scene.decide().err(), first);
    }

    #[test]
    fn a_finding_that_names_its_end_ends_then(scene in scene()) {
        for finding in scene.findings() {
            let Some(until) = finding.until else { continue };
            let at = |now: i64| Scene { now, ..scene.clone() }.findings();
            prop_assert!(at(until - 1).contains(&finding), "a second before: {:?}", finding);
            let again = at(until).into_iter().find(|it| (it.denial, it.side) == (finding.denial, finding.side));
            prop_assert_eq!(again, None);
        }
    }
}
