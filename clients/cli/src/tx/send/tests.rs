#![allow(clippy::unwrap_used)]

use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use solana_sdk::signature::{Keypair, write_keypair_file};
use tempfile::TempDir;

use super::*;
use crate::args::Globals;
use crate::error::Kind;
use crate::tx::stub;

/// What the node does once the transaction was sent.
#[derive(Clone, Copy, PartialEq)]
enum Then {
    Lands,
    LandsAtTheSecondTry,
    Expires,
    IsRefused,
    NodeGoesAway,
}

/// A node that answers just enough.
struct Node {
    then: Then,
    sent: AtomicUsize,
}

impl Node {
    fn answer(&self, method: &str, params: &Value) -> Option<Value> {
        let sent = self.sent.load(Ordering::SeqCst);
        let in_context = |value: Value| json!({"context": {"slot": 1}, "value": value});
        Some(match method {
            "getLatestBlockhash" => {
                let blockhash = solana_sdk::hash::Hash::new_unique().to_string();
                in_context(json!({"blockhash": blockhash, "lastValidBlockHeight": 100}))
            }
            "simulateTransaction" => {
                in_context(json!({"err": null, "logs": [], "accounts": null, "unitsConsumed": 150}))
            }
            "sendTransaction" => {
                self.sent.fetch_add(1, Ordering::SeqCst);
                json!(signature_of(params)?)
            }
            "getSignatureStatuses" => in_context(json!([self.status(sent)?])),
            "getBlockHeight" => json!(101),
            _ => return None,
        })
    }

    /// `None`: no answer at all.
    fn status(&self, sent: usize) -> Option<Value> {
        let landed = |err: Value| json!({"slot": 1, "confirmations": null, "err": err, "status": {"Ok": null}, "confirmationStatus": "finalized"});
        match self.then {
            Then::Lands => Some(landed(Value::Null)),
            Then::LandsAtTheSecondTry if sent >= 2 => Some(landed(Value::Null)),
            Then::IsRefused => Some(landed(json!({"InstructionError": [1, {"Custom": 6044}]}))),
            Then::NodeGoesAway => None,
            Then::LandsAtTheSecondTry | Then::Expires => Some(Value::Null),
        }
    }

    fn serve(&self, stream: TcpStream) -> Option<()> {
        stub::serve(stream, |method, params| self.answer(method, params))
    }
}

/// The first signature of a transaction in base64; a byte with the number of signatures stands before it.
fn signature_of(params: &Value) -> Option<String> {
    let bytes = STANDARD.decode(params[0].as_str()?).ok()?;
    Some(bs58::encode(bytes.get(1..65)?).into_string())
}

fn outcome(then: Then) -> (CliResult<Signature>, usize) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let node = Arc::new(Node { then, sent: AtomicUsize::new(0) });
    let serving = Arc::clone(&node);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            serving.serve(stream);
        }
    });
    let dir = TempDir::new().unwrap();
    let path = dir.path().join("key.json");
    write_keypair_file(&Keypair::new(), &path).unwrap();
    let globals = Globals { url: Some(url), keypair: Some(path.display().to_string()), ..Globals::default() };
    let context = Context::new(globals).unwrap();
    let step = Instruction { program_id: mmf::ID, accounts: Vec::new(), data: Vec::new() };
    let result = send(&context, &[step]);
    (result, node.sent.load(Ordering::SeqCst))
}

#[test]
fn a_transaction_that_lands_is_sent_once() {
    let (result, sent) = outcome(Then::Lands);
    assert!(result.is_ok());
    assert_eq!(sent, 1);
}

#[test]
fn a_transaction_that_expired_is_signed_again() {
    let (result, sent) = outcome(Then::LandsAtTheSecondTry);
    assert!(result.is_ok());
    assert_eq!(sent, 2);
}

#[test]
fn a_transaction_that_never_lands_is_given_up() {
    let (result, sent) = outcome(Then::Expires);
    let error = result.unwrap_err();
    assert_eq!((error.kind, error.name.as_str(), sent), (Kind::Failure, "TransactionExpired", ATTEMPTS));
}

#[test]
fn a_refusal_on_chain_is_explained() {
    let error = outcome(Then::IsRefused).0.unwrap_err();
    assert_eq!((error.kind, error.name.as_str(), error.code), (Kind::Refused, "BufferShort", Some(6044)));
}

#[test]
fn an_outcome_that_cannot_be_learnt_has_its_own_exit_code() {
    let error = outcome(Then::NodeGoesAway).0.unwrap_err();
    assert_eq!((error.kind, error.kind.exit_code()), (Kind::Unknown, 4));
    assert!(error.message.contains("may have landed"), "{error}");
}
