//! Dividends in units, in cash, to a vault's other holding, and less tax.

mod cast;
mod closed;
mod month;
mod short;
