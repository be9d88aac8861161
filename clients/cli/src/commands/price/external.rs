//! What an account of an external price says, and why it may be of no use.

use mmf::error::MmfError;
use mmf::instructions::nav::oracle::{self, PriceUpdate, Unusable};
use mmf::state::PriceCheck;
use solana_sdk::account::Account;
use solana_sdk::pubkey::Pubkey;

use crate::commands::shared::{FundAt, explain_sdk};
use crate::context::Context;
use crate::error::CliResult;
use crate::explain;
use crate::output::{Cell, Field, hex};

/// Refuses a strike whose external price is missing or of no use, where the fund requires one.
///
/// # Errors
/// In the words of the program.
pub fn check_external(context: &Context, at: &FundAt, external: Option<&Pubkey>, now: i64) -> CliResult<()> {
    let explain = |error| explain_sdk(context, &error);
    let check = context.client.price_check(&at.address).map_err(explain)?;
    let Some(check) = check.filter(|check| check.required == 1) else {
        return Ok(());
    };
    let reason = match external {
        None => Some(format!("the fund compares with feed {}", hex(&check.feed_id))),
        Some(address) => {
            let account = context.client.account(address).map_err(explain)?;
            unusable(&check, account.as_ref(), now).map(|why| format!("the account {address} is of no use: {why}"))
        }
    };
    reason.map_or(Ok(()), |reason| Err(explain::foreseen(&MmfError::ExternalPriceMissing, reason)))
}

/// An account's price as fields; what keeps it from being used in words.
pub fn fields(check: &PriceCheck, account: Option<&Account>, now: i64) -> Vec<Field> {
    let update = account.and_then(|account| PriceUpdate::read(&account.data));
    let unusable = unusable(check, account, now);
    let of = |cell: Option<Cell>| cell.unwrap_or_else(Cell::none);
    vec![
        ("usable", "Of use now", Cell::flag(unusable.is_none())),
        ("reason", "If not, why", unusable.map_or_else(Cell::none, Cell::text)),
        ("price", "Price, before the exponent", of(update.as_ref().map(|update| Cell::integer(update.price)))),
        ("exponent", "Exponent", of(update.as_ref().map(|update| Cell::integer(update.exponent)))),
        (
            "confidence",
            "Half-width, before the exponent",
            of(update.as_ref().map(|update| Cell::count(update.confidence))),
        ),
        ("publishedAt", "Published", of(update.as_ref().map(|update| Cell::instant(update.published_at)))),
    ]
}

/// Why the program would not take an account's price, in words.
fn unusable(check: &PriceCheck, account: Option<&Account>, now: i64) -> Option<String> {
    let Some(account) = account else { return Some("there is no such account".to_owned()) };
    let reason = oracle::price_e12(check, &account.owner, &account.data, now).err()?;
    Some(match reason {
        Unusable::Owner => format!("its owner is {}, not the price program {}", account.owner, check.price_program),
        Unusable::Kind => "it is no price account".to_owned(),
        Unusable::Feed(feed_id) => format!("it is of feed {}", hex(&feed_id)),
        Unusable::Unverified => "its price is not fully verified".to_owned(),
        Unusable::Age(age) => format!("its price is {age} seconds old, and the most is {}", check.max_age_seconds),
        Unusable::NotPositive => "its price is not above zero".to_owned(),
        Unusable::Wide => format!("its price is not sharp to {} basis points", check.max_confidence_bps),
        Unusable::OutOfRange => "its price is out of range".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use mmf::instructions::nav::oracle::{FULLY_VERIFIED, PRICE_UPDATE};

    use super::*;

    fn account(owner: Pubkey, feed: u8, price: i64, confidence: u64, at: i64) -> Account {
        let mut data = PRICE_UPDATE.to_vec();
        data.extend([7; 32]);
        data.push(FULLY_VERIFIED);
        data.extend([feed; 32]);
        data.extend(price.to_le_bytes());
        data.extend(confidence.to_le_bytes());
        data.extend((-8i32).to_le_bytes());
        data.extend(at.to_le_bytes());
        data.extend([0; 24]);
        Account { owner, data, ..Account::default() }
    }

    #[test]
    fn an_account_is_of_use_only_if_it_is_the_feeds_and_fresh_and_sharp() {
        let owner = Pubkey::new_unique();
        let check = PriceCheck {
            version: 1,
            bump: 0,
            class_no: 0,
            required: 1,
            fund: Pubkey::new_unique(),
            price_program: owner,
            feed_id: [9; 32],
            max_age_seconds: 60,
            max_confidence_bps: 10,
            max_difference_bps: 10,
            reserved: [0; 64],
        };
        let why = |account: Option<Account>| unusable(&check, account.as_ref(), 1_000);
        assert_eq!(why(Some(account(owner, 9, 100_000_000, 100_000, 940))), None);
        for (found, part) in [
            (None, "no such account"),
            (Some(account(Pubkey::new_unique(), 9, 1, 0, 1_000)), "its owner"),
            (Some(Account { owner, ..Account::default() }), "no price account"),
            (Some(account(owner, 8, 1, 0, 1_000)), "of feed"),
            (Some(account(owner, 9, 1, 0, 939)), "61 seconds old"),
            (Some(account(owner, 9, 1, 0, 1_001)), "-1 seconds old"),
            (Some(account(owner, 9, -1, 0, 1_000)), "above zero"),
            (Some(account(owner, 9, 100_000_000, 100_001, 1_000)), "not sharp"),
        ] {
            assert!(why(found).unwrap().contains(part), "{part}");
        }
    }
}
