//! What stands against a transfer: before the rules, and by the rules.

use mmf::compliance::{Case, Denial, Finding, Side, findings};
use mmf::state::{ShareClass, pause};

use super::side::{Party, Records};

/// The two sides of a transfer that is asked about.
pub struct Transfer<'a> {
    /// The class.
    pub class: &'a ShareClass,
    /// Who sends.
    pub from: &'a Party,
    /// Who receives.
    pub to: &'a Party,
    /// How many units.
    pub units: u64,
    /// The network's clock, in Unix seconds.
    pub now: i64,
}

impl Transfer<'_> {
    /// Everything that stands against it, as the program would find it.
    pub fn obstacles(&self) -> Vec<Finding> {
        let mut found = before_rules(self.from, Side::Giver, self.units);
        found.extend(before_rules(self.to, Side::Taker, 0));
        let (Some(from), Some(to)) = (&self.from.records, &self.to.records) else {
            return found;
        };
        if self.class.is_hooked() {
            found.extend(findings(&Case {
                class: self.class,
                giver: Some(party(from)),
                taker: Some(party(to)),
                same_investor: from.investor_key == to.investor_key,
                units: self.units,
                pause_bit: pause::TRANSFERS,
                now: self.now,
            }));
        } else {
            found.extend(self.admission(from, Side::Giver));
            found.extend(self.admission(to, Side::Taker));
        }
        found
    }

    /// Whether a side may hold at all: everything that is asked of who acquires, without units.
    fn admission(&self, records: &Records, side: Side) -> Vec<Finding> {
        let case = Case {
            class: self.class,
            giver: None,
            taker: Some(party(records)),
            same_investor: false,
            units: 0,
            pause_bit: 0,
            now: self.now,
        };
        findings(&case).into_iter().map(|finding| Finding { side, ..finding }).collect()
    }
}

fn party(records: &Records) -> mmf::compliance::Party<'_> {
    mmf::compliance::Party { investor: &records.investor, holding: &records.holding }
}

/// What Token-2022 or the register refuses before any rule is asked. `units`: that the token account must have.
fn before_rules(party: &Party, side: Side, units: u64) -> Vec<Finding> {
    let of = |denial| Finding { denial, side, until: None };
    if party.records.is_none() {
        return vec![of(Denial::NotRegistered)];
    }
    let (is_frozen, tokens) = party.account.map_or((false, 0), |account| (account.frozen, account.tokens));
    let found = [
        (party.account.is_none(), Denial::NotRegistered),
        (is_frozen, Denial::TokenAccountFrozen),
        (tokens < units, Denial::TokensMissing),
    ];
    found.into_iter().filter(|(stands, _)| *stands).map(|(_, denial)| of(denial)).collect()
}
