//! Token ACL (sRFC-37) as the gate of a class without a hook, with its real program.

mod adopting;
mod asking;
mod officer;
mod permissionless;

use mmf_tests::asserts::Outcome;
use mmf_tests::{Holder, World};
use spl_token_2022_interface::instruction::transfer_checked;

/// A transfer without a hook.
pub fn send_plain(world: &mut World, from: &Holder, to: &Holder, units: u64) -> Outcome {
    let token = spl_token_2022_interface::ID;
    let order = transfer_checked(&token, &from.shares, &world.mint, &to.shares, &from.key(), &[], units, 6).unwrap();
    world.send(&[order], &[&from.wallet])
}
