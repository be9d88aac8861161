//! Rules of a class, and investors who fit or break them.

use mmf::instructions::{AddInvestorArgs, ApproveInvestorArgs, AttributeArgs, ClassRulesArgs, InvestorProfile};
use mmf::state::{AttributeKind, ClassKind, InvestorKind, Role};
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signer::Signer;

use crate::asserts::Outcome;
use crate::calendar::at;
use crate::holders::Holder;
use crate::world::World;

/// The United States, by ISO 3166.
pub const US: u16 = 840;
/// Switzerland.
pub const SWITZERLAND: u16 = 756;

/// One bit for an attribute in a set.
pub fn bit(kind: AttributeKind) -> u16 {
    1 << kind as u16
}

impl World {
    /// With a fund and a distributing class of these rules.
    pub fn with_rules(change: impl FnOnce(&mut ClassRulesArgs)) -> Self {
        let mut world = Self::with_fund();
        world.create_class(ClassKind::Distributing, change).expect("a class");
        world
    }

    /// With a fund and a class without a hook.
    pub fn gated() -> Self {
        let mut world = Self::with_fund();
        world.create_class(ClassKind::AccumulatingGated, |_| {}).expect("a class");
        world
    }

    /// Creates class 0 of a kind with these rules.
    pub fn create_class(&mut self, kind: ClassKind, change: impl FnOnce(&mut ClassRulesArgs)) -> Outcome {
        let mut args = Self::class_args();
        args.kind = kind;
        change(&mut args.rules);
        let order = self.class_order(args);
        self.privileged(&order)
    }

    /// Governance changes the class's rules.
    pub fn set_rules(&mut self, change: impl FnOnce(&mut ClassRulesArgs)) -> Outcome {
        let class = self.class();
        let mut args = ClassRulesArgs::of(&class.rules);
        change(&mut args);
        let authority = self.signed(&[Role::Governance]);
        let order = self.addresses.set_class_rules(&self.fund, (&self.class, &class), &authority, args);
        self.privileged(&order)
    }

    /// A registered investor of that profile, pending.
    pub fn pending_investor_of(&mut self, profile: InvestorProfile) -> Pubkey {
        let investor_id = self.keys.next_key().pubkey().to_bytes();
        let args = AddInvestorArgs { investor_id, profile, document_hash: [0; 32] };
        let authority = self.signed(&[Role::TransferAgent]);
        let order = self.addresses.add_investor(&self.payer.pubkey(), &self.fund, &authority, args);
        self.privileged(&order).expect("an investor");
        self.addresses.investor(&self.fund, &investor_id)
    }

    /// An investor of that profile, approved for 2025.
    pub fn investor_of(&mut self, profile: InvestorProfile) -> Pubkey {
        let investor = self.pending_investor_of(profile);
        self.approve(&investor, Self::kyc_until(at(12, 31, 0, 0))).expect("an approval");
        investor
    }

    /// A holder whose investor has that profile and who has so much cash, in settlement units.
    pub fn holder_of(&mut self, profile: InvestorProfile, cash: u64) -> Holder {
        let investor = self.investor_of(profile);
        let holder = self.wallet_of(&investor);
        self.give_cash(&holder.key(), cash);
        holder
    }

    /// A Swiss entity with so much cash, in settlement units.
    pub fn offshore_holder(&mut self, cash: u64) -> Holder {
        self.holder_of(offshore(), cash)
    }

    /// An operated protocol vault with so much cash, in settlement units.
    pub fn vault(&mut self, us_person: bool, cash: u64) -> Holder {
        self.holder_of(vault(us_person), cash)
    }

    /// Gives an investor attributes that are valid until a moment, in Unix seconds.
    pub fn verify(&mut self, investor: &Pubkey, kinds: &[AttributeKind], expires_at: i64) -> Outcome {
        let attribute = |kind: &AttributeKind| AttributeArgs { kind: *kind, expires_at, evidence_hash: [7; 32] };
        let attributes = kinds.iter().map(attribute).collect();
        self.approve(investor, ApproveInvestorArgs { attributes, reason: 1, document_hash: [8; 32] })
    }
}

/// A US entity.
pub fn onshore() -> InvestorProfile {
    InvestorProfile::plain(InvestorKind::Entity, US, true)
}

/// A Swiss entity.
pub fn offshore() -> InvestorProfile {
    InvestorProfile::plain(InvestorKind::Entity, SWITZERLAND, false)
}

/// A protocol vault with an operator.
pub fn vault(us_person: bool) -> InvestorProfile {
    let operator = Pubkey::new_from_array([0x0f; 32]);
    let jurisdiction = if us_person { US } else { SWITZERLAND };
    InvestorProfile { operator, ..InvestorProfile::plain(InvestorKind::ProtocolVault, jurisdiction, us_person) }
}
