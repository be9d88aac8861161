//! The metadata's web server, on the loopback address.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};

use super::metadata_file;

/// Where the committed files say that they are published.
const COMMITTED: &str = "https://fund.example/";

/// Publishes `data/metadata`, with this server's address in place of the committed one; returns the address, with a slash at its end.
pub fn publish() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    let own = address.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            answer(stream.unwrap(), &own);
        }
    });
    address
}

fn answer(mut stream: TcpStream, own: &str) {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map(Result::unwrap);
    let request = lines.next().unwrap();
    let name = request.split(' ').nth(1).unwrap().trim_start_matches('/').to_owned();
    lines.find(|line| line.is_empty()).unwrap();
    let (status, kind, body) = match name.as_str() {
        "dgfi.json" => {
            let text = std::fs::read_to_string(metadata_file(&name)).unwrap();
            ("200 OK", "application/json", text.replace(COMMITTED, own).into_bytes())
        }
        "dgfi.png" => ("200 OK", "image/png", std::fs::read(metadata_file(&name)).unwrap()),
        "dgfi.svg" => ("200 OK", "image/svg+xml", std::fs::read(metadata_file(&name)).unwrap()),
        _ => ("404 Not Found", "text/plain", Vec::new()),
    };
    let bytes = body.len();
    let head =
        format!("HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {bytes}\r\nConnection: close\r\n\r\n");
    stream.write_all(&[head.as_bytes(), &body].concat()).unwrap();
}
