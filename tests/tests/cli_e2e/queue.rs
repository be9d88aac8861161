//! Dealing by the command line: at once, through the queue, by standing instruction and facility; limits, fees, suspension, strays.

mod answers;
mod cancel;
mod cents;
mod collect;
mod day;
mod facility;
mod fees;
mod gated;
mod institution;
mod killed;
mod limits;
mod mints;
mod orders;
mod quotes;
mod refusals;
mod shapes;
mod standing;
mod stray;
mod suspension;
mod transfer_fee;

use serde_json::Value;

use super::support::{Fund, Key, Said};

/// A fund with strike days from 2 January, Alice and Bob with 200,000 and 100,000 units, and a custodian who is listed.
struct Stage {
    fund: Fund,
    alice: Key,
    bob: Key,
    custodian: Key,
    /// The custodian's token account.
    account: String,
}

impl Stage {
    fn set() -> Self {
        Self::of(Fund::start())
    }

    fn of(fund: Fund) -> Self {
        fund.strike_on(&["2025-01-02", "2025-01-03", "2025-01-06", "2025-01-31", "2025-02-03"]);
        let (alice, bob) = (fund.holder("alice", "1,000,000"), fund.holder("bob", "1,000,000"));
        fund.by(&alice.path, &["subscribe", "200,000"]).result();
        fund.by(&bob.path, &["subscribe", "100,000"]).result();
        let custodian = fund.net.key("custodian", "1");
        let account = cash_account(&fund, &custodian.address);
        fund.admin(&["custodian", "add", &account]).result();
        fund.net.time("2025-01-02T15:00:00Z");
        Self { fund, alice, bob, custodian, account }
    }

    /// Sweeps cash to the custodian.
    fn sweep(&self, amount: &str) {
        self.fund.admin(&["cash", "sweep", &self.account, amount]).result();
    }

    /// Brings cash back.
    fn bring_back(&self, amount: &str) {
        self.fund.by(&self.custodian.path, &["cash", "return", amount]).result();
    }

    /// Moves the clock past a day's cut-off and strikes it.
    fn strike(&self, day: &str, net_assets: &str, income: &str) {
        self.fund.net.time(&format!("{day}T20:01:00Z"));
        self.fund.quote(net_assets, income).result();
        self.fund.admin(&["strike", "--day", day, "--yes"]).result();
    }

    /// What the fund has by the books.
    fn assets(&self) -> String {
        let sheet = self.fund.mmf(&["statement"]).result();
        sheet["assets"]["total"].as_str().unwrap_or_else(|| panic!("{sheet:#}")).to_owned()
    }

    fn queue(&self, key: &Key, args: &[&str]) -> Value {
        self.fund.by(&key.path, &[args, &["--queue"]].concat()).result()
    }

    fn settle(&self, key: &str) -> Said {
        self.fund.by(key, &["requests", "settle", "--yes"])
    }

    /// A request as it stands.
    fn request(&self, placed: &Value) -> Value {
        self.fund.mmf(&["requests", "show", text(placed, "request")]).result()
    }

    fn cash(&self, owner: &str) -> u64 {
        let account = cash_account(&self.fund, owner).parse().unwrap();
        let rpc = solana_client::rpc_client::RpcClient::new(self.fund.net.url.clone());
        rpc.get_token_account_balance(&account).unwrap().amount.parse().unwrap()
    }
}

/// The associated token account of a wallet for the settlement token.
fn cash_account(fund: &Fund, owner: &str) -> String {
    use spl_associated_token_account_interface::address::get_associated_token_address;
    get_associated_token_address(&owner.parse().unwrap(), &fund.net.usdc.parse().unwrap()).to_string()
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_else(|| panic!("{key} in {value:#}"))
}

/// Of a table, the row with this value in a column.
fn row<'a>(table: &'a Value, column: &str, value: &str) -> &'a Value {
    let rows = table.as_array().unwrap();
    rows.iter().find(|row| row[column] == value).unwrap_or_else(|| panic!("{column} {value} in {table:#}"))
}

/// The document of a result that is bad news.
#[track_caller]
fn bad_news(said: &Said) -> Value {
    assert_eq!(said.code, 3, "{said:#?}");
    let document: Value = serde_json::from_str(&said.stdout).unwrap();
    document["result"].clone()
}
