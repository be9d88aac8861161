//! Orders that can't be carried out, each with its name and what to do.

use super::desk::{Desk, yields};

const BOOK: [&str; 3] = [
    "cash,cash,Bank,1000,2025-01-02,,,,,,,,",
    "B1,treasury-bill,US Treasury,1000,2025-01-02,2025-04-03,,4.37,,,,,",
    "F1,corporate-note,Acme,1000,2025-01-02,2025-12-15,,,5.10,2025-02-03,,,",
];

#[test]
fn days_prices_and_rates_that_are_missing_are_named() {
    let desk = Desk::new();
    desk.load(&BOOK);
    let curve = yields();
    let cases: [(&[&str], i32, &str); 12] = [
        (&["value", "--day", "2025-01-06"], 2, "PricesMissing"),
        (&["quote", "--day", "2025-01-06", "--since", "2025-01-03"], 2, "PricesMissing"),
        (&["value", "--day", "2025-01-06", "--curve", &curve], 1, "SpreadMissing"),
        (&["value", "--day", "2025-01-04", "--curve", &curve], 1, "CurveMissing"),
        (&["value", "--day", "2025-01-01", "--curve", &curve], 1, "BeforeBook"),
        (&["value", "--day", "2025-02-04", "--curve", &curve], 1, "RateUnknown"),
        (&["quote", "--day", "2025-01-06", "--since", "2025-01-01", "--curve", &curve], 1, "BeforeBook"),
        (&["quote", "--day", "2025-01-06", "--since", "2025-01-06", "--curve", &curve], 1, "DaysReversed"),
        (&["quote", "--day", "2025-03-03", "--since", "2025-01-06", "--curve", &curve], 1, "TwoMonthEnds"),
        (&["value", "--day", "2025-01-06", "--curve", "/nonexistent.csv"], 2, "FileUnreadable"),
        (&["check", "--day", "2025-01-06", "--business-days", &curve, "--limits", &curve], 2, "FileInvalid"),
        (&["value", "--day", "2025-01-06", "--curve", &curve, "--shares", "99999999999999"], 2, "Usage"),
    ];
    for (args, code, name) in cases {
        let said = desk.mmf(args);
        let error = said.error(code);
        assert_eq!(error["name"], name, "{args:?}: {error}");
        assert!(name == "Usage" || error["hint"].is_string(), "{error}");
    }
}

#[test]
fn vendors_that_differ_demand_a_reason() {
    let desk = Desk::new();
    desk.load(&BOOK);
    let a = desk.write("a.csv", "day,id,price\n2025-01-06,B1,98.9700\n2025-01-06,F1,100.0100\n");
    let b = desk.write("b.csv", "day,id,price\n2025-01-06,B1,98.9800\n2025-01-06,F1,100.1600\n");
    let args = ["value", "--day", "2025-01-06", "--vendor-a", &a, "--vendor-b", &b, "--tolerance-bps", "5"];
    let error = desk.mmf(&args).error(1);
    assert_eq!(error["name"], "PricesUnsettled");
    let message = error["message"].as_str().unwrap();
    assert!(message.starts_with("F1: vendor A's price 100.0100 and vendor B's 100.1600 are 15 bps apart"), "{message}");
    assert!(!message.contains("B1"), "{message}");

    let settled = desk.mmf(&[&args[..], &["--override", "F1=100.08:dealer's bid of 15:00"]].concat()).result();
    assert_eq!(settled["lines"][1]["valuedBy"], "override: dealer's bid of 15:00");
    // 1,000 · 100.08% and 22 days of 5.10% on 360, since the coupon of 15 December.
    assert_eq!(settled["lines"][1]["marketValue"], "1003.916667");
    assert_eq!(settled["lines"][0]["marketValue"], "989.700000");

    let cases: [(&[&str], i32, &str); 4] = [
        (&["--override", "F1=100.08"], 2, "Usage"),
        (&["--override", "F1=NaN:x"], 2, "Usage"),
        (&["--override", "F1=100:x", "--override", "F1=101:y"], 2, "OverrideTwice"),
        (&["--override", "F1=100:x", "--override", "X9=101:y"], 1, "PricesUnsettled"),
    ];
    for (extra, code, name) in cases {
        let error = desk.mmf(&[&args[..], extra].concat()).error(code);
        assert_eq!(error["name"], name, "{extra:?}: {error}");
    }
    for bad in [&["--vendor-a", &a][..], &["--curve", &a, "--vendor-a", &a], &["--tolerance-bps", "5"]] {
        assert_eq!(desk.mmf(&[&["value", "--day", "2025-01-06"], bad].concat()).code, 2, "{bad:?}");
    }
    let old = desk.mmf(&["value", "--day", "2025-01-07", "--vendor-a", &a, "--vendor-b", &b, "--tolerance-bps", "5"]);
    assert!(old.error(1)["message"].as_str().unwrap().contains("no vendor has a price"), "yesterday's prices are none");
}

#[test]
fn what_can_not_be_quoted_or_written_leaves_the_old_quote() {
    let desk = Desk::new();
    desk.load(&BOOK[..2]);
    let curve = yields();
    let many = ["value", "--day", "2025-01-06", "--curve", &curve, "--shares", "9999999999999"];
    assert_eq!(desk.mmf(&many).error(2)["name"], "SharesTooMany");
    let out = desk.path("missing/quote.json").display().to_string();
    let args = ["quote", "--day", "2025-01-06", "--since", "2025-01-03", "--curve", &curve, "--out", &out];
    assert_eq!(desk.mmf(&args).error(1)["name"], "FileUnwritable");
    desk.load(&["cash,cash,Bank,1000,2025-01-02,,,,,,,,", "p,payable,Auditor,2000,2025-01-02,,,,,,,,"]);
    let quote = desk.write("quote.json", "old");
    let args = ["quote", "--day", "2025-01-06", "--since", "2025-01-03", "--curve", &curve, "--out", &quote];
    let error = desk.mmf(&args).error(1);
    assert_eq!(error["name"], "NotQuotable");
    assert_eq!(std::fs::read_to_string(desk.path("quote.json")).unwrap(), "old");
}
