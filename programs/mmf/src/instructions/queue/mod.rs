//! Dealing through the queue, at the price of the strike that comes after the request.

mod batch_list;
mod cancel_request;
mod close_batch;
mod close_request;
mod collect_request;
mod dealing_day;
mod fund_batches;
mod give_back;
mod line;
mod mandatory_fee;
mod part_payment;
mod parties;
mod place_redemption;
mod place_request;
mod place_subscription;
mod price_batches;
mod roll_request;
mod settle_redemptions;
mod settle_subscriptions;
mod settlement;

pub use cancel_request::*;
pub use close_batch::*;
pub use close_request::*;
pub use collect_request::*;
pub use fund_batches::*;
pub use give_back::*;
pub use mandatory_fee::*;
pub use place_redemption::*;
pub use place_request::*;
pub use place_subscription::*;
pub use price_batches::*;
pub use roll_request::*;
pub use settle_redemptions::*;
pub use settle_subscriptions::*;
pub use settlement::*;
