//! Lookup tables are given up in two steps, and their rent comes back.

use std::time::{Duration, Instant};

use super::stage::Stage;
use crate::support::Net;

#[test]
fn tables_that_are_given_up_return_their_rent() {
    let stage = Stage::on(Net::with(&["--start-time", "2025-01-01T12:00:00Z", "--slot-ms", "5"]), 20);
    stage.fund.admin(&["distribute"]).result();
    let close = || stage.fund.admin(&["distribute", "--close-tables"]).result();
    let by_another = stage.fund.by(&stage.rich.path, &["distribute", "--close-tables"]).result();
    assert_eq!((&by_another["foreign"], &by_another["deactivated"]), (&1.into(), &0.into()));
    let first = close();
    assert_eq!((&first["deactivated"], &first["closed"]), (&1.into(), &0.into()));
    let patience = Instant::now() + Duration::from_secs(60);
    let closed = loop {
        let next = close();
        assert_eq!(next["deactivated"], 0);
        if next["closed"] == 1 {
            break next;
        }
        assert!(Instant::now() < patience, "{next}");
        std::thread::sleep(Duration::from_millis(200));
    };
    // Rent of 56 bytes and 63 addresses, beside the account's own 128 bytes.
    let rent = (128 + 56 + 63 * 32) * 6_960;
    assert_eq!(closed["lamportsBack"], rent - 5_000);
    assert_eq!(close()["waiting"], 0);
}
