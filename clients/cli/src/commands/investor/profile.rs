//! Options of an investor's record over what is on record.

use mmf::instructions::InvestorProfile;
use mmf::state::InvestorKind;
use solana_sdk::pubkey::Pubkey;

use crate::args::ProfileOptions;
use crate::dates;
use crate::error::{CliError, CliResult};

/// The profile with the named fields changed. An operator or a number of holders goes with the kind that has them.
///
/// # Errors
/// When the fields don't go together.
pub fn merged(options: &ProfileOptions, on_record: InvestorProfile) -> CliResult<InvestorProfile> {
    let kind = options.kind.map_or(on_record.kind, Into::into);
    let is_vault = kind == InvestorKind::ProtocolVault;
    let reports_holders = matches!(kind, InvestorKind::Nominee | InvestorKind::Distributor);
    let operator = options.operator.unwrap_or(if is_vault { on_record.operator } else { Pubkey::default() });
    let nominee_holders =
        options.nominee_holders.unwrap_or(if reports_holders { on_record.nominee_holders } else { 0 });
    if is_vault != (operator != Pubkey::default()) {
        return Err(CliError::usage("OperatorUnfit", "a protocol vault has an operator, every other kind has none")
            .hint("give --operator ADDRESS with --kind protocol-vault, and only there"));
    }
    if nominee_holders != 0 && !reports_holders {
        return Err(CliError::usage("HoldersUnfit", "only nominees and distributors report beneficial holders")
            .hint("give --nominee-holders with --kind nominee or distributor"));
    }
    let us_person = match (options.us_person, options.not_us_person) {
        (true, _) => true,
        (_, true) => false,
        _ => on_record.us_person,
    };
    let expiry = |until: Option<i32>, on_record: i64| until.map_or(on_record, |day| dates::end_of_day(day) + 1);
    Ok(InvestorProfile {
        jurisdiction: options.jurisdiction.unwrap_or(on_record.jurisdiction),
        us_person,
        kind,
        operator,
        max_units: options.max_units.unwrap_or(on_record.max_units),
        locked_until: options.locked_until.unwrap_or(on_record.locked_until),
        flow_back_until: options.flow_back_until.unwrap_or(on_record.flow_back_until),
        beneficial_owners: options.beneficial_owners.unwrap_or(on_record.beneficial_owners),
        beneficial_owners_hash: options.beneficial_owners_hash.unwrap_or(on_record.beneficial_owners_hash),
        beneficial_owners_expire_at: expiry(options.beneficial_owners_until, on_record.beneficial_owners_expire_at),
        tax_form: options.tax_form.map_or(on_record.tax_form, |form| form as u8),
        tax_form_expires_at: expiry(options.tax_form_until, on_record.tax_form_expires_at),
        withholding_bps: options.withholding_bps.unwrap_or(on_record.withholding_bps),
        dividend_election: options.dividends.map_or(on_record.dividend_election, |election| election as u8),
        nominee_holders,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::args::KindName;

    fn vault() -> InvestorProfile {
        InvestorProfile {
            operator: Pubkey::new_unique(),
            max_units: 7,
            ..InvestorProfile::plain(InvestorKind::ProtocolVault, 136, true)
        }
    }

    #[test]
    fn only_the_named_fields_change() {
        let options = ProfileOptions { jurisdiction: Some(276), not_us_person: true, ..ProfileOptions::default() };
        let changed = merged(&options, vault()).unwrap();
        assert_eq!((changed.jurisdiction, changed.us_person, changed.max_units), (276, false, 7));
        assert_eq!(merged(&ProfileOptions::default(), vault()).unwrap().kind, InvestorKind::ProtocolVault);
    }

    #[test]
    fn the_operator_goes_with_the_vault() {
        let entity = ProfileOptions { kind: Some(KindName::Entity), ..ProfileOptions::default() };
        assert_eq!(merged(&entity, vault()).unwrap().operator, Pubkey::default());
        let plain = InvestorProfile::plain(InvestorKind::Entity, 840, false);
        let to_vault = ProfileOptions { kind: Some(KindName::ProtocolVault), ..ProfileOptions::default() };
        assert_eq!(merged(&to_vault, plain).unwrap_err().name, "OperatorUnfit");
        let holders = ProfileOptions { nominee_holders: Some(3), ..ProfileOptions::default() };
        assert_eq!(merged(&holders, plain).unwrap_err().name, "HoldersUnfit");
    }

    #[test]
    fn the_last_day_is_valid_to_its_end() {
        let options = ProfileOptions { tax_form_until: Some(0), ..ProfileOptions::default() };
        assert_eq!(merged(&options, vault()).unwrap().tax_form_expires_at, 86_400);
    }
}
