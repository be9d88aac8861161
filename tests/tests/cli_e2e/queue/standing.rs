//! Standing instructions, given by the holder and run by a keeper.

use solana_sdk::signer::Signer;

use super::{Stage, text};

#[test]
fn a_keeper_sweeps_and_redeems_within_what_the_holder_set_until_it_is_revoked() {
    let stage = Stage::set();
    let by = |key: &str, args: &[&str]| stage.fund.by(key, &[&["standing"], args].concat());
    let terms =
        ["--sweep-above", "700,000", "--redeem-below", "600,000", "--max-move", "60,000", "--until", "2025-12-31"];
    let set = by(&stage.alice.path, &[&["set"], &terms[..]].concat()).result();
    assert_eq!((text(&set, "sweepAbove"), &set["allowance"]), ("700000.000000", &serde_json::Value::Null));
    let swept = by(&stage.bob.path, &["run"]).result();
    assert_eq!((&swept["moved"], text(&swept["runs"][0], "became")), (&1.into(), "swept"));
    assert_eq!(text(&swept["runs"][0], "cash"), "60000.000000");
    assert_eq!(stage.cash(&stage.alice.address), 740_000_000_000);

    let too_soon = by(&stage.bob.path, &["run", &stage.alice.address]).result();
    assert_eq!((&too_soon["notDue"], text(&too_soon["runs"][0], "became")), (&1.into(), "not due"));
    stage.fund.net.time("2025-01-02T16:01:00Z");
    stage.fund.by(&stage.alice.path, &["subscribe", "180,000"]).result();
    let redeemed = by(&stage.bob.path, &["run"]).result();
    assert_eq!(
        (text(&redeemed["runs"][0], "became"), text(&redeemed["runs"][0], "cash")),
        ("redeemed", "40000.000000")
    );
    assert_eq!(stage.cash(&stage.alice.address), 600_000_000_000);

    // A refusal of what is due is bad news.
    stage.fund.net.time("2025-01-02T20:00:00Z");
    stage.fund.net.mmf(&["localnet", "faucet", &stage.alice.address, "--usdc", "200,000", "--dir", "."]).result();
    let refused = super::bad_news(&by(&stage.bob.path, &["run"]));
    assert_eq!((&refused["refused"], text(&refused["runs"][0], "name")), (&1.into(), "DealingClosed"));
    // What is not due, or has ended, is none.
    stage.fund.by(&stage.alice.path, &["subscribe", "160,000", "--queue"]).result();
    assert_eq!(by(&stage.bob.path, &["run"]).result()["notDue"], 1);
    stage.fund.net.time("2025-12-31T00:00:00Z");
    let ended = by(&stage.bob.path, &["run"]).result();
    assert_eq!((&ended["ended"], text(&ended["runs"][0], "became")), (&1.into(), "ended"));

    assert_eq!(stage.fund.mmf(&["standing", "show"]).result()["standings"].as_array().unwrap().len(), 1);
    let revoked = by(&stage.alice.path, &["revoke"]).result();
    assert_eq!((&revoked["runs"], &revoked["delegationEnded"]), (&2.into(), &true.into()));
    assert_eq!(by(&stage.bob.path, &["run"]).result()["standings"], 0);
    assert_eq!(stage.fund.mmf(&["standing", "show", &stage.alice.address]).error(1)["name"], "StandingMissing");
    assert_eq!(by(&stage.alice.path, &["revoke"]).error(1)["name"], "StandingMissing");
}

#[test]
fn an_instruction_that_would_move_back_and_forth_is_refused() {
    let stage = Stage::set();
    let set =
        |args: &[&str]| stage.fund.by(&stage.alice.path, &[&["standing", "set", "--max-move", "10"], args].concat());
    for wrong in [
        &["--sweep-above", "10", "--redeem-below", "11", "--until", "2025-12-31"][..],
        &["--sweep-above", "10", "--until", "2024-12-31"],
        &["--sweep-above", "10", "--until", "2027-12-31"],
        &["--sweep-above", "10", "--min-move", "11", "--until", "2025-12-31"],
    ] {
        assert_eq!(set(wrong).error(3)["name"], "StandingInvalid", "{wrong:?}");
    }
    let too_dear = set(&["--sweep-above", "10", "--max-fee-bps", "10001", "--until", "2025-12-31"]).error(3);
    assert!(text(&too_dear, "message").contains("--max-fee-bps"), "{too_dear}");
    let bounded = set(&["--sweep-above", "10", "--allowance", "500", "--until", "2025-12-31"]).result();
    assert_eq!(text(&bounded, "allowance"), "500.000000");
    let back = stage.fund.by(&stage.alice.path, &["standing", "show", &stage.alice.address]).result();
    assert_eq!(text(&back, "cash"), "800000.000000");
    let key = solana_sdk::signature::read_keypair_file(&stage.alice.path).unwrap();
    let account = super::cash_account(&stage.fund, &stage.alice.address).parse().unwrap();
    let take_back = spl_token_interface::instruction::revoke(&spl_token_interface::ID, &account, &key.pubkey(), &[]);
    mmf_localnet::send(&stage.fund.net.url, &[take_back.unwrap()], &key, &[]).unwrap();
    let refused = super::bad_news(&stage.fund.by(&stage.bob.path, &["standing", "run"]));
    assert!(text(&refused["runs"][0], "why").contains("may not move cash"), "{refused:#}");
    let only_redeems = set(&["--redeem-below", "10", "--until", "2025-12-31"]).result();
    assert_eq!(text(&only_redeems, "allowance"), "0.000000");
}
