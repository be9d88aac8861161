//! One month of a fund, run through the real CLI on a local network, and proved by twelve tie-outs.
//!
//! Three parts that share no code with the program or its client: the *portfolio* (the books of an independent
//! administrator, kept in integers), the *month* (every step a child process of the CLI), and the *statement* (what the
//! chain says, read as raw JSON-RPC, against those books).
//!
//! Units throughout: money and shares in 10^-6 (`_e6`), income per share in 10^-18 of such a unit (`_e18`).

pub mod args;
pub mod chain;
pub mod cli;
pub mod dates;
pub mod figures;
pub mod files;
pub mod month;
pub mod portfolio;
pub mod statement;
pub mod table;

use std::time::Instant;

use anyhow::Result;

/// Runs the month and prints its statement.
///
/// # Errors
/// Whatever stops the month, or tie-outs that differ.
pub fn run(args: &args::Args) -> Result<()> {
    let begun = Instant::now();
    let plan = files::Plan::read(&args.data)?;
    let outcome = month::run(args, &plan)?;
    let proven = statement::print(args, &plan, &outcome)?;
    outcome.network.stop()?;
    println!("{proven}, in {} seconds.", begun.elapsed().as_secs());
    Ok(())
}
