//! A node that loses and repeats transactions: it stands before the real one and hands everything else on.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rand::Rng;
use serde_json::{Value, json};
use solana_sdk::signature::Signature;

/// Transactions that came, that were lost, and that were handed on twice.
#[derive(Default)]
pub struct Counts {
    pub came: AtomicU64,
    pub lost: AtomicU64,
    pub doubled: AtomicU64,
}

/// What this node changes in an answer: method and result.
pub type Change = fn(&str, &mut Value);

/// The node.
pub struct Lossy {
    pub url: String,
    pub counts: Arc<Counts>,
}

struct Rules {
    upstream: String,
    lost_percent: u32,
    doubled_percent: u32,
    change: Option<Change>,
    counts: Arc<Counts>,
}

impl Lossy {
    /// Stands before the node at `url`; of 100 transactions it loses so many and hands so many on twice.
    pub fn before(url: &str, lost_percent: u32, doubled_percent: u32) -> Self {
        Self::start(url, lost_percent, doubled_percent, None)
    }

    /// Stands before the node at `url` and changes its answers.
    pub fn lying(url: &str, change: Change) -> Self {
        Self::start(url, 0, 0, Some(change))
    }

    fn start(url: &str, lost_percent: u32, doubled_percent: u32, change: Option<Change>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let own = format!("http://{}", listener.local_addr().unwrap());
        let counts = Arc::new(Counts::default());
        let upstream = url.strip_prefix("http://").unwrap().to_owned();
        let rules = Arc::new(Rules { upstream, lost_percent, doubled_percent, change, counts: Arc::clone(&counts) });
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let rules = Arc::clone(&rules);
                // A client that was killed leaves its connection in the middle.
                thread::spawn(move || rules.serve(stream));
            }
        });
        Self { url: own, counts }
    }
}

impl Rules {
    fn serve(&self, stream: TcpStream) -> Option<()> {
        let mut client = BufReader::new(stream);
        let mut node = BufReader::new(TcpStream::connect(&self.upstream).ok()?);
        loop {
            let request = message(&mut client)?;
            let answer = self.answer(&request, &mut node)?;
            write(&mut client, "HTTP/1.1 200 OK", &answer)?;
        }
    }

    fn answer(&self, request: &[u8], node: &mut BufReader<TcpStream>) -> Option<Vec<u8>> {
        let asked: Value = serde_json::from_slice(request).ok()?;
        let method = asked["method"].as_str()?;
        if method == "sendTransaction" {
            self.counts.came.fetch_add(1, Ordering::Relaxed);
            let chance = rand::thread_rng().gen_range(0..100);
            if chance < self.lost_percent {
                self.counts.lost.fetch_add(1, Ordering::Relaxed);
                return Some(as_if_taken(&asked));
            }
            if chance < self.lost_percent + self.doubled_percent {
                self.counts.doubled.fetch_add(1, Ordering::Relaxed);
                ask(node, request)?;
            }
        }
        let answer = ask(node, request)?;
        let Some(change) = self.change else { return Some(answer) };
        let mut answer: Value = serde_json::from_slice(&answer).ok()?;
        change(method, &mut answer["result"]);
        Some(answer.to_string().into_bytes())
    }
}

/// What a node says that takes a transaction which is then lost on its way.
fn as_if_taken(asked: &Value) -> Vec<u8> {
    let bytes = STANDARD.decode(asked["params"][0].as_str().unwrap()).unwrap();
    let signature = Signature::from(<[u8; 64]>::try_from(&bytes[1..65]).unwrap());
    json!({"jsonrpc": "2.0", "id": asked["id"], "result": signature.to_string()}).to_string().into_bytes()
}

fn ask(node: &mut BufReader<TcpStream>, request: &[u8]) -> Option<Vec<u8>> {
    write(node, "POST / HTTP/1.1\r\nHost: localhost", request)?;
    message(node)
}

fn write(to: &mut BufReader<TcpStream>, first: &str, body: &[u8]) -> Option<()> {
    let head = format!("{first}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n", body.len());
    to.get_mut().write_all(&[head.as_bytes(), body].concat()).ok()
}

/// The body of the next message.
fn message(from: &mut BufReader<TcpStream>) -> Option<Vec<u8>> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if from.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if line.trim().is_empty() {
            break;
        }
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().ok()?;
        }
    }
    let mut body = vec![0; length];
    from.read_exact(&mut body).ok()?;
    Some(body)
}
