#![allow(clippy::unwrap_used)]

mod node;

use solana_sdk::instruction::Instruction;
use solana_sdk::signature::{Keypair, write_keypair_file};
use tempfile::TempDir;

use self::node::{Fate, Node};
use super::*;
use crate::args::Globals;
use crate::context::Context;
use crate::error::Kind;

/// A command's folder, with its key and journal.
struct Desk {
    folder: TempDir,
    context: Context,
}

impl Desk {
    fn at(node: &Node) -> Self {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("key.json");
        write_keypair_file(&Keypair::new(), &path).unwrap();
        let keypair = Some(path.display().to_string());
        let globals = Globals { url: Some(node.url.clone()), keypair, quiet: true, ..Globals::default() };
        Self { folder, context: Context::new(globals).unwrap() }
    }

    fn journal(&self) -> Journal {
        let text = || "same".to_owned();
        let subject = Subject { command: text(), genesis: text(), fund: text(), content_sha256: text() };
        Journal::open(&self.folder.path().join("journal"), subject).unwrap()
    }
}

/// So many jobs of two transactions each; the data of an instruction names job and step.
fn jobs(count: u8) -> Vec<Job> {
    let step = |job, step| vec![Instruction { program_id: mmf::ID, accounts: Vec::new(), data: vec![job, step] }];
    let job =
        |number: u8| Job::new(number.to_string(), format!("line {number}"), vec![step(number, 0), step(number, 1)]);
    (0..count).map(job).collect()
}

#[test]
fn every_transaction_lands_once_and_in_the_order_of_its_job() {
    let node = Node::start(|_, _| Fate::Lands);
    let desk = Desk::at(&node);
    let tally = send(&desk.context, &mut desk.journal(), "test", &jobs(10), 4).unwrap();
    assert_eq!((tally.done, tally.landed, tally.unfinished.len()), (10, 20, 0));
    let landed = node.landed();
    assert_eq!(landed.len(), 20);
    for job in 0..10 {
        let steps: Vec<u8> = landed.iter().filter(|data| data[0] == job).map(|data| data[1]).collect();
        assert_eq!(steps, [0, 1], "job {job}");
    }
}

#[test]
fn what_was_dropped_is_signed_again_once_it_can_land_no_more() {
    let node = Node::start(
        |data, signed_before| if data[0] % 2 == 1 && signed_before == 0 { Fate::Lost } else { Fate::Lands },
    );
    let desk = Desk::at(&node);
    let tally = send(&desk.context, &mut desk.journal(), "test", &jobs(6), 64).unwrap();
    assert_eq!((tally.done, tally.landed), (6, 12));
    assert_eq!(node.landed().len(), 12);
}

#[test]
fn what_never_lands_is_given_up_and_the_others_go_on() {
    let node = Node::start(|data, _| if data[0] == 1 { Fate::Lost } else { Fate::Lands });
    let desk = Desk::at(&node);
    let tally = send(&desk.context, &mut desk.journal(), "test", &jobs(3), 64).unwrap();
    assert_eq!(tally.done, 2);
    assert_eq!(tally.unfinished[0].reason.name, "TransactionExpired");
}

#[test]
fn a_refused_job_is_told_by_its_place_and_the_others_go_on() {
    let node = Node::start(|data, _| if data == [2, 1] { Fate::Refused(6044) } else { Fate::Lands });
    let desk = Desk::at(&node);
    let tally = send(&desk.context, &mut desk.journal(), "test", &jobs(4), 64).unwrap();
    assert_eq!((tally.done, tally.landed, tally.unfinished.len()), (3, 7, 1));
    let refused = &tally.unfinished[0];
    assert_eq!(
        (refused.place.as_str(), refused.key.as_str(), refused.reason.name.as_str()),
        ("line 2", "2", "BufferShort")
    );
    assert!(!desk.journal().is_interrupted());
}

#[test]
fn a_node_that_goes_away_leaves_what_was_sent_in_the_journal() {
    let node = Node::start(|data, _| if data[0] < 2 { Fate::Lands } else { Fate::Lost });
    let desk = Desk::at(&node);
    node.go_away_after(4);
    let mut journal = desk.journal();
    let error = send(&desk.context, &mut journal, "test", &jobs(8), 4).unwrap_err();
    assert_eq!(error.kind, Kind::Unknown, "{error}");
    drop(journal);

    node.come_back();
    let mut journal = desk.journal();
    assert!(journal.is_interrupted());
    let before = node.landed().len();
    assert!(settle(&desk.context, &mut journal).unwrap() > 0);
    assert_eq!(node.landed().len(), before, "what can land no more is not signed again by this");
    drop(journal);
    assert!(!desk.journal().is_interrupted());
}
