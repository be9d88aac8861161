//! Missed days, days that are removed, and cut-offs.

use super::super::support::Fund;
use super::due;

#[test]
fn missed_days_are_told_and_struck_in_order() {
    let fund = Fund::start();
    fund.strike_on(&["2025-01-02", "2025-01-03", "2025-01-06", "2025-01-31"]);
    due(&fund);
    fund.net.time("2025-01-06T20:01:00Z");
    let wrong = fund.admin(&["strike", "--day", "2025-01-06"]).error(3);
    assert_eq!(wrong["name"], "DayOutOfOrder");
    let message = wrong["message"].as_str().unwrap();
    assert!(message.contains("2025-01-02") && message.contains("3 strike days wait"), "{message}");
    fund.quote("250058.22", "58.22").result();
    let first = fund.admin(&["strike", "--day", "2025-01-02", "--yes"]).result();
    assert_eq!((&first["late"], &first["next"]["missedCount"]), (&true.into(), &2.into()));
    assert_eq!(first["next"]["missedDays"], serde_json::json!(["2025-01-03", "2025-01-06"]));

    fund.strike_on(&["2025-01-02", "2025-01-06", "2025-01-31"]);
    let next = fund.mmf(&["fund", "show"]).result();
    assert_eq!(next["strikes"]["nextStrikeDay"], "2025-01-06", "a day removed from the calendar is no strike day");
    fund.quote("250174.66", "116.44").result();
    let last = fund.admin(&["strike", "--day", "2025-01-06", "--yes"]).result();
    assert_eq!((&last["days"], &last["next"]["missedCount"]), (&4.into(), &0.into()));
    assert_eq!(last["next"]["nextStrikeDay"], "2025-01-31");
}

#[test]
fn cut_offs_are_shown_in_utc_and_in_new_york() {
    let fund = Fund::start();
    fund.file("days.csv", "2025-01-02\n2025-03-07\n2025-03-10\n2025-07-03\n2025-10-31\n2025-11-03\n");
    let args = ["calendar", "set", "--year", "2025", "--business-days", "days.csv", "--early", "2025-07-03=13:00"];
    let set = fund.admin(&args).result();
    let row = |day: &str| set["days"].as_array().unwrap().iter().find(|row| row["day"] == day).unwrap().clone();
    for (day, utc, local) in [
        ("2025-03-07", "2025-03-07T20:00:00Z", "2025-03-07 15:00 -05"),
        ("2025-03-10", "2025-03-10T19:00:00Z", "2025-03-10 15:00 -04"),
        ("2025-07-03", "2025-07-03T17:00:00Z", "2025-07-03 13:00 -04"),
        ("2025-10-31", "2025-10-31T19:00:00Z", "2025-10-31 15:00 -04"),
        ("2025-11-03", "2025-11-03T20:00:00Z", "2025-11-03 15:00 -05"),
    ] {
        assert_eq!((&row(day)["cutoff"], &row(day)["localCutoff"]), (&utc.into(), &local.into()));
    }
    let london = fund.mmf(&["calendar", "show", "--year", "2025", "--time-zone", "Europe/London"]).result();
    assert_eq!(london["days"][0]["localCutoff"], "2025-01-02 20:00 +00");
    let nowhere = fund.mmf(&["calendar", "show", "--year", "2025", "--time-zone", "Nowhere"]).error(2);
    assert_eq!(nowhere["name"], "TimeZoneUnknown");
}
