//! The dry run totals before anything is sent; the list and the reconciliation tell afterwards what became of every holding.

use std::collections::HashMap;

use serde_json::Value;

use super::stage::{Stage, client};

const DOCUMENT: &str = "d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0";

/// The first holder's holding is frozen by order, the second one's investor is blocked.
fn restrain_two(stage: &Stage) {
    let order = ["--reason", "12", "--document", DOCUMENT];
    let client = client(&stage.fund);
    let investors = client.investors(&stage.fund.address.parse().unwrap()).unwrap();
    let id = |number: u32| format!("{:064x}", number + 1_000);
    let holding_of = |number: u32| {
        let wanted = id(number);
        let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        let (address, _) = investors.iter().find(|(_, investor)| hex(&investor.investor_id) == wanted).unwrap();
        client.holdings_of(address).unwrap().remove(0).1.owner.to_string()
    };
    let freeze = ["holding", "freeze", &holding_of(0)];
    stage.fund.admin(&[&freeze[..], &order].concat()).result();
    let blocked = id(1);
    let block = ["investor", "block", &blocked];
    stage.fund.admin(&[&block[..], &order].concat()).result();
}

fn amount(rows: &Value, name: &str) -> i128 {
    let row = rows.as_array().unwrap().iter().find(|row| row["name"] == name).unwrap();
    row["amount_e18"].as_str().unwrap().parse().unwrap()
}

#[test]
fn a_dry_run_totals_by_kind_and_sends_nothing() {
    let stage = Stage::with_holders(5);
    restrain_two(&stage);
    let before = stage.chain();
    let dry = stage.fund.mmf(&["-k", &stage.rich.address, "distribute", "--dry-run"]).result();
    let kinds: HashMap<(&str, &str), u64> = dry["kinds"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            let reason = row["reason"].as_str().unwrap_or_default();
            ((row["kind"].as_str().unwrap(), reason), row["holdings"].as_u64().unwrap())
        })
        .collect();
    assert_eq!(
        kinds,
        HashMap::from([
            (("reinvested", ""), 4),
            (("credited-in-place", "HoldingFrozen"), 1),
            (("credited-in-place", "Blocked"), 1)
        ])
    );
    assert_eq!((&dry["wouldPay"], &dry["difference_e18"], &dry["refusal"]), (&6.into(), &"0".into(), &Value::Null));
    assert_eq!(dry["open_e18"], dry["declared_e18"]);
    let after = stage.chain();
    assert_eq!((after.class.seq, after.period.holdings_paid), (before.class.seq, 0));

    let done = stage.fund.admin(&["distribute"]).result();
    assert_eq!(done["unitsPaid"], dry["dueUnits"]);
}

#[test]
fn the_list_and_the_reconciliation_agree_with_the_chain_to_the_last_digit() {
    let stage = Stage::with_holders(5);
    restrain_two(&stage);
    let before = stage.chain();
    let done = stage.fund.admin(&["distribute", "--report", "paid.csv"]).result();
    let after = stage.chain();
    after.check_paid_once_each(&before);
    let rows = &done["reconciliation"];
    let scale = 10i128.pow(18);
    let credited = i128::from(after.period.credited_units) * scale;
    assert!(credited > 0);
    assert_eq!(amount(rows, "credited"), credited);
    assert_eq!(amount(rows, "minted"), i128::from(after.period.paid_units) * scale - credited);
    assert_eq!(amount(rows, "declared"), i128::try_from(after.period.declared).unwrap());
    let fractions: u128 = after.holdings.iter().map(|(_, holding)| holding.payable.get()).sum();
    assert_eq!(amount(rows, "fractions"), i128::try_from(fractions).unwrap());
    assert_eq!((amount(rows, "unpaid"), amount(rows, "difference")), (0, 0));

    let path = stage.fund.net.dir.path().join("paid.csv");
    let text = std::fs::read_to_string(&path).unwrap();
    let mut lines = text.lines();
    let columns: Vec<&str> = lines.next().unwrap().split(',').collect();
    let listed: HashMap<String, HashMap<&str, &str>> = lines
        .map(|line| columns.iter().copied().zip(line.split(',')).collect::<HashMap<_, _>>())
        .map(|row| (row["holding"].to_owned(), row))
        .collect();
    assert_eq!(listed.len(), 6);
    for (address, holding) in &after.holdings {
        let row = &listed[&address.to_string()];
        let millionths = |column: &str| row[column].replace('.', "").parse::<u64>().unwrap();
        assert_eq!(millionths("units_minted") + millionths("units_credited"), holding.paid_units);
        assert_eq!(row["fraction_e18"].parse::<u128>().unwrap(), holding.payable.get());
        assert_eq!(millionths("units_after"), holding.recorded_units);
    }
    let mut reasons: Vec<&str> = listed.values().map(|row| row["reason"]).filter(|reason| !reason.is_empty()).collect();
    reasons.sort_unstable();
    assert_eq!(reasons, ["Blocked", "HoldingFrozen"]);

    std::fs::remove_file(&path).unwrap();
    let again = stage.fund.admin(&["distribute", "--report", "paid.csv"]).result();
    assert_eq!((&again["paidNow"], &again["reconciliation"]), (&0.into(), rows));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text, "the list comes from the chain, not from the run");
}
