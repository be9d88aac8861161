//! Many investors on a network whose clock runs: once without interruption, once killed three times in the middle.
//!
//! 1,000 of them belong to every run of the tests; `MMF_IMPORT_INVESTORS=10000` asks for the number that the documents state.

use std::time::Instant;

use rand::Rng;

use super::file::{persons, register};
use super::resume::{kill_after, landed};
use crate::support::{Fund, Net};

/// Slot interval of the network, milliseconds: Solana's own.
const SLOT_MS: &str = "400";
/// Transactions in flight.
const BATCH: &str = "128";
const KILLS: usize = 3;
/// From this number on the rate is required, not only shown: fewer are done before a rate settles.
const RATED: u32 = 10_000;

fn count() -> u32 {
    std::env::var("MMF_IMPORT_INVESTORS").map_or(1_000, |text| text.parse().expect("a number of investors"))
}

fn fund() -> Fund {
    Fund::on(Net::with(&["--slot-ms", SLOT_MS]))
}

#[test]
fn many_investors_are_imported_at_a_hundred_a_second() {
    let (count, fund) = (count(), fund());
    persons(&fund, "many.csv", count);
    let done = fund.admin(&["investor", "import", "many.csv", "--batch", BATCH]).result();
    assert_eq!((&done["added"], &done["transactions"]), (&count.into(), &count.into()));
    register(&fund).check_once_each(count as usize);
    let (seconds, rate) = (done["seconds"].as_str().unwrap(), done["perSecond"].as_str().unwrap());
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    println!(
        "{count} investors in {seconds} s: {rate} a second; slots of {SLOT_MS} ms, batches of {BATCH}, {cores} cores"
    );
    let (whole, _) = rate.split_once('.').unwrap();
    assert!(count < RATED || whole.parse::<u32>().unwrap() >= 100, "{rate} a second");
    assert_eq!(fund.mmf(&["investor", "diff", "many.csv"]).result()["same"], true);
}

#[test]
fn many_investors_are_imported_once_each_through_three_kills() {
    let (count, fund) = (count(), fund());
    let file = persons(&fund, "many.csv", count);
    let journal = fund.net.dir.path().join("many.csv.mmf-journal");
    let started = Instant::now();
    for kill in 1..=KILLS {
        // Somewhere in the next quarter of the work, after progress was made.
        let step = count as usize / (KILLS + 1);
        let enough = landed(&journal) + rand::thread_rng().gen_range(step / 4..step);
        assert!(kill_after(&fund, &file, &journal, enough, BATCH), "killed in the middle");
        println!(
            "kill {kill}: after {} of {count} had landed, {:.1} s",
            landed(&journal),
            started.elapsed().as_secs_f32()
        );
    }
    let rest = fund.admin(&["investor", "import", "many.csv", "--batch", BATCH]).result();
    println!(
        "{count} investors through {KILLS} kills in {:.1} s; {} transactions of the last kill were settled first",
        started.elapsed().as_secs_f32(),
        rest["resumed"]
    );
    register(&fund).check_once_each(count as usize);
    assert_eq!(fund.mmf(&["investor", "diff", "many.csv"]).result()["same"], true);
    let again = fund.admin(&["investor", "import", "many.csv"]).result();
    assert_eq!((&again["transactions"], &again["unchanged"]), (&0.into(), &count.into()));
}
