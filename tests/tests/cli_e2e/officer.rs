//! The compliance officer and the transfer agent at work on the register.

mod holdings;
mod records;
mod reports;
mod standings;

use serde_json::Value;

use super::support::{Fund, Key};

/// The hash of a document that an order rests on.
const DOCUMENT: &str = "d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0";

/// An order with its reason and document.
fn ordered<'a>(command: &[&'a str]) -> Vec<&'a str> {
    [command, &["--reason", "12", "--document", DOCUMENT]].concat()
}

/// A holder with 1,000 shares, and the number of its investor.
fn holder_of_1000(fund: &Fund, name: &str) -> (Key, String) {
    let key = fund.holder(name, "1,000");
    fund.by(&key.path, &["subscribe", "1,000"]).result();
    let id = investor_of(fund, &key);
    (key, id)
}

/// The number of a wallet's investor.
fn investor_of(fund: &Fund, wallet: &Key) -> String {
    let address = fund.mmf(&["holding", "show", &wallet.address]).result()["investor"].clone();
    let listed = fund.mmf(&["investor", "list"]).result();
    let shown = |investor: &Value| {
        let id = investor["investorId"].as_str().unwrap();
        fund.mmf(&["investor", "show", id]).result()["address"] == address
    };
    let found = listed["investors"].as_array().unwrap().iter().find(|investor| shown(investor)).unwrap();
    found["investorId"].as_str().unwrap().to_owned()
}

/// The row of a table whose column holds a value.
fn row<'a>(table: &'a Value, column: &str, value: &str) -> &'a Value {
    table.as_array().unwrap().iter().find(|row| row[column] == value).unwrap()
}
