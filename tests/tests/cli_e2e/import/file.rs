//! CSV files of investors, and the register as the SDK reads it.

use std::path::PathBuf;

use mmf::state::{Holding, Investor, Wallet};
use mmf_client::Client;
use solana_client::rpc_client::RpcClient;
use solana_commitment_config::CommitmentConfig;
use solana_sdk::pubkey::Pubkey;

use crate::support::Fund;

/// The columns that every file has.
pub const REQUIRED: &str = "investor_id,wallets,kind,jurisdiction,us_person,kyc_until";

/// An investor's number.
pub fn id(number: u32) -> String {
    format!("{number:064x}")
}

/// A US person with a wallet of its own.
pub fn person(number: u32) -> String {
    format!("{},{},person,US,yes,2030-12-31", id(number), Pubkey::new_unique())
}

/// Writes a file into the network's folder.
pub fn write(fund: &Fund, name: &str, first: &str, rows: &[String]) -> PathBuf {
    let path = fund.net.dir.path().join(name);
    std::fs::write(&path, format!("{first}\n{}\n", rows.join("\n"))).unwrap();
    path
}

/// A file of so many persons.
pub fn persons(fund: &Fund, name: &str, count: u32) -> PathBuf {
    let rows: Vec<String> = (1..=count).map(person).collect();
    write(fund, name, REQUIRED, &rows)
}

/// A fund's register.
pub struct Register {
    pub investors: Vec<Investor>,
    pub wallets: Vec<Wallet>,
    pub holdings: Vec<Holding>,
}

/// Reads the register of the fund's first class.
pub fn register(fund: &Fund) -> Register {
    let rpc = RpcClient::new_with_commitment(fund.net.url.clone(), CommitmentConfig::confirmed());
    let client = Client::new(rpc, mmf::ID);
    let address = fund.address.parse().unwrap();
    let (class, _) = client.class(&address, 0).unwrap();
    Register {
        investors: client.investors(&address).unwrap().into_iter().map(|(_, investor)| *investor).collect(),
        wallets: client.wallets(&address).unwrap().into_iter().map(|(_, wallet)| *wallet).collect(),
        holdings: client.holdings(&class).unwrap().into_iter().map(|(_, holding)| *holding).collect(),
    }
}

impl Register {
    /// An investor by its number.
    pub fn investor(&self, number: u32) -> &Investor {
        let found = self.investors.iter().find(|investor| hex(&investor.investor_id) == id(number));
        found.unwrap()
    }

    /// Each of so many investors was added, approved and linked once, and has one wallet and one holding: nothing happened twice.
    #[track_caller]
    pub fn check_once_each(&self, count: usize) {
        assert_eq!((self.investors.len(), self.wallets.len(), self.holdings.len()), (count, count, count));
        for investor in &self.investors {
            assert_eq!(
                (investor.seq, investor.wallets, investor.holdings),
                (3, 1, 1),
                "{}",
                hex(&investor.investor_id)
            );
        }
        assert!(self.holdings.iter().all(|holding| holding.seq == 1));
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
