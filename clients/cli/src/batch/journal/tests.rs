#![allow(clippy::unwrap_used)]

use std::io::Write;
use std::sync::Arc;
use std::time::Instant;

use solana_sdk::hash::Hash;
use solana_sdk::message::{Message, VersionedMessage};
use solana_sdk::signature::{Keypair, Signer};
use tempfile::TempDir;

use super::*;

fn subject(content: &str) -> Subject {
    Subject {
        command: "investor import".to_owned(),
        genesis: "genesis".to_owned(),
        fund: "fund".to_owned(),
        content_sha256: content.to_owned(),
    }
}

fn flight(key: &str) -> Flight {
    let signer = Keypair::new();
    let message = Message::new_with_blockhash(&[], Some(&signer.pubkey()), &Hash::new_unique());
    let transaction = VersionedTransaction::try_new(VersionedMessage::Legacy(message), &[&signer]).unwrap();
    Flight {
        leg: None,
        key: key.to_owned(),
        signature: transaction.signatures[0],
        transaction: Arc::new(transaction),
        instructions: Vec::new(),
        last_valid: 150,
        since: Instant::now(),
        sent: Instant::now(),
    }
}

/// A journal of a run that sent two transactions, learnt the outcome of the first, and was killed.
fn interrupted(folder: &TempDir) -> (PathBuf, [Flight; 2]) {
    let path = folder.path().join("a.csv.mmf-journal");
    let flights = [flight("one"), flight("two")];
    let mut journal = Journal::open(&path, subject("a")).unwrap();
    journal.sent(&flights).unwrap();
    journal.settled(&[(flights[0].clone(), Verdict::Landed(7))]).unwrap();
    (path, flights)
}

fn name(outcome: CliResult<Journal>) -> String {
    outcome.err().map(|error| error.name).unwrap()
}

#[test]
fn nothing_is_written_before_something_is_sent() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("journal");
    let mut journal = Journal::open(&path, subject("a")).unwrap();
    journal.sent(&[]).unwrap();
    journal.end().unwrap();
    assert!(!path.exists());
}

#[test]
fn what_was_sent_without_an_outcome_is_taken_up() {
    let folder = TempDir::new().unwrap();
    let (path, [_, second]) = interrupted(&folder);
    let mut journal = Journal::open(&path, subject("a")).unwrap();
    assert!(journal.is_interrupted());
    let open = journal.unsettled();
    assert_eq!((open.len(), open[0].key.as_str(), open[0].signature), (1, "two", second.signature));
    assert_eq!((open[0].last_valid, &open[0].transaction), (150, second.transaction.as_ref()));
    journal.settled(&[(second, Verdict::Expired)]).unwrap();
    journal.end().unwrap();
    drop(journal);
    assert!(!Journal::open(&path, subject("b")).unwrap().is_interrupted());
}

#[test]
fn an_interrupted_run_of_something_else_is_not_taken_up() {
    let folder = TempDir::new().unwrap();
    let (path, _) = interrupted(&folder);
    let others = [
        subject("b"),
        Subject { fund: "other".to_owned(), ..subject("a") },
        Subject { genesis: "other".to_owned(), ..subject("a") },
        Subject { command: "investor renew".to_owned(), ..subject("a") },
    ];
    for other in others {
        assert_eq!(name(Journal::open(&path, other.clone())), "JournalForeign", "{other:?}");
    }
}

#[test]
fn a_line_that_was_torn_by_a_kill_is_cut_off() {
    let folder = TempDir::new().unwrap();
    let (path, [_, second]) = interrupted(&folder);
    let whole = std::fs::read(&path).unwrap();
    let mut file = std::fs::OpenOptions::new().append(true).open(&path).unwrap();
    file.write_all(b"{\"entry\":\"sent\",\"job\":\"thr").unwrap();
    let journal = Journal::open(&path, subject("a")).unwrap();
    assert_eq!(journal.unsettled()[0].signature, second.signature);
    assert_eq!(std::fs::read(&path).unwrap(), whole);
}

#[test]
fn a_file_that_is_no_journal_is_left_alone() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("notes.txt");
    for text in [
        "Dear diary,\n",
        "{\"entry\":\"end\"}\n",
        "{\"entry\":\"begin\",\"format\":2,\"command\":\"\",\"genesis\":\"\",\"fund\":\"\",\"contentSha256\":\"\"}\n",
    ] {
        std::fs::write(&path, text).unwrap();
        assert_eq!(name(Journal::open(&path, subject("a"))), "JournalUnreadable", "{text}");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
    }
}

#[test]
fn one_process_at_a_time_has_the_journal() {
    let folder = TempDir::new().unwrap();
    let (path, _) = interrupted(&folder);
    let first = Journal::open(&path, subject("a")).unwrap();
    assert_eq!(name(Journal::open(&path, subject("a"))), "JournalInUse");
    drop(first);
    assert!(Journal::open(&path, subject("a")).is_ok());
}
