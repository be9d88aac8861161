//! Rows against the chain: what is wanted of each, and what the program would refuse.

use mmf::state::{InvestorKind, InvestorStatus};

use super::register::{Known, Register};
use super::table::{Column, Fault, Record, Row, Table};
use crate::error::CliResult;

/// What a row wants.
pub struct Wanted<'a> {
    /// Line of the file.
    pub line: u64,
    /// What is to be on record.
    pub record: Record,
    /// What is on record.
    pub known: Option<(Record, &'a Known)>,
}

/// What the rows want, or everything that the program would refuse.
///
/// # Errors
/// When an investor on chain is of a kind that this release does not know.
pub fn wanted<'a>(table: &Table, register: &'a Register) -> CliResult<(Vec<Wanted<'a>>, Vec<Fault>)> {
    let mut all = Vec::with_capacity(table.rows.len());
    let mut faults = Vec::new();
    for row in &table.rows {
        let known = match register.investors.get(&row.record.id) {
            Some(known) => Some((known.record()?, known)),
            None => None,
        };
        let record = match &known {
            Some((on_chain, _)) => row.over(&table.columns, on_chain),
            None => row.record.clone(),
        };
        let check = Check { table, row, record: &record, register, faults: &mut faults };
        check.run(known.as_ref().map(|(_, known)| *known));
        all.push(Wanted { line: row.line, record, known });
    }
    Ok((all, faults))
}

struct Check<'a> {
    table: &'a Table,
    row: &'a Row,
    record: &'a Record,
    register: &'a Register,
    faults: &'a mut Vec<Fault>,
}

impl Check<'_> {
    fn run(mut self, known: Option<&Known>) {
        let before = self.faults.len();
        self.check_profile();
        self.check_attributes();
        if self.faults.len() == before && self.record.profile.check().is_err() {
            self.fault(Column::InvestorId, "the program would refuse what the row says of the investor");
        }
        if let Some(known) = known {
            self.check_standing(known);
        }
        self.check_wallets(known);
    }

    fn fault(&mut self, column: Column, reason: impl Into<String>) {
        let value = self.row.cell(&self.table.columns, column);
        self.faults.push(Fault::new(self.row.line, column, value, reason));
    }

    fn check_profile(&mut self) {
        let profile = &self.record.profile;
        let (kind, has_operator) = (profile.kind, profile.operator != Default::default());
        let reports_holders = matches!(kind, InvestorKind::Nominee | InvestorKind::Distributor);
        if kind == InvestorKind::ProtocolVault && !has_operator {
            self.fault(Column::Operator, "a protocol vault needs an operator");
        }
        if kind != InvestorKind::ProtocolVault && has_operator {
            self.fault(Column::Operator, "only a protocol vault has an operator");
        }
        if profile.nominee_holders != 0 && !reports_holders {
            self.fault(Column::NomineeHolders, "only a nominee or a distributor reports beneficial holders");
        }
    }

    fn check_attributes(&mut self) {
        let now = self.register.now;
        if self.row.record.attribute(mmf::state::AttributeKind::Kyc).expires_at <= now {
            self.fault(Column::KycUntil, "KYC has expired; an approval rests on it");
        }
        for column in &self.table.columns {
            let Some((kind, until)) = column.evidence_of() else { continue };
            let attribute = self.record.attribute(kind);
            if attribute.evidence_hash != [0; 32] && attribute.expires_at == 0 {
                self.fault(*column, format!("there is evidence, but no day in {until}"));
            }
        }
    }

    /// A list does not lift what a compliance officer has ordered.
    fn check_standing(&mut self, known: &Known) {
        let is = |status| known.investor.has_status(status);
        let standing = if is(InvestorStatus::Sanctioned) {
            "sanctioned"
        } else if is(InvestorStatus::Blocked) {
            "blocked"
        } else {
            return;
        };
        self.fault(Column::InvestorId, format!("the investor is {standing}; `mmf investor release ID` comes first"));
    }

    fn check_wallets(&mut self, known: Option<&Known>) {
        for wallet in &self.record.wallets {
            let Some(linked) = self.register.wallets.get(wallet) else { continue };
            let reason = match known {
                Some(known) if linked.investor != known.address => "the wallet is linked to another investor",
                Some(known) if linked.investor_generation != known.investor.generation => {
                    "the wallet is linked to an earlier record of the investor; unlink it first"
                }
                Some(_) => continue,
                None => "the wallet is linked to another investor",
            };
            self.faults.push(Fault::new(self.row.line, Column::Wallets, &wallet.to_string(), reason));
        }
    }
}
