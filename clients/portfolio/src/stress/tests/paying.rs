use super::*;

#[test]
fn a_redemption_takes_cash_then_what_matures_then_what_can_be_sold() {
    for (bps, taken, left) in [
        (0, ["0", "0", "0", "0"], (5_000, 5_000)),
        // 40 of 90, 20 of 70, 10 of 60 million, rounded down.
        (1_000, ["0", "10", "0", "0"], (4_444, 4_444)),
        (3_000, ["0", "10", "20", "0"], (2_857, 2_857)),
        (4_000, ["0", "10", "20", "10"], (1_666, 1_666)),
        (5_000, ["0", "10", "20", "20"], (0, 0)),
    ] {
        let outcome = redeem(&fund(), USUAL, CALM, bps);
        assert_eq!(steps(&outcome), taken.map(dec), "{bps}");
        assert_eq!(liquid(&outcome.after), (Some(left.0), Some(left.1)), "{bps}");
        assert_eq!(outcome.needed, m("0.01") * Decimal::from(bps), "{bps}");
        assert_eq!((outcome.waiting.amount, outcome.waiting.business_days), (Decimal::ZERO, Some(0)), "{bps}");
        assert_eq!(share(&outcome.after), (dec("1"), dec("0")), "{bps}");
    }
}

#[test]
fn a_sale_after_a_rise_of_yields_is_a_loss_and_costs_more_of_the_liquid_assets() {
    let outcome = redeem(&fund(), USUAL, TO_12_PERCENT, 4_000);
    // 10 million of a bill at 97.65625: 10.24 million of face.
    let [sold] = outcome.sold.as_slice() else { panic!("{outcome:#?}") };
    assert_eq!((sold.id.as_str(), sold.face, sold.carrying), ("B1", m("10.24"), m("10.24")));
    assert_eq!((sold.market_value, sold.proceeds), (m("10"), m("10")));
    assert_eq!((outcome.realised_loss, outcome.sale_cost), (m("0.24"), Decimal::ZERO));
    // At amortised cost 9.76 of 59.76 million are left.
    assert_eq!(liquid(&outcome.after), (Some(1_633), Some(1_633)));
}

#[test]
fn a_sale_in_a_hurry_gives_market_value_away() {
    let given = Given { sale_cost_bps: 2_000, ..USUAL };
    let outcome = redeem(&fund(), given, TO_12_PERCENT, 4_000);
    let [sold] = outcome.sold.as_slice() else { panic!("{outcome:#?}") };
    assert_eq!((sold.face, sold.market_value, sold.proceeds), (m("12.8"), m("12.5"), m("10")));
    assert_eq!((outcome.realised_loss, outcome.sale_cost), (m("0.3"), m("2.5")));
    // 7.2 of 57.2 million; (99.53125 − 40 − 2.5) / 60.
    assert_eq!(liquid(&outcome.after), (Some(1_258), Some(1_258)));
    assert_eq!(share(&outcome.after).0, dec("0.9505"));
}

#[test]
fn fractions_are_rounded_against_the_fund() {
    let given = Given { sale_cost_bps: 1, ..USUAL };
    let one_point = Shock { shift_bps: 100, ..CALM };
    // 20 million / 1.002 = 19,960,079.840319; less a ten-thousandth 19,958,083.8323349….
    let all = redeem(&fund(), given, one_point, 6_000);
    assert_eq!((all.sold[0].market_value, all.sold[0].proceeds), (dec("19960079.840319"), dec("19958083.832334")));
    // 10 million / 0.9999 = 10,001,000.1000100….
    let part = redeem(&fund(), given, one_point, 4_000);
    let sold = &part.sold[0];
    assert_eq!((sold.market_value, sold.proceeds), (dec("10001000.100011"), m("10")));
    assert_eq!(part.sale_cost, dec("1000.100011"));
}

#[test]
fn what_can_be_sold_for_nothing_is_kept() {
    let given = Given { sale_cost_bps: 10_000, ..USUAL };
    let outcome = redeem(&fund(), given, CALM, 4_000);
    assert_eq!((steps(&outcome), outcome.waiting.amount), (["0", "10", "20", "0"].map(dec), m("10")));
    assert_eq!((outcome.sold.len(), outcome.sale_cost), (0, Decimal::ZERO));
}

#[test]
fn the_shortest_maturity_is_sold_first_and_illiquid_ones_never() {
    let late = security("B0", Kind::TreasuryBill, "20", Some(date(2025, 4, 3)));
    let mut locked = bill("B2", "20");
    locked.illiquid = true;
    let rows = vec![cash("40"), late, locked, bill("B1", "20")];
    let outcome = redeem(&book(rows), USUAL, CALM, 9_000);
    let sold: Vec<_> = outcome.sold.iter().map(|sold| (sold.id.as_str(), sold.face)).collect();
    assert_eq!(sold, [("B1", m("20")), ("B0", m("20"))]);
    assert_eq!(outcome.waiting.amount, m("10"));
}

#[test]
fn the_settlement_token_goes_first_and_makes_the_rest_more_liquid() {
    let token = Terms::new("USDC", Kind::Stablecoin, "Circle", m("20"), DAY);
    let rows = vec![cash("30"), token, term_repo("50")];
    let outcome = redeem(&book(rows), USUAL, CALM, 2_500);
    assert_eq!(steps(&outcome), ["20", "5", "0", "0"].map(dec));
    assert_eq!(liquid(&outcome.after), (Some(3_333), Some(3_333)), "25 of 75");
}

#[test]
fn payables_that_are_due_keep_their_money() {
    let mut due = Terms::new("p", Kind::Payable, "Auditor", m("4"), DAY);
    due.maturity = Some(date(2025, 1, 3));
    let mut later = Terms::new("q", Kind::Payable, "Auditor", m("6"), DAY);
    later.maturity = Some(date(2025, 1, 6));
    let token = Terms::new("USDC", Kind::Stablecoin, "Circle", m("1"), DAY);
    let rows = vec![cash("10"), overnight("20"), bill("B1", "20"), term_repo("49"), token, due, later];
    // A tenth of 90 million: all of the token and six of the ten of cash are free.
    let outcome = redeem(&book(rows), USUAL, CALM, 1_000);
    assert_eq!(steps(&outcome), ["1", "6", "2", "0"].map(dec));
    assert_eq!(outcome.after.market_net, m("81"));
}

#[test]
fn redemptions_that_wait_are_paid_as_well() {
    let given = Given { queued: Some(QueuedRedemptions { shares: m("5") }), ..USUAL };
    // 5 million and a tenth of the other 95.
    let outcome = redeem(&fund(), given, CALM, 1_000);
    assert_eq!((outcome.redeemed_shares, outcome.needed), (m("14.5"), m("14.5")));
    assert_eq!(steps(&outcome), ["0", "10", "4.5", "0"].map(dec));
    assert_eq!(redeem(&fund(), given, CALM, 0).needed, m("5"));
    assert_eq!(redeem(&fund(), given, CALM, 10_000).needed, m("100"));
}
