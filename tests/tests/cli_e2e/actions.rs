//! Privileged acts by several signatures, and by an approved action.

use super::support::Fund;

#[test]
fn an_action_is_proposed_approved_executed_once_and_then_used_up() {
    let fund = Fund::start();
    let id = "cd".repeat(32);
    let add = ["investor", "add", "--id", &id];
    let proposed = fund.admin(&[&add[..], &["--propose", "7", "--expires", "2025-01-20"]].concat()).result();
    assert_eq!(proposed["nonce"], 7);
    assert_eq!(fund.mmf(&["investor", "list"]).result()["investors"].as_array().unwrap().len(), 0);

    let stranger = fund.net.key("stranger", "0");
    let execute = [&add[..], &["--action", "7"]].concat();
    assert_eq!(fund.by(&stranger.path, &execute).error(3)["name"], "ActionNotApproved");
    let outsider = fund.by(&stranger.path, &["action", "approve", "7", "transfer-agent"]).error(3);
    assert_eq!(outsider["name"], "NotACouncilMember");
    let approved = fund.admin(&["action", "approve", "7", "transfer-agent"]).result();
    assert_eq!((&approved["state"], &approved["approvals"][0]["given"]), (&"open".into(), &1.into()));

    let other = ["investor", "add", "--id", &"ef".repeat(32), "--action", "7"];
    assert_eq!(fund.by(&stranger.path, &other).error(3)["name"], "ActionMismatch");
    let executed = fund.by(&stranger.path, &execute).result();
    assert_eq!(executed["investorId"], id.as_str());
    assert_eq!(fund.mmf(&["action", "show", "7"]).result()["state"], "executed");
    assert_eq!(fund.admin(&["action", "cancel", "7"]).error(3)["name"], "ActionNotOpen");
}

#[test]
fn a_cancelled_action_cannot_be_executed() {
    let fund = Fund::start();
    let id = "cd".repeat(32);
    let add = ["investor", "add", "--id", &id];
    fund.admin(&[&add[..], &["--propose", "1", "--expires", "2025-01-20"]].concat()).result();
    fund.admin(&["action", "approve", "1", "transfer-agent"]).result();
    assert_eq!(fund.admin(&["action", "cancel", "1"]).result()["state"], "cancelled");
    assert_eq!(fund.admin(&[&add[..], &["--action", "1"]].concat()).error(3)["name"], "ActionNotOpen");
    let not_privileged =
        fund.by(&fund.source.path, &["restore", &fund.source.address, "--propose", "2", "--expires", "2025-01-20"]);
    assert_ne!(not_privileged.code, 0);
    not_privileged.check_words();
}

#[test]
fn a_council_of_two_needs_both_signatures() {
    let fund = Fund::start();
    let (one, two) = (fund.net.key("one", "0"), fund.net.key("two", "0"));
    let council = format!("transfer-agent={},{}/2", one.address, two.address);
    let created = fund.by(
        &one.path,
        &[
            "fund",
            "create",
            "--fund-id",
            "2",
            "--name",
            "Two",
            "--settlement-mint",
            &fund.net.usdc,
            "--regime",
            "offshore-reg-s",
            "--inception",
            "2025-01-01",
            "--council",
            &council,
        ],
    );
    let address = created.result()["address"].as_str().unwrap().to_owned();
    let add = ["--fund", &address, "-k", &one.path, "investor", "add"];
    let alone = fund.net.mmf(&add).error(3);
    assert_eq!(alone["name"], "Unauthorised");
    assert!(alone["message"].as_str().unwrap().contains("2 of the 2 members"), "{alone}");
    fund.net.mmf(&[&add[..], &["--signer", &two.path]].concat()).result();
}
