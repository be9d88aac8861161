//! `mmf price heartbeat`: brings published statuses up to date.

use mmf::state::{Fund, ShareClass};
use solana_sdk::instruction::Instruction;
use solana_sdk::pubkey::Pubkey;

use super::show;
use crate::commands::shared;
use crate::context::Context;
use crate::error::CliResult;
use crate::tx::{Plan, Reply};

pub fn give(context: &Context, class_no: Option<u8>) -> CliResult<Reply> {
    let at = shared::fund(context)?;
    let addresses = context.client.addresses();
    let mut classes = Vec::new();
    for number in show::numbers(&at, class_no) {
        let (address, _) = shared::class(context, &at.address, number)?;
        classes.push(address);
    }
    let orders = orders(&addresses, &at.address, &classes);
    let title = format!("bring {} published statuses up to date", classes.len());
    Ok(Plan::new(title, orders, move |context, _| show::show(context, class_no)).into())
}

/// One order for each class.
pub fn orders(addresses: &mmf_client::Addresses, fund: &Pubkey, classes: &[Pubkey]) -> Vec<Instruction> {
    classes.iter().map(|class| addresses.heartbeat(fund, class)).collect()
}

/// Whether what a class publishes is no longer so.
pub fn is_outdated(fund: &Fund, class: &ShareClass, now: i64) -> bool {
    let price = &class.price;
    price.published_at != 0
        && (price.status != class.price_status(fund, now) || price.valid_until != fund.price_valid_until())
}

#[cfg(test)]
mod tests {
    use bytemuck::Zeroable;
    use mmf::state::price_status;

    use super::*;

    #[test]
    fn a_status_is_outdated_once_the_window_has_passed() {
        let (mut fund, mut class) = (Fund::zeroed(), ShareClass::zeroed());
        fund.next_cutoff = 100;
        fund.policy.strike_window_seconds = 10;
        assert!(!is_outdated(&fund, &class, 200), "nothing is published yet");
        (class.price.published_at, class.price.valid_until) = (50, 110);
        class.price.status = price_status::TRADING;
        assert!(!is_outdated(&fund, &class, 110) && is_outdated(&fund, &class, 111));
        fund.next_cutoff = 300;
        assert!(is_outdated(&fund, &class, 60), "the calendar moved the next strike");
    }
}
