//! Name, symbol and picture.

use serde_json::Value;

use super::{metadata_file, mint, node, web};
use crate::support::Fund;

const NAME: &str = "Demo Government Fund Institutional";

#[test]
fn a_wallet_shows_name_symbol_and_picture() {
    let (fund, site) = (Fund::start(), web::publish());
    let uri = format!("{site}dgfi.json");
    let class = ["class", "create", "--name", NAME, "--symbol", "DGFI", "--uri", &uri, "--expense-bps", "20"];
    fund.admin(&class).result();

    let saved = fund.net.dir.path().join("picture");
    let (mint, picture) = (mint(&fund, "1"), saved.display().to_string());
    let (went_well, shown) = node("metadata.mjs", &["--url", &fund.net.url, "--mint", &mint, "--picture", &picture]);
    assert!(went_well, "{shown}");
    assert_eq!((&shown["name"], &shown["symbol"], &shown["uri"]), (&NAME.into(), &"DGFI".into(), &uri.into()));
    assert_eq!((&shown["file"]["name"], &shown["file"]["symbol"]), (&NAME.into(), &"DGFI".into()));
    assert_eq!(shown["pictureType"], "image/png");
    assert_eq!(std::fs::read(saved).unwrap(), std::fs::read(metadata_file("dgfi.png")).unwrap());

    let (went_well, nameless) =
        node("metadata.mjs", &["--url", &fund.net.url, "--mint", &super::mint(&fund, "0"), "--picture", &picture]);
    assert!(!went_well, "nobody serves the address of class 0, so nothing can be shown: {nameless}");
}

#[test]
fn the_committed_picture_is_a_square_png_that_wallets_take() {
    let bytes = std::fs::read(metadata_file("dgfi.png")).unwrap();
    assert_eq!(&bytes[..8], b"\x89PNG\r\n\x1a\n");
    let side = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
    assert_eq!((side(16), side(20)), (256, 256));
    assert!(bytes.len() < 20_000, "{} bytes", bytes.len());
}

#[test]
fn the_committed_metadata_names_only_files_that_are_committed() {
    let text = std::fs::read_to_string(metadata_file("dgfi.json")).unwrap();
    let file: Value = serde_json::from_str(&text).unwrap();
    let listed: Vec<&str> =
        file["properties"]["files"].as_array().unwrap().iter().map(|entry| entry["uri"].as_str().unwrap()).collect();
    assert!(listed.contains(&file["image"].as_str().unwrap()));
    for address in listed {
        let name = address.strip_prefix("https://fund.example/").unwrap();
        assert!(metadata_file(name).is_file(), "{name}");
    }
    assert!(!file["description"].as_str().unwrap().is_empty());
}
