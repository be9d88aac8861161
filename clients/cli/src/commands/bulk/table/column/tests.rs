#![allow(clippy::unwrap_used)]

use mmf::state::{Attribute, InvestorKind};
use solana_sdk::pubkey::Pubkey;

use super::*;

fn full() -> Record {
    let mut record = Record::blank();
    record.id = [0xab; 32];
    record.wallets = vec![Pubkey::new_unique(), Pubkey::new_unique()];
    record.wallets.sort_unstable();
    let profile = &mut record.profile;
    (profile.kind, profile.jurisdiction, profile.us_person) = (InvestorKind::ProtocolVault, 136, true);
    (profile.operator, profile.max_units) = (Pubkey::new_unique(), 1_500_000_000_001);
    (profile.locked_until, profile.flow_back_until) = (1_735_689_600, 1_735_689_601);
    (profile.beneficial_owners, profile.beneficial_owners_hash) = (3, [7; 32]);
    (profile.beneficial_owners_expire_at, profile.tax_form, profile.tax_form_expires_at) = (86_400, 3, 86_401);
    (profile.withholding_bps, profile.dividend_election, profile.nominee_holders) = (3_000, 1, 250_000);
    for (number, attribute) in (0u8..).zip(&mut record.attributes) {
        *attribute = Attribute { expires_at: 1_767_225_600 + 86_400 * i64::from(number), evidence_hash: [number; 32] };
    }
    record.document_hash = [9; 32];
    record
}

#[test]
fn what_is_written_is_read_back_to_the_second() {
    for original in [full(), Record { wallets: vec![Pubkey::new_unique()], ..Record::blank() }] {
        let mut read = Record::blank();
        for column in Column::ALL {
            let text = column.write(&original);
            let is_blank = ["jurisdiction", "kyc_until"].contains(&column.name()) && original.profile.jurisdiction == 0;
            if !is_blank {
                column.read(&mut read, &text).unwrap_or_else(|error| panic!("{column} `{text}`: {error}"));
            }
        }
        assert_eq!(read, original);
    }
}

#[test]
fn a_last_day_ends_at_midnight_and_a_moment_begins_a_day() {
    let mut record = Record::blank();
    Column::KycUntil.read(&mut record, "1970-01-01").unwrap();
    Column::LockedUntil.read(&mut record, "1970-01-02").unwrap();
    assert_eq!((record.attribute(Kyc).expires_at, record.profile.locked_until), (86_400, 86_400));
    assert_eq!(Column::KycUntil.write(&record), "1970-01-01");
    assert_eq!(Column::LockedUntil.write(&record), "1970-01-02");
    Column::KycUntil.read(&mut record, "1970-01-01T00:00:05Z").unwrap();
    assert_eq!(Column::KycUntil.write(&record), "1970-01-01T00:00:05Z");
}

#[test]
fn the_first_six_columns_are_required() {
    let required: Vec<&str> =
        Column::ALL.iter().filter(|column| column.is_required()).map(|column| column.name()).collect();
    assert_eq!(required, ["investor_id", "wallets", "kind", "jurisdiction", "us_person", "kyc_until"]);
    assert_eq!(Column::named("tax_form"), Some(Column::TaxForm));
    assert_eq!(Column::named("name"), None);
}

#[test]
fn malformed_cells_are_refused_in_words() {
    let cases = [
        (Column::InvestorId, "Jane Doe", "personal data"),
        (Column::InvestorId, "", "empty"),
        (Column::Wallets, "", "empty"),
        (Column::Wallets, "nobody", "not an address"),
        (Column::Wallets, "11111111111111111111111111111111", "system program"),
        (Column::Kind, "human", "person, entity"),
        (Column::Jurisdiction, "XX", "not a country"),
        (Column::Jurisdiction, "XXX", "not a country"),
        (Column::UsPerson, "maybe", "yes or no"),
        (Column::KycUntil, "", "empty"),
        (Column::KycUntil, "31/12/2026", "not a date"),
        (Column::KycUntil, "1969-12-31", "before 1970"),
        (Column::KycEvidence, "0a", "64 hexadecimal"),
        (Column::MaxUnits, "1,5", "unclear"),
        (Column::WithholdingBps, "10001", "between 0 and 10000"),
        (Column::BeneficialOwners, "-1", "between 0 and 65535"),
        (Column::TaxForm, "w-10", "w-9"),
        (Column::DividendElection, "shares", "reinvest or cash"),
        (Column::LockedUntil, "soon", "moment"),
    ];
    for (column, text, reason) in cases {
        let error = column.read(&mut Record::blank(), text).unwrap_err();
        assert!(error.contains(reason), "{column} `{text}`: {error}");
    }
}

#[test]
fn a_country_is_written_in_any_of_its_three_codes() {
    for text in ["840", "US", "us", "USA", "usa"] {
        let mut record = Record::blank();
        Column::Jurisdiction.read(&mut record, text).unwrap();
        assert_eq!(record.profile.jurisdiction, 840, "{text}");
    }
}
