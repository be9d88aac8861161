//! Many holders on a network whose clock runs, behind a node that loses a fifth of what is sent and repeats another fifth, the process killed
//! three times.
//!
//! 1,000 of them belong to every run of the tests; `MMF_DISTRIBUTE_HOLDERS=10000` asks for the number and the rate that the documents state.

use std::process::Child;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use rand::Rng;

use super::lossy::Lossy;
use super::stage::{Stage, client};
use crate::support::Fund;

const PERCENT: u32 = 20;
/// From this number on the rate is required, not only shown: fewer are done before a rate settles.
const RATED: u32 = 10_000;
const LEAST_PER_SECOND: f64 = 150.0;

fn count() -> u32 {
    std::env::var("MMF_DISTRIBUTE_HOLDERS").map_or(1_000, |text| text.parse().expect("a number of holders"))
}

/// Starts a distribution and kills it (SIGKILL) as soon as `enough` says so.
fn kill_when(fund: &Fund, arguments: &[&str], enough: impl Fn() -> bool) {
    let mut run: Child = fund.spawn(&[&["-k", &fund.admin, "distribute"], arguments].concat());
    let patience = Instant::now() + Duration::from_secs(120);
    while !enough() {
        assert!(Instant::now() < patience, "no progress");
        assert!(run.try_wait().unwrap().is_none(), "the run ended before it was killed");
        std::thread::sleep(Duration::from_millis(2));
    }
    run.kill().unwrap();
    run.wait().unwrap();
}

#[test]
fn many_holders_are_paid_once_each_through_three_kills_and_a_lossy_network() {
    let count = count();
    let set_up = Instant::now();
    let mut stage = Stage::with_holders(count);
    let before = stage.chain();
    println!("{count} holders were set up in {:.1} s", set_up.elapsed().as_secs_f32());
    let direct = client(&stage.fund);
    let lossy = Lossy::before(&stage.fund.net.url, PERCENT, PERCENT);
    stage.fund.net.url.clone_from(&lossy.url);
    let window = if count < RATED { "16" } else { "128" };
    let state_dir = stage.fund.net.dir.path().display().to_string();
    let arguments = ["--in-flight", window, "--state-dir", &state_dir];
    let journal = stage.state("journal");
    let landed = || std::fs::read_to_string(&journal).unwrap_or_default().matches("\"outcome\":\"landed\"").count();
    let paid = || direct.period(&stage.class, before.period.period_no).unwrap().unwrap().holdings_paid;

    let started = Instant::now();
    // Each table takes 85 holdings, nine to a transaction: the first kill comes while they are made.
    let some_tables = rand::thread_rng().gen_range(3..count as usize / 12);
    kill_when(&stage.fund, &arguments, || landed() >= some_tables);
    println!("kill 1: after {} transactions for tables, {:.1} s", landed(), started.elapsed().as_secs_f32());
    for (kill, from, to) in [(2, 5, 35), (3, 40, 75)] {
        let enough = count * rand::thread_rng().gen_range(from..to) / 100;
        kill_when(&stage.fund, &arguments, || paid() >= enough);
        println!("kill {kill}: after {} of {count} were paid, {:.1} s", paid(), started.elapsed().as_secs_f32());
    }
    let left = count + 1 - paid();
    let rest = stage.fund.admin(&[&["distribute"], &arguments[..]].concat()).result();
    let seconds = started.elapsed().as_secs_f64();
    let rate = f64::from(count + 1) / seconds;
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let number = |count: &std::sync::atomic::AtomicU64| count.load(Ordering::Relaxed);
    println!(
        "{} holders in {seconds:.1} s through 3 kills: {rate:.1} a second; of {} sends {} were lost and {} doubled; slots of 400 ms, up to \
         19 holders a transaction, {window} transactions in flight, {cores} cores; the last run paid {left} holders in {} s",
        count + 1,
        number(&lossy.counts.came),
        number(&lossy.counts.lost),
        number(&lossy.counts.doubled),
        rest["seconds"],
    );
    assert!(number(&lossy.counts.lost) > 0 && number(&lossy.counts.doubled) > 0);
    assert_eq!(rest["holdersPaid"], count + 1);
    assert_eq!(rest["eventsComplete"], true);
    stage.chain().check_paid_once_each(&before);
    let again = stage.fund.admin(&[&["distribute"], &arguments[..]].concat()).result();
    assert_eq!((&again["paidNow"], &again["holdersPaid"]), (&0.into(), &(count + 1).into()));
    assert!(count < RATED || rate >= LEAST_PER_SECOND, "{rate} a second");
}

/// Pays everybody in one run, and shows how long that took. Returns the transactions that paid.
fn paid_in_one_run(count: u32, arguments: &[&str]) -> u64 {
    let stage = Stage::with_holders(count);
    let before = stage.chain();
    let started = Instant::now();
    let done = stage.fund.admin(&[&["distribute"], arguments].concat()).result();
    println!(
        "{} holders {arguments:?}: {} a second; {} s, {} s of them for {} transactions for {} tables, the rest for {} that pay; {:.1} s with \
         the reading back",
        count + 1,
        done["perSecond"],
        done["seconds"],
        done["tableSeconds"],
        done["tableTransactions"],
        done["tables"],
        done["transactions"],
        started.elapsed().as_secs_f32(),
    );
    stage.chain().check_paid_once_each(&before);
    done["transactions"].as_u64().unwrap()
}

/// Without a number from outside, fewer than above: what is compared here does not depend on it.
fn count_to_compare() -> u32 {
    count().min(if count() < RATED { 189 } else { u32::MAX })
}

#[test]
fn with_tables_nineteen_holders_share_a_transaction() {
    let count = count_to_compare();
    assert_eq!(paid_in_one_run(count, &[]), u64::from(count + 1).div_ceil(19));
}

#[test]
fn without_tables_eight_holders_share_a_transaction() {
    let count = count_to_compare();
    assert_eq!(paid_in_one_run(count, &["--no-tables"]), u64::from(count + 1).div_ceil(8));
}
