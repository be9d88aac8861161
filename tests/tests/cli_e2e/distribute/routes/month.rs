//! A month in which everybody is paid, from the dry run to the tax.

use std::collections::HashMap;

use serde_json::Value;

use super::super::stage::Chain;
use super::cast::{Cast, millionths, reconciled};

const SCALE: i128 = 10i128.pow(18);

#[test]
fn a_dry_run_names_every_kind_and_the_tax_before_anything_is_paid() {
    let cast = Cast::at_the_end_of_january();
    let before = cast.chain();
    let dry = cast.fund.admin(&["distribute", "--dry-run"]).result();
    let kinds: HashMap<(&str, &str), [u64; 3]> = dry["kinds"].as_array().unwrap().iter().map(kind).collect();
    let gross = |name: &str| cast.gross(&before, name);
    let tax = |name: &str| cast.tax(&before, name);
    assert!(tax("dora") > 0 && tax("eve") > tax("dora"));
    assert_eq!(
        kinds,
        HashMap::from([
            (("reinvested", ""), [2, gross("alice") + gross("dora"), tax("dora")]),
            (("reinvested", "NoCashAccount"), [1, gross("carl"), 0]),
            (("cash", ""), [2, gross("bea") + gross("eve"), tax("eve")]),
            (("to-holding", ""), [1, gross("vault"), 0]),
            (("credited-in-place", "Blocked"), [1, gross("gus"), 0]),
        ])
    );
    let all: u64 = cast.holders.keys().map(|name| gross(name)).sum();
    assert_eq!((millionths(&dry["dueUnits"]), millionths(&dry["tax"])), (all, tax("dora") + tax("eve")));
    assert_eq!(millionths(&dry["cash"]), cast.net(&before, "bea") + cast.net(&before, "eve"));
    assert_eq!(millionths(&dry["buffer"]), cast.buffer());
    let after = cast.chain();
    assert_eq!((after.class.seq, after.period.holdings_paid), (before.class.seq, 0));
}

fn kind(row: &Value) -> ((&str, &str), [u64; 3]) {
    let reason = row["reason"].as_str().unwrap_or_default();
    let counted = [row["holdings"].as_u64().unwrap(), millionths(&row["units"]), millionths(&row["tax"])];
    ((row["kind"].as_str().unwrap(), reason), counted)
}

#[test]
fn a_month_is_paid_once_by_every_route_less_tax() {
    let cast = Cast::at_the_end_of_january();
    let (before, buffer) = (cast.chain(), cast.buffer());
    let done = cast.fund.admin(&["distribute", "--report", "paid.csv"]).result();
    let after = cast.chain();
    assert_eq!((&done["paidNow"], &done["holdersPaid"], after.period.holdings_paid), (&7.into(), &7.into(), 7));

    check_units(&cast, &before, &after);
    let paid_in_cash = cast.net(&before, "bea") + cast.net(&before, "eve");
    assert_eq!(cast.cash(cast.wallet("bea")), Some(cast.net(&before, "bea")));
    assert_eq!(cast.cash(cast.wallet("eve")), Some(cast.net(&before, "eve")));
    assert_eq!(cast.cash(cast.wallet("carl")), None);
    assert_eq!(buffer - cast.buffer(), paid_in_cash);
    let withheld = cast.tax(&before, "dora") + cast.tax(&before, "eve");
    assert_eq!((millionths(&done["cashPaid"]), millionths(&done["withheld"])), (paid_in_cash, withheld));

    assert_eq!(reconciled(&done, "cash"), i128::from(paid_in_cash) * SCALE);
    assert_eq!(reconciled(&done, "withheld"), i128::from(withheld) * SCALE);
    assert_eq!(reconciled(&done, "credited"), i128::from(cast.net(&before, "gus")) * SCALE);
    let minted: u64 = ["alice", "carl", "dora", "vault"].iter().map(|name| cast.net(&before, name)).sum();
    assert_eq!(reconciled(&done, "minted"), i128::from(minted) * SCALE);
    assert_eq!((reconciled(&done, "unpaid"), reconciled(&done, "difference")), (0, 0));

    check_list(&cast, &before);
    check_that_a_second_run_pays_nobody(&cast, &after, &done);
    check_that_the_tax_is_passed_on(&cast, withheld);
}

/// Each holder's units and tokens: only Gus's new units have no token.
fn check_units(cast: &Cast, before: &Chain, after: &Chain) {
    let own = |name: &'static str| (name, cast.net(before, name));
    let from_the_vault = cast.net(before, "vault");
    let alice = ("alice", cast.net(before, "alice") + from_the_vault);
    let unchanged = [("bea", 0), ("eve", 0), ("vault", 0)];
    for (name, units) in [alice, own("carl"), own("dora"), own("gus")].into_iter().chain(unchanged) {
        assert_eq!(cast.units(after, name) - cast.units(before, name), units, "{name}");
        let tokens = if name == "gus" { cast.units(before, name) } else { cast.units(after, name) };
        assert_eq!(cast.tokens(name), tokens, "{name}");
    }
}

fn check_list(cast: &Cast, before: &Chain) {
    let listed = cast.listed("paid.csv");
    assert_eq!(listed.len(), 7);
    let in_cash = [("bea", "cash", "cash", ""), ("eve", "cash", "cash", "")];
    let in_units = [
        ("alice", "reinvested", "minted", ""),
        ("carl", "cash", "minted", "NoCashAccount"),
        ("dora", "reinvested", "minted", ""),
        ("vault", "to-holding", "minted", ""),
    ];
    let in_place = [("gus", "reinvested", "credited-in-place", "Blocked")];
    for (name, route, outcome, reason) in in_cash.into_iter().chain(in_units).chain(in_place) {
        let row = &listed[name];
        assert_eq!((&*row["route"], &*row["outcome"], &*row["reason"]), (route, outcome, reason), "{name}");
        let amount = |column: &str| row[column].replace('.', "").parse::<u64>().unwrap();
        let paid = |of: &str| if outcome == of { cast.net(before, name) } else { 0 };
        assert_eq!(amount("units_minted"), paid("minted"), "{name}");
        assert_eq!(amount("units_credited"), paid("credited-in-place"), "{name}");
        assert_eq!(amount("cash"), paid("cash"), "{name}");
        assert_eq!(amount("withheld"), cast.tax(before, name), "{name}");
        assert_eq!(row["fraction_e18"], cast.fraction_e18(before, name).to_string(), "{name}");
        let own_units = if matches!(name, "bea" | "eve" | "vault") { 0 } else { cast.net(before, name) };
        let units_after = cast.units(before, name) + own_units;
        // Alice's own payment and the vault's come in either order.
        let with_the_vaults = if name == "alice" { units_after + cast.net(before, "vault") } else { units_after };
        assert!([units_after, with_the_vaults].contains(&amount("units_after")), "{name}");
        assert_eq!((&*row["month"], &row["investor_id"]), ("2025-01", &cast.holders[name].id), "{name}");
        assert!(!row["signature"].is_empty(), "{name}");
    }
    assert_eq!(listed["vault"]["paid_to"], listed["alice"]["holding"]);
    assert_eq!(listed["carl"]["paid_to"], listed["carl"]["holding"]);
    assert_ne!(listed["bea"]["paid_to"], listed["bea"]["holding"], "the cash account");
}

fn check_that_a_second_run_pays_nobody(cast: &Cast, after: &Chain, done: &Value) {
    let list = cast.listed("paid.csv");
    let again = cast.fund.admin(&["distribute", "--report", "again.csv"]).result();
    assert_eq!((&again["paidNow"], &again["reconciliation"]), (&0.into(), &done["reconciliation"]));
    assert_eq!(cast.chain().class.seq, after.class.seq);
    assert_eq!(cast.listed("again.csv"), list);
}

/// The treasurer pays the withheld tax to the recipient that the policy names.
fn check_that_the_tax_is_passed_on(cast: &Cast, withheld: u64) {
    let fund = &cast.fund;
    let revenue = fund.net.key("revenue", "1");
    fund.admin(&["fund", "policy", "set", "--tax-recipient", &revenue.address, "--yes"]).result();
    let owed = fund.mmf(&["fees", "show"]).result()["classes"][0]["taxPayable"].clone();
    assert_eq!(millionths(&owed), withheld);
    let paid = fund.admin(&["fees", "pay", "--tax", "--yes"]).result();
    assert_eq!((&paid["classes"][0]["taxPayable"], &paid["classes"][0]["taxToDate"]), (&"0.000000".into(), &owed));
    assert_eq!(cast.cash(&revenue.address), Some(1_000_000 + withheld));
}
