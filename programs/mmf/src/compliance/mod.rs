//! The rules of transfer: one pure decision for hook, subscription, redemption, admission and preview.
//!
//! What an investor's standing allows. *Expired* is an approved investor whose KYC has lapsed; *gated* is a class without a hook.
//!
//! | standing | receive | send | redeem | be paid | be forced | be thawed | be thawed (gated) |
//! |---|---|---|---|---|---|---|---|
//! | pending | no | no | no | credited in place | yes | no | no |
//! | approved | yes | yes | yes | yes | yes | yes | yes |
//! | expired | no | no | yes | yes | yes | yes | no |
//! | redeem-only | no | no | yes | yes | yes | yes | no |
//! | blocked | no | no | no | credited in place | yes | no | no |
//! | sanctioned | no | no | no | credited in place | yes | no | no |
//!
//! A holding that is frozen by order neither receives, sends, redeems nor is thawed; its income is credited in place.
//!
//! A class without a hook keeps no register of units: rules on units don't apply to it, and only what comes from and goes to the fund is
//! decided here.
//!
//! Every rule is one function that finds nothing or a [`Finding`]; [`decide`] stops at the first, [`findings`] names all.

mod case;
mod decide;
mod denial;
mod entry;
mod leaving;
mod standing;

pub use case::{Case, Operation, Party};
pub use decide::{
    check_eligible, check_flow_back, check_lock_ups, check_room, check_thaw, decide, findings, ineligibility,
    must_be_frozen, takes_a_place,
};
pub use denial::{Denial, Finding, Side};
pub use entry::counted_as;
pub use standing::check_standing;

use crate::state::{Holding, Investor, ShareClass};

/// Whether this is paused (bits of [`pause`](crate::state::pause)).
pub fn check_pause(class: &ShareClass, pause_bit: u8) -> Result<(), Denial> {
    if class.pauses & pause_bit == 0 { Ok(()) } else { Err(Denial::Paused) }
}

/// Whether one party may take part in an operation at this moment (Unix seconds), by its standing and freezes of its holding.
pub fn check_party(investor: &Investor, holding: &Holding, operation: Operation, now: i64) -> Result<(), Denial> {
    check_standing(investor, operation, now)?;
    if holding.is_frozen() { Err(Denial::HoldingFrozen) } else { Ok(()) }
}
