//! Which holdings a row's wallets get: one in every class that the investor may hold and that has room for it.

use std::collections::BTreeMap;

use bytemuck::Zeroable;
use mmf::compliance::{Denial, check_eligible, check_room, counted_as, takes_a_place};
use mmf::constants::{MAX_HOLDINGS_PER_CLASS, MAX_HOLDINGS_PER_INVESTOR};
use mmf::state::{Investor, InvestorStatus, ShareClass, class_flag};
use mmf_client::Addresses;
use mmf_client::ix::Line;
use solana_sdk::pubkey::Pubkey;

use super::register::Register;
use super::table::{Column, Fault};
use super::wanted::Wanted;

/// Holdings that were not opened, by class and reason: so many.
pub type Skipped = BTreeMap<(u8, Denial), u64>;

/// A holding to open.
pub struct Opening {
    /// The line.
    pub line: Line,
    /// Whether it is the investor's first in a class that limits its number of investors: then the transfer agent signs it.
    pub takes_a_place: bool,
}

/// The classes, with the numbers of investors as they will be.
pub struct Openings<'a> {
    register: &'a Register,
    addresses: Addresses,
    classes: Vec<(Pubkey, ShareClass)>,
    /// Holdings that will not be opened, and why.
    pub skipped: Skipped,
}

impl<'a> Openings<'a> {
    /// Starts from the classes as they are.
    pub fn of(register: &'a Register, addresses: Addresses) -> Self {
        let classes = register.classes.iter().map(|class| (class.address, *class.class)).collect();
        Self { register, addresses, classes, skipped: Skipped::new() }
    }

    /// The lines to open for an investor, or why the program would refuse them.
    pub fn lines(&mut self, wanted: &Wanted<'_>, investor_key: &Pubkey) -> Result<Vec<Opening>, Fault> {
        let mut investor = would_be(wanted);
        let now = self.register.now;
        let mut openings = Vec::new();
        for (address, class) in &mut self.classes {
            let no = usize::from(class.class_no);
            let missing = missing(self.register, &self.addresses, (address, class), wanted, investor_key);
            if missing.is_empty() {
                continue;
            }
            let ruling = check_eligible(class, &investor, now).and_then(|()| check_room(class, &investor, now));
            if let Err(denial) = ruling {
                *self.skipped.entry((class.class_no, denial)).or_default() += missing.len() as u64;
                continue;
            }
            let takes_a_place = takes_a_place(class, &investor);
            if !investor.has_holding_in(class.class_no) {
                count(class, &investor, now);
            }
            let held = usize::from(investor.class_holdings[no]) + missing.len();
            let all = usize::from(investor.holdings) + missing.len();
            if held > usize::from(MAX_HOLDINGS_PER_CLASS) || all > usize::from(MAX_HOLDINGS_PER_INVESTOR) {
                let reason = format!(
                    "the investor would have more than {MAX_HOLDINGS_PER_INVESTOR} holdings, or {MAX_HOLDINGS_PER_CLASS} of a class"
                );
                return Err(Fault::new(wanted.line, Column::Wallets, "", reason));
            }
            investor.class_holdings[no] = u8::try_from(held).unwrap_or(MAX_HOLDINGS_PER_CLASS);
            investor.holdings = u16::try_from(all).unwrap_or(MAX_HOLDINGS_PER_INVESTOR);
            openings.extend(missing.into_iter().map(|line| Opening { line, takes_a_place }));
        }
        Ok(openings)
    }
}

/// Lines of a class that the investor's wallets lack.
fn missing(
    register: &Register,
    addresses: &Addresses,
    (address, class): (&Pubkey, &ShareClass),
    wanted: &Wanted<'_>,
    investor: &Pubkey,
) -> Vec<Line> {
    let by_acl = class.has_flag(class_flag::TOKEN_ACL);
    let lines = wanted.record.wallets.iter().map(|wallet| Line {
        fund: register.fund.address,
        class: *address,
        investor: *investor,
        owner: *wallet,
        token_account: addresses.share_account(wallet, &class.mint),
        token_acl: by_acl,
    });
    lines.filter(|line| !register.lines.contains(&line.token_account)).collect()
}

/// The investor as the row makes it, for the rules to judge.
fn would_be(wanted: &Wanted<'_>) -> Investor {
    let mut investor = wanted.known.as_ref().map_or_else(Investor::zeroed, |(_, known)| *known.investor);
    if investor.has_status(InvestorStatus::Pending) {
        investor.status = InvestorStatus::Approved as u8;
    }
    wanted.record.profile.write(&mut investor);
    for (to, from) in investor.attributes.iter_mut().zip(&wanted.record.attributes) {
        *to = *from;
    }
    investor
}

fn count(class: &mut ShareClass, investor: &Investor, now: i64) {
    for (sort, counts) in counted_as(investor, now).into_iter().enumerate() {
        if counts {
            let number = class.rules.investors_of(sort);
            class.rules.set_investors_of(sort, number.saturating_add(1));
        }
    }
}
