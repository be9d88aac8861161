use super::*;

#[test]
fn a_quarter_of_daily_liquid_assets_bears_a_third() {
    let found = reverse(&fund(), USUAL, CALM);
    // (50 − x) / (100 − x) = 25% at x = 33.33…; weekly liquid assets are at their minimum now.
    assert_eq!((found.daily, found.weekly), (Bound::UpTo(3_333), Bound::UpTo(0)));
    assert_eq!((found.price, found.all), (Bound::UpTo(10_000), Bound::UpTo(0)));
    assert_eq!(found.within_the_day, Bound::UpTo(5_000));
}

#[test]
fn a_bound_is_exact_to_the_basis_point() {
    let book = book(vec![cash("40"), bill("B1", "40"), term_repo("20")]);
    let found = reverse(&book, USUAL, TO_12_PERCENT);
    // The bill loses 0.9375 of 100: more than half a per cent before anybody redeems.
    assert_eq!((found.price, found.all), (Bound::FailsAlready, Bound::FailsAlready));
    // At most 0.46875 of what is left: 93.75 million stay.
    assert_eq!(reverse(&fund(), USUAL, TO_12_PERCENT).price, Bound::UpTo(625));
    // 80 − x of 100 − x at least half: x = 60; cash pays 40, the bill 20 at market value: 20.48 at cost, so 59.52 are too many.
    let calm = reverse(&book, USUAL, CALM);
    assert_eq!((calm.weekly, calm.daily), (Bound::UpTo(6_000), Bound::UpTo(7_333)));
    assert_eq!(found.weekly, Bound::UpTo(5_953));
}

#[test]
fn a_measure_that_rises_before_it_falls_is_followed_to_its_fall() {
    let token = Terms::new("USDC", Kind::Stablecoin, "Circle", m("20"), DAY);
    let book = book(vec![cash("30"), token, term_repo("50")]);
    // 30%, 37.5% once the token is gone, 25% at 33.33….
    assert_eq!(reverse(&book, USUAL, CALM).daily, Bound::UpTo(3_333));
}

#[test]
fn a_measure_that_recovers_is_not_trusted_again() {
    // In the EU, of debt only 17.5% counts for the week: its sale makes the repo to Wednesday count for more.
    let midweek = security("R3", Kind::Repo, "8", Some(date(2025, 1, 8)));
    let book = book(vec![cash("22"), midweek, bill("B1", "60"), term_repo("10")]);
    let given = Given { regime: Regime::EuMmfr, ..USUAL };
    let weekly = |bps| redeem(&book, given, CALM, bps).after.weekly_bps.unwrap();
    // (22 + 8 − 20) / 80 + 17.5% is 30%; 8 / 78 + 17.5% after all cash; 8 / 64 + 17.5% after a sale of 14.
    assert_eq!((weekly(2_000), weekly(2_001), weekly(2_200), weekly(3_600)), (3_000, 2_998, 2_775, 3_000));
    assert_eq!(reverse(&book, given, CALM).weekly, Bound::UpTo(2_000));
}

#[test]
fn without_minimums_only_the_price_is_tested() {
    let given = Given { regime: Regime::Private3c7, ..USUAL };
    let found = reverse(&fund(), given, TO_12_PERCENT);
    assert_eq!((found.daily, found.weekly), (Bound::NotTested, Bound::NotTested));
    assert_eq!((found.price, found.all), (Bound::UpTo(625), Bound::UpTo(625)));
    assert_eq!(found.within_the_day, Bound::UpTo(4_953), "49.53125 million");
}

#[test]
fn what_waits_already_leaves_less_room() {
    let given = Given { queued: Some(QueuedRedemptions { shares: m("20") }), ..USUAL };
    // 33.33… less 20, of 80: 16.66%.
    assert_eq!(reverse(&fund(), given, CALM).daily, Bound::UpTo(1_666));
    let given = Given { queued: Some(QueuedRedemptions { shares: m("60") }), ..USUAL };
    assert_eq!(reverse(&fund(), given, CALM).within_the_day, Bound::FailsAlready);
}
