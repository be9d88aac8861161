//! `mmf class show`

use mmf::instructions::ClassRulesArgs;
use mmf::state::{ShareClass, class_flag};
use solana_sdk::pubkey::Pubkey;
use spl_token_metadata_interface::state::TokenMetadata;

use super::{rules, terms, words};
use crate::commands::fund::paused;
use crate::commands::shared::{self, explain_sdk};
use crate::context::Context;
use crate::dates;
use crate::error::CliResult;
use crate::output::{Cell, Field, Output};

pub fn show(context: &Context, fund: &Pubkey, class_no: u8) -> CliResult<Output> {
    let (address, class) = shared::class(context, fund, class_no)?;
    let supply = context.client.token_supply(&class.mint).map_err(|error| explain_sdk(context, &error))?;
    let metadata = context.client.metadata(&class.mint).map_err(|error| explain_sdk(context, &error))?;
    let identified = Output::new().record(format!("Share class {class_no}"), identity(&address, &class));
    Ok(terms::sections(identified, &class, "Terms")
        .object("token", "What wallets see", token(metadata.as_ref()))
        .table(
            "facts",
            "Facts on the token",
            vec![("key", "Fact"), ("value", "Value")],
            metadata.iter().flat_map(|metadata| &metadata.additional_metadata).map(fact).collect(),
        )
        .object("price", "Price", price(&class))
        .object("books", "Books", books(&class, supply))
        .object("fees", "Fees, tax and corrections", fees(&class))
        .object("accrual", "Accrual", accrual(&class))
        .object("rules", "Rules", rules::fields(&ClassRulesArgs::of(&class.rules)))
        .object("investors", "Investors with an open holding", rules::investors(&class))
        .table("inWords", "Rules in words", vec![("rule", "Rule")], words::rows(&class)))
}

fn identity(address: &Pubkey, class: &ShareClass) -> Vec<Field> {
    let validation = if class.is_hooked() { Cell::address(&class.validation) } else { Cell::none() };
    vec![
        ("address", "Address", Cell::address(address)),
        ("classNo", "Number", Cell::count(class.class_no)),
        ("kind", "Kind", Cell::text(words::kind(class))),
        ("mint", "Mint", Cell::address(&class.mint)),
        ("validation", "Hook's account list", validation),
        ("expenseBps", "Management fee in bps", Cell::count(class.expense_bps)),
        ("tokenAcl", "Token ACL is its gate", Cell::flag(class.has_flag(class_flag::TOKEN_ACL))),
        ("queueOnly", "Queue only", Cell::flag(class.has_flag(class_flag::QUEUE_ONLY))),
        ("paused", "Paused", Cell::list(&paused(class.pauses))),
    ]
}

fn token(metadata: Option<&TokenMetadata>) -> Vec<Field> {
    let text =
        |of: fn(&TokenMetadata) -> &String| metadata.map_or_else(Cell::none, |metadata| Cell::text(of(metadata)));
    vec![
        ("name", "Name", text(|metadata| &metadata.name)),
        ("symbol", "Symbol", text(|metadata| &metadata.symbol)),
        ("uri", "Metadata file", text(|metadata| &metadata.uri)),
    ]
}

fn fact((key, value): &(String, String)) -> Vec<Cell> {
    vec![Cell::text(key), Cell::text(value)]
}

fn price(class: &ShareClass) -> Vec<Field> {
    let price = &class.price;
    let day = if price.strike_no == 0 { Cell::none() } else { Cell::day(price.struck_day) };
    vec![
        ("price_e12", "Price", Cell::price(price.price_e12)),
        ("confidence_e12", "Uncertainty", Cell::price(price.confidence_e12)),
        ("strikeNo", "Strike", Cell::count(price.strike_no)),
        ("struckDay", "Struck day", day),
        ("publishedAt", "Published", Cell::instant(price.published_at)),
        ("validUntil", "Valid until", Cell::instant(price.valid_until)),
    ]
}

fn books(class: &ShareClass, supply: u64) -> Vec<Field> {
    let uncertificated = class.recorded_supply_units.saturating_sub(supply).saturating_sub(class.bridged_units);
    vec![
        ("recordedSupply", "Units on the register", Cell::amount(class.recorded_supply_units)),
        ("mintSupply", "Tokens", Cell::amount(supply)),
        ("uncertificated", "Units without a token", Cell::amount(uncertificated)),
        ("issuedToDate", "Issued to date", Cell::amount(class.issued_units_to_date)),
        ("redeemedToDate", "Redeemed to date", Cell::amount(class.redeemed_units_to_date)),
        ("paidUnits", "Dividends paid in units", Cell::amount(class.paid_units)),
        ("paidCash", "Dividends paid in cash", Cell::amount(class.paid_cash_e6)),
        ("netIncomeToDate", "Net income to date", Cell::amount(class.net_income_to_date_e6)),
        ("equalisationToDate", "Equalisation taken in", Cell::amount(class.equalisation_to_date_e6)),
        ("equalisationPending", "Equalisation pending", Cell::amount(class.equalisation_pending_e6)),
        ("netAssets", "Net assets", Cell::amount(class.net_asset_base_e6())),
    ]
}

/// The fee ledger, tax withheld from dividends, and corrections of earlier strikes.
fn fees(class: &ShareClass) -> Vec<Field> {
    vec![
        ("managementFeeToDate", "Management fee to date", Cell::amount(class.management_fee_to_date_e6)),
        ("performanceFeeToDate", "Performance fee to date", Cell::amount(class.performance_fee_to_date_e6)),
        ("feesPayable", "Fees payable", Cell::amount(class.management_fee_payable_e6)),
        ("waivedToDate", "Fees waived to date", Cell::amount(class.waived_to_date_e6)),
        ("highWaterMark_e12", "High-water mark", Cell::price(class.high_water_mark_e12)),
        ("withheldToDate", "Tax withheld to date", Cell::amount(class.withheld_to_date_e6)),
        ("withheldPayable", "Of that payable", Cell::amount(class.withheld_payable_e6)),
        ("correctionsToDate", "Corrections to date", Cell::amount(class.corrections_to_date_e6)),
    ]
}

fn accrual(class: &ShareClass) -> Vec<Field> {
    vec![
        ("index_e18", "Index", Cell::per_unit(class.index.get())),
        ("closedIndex_e18", "Index at the month end", Cell::per_unit(class.closed_index.get())),
        ("carry_e18", "Carry", Cell::fine_units(class.carry.get())),
        ("declared_e18", "Declared", Cell::fine_units(class.declared.get())),
        ("deficit_e18", "Deficit", Cell::fine_units(class.deficit.get())),
        ("undistributed_e18", "Undistributed", Cell::fine_units(class.undistributed.get())),
        ("lastRate_e18", "Last rate", Cell::per_unit(u128::from(class.last_rate_e18))),
        ("lastDays", "Its days", Cell::count(class.last_n_days)),
        ("closedPeriod", "Last closed month", Cell::text(dates::month_text(class.closed_period))),
    ]
}
