//! What the chain says after the month, read once.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use solana_sdk::pubkey::Pubkey;

use crate::{
    args::Args,
    chain::{History, Layouts, Model, Record, StrikeInput},
    dates::epoch_day,
    month::Outcome,
};

/// A holding as the register has it.
pub struct RegisterLine {
    /// Owner of the token account.
    pub owner: String,
    /// Shares on the register, in units.
    pub recorded: i128,
    /// Tokens in the account, in units.
    pub tokens: i128,
    /// Income not paid yet, e18.
    pub unpaid_e18: i128,
    /// Dividends paid so far, in units.
    pub paid: i128,
}

/// The chain after the month.
pub struct Facts {
    /// The share class.
    pub class: Record,
    /// The fund.
    pub fund: Record,
    /// The strikes in their order.
    pub reports: Vec<Record>,
    /// The register.
    pub register: Vec<RegisterLine>,
    /// Supply of the mint, in units.
    pub supply: i128,
    /// Cash in the vault, in e6.
    pub vault_e6: i128,
    /// Cash at the custodian, in e6.
    pub custodian_e6: i128,
    /// Every movement of shares.
    pub history: History,
    /// The month by the independent model.
    pub model: Model,
}

impl Facts {
    /// Reads everything.
    ///
    /// # Errors
    /// A chain that cannot be read, or that lacks an account.
    pub fn read(args: &Args, outcome: &Outcome) -> Result<Self> {
        let (rpc, places) = (&outcome.rpc, &outcome.places);
        let layouts = Layouts::read(&args.idl_file())?;
        let mut found: BTreeMap<&str, Vec<Record>> = BTreeMap::new();
        for (_, data) in rpc.program_accounts(&places.program)? {
            for kind in ["Fund", "ShareClass", "Holding", "NavReport"] {
                if let Some(record) = layouts.decode(kind, &data)? {
                    found.entry(kind).or_default().push(record);
                }
            }
        }
        let mut only = |kind: &str| -> Result<Record> {
            let mut records = found.remove(kind).unwrap_or_default();
            ensure!(records.len() == 1, "{} accounts of kind {kind}", records.len());
            records.pop().with_context(|| format!("no {kind}"))
        };
        let (fund, class) = (only("Fund")?, only("ShareClass")?);
        ensure!(class.address("mint")? == places.mint.to_bytes(), "the class has another mint");
        let mut reports = found.remove("NavReport").unwrap_or_default();
        reports.sort_by_key(|report| report.int("strike_no").unwrap_or_default());
        let holdings = found.remove("Holding").unwrap_or_default();
        let history = History::read(rpc, &places.mint, &places.buffer)?;
        let inputs: Vec<StrikeInput> = outcome.strikes.iter().map(|struck| struck.input).collect();
        Ok(Self {
            register: holdings.iter().map(|holding| line(outcome, &class, holding)).collect::<Result<_>>()?,
            supply: rpc.token_supply(&places.mint)?,
            vault_e6: rpc.token_balance(&places.buffer)?,
            custodian_e6: rpc.token_balance(&places.custodian)?,
            model: Model::build(&history, &inputs)?,
            class,
            fund,
            reports,
            history,
        })
    }

    /// The struck quote of a report.
    ///
    /// # Errors
    /// A report that was not struck.
    pub fn quote(report: &Record, field: &str) -> Result<i128> {
        report.int(&format!("quotes.{}.{field}", report.int("struck_quote")?))
    }

    /// 21 strikes over 30 days, each of the day and with the days that the calendar says.
    ///
    /// # Errors
    /// Anything else.
    pub fn check_calendar(&self, outcome: &Outcome) -> Result<()> {
        ensure!(self.reports.len() == 21, "{} strikes, not 21", self.reports.len());
        ensure!(self.model.sum(|day| day.days) == 30, "the strikes do not span 30 days");
        for (report, struck) in self.reports.iter().zip(&outcome.strikes) {
            let (day, days) = (report.int("day")?, report.int("n_days")?);
            ensure!(day == i128::from(epoch_day(struck.day)), "{} was not struck in its turn", struck.day);
            ensure!(days == struck.input.days, "{} spans {days} days", struck.day);
            let expected = match (struck.day.strftime("%a").to_string().as_str(), struck.day.day()) {
                (_, 21) => 4,
                ("Mon", _) => 3,
                _ => 1,
            };
            ensure!(days == expected, "{} spans {days} days, not {expected}", struck.day);
        }
        Ok(())
    }
}

fn line(outcome: &Outcome, class: &Record, holding: &Record) -> Result<RegisterLine> {
    let recorded = holding.int("recorded_units")?;
    let unsettled_e18 = recorded * (class.int("index")? - holding.int("last_index")?);
    let account = Pubkey::new_from_array(holding.address("token_account")?);
    Ok(RegisterLine {
        owner: Pubkey::new_from_array(holding.address("owner")?).to_string(),
        recorded,
        tokens: outcome.rpc.token_balance(&account)?,
        unpaid_e18: holding.int("accrued")? + holding.int("payable")? + unsettled_e18,
        paid: holding.int("paid_units")?,
    })
}
