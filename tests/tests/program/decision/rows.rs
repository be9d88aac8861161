//! The table: for each reason a case just inside and one just outside of its boundary.

use mmf::compliance::Denial;
use mmf::state::{AttributeKind, InvestorKind, InvestorStatus, pause};

use super::Movement::{Redemption, Subscription, Transfer};
use super::{HELD, Movement, NOW, Scene, TODAY, UNITS, freeze, list, lock, set_us_person};

/// Changes a case.
type Change = fn(&mut Scene);

/// A rule at its boundary.
pub struct Row {
    pub denial: Denial,
    pub movement: Movement,
    pub inside: Change,
    pub outside: Change,
}

const fn row(denial: Denial, movement: Movement, inside: Change, outside: Change) -> Row {
    Row { denial, movement, inside, outside }
}

const KYC: usize = AttributeKind::Kyc as usize;
const TIER: usize = AttributeKind::QualifiedPurchaser as usize;
const TIER_BIT: u16 = 1 << TIER;
const LAST: u16 = 1023;

/// What stands of the class as a whole, and of the parties' standing.
pub const STANDING: &[Row] = &[
    row(Denial::Paused, Transfer, |it| it.class.pauses = !pause::TRANSFERS, |it| it.class.pauses = pause::TRANSFERS),
    row(
        Denial::Paused,
        Subscription,
        |it| it.class.pauses = !pause::SUBSCRIPTIONS,
        |it| it.class.pauses = pause::SUBSCRIPTIONS,
    ),
    row(
        Denial::Paused,
        Redemption,
        |it| it.class.pauses = !pause::REDEMPTIONS,
        |it| it.class.pauses = pause::REDEMPTIONS,
    ),
    row(
        Denial::ThroughFundOnly,
        Transfer,
        |it| (it.class.rules.transfers_refused, it.same_investor) = (1, true),
        |it| it.class.rules.transfers_refused = 1,
    ),
    row(Denial::HoldingFrozen, Transfer, |it| it.from.flags = !1, |it| freeze(&mut it.from)),
    row(Denial::HoldingFrozen, Transfer, |it| it.to.flags = !1, |it| freeze(&mut it.to)),
    row(Denial::HoldingFrozen, Subscription, |it| freeze(&mut it.from), |it| freeze(&mut it.to)),
    row(Denial::HoldingFrozen, Redemption, |it| freeze(&mut it.to), |it| freeze(&mut it.from)),
    row(Denial::NotApproved, Transfer, |_| {}, |it| it.giver.status = InvestorStatus::Pending as u8),
    row(Denial::NotApproved, Transfer, |_| {}, |it| it.taker.status = InvestorStatus::Pending as u8),
    row(Denial::NotApproved, Subscription, |_| {}, |it| it.taker.status = 99),
    row(Denial::RedeemOnly, Transfer, |_| {}, |it| it.giver.status = InvestorStatus::RedeemOnly as u8),
    row(
        Denial::Blocked,
        Redemption,
        |it| it.giver.status = InvestorStatus::RedeemOnly as u8,
        |it| it.giver.status = InvestorStatus::Blocked as u8,
    ),
    row(Denial::Sanctioned, Transfer, |_| {}, |it| it.taker.status = InvestorStatus::Sanctioned as u8),
    row(
        Denial::Expired,
        Transfer,
        |it| it.giver.attributes[KYC].expires_at = NOW + 1,
        |it| it.giver.attributes[KYC].expires_at = NOW,
    ),
    row(
        Denial::Expired,
        Subscription,
        |it| it.taker.attributes[KYC].expires_at = NOW + 1,
        |it| it.taker.attributes[KYC].expires_at = NOW,
    ),
    row(
        Denial::NotApproved,
        Redemption,
        |it| it.giver.attributes[KYC].expires_at = NOW,
        |it| it.giver.status = InvestorStatus::Pending as u8,
    ),
];

/// Rules on units that leave.
pub const LEAVING: &[Row] = &[
    row(Denial::UnitsNotFree, Transfer, |it| it.units = HELD, |it| it.units = HELD + 1),
    row(
        Denial::UnitsNotFree,
        Transfer,
        |it| it.from.frozen_units = HELD - UNITS,
        |it| it.from.frozen_units = HELD - UNITS + 1,
    ),
    row(
        Denial::UnitsNotFree,
        Redemption,
        |it| (it.from.reserved_units, it.from.pledged_units) = (HELD - UNITS - 1, 1),
        |it| (it.from.reserved_units, it.from.pledged_units) = (HELD - UNITS, 1),
    ),
    row(
        Denial::LockedUp,
        Transfer,
        |it| lock(&mut it.from, &[(TODAY, HELD)]),
        |it| (lock(&mut it.from, &[(TODAY, HELD)]), it.now = NOW - 1).0,
    ),
    row(
        Denial::LockedUp,
        Transfer,
        |it| lock(&mut it.from, &[(TODAY + 1, HELD - UNITS)]),
        |it| lock(&mut it.from, &[(TODAY + 1, HELD - UNITS + 1)]),
    ),
    row(
        Denial::LockedUp,
        Transfer,
        |it| (lock(&mut it.from, &[(TODAY + 1, HELD)]), it.movement = Redemption).0,
        |it| lock(&mut it.from, &[(TODAY + 1, HELD)]),
    ),
    row(
        Denial::BelowMinimumBalance,
        Transfer,
        |it| it.class.rules.min_balance_units = HELD - UNITS,
        |it| it.class.rules.min_balance_units = HELD - UNITS + 1,
    ),
    row(
        Denial::BelowMinimumBalance,
        Redemption,
        |it| (it.class.rules.min_balance_units, it.units) = (2, HELD),
        |it| (it.class.rules.min_balance_units, it.units) = (2, HELD - 1),
    ),
    row(
        Denial::BelowMinimumBalance,
        Redemption,
        |it| (it.class.rules.min_balance_units, it.giver.kind) = (HELD, InvestorKind::ProtocolVault as u8),
        |it| (it.class.rules.min_balance_units, it.giver.kind) = (HELD, InvestorKind::Nominee as u8),
    ),
    row(Denial::InvestorLockedUp, Transfer, |it| it.giver.locked_until = NOW, |it| it.giver.locked_until = NOW + 1),
    row(
        Denial::InvestorLockedUp,
        Transfer,
        |it| (it.giver.locked_until, it.same_investor) = (NOW + 1, true),
        |it| it.giver.locked_until = NOW + 1,
    ),
    row(
        Denial::FlowBack,
        Transfer,
        |it| (set_us_person(&mut it.taker), it.class.rules.flow_back_until = NOW).0,
        |it| (set_us_person(&mut it.taker), it.class.rules.flow_back_until = NOW + 1).0,
    ),
    row(
        Denial::FlowBack,
        Transfer,
        |it| (set_us_person(&mut it.taker), it.giver.flow_back_until = NOW).0,
        |it| (set_us_person(&mut it.taker), it.giver.flow_back_until = NOW + 1).0,
    ),
    row(
        Denial::FlowBack,
        Transfer,
        |it| {
            it.class.rules.flow_back_until = NOW + 1;
            set_us_person(&mut it.taker);
            set_us_person(&mut it.giver);
        },
        |it| {
            it.class.rules.flow_back_until = NOW + 1;
            set_us_person(&mut it.taker);
        },
    ),
];

/// Rules on who acquires.
pub const ENTRY: &[Row] = &[
    row(
        Denial::Jurisdiction,
        Transfer,
        |it| (list(&mut it.class, 1, LAST - 1), it.taker.jurisdiction = LAST).0,
        |it| (list(&mut it.class, 1, LAST), it.taker.jurisdiction = LAST).0,
    ),
    row(Denial::Jurisdiction, Subscription, |it| list(&mut it.class, 1, 1), |it| list(&mut it.class, 1, 0)),
    row(Denial::Jurisdiction, Subscription, |it| list(&mut it.class, 2, 0), |it| list(&mut it.class, 2, 1)),
    row(
        Denial::Jurisdiction,
        Transfer,
        |it| (list(&mut it.class, 1, LAST), it.taker.jurisdiction = LAST + 1).0,
        |it| (list(&mut it.class, 2, LAST), it.taker.jurisdiction = LAST + 1).0,
    ),
    row(
        Denial::UsPerson,
        Transfer,
        |it| it.class.rules.us_persons_refused = 1,
        |it| (set_us_person(&mut it.taker), it.class.rules.us_persons_refused = 1).0,
    ),
    row(
        Denial::CompliancePeriod,
        Transfer,
        |it| (set_us_person(&mut it.taker), it.class.rules.compliance_period_ends_at = NOW).0,
        |it| (set_us_person(&mut it.taker), it.class.rules.compliance_period_ends_at = NOW + 1).0,
    ),
    row(
        Denial::TierTooLow,
        Transfer,
        |it| (it.class.rules.required_attributes, it.taker.attributes[TIER].expires_at) = (TIER_BIT, NOW + 1),
        |it| (it.class.rules.required_attributes, it.taker.attributes[TIER].expires_at) = (TIER_BIT, NOW),
    ),
    row(
        Denial::TierTooLow,
        Subscription,
        |it| it.class.rules.us_required_attributes = TIER_BIT,
        |it| (set_us_person(&mut it.taker), it.class.rules.us_required_attributes = TIER_BIT).0,
    ),
    row(
        Denial::AboveInvestorLimit,
        Transfer,
        |it| it.class.rules.max_investor_units = HELD + UNITS,
        |it| it.class.rules.max_investor_units = HELD + UNITS - 1,
    ),
    row(
        Denial::AboveInvestorShare,
        Transfer,
        |it| (it.class.rules.max_investor_bps, it.class.recorded_supply_units) = (5_500, 2 * HELD),
        |it| (it.class.rules.max_investor_bps, it.class.recorded_supply_units) = (5_500, 2 * HELD - 1),
    ),
    row(
        Denial::AboveInvestorShare,
        Subscription,
        |it| (it.class.rules.max_investor_bps, it.class.recorded_supply_units) = (5_500, 2 * HELD - UNITS),
        |it| (it.class.rules.max_investor_bps, it.class.recorded_supply_units) = (5_500, 2 * HELD - UNITS - 1),
    ),
    row(
        Denial::AboveOwnLimit,
        Subscription,
        |it| (it.taker.max_units, it.taker.units[15]) = (HELD + UNITS + 7, 7),
        |it| (it.taker.max_units, it.taker.units[15]) = (HELD + UNITS + 7, 8),
    ),
    row(
        Denial::BelowMinimumBalance,
        Transfer,
        |it| (it.class.rules.min_balance_units, it.taker.units[0]) = (UNITS, 0),
        |it| (it.class.rules.min_balance_units, it.taker.units[0]) = (UNITS + 1, 0),
    ),
    row(Denial::LotsFull, Subscription, |it| fill_lots(it, 23), |it| fill_lots(it, 24)),
    row(
        Denial::LotsFull,
        Subscription,
        |it| (fill_lots(it, 24), it.now = NOW + 86_400).0,
        |it| (fill_lots(it, 24), it.now = NOW + 86_399).0,
    ),
];

/// Lots of the days after today; what is issued now unlocks on a day that has none.
fn fill_lots(scene: &mut Scene, count: i32) {
    let lots: Vec<(i32, u64)> = (1..=count).map(|days| (TODAY + days, 1)).collect();
    lock(&mut scene.to, &lots);
    scene.class.rules.lock_up_seconds = 100 * 86_400;
}
