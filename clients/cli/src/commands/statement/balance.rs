//! The fund's balance sheet by the books on chain, with what the last struck quote says of the assets that are not.

use mmf::state::{Dealing, Fund, NavReport, Quote, ShareClass};
use mmf_math::SCALE;

use super::super::fund::text;
use super::super::shared::{self, FundAt, explain_sdk};
use crate::context::Context;
use crate::error::{CliError, CliResult};
use crate::output::{Cell, Field, Output};

/// What a class is owed and owes, in e6. The parts add up to the class's claims.
#[derive(Debug, Default, PartialEq, Eq)]
struct Claims {
    net_assets: i128,
    dividends_this_month: i128,
    dividends_closed_months: i128,
    /// Carry, fractions of holders and undistributed, less the deficit: what is not declared or does not fill a book unit.
    fractions: i128,
    equalisation: i128,
    fees: i128,
    withheld_tax: i128,
}

impl Claims {
    fn of(class: &ShareClass) -> Self {
        let scale = |e18: u128| i128::try_from(e18 / SCALE).unwrap_or(i128::MAX);
        let declared = class.declared.get();
        let this_month = declared.saturating_sub(class.period_opening_declared.get());
        let this_month_e6 = scale(this_month);
        let paid =
            i128::from(class.paid_units) + i128::from(class.paid_cash_e6) + i128::from(class.withheld_to_date_e6);
        let closed_e6 = if class.is_distributing() { scale(class.period_opening_declared.get()) - paid } else { 0 };
        let owed = if class.is_distributing() {
            i128::from(class.net_income_to_date_e6) + i128::from(class.equalisation_to_date_e6) - paid
        } else {
            i128::from(class.carry_e6()) - i128::from(class.deficit_e6())
        };
        Self {
            net_assets: i128::from(class.net_asset_base_e6()),
            dividends_this_month: this_month_e6,
            dividends_closed_months: closed_e6,
            fractions: owed - this_month_e6 - closed_e6,
            equalisation: i128::from(class.equalisation_pending_e6),
            fees: i128::from(class.management_fee_payable_e6),
            withheld_tax: i128::from(class.withheld_payable_e6),
        }
    }

    fn add(&mut self, other: &Self) {
        self.net_assets += other.net_assets;
        self.dividends_this_month += other.dividends_this_month;
        self.dividends_closed_months += other.dividends_closed_months;
        self.fractions += other.fractions;
        self.equalisation += other.equalisation;
        self.fees += other.fees;
        self.withheld_tax += other.withheld_tax;
    }

    fn total(&self) -> i128 {
        self.net_assets
            + self.dividends_this_month
            + self.dividends_closed_months
            + self.fractions
            + self.equalisation
            + self.fees
            + self.withheld_tax
    }
}

pub fn show(context: &Context, at: &FundAt) -> CliResult<Output> {
    let fund = &at.fund;
    let mut claims = Claims::default();
    let mut units = 0i128;
    for (number, _) in context.client.addresses().classes(&at.address, fund.class_bitmap) {
        let (_, class) = shared::class(context, &at.address, number)?;
        claims.add(&Claims::of(&class));
        units += i128::from(class.recorded_supply_units);
    }
    let struck = match fund.last_strike_no {
        0 => None,
        number => context.client.nav(&at.address, number).map_err(|error| explain_sdk(context, &error))?,
    };
    let dealing = context.client.dealing(&at.address).map_err(|error| explain_sdk(context, &error))?;
    let quote = struck.as_deref().and_then(struck_quote);
    let total = claims.total() + i128::from(fund.income_carry_e6) + i128::from(fund.retained_gains_e6);
    Ok(Output::new()
        .object(
            "assets",
            format!("Balance sheet of {}, {}: assets", text(&fund.name), text(&fund.currency)),
            assets(fund, quote, total)?,
        )
        .object("liabilities", "Claims on them", liabilities(fund, &claims, total))
        .object("shares", "Shares", shares(struck.as_deref(), quote, claims.net_assets, units))
        .object("queue", "Dealing queue, at the last prices", queue(fund, &dealing))
        .object("heldForOthers", "Cash in vaults that is not the fund's", held_for_others(fund)))
}

fn struck_quote(report: &NavReport) -> Option<&Quote> {
    report.posted().get(usize::from(report.struck_quote))
}

fn assets(fund: &Fund, quote: Option<&Quote>, claims: i128) -> CliResult<Vec<Field>> {
    let vaults = fund.cash_on_chain_e6();
    let buffer = i128::from(fund.buffer_cash_e6);
    let total = claims
        .checked_add(i128::from(fund.tie_out_difference_e6))
        .ok_or_else(|| CliError::failure("FiguresInvalid", "the balance sheet overflows"))?;
    let outside = total - vaults;
    let custodian = quote.map_or(0, |quote| i128::from(quote.custodian_cash_e6));
    let in_transit = quote.map_or(0, |quote| i128::from(quote.in_transit_e6));
    let receivables = quote.map_or(0, |quote| i128::from(quote.receivables_e6));
    Ok(vec![
        ("buffer", "Cash in the buffer", Cell::amount(buffer)),
        ("setAside", "Cash set aside for redeemers in line", Cell::amount(vaults - buffer)),
        ("custodianCash", "Cash at custodians, last quote", Cell::amount(custodian)),
        ("inTransit", "Cash in transit, last quote", Cell::amount(in_transit)),
        ("receivables", "Receivables, last quote", Cell::amount(receivables)),
        (
            "portfolio",
            "Portfolio and other assets by the books",
            Cell::amount(outside - custodian - in_transit - receivables),
        ),
        ("total", "Total", Cell::amount(total)),
    ])
}

fn liabilities(fund: &Fund, claims: &Claims, total: i128) -> Vec<Field> {
    vec![
        ("netAssets", "Net assets of the share classes", Cell::amount(claims.net_assets)),
        ("dividendsThisMonth", "Dividends payable, current month", Cell::amount(claims.dividends_this_month)),
        ("dividendsClosedMonths", "Dividends payable, closed months", Cell::amount(claims.dividends_closed_months)),
        ("fractions", "Fractions and carry", Cell::amount(claims.fractions)),
        ("equalisation", "Equalisation", Cell::amount(claims.equalisation)),
        ("fees", "Management and performance fees payable", Cell::amount(claims.fees)),
        ("withheldTax", "Tax withheld from dividends, payable", Cell::amount(claims.withheld_tax)),
        ("incomeCarry", "Income not yet split", Cell::amount(fund.income_carry_e6)),
        ("retainedGains", "Retained gains", Cell::amount(fund.retained_gains_e6)),
        ("tieOutDifference", "Quoted more than booked", Cell::amount(fund.tie_out_difference_e6)),
        ("total", "Total", Cell::amount(total + i128::from(fund.tie_out_difference_e6))),
    ]
}

/// What the queue takes of the net assets above.
fn queue(fund: &Fund, dealing: &Dealing) -> Vec<Field> {
    vec![
        ("redemptionsDue", "Redemptions due, priced and not set aside", Cell::amount(dealing.queue_due_e6)),
        (
            "setAside",
            "Redemptions due, cash set aside",
            Cell::amount(fund.cash_on_chain_e6() - i128::from(fund.buffer_cash_e6)),
        ),
    ]
}

fn held_for_others(fund: &Fund) -> Vec<Field> {
    vec![
        ("escrow", "Subscribers in line", Cell::amount(fund.escrow_cash_e6)),
        ("dues", "Redeemers who have to collect", Cell::amount(fund.dues_e6)),
        ("suspense", "Suspense", Cell::amount(fund.suspense_cash_e6)),
    ]
}

fn shares(struck: Option<&NavReport>, quote: Option<&Quote>, net_assets: i128, units: i128) -> Vec<Field> {
    let per_share = |value: i128, of: i128| if of > 0 { Cell::amount(value * 1_000_000 / of) } else { Cell::none() };
    let mut fields = vec![
        ("units", "Shares outstanding", Cell::amount(units)),
        ("navPerShare", "Net assets per share", per_share(net_assets, units)),
    ];
    if let (Some(report), Some(quote)) = (struck, quote) {
        let struck_units: i128 = report.results.iter().map(|result| i128::from(result.supply_units)).sum();
        let gap = i128::from(quote.market_net_assets_e6) - i128::from(quote.net_assets_e6);
        fields.extend([
            ("marketNavPerShare", "At market, last strike", per_share(struck_units + gap, struck_units)),
            ("marketDifference", "Market less amortised cost", Cell::amount(gap)),
            ("wamDays", "WAM in days", Cell::count(quote.wam_days)),
            ("walDays", "WAL in days", Cell::count(quote.wal_days)),
            ("dlaBps", "Daily liquid assets in bps", Cell::count(quote.daily_liquid_bps)),
            ("wlaBps", "Weekly liquid assets in bps", Cell::count(quote.weekly_liquid_bps)),
        ]);
    }
    fields
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use bytemuck::Zeroable;
    use mmf::state::ClassKind;

    use super::*;

    #[test]
    fn the_lines_add_up_to_the_programs_own_sum() {
        let mut class = ShareClass::zeroed();
        class.recorded_supply_units = 1_000_000_000;
        class.net_income_to_date_e6 = 1_000;
        class.equalisation_to_date_e6 = 7;
        class.paid_units = 300;
        class.paid_cash_e6 = 80;
        class.withheld_to_date_e6 = 20;
        class.withheld_payable_e6 = 15;
        class.equalisation_pending_e6 = 3;
        class.management_fee_payable_e6 = 11;
        class.period_opening_declared.set(500 * SCALE + 5);
        class.declared.set(1_006 * SCALE + 9);
        class.carry.set(SCALE - 9);
        let claims = Claims::of(&class);
        assert_eq!(claims.total(), class.claims_e6().unwrap());
        assert_eq!(claims.dividends_closed_months, 100);
        assert_eq!(claims.dividends_this_month, 506);
        assert_eq!(claims.fractions, 1);
        assert_eq!((claims.fees, claims.withheld_tax), (11, 15));
    }

    #[test]
    fn an_accumulating_class_has_its_income_in_its_net_assets() {
        let mut class = ShareClass::zeroed();
        class.kind = ClassKind::AccumulatingHooked as u8;
        (class.recorded_supply_units, class.net_assets_e6) = (1_000, 1_100);
        class.net_income_to_date_e6 = 100;
        class.equalisation_pending_e6 = 3;
        class.carry.set(7 * SCALE);
        let claims = Claims::of(&class);
        assert_eq!(claims.total(), class.claims_e6().unwrap());
        assert_eq!((claims.net_assets, claims.dividends_closed_months, claims.fractions), (1_100, 0, 7));
    }
}
