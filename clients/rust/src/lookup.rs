//! Address lookup tables: one byte in a transaction instead of an account's 32.

use solana_address_lookup_table_interface::instruction::{
    close_lookup_table, create_lookup_table, deactivate_lookup_table, extend_lookup_table,
};
pub use solana_address_lookup_table_interface::state::{LOOKUP_TABLE_MAX_ADDRESSES, LOOKUP_TABLE_META_SIZE};
use solana_address_lookup_table_interface::{program, state::AddressLookupTable};
use solana_sdk::account::Account;
use solana_sdk::instruction::Instruction;
use solana_sdk::message::AddressLookupTableAccount;
use solana_sdk::pubkey::Pubkey;

use crate::error::Result;
use crate::fetch::Client;

/// The recent slots with their hashes; a new table is named after one of them.
const SLOT_HASHES: Pubkey = Pubkey::from_str_const("SysvarS1otHashes111111111111111111111111111");
/// Bytes of the list's length, and of an entry: a slot and a hash.
const LENGTH_BYTES: usize = 8;
const ENTRY_BYTES: usize = 8 + 32;
/// Most accounts that a node gives in one answer.
const ACCOUNTS_AT_ONCE: usize = 100;

/// A lookup table as it is on chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LookupTable {
    /// Its address.
    pub address: Pubkey,
    /// Who may extend and close it; `None` once it is final.
    pub authority: Option<Pubkey>,
    /// The slot of its deactivation, if it was deactivated.
    pub deactivated_at: Option<u64>,
    /// The slot of its last extension: what came then serves from the next slot on.
    pub extended_at: u64,
    /// Its addresses, in order.
    pub addresses: Vec<Pubkey>,
}

impl LookupTable {
    /// Reads a table; `None` where the account is none.
    #[must_use]
    pub fn read(address: Pubkey, account: &Account) -> Option<Self> {
        if account.owner != program::ID {
            return None;
        }
        let table = AddressLookupTable::deserialize(&account.data).ok()?;
        Some(Self {
            address,
            authority: table.meta.authority,
            deactivated_at: (table.meta.deactivation_slot != u64::MAX).then_some(table.meta.deactivation_slot),
            extended_at: table.meta.last_extended_slot,
            addresses: table.addresses.to_vec(),
        })
    }

    /// How many more addresses it takes.
    #[must_use]
    pub fn room(&self) -> usize {
        LOOKUP_TABLE_MAX_ADDRESSES.saturating_sub(self.addresses.len())
    }

    /// As messages are compiled with it.
    #[must_use]
    pub fn for_messages(&self) -> AddressLookupTableAccount {
        AddressLookupTableAccount { key: self.address, addresses: self.addresses.clone() }
    }
}

/// Makes a table under a recent slot; returns its address too. `payer` is its authority, pays its rent, and signs.
#[must_use]
pub fn create(payer: &Pubkey, recent_slot: u64) -> (Pubkey, Instruction) {
    let (order, address) = create_lookup_table(*payer, *payer, recent_slot);
    (address, order)
}

/// Adds addresses. `payer` is the table's authority, pays the rent of the growth, and signs.
#[must_use]
pub fn extend(table: &Pubkey, payer: &Pubkey, addresses: &[Pubkey]) -> Instruction {
    extend_lookup_table(*table, *payer, Some(*payer), addresses.to_vec())
}

/// Deactivates a table: it can be closed once the slot of the deactivation is no longer recent, after 512 blocks.
#[must_use]
pub fn deactivate(table: &Pubkey, authority: &Pubkey) -> Instruction {
    deactivate_lookup_table(*table, *authority)
}

/// Closes a deactivated table; its rent goes to the authority.
#[must_use]
pub fn close(table: &Pubkey, authority: &Pubkey) -> Instruction {
    close_lookup_table(*table, *authority, *authority)
}

impl Client {
    /// Lookup tables, in the order of the addresses; `None` where there is none at an address.
    ///
    /// # Errors
    /// When the node does not answer.
    pub fn lookup_tables(&self, addresses: &[Pubkey]) -> Result<Vec<Option<LookupTable>>> {
        let mut tables = Vec::with_capacity(addresses.len());
        for chunk in addresses.chunks(ACCOUNTS_AT_ONCE) {
            let found = self.rpc().get_multiple_accounts_with_commitment(chunk, self.rpc().commitment())?.value;
            let read = chunk
                .iter()
                .zip(&found)
                .map(|(address, account)| account.as_ref().and_then(|account| LookupTable::read(*address, account)));
            tables.extend(read);
        }
        Ok(tables)
    }

    /// The slots that are recent enough to name a table after, the newest first.
    ///
    /// # Errors
    /// When the node does not answer.
    pub fn recent_slots(&self) -> Result<Vec<u64>> {
        Ok(self.account(&SLOT_HASHES)?.map(|account| slots(&account.data)).unwrap_or_default())
    }
}

fn slots(data: &[u8]) -> Vec<u64> {
    let (entries, _) = data.get(LENGTH_BYTES..).unwrap_or_default().as_chunks::<ENTRY_BYTES>();
    let length = data.first_chunk().map_or(0, |length| u64::from_le_bytes(*length));
    let slots = entries.iter().filter_map(|entry| entry.first_chunk().map(|slot| u64::from_le_bytes(*slot)));
    slots.take(usize::try_from(length).unwrap_or(usize::MAX)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_recent_slots_are_those_of_the_list() {
        let mut data = 2u64.to_le_bytes().to_vec();
        for slot in [9u64, 7, 5] {
            data.extend(slot.to_le_bytes());
            data.extend([slot.to_le_bytes()[0]; 32]);
        }
        assert_eq!(slots(&data), [9, 7]);
        assert!(slots(&[]).is_empty() && slots(&data[..20]).is_empty());
    }

    #[test]
    fn an_account_of_another_program_is_no_table() {
        let account = Account { data: vec![0; LOOKUP_TABLE_META_SIZE], ..Account::default() };
        assert_eq!(LookupTable::read(Pubkey::new_unique(), &account), None);
    }
}
