//! Before the first day: keys, fund, calendar, class, custodian, investors.

use std::{fs, path::Path};

use anyhow::{Context, Result};
use solana_sdk::pubkey::Pubkey;
use spl_associated_token_account_interface::address::get_associated_token_address;

use super::{Month, Network, Places, keys::Keys};
use crate::{
    args::Args,
    chain::Rpc,
    cli::{Answer, Cli},
    dates::{INCEPTION, MONTH_START, midnight_utc},
    figures::ONE_E6,
    files::{OrderKind, Plan},
    portfolio::{Book, Cash},
};

/// What the market participant starts with, so that it can pay faces as well as it is paid prices.
const STREET_DOLLARS_E6: i128 = 10_000_000 * ONE_E6;

/// Sets everything up.
pub(super) fn prepare<'a>(args: &Args, plan: &'a Plan, network: &Network) -> Result<Month<'a>> {
    println!("Demo Government Fund: January 2025 on a local network at {}\n", network.url);
    let mut cli = Cli { binary: args.mmf.clone(), url: network.url.clone(), network: network.dir.clone(), fund: None };
    let keys = Keys::make(&network.dir, &plan.investors)?;
    for (key, dollars_e6) in [(&keys.source, 0), (&keys.custodian, ONE_E6), (&keys.street, STREET_DOLLARS_E6)] {
        cli.faucet(&key.address.to_string(), dollars_e6)?;
    }
    let fund = cli.create_fund(&keys.admin, &network.usdc_mint, &keys.source.address.to_string())?;
    let fund = text(&fund, &["fund", "address"])?;
    cli.fund = Some(fund.clone());
    cli.set_calendar(&keys.admin, &business_days(plan, &network.dir)?)?;
    let class = cli.create_class(&keys.admin)?;
    let mint_of_dollars = network.usdc_mint.parse()?;
    let custodian = get_associated_token_address(&keys.custodian.address, &mint_of_dollars);
    cli.add_custodian(&keys.admin, &custodian.to_string())?;
    let program = network.program.parse()?;
    let fund = fund.parse()?;
    let places = Places {
        program,
        fund,
        mint: text(&class, &["mint"])?.parse()?,
        buffer: Pubkey::find_program_address(&[b"buffer", fund.as_ref()], &program).0,
        custodian,
    };
    let month = Month {
        plan,
        cli,
        keys,
        rpc: Rpc::new(&network.url),
        places,
        mint_of_dollars,
        book: Book::default(),
        cash: Cash::default(),
        strikes: Vec::new(),
        refusals: Vec::new(),
        last_struck: MONTH_START,
        last_cut_off: midnight_utc(INCEPTION),
    };
    month.empty_the_custodian()?;
    month.onboard()?;
    println!(" 1 Wed  fund, class, custodian and {} investors are set up", plan.investors.len());
    Ok(month)
}

impl Month<'_> {
    /// The faucet opened the custodian's token account with a dollar that is not the fund's.
    fn empty_the_custodian(&self) -> Result<()> {
        super::market::pay(&self.rpc, &self.mint_of_dollars, &self.keys.custodian, &self.keys.street.address, ONE_E6)
    }

    fn onboard(&self) -> Result<()> {
        for investor in &self.plan.investors {
            let wallet = self.keys.wallet(&investor.id)?.address.to_string();
            let subscriptions = self.plan.orders.iter().filter(|order| order.investor == investor.id);
            let dollars_e6 =
                subscriptions.map(|order| if let OrderKind::Subscribe(amount) = order.kind { amount } else { 0 }).sum();
            self.cli.faucet(&wallet, dollars_e6)?;
            let id = self.cli.add_investor(&self.keys.admin, investor)?;
            self.cli.approve_investor(&self.keys.admin, &id)?;
            self.cli.link_wallet(&self.keys.admin, &id, &wallet)?;
        }
        Ok(())
    }
}

/// The business days of 2025 as a file for the calendar.
fn business_days(plan: &Plan, dir: &Path) -> Result<std::path::PathBuf> {
    let last = jiff::civil::date(2025, 12, 31);
    let days: Vec<String> = plan.curves.business_days(MONTH_START, last).map(|day| day.to_string()).collect();
    let file = dir.join("business-days.csv");
    fs::write(&file, format!("date\n{}\n", days.join("\n")))?;
    Ok(file)
}

fn text(answer: &Answer, names: &[&str]) -> Result<String> {
    let found = names.iter().find_map(|name| answer.text(name).ok());
    found.map(str::to_owned).with_context(|| format!("the CLI's answer has none of {names:?}"))
}
