//! The matrix standing × operation, written out.

use mmf::compliance::Operation::{self, BeForced, BePaid, BeThawed, Receive, Redeem, Send};
use mmf::compliance::{Denial, check_eligible, check_standing, must_be_frozen};
use mmf::state::{AttributeKind, ClassKind, Investor, InvestorStatus};

use super::{Movement, NOW, Scene};

/// A standing; an approved investor whose KYC has lapsed is one of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Pending,
    Approved,
    Expired,
    RedeemOnly,
    Blocked,
    Sanctioned,
}

impl Standing {
    /// Puts it on record.
    pub fn write(self, investor: &mut Investor, now: i64) {
        let status = match self {
            Self::Pending => InvestorStatus::Pending,
            Self::Approved | Self::Expired => InvestorStatus::Approved,
            Self::RedeemOnly => InvestorStatus::RedeemOnly,
            Self::Blocked => InvestorStatus::Blocked,
            Self::Sanctioned => InvestorStatus::Sanctioned,
        };
        investor.status = status as u8;
        if self == Self::Expired {
            investor.attributes[AttributeKind::Kyc as usize].expires_at = now;
        }
    }
}

/// Receive, send, redeem, be paid, be forced, be thawed.
const OPERATIONS: [Operation; 6] = [Receive, Send, Redeem, BePaid, BeForced, BeThawed];

const YES: Option<Denial> = None;
const fn no(denial: Denial) -> Option<Denial> {
    Some(denial)
}
const NOT_APPROVED: Option<Denial> = no(Denial::NotApproved);
const EXPIRED: Option<Denial> = no(Denial::Expired);
const REDEEM_ONLY: Option<Denial> = no(Denial::RedeemOnly);
const BLOCKED: Option<Denial> = no(Denial::Blocked);
const SANCTIONED: Option<Denial> = no(Denial::Sanctioned);

/// By standing: receive, send, redeem, be paid, be forced, be thawed.
#[rustfmt::skip]
pub const MATRIX: [(Standing, [Option<Denial>; 6]); 6] = [
    //                       receive       send          redeem        be paid       forced be thawed
    (Standing::Pending,    [NOT_APPROVED, NOT_APPROVED, NOT_APPROVED, NOT_APPROVED, YES,   NOT_APPROVED]),
    (Standing::Approved,   [YES,          YES,          YES,          YES,          YES,   YES]),
    (Standing::Expired,    [EXPIRED,      EXPIRED,      YES,          YES,          YES,   YES]),
    (Standing::RedeemOnly, [REDEEM_ONLY,  REDEEM_ONLY,  YES,          YES,          YES,   YES]),
    (Standing::Blocked,    [BLOCKED,      BLOCKED,      BLOCKED,      BLOCKED,      YES,   BLOCKED]),
    (Standing::Sanctioned, [SANCTIONED,   SANCTIONED,   SANCTIONED,   SANCTIONED,   YES,   SANCTIONED]),
];

#[test]
fn each_standing_allows_what_the_matrix_says() {
    for (standing, expected) in MATRIX {
        let mut investor = Scene::of(Movement::Transfer).giver;
        standing.write(&mut investor, NOW);

        let found = OPERATIONS.map(|operation| check_standing(&investor, operation, NOW).err());

        assert_eq!(found, expected, "{standing:?}");
    }
}

#[test]
fn a_class_without_a_hook_freezes_whoever_may_not_receive_and_a_class_with_one_only_the_barred() {
    for (standing, expected) in MATRIX {
        let mut scene = Scene::of(Movement::Transfer);
        standing.write(&mut scene.giver, NOW);
        let receives = expected[0];
        let is_barred = matches!(standing, Standing::Blocked | Standing::Sanctioned);

        assert_eq!(check_eligible(&scene.class, &scene.giver, NOW).err(), receives, "{standing:?}");
        let hooked = must_be_frozen(&scene.class, &scene.giver, &scene.from, NOW);
        assert_eq!(hooked, receives.filter(|_| is_barred), "{standing:?}");
        scene.class.kind = ClassKind::AccumulatingGated as u8;
        assert_eq!(must_be_frozen(&scene.class, &scene.giver, &scene.from, NOW), receives, "{standing:?}");
        super::freeze(&mut scene.from);
        let frozen = must_be_frozen(&scene.class, &scene.giver, &scene.from, NOW);
        assert_eq!(frozen, Some(Denial::HoldingFrozen), "{standing:?}");
    }
}
