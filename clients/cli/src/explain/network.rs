//! Failures of the connection to the network, in words.

use solana_client::client_error::{ClientError as RpcClientError, ClientErrorKind as ErrorKind};
use solana_client::rpc_request::RpcError;

use crate::error::CliError;

/// Explains a failed request to an RPC node.
#[must_use]
pub fn rpc_error(error: &RpcClientError, url: &str) -> CliError {
    match error.kind() {
        ErrorKind::Io(_) | ErrorKind::Reqwest(_) => {
            CliError::failure("NetworkUnreachable", format!("no answer from {url}"))
                .hint("check -u/--url and that the network is up; a local one starts with `mmf localnet`")
        }
        ErrorKind::RpcError(RpcError::RpcResponseError { message, .. }) => {
            CliError::failure("NodeRefused", format!("the node at {url} answered: {}", without_raw_code(message)))
        }
        ErrorKind::RpcError(RpcError::ForUser(message)) => CliError::failure("NodeRefused", without_raw_code(message)),
        ErrorKind::SerdeJson(_) | ErrorKind::RpcError(_) => {
            CliError::failure("NodeUnintelligible", format!("the answer of {url} is not what a Solana node would say"))
                .hint("check that -u/--url names an RPC address")
        }
        other => CliError::failure("RequestFailed", without_raw_code(&other.to_string())),
    }
}

fn without_raw_code(message: &str) -> String {
    match message.split_once("custom program error: 0x") {
        Some((before, code)) => {
            let digits: String = code.chars().take_while(char::is_ascii_hexdigit).collect();
            let number = u32::from_str_radix(&digits, 16).unwrap_or_default();
            format!("{before}a program's error number {number}")
        }
        None => message.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raw_codes_do_not_reach_the_user() {
        let words = without_raw_code("Error processing Instruction 0: custom program error: 0x1774");
        assert_eq!(words, "Error processing Instruction 0: a program's error number 6004");
        assert_eq!(without_raw_code("busy"), "busy");
    }

    #[test]
    fn a_dead_network_is_named() {
        let refused = std::io::Error::from(std::io::ErrorKind::ConnectionRefused);
        let error = rpc_error(&RpcClientError::from(ErrorKind::Io(refused)), "http://127.0.0.1:1");
        assert_eq!(error.name, "NetworkUnreachable");
        assert!(error.message.contains("127.0.0.1:1"));
    }
}
