//! `mmf distribute`: the month's dividends to every holder, once each, whatever happens to the run.

mod breaker;
mod close;
mod lossy;
mod once;
mod report;
mod routes;
mod scale;
mod stage;
mod tables;
