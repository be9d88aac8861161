//! Errors of the SDK.

use solana_client::client_error::ClientError as RpcClientError;
use solana_sdk::pubkey::Pubkey;

/// What can go wrong between a client and the fund's accounts.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The node did not answer, or refused.
    #[error("{0}")]
    Rpc(Box<RpcClientError>),
    /// No account at the address.
    #[error("there is no {what} at {address}")]
    Missing {
        /// Kind of account.
        what: &'static str,
        /// The address.
        address: Pubkey,
    },
    /// The account belongs to another program.
    #[error("{address} belongs to the program {owner}, not to the fund program")]
    WrongOwner {
        /// The address.
        address: Pubkey,
        /// The program that it belongs to.
        owner: Pubkey,
    },
    /// The account is of another kind.
    #[error("the account {address} is no {what}")]
    WrongKind {
        /// Kind of account that was expected.
        what: &'static str,
        /// The address.
        address: Pubkey,
    },
    /// The account has a layout that this release does not know.
    #[error("the {what} at {address} has layout version {version}, which this release does not know")]
    UnknownVersion {
        /// Kind of account.
        what: &'static str,
        /// The address.
        address: Pubkey,
        /// Its layout version.
        version: u8,
    },
    /// The extra accounts of a transfer could not be found.
    #[error("the transfer's extra accounts could not be found: {0}")]
    HookAccounts(String),
    /// A figure is too large, or the arithmetic refused it.
    #[error("the figures cannot be computed: {0}")]
    Arithmetic(String),
}

impl From<RpcClientError> for Error {
    fn from(error: RpcClientError) -> Self {
        Self::Rpc(Box::new(error))
    }
}

/// The SDK's results.
pub type Result<T> = std::result::Result<T, Error>;
