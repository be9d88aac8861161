//! The month, step by step, through the CLI.

mod day;
mod desk;
mod keys;
mod market;
mod network;
mod orders;
mod setup;
mod stranger;
mod strike;

use anyhow::Result;
use jiff::civil::{Date, time};
use solana_sdk::pubkey::Pubkey;

use crate::{
    args::Args,
    chain::{Rpc, StrikeInput},
    cli::{Cli, Quote, Refusal},
    dates::{MONTH_END, MONTH_START},
    files::Plan,
    portfolio::{Book, Cash},
};
use keys::Keys;
use network::Network;

/// A strike that landed.
#[derive(Clone, Copy, Debug)]
pub struct Struck {
    /// The day.
    pub day: Date,
    /// What was quoted.
    pub quote: Quote,
    /// Slot, span and income.
    pub input: StrikeInput,
}

/// A holder.
#[derive(Clone, Debug)]
pub struct Holder {
    /// Name of the investor in the data folder.
    pub investor: String,
    /// Address of its wallet.
    pub wallet: String,
}

/// Where things are on chain.
#[derive(Clone, Copy, Debug)]
pub struct Places {
    /// The program.
    pub program: Pubkey,
    /// The fund.
    pub fund: Pubkey,
    /// The class's mint.
    pub mint: Pubkey,
    /// The vault for dealing.
    pub buffer: Pubkey,
    /// The custodian's token account.
    pub custodian: Pubkey,
}

/// The month as it went.
pub struct Outcome {
    /// The network's RPC server.
    pub rpc: Rpc,
    /// Where things are.
    pub places: Places,
    /// The holders in the order of the data folder.
    pub holders: Vec<Holder>,
    /// The strikes in their order.
    pub strikes: Vec<Struck>,
    /// The bills.
    pub book: Book,
    /// The cash.
    pub cash: Cash,
    /// The refusals, which were expected.
    pub refusals: Vec<Refusal>,
    /// The network, which runs as long as this.
    pub network: Network,
}

/// What every step works with.
struct Month<'a> {
    plan: &'a Plan,
    cli: Cli,
    keys: Keys,
    rpc: Rpc,
    places: Places,
    mint_of_dollars: Pubkey,
    book: Book,
    cash: Cash,
    strikes: Vec<Struck>,
    refusals: Vec<Refusal>,
    last_struck: Date,
    last_cut_off: i64,
}

/// Runs the month and leaves the network running.
///
/// # Errors
/// The first step that fails.
pub fn run(args: &Args, plan: &Plan) -> Result<Outcome> {
    let network = Network::start(args)?;
    let mut month = setup::prepare(args, plan, &network)?;
    let mut day = MONTH_START;
    loop {
        month.run_day(day)?;
        if day == MONTH_END {
            break;
        }
        day = day.tomorrow()?;
    }
    month.cli.time_to(MONTH_END, time(18, 0, 0, 0))?;
    month.cli.distribute(&month.keys.admin)?;
    println!("31 Fri  18:00  dividends of January are minted");
    let holders = month.holders();
    let Month { rpc, places, strikes, book, cash, refusals, .. } = month;
    Ok(Outcome { rpc, places, holders, strikes, book, cash, refusals, network })
}

impl Month<'_> {
    fn holders(&self) -> Vec<Holder> {
        let investors = self.plan.investors.iter();
        investors
            .filter_map(|investor| {
                let key = self.keys.wallet(&investor.id).ok()?;
                Some(Holder { investor: investor.id.clone(), wallet: key.address.to_string() })
            })
            .collect()
    }
}
