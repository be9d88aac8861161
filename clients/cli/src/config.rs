//! Settings from the command line, the environment and the Solana CLI's configuration file, in this order.

use std::path::{Path, PathBuf};

use solana_commitment_config::CommitmentConfig;

use crate::args::Globals;
use crate::error::{CliError, CliResult};

/// Where a local network answers.
pub const LOCALNET_URL: &str = "http://127.0.0.1:8899";

/// The settings in force.
#[derive(Clone, Debug)]
pub struct Config {
    /// Address of the RPC node.
    pub url: String,
    /// Keypair file or address of the main signer.
    pub keypair: String,
    /// How final a transaction must be.
    pub commitment: CommitmentConfig,
}

impl Config {
    /// Combines all sources. Without any, the local network and the Solana CLI's default keypair.
    ///
    /// # Errors
    /// When a configuration file was named and cannot be read, or a setting is malformed.
    pub fn load(globals: &Globals) -> CliResult<Self> {
        let file = read_file(globals.config.as_deref())?;
        let (file_url, file_keypair, file_commitment) = match file {
            Some(file) => (file.json_rpc_url, file.keypair_path, file.commitment),
            None => Default::default(),
        };
        let url =
            first([globals.url.clone(), some(file_url)]).map_or_else(|| LOCALNET_URL.to_owned(), |url| full_url(&url));
        let keypair = first([globals.keypair.clone(), some(file_keypair)]).unwrap_or_else(default_keypair);
        let commitment = first([globals.commitment.clone(), some(file_commitment)])
            .map_or(Ok(CommitmentConfig::confirmed()), |text| commitment(&text))?;
        check_url(&url)?;
        Ok(Self { url, keypair, commitment })
    }

    /// Whether the node runs on this machine, where polling is cheap.
    #[must_use]
    pub fn is_local(&self) -> bool {
        ["://127.0.0.1", "://localhost", "://[::1]", "://0.0.0.0"].iter().any(|host| self.url.contains(host))
    }
}

fn first<const N: usize>(choices: [Option<String>; N]) -> Option<String> {
    choices.into_iter().flatten().next()
}

fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

fn read_file(named: Option<&Path>) -> CliResult<Option<solana_cli_config::Config>> {
    let path = match named {
        Some(path) => path.to_path_buf(),
        None => match solana_cli_config::CONFIG_FILE.as_ref().map(PathBuf::from) {
            Some(path) if path.exists() => path,
            _ => return Ok(None),
        },
    };
    solana_cli_config::Config::load(&path.to_string_lossy()).map(Some).map_err(|error| {
        CliError::usage("ConfigUnreadable", format!("cannot read the configuration file {}: {error}", path.display()))
            .hint("`solana config get` shows the file; -C/--config names another")
    })
}

fn default_keypair() -> String {
    let home = std::env::var("HOME").unwrap_or_default();
    Path::new(&home).join(".config/solana/id.json").to_string_lossy().into_owned()
}

/// Expands the Solana CLI's short names of clusters.
fn full_url(text: &str) -> String {
    match text {
        "l" | "localhost" => LOCALNET_URL,
        "d" | "devnet" => "https://api.devnet.solana.com",
        "t" | "testnet" => "https://api.testnet.solana.com",
        "m" | "mainnet-beta" => "https://api.mainnet-beta.solana.com",
        other => other,
    }
    .to_owned()
}

fn check_url(url: &str) -> CliResult<()> {
    if url.starts_with("http://") || url.starts_with("https://") {
        return Ok(());
    }
    Err(CliError::usage("UrlInvalid", format!("`{url}` is not the address of an RPC node"))
        .hint("give http://… or https://…, or one of l, d, t, m"))
}

fn commitment(text: &str) -> CliResult<CommitmentConfig> {
    text.parse().map_err(|_| {
        CliError::usage("CommitmentInvalid", format!("`{text}` is not a commitment level"))
            .hint("use processed, confirmed or finalized")
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::io::Write;

    use super::*;

    fn globals_with(config: &Path) -> Globals {
        Globals { config: Some(config.to_path_buf()), ..Globals::default() }
    }

    #[test]
    fn the_command_line_goes_before_the_file() {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        let yaml = "json_rpc_url: https://node.example\nwebsocket_url: ''\nkeypair_path: /keys/a.json\n";
        file.write_all(yaml.as_bytes()).unwrap();
        let mut globals = globals_with(file.path());
        let config = Config::load(&globals).unwrap();
        assert_eq!(config.url, "https://node.example");
        assert_eq!(config.keypair, "/keys/a.json");
        assert!(!config.is_local());
        globals.url = Some("l".to_owned());
        globals.keypair = Some("b.json".to_owned());
        let config = Config::load(&globals).unwrap();
        assert_eq!(config.url, LOCALNET_URL);
        assert_eq!(config.keypair, "b.json");
        assert!(config.is_local());
    }

    #[test]
    fn a_named_file_must_exist_and_make_sense() {
        let missing = Config::load(&globals_with(Path::new("/nonexistent/config.yml"))).unwrap_err();
        assert_eq!(missing.kind.exit_code(), 2);
        assert_eq!(missing.name, "ConfigUnreadable");
    }

    #[test]
    fn short_names_of_clusters_are_the_solana_clis() {
        for (short, part) in [("d", "devnet"), ("t", "testnet"), ("m", "mainnet-beta")] {
            assert!(full_url(short).contains(part));
        }
        assert!(check_url("ftp://x").is_err());
        assert!(commitment("soon").is_err());
    }
}
