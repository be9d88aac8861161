//! Cash that is not there.

use super::super::stage::client;
use super::cast::{Cast, millionths, reconciled};

#[test]
fn a_short_buffer_holds_up_the_dividends_in_cash_and_nobody_else() {
    let cast = Cast::at_the_end_of_january();
    let (fund, before) = (&cast.fund, cast.chain());
    let custodian = fund.net.key("custodian", "1");
    let fund_at = client(fund).fund(&fund.address.parse().unwrap()).unwrap();
    let account = client(fund).cash_account(&fund_at, &custodian.address.parse().unwrap()).to_string();
    fund.admin(&["custodian", "add", &account]).result();
    fund.admin(&["cash", "sweep", &account, "27,990"]).result();
    let (needed, buffer) = (cast.net(&before, "bea") + cast.net(&before, "eve"), cast.buffer());

    assert!(cast.net(&before, "bea") < buffer && buffer < cast.net(&before, "eve"), "{buffer} is enough for Bea alone");

    let dry = fund.admin(&["distribute", "--dry-run"]).result();
    assert_eq!((millionths(&dry["buffer"]), millionths(&dry["cash"])), (buffer, needed));
    assert_eq!(millionths(&dry["cashMissing"]), needed - buffer);

    let refused = fund.admin(&["distribute"]).error(3);
    assert_eq!(refused["name"], "BatchIncomplete");
    let rows = refused["details"]["unfinished"].as_array().unwrap();
    assert_eq!((rows.len(), &rows[0]["name"]), (1, &"BufferShort".into()));
    assert!(rows[0]["message"].as_str().unwrap().contains("buffer"), "{refused}");
    assert!(rows[0]["hint"].as_str().unwrap().contains("`mmf cash return`"), "{refused}");
    let hint = refused["hint"].as_str().unwrap();
    assert!(hint.starts_with("the buffer holds 10.000000: bring cash back with `mmf cash return`"), "{hint}");
    let between = cast.chain();
    assert_eq!((between.period.holdings_paid, between.period.paid_cash_e6, cast.buffer()), (5, 0, buffer));
    assert_eq!(cast.units(&between, "carl"), cast.units(&before, "carl") + cast.net(&before, "carl"));
    assert_eq!(cast.units(&between, "dora"), cast.units(&before, "dora") + cast.net(&before, "dora"));

    let one_by_one = fund.admin(&["distribute", "--batch", "1"]).error(3);
    assert_eq!(one_by_one["details"]["unfinished"].as_array().unwrap().len(), 1);
    assert_eq!(cast.cash(cast.wallet("bea")), Some(cast.net(&before, "bea")));
    assert_eq!(cast.cash(cast.wallet("eve")), Some(0));

    fund.by(&custodian.path, &["cash", "return", "100"]).result();
    let done = fund.admin(&["distribute"]).result();
    assert_eq!((&done["paidNow"], &done["holdersPaid"]), (&1.into(), &7.into()));
    assert_eq!(cast.cash(cast.wallet("eve")), Some(cast.net(&before, "eve")));
    assert_eq!(reconciled(&done, "cash"), i128::from(needed) * 10i128.pow(18));
    assert_eq!((reconciled(&done, "unpaid"), reconciled(&done, "difference")), (0, 0));
}
