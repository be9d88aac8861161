//! What every command has at hand: settings, a connection, and the keys, loaded when first needed.

use std::cell::OnceCell;

use mmf_client::Client;
use solana_client::rpc_client::RpcClient;
use solana_sdk::pubkey::Pubkey;

use crate::args::Globals;
use crate::config::Config;
use crate::error::{CliError, CliResult};
use crate::signer::Key;

/// Settings, connection and keys of one run.
pub struct Context {
    /// Global settings of the command line.
    pub globals: Globals,
    /// Settings in force.
    pub config: Config,
    /// Fetches accounts of the fund program.
    pub client: Client,
    signer: OnceCell<Key>,
    fee_payer: OnceCell<Key>,
    co_signers: OnceCell<Vec<Key>>,
}

impl Context {
    /// Connects by the settings; nothing is asked of the network yet.
    ///
    /// # Errors
    /// When the settings are malformed.
    pub fn new(globals: Globals) -> CliResult<Self> {
        let config = Config::load(&globals)?;
        let rpc = RpcClient::new_with_commitment(config.url.clone(), config.commitment);
        let program = globals.program_id.unwrap_or(mmf::ID);
        Ok(Self {
            client: Client::new(rpc, program),
            globals,
            config,
            signer: OnceCell::new(),
            fee_payer: OnceCell::new(),
            co_signers: OnceCell::new(),
        })
    }

    /// The connection to the network.
    #[must_use]
    pub fn rpc(&self) -> &RpcClient {
        self.client.rpc()
    }

    /// The address of the fund program.
    #[must_use]
    pub fn program(&self) -> Pubkey {
        self.client.program()
    }

    /// The main signer.
    ///
    /// # Errors
    /// When its keypair file is missing or malformed.
    pub fn signer(&self) -> CliResult<&Key> {
        once(&self.signer, || Key::load(&self.config.keypair))
    }

    /// Who pays fees and rent.
    ///
    /// # Errors
    /// When its keypair file is missing or malformed.
    pub fn fee_payer(&self) -> CliResult<&Key> {
        match &self.globals.fee_payer {
            Some(source) => once(&self.fee_payer, || Key::load(source)),
            None => self.signer(),
        }
    }

    /// Every key at hand, the main signer first, none twice.
    ///
    /// # Errors
    /// When a keypair file is missing or malformed.
    pub fn keys(&self) -> CliResult<Vec<Key>> {
        let mut keys = vec![self.signer()?.clone()];
        for key in self.co_signers()?.iter().chain([self.fee_payer()?]) {
            if keys.iter().all(|known| known.address() != key.address()) {
                keys.push(key.clone());
            }
        }
        Ok(keys)
    }

    /// The addresses of the main signer and of all co-signers: who may speak for a council.
    ///
    /// # Errors
    /// When a keypair file is missing or malformed.
    pub fn speakers(&self) -> CliResult<Vec<Pubkey>> {
        let mut addresses = vec![self.signer()?.address()];
        for key in self.co_signers()? {
            if !addresses.contains(&key.address()) {
                addresses.push(key.address());
            }
        }
        Ok(addresses)
    }

    fn co_signers(&self) -> CliResult<&Vec<Key>> {
        once(&self.co_signers, || {
            let sources = self.globals.signer.iter();
            sources.map(|source| Key::load(source)).collect()
        })
    }

    /// The fund's address.
    ///
    /// # Errors
    /// When none was given.
    pub fn fund(&self) -> CliResult<Pubkey> {
        self.globals.fund.ok_or_else(|| {
            CliError::usage("FundMissing", "which fund?")
                .hint("give its address with --fund, or in the environment variable MMF_FUND")
        })
    }
}

fn once<T>(cell: &OnceCell<T>, load: impl FnOnce() -> CliResult<T>) -> CliResult<&T> {
    if cell.get().is_none() {
        let value = load()?;
        // Nobody else can have filled the cell since: it belongs to one thread.
        let _ = cell.set(value);
    }
    cell.get().ok_or_else(|| CliError::failure("KeyMissing", "a key could not be loaded"))
}
