use super::*;
use crate::rules::Alert;

#[test]
fn a_loss_stays_with_those_who_stay() {
    // The bill loses 0.46875 of 100 million.
    let untouched = redeem(&fund(), USUAL, TO_12_PERCENT, 0).after;
    assert_eq!(share(&untouched), (dec("0.9953"), dec("-46.87")));
    assert!(!untouched.breaks_the_buck);
    // The same loss on 60 million of shares: 59.53125 / 60.
    let after = redeem(&fund(), USUAL, TO_12_PERCENT, 4_000).after;
    assert_eq!((share(&after), after.market_net), ((dec("0.9922"), dec("-78.12")), m("59.53125")));
    assert!(after.breaks_the_buck);
    assert_eq!(after.shadow.unwrap().alert, Alert::Act);
}

#[test]
fn exactly_0_9950_is_not_below_it() {
    // 93,281,250 on 93,750,000 shares.
    let at = redeem(&fund(), USUAL, TO_12_PERCENT, 625).after;
    assert_eq!((share(&at), at.breaks_the_buck), ((dec("0.9950"), dec("-50")), false));
    let beyond = redeem(&fund(), USUAL, TO_12_PERCENT, 626).after;
    assert_eq!(share(&beyond), (dec("0.9950"), dec("-50")), "the rounded price does not tell");
    assert!(beyond.breaks_the_buck);
}

#[test]
fn a_fall_of_yields_is_a_gain_even_below_zero() {
    let fall = Shock { shift_bps: -1_200, ..CALM };
    // 20 million / 0.976 = 20,491,803.278689.
    let outcome = redeem(&fund(), USUAL, fall, 0);
    assert_eq!(outcome.after.market_net, dec("100491803.278689"));
    assert_eq!(share(&outcome.after), (dec("1.0049"), dec("49.18")));
    let sale = redeem(&fund(), USUAL, fall, 4_000);
    // 20 million · 10,000,000 / 20,491,803.278689 = 9,759,999.9999998 of face are enough: they bring more than they cost.
    assert_eq!((sale.sold[0].face, sale.realised_loss), (dec("9760000.000000"), dec("-240000.000000")));
}

#[test]
fn a_wider_spread_hits_everything_but_government() {
    let paper = security("P1", Kind::CommercialPaper, "20", Some(date(2025, 3, 16)));
    let rows = vec![cash("20"), bill("B1", "20"), paper, term_repo("40")];
    let wider = Shock { spread_bps: 1_200, ..CALM };
    assert_eq!(redeem(&book(rows.clone()), USUAL, wider, 0).after.market_net, m("99.53125"));
    // Both: the bill at 1 / 1.024, the paper at 1 / (1 + 24% / 5).
    let both = Shock { shift_bps: 1_200, spread_bps: 1_200 };
    let market = redeem(&book(rows), USUAL, both, 0).after.market_net;
    assert_eq!(market, m("60") + m("19.53125") + dec("19083969.465649"));
}

#[test]
fn a_floater_loses_a_wider_spread_for_the_rest_of_its_life() {
    let mut floater = security("F1", Kind::CorporateNote, "20", Some(date(2025, 5, 28)));
    floater.rate_pct = Some(Decimal::ZERO);
    floater.coupons = Some(4);
    floater.next_reset = Some(crate::terms::Reset::On(date(2025, 3, 16)));
    let rows = vec![cash("80"), floater];
    // 73 days to the reset and 73 more: 20 million · 0.9765625².
    let wider = Shock { spread_bps: 1_200, ..CALM };
    assert_eq!(redeem(&book(rows.clone()), USUAL, wider, 0).after.market_net, dec("99073486.328125"));
    // A rise of yields costs only until the reset.
    assert_eq!(redeem(&book(rows), USUAL, TO_12_PERCENT, 0).after.market_net, m("99.53125"));
}

#[test]
fn who_deals_at_market_value_leaves_no_loss_behind() {
    let book = book(vec![cash("99.79")]);
    let given = Given { regime: Regime::RegisteredInstitutional, shares: Some(m("100")), ..USUAL };
    let outcome = redeem(&book, given, CALM, 1_000);
    assert_eq!((outcome.price, outcome.needed), (dec("0.9979"), m("9.979")));
    assert_eq!(share(&outcome.after), (dec("0.9979"), dec("-21")));
}

#[test]
fn shares_of_a_fund_that_owes_more_than_it_has_are_redeemed_for_nothing() {
    let owing = book(vec![cash("1"), Terms::new("p", Kind::Payable, "Auditor", m("2"), DAY)]);
    let given = Given { regime: Regime::RegisteredInstitutional, shares: Some(m("1")), ..USUAL };
    let outcome = redeem(&owing, given, CALM, 5_000);
    assert_eq!((outcome.price, outcome.needed), (Decimal::ZERO, Decimal::ZERO));
    assert!(outcome.after.breaks_the_buck);
}

#[test]
fn a_fund_of_low_volatility_leaves_the_stable_price_beyond_20_basis_points() {
    let price = |held: &str| {
        let given = Given { regime: Regime::EuMmfr, shares: Some(m("100")), ..USUAL };
        redeem(&book(vec![cash(held)]), given, CALM, 1_000).price
    };
    assert_eq!((price("99.80"), price("99.79")), (dec("1"), dec("0.9979")));
    assert_eq!((price("100.20"), price("100.21")), (dec("1"), dec("1.0021")));
}

#[test]
fn the_last_ones_out_find_the_loss() {
    let all_liquid = book(vec![cash("80"), bill("B1", "20")]);
    let calm = redeem(&all_liquid, USUAL, CALM, 10_000);
    assert_eq!((liquid(&calm.after), calm.after.shadow), ((None, None), None));
    assert!(!calm.after.breaks_the_buck, "everybody is paid, nobody is left");
    let stressed = redeem(&all_liquid, USUAL, TO_12_PERCENT, 10_000);
    assert_eq!((stressed.after.market_net, stressed.waiting.amount), (m("-0.46875"), m("0.46875")));
    assert_eq!(stressed.waiting.business_days, None, "nothing is left to mature");
    assert!(stressed.after.breaks_the_buck);
}
