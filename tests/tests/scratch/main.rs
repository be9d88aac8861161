//! Temporary.
#![allow(clippy::unwrap_used, clippy::expect_used)] // tests
mod calendar;
mod equalisation;
mod pay_dividends;
mod post_quote;
mod restore;
mod strike;
