//! Keys that sign: keypair files, or bare addresses where nothing is signed.

use std::path::Path;
use std::rc::Rc;

use solana_sdk::pubkey::Pubkey;
use solana_sdk::signature::{Keypair, NullSigner, Signer, read_keypair_file};

use crate::error::{CliError, CliResult};

/// A signer, or an address that stands for one.
#[derive(Clone)]
pub struct Key {
    signer: Rc<dyn Signer>,
    can_sign: bool,
}

impl Key {
    /// Reads a keypair file; a bare address is taken as a signer that is not at hand.
    ///
    /// # Errors
    /// When the file is missing or is no keypair, or names a device that is not supported.
    pub fn load(source: &str) -> CliResult<Self> {
        if Path::new(source).exists() {
            return read(source).map(Self::from);
        }
        if let Ok(address) = source.parse::<Pubkey>() {
            return Ok(Self { signer: Rc::new(NullSigner::new(&address)), can_sign: false });
        }
        if source.contains("://") {
            return Err(CliError::usage("SignerUnsupported", format!("`{source}` is not a keypair file"))
                .hint("hardware wallets and prompts: print the transaction with --print and sign it elsewhere"));
        }
        Err(CliError::usage("KeypairMissing", format!("there is no keypair file {source}"))
            .hint("give one with -k/--keypair, or make one with `solana-keygen new`"))
    }

    /// The public key.
    #[must_use]
    pub fn address(&self) -> Pubkey {
        self.signer.pubkey()
    }

    /// Whether the secret key is at hand.
    #[must_use]
    pub fn can_sign(&self) -> bool {
        self.can_sign
    }

    /// As a signer of transactions.
    #[must_use]
    pub fn as_signer(&self) -> &dyn Signer {
        self.signer.as_ref()
    }
}

impl From<Keypair> for Key {
    fn from(keypair: Keypair) -> Self {
        Self { signer: Rc::new(keypair), can_sign: true }
    }
}

fn read(path: &str) -> CliResult<Keypair> {
    read_keypair_file(path).map_err(|_| {
        CliError::usage("KeypairInvalid", format!("{path} is not a keypair file"))
            .hint("a keypair file is a JSON list of 64 numbers, as `solana-keygen new` writes it")
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::io::Write;

    use super::*;

    fn name_of(source: &str) -> String {
        Key::load(source).err().map(|error| error.name).unwrap()
    }

    #[test]
    fn bad_keypair_files_are_explained() {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(b"[1,2,3]").unwrap();
        assert_eq!(name_of(&file.path().to_string_lossy()), "KeypairInvalid");
        assert_eq!(name_of("/nonexistent.json"), "KeypairMissing");
        assert_eq!(name_of("usb://ledger"), "SignerUnsupported");
        assert_eq!(name_of("/"), "KeypairInvalid");
    }

    #[test]
    fn a_bare_address_stands_for_a_signer_that_is_elsewhere() {
        let address = Pubkey::new_unique();
        let key = Key::load(&address.to_string()).unwrap();
        assert_eq!(key.address(), address);
        assert!(!key.can_sign());
    }
}
