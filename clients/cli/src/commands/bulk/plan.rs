//! From what is on chain to what is wanted: instructions, in transactions that each can land on its own.

use mmf::instructions::{AddInvestorArgs, ApproveInvestorArgs, AttributeArgs, UpdateInvestorArgs};
use mmf::state::{Attribute, InvestorStatus, Role};
use mmf_client::{Addresses, Authority};
use solana_sdk::instruction::{AccountMeta, Instruction};
use solana_sdk::pubkey::Pubkey;

use super::eligible::{Opening, Openings, Skipped};
use super::pack::pack;
use super::register::Register;
use super::table::{ATTRIBUTES, Fault, Record};
use super::wanted::Wanted;
use crate::batch::Job;
use crate::commands::shared;
use crate::context::Context;
use crate::error::CliResult;
use crate::output::hex;

/// How much there is to do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Investors that are registered.
    pub added: u64,
    /// Investors whose profile changes.
    pub updated: u64,
    /// Investors that are approved, or whose approval changes.
    pub approved: u64,
    /// Wallets that are linked.
    pub linked: u64,
    /// Holdings that are opened.
    pub opened: u64,
}

/// What is to be done.
pub struct Plan {
    /// One job for each investor of whom something is missing.
    pub jobs: Vec<Job>,
    /// How much that is.
    pub counts: Counts,
    /// Holdings that are not opened, and why.
    pub skipped: Skipped,
}

/// Plans what the rows want, or finds what the program would refuse.
///
/// # Errors
/// When too few council members would sign, or a single instruction does not fit into a transaction.
pub fn plan(
    context: &Context,
    register: &Register,
    all: &[Wanted<'_>],
    reason: u16,
) -> CliResult<Result<Plan, Vec<Fault>>> {
    let agent = shared::authority(context, &register.fund, &[Role::TransferAgent])?;
    let compliance = shared::authority(context, &register.fund, &[Role::Compliance])?;
    let addresses = context.client.addresses();
    let payer = context.fee_payer()?.address();
    let fund = register.fund.address;
    let mut planner = Planner { addresses, fund, payer, agent, compliance, reason, counts: Counts::default() };
    let mut openings = Openings::of(register, addresses);
    let (mut jobs, mut faults) = (Vec::new(), Vec::new());
    for wanted in all {
        match planner.orders(wanted, register, &mut openings) {
            Err(fault) => faults.push(fault),
            Ok(orders) if orders.is_empty() => {}
            Ok(orders) => {
                let steps = pack(context, &payer, orders)?;
                jobs.push(Job::new(hex(&wanted.record.id), format!("line {}", wanted.line), steps));
            }
        }
    }
    if !faults.is_empty() {
        return Ok(Err(faults));
    }
    Ok(Ok(Plan { jobs, counts: planner.counts, skipped: openings.skipped }))
}

struct Planner {
    addresses: Addresses,
    fund: Pubkey,
    payer: Pubkey,
    agent: Authority,
    compliance: Authority,
    reason: u16,
    counts: Counts,
}

impl Planner {
    /// What an investor lacks: groups of instructions that stay together, in order.
    fn orders(
        &mut self,
        wanted: &Wanted<'_>,
        register: &Register,
        openings: &mut Openings<'_>,
    ) -> Result<Vec<Vec<Instruction>>, Fault> {
        let address = match &wanted.known {
            Some((_, known)) => known.address,
            None => self.addresses.investor(&self.fund, &wanted.record.id),
        };
        let mut orders = Vec::new();
        orders.extend(self.profile(wanted, &address));
        orders.extend(self.approval(wanted, &address));
        for wallet in &wanted.record.wallets {
            if !register.wallets.contains_key(wallet) {
                let link = self.addresses.link_wallet(&self.payer, &self.fund, &address, wallet, &self.agent);
                orders.push(vec![link.instruction]);
                self.counts.linked += 1;
            }
        }
        for Opening { line, takes_a_place } in openings.lines(wanted, &address)? {
            let [account, mut holding] = self.addresses.onboard_line(&self.payer, &line);
            if takes_a_place {
                holding.accounts.extend(signers(&self.agent));
            }
            orders.push(vec![account, holding]);
            self.counts.opened += 1;
        }
        Ok(orders)
    }

    fn profile(&mut self, wanted: &Wanted<'_>, address: &Pubkey) -> Option<Vec<Instruction>> {
        let (profile, document_hash) = (wanted.record.profile, wanted.record.document_hash);
        let order = match &wanted.known {
            None => {
                self.counts.added += 1;
                let args = AddInvestorArgs { investor_id: wanted.record.id, profile, document_hash };
                self.addresses.add_investor(&self.payer, &self.fund, &self.agent, args)
            }
            Some((known, _)) if known.profile != profile => {
                self.counts.updated += 1;
                let args = UpdateInvestorArgs { profile, reason: self.reason, document_hash };
                self.addresses.update_investor(&self.fund, address, &self.compliance, args)
            }
            Some(_) => return None,
        };
        Some(vec![order.instruction])
    }

    /// Approval covers the attributes and the document of the file.
    fn approval(&mut self, wanted: &Wanted<'_>, address: &Pubkey) -> Option<Vec<Instruction>> {
        let record = &wanted.record;
        let blank = Record::blank();
        let (known, is_pending) = match &wanted.known {
            Some((known, account)) => (known, account.investor.has_status(InvestorStatus::Pending)),
            None => (&blank, true),
        };
        let attributes = changed(&known.attributes, &record.attributes);
        let other_document = wanted.known.is_some() && known.document_hash != record.document_hash;
        if !is_pending && attributes.is_empty() && !(other_document && known.profile == record.profile) {
            return None;
        }
        self.counts.approved += 1;
        let args = ApproveInvestorArgs { attributes, reason: self.reason, document_hash: record.document_hash };
        Some(vec![self.addresses.approve_investor(&self.fund, address, &self.compliance, args).instruction])
    }
}

/// The members who sign.
fn signers(authority: &Authority) -> Vec<AccountMeta> {
    match authority {
        Authority::Signers(members) => members.iter().map(|key| AccountMeta::new_readonly(*key, true)).collect(),
        Authority::Action(_) => Vec::new(),
    }
}

fn changed(from: &[Attribute; 5], to: &[Attribute; 5]) -> Vec<AttributeArgs> {
    let pairs = ATTRIBUTES.into_iter().zip(from.iter().zip(to));
    pairs
        .filter(|(_, (from, to))| from != to)
        .map(|(kind, (_, to))| AttributeArgs { kind, expires_at: to.expires_at, evidence_hash: to.evidence_hash })
        .collect()
}
