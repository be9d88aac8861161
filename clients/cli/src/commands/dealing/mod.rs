//! What the commands of dealing share: who deals, what a deal would give, when the queue deals.

mod arrival;
mod cash_account;
mod day;
mod facility;
mod holder;
mod offer;
mod place;

pub use arrival::TransferFee;
pub use cash_account::CashAccount;
pub use day::{dealing_day, queue_instead};
pub use facility::FacilityCash;
pub use holder::{Holder, cash_e6, settlement_units};
pub use offer::{RedemptionOffer, redemption, subscription};
pub use place::{Placing, place, would_queue};
