//! The portfolio of a money-market fund, as its accountant keeps it: what it holds, what it earned, what it is worth, and whether it
//! keeps the rules.
//!
//! Everything is exact decimal arithmetic ([`rust_decimal::Decimal`]); there is no floating point. Amounts are in the fund's currency with six
//! decimals, rates in percent a year, prices per 100 of face. `docs/portfolio.md` has the formulas and their sources.

mod check_terms;
mod curve;
mod days;
mod effective;
mod error;
mod exact;
mod file;
mod interest;
mod kind;
mod liquidity;
mod market;
mod maturity;
mod metrics;
mod portfolio;
mod position;
mod prices;
mod quote;
mod report;
mod rules;
mod stress;
mod terms;
mod trade;
mod valuation;
mod yields;

pub use check_terms::{TermFault, faults};
pub use curve::{Curve, Curves, LAST_CURVE_DAY, TENOR_DAYS};
pub use days::{BusinessDays, DayCount, days_between, days_of_year_from, month_end_within};
pub use error::{PortfolioError, Result};
pub use exact::{AMOUNT_DECIMALS, MAX_AMOUNT, amount, from_e6, to_e6};
pub use file::{Column, Fault, MAX_ROWS, read_csv};
pub use kind::{Collateral, Kind, Method};
pub use liquidity::{Horizons, LiquidBy, is_government, issuer};
pub use market::{Market, Priced, Shock, Source, at_cost, by_curve, by_shocked_curve, by_vendors};
pub use metrics::{Basis, Bought, Metrics, Share, measure};
pub use portfolio::Portfolio;
pub use position::{Earned, Position};
pub use prices::{Override, PriceFile};
pub use quote::QuoteFigures;
pub use report::{Report, ReportOf, report, source_words};
pub use rules::{Alert, Check, Limit, Limits, OwnLimits, Regime, Shadow, Status, Test, When, check, nearest, shadow};
pub use stress::{
    Bound, MAX_MOVE_BPS, Met, Minimums, Outcome, QueuedRedemptions, Reverse, Sold, Standing, Step, StressOf, Stressed,
    Waiting,
};
pub use terms::{Purchase, Reset, Sale, Terms};
pub use trade::{BILL_MULTIPLE, BillOrder, affordable_face};
pub use valuation::{Income, Line, Valuation};
pub use yields::{PRICE_DECIMALS, bond_equivalent, discount_factor, price_at_discount, price_at_yield};
