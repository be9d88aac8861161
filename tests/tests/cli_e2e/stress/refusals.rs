//! Orders that can't be carried out, each with its name and what to do.

use super::{desk, path, stress};
use crate::portfolio::desk::Desk;
use crate::support::mmf;

#[test]
fn figures_that_are_none_are_refused_with_the_reason() {
    let desk = desk();
    let cases: [(&[&str], &str); 13] = [
        (&[], "required"),
        (&["--redeem", "100.01"], "no percentage"),
        (&["--redeem", "-1"], "no percentage"),
        (&["--redeem", "10,x"], "no percentage"),
        (&["--redeem", "0.001"], "no percentage"),
        (&["--shift", "2001"], "no move"),
        (&["--shift", "1.5"], "no move"),
        (&["--spread", "-2001"], "no move"),
        (&["--redeem", "1", "--sale-cost", "10001"], "10001"),
        (&["--redeem", "1", "--queued", "-1"], "must not be negative"),
        (&["--redeem", "1", "--least-daily", "101"], "no percentage"),
        (&["--largest", "0"], "0"),
        (&["--redeem", "1", "--regime", "other"], "other"),
    ];
    for (options, reason) in cases {
        let error = stress(&desk, options).error(2);
        assert_eq!(error["name"], "Usage", "{options:?}: {error}");
        assert!(error["message"].as_str().unwrap().contains(reason), "{options:?}: {error}");
    }
}

#[test]
fn what_the_book_or_the_curve_can_not_answer_is_named() {
    let desk = desk();
    let cases: [(&[&str], i32, &str); 6] = [
        (&["--queued", "100,000,000.000001"], 2, "StressInvalid"),
        (&["--queued", "9,999,999,999,999"], 2, "SharesTooMany"),
        (&["--largest", "3"], 2, "FundMissing"),
        (&["--book", "/nonexistent/book.json"], 1, "BookMissing"),
        (&["--curve", "/nonexistent/curve.csv"], 2, "FileUnreadable"),
        (&["--business-days", "/nonexistent/days.csv"], 2, "FileUnreadable"),
    ];
    let (book, curve) = (path(&desk, "book.json"), path(&desk, "curve.csv"));
    for (options, code, name) in cases {
        let named = |option: &str| options.contains(&option);
        let mut args = vec!["stress", "--day", "2025-01-02", "--output", "json-compact", "--redeem", "1"];
        args.extend(if named("--book") { vec![] } else { vec!["--book", &book] });
        args.extend(if named("--curve") { vec![] } else { vec!["--curve", &curve] });
        let error = mmf(&[&args, options].concat()).error(code);
        assert_eq!(error["name"], name, "{options:?}: {error}");
        assert!(error["hint"].is_string(), "{error}");
    }
}

#[test]
fn a_day_without_yields_and_a_book_without_anything_are_refused() {
    let desk = desk();
    let (book, curve) = (path(&desk, "book.json"), path(&desk, "curve.csv"));
    let on = |day: &str| {
        mmf(&["stress", "--day", day, "--curve", &curve, "--book", &book, "--redeem", "1", "--output", "json-compact"])
    };
    assert_eq!(on("2025-01-03").error(1)["name"], "CurveMissing");
    assert_eq!(on("2025-13-03").error(2)["name"], "Usage");

    let empty = Desk::new();
    empty.load(&["in,cash,Bank,100,2025-01-01,,,,,,,,", "out,cash,Bank,-100,2025-01-02,,,,,,,,"]);
    empty.write("curve.csv", std::fs::read(desk.path("curve.csv")).unwrap());
    assert_eq!(stress(&empty, &["--redeem", "1"]).error(1)["name"], "NothingHeld");

    let paper = Desk::new();
    paper.load(&["c,cash,Bank,1,2025-01-02,,,,,,,,", "P1,commercial-paper,Acme,80,2025-01-02,2025-02-07,80,,,,,,"]);
    paper.write("curve.csv", std::fs::read(desk.path("curve.csv")).unwrap());
    assert_eq!(stress(&paper, &["--redeem", "1"]).error(1)["name"], "SpreadMissing");
}

#[test]
fn a_calendar_that_ends_before_the_queue_does_is_refused() {
    let desk = desk();
    let days: String = [3, 6, 7, 8, 9, 10].iter().map(|day| format!("2025-01-{day:02}\n")).collect();
    let days = desk.write("days.csv", days);
    assert_eq!(stress(&desk, &["--redeem", "50", "--business-days", &days]).code, 0);
    let error = stress(&desk, &["--redeem", "51", "--business-days", &days]).error(1);
    assert_eq!(error["name"], "CalendarEnds");
}
