//! What the compliance officer and the transfer agent do to investors and holdings.

use mmf::instructions::{
    InvestorProfile, ReleaseInvestorArgs, RestrictInvestorArgs, SetFreezeArgs, UpdateInvestorArgs,
};
use mmf::state::{InvestorStatus, Role};
use mmf_client::ix::{Authority, Line, Privileged, owner_signs};
use mmf_client::pda::Addresses;
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signer::Signer;

use crate::asserts::Outcome;
use crate::councils::signed_by;
use crate::holders::Holder;
use crate::world::World;

/// The reason code of every order in the tests.
pub const REASON: u16 = 42;
/// The document of every order in the tests.
pub const DOCUMENT: [u8; 32] = [0xd0; 32];

impl World {
    /// Enough members of these councils, as signers.
    pub fn signed(&self, roles: &[Role]) -> Authority {
        signed_by(&self.councils.enough(roles))
    }

    /// The order that restricts, blocks or sanctions.
    pub fn restrict_order(&self, investor: &Pubkey, status: InvestorStatus, authority: &Authority) -> Privileged {
        let args = RestrictInvestorArgs { status, reason: REASON, document_hash: DOCUMENT };
        self.addresses.restrict_investor(&self.fund, investor, authority, args)
    }

    /// Restricts, blocks or sanctions an investor.
    pub fn restrict(&mut self, investor: &Pubkey, status: InvestorStatus) -> Outcome {
        let order = self.restrict_order(investor, status, &self.signed(&[Role::Compliance]));
        self.privileged(&order)
    }

    /// The order that releases, for the councils that the investor's standing asks for.
    pub fn release_order(&self, investor: &Pubkey, status: InvestorStatus, authority: &Authority) -> Privileged {
        let args = ReleaseInvestorArgs { status, reason: REASON, document_hash: DOCUMENT };
        self.addresses.release_investor(&self.fund, investor, self.is_sanctioned(investor), authority, args)
    }

    /// Releases an investor by the councils that its standing asks for.
    pub fn release(&mut self, investor: &Pubkey, status: InvestorStatus) -> Outcome {
        let both: &[Role] = &Addresses::SANCTION_RELEASERS;
        let roles = if self.is_sanctioned(investor) { both } else { &[Role::Compliance] };
        let order = self.release_order(investor, status, &self.signed(roles));
        self.privileged(&order)
    }

    fn is_sanctioned(&self, investor: &Pubkey) -> bool {
        self.investor(investor).has_status(InvestorStatus::Sanctioned)
    }

    /// Changes what is recorded of an investor.
    pub fn update(&mut self, investor: &Pubkey, change: impl FnOnce(&mut InvestorProfile)) -> Outcome {
        let mut profile = InvestorProfile::of(&self.investor(investor)).expect("a known kind");
        change(&mut profile);
        let args = UpdateInvestorArgs { profile, reason: REASON, document_hash: DOCUMENT };
        let authority = self.signed(&[Role::Compliance]);
        let order = self.addresses.update_investor(&self.fund, investor, &authority, args);
        self.privileged(&order)
    }

    /// A holder's line of the register.
    pub fn line(&self, holder: &Holder) -> Line {
        Line {
            token_acl: self.class().has_flag(mmf::state::class_flag::TOKEN_ACL),
            token_account: holder.shares,
            ..self.addresses.line(&self.fund, &self.class, &holder.investor, &holder.key())
        }
    }

    /// The order that freezes and thaws.
    pub fn freeze_order(&self, holder: &Holder, frozen: bool, frozen_units: u64, authority: &Authority) -> Privileged {
        let args = SetFreezeArgs { frozen, frozen_units, reason: REASON, document_hash: DOCUMENT };
        self.addresses.set_freeze(&self.line(holder), authority, args)
    }

    /// Freezes a whole holding by order, or lifts that.
    pub fn set_freeze(&mut self, holder: &Holder, frozen: bool) -> Outcome {
        let order = self.freeze_order(holder, frozen, 0, &self.signed(&[Role::Compliance]));
        self.privileged(&order)
    }

    /// Freezes so many units of a holding by order.
    pub fn freeze_units(&mut self, holder: &Holder, units: u64) -> Outcome {
        let order = self.freeze_order(holder, false, units, &self.signed(&[Role::Compliance]));
        self.privileged(&order)
    }

    /// Anyone opens a holder's line, or takes its token account up again; where the class limits its number of investors, the transfer
    /// agent.
    pub fn open(&mut self, holder: &Holder) -> Outcome {
        let mut orders = self.addresses.onboard_line(&self.payer.pubkey(), &self.line(holder));
        if self.class().rules.max_investors == [0; 3] {
            return self.send(&orders, &[]);
        }
        let agent = self.councils.of(Role::TransferAgent)[0].insecure_clone();
        orders[1] = owner_signs(orders[1].clone(), &agent.pubkey());
        self.send(&orders, &[&agent])
    }

    /// Makes a holder's token account, which is born frozen, without opening its line.
    pub fn make_account(&mut self, holder: &Holder) {
        let orders = self.addresses.onboard_line(&self.payer.pubkey(), &self.line(holder));
        self.send(&orders[..1], &[]).expect("a token account");
    }

    /// The order by which the transfer agent closes a holder's line.
    pub fn close_order(&self, holder: &Holder, authority: &Authority) -> Privileged {
        let is_open = self.svm.get_account(&holder.holding).is_some();
        let rent_payer = if is_open { self.holding(&holder.holding).rent_payer } else { self.payer.pubkey() };
        self.addresses.close_holding(&self.line(holder), &rent_payer, authority)
    }

    /// The transfer agent closes a holder's line.
    pub fn close_line(&mut self, holder: &Holder) -> Outcome {
        let order = self.close_order(holder, &self.signed(&[Role::TransferAgent]));
        self.privileged(&order)
    }

    /// Anyone freezes the account of a holder who may no longer hold.
    pub fn enforce(&mut self, holder: &Holder) -> Outcome {
        let order = self.addresses.enforce(&self.line(holder));
        self.send(&[order], &[])
    }

    /// The transfer agent unlinks a holder's wallet; the payer gets the rent.
    pub fn unlink(&mut self, holder: &Holder) -> Outcome {
        let (authority, payer) = (self.signed(&[Role::TransferAgent]), self.payer.pubkey());
        let order = self.addresses.unlink_wallet(&self.fund, &holder.investor, &holder.key(), &payer, &authority);
        self.privileged(&order)
    }

    /// The transfer agent deletes an investor; the payer gets the rent.
    pub fn remove(&mut self, investor: &Pubkey) -> Outcome {
        let (authority, payer) = (self.signed(&[Role::TransferAgent]), self.payer.pubkey());
        let order = self.addresses.remove_investor(&self.fund, investor, &payer, &authority);
        self.privileged(&order)
    }

    /// Whether Token-2022 holds a token account frozen.
    pub fn is_frozen(&self, account: &Pubkey) -> bool {
        self.data(account)[108] == 2
    }
}
