//! The local network as a process.

use std::process::Command;

use super::support::{Net, mmf};

#[test]
fn the_network_describes_itself_moves_in_time_and_stops_cleanly() {
    let mut net = Net::start();
    let described = std::fs::read_to_string(net.dir.path().join("network.json")).unwrap();
    let described: serde_json::Value = serde_json::from_str(&described).unwrap();
    assert_eq!(described["rpcUrl"], net.url.as_str());
    assert_eq!(described["usdcMint"], net.usdc.as_str());
    assert_eq!(described["startTime"], "2025-01-01T12:00:00Z");
    for key in ["payer.json", "usdc.json", "admin.json"] {
        assert!(net.dir.path().join(key).is_file(), "{key}");
    }
    net.time("2025-03-01T00:00:00Z");
    let now = net.mmf(&["localnet", "time"]).result();
    assert!(now["time"].as_str().unwrap().starts_with("2025-03-01T00:00"), "{now}");
    let back = net.mmf(&["localnet", "time", "--to", "2025-01-01T00:00:00Z"]).error(1);
    assert_eq!(back["name"], "LocalnetFailed");

    let stopped = Command::new("kill").args(["-INT", &net.child.id().to_string()]).status().unwrap();
    assert!(stopped.success());
    assert_eq!(net.child.wait().unwrap().code(), Some(0));
    let gone = mmf(&["localnet", "time", "-u", &net.url, "--output", "json"]).error(1);
    assert_eq!(gone["name"], "LocalnetFailed");
}
