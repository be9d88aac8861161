//! The keys of everyone who signs, as Solana keypair files.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, anyhow};
use solana_sdk::{pubkey::Pubkey, signature::Keypair, signer::Signer};

use crate::files::Investor;

/// A keypair file.
pub struct Key {
    /// The file.
    pub file: PathBuf,
    /// Its address.
    pub address: Pubkey,
}

/// Everyone's keys.
pub struct Keys {
    /// Governance, transfer agent, treasurer and the other councils.
    pub admin: PathBuf,
    /// The administrator, who quotes.
    pub source: Key,
    /// The custodian.
    pub custodian: Key,
    /// The bond market's side of each settlement.
    pub street: Key,
    /// A wallet that nobody registered.
    pub stranger: Key,
    wallets: BTreeMap<String, Key>,
}

impl Keys {
    /// Makes the keys that the network has not made.
    ///
    /// # Errors
    /// A folder that cannot be written.
    pub fn make(dir: &Path, investors: &[Investor]) -> Result<Self> {
        let folder = dir.join("keys");
        fs::create_dir_all(&folder)?;
        let make = |name: &str| make(folder.join(format!("{name}.json")));
        let wallets = investors.iter().map(|investor| Ok((investor.id.clone(), make(&investor.id)?)));
        Ok(Self {
            admin: dir.join("admin.json"),
            source: make("administrator")?,
            custodian: make("custodian")?,
            street: make("street")?,
            stranger: make("stranger")?,
            wallets: wallets.collect::<Result<_>>()?,
        })
    }

    /// An investor's wallet.
    ///
    /// # Errors
    /// An investor that is not in the data folder.
    pub fn wallet(&self, investor: &str) -> Result<&Key> {
        self.wallets.get(investor).with_context(|| format!("there is no investor {investor}"))
    }
}

impl Key {
    /// The keypair itself.
    ///
    /// # Errors
    /// A file that is no keypair.
    pub fn keypair(&self) -> Result<Keypair> {
        let bytes: Vec<u8> = serde_json::from_str(&fs::read_to_string(&self.file)?)?;
        Keypair::try_from(bytes.as_slice()).map_err(|e| anyhow!("{}: {e}", self.file.display()))
    }
}

fn make(file: PathBuf) -> Result<Key> {
    let keypair = Keypair::new();
    fs::write(&file, serde_json::to_string(&keypair.to_bytes().to_vec())?)?;
    Ok(Key { file, address: keypair.pubkey() })
}
