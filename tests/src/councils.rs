//! Keys of a fund's councils.

use mmf::instructions::CouncilArgs;
use mmf::state::Role;
use mmf_client::ix::Authority;
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signature::Keypair;
use solana_sdk::signer::Signer;

use crate::keys::Keys;

/// Members by role; governance needs two of three, every other council one.
pub struct Councils {
    members: Vec<Vec<Keypair>>,
}

impl Councils {
    /// New councils.
    pub fn new(keys: &mut Keys) -> Self {
        let size = |role| match role {
            Role::Governance => 3,
            Role::NavSource | Role::NavApprover => 2,
            _ => 1,
        };
        let members = |role| (0..size(role)).map(|_| keys.next_key()).collect();
        Self { members: Role::ALL.into_iter().map(members).collect() }
    }

    /// All members of a role.
    pub fn of(&self, role: Role) -> &[Keypair] {
        &self.members[role.index()]
    }

    /// Members who must agree.
    pub fn threshold(role: Role) -> u8 {
        if role == Role::Governance { 2 } else { 1 }
    }

    /// As many members as these roles need.
    pub fn enough(&self, roles: &[Role]) -> Vec<&Keypair> {
        let members = |role: &Role| self.of(*role).iter().take(usize::from(Self::threshold(*role)));
        roles.iter().flat_map(members).collect()
    }

    /// The arguments that create them.
    pub fn args(&self) -> Vec<CouncilArgs> {
        let args = |role| CouncilArgs {
            role,
            threshold: Self::threshold(role),
            members: self.of(role).iter().map(Signer::pubkey).collect(),
        };
        Role::ALL.into_iter().map(args).collect()
    }
}

/// These keys sign.
pub fn signed_by(keys: &[&Keypair]) -> Authority {
    Authority::Signers(keys.iter().map(|key| key.pubkey()).collect::<Vec<Pubkey>>())
}
