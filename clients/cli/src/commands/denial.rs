//! Reasons of denial by name, without the figures of a certain case.

use mmf::compliance::Denial;

/// The stable name of a reason.
pub fn name(denial: Denial) -> &'static str {
    row(denial).0
}

/// What the reason says, in general.
pub fn words(denial: Denial) -> &'static str {
    row(denial).1
}

const fn row(denial: Denial) -> (&'static str, &'static str) {
    match denial {
        Denial::Paused => ("Paused", "this kind of movement is paused"),
        Denial::HoldingFrozen => ("HoldingFrozen", "the holding is frozen by order"),
        Denial::Sanctioned => ("Sanctioned", "the investor is sanctioned"),
        Denial::Blocked => ("Blocked", "the investor is blocked"),
        Denial::NotApproved => ("NotApproved", "the investor is not approved"),
        Denial::Expired => ("Expired", "the investor's KYC has expired"),
        Denial::RedeemOnly => ("RedeemOnly", "the investor may only redeem"),
        Denial::UnitsNotFree => ("UnitsNotFree", "the units are reserved, frozen, pledged or not there"),
        Denial::BelowMinimumBalance => ("BelowMinimumBalance", "a balance would fall below the class's minimum"),
        Denial::Jurisdiction => ("Jurisdiction", "the class is not open to the investor's country"),
        Denial::UsPerson => ("UsPerson", "the class refuses US persons"),
        Denial::CompliancePeriod => ("CompliancePeriod", "no US person acquires units within the Regulation S period"),
        Denial::FlowBack => ("FlowBack", "units from offshore do not flow back to US persons yet"),
        Denial::LockedUp => ("LockedUp", "the units are within the lock-up of their issue"),
        Denial::InvestorLockedUp => ("InvestorLockedUp", "the sender's own lock-up runs"),
        Denial::TierTooLow => ("TierTooLow", "the investor lacks an attribute that the class requires"),
        Denial::AboveInvestorLimit => ("AboveInvestorLimit", "one investor may not hold so many units of the class"),
        Denial::AboveInvestorShare => ("AboveInvestorShare", "one investor may not hold so much of the class's supply"),
        Denial::AboveOwnLimit => ("AboveOwnLimit", "the investor may not hold so many units"),
        Denial::ThroughFundOnly => ("ThroughFundOnly", "the class's units move only through the fund"),
        Denial::TooManyInvestors => ("TooManyInvestors", "the class has as many investors as it may have"),
        Denial::TooManyUsInvestors => ("TooManyUsInvestors", "the class has as many US investors as it may have"),
        Denial::TooManyNonAccredited => {
            ("TooManyNonAccredited", "the class has as many investors who are not accredited as it may have")
        }
        Denial::LotsFull => ("LotsFull", "the holding has no room for a further lock-up"),
        Denial::NotRegistered => ("NotRegistered", "the token account has no holding on the register"),
        Denial::TokenAccountFrozen => ("TokenAccountFrozen", "the token account is frozen"),
        Denial::TokensMissing => ("TokensMissing", "the token account has fewer tokens than that"),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use anchor_lang::error::ERROR_CODE_OFFSET;
    use mmf::error::MmfError;

    use super::*;

    const DOCUMENT: &str = include_str!("../../../../docs/register.md");

    #[test]
    fn the_document_has_every_reason() {
        for denial in Denial::ALL {
            let error = ERROR_CODE_OFFSET + MmfError::from(denial) as u32;
            let row = format!("| {} | `{}` | {error} | {} |", denial.number(), name(denial), words(denial));
            assert!(DOCUMENT.contains(&row), "{row}");
        }
    }

    #[test]
    fn every_reason_has_a_name_of_its_own() {
        let names: HashSet<_> = Denial::ALL.into_iter().map(name).collect();
        assert_eq!(names.len(), Denial::ALL.len());
        for denial in Denial::ALL {
            assert_eq!(name(denial), format!("{denial:?}"));
            assert!(words(denial).len() > 15);
        }
    }
}
