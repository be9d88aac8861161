//! The network's lists of accounts by owner and by mint, kept so that a change costs little however long they are.
//!
//! The network changes a list by reading it, editing it and storing it again, twice for each account that a transaction writes. Its own storage
//! copies the whole list each time: with ten thousand holders that takes longer than the transaction. Here a reader is given the list itself;
//! a packed copy stays behind, from which the list is made again where the reader does not bring it back.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use surfpool_core::storage::{Storage, StorageResult};

/// Longest address in base58.
const ADDRESS_BYTES: usize = 44;

/// An address in base58, filled up with zeros.
type Packed = [u8; ADDRESS_BYTES];

/// Lists of addresses by address.
#[derive(Default)]
pub struct Lists {
    lists: Mutex<HashMap<String, List>>,
}

#[derive(Default)]
struct List {
    packed: Vec<Packed>,
    /// Addresses that are none, as a whole; the packed list cannot hold them.
    odd: Option<Vec<String>>,
    /// The list itself, unless a reader has it.
    ready: Option<Vec<String>>,
}

impl Lists {
    /// Takes over what another storage holds.
    pub fn taken_from(
        other: &dyn Storage<String, Vec<String>>,
    ) -> StorageResult<Box<dyn Storage<String, Vec<String>>>> {
        let lists = other.into_iter()?.map(|(key, list)| (key, List::of(list))).collect();
        Ok(Box::new(Self { lists: Mutex::new(lists) }))
    }

    fn lists(&self) -> MutexGuard<'_, HashMap<String, List>> {
        self.lists.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl List {
    fn of(list: Vec<String>) -> Self {
        match list.iter().map(|address| pack(address)).collect() {
            Some(packed) => Self { packed, odd: None, ready: Some(list) },
            None => Self { packed: Vec::new(), odd: Some(list), ready: None },
        }
    }

    /// The list: itself where it is here.
    fn give(&mut self) -> Vec<String> {
        match (&self.odd, self.ready.take()) {
            (Some(odd), _) => odd.clone(),
            (None, Some(list)) => list,
            (None, None) => self.made(),
        }
    }

    /// Made from the packed list.
    fn made(&self) -> Vec<String> {
        match &self.odd {
            Some(odd) => odd.clone(),
            None => self.packed.iter().map(unpack).collect(),
        }
    }

    /// Takes a list back: the network adds one address at the end, or takes one out.
    fn take_back(&mut self, list: Vec<String>) {
        if self.odd.is_none() && (self.is_longer(&list) || self.is_shorter(&list)) {
            self.ready = Some(list);
        } else {
            *self = Self::of(list);
        }
    }

    fn is_longer(&mut self, list: &[String]) -> bool {
        let Some((last, before)) = list.split_last() else { return false };
        if before.len() != self.packed.len() || !self.same_ends(before) {
            return false;
        }
        let Some(last) = pack(last) else { return false };
        self.packed.push(last);
        true
    }

    /// The addresses are all different and in the same order, so the first that differs is the one that was taken out.
    fn is_shorter(&mut self, list: &[String]) -> bool {
        if list.len() + 1 != self.packed.len() {
            return false;
        }
        let (mut from, mut to) = (0, list.len());
        while from < to {
            let middle = from.midpoint(to);
            if pack(&list[middle]).is_some_and(|address| address == self.packed[middle]) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        self.packed.remove(from);
        self.same_ends(list)
    }

    fn same_ends(&self, list: &[String]) -> bool {
        let same = |own: Option<&Packed>, other: Option<&String>| own.copied() == other.and_then(|other| pack(other));
        list.len() == self.packed.len()
            && same(self.packed.first(), list.first())
            && same(self.packed.last(), list.last())
    }
}

impl Storage<String, Vec<String>> for Lists {
    fn store(&mut self, key: String, list: Vec<String>) -> StorageResult<()> {
        self.lists().entry(key).or_default().take_back(list);
        Ok(())
    }

    fn clear(&mut self) -> StorageResult<()> {
        self.lists().clear();
        Ok(())
    }

    fn get(&self, key: &String) -> StorageResult<Option<Vec<String>>> {
        Ok(self.lists().get_mut(key).map(List::give))
    }

    fn take(&mut self, key: &String) -> StorageResult<Option<Vec<String>>> {
        Ok(self.lists().remove(key).map(|mut list| list.give()))
    }

    fn keys(&self) -> StorageResult<Vec<String>> {
        Ok(self.lists().keys().cloned().collect())
    }

    fn into_iter(&self) -> StorageResult<Box<dyn Iterator<Item = (String, Vec<String>)> + '_>> {
        let all: Vec<_> = self.lists().iter().map(|(key, list)| (key.clone(), list.made())).collect();
        Ok(Box::new(all.into_iter()))
    }

    fn contains_key(&self, key: &String) -> StorageResult<bool> {
        Ok(self.lists().contains_key(key))
    }

    fn count(&self) -> StorageResult<u64> {
        Ok(self.lists().len() as u64)
    }

    fn clone_box(&self) -> Box<dyn Storage<String, Vec<String>>> {
        let copy = |list: &List| List { packed: list.packed.clone(), odd: list.odd.clone(), ready: None };
        let lists = self.lists().iter().map(|(key, list)| (key.clone(), copy(list))).collect();
        Box::new(Self { lists: Mutex::new(lists) })
    }
}

fn pack(address: &str) -> Option<Packed> {
    let mut packed = [0; ADDRESS_BYTES];
    packed.get_mut(..address.len())?.copy_from_slice(address.as_bytes());
    Some(packed)
}

fn unpack(packed: &Packed) -> String {
    packed.iter().take_while(|byte| **byte != 0).map(|byte| char::from(*byte)).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn key() -> String {
        "owner".to_owned()
    }

    fn stored(lists: &Lists) -> Vec<String> {
        lists.clone_box().get(&key()).unwrap().unwrap_or_default()
    }

    fn add(lists: &mut Lists, address: &str) {
        let mut list = lists.get(&key()).unwrap().unwrap_or_default();
        list.push(address.to_owned());
        lists.store(key(), list).unwrap();
    }

    fn remove(lists: &mut Lists, address: &str) {
        let mut list = lists.get(&key()).unwrap().unwrap();
        list.retain(|other| other != address);
        lists.store(key(), list).unwrap();
    }

    #[test]
    fn a_list_stays_the_same_as_its_packed_copy_through_every_change() {
        let (mut lists, mut model) = (Lists::default(), Vec::new());
        for round in 0..200u32 {
            if round % 3 == 2 {
                let gone: String = model.remove(usize::try_from(round * 7).unwrap() % model.len());
                remove(&mut lists, &gone);
            } else {
                let address = format!("address-{round}");
                add(&mut lists, &address);
                model.push(address);
            }
            assert_eq!(stored(&lists), model);
        }
    }

    #[test]
    fn a_reader_that_keeps_the_list_takes_nothing_away() {
        let mut lists = Lists::default();
        add(&mut lists, "a");
        add(&mut lists, "b");
        for _ in 0..3 {
            assert_eq!(lists.get(&key()).unwrap().unwrap(), ["a", "b"]);
        }
        add(&mut lists, "c");
        assert_eq!(stored(&lists), ["a", "b", "c"]);
    }

    #[test]
    fn any_other_list_is_taken_as_it_is() {
        let mut lists = Lists::default();
        for list in [vec!["a", "b"], vec!["c", "d", "e"], vec!["e"], vec![&"x".repeat(60), "y"], vec!["z"], vec![]] {
            let list: Vec<String> = list.into_iter().map(str::to_owned).collect();
            lists.store(key(), list.clone()).unwrap();
            assert_eq!(stored(&lists), list);
            assert_eq!(lists.get(&key()).unwrap().unwrap(), list);
        }
    }
}
