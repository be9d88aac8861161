//! Which table holds an address.

use std::collections::{BTreeSet, HashMap};

use mmf_client::lookup::LookupTable;
use solana_sdk::message::AddressLookupTableAccount;
use solana_sdk::pubkey::Pubkey;

/// The addresses of the tables that may be used.
#[derive(Default)]
pub struct Index {
    tables: Vec<AddressLookupTableAccount>,
    places: HashMap<Pubkey, (usize, usize)>,
}

impl Index {
    /// Of tables that are active.
    pub fn of(tables: &[LookupTable]) -> Self {
        let mut places = HashMap::new();
        for (number, table) in tables.iter().enumerate() {
            for (place, address) in table.addresses.iter().enumerate() {
                places.entry(*address).or_insert((number, place));
            }
        }
        Self { tables: tables.iter().map(LookupTable::for_messages).collect(), places }
    }

    /// Where an address stands; what no table holds comes last.
    pub fn place(&self, address: &Pubkey) -> (usize, usize) {
        self.places.get(address).copied().unwrap_or((usize::MAX, usize::MAX))
    }

    /// Whether a table holds an address.
    pub fn holds(&self, address: &Pubkey) -> bool {
        self.places.contains_key(address)
    }

    /// The tables that hold any of the addresses.
    pub fn tables_of(&self, addresses: impl Iterator<Item = Pubkey>) -> Vec<AddressLookupTableAccount> {
        let numbers: BTreeSet<usize> =
            addresses.filter_map(|address| self.places.get(&address)).map(|(number, _)| *number).collect();
        numbers.into_iter().filter_map(|number| self.tables.get(number)).cloned().collect()
    }
}
