//! The numbers of the reasons, and the room in a class's numbers of investors.

use mmf::compliance::{Denial, check_room};
use mmf::state::AttributeKind;

use super::{Movement, NOW, Scene, set_us_person};

#[test]
fn the_numbers_of_the_reasons_stay() {
    use Denial::*;
    let numbered = [
        (Paused, 1),
        (HoldingFrozen, 2),
        (Sanctioned, 3),
        (Blocked, 4),
        (NotApproved, 5),
        (Expired, 6),
        (RedeemOnly, 7),
        (UnitsNotFree, 8),
        (BelowMinimumBalance, 9),
        (Jurisdiction, 10),
        (UsPerson, 11),
        (CompliancePeriod, 12),
        (FlowBack, 13),
        (LockedUp, 14),
        (InvestorLockedUp, 15),
        (TierTooLow, 16),
        (AboveInvestorLimit, 17),
        (AboveInvestorShare, 18),
        (AboveOwnLimit, 19),
        (ThroughFundOnly, 20),
        (TooManyInvestors, 21),
        (TooManyUsInvestors, 22),
        (TooManyNonAccredited, 23),
        (LotsFull, 24),
        (NotRegistered, 25),
        (TokenAccountFrozen, 26),
        (TokensMissing, 27),
    ];

    assert_eq!(Denial::ALL, numbered.map(|(denial, _)| denial));
    for (denial, number) in numbered {
        assert_eq!((denial.number(), denial.bit()), (number, 1 << number), "{denial:?}");
    }
}

#[test]
fn each_reason_has_an_error_of_its_own() {
    let mut errors: Vec<u32> = Denial::ALL.iter().map(|denial| mmf::error::MmfError::from(*denial).into()).collect();
    errors.sort_unstable();
    errors.dedup();
    assert_eq!(errors.len(), Denial::ALL.len());
}

#[test]
fn a_class_has_room_up_to_each_of_its_numbers() {
    let sorts = [Denial::TooManyInvestors, Denial::TooManyUsInvestors, Denial::TooManyNonAccredited];
    for (sort, denial) in sorts.into_iter().enumerate() {
        let mut scene = Scene::of(Movement::Subscription);
        set_us_person(&mut scene.taker);
        scene.class.rules.max_investors[sort] = 10;
        let room = |scene: &Scene| check_room(&scene.class, &scene.taker, NOW);

        scene.class.rules.set_investors_of(sort, 9);
        assert_eq!(room(&scene), Ok(()));
        scene.class.rules.set_investors_of(sort, 10);
        assert_eq!(room(&scene), Err(denial));
        scene.class.rules.set_investors_of(sort, 70_000);
        assert_eq!(room(&scene), Err(denial));
        scene.class.rules.max_investors[sort] = 0;
        assert_eq!(room(&scene), Ok(()));
    }
}

#[test]
fn only_investors_of_a_sort_need_room_in_its_number() {
    let mut scene = Scene::of(Movement::Subscription);
    scene.class.rules.max_investors = [0, 1, 1];
    (1..3).for_each(|sort| scene.class.rules.set_investors_of(sort, 1));
    let accreditation = AttributeKind::Accredited as usize;

    scene.taker.attributes[accreditation].expires_at = NOW + 1;
    assert_eq!(check_room(&scene.class, &scene.taker, NOW), Ok(()));
    scene.taker.attributes[accreditation].expires_at = NOW;
    assert_eq!(check_room(&scene.class, &scene.taker, NOW), Err(Denial::TooManyNonAccredited));
    set_us_person(&mut scene.taker);
    assert_eq!(check_room(&scene.class, &scene.taker, NOW), Err(Denial::TooManyUsInvestors));
}
