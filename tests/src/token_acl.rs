//! Token ACL as the gate of a class without a hook: the real program, asked as its own client helper asks it.

use mmf::constants::TOKEN_ACL_ID;
use mmf::state::Role;
use mmf_client::ix::Privileged;
use solana_sdk::instruction::{AccountMeta, Instruction};
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signature::Keypair;
use solana_sdk::signer::Signer;
use token_acl_interface::offchain::{add_extra_account_metas_for_freeze, add_extra_account_metas_for_thaw};

use crate::asserts::Outcome;
use crate::holders::Holder;
use crate::world::{World, bytecode};

/// Instructions of Token ACL that anybody may send, by their first data byte.
const THAW_PERMISSIONLESS: u8 = 6;
const FREEZE_PERMISSIONLESS: u8 = 7;
/// Seed of the mark of a permissionless request.
const FLAG_SEED: &[u8] = b"FLAG_ACCOUNT";

/// What anybody asks of Token ACL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Request {
    /// To thaw a token account.
    Thaw,
    /// To freeze it.
    Freeze,
}

impl World {
    /// With a class without a hook, and Token ACL beside it.
    pub fn beside_token_acl() -> Self {
        let mut world = Self::gated();
        world.svm.add_program(TOKEN_ACL_ID, &bytecode("tests/token_acl.so")).expect("Token ACL loads");
        world
    }

    /// With a class whose gate is Token ACL.
    pub fn gated_by_token_acl() -> Self {
        let mut world = Self::beside_token_acl();
        let order = world.adopt_order();
        world.privileged(&order).expect("an adopted gate");
        world
    }

    /// The order that makes Token ACL the class's gate.
    pub fn adopt_order(&self) -> Privileged {
        let authority = self.signed(&[Role::Governance]);
        self.addresses.adopt_token_acl(&self.payer.pubkey(), &self.fund, &self.class, &authority)
    }

    /// A request as the interface's own client helper completes it; without the gate's accounts where the helper finds none.
    pub fn request_order(&self, request: Request, asker: &Pubkey, account: &Pubkey, owner: &Pubkey) -> Instruction {
        let flag = Pubkey::find_program_address(&[FLAG_SEED, account.as_ref()], &TOKEN_ACL_ID).0;
        let tag = if request == Request::Thaw { THAW_PERMISSIONLESS } else { FREEZE_PERMISSIONLESS };
        let accounts = vec![
            AccountMeta::new(*asker, true),
            AccountMeta::new_readonly(self.mint, false),
            AccountMeta::new(*account, false),
            AccountMeta::new(flag, false),
            AccountMeta::new_readonly(*owner, false),
            AccountMeta::new_readonly(self.addresses.gate_config(&self.mint), false),
            AccountMeta::new_readonly(spl_token_2022_interface::ID, false),
            AccountMeta::new_readonly(solana_system_interface::program::ID, false),
            AccountMeta::new_readonly(mmf::ID, false),
        ];
        let mut order = Instruction { program_id: TOKEN_ACL_ID, accounts, data: vec![tag] };
        let fetch = |address: Pubkey| std::future::ready(Ok(self.svm.get_account(&address).map(|found| found.data)));
        let (gate, mint) = (&mmf::ID, &self.mint);
        match request {
            Request::Thaw => {
                finish(add_extra_account_metas_for_thaw(&mut order, gate, asker, account, mint, owner, &flag, fetch))
            }
            Request::Freeze => {
                finish(add_extra_account_metas_for_freeze(&mut order, gate, asker, account, mint, owner, &flag, fetch))
            }
        }
        order
    }

    /// Somebody asks Token ACL about a holder's token account.
    pub fn request(&mut self, request: Request, asker: &Keypair, holder: &Holder) -> Outcome {
        let order = self.request_order(request, &asker.pubkey(), &holder.shares, &holder.key());
        self.send(&[order], &[asker])
    }
}

/// Every fetch is done at once. What the helper could not add, the chain will miss.
fn finish<E>(resolve: impl Future<Output = Result<(), E>>) {
    let mut resolve = Box::pin(resolve);
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    assert!(resolve.as_mut().poll(&mut context).is_ready());
}
