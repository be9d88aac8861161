//! Where a dividend should go is closed, or nothing is left of it.

use std::collections::HashMap;

use solana_sdk::signature::read_keypair_file;
use spl_token_2022_interface::instruction::{burn, close_account};

use super::cast::{Cast, reconciled};
use crate::support::Fund;

#[test]
fn what_does_not_find_its_way_becomes_units_of_the_holding_itself() {
    let mut cast = Cast { fund: Fund::start(), holders: HashMap::new() };
    cast.enter("receiver", "0", &[]);
    let receiver = cast.wallet("receiver").to_owned();
    cast.enter("vault", "1,000", &["--kind", "protocol-vault", "--operator", &receiver]);
    cast.enter("taxed", "2,000", &["--withholding-bps", "10000", "--dividends", "cash"]);
    cast.enter("nowhere", "3,000", &["--dividends", "cash"]);
    cast.fund.admin(&["holding", "dividends", cast.wallet("vault"), "--to", &receiver]).result();
    cast.fund.admin(&["holding", "close", &receiver]).result();
    cast.close_cash_account("nowhere");
    close_share_account(&cast, "nowhere");
    cast.strike("2025-01-02", "6001", "1");
    cast.strike("2025-01-31", "6020", "19");
    let before = cast.chain();

    let dry = cast.fund.admin(&["distribute", "--dry-run"]).result();
    let kinds = dry["kinds"].as_array().unwrap().iter();
    let mut kinds: Vec<_> = kinds.map(|row| (row["kind"].as_str().unwrap(), row["reason"].as_str())).collect();
    kinds.sort_unstable();
    assert_eq!(
        kinds,
        [("cash", None), ("credited-in-place", Some("TokenAccountClosed")), ("reinvested", Some("ReceiverClosed"))]
    );
    let done = cast.fund.admin(&["distribute", "--report", "paid.csv"]).result();
    assert_eq!((&done["holdersPaid"], reconciled(&done, "difference")), (&3.into(), 0));
    let (after, listed) = (cast.chain(), cast.listed("paid.csv"));
    let outcome = |name: &str| (listed[name]["outcome"].as_str(), listed[name]["reason"].as_str());
    assert_eq!(outcome("vault"), ("minted", "ReceiverClosed"));
    assert_eq!(outcome("taxed"), ("withheld", ""));
    assert_eq!(outcome("nowhere"), ("credited-in-place", "TokenAccountClosed"));
    for name in ["vault", "nowhere"] {
        assert_eq!(cast.units(&after, name) - cast.units(&before, name), cast.gross(&before, name), "{name}");
    }
    assert_eq!(after.period.withheld_e6, cast.gross(&before, "taxed"));
}

/// Burns a holder's tokens and closes its share account, behind the fund's back.
fn close_share_account(cast: &Cast, name: &str) {
    let key = read_keypair_file(&cast.holders[name].key.path).unwrap();
    let (owner, account) = (cast.wallet(name).parse().unwrap(), cast.fund.token_account(cast.wallet(name)));
    let class = cast.fund.mmf(&["class", "show"]).result();
    let mint = class["mint"].as_str().unwrap().parse().unwrap();
    let program = &spl_token_2022_interface::ID;
    let burnt = burn(program, &account, &mint, &owner, &[], cast.tokens(name)).unwrap();
    let closed = close_account(program, &account, &owner, &owner, &[]).unwrap();
    mmf_localnet::send(&cast.fund.net.url, &[burnt, closed], &key, &[]).unwrap();
}
