//! Import brings the register to the file, and no further; export writes what import reads.

use serde_json::Value;
use solana_sdk::pubkey::Pubkey;

use super::file::{REQUIRED, id, person, persons, register, write};
use crate::support::Fund;

fn import(fund: &Fund, file: &str) -> Value {
    fund.admin(&["investor", "import", file, "--yes"]).result()
}

/// What was done: added, updated, approved, linked, opened, transactions.
fn counts(result: &Value) -> [u64; 6] {
    ["added", "updated", "approved", "linked", "opened", "transactions"].map(|key| result[key].as_u64().unwrap())
}

const ALL: &str = "investor_id,wallets,kind,jurisdiction,us_person,kyc_until,kyc_evidence,accredited_until,accredited_evidence,\
                   qualified_until,institution_until,professional_until,operator,max_units,locked_until,flow_back_until,\
                   beneficial_owners,beneficial_owners_hash,beneficial_owners_until,tax_form,tax_form_until,withholding_bps,\
                   dividend_election,nominee_holders,document_hash";

/// One investor of every sort, with everything that can be recorded of it.
fn all_sorts() -> Vec<String> {
    let (a, b) = ("aa".repeat(32), "bb".repeat(32));
    let wallet = Pubkey::new_unique;
    vec![
        format!(
            "{},{},person,US,yes,2030-12-31,{a},2027-06-30,{b},,,,,1000000,2025-06-01,2025-07-01,,,,w-9,2027-12-31,2400,cash,,{a}",
            id(1),
            wallet()
        ),
        format!(
            "{},{};{},entity,DEU,no,2029-01-31,,,,2028-01-31,2028-01-31,2028-01-31,,,,,3,{a},2026-01-31,w-8ben-e,2026-12-31,1500,reinvest,,",
            id(2),
            wallet(),
            wallet()
        ),
        format!("{},{},protocol-vault,136,no,2030-12-31,,,,,,,{},,,,,,,,,,,,", id(3), wallet(), wallet()),
        format!(
            "{},{},distributor,LU,no,2030-12-31T12:00:00Z,,,,,,,,0.000001,2025-06-01T08:30:00Z,,,,,99,,,,250000,",
            id(4),
            wallet()
        ),
    ]
}

#[test]
fn export_diff_and_import_come_full_circle() {
    let fund = Fund::start();
    write(&fund, "all.csv", ALL, &all_sorts());
    assert_eq!(counts(&import(&fund, "all.csv")), [4, 0, 4, 5, 5, 5]);
    assert_eq!(fund.mmf(&["investor", "diff", "all.csv"]).result()["same"], true);
    let shown = fund.mmf(&["investor", "show", &id(4)]).result();
    assert_eq!(shown["status"], "approved");

    fund.mmf(&["investor", "export", "out.csv"]).result();
    assert_eq!(fund.mmf(&["investor", "export", "out.csv"]).error(2)["name"], "FileExists");
    assert_eq!(fund.mmf(&["investor", "diff", "out.csv"]).result()["same"], true);
    assert_eq!(counts(&import(&fund, "out.csv")), [0; 6]);
    let text = fund.mmf(&["investor", "export", "-"]).stdout;
    assert_eq!(text, std::fs::read_to_string(fund.net.dir.path().join("out.csv")).unwrap());

    let other = second_fund(&fund);
    let on_other = |args: &[&str]| fund.net.mmf(&[&["-k", &fund.admin, "--fund", &other], args].concat());
    assert_eq!(
        counts(&on_other(&["investor", "import", "out.csv", "--journal", "other"]).result()),
        [4, 0, 4, 5, 5, 5]
    );
    assert_eq!(on_other(&["investor", "diff", "out.csv"]).result()["same"], true);
}

fn second_fund(fund: &Fund) -> String {
    let net = &fund.net;
    let regime = ["--regime", "private-3c7", "--inception", "2025-01-01"];
    let create =
        ["-k", &fund.admin, "fund", "create", "--fund-id", "2", "--name", "Other", "--settlement-mint", &net.usdc];
    let address = net.mmf(&[&create[..], &regime].concat()).result()["address"].as_str().unwrap().to_owned();
    let class = ["class", "create", "--name", "B", "--symbol", "B", "--uri", "https://b.example", "--expense-bps", "1"];
    net.mmf(&[&["-k", &fund.admin, "--fund", &address], &class[..]].concat()).result();
    address
}

#[test]
fn the_second_import_of_a_file_sends_nothing() {
    let fund = Fund::start();
    persons(&fund, "a.csv", 5);
    assert_eq!(counts(&import(&fund, "a.csv")), [5, 0, 5, 5, 5, 5]);
    let journal = || std::fs::read(fund.net.dir.path().join("a.csv.mmf-journal")).unwrap();
    let written = journal();
    let again = import(&fund, "a.csv");
    assert_eq!((counts(&again), &again["unchanged"]), ([0; 6], &5.into()));
    assert_eq!(journal(), written);
    register(&fund).check_once_each(5);
}

#[test]
fn a_changed_row_changes_only_its_investor() {
    let fund = Fund::start();
    let rows: Vec<String> = (1..=4).map(person).collect();
    write(&fund, "a.csv", REQUIRED, &rows);
    import(&fund, "a.csv");

    let mut changed = rows.clone();
    changed[1] = changed[1].replace("US,yes", "CA,no").replace("2030-12-31", "2031-12-31");
    let (head, tail) = changed[2].split_once(",person").unwrap();
    changed[2] = format!("{head};{},person{tail}", Pubkey::new_unique());
    changed.push(person(5));
    write(&fund, "a.csv", REQUIRED, &changed);
    let difference = fund.mmf(&["investor", "diff", "a.csv"]);
    assert_eq!(difference.code, 1, "{difference:?}");
    let difference: Value = serde_json::from_str(&difference.stdout).unwrap();
    let cells = difference["result"]["cells"].as_array().unwrap();
    let places: Vec<(u64, &str)> =
        cells.iter().map(|cell| (cell["line"].as_u64().unwrap(), cell["column"].as_str().unwrap())).collect();
    assert_eq!(places, [(3, "jurisdiction"), (3, "us_person"), (3, "kyc_until"), (4, "wallets")]);
    assert_eq!((&cells[0]["file"], &cells[0]["chain"]), (&"CA".into(), &"US".into()));
    assert_eq!(difference["result"]["onlyInFile"][0]["investorId"], id(5));

    assert_eq!(counts(&import(&fund, "a.csv")), [1, 1, 2, 2, 2, 3]);
    let after = register(&fund);
    let events = [1, 2, 3, 4, 5].map(|number| after.investor(number).seq);
    assert_eq!(events, [3, 5, 4, 3, 3], "update and approval, a further wallet, and a new investor");
    assert_eq!(fund.mmf(&["investor", "diff", "a.csv"]).result()["same"], true);

    write(&fund, "b.csv", REQUIRED, &changed[1..]);
    let difference: Value = serde_json::from_str(&fund.mmf(&["investor", "diff", "b.csv"]).stdout).unwrap();
    assert_eq!(difference["result"]["onlyOnChain"][0]["investorId"], id(1));
}

#[test]
fn a_column_that_the_file_leaves_out_stays_as_it_is() {
    let fund = Fund::start();
    let rows = all_sorts();
    write(&fund, "all.csv", ALL, &rows);
    import(&fund, "all.csv");
    let short: Vec<String> = rows.iter().map(|row| row.split(',').take(6).collect::<Vec<_>>().join(",")).collect();
    let short: Vec<String> = short.into_iter().map(|row| row.replace("2029-01-31", "2029-02-28")).collect();
    write(&fund, "short.csv", REQUIRED, &short);
    assert_eq!(counts(&import(&fund, "short.csv")), [0, 0, 1, 0, 0, 1]);
    let entity = *register(&fund).investor(2);
    assert_eq!((entity.tax_form, entity.withholding_bps, entity.beneficial_owners), (3, 1500, 3));
}

#[test]
fn restrictions_and_lapses_show_in_what_import_takes() {
    let fund = Fund::start();
    persons(&fund, "a.csv", 2);
    import(&fund, "a.csv");
    let hash = "cd".repeat(32);
    fund.admin(&["investor", "restrict", &id(1), "--reason", "3", "--document", &hash]).result();
    fund.admin(&["investor", "add", "--id", &id(3)]).result();
    let all = fund.mmf(&["investor", "export", "all.csv"]).result();
    let approved = fund.mmf(&["investor", "export", "approved.csv", "--approved"]).result();
    assert_eq!((&all["investors"], &approved["investors"]), (&3.into(), &1.into()));
    assert_eq!(counts(&import(&fund, "a.csv"))[0], 0);
    assert_eq!(
        fund.mmf(&["investor", "show", &id(1)]).result()["status"],
        "redeem-only",
        "a file lifts no restriction"
    );
}
