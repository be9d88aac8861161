//! `mmf investor show`

use mmf::state::{Attribute, AttributeKind, Investor, InvestorKind};
use solana_sdk::pubkey::Pubkey;

use super::names::{attributes, election, kind, last_day, status, tax_form, total_units};
use crate::commands::shared::{explain_sdk, network_time};
use crate::context::Context;
use crate::error::CliResult;
use crate::jurisdiction;
use crate::output::{Cell, Field, Output};

pub fn show(context: &Context, fund: &Pubkey, id: &[u8; 32]) -> CliResult<Output> {
    let explain = |error| explain_sdk(context, &error);
    let (address, investor) = context.client.investor(fund, id).map_err(explain)?;
    let wallets = context.client.wallets_of(&address).map_err(explain)?;
    let holdings = context.client.holdings_of(&address).map_err(explain)?;
    let now = network_time(context)?;
    let wallet_rows = wallets.iter().map(|(_, wallet)| {
        vec![Cell::address(&wallet.owner), Cell::instant(wallet.linked_at), Cell::count(wallet.holdings)]
    });
    let holding_rows = holdings.iter().map(|(address, holding)| {
        vec![
            Cell::address(address),
            Cell::address(&holding.owner),
            Cell::address(&holding.class),
            Cell::amount(holding.recorded_units),
            Cell::flag(holding.is_frozen()),
            Cell::amount(holding.frozen_units),
            Cell::amount(holding.locked_units(now)),
        ]
    });
    let attribute_rows = attributes(&investor).map(|(name, attribute)| attribute_row(name, attribute, now));
    Ok(Output::new()
        .record("Investor", fields(&address, &investor))
        .object("standing", "Standing", standing(&investor))
        .table(
            "attributes",
            "Attributes",
            vec![("attribute", "Attribute"), ("until", "Until"), ("valid", "Valid"), ("evidence", "Evidence")],
            attribute_rows.collect(),
        )
        .object("profile", "Profile", profile(&investor))
        .table(
            "wallets",
            "Wallets",
            vec![("wallet", "Wallet"), ("linkedAt", "Linked"), ("holdings", "Open holdings")],
            wallet_rows.collect(),
        )
        .table(
            "holdings",
            "Holdings",
            vec![
                ("holding", "Holding"),
                ("wallet", "Wallet"),
                ("class", "Class"),
                ("units", "Units"),
                ("frozen", "Frozen"),
                ("frozenUnits", "Frozen units"),
                ("lockedUnits", "Locked units"),
            ],
            holding_rows.collect(),
        )
        .table(
            "classes",
            "Units by class",
            vec![("classNo", "Class"), ("holdings", "Open holdings"), ("units", "Units")],
            class_rows(&investor),
        ))
}

fn fields(address: &Pubkey, investor: &Investor) -> Vec<Field> {
    let until = |kind: AttributeKind| last_day(investor.attributes[kind as usize].expires_at);
    vec![
        ("investorId", "Number", Cell::hex(&investor.investor_id)),
        ("address", "Address", Cell::address(address)),
        ("status", "Status", Cell::text(status(investor.status))),
        ("kind", "Kind", Cell::text(kind(investor.kind))),
        ("jurisdiction", "Jurisdiction", Cell::count(investor.jurisdiction)),
        ("country", "Country", Cell::text(jurisdiction::text(investor.jurisdiction))),
        ("usPerson", "US person", Cell::flag(investor.is_us_person())),
        ("kycUntil", "KYC until", until(AttributeKind::Kyc)),
        ("accreditedUntil", "Accredited until", until(AttributeKind::Accredited)),
        ("qualifiedUntil", "Qualified purchaser until", until(AttributeKind::QualifiedPurchaser)),
        ("institutionUntil", "Institution until", until(AttributeKind::Institution)),
        ("professionalUntil", "Professional until", until(AttributeKind::Professional)),
        ("walletCount", "Linked wallets", Cell::count(investor.wallets)),
        ("holdingCount", "Open holdings", Cell::count(investor.holdings)),
        ("units", "Units over all classes", Cell::amount(total_units(investor))),
    ]
}

fn standing(investor: &Investor) -> Vec<Field> {
    let reason = if investor.reason == 0 { Cell::none() } else { Cell::count(investor.reason) };
    vec![
        ("status", "Status", Cell::text(status(investor.status))),
        ("reason", "Reason code of the last order", reason),
        ("restrictedSince", "Restricted since", Cell::instant(investor.restricted_at)),
        ("document", "Last document", hash(&investor.document_hash)),
        ("generation", "Generation of the record", Cell::count(investor.generation)),
    ]
}

fn attribute_row(name: &'static str, attribute: &Attribute, now: i64) -> Vec<Cell> {
    vec![
        Cell::text(name),
        last_day(attribute.expires_at),
        Cell::flag(now < attribute.expires_at),
        hash(&attribute.evidence_hash),
    ]
}

fn profile(investor: &Investor) -> Vec<Field> {
    let is_vault = investor.is_kind(InvestorKind::ProtocolVault);
    let operator = if is_vault { Cell::address(&investor.operator) } else { Cell::none() };
    let limit = if investor.max_units == 0 { Cell::none() } else { Cell::amount(investor.max_units) };
    vec![
        ("operator", "Operator", operator),
        ("maxUnits", "Most units over all classes", limit),
        ("lockedUntil", "Units may go to others from", Cell::instant(investor.locked_until)),
        ("flowBackUntil", "Units may go to US persons from", Cell::instant(investor.flow_back_until)),
        ("beneficialOwners", "Beneficial owners of 25% or more", Cell::count(investor.beneficial_owners)),
        ("beneficialOwnersHash", "Their list", hash(&investor.beneficial_owners_hash)),
        ("beneficialOwnersUntil", "It stands until", last_day(investor.beneficial_owners_expire_at)),
        ("taxForm", "Tax form", Cell::text(tax_form(investor.tax_form))),
        ("taxFormUntil", "It stands until", last_day(investor.tax_form_expires_at)),
        ("withholdingBps", "Withholding in bps", Cell::count(investor.withholding_bps)),
        ("dividends", "Dividends in", Cell::text(election(investor.dividend_election))),
        ("nomineeHolders", "Reported beneficial holders", Cell::count(investor.nominee_holders)),
    ]
}

fn class_rows(investor: &Investor) -> Vec<Vec<Cell>> {
    let all = (0u8..).zip(investor.units.iter().zip(&investor.class_holdings));
    let used = all.filter(|(_, (units, holdings))| **units != 0 || **holdings != 0);
    used.map(|(class_no, (units, holdings))| vec![Cell::count(class_no), Cell::count(*holdings), Cell::amount(*units)])
        .collect()
}

/// A hash, or nothing where none was given.
fn hash(hash: &[u8; 32]) -> Cell {
    if *hash == [0; 32] { Cell::none() } else { Cell::hex(hash) }
}
