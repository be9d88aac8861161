//! Names of what is on an investor's record.

use clap::ValueEnum;
use mmf::state::{Attribute, Investor};

use crate::args::{ATTRIBUTES, ElectionName, KindName, StatusName, TaxFormName};
use crate::dates;
use crate::output::Cell;

/// The name of a status.
pub fn status(number: u8) -> &'static str {
    let found = StatusName::value_variants().iter().find(|name| **name as u8 == number);
    match found {
        Some(StatusName::Pending) => "pending",
        Some(StatusName::Approved) => "approved",
        Some(StatusName::RedeemOnly) => "redeem-only",
        Some(StatusName::Blocked) => "blocked",
        Some(StatusName::Sanctioned) => "sanctioned",
        None => "unknown",
    }
}

/// The name of a kind.
pub fn kind(number: u8) -> String {
    name_at::<KindName>(number)
}

/// The name of a tax form.
pub fn tax_form(number: u8) -> String {
    name_at::<TaxFormName>(number)
}

/// The name of a dividend election.
pub fn election(number: u8) -> String {
    name_at::<ElectionName>(number)
}

/// The name that an option would have for a number on record.
fn name_at<T: ValueEnum>(number: u8) -> String {
    let value = T::value_variants().get(usize::from(number)).and_then(ValueEnum::to_possible_value);
    value.map_or_else(|| format!("unknown ({number})"), |value| value.get_name().to_owned())
}

/// The attributes of this release, by name.
pub fn attributes(investor: &Investor) -> impl Iterator<Item = (&'static str, &Attribute)> {
    ATTRIBUTES.into_iter().zip(&investor.attributes)
}

/// The last day on which something stands that is valid before a moment.
pub fn last_day(expires_at: i64) -> Cell {
    if expires_at == 0 {
        return Cell::none();
    }
    let day = (expires_at - 1).div_euclid(dates::DAY_SECONDS);
    i32::try_from(day).map_or_else(|_| Cell::none(), Cell::day)
}

/// Units over all classes.
pub fn total_units(investor: &Investor) -> i128 {
    investor.units.iter().map(|units| i128::from(*units)).sum()
}

#[cfg(test)]
mod tests {
    use mmf::state::{InvestorKind, InvestorStatus};

    use super::*;

    #[test]
    fn everything_on_record_has_the_name_of_its_option() {
        for (standing, name) in InvestorStatus::ALL.into_iter().zip(["pending", "approved", "redeem-only", "blocked"]) {
            assert_eq!(status(standing as u8), name);
        }
        assert_eq!((status(4), status(5)), ("sanctioned", "unknown"));
        assert_eq!(kind(InvestorKind::ProtocolVault as u8), "protocol-vault");
        assert_eq!(kind(InvestorKind::Distributor as u8), "distributor");
        assert_eq!((tax_form(3).as_str(), tax_form(9).as_str()), ("w-8ben-e", "unknown (9)"));
        assert_eq!((election(0).as_str(), election(1).as_str()), ("units", "cash"));
    }
}
