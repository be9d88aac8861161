use super::*;

#[test]
fn what_the_day_does_not_pay_waits_for_what_matures() {
    let outcome = redeem(&fund(), USUAL, TO_12_PERCENT, 6_000);
    assert_eq!(steps(&outcome), ["0", "10", "20", "19.53125"].map(dec));
    let waiting = outcome.waiting;
    assert_eq!(waiting.amount, m("10.46875"));
    // The 6th, 7th, 8th, 9th, 10th and 13th.
    assert_eq!((waiting.business_days, waiting.until), (Some(6), Some(date(2025, 1, 13))));
    // What waits is owed: (99.53125 − 60) / 40.
    assert_eq!((liquid(&outcome.after), share(&outcome.after).0), ((Some(0), Some(0)), dec("0.9883")));
}

#[test]
fn a_payment_on_a_sunday_comes_on_monday() {
    let paper = security("P1", Kind::CommercialPaper, "60", Some(date(2025, 1, 12)));
    let book = book(vec![cash("40"), paper]);
    let waiting = redeem(&book, USUAL, CALM, 10_000).waiting;
    assert_eq!((waiting.amount, waiting.until), (m("60"), Some(date(2025, 1, 13))));
    assert_eq!(waiting.business_days, Some(6));
}

#[test]
fn payables_are_paid_before_those_who_wait() {
    let paid = |day: i8| {
        let mut payable = Terms::new("p", Kind::Payable, "Auditor", m("10"), DAY);
        payable.maturity = Some(date(2025, 1, day));
        let first = security("P1", Kind::CommercialPaper, "30", Some(date(2025, 1, 8)));
        let second = security("P2", Kind::CommercialPaper, "30", Some(date(2025, 1, 15)));
        let waiting = redeem(&book(vec![cash("40"), first, second, payable]), USUAL, CALM, 7_500).waiting;
        // Three quarters of 90 million: 27.5 wait.
        assert_eq!(waiting.amount, m("27.5"));
        waiting.until
    };
    assert_eq!(paid(8), Some(date(2025, 1, 15)));
    assert_eq!(paid(9), Some(date(2025, 1, 8)), "it is paid after those who waited");
}

#[test]
fn cash_on_its_way_arrives_a_day_after_the_stress_or_later() {
    let until = |day: i8| {
        let mut moving = Terms::new("w", Kind::InTransit, "Bank", m("60"), DAY);
        moving.maturity = Some(date(2025, 1, day));
        redeem(&book(vec![cash("40"), moving]), USUAL, CALM, 10_000).waiting.until
    };
    assert_eq!((until(3), until(8)), (Some(date(2025, 1, 6)), Some(date(2025, 1, 8))));
}

#[test]
fn what_never_matures_never_pays() {
    let owed = Terms::new("r", Kind::Receivable, "Broker", m("60"), DAY);
    let waiting = redeem(&book(vec![cash("40"), owed]), USUAL, CALM, 5_000).waiting;
    assert_eq!((waiting.amount, waiting.business_days, waiting.until), (m("10"), None, None));
}
