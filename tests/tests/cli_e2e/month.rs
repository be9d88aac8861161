//! A month of a fund: dealing, transfer, strikes, distribution, restoring, statements.

use solana_sdk::signature::read_keypair_file;
use spl_token_2022_interface::instruction::burn_checked;

use super::support::{Fund, Key};

fn strike(fund: &Fund, day: &str) -> serde_json::Value {
    fund.admin(&["strike", "--day", day, "--yes"]).result()
}

/// Burns 10 tokens in the wallet, behind the fund's back.
fn burn_ten(fund: &Fund, holder: &Key) {
    let class = fund.mmf(&["class", "show"]).result();
    let mint = class["mint"].as_str().unwrap().parse().unwrap();
    let account = fund.token_account(&holder.address);
    let key = read_keypair_file(&holder.path).unwrap();
    let owner = holder.address.parse().unwrap();
    let order = burn_checked(&spl_token_2022_interface::ID, &account, &mint, &owner, &[], 10_000_000, 6).unwrap();
    mmf_localnet::send(&fund.net.url, &[order], &key, &[]).unwrap();
}

#[test]
fn a_month_from_the_first_subscription_to_the_dividend() {
    let fund = Fund::start();
    let (alice, bob) = (fund.holder("alice", "1,000,000"), fund.holder("bob", "1,000"));

    let subscribed = fund.by(&alice.path, &["subscribe", "250,000"]).result();
    assert_eq!(subscribed["units"], "250000.000000");
    assert_eq!(subscribed["signatures"].as_array().unwrap().len(), 1);
    let sent = fund.by(&alice.path, &["transfer", &bob.address, "50,000"]).result();
    assert_eq!(sent["fromBalance"], "200000.000000");
    assert_eq!(sent["toBalance"], "50000.000000");

    fund.net.time("2025-01-02T20:01:00Z");
    fund.quote("250058.22", "58.22").result();
    let struck = strike(&fund, "2025-01-02");
    assert_eq!((&struck["days"], &struck["struck"]), (&2.into(), &true.into()));
    // Subscribed at noon of the first day of a span of 44 hours: the fee is for about 32 of them, 250,000 x 20 bps x 2 days x 32/44.
    let expense = struck["results"][0]["expense"].as_str().unwrap().to_owned();
    assert!(("1.991".."1.993").contains(&expense.as_str()), "{expense}");
    let redeemed = fund.by(&bob.path, &["redeem", "10,000"]).result();
    assert_eq!((&redeemed["cash"], &redeemed["balance"]), (&"10000.000000".into(), &"40000.000000".into()));

    fund.net.time("2025-01-31T20:01:00Z");
    fund.quote("240858.22", "800").result();
    let struck = strike(&fund, "2025-01-31");
    assert_eq!((&struck["days"], &struck["closedPeriod"]), (&29.into(), &"2025-01".into()));
    let paid = fund.by(&bob.path, &["distribute", "--yes"]).result();
    assert_eq!((&paid["holders"], &paid["paidNow"], &paid["holdersPaid"]), (&2.into(), &2.into(), &2.into()));
    let units = fund.units(&alice.address);
    assert!(units.as_str() > "200000.000000", "{units}");
    let again = fund.by(&bob.path, &["distribute", "--yes"]).result();
    assert_eq!((&again["paidNow"], &again["holdersPaid"]), (&0.into(), &2.into()));
    assert_eq!(fund.units(&alice.address), units, "nobody is paid twice");

    burn_ten(&fund, &alice);
    let burned = fund.mmf(&["holding", "show", &alice.address]).result();
    assert_eq!((&burned["units"], &burned["uncertificated"]), (&units.clone().into(), &"10.000000".into()));
    let restored = fund.by(&bob.path, &["restore", &alice.address]).result();
    assert_eq!((&restored["units"], &restored["uncertificated"]), (&units.into(), &"0.000000".into()));

    statements(&fund, &bob);
}

fn statements(fund: &Fund, bob: &Key) {
    let statement = fund.mmf(&["statement", &bob.address, "--month", "2025-01"]).result();
    assert_eq!(statement["opening"], "0.000000");
    assert_eq!(statement["received"], "50000.000000");
    assert_eq!(statement["redeemed"], "10000.000000");
    assert_eq!(statement["movements"].as_array().unwrap().len(), 3);
    assert_eq!(statement["closing"], statement["unitsNow"]);
    assert_eq!(statement["dividends"], statement["dividendOfMonth"]);

    let sheet = fund.mmf(&["statement"]).result();
    assert_eq!(sheet["assets"]["total"], sheet["liabilities"]["total"]);
    assert_eq!(sheet["assets"]["buffer"], "240000.000000");
    assert_eq!(sheet["shares"]["navPerShare"], "1.000000");
    let class = fund.mmf(&["class", "show"]).result();
    assert_eq!(class["books"]["recordedSupply"], class["books"]["mintSupply"]);
    assert_eq!(class["token"]["symbol"], "TEST");
    assert_eq!(class["facts"][0]["key"], "jurisdiction");
}

#[test]
fn a_distribution_that_was_killed_goes_on_where_it_stopped() {
    let fund = Fund::start();
    let holders: Vec<Key> = (0..10).map(|number| fund.holder(&format!("holder-{number}"), "1,000")).collect();
    for holder in &holders {
        fund.by(&holder.path, &["subscribe", "1,000"]).result();
    }
    fund.net.time("2025-01-02T20:01:00Z");
    fund.quote("10002", "2").result();
    strike(&fund, "2025-01-02");
    fund.net.time("2025-01-31T20:01:00Z");
    fund.quote("10034", "32").result();
    strike(&fund, "2025-01-31");

    let mut killed = fund.spawn(&["-k", &fund.admin, "distribute", "--batch", "1"]);
    std::thread::sleep(std::time::Duration::from_millis(250));
    killed.kill().unwrap();
    killed.wait().unwrap();
    let paid = fund.admin(&["distribute", "--batch", "3"]).result();
    assert_eq!((&paid["holders"], &paid["holdersPaid"]), (&10.into(), &10.into()));
    let units: Vec<String> = holders.iter().map(|holder| fund.units(&holder.address)).collect();
    assert!(units[0].as_str() > "1000.000000" && units.iter().all(|other| *other == units[0]), "{units:?}");
}

#[test]
fn cash_goes_to_a_listed_custodian_and_back() {
    let fund = Fund::start();
    let (alice, bank) = (fund.holder("alice", "1,000"), fund.net.key("bank", "5"));
    fund.by(&alice.path, &["subscribe", "1,000"]).result();
    let given = fund.net.mmf(&["localnet", "faucet", &bank.address, "--usdc", "1", "--dir", "."]).result();
    let account = given["usdcAccount"].as_str().unwrap();

    let unlisted = fund.admin(&["cash", "sweep", account, "600"]).error(3);
    assert!(["CustodianNotListed", "AccountMissing"].contains(&unlisted["name"].as_str().unwrap()), "{unlisted}");
    fund.admin(&["custodian", "add", account]).result();
    let swept = fund.admin(&["cash", "sweep", account, "600"]).result();
    assert_eq!(swept["vaults"][0]["held"], "400.000000");
    assert_eq!(fund.by(&alice.path, &["redeem", "500"]).error(3)["name"], "BufferShort");
    let returned = fund.by(&bank.path, &["cash", "return", "100"]).result();
    assert_eq!(returned["vaults"][0]["held"], "500.000000");
    assert_eq!(returned["custodians"][0]["returned"], "100.000000");
    assert_eq!(fund.by(&alice.path, &["redeem", "500"]).result()["balance"], "500.000000");
    assert_eq!(fund.admin(&["cash", "sweep", account, "1"]).error(3)["name"], "BufferShort");
}
