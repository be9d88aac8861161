//! Accounts as this layout has them, committed as bytes with their decoded fields: whatever comes later must still read them.
//!
//! `MMF_WRITE_FIXTURES=fields` writes the decoded fields of the committed bytes anew: right when a field came out of reserved bytes.
//! `MMF_WRITE_FIXTURES=new` adds the kinds of accounts that are not committed yet: right when there is a new kind.
//! `MMF_WRITE_FIXTURES=1` makes the bytes anew as well: right only while the layout is not in use.

mod script;
mod text;

use std::path::PathBuf;
use std::sync::Once;

use anchor_lang::{AccountDeserialize, Discriminator};
use mmf::state::{
    Action, Batch, Calendar, Custodian, Dealing, Facility, Fund, Holding, Investor, NavReport, Period, Request,
    ShareClass, Standing, Wallet,
};
use mmf_tests::calendar::{at, day};
use serde_json::{Map, Value, json};
use solana_sdk::pubkey::Pubkey;
use spl_tlv_account_resolution::account::ExtraAccountMeta;

/// Kinds of accounts and their bytes.
const SIZES: [(&str, usize); 16] = [
    ("fund", 3_544),
    ("share_class", 840),
    ("investor", 808),
    ("wallet", 182),
    ("holding", 776),
    ("nav_report", 2_752),
    ("period", 250),
    ("calendar", 896),
    ("action", 373),
    ("custodian", 215),
    ("validation", 296),
    ("dealing", 688),
    ("request", 408),
    ("batch", 312),
    ("facility", 263),
    ("standing", 308),
];

fn path(name: &str, ending: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "fixtures", "v1", &format!("{name}.{ending}")].iter().collect()
}

/// The committed bytes of an account.
fn bytes(name: &str) -> Vec<u8> {
    write_if_asked();
    std::fs::read(path(name, "bin")).unwrap()
}

/// The committed fields of an account.
fn recorded(name: &str) -> Value {
    write_if_asked();
    serde_json::from_slice(&std::fs::read(path(name, "json")).unwrap()).unwrap()
}

fn zero_copy<T: bytemuck::Pod + Discriminator>(data: &[u8]) -> T {
    assert_eq!(&data[..8], T::DISCRIMINATOR);
    assert_eq!(data.len(), 8 + size_of::<T>());
    bytemuck::pod_read_unaligned(&data[8..])
}

fn borsh<T: AccountDeserialize>(data: &[u8]) -> T {
    T::try_deserialize(&mut &data[..]).unwrap()
}

/// Decodes an account with today's types.
fn decode(name: &str, data: &[u8]) -> Map<String, Value> {
    match name {
        "fund" => text::fields(&zero_copy::<Fund>(data)),
        "share_class" => text::fields(&zero_copy::<ShareClass>(data)),
        "investor" => text::fields(&zero_copy::<Investor>(data)),
        "wallet" => text::fields(&borsh::<Wallet>(data)),
        "holding" => text::fields(&zero_copy::<Holding>(data)),
        "nav_report" => text::fields(&zero_copy::<NavReport>(data)),
        "period" => text::fields(&borsh::<Period>(data)),
        "calendar" => text::fields(&zero_copy::<Calendar>(data)),
        "action" => text::fields(&borsh::<Action>(data)),
        "custodian" => text::fields(&borsh::<Custodian>(data)),
        "dealing" => text::fields(&zero_copy::<Dealing>(data)),
        "request" => text::fields(&borsh::<Request>(data)),
        "batch" => text::fields(&borsh::<Batch>(data)),
        "facility" => text::fields(&borsh::<Facility>(data)),
        "standing" => text::fields(&borsh::<Standing>(data)),
        "validation" => validation(data),
        other => panic!("no such account: {other}"),
    }
}

/// The extra accounts of a transfer: a tag, two lengths, then 35 bytes for each.
fn validation(data: &[u8]) -> Map<String, Value> {
    let number = |from: usize| u32::from_le_bytes(data[from..from + 4].try_into().unwrap()) as usize;
    let (length, count) = (number(8), number(12));
    let entries: &[ExtraAccountMeta] = bytemuck::cast_slice(&data[16..16 + 35 * count]);
    let mut fields = Map::new();
    fields.insert("tag".to_owned(), json!(format!("{:?}", &data[..8])));
    fields.insert("length".to_owned(), json!(length.to_string()));
    for (place, entry) in entries.iter().enumerate() {
        fields.insert(format!("entry_{place}"), Value::Object(text::fields(entry)));
    }
    fields
}

fn write_if_asked() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| match std::env::var("MMF_WRITE_FIXTURES").as_deref() {
        Ok("1") => write_accounts(|_| true),
        Ok("new") => write_accounts(|name| !path(name, "bin").exists()),
        Ok("fields") => SIZES.iter().for_each(|(name, _)| write_fields_again(name)),
        _ => {}
    });
}

/// Writes the accounts that a fund leaves today, where they are wanted.
fn write_accounts(is_wanted: impl Fn(&str) -> bool) {
    let (world, accounts) = script::run();
    std::fs::create_dir_all(path("x", "bin").parent().unwrap()).unwrap();
    for (name, address) in accounts.into_iter().filter(|(name, _)| is_wanted(name)) {
        let data = world.data(&address);
        write_fields(name, &address.to_string(), &data);
        std::fs::write(path(name, "bin"), data).unwrap();
    }
}

fn write_fields_again(name: &str) {
    let old: Value = serde_json::from_slice(&std::fs::read(path(name, "json")).unwrap()).unwrap();
    let address = old["address"].as_str().unwrap();
    write_fields(name, address, &std::fs::read(path(name, "bin")).unwrap());
}

fn write_fields(name: &str, address: &str, data: &[u8]) {
    let record = json!({ "address": address, "size": data.len(), "fields": decode(name, data) });
    std::fs::write(path(name, "json"), serde_json::to_string_pretty(&record).unwrap() + "\n").unwrap();
}

#[test]
fn every_committed_account_decodes_to_its_fields() {
    for (name, _) in SIZES {
        let record = recorded(name);

        assert_eq!(Value::Object(decode(name, &bytes(name))), record["fields"], "{name}");
    }
}

#[test]
fn every_account_has_the_size_that_it_will_keep() {
    let (world, accounts) = script::run();

    for ((name, size), (made, address)) in SIZES.into_iter().zip(accounts) {
        assert_eq!(name, made);
        assert_eq!(bytes(name).len(), size, "{name} as committed");
        assert_eq!(recorded(name)["size"], size, "{name} as recorded");
        assert_eq!(world.data(&address).len(), size, "{name} as made today");
        decode(name, &world.data(&address));
    }
}

#[test]
fn the_small_fund_always_leaves_the_same_bytes() {
    let ((one, accounts), (other, _)) = (script::run(), script::run());

    for (name, address) in accounts {
        assert_eq!(one.data(&address), other.data(&address), "{name}");
        assert_eq!(recorded(name)["address"], address.to_string(), "{name}");
    }
}

#[test]
fn a_holding_names_its_parties_at_fixed_places() {
    let data = bytes("holding");
    let at = |place: usize| Pubkey::try_from(&data[place..place + 32]).unwrap().to_string();
    let record = recorded("holding");

    for (place, field) in [(8, "investor"), (40, "class"), (72, "owner"), (104, "token_account")] {
        assert_eq!(record["fields"][field], at(place), "{field} at byte {place}");
    }
    assert_eq!(recorded("investor")["address"], at(8));
    assert_eq!(recorded("share_class")["address"], at(40));
    let token_account = Pubkey::try_from(&data[104..136]).unwrap();
    let address = mmf_client::pda::Addresses::default().holding(&token_account);
    assert_eq!(record["address"], address.to_string());
}

#[test]
fn the_price_stands_at_byte_104_of_a_class() {
    let (data, class) = (bytes("share_class"), zero_copy::<ShareClass>(&bytes("share_class")));
    let number = |place: usize| u64::from_le_bytes(data[place..place + 8].try_into().unwrap());

    assert_eq!(number(104), class.price.price_e12);
    assert_eq!(number(120), u64::try_from(class.price.published_at).unwrap());
    assert_eq!(i32::from_le_bytes(data[136..140].try_into().unwrap()), day(1, 31));
}

#[test]
fn the_accounts_tell_of_the_month_that_the_fund_had() {
    let class: ShareClass = zero_copy(&bytes("share_class"));
    let (holding, report) = (zero_copy::<Holding>(&bytes("holding")), zero_copy::<NavReport>(&bytes("nav_report")));
    let (period, custodian) = (borsh::<Period>(&bytes("period")), borsh::<Custodian>(&bytes("custodian")));

    assert_eq!((report.status, report.n_days, report.closed_period), (1, 16, 24_300));
    assert_eq!((period.period_no, period.holdings_paid), (24_300, 2));
    assert_eq!(period.paid_units, class.paid_units);
    assert!(holding.paid_units > 0 && holding.payable.get() > 0);
    assert!(class.equalisation_pending_e6 > 0 && class.equalisation_to_date_e6 > 0);
    assert_eq!(custodian.swept_e6, 400_000_000);
    let (fund, action) = (zero_copy::<Fund>(&bytes("fund")), borsh::<Action>(&bytes("action")));
    assert!(class.late_unit_seconds.get() > 0 && fund.last_daily_rate_e18 > 0);
    assert_eq!((action.proposed_at, action.seq), (at(2, 3, 12, 0), 2), "proposed and approved");
}

#[test]
fn fields_that_came_out_of_reserved_bytes_read_as_zero_in_older_accounts() {
    let investor: Investor = zero_copy(&bytes("investor"));
    let wallet: Wallet = borsh(&bytes("wallet"));
    let rules = zero_copy::<ShareClass>(&bytes("share_class")).rules;

    assert_eq!((investor.reason, investor.restricted_at), (0, 0));
    assert_eq!((investor.locked_until, investor.flow_back_until), (0, 0));
    assert_eq!((investor.counted, investor.class_holdings), ([0; 3], [0; 16]));
    assert_eq!(wallet.holdings, 0);
    assert_eq!((rules.us_required_attributes, rules.investors_high), (0, [0; 3]));
    let (holding, fund) = (zero_copy::<Holding>(&bytes("holding")), zero_copy::<Fund>(&bytes("fund")));
    assert_eq!((holding.order_no, holding.open_requests), (0, 0));
    assert_eq!((fund.suspension, fund.suspended_at, fund.suspension_ends_at, fund.dues_e6), (0, 0, 0, 0));
    let class = zero_copy::<ShareClass>(&bytes("share_class"));
    assert_eq!((rules.max_subscription_fee_bps, rules.max_redemption_fee_bps), (0, 0));
    assert_eq!((class.dealing_fees_to_date_e6, class.kept_to_date_e6), (0, 0));
    assert_eq!((class.kept_e6, class.queued_units), (0, 0));
}

#[test]
fn the_accounts_of_dealing_tell_what_was_dealt() {
    let dealing: Dealing = zero_copy(&bytes("dealing"));
    let (request, batch) = (borsh::<Request>(&bytes("request")), borsh::<Batch>(&bytes("batch")));
    let (facility, standing) = (borsh::<Facility>(&bytes("facility")), borsh::<Standing>(&bytes("standing")));

    assert_eq!(dealing.terms.facility_investor, facility.investor);
    assert!(dealing.redemption_limiter.level_e6 > 0 && dealing.flows.redeemed_e6 > 0);
    assert_eq!((request.units, request.day, batch.day), (30_000_000, day(2, 14), day(2, 14)));
    assert_eq!((batch.redemptions, batch.redeemed_units), (1, 30_000_000));
    assert_eq!((facility.terms.fee_bps, facility.bought_e6), (10, 7_000_001));
    assert_eq!((standing.runs, standing.last_run_at), (1, at(2, 3, 12, 0)));
}
