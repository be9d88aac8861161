//! What will run out soon.

use mmf::compliance::{Denial, check_eligible};
use mmf::state::{Holding, Investor, ShareClass};

use super::register::Register;
use crate::commands::denial;
use crate::dates::DAY_SECONDS;
use crate::output::Cell;

/// How far ahead the keeper looks.
pub const HORIZON_DAYS: i64 = 30;

/// A holding whose investor will no longer be eligible.
struct Expiring<'a> {
    class: &'a ShareClass,
    holding: &'a Holding,
    investor: &'a Investor,
    at: i64,
    denial: Denial,
}

/// Columns of the table.
pub fn columns() -> Vec<(&'static str, &'static str)> {
    vec![
        ("at", "From"),
        ("classNo", "Class"),
        ("investorId", "Investor"),
        ("wallet", "Wallet"),
        ("number", "No"),
        ("reason", "Reason"),
        ("then", "Then"),
    ]
}

/// A row for every holding that will be denied within the horizon, the earliest first.
pub fn rows(register: &Register) -> Vec<Vec<Cell>> {
    let horizon = register.now.saturating_add(HORIZON_DAYS * DAY_SECONDS);
    let mut found: Vec<Expiring<'_>> = Vec::new();
    for book in &register.books {
        for (_, holding) in &book.holdings {
            let Some(investor) = register.investor_of(holding) else {
                continue;
            };
            if let Some((at, denial)) = first_denial(&book.class, investor, register.now, horizon) {
                found.push(Expiring { class: &book.class, holding, investor, at, denial });
            }
        }
    }
    found.sort_by_key(|expiring| expiring.at);
    found.iter().map(row).collect()
}

/// When an investor to whom the class is open now will no longer be eligible, and why.
fn first_denial(class: &ShareClass, investor: &Investor, now: i64, horizon: i64) -> Option<(i64, Denial)> {
    check_eligible(class, investor, now).ok()?;
    let expiries = investor.attributes.iter().map(|attribute| attribute.expires_at);
    let mut soon: Vec<i64> = expiries.filter(|at| now < *at && *at <= horizon).collect();
    soon.sort_unstable();
    soon.into_iter().find_map(|at| check_eligible(class, investor, at).err().map(|denial| (at, denial)))
}

fn row(expiring: &Expiring<'_>) -> Vec<Cell> {
    let then = if expiring.class.is_hooked() { "the hook refuses" } else { "the keeper freezes" };
    vec![
        Cell::instant(expiring.at),
        Cell::count(expiring.class.class_no),
        Cell::hex(&expiring.investor.investor_id),
        Cell::address(&expiring.holding.owner),
        Cell::count(expiring.denial.number()),
        Cell::text(denial::name(expiring.denial)),
        Cell::text(then),
    ]
}

#[cfg(test)]
mod tests {
    use bytemuck::Zeroable;
    use mmf::state::{Attribute, AttributeKind, InvestorStatus};

    use super::*;

    fn investor(kyc: i64, accredited: i64) -> Investor {
        let mut investor = Investor::zeroed();
        investor.status = InvestorStatus::Approved as u8;
        for (kind, expires_at) in [(AttributeKind::Kyc, kyc), (AttributeKind::Accredited, accredited)] {
            investor.attributes[kind as usize] = Attribute { expires_at, evidence_hash: [0; 32] };
        }
        investor
    }

    #[test]
    fn the_first_expiry_that_matters_counts() {
        let mut class = ShareClass::zeroed();
        let both = investor(100, 50);
        assert_eq!(first_denial(&class, &both, 0, 100), Some((100, Denial::Expired)));
        class.rules.required_attributes = 1 << AttributeKind::Accredited as u16;
        assert_eq!(first_denial(&class, &both, 0, 100), Some((50, Denial::TierTooLow)));
        assert_eq!(first_denial(&class, &both, 0, 49), None, "beyond the horizon");
        assert_eq!(first_denial(&class, &both, 50, 100), None, "denied already");
    }
}
