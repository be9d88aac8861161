//! All holdings of an investor, closed ones included.

use std::collections::BTreeMap;

use mmf::state::{Holding, ShareClass};
use mmf_client::events::Event;
use mmf_client::history::Entry;
use solana_sdk::pubkey::Pubkey;

use super::units::Course;
use crate::commands::share_account::ShareAccount;
use crate::commands::shared::{FundAt, explain_sdk};
use crate::context::Context;
use crate::error::CliResult;

/// A holding that is or was open.
pub struct Line {
    /// Its address.
    pub address: Pubkey,
    /// Its class.
    pub class: Box<ShareClass>,
    /// Its token account.
    pub token_account: Pubkey,
    /// What is in the token account now.
    pub account: Option<ShareAccount>,
    /// The record; `None` where it was closed.
    pub record: Option<Box<Holding>>,
    /// Its units over time.
    pub course: Course,
}

impl Line {
    /// The wallet, where it can still be learnt.
    pub fn owner(&self) -> Option<Pubkey> {
        let of_account = self.account.map(|account| account.owner);
        self.record.as_ref().map(|holding| holding.owner).or(of_account)
    }

    /// Whether the history explains the units on record.
    pub fn is_explained(&self) -> bool {
        !self.class.is_hooked()
            || self.record.as_ref().is_none_or(|holding| holding.recorded_units == self.course.last_units())
    }
}

/// Where a line is.
struct Place {
    class: Pubkey,
    token_account: Pubkey,
}

/// Every holding that the investor has, or had by its history, by class and address.
///
/// # Errors
/// When the node does not answer.
pub fn of_investor(context: &Context, fund: &FundAt, investor: &Pubkey, history: &[Entry]) -> CliResult<Vec<Line>> {
    let explain = |error| explain_sdk(context, &error);
    let mut places: BTreeMap<Pubkey, Place> = BTreeMap::new();
    for event in history.iter().flat_map(|entry| &entry.events) {
        if let Event::HoldingOpened(opened) = event
            && opened.investor == *investor
        {
            places.insert(opened.holding, Place { class: opened.class, token_account: opened.token_account });
        }
    }
    let mut records: BTreeMap<Pubkey, Box<Holding>> =
        context.client.holdings_of(investor).map_err(explain)?.into_iter().collect();
    for (address, holding) in &records {
        places.insert(*address, Place { class: holding.class, token_account: holding.token_account });
    }
    let mut lines = Vec::new();
    for (address, place) in places {
        let class: Box<ShareClass> = context.client.fetch(&place.class).map_err(explain)?;
        if class.fund != fund.address {
            continue;
        }
        let history = context.client.history(&address).map_err(explain)?;
        lines.push(Line {
            address,
            class,
            token_account: place.token_account,
            account: ShareAccount::fetch(context, &place.token_account)?,
            record: records.remove(&address),
            course: Course::of(&address, &history),
        });
    }
    lines.sort_by_key(|line| (line.class.class_no, line.address));
    Ok(lines)
}
