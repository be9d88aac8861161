//! Which investors match which entries of the list.

use super::super::register::Register;
use super::agent::Person;
use super::alike::Index;
use super::list::{Entry, Kind};
use super::names::{Name, compact};
use crate::output::hex;

/// An investor that matches an entry.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// The investor.
    pub id: [u8; 32],
    /// What matched.
    pub kind: Kind,
    /// As it is on the register or in the agent's file.
    pub on_register: String,
    /// As it is on the list.
    pub on_list: String,
    /// The list's number of the entry.
    pub entry: String,
    /// The sanctions program.
    pub program: String,
    /// Whether it is the same, not only like it.
    pub exact: bool,
    /// Likeness, at most 1.
    pub score: f64,
}

/// Identifiers of one kind, with their investors.
struct Identifiers {
    index: Index,
    owners: Vec<([u8; 32], String)>,
}

impl Identifiers {
    fn of(all: impl Iterator<Item = ([u8; 32], String)>) -> Self {
        let (mut index, mut owners) = (Index::default(), Vec::new());
        for (id, text) in all.filter(|(_, text)| !compact(text).is_empty()) {
            index.add(compact(&text));
            owners.push((id, text));
        }
        Self { index, owners }
    }

    fn matches(&self, entry: &Entry) -> Vec<Proposal> {
        let found = self.index.find(&compact(&entry.identifier));
        let proposal = |found: super::alike::Found| {
            let (id, text) = &self.owners[found.place];
            // In an address upper and lower case differ; elsewhere they do not.
            let exact = found.slips == 0 && (entry.kind != Kind::Wallet || *text == entry.identifier);
            Proposal::new(entry, *id, text, exact, found.likeness)
        };
        found.into_iter().map(proposal).collect()
    }
}

impl Proposal {
    fn new(entry: &Entry, id: [u8; 32], on_register: &str, exact: bool, score: f64) -> Self {
        Self {
            id,
            kind: entry.kind,
            on_register: on_register.to_owned(),
            on_list: entry.identifier.clone(),
            entry: entry.entry.clone(),
            program: entry.program.clone(),
            exact,
            score,
        }
    }
}

/// All matches, the exact ones first, then by likeness.
pub fn propose(entries: &[Entry], people: &[Person], register: &Register, threshold: f64) -> Vec<Proposal> {
    let known: Vec<&Person> = people.iter().filter(|person| register.investors.contains_key(&person.id)).collect();
    let wallets =
        register.investors.iter().flat_map(|(id, known)| known.wallets.iter().map(|wallet| (*id, wallet.to_string())));
    let wallets = Identifiers::of(wallets);
    let ids = Identifiers::of(register.investors.keys().map(|id| (*id, hex(id))));
    let leis = Identifiers::of(known.iter().map(|person| (person.id, person.lei.clone())));
    let registrations = Identifiers::of(known.iter().map(|person| (person.id, person.registration.clone())));
    let names: Vec<(&Person, Name)> = known.iter().map(|person| (*person, Name::of(&person.name))).collect();
    let mut found: Vec<Proposal> = entries
        .iter()
        .flat_map(|entry| match entry.kind {
            Kind::Wallet => wallets.matches(entry),
            Kind::InvestorId => ids.matches(entry),
            Kind::Lei => leis.matches(entry),
            Kind::Registration => registrations.matches(entry),
            Kind::Name => by_name(entry, &names, threshold),
        })
        .collect();
    found.sort_by(|a, b| b.exact.cmp(&a.exact).then(b.score.total_cmp(&a.score)).then(a.id.cmp(&b.id)));
    found
}

fn by_name(entry: &Entry, names: &[(&Person, Name)], threshold: f64) -> Vec<Proposal> {
    let listed = Name::of(&entry.identifier);
    if listed.is_empty() {
        return Vec::new();
    }
    let likely = names.iter().filter_map(|(person, name)| {
        let likeness = name.likeness(&listed, threshold)?;
        Some(Proposal::new(entry, person.id, &person.name, likeness >= 1.0, likeness))
    });
    likely.collect()
}
