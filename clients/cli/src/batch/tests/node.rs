//! A node that answers just enough, and loses or refuses what it is told to.

use std::collections::HashMap;
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use solana_sdk::transaction::VersionedTransaction;

use crate::tx::stub;

/// Blocks for which a blockhash is good.
const VALID_BLOCKS: u64 = 5;

/// What becomes of a transaction.
#[derive(Clone, Copy, PartialEq)]
pub enum Fate {
    Lands,
    Lost,
    Refused(u32),
}

/// Decides by the data of the last instruction, and by how many other signatures for it came before.
type Decide = fn(&[u8], usize) -> Fate;

#[derive(Default)]
struct State {
    height: u64,
    outcomes: HashMap<String, Fate>,
    seen: HashMap<Vec<u8>, Vec<String>>,
    landed: Vec<Vec<u8>>,
    asked: u64,
    silent_after: Option<u64>,
}

/// The node.
pub struct Node {
    pub url: String,
    state: Arc<Mutex<State>>,
}

impl Node {
    pub fn start(decide: Decide) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let state = Arc::new(Mutex::new(State::default()));
        let serving = Arc::clone(&state);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                stub::serve(stream, |method, params| serving.lock().unwrap().answer(method, params, decide));
            }
        });
        Self { url, state }
    }

    /// The data of what landed, in order.
    pub fn landed(&self) -> Vec<Vec<u8>> {
        self.state.lock().unwrap().landed.clone()
    }

    /// Answers no more after so many questions for the height.
    pub fn go_away_after(&self, questions: u64) {
        self.state.lock().unwrap().silent_after = Some(questions);
    }

    pub fn come_back(&self) {
        self.state.lock().unwrap().silent_after = None;
    }
}

impl State {
    /// `None`: no answer at all.
    fn answer(&mut self, method: &str, params: &Value, decide: Decide) -> Option<Value> {
        if self.silent_after.is_some_and(|questions| self.asked >= questions) {
            return None;
        }
        let in_context = |value: Value| json!({"context": {"slot": 1}, "value": value});
        Some(match method {
            "getLatestBlockhash" => {
                let blockhash = solana_sdk::hash::Hash::new_unique().to_string();
                in_context(json!({"blockhash": blockhash, "lastValidBlockHeight": self.height + VALID_BLOCKS}))
            }
            "simulateTransaction" => {
                in_context(json!({"err": null, "logs": [], "accounts": null, "unitsConsumed": 150}))
            }
            "sendTransaction" => json!(self.take(params, decide)?),
            "getSignatureStatuses" => {
                let signatures = params[0].as_array()?.iter();
                in_context(signatures.map(|signature| self.status(signature.as_str().unwrap_or_default())).collect())
            }
            "getBlockHeight" => {
                (self.height, self.asked) = (self.height + 1, self.asked + 1);
                json!(self.height)
            }
            _ => return None,
        })
    }

    fn take(&mut self, params: &Value, decide: Decide) -> Option<String> {
        let bytes = STANDARD.decode(params[0].as_str()?).ok()?;
        let transaction: VersionedTransaction = bincode::deserialize(&bytes).ok()?;
        let signature = transaction.signatures.first()?.to_string();
        if !self.outcomes.contains_key(&signature) {
            let data = transaction.message.instructions().last()?.data.clone();
            let others = self.seen.entry(data.clone()).or_default();
            let fate = decide(&data, others.len());
            others.push(signature.clone());
            self.outcomes.insert(signature.clone(), fate);
            if fate == Fate::Lands {
                self.landed.push(data);
            }
        }
        Some(signature)
    }

    fn status(&self, signature: &str) -> Value {
        let err = match self.outcomes.get(signature) {
            Some(Fate::Lands) => Value::Null,
            Some(Fate::Refused(code)) => json!({"InstructionError": [1, {"Custom": code}]}),
            Some(Fate::Lost) | None => return Value::Null,
        };
        json!({"slot": 1, "confirmations": null, "err": err, "status": {"Ok": null}, "confirmationStatus": "finalized"})
    }
}
