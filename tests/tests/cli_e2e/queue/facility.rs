//! A provider's liquidity facility.

use super::{Stage, row, text};

#[test]
fn a_facility_serves_redemptions_with_its_own_cash() {
    let stage = Stage::set();
    let dave = stage.fund.net.key("dave", "10,000");
    let id = text(&stage.fund.admin(&["investor", "add"]).result(), "investorId").to_owned();
    stage.fund.admin(&["investor", "approve", &id, "--kyc-until", "2026-12-31"]).result();
    stage.fund.admin(&["wallet", "link", &id, &dave.address]).result();
    let facility = |key: &str, args: &[&str]| stage.fund.by(key, &[&["liquidity", "facility"], args].concat());
    let offer = ["set", "--limit", "8,000", "--investor-limit", "3,000", "--fee-bps", "5", "--allowance", "5,000"];
    assert_eq!(facility(&dave.path, &offer).error(3)["name"], "FacilityUnavailable", "governance has not named it");
    let nobody = stage.fund.admin(&["liquidity", "set-terms", "--facility-investor", &"ee".repeat(32), "--yes"]);
    assert_eq!(nobody.error(1)["name"], "InvestorMissing");
    stage.fund.admin(&["liquidity", "set-terms", "--facility-investor", &id, "--yes"]).result();
    assert_eq!(stage.fund.by(&stage.alice.path, &["redeem", "1"]).error(3)["name"], "FacilityUnavailable");
    let set = facility(&dave.path, &offer).result();
    assert_eq!((text(&set["facility"], "room"), text(&set["facility"], "allowance")), ("8000.000000", "5000.000000"));

    assert_eq!(facility(&dave.path, &["set", "--classes", "1"]).error(1)["name"], "ClassMissing");
    let too_much = stage.fund.by(&stage.alice.path, &["redeem", "5,003"]).error(3);
    assert_eq!(too_much["name"], "InvestorRedemptionLimit");
    facility(&dave.path, &["set", "--allowance", "1,000"]).result();
    let too_much = stage.fund.by(&stage.alice.path, &["redeem", "1,001"]).error(3);
    assert!(text(&too_much, "message").contains("no more than 1,000.000000 now"), "{too_much}");
    facility(&dave.path, &["set", "--allowance", "5,000"]).result();

    let quoted = stage.fund.by(&stage.alice.path, &["quote", "redeem", "2,000"]).result();
    assert_eq!(row(&quoted["limits"], "what", "facility, its cash")["room"], "5000.000000");
    assert_eq!(text(&quoted["instant"], "servedBy"), "facility");
    assert_eq!(row(&quoted["limits"], "what", "facility, one investor")["room"], "3000.000000");
    let done = stage.fund.by(&stage.alice.path, &["redeem", "2,000"]).result();
    assert_eq!(
        (text(&done, "servedBy"), text(&done, "fees"), text(&done, "cash")),
        ("facility", "1.000000", "1999.000000")
    );
    assert_eq!(quoted["instant"]["cash"], done["cash"]);
    assert_eq!(stage.fund.units(&dave.address), "2000.000000");
    assert_eq!(stage.fund.by(&stage.alice.path, &["redeem", "1,001"]).error(3)["name"], "InvestorRedemptionLimit");
    let statement = stage.fund.mmf(&["statement", &dave.address, "--month", "2025-01"]).result();
    assert_eq!((text(&statement, "boughtAsFacility"), &statement["closing"]), ("2000.000000", &statement["unitsNow"]));

    let stopped = facility(&dave.path, &["stop"]).result();
    assert_eq!((&stopped["facility"]["active"], text(&stopped["facility"], "allowance")), (&false.into(), "0.000000"));
    let refused = stage.fund.by(&stage.alice.path, &["redeem", "1"]).error(3);
    assert!(text(&refused, "message").contains("has stopped"), "{refused}");
    assert!(text(&refused, "hint").contains("--queue"), "{refused}");
    stage.fund.admin(&["liquidity", "set-terms", "--facility-investor", "none", "--yes"]).result();
    assert_eq!(text(&stage.fund.by(&stage.alice.path, &["redeem", "1"]).result(), "servedBy"), "buffer");
}
