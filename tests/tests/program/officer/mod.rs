//! What the compliance officer, the transfer agent and governance do to the register, each with its event and its errors.

mod accounts;
mod approve;
mod class_rules;
mod close;
mod dividend_account;
mod enforce;
mod freeze;
mod loosening;
mod release;
mod remove;
mod restrict;
mod update;

pub use class_rules::full_rules;
use mmf::state::InvestorStatus;
use mmf_tests::World;
use solana_sdk::pubkey::Pubkey;

/// Puts an investor on record with a standing, without an officer.
pub fn set_standing(world: &mut World, investor: &Pubkey, status: InvestorStatus) {
    world.patch::<mmf::state::Investor>(investor, |it| it.status = status as u8);
}
