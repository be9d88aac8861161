//! Every command of the CLI that the month uses, each run as a process. Nothing else writes to the fund.

use std::{
    path::{Path, PathBuf},
    process::{Command, Output},
};

use anyhow::{Context, Result, bail, ensure};
use jiff::civil::{Date, Time};
use serde_json::Value;

use crate::{
    dates::{EARLY_CLOSE, INCEPTION, cut_off, rfc3339},
    figures::plain,
    files::Investor,
    portfolio::Liquidity,
};

/// Exit code of a command that the program refused.
const REFUSED: i32 = 3;

/// The CLI against one network, and once it exists against one fund.
#[derive(Clone, Debug)]
pub struct Cli {
    /// The binary.
    pub binary: PathBuf,
    /// Address of the network's RPC server.
    pub url: String,
    /// The network's folder.
    pub network: PathBuf,
    /// Address of the fund.
    pub fund: Option<String>,
}

/// A command's answer.
#[derive(Clone, Debug)]
pub struct Answer(Value);

/// Why the program refused a command.
#[derive(Clone, Debug)]
pub struct Refusal {
    /// Name of the error.
    pub name: String,
    /// The explanation in words.
    pub message: String,
}

/// What a quote says. Amounts in e6.
#[derive(Clone, Copy, Debug)]
pub struct Quote {
    /// Net assets at amortised cost.
    pub net_assets_e6: i128,
    /// The same at market value.
    pub market_e6: i128,
    /// Income since the last strike.
    pub income_e6: i128,
    /// Cash at the custodian.
    pub custodian_e6: i128,
    /// Liquidity measures.
    pub liquidity: Liquidity,
}

impl Answer {
    /// A text field of the result.
    ///
    /// # Errors
    /// A field that is not there.
    pub fn text(&self, field: &str) -> Result<&str> {
        self.result()[field].as_str().with_context(|| format!("the CLI's answer has no {field}: {}", self.0))
    }

    /// Signature of the last transaction that the command sent.
    ///
    /// # Errors
    /// A command that sent none.
    pub fn signature(&self) -> Result<&str> {
        let signatures = [&self.0["signatures"], &self.result()["signatures"]];
        let last = signatures.into_iter().filter_map(Value::as_array).flatten().filter_map(Value::as_str).next_back();
        last.with_context(|| format!("the CLI's answer has no signature: {}", self.0))
    }

    fn result(&self) -> &Value {
        &self.0["result"]
    }
}

impl Cli {
    /// Moves the network's clock to a New York time.
    ///
    /// # Errors
    /// Like every other command: when the process fails, with what it says.
    pub fn time_to(&self, day: Date, time: Time) -> Result<Answer> {
        self.run(None, &["localnet", "time", "--to", &rfc3339(day, time)?])
    }

    /// Gives a wallet SOL and dollars of the settlement token.
    pub fn faucet(&self, wallet: &str, dollars_e6: i128) -> Result<Answer> {
        let (dir, dollars) = (self.network.display().to_string(), plain(dollars_e6, 6));
        let mut args = vec!["localnet", "faucet", wallet, "--sol", "10", "--dir", &dir];
        if dollars_e6 > 0 {
            args.extend(["--usdc", &dollars]);
        }
        self.run(None, &args)
    }

    /// Creates the fund, with the administrator as its NAV source and the keypair in every other role.
    pub fn create_fund(&self, keypair: &Path, mint: &str, nav_source: &str) -> Result<Answer> {
        let (inception, source) = (INCEPTION.to_string(), format!("nav-source={nav_source}"));
        self.run(
            Some(keypair),
            &[
                "fund",
                "create",
                "--fund-id",
                "1",
                "--name",
                "Demo Government Fund",
                "--currency",
                "USD",
                "--settlement-mint",
                mint,
                "--regime",
                "registered-government",
                "--inception",
                &inception,
                "--council",
                &source,
                "--tolerance",
                "1.00",
                "--first-yield-bps",
                "0",
            ],
        )
    }

    /// Sets the strike days of 2025.
    pub fn set_calendar(&self, keypair: &Path, business_days: &Path) -> Result<Answer> {
        let file = business_days.display().to_string();
        let early = format!("{EARLY_CLOSE}={}", cut_off(EARLY_CLOSE).strftime("%H:%M"));
        self.run(
            Some(keypair),
            &[
                "calendar",
                "set",
                "--year",
                "2025",
                "--business-days",
                &file,
                "--cut-off",
                "15:00",
                "--early",
                &early,
                "--time-zone",
                "America/New_York",
            ],
        )
    }

    /// Creates the distributing class with a management fee of 20 basis points.
    pub fn create_class(&self, keypair: &Path) -> Result<Answer> {
        self.run(
            Some(keypair),
            &[
                "class",
                "create",
                "--name",
                "Demo Government Fund Institutional",
                "--symbol",
                "DGFI",
                "--uri",
                "https://fund.example/dgfi.json",
                "--expense-bps",
                "20",
                "--fact",
                "jurisdiction=US",
                "--fact",
                "prospectus=https://fund.example/prospectus.pdf",
            ],
        )
    }

    /// Lists a custodian's token account.
    pub fn add_custodian(&self, keypair: &Path, token_account: &str) -> Result<Answer> {
        self.run(Some(keypair), &["custodian", "add", token_account])
    }

    /// Registers an investor; returns the number that stands for it on chain.
    pub fn add_investor(&self, keypair: &Path, investor: &Investor) -> Result<String> {
        let mut args = vec!["investor", "add", "--jurisdiction", &investor.jurisdiction, "--kind", &investor.kind];
        if investor.is_us_person() {
            args.push("--us-person");
        }
        Ok(self.run(Some(keypair), &args)?.text("investorId")?.to_owned())
    }

    /// Approves an investor for two years.
    pub fn approve_investor(&self, keypair: &Path, id: &str) -> Result<Answer> {
        let until = "2026-12-31";
        self.run(Some(keypair), &["investor", "approve", id, "--kyc-until", until, "--accredited-until", until])
    }

    /// Links a wallet to an investor and opens its holding.
    pub fn link_wallet(&self, keypair: &Path, id: &str, wallet: &str) -> Result<Answer> {
        self.run(Some(keypair), &["wallet", "link", id, wallet])
    }

    /// Subscribes dollars.
    pub fn subscribe(&self, wallet: &Path, dollars_e6: i128) -> Result<Answer> {
        self.run(Some(wallet), &["subscribe", &plain(dollars_e6, 6)])
    }

    /// Redeems shares; all of them without an amount.
    pub fn redeem(&self, wallet: &Path, shares: Option<i128>) -> Result<Answer> {
        let amount = shares.map_or_else(|| "--all".to_owned(), |shares| plain(shares, 6));
        self.run(Some(wallet), &["redeem", &amount])
    }

    /// Sends shares to another wallet.
    pub fn transfer(&self, wallet: &Path, to: &str, shares: i128) -> Result<Answer> {
        self.run(Some(wallet), &["transfer", to, &plain(shares, 6)])
    }

    /// Tries to send shares where they must not go.
    pub fn refused_transfer(&self, wallet: &Path, to: &str, shares: i128) -> Result<Refusal> {
        self.refused(wallet, &["transfer", to, &plain(shares, 6)])
    }

    /// Shares of a wallet on the register, in units.
    pub fn shares_of(&self, wallet: &str) -> Result<i128> {
        crate::figures::parse_e6(self.run(None, &["holding", "show", wallet])?.text("units")?)
    }

    /// Posts the administrator's quote.
    pub fn post_quote(&self, keypair: &Path, quote: &Quote) -> Result<Answer> {
        let money = [quote.net_assets_e6, quote.market_e6, quote.income_e6, quote.custodian_e6].map(|e6| plain(e6, 6));
        let l = &quote.liquidity;
        let whole = [l.wam_days, l.wal_days, l.daily_bps, l.weekly_bps, l.largest_issuer_bps].map(|n| n.to_string());
        self.run(
            Some(keypair),
            &[
                "quote",
                "post",
                "--net-assets",
                &money[0],
                "--market-value",
                &money[1],
                "--income",
                &money[2],
                "--custodian-cash",
                &money[3],
                "--wam-days",
                &whole[0],
                "--wal-days",
                &whole[1],
                "--dla-bps",
                &whole[2],
                "--wla-bps",
                &whole[3],
                "--largest-issuer-bps",
                &whole[4],
            ],
        )
    }

    /// Strikes a day.
    pub fn strike(&self, keypair: &Path, day: Date) -> Result<Answer> {
        self.run(Some(keypair), &["strike", "--day", &day.to_string()])
    }

    /// Pays the closed month to every holder.
    pub fn distribute(&self, keypair: &Path) -> Result<Answer> {
        let folder = self.network.display().to_string();
        self.run(Some(keypair), &["distribute", "--state-dir", &folder])
    }

    /// Sends cash to the custodian.
    pub fn sweep(&self, keypair: &Path, token_account: &str, dollars_e6: i128) -> Result<Answer> {
        self.run(Some(keypair), &["cash", "sweep", token_account, &plain(dollars_e6, 6)])
    }

    /// Takes cash back from the custodian, who signs.
    pub fn return_cash(&self, custodian: &Path, token_account: &str, dollars_e6: i128) -> Result<Answer> {
        self.run(Some(custodian), &["cash", "return", &plain(dollars_e6, 6), "--from", token_account])
    }

    fn run(&self, keypair: Option<&Path>, args: &[&str]) -> Result<Answer> {
        let output = self.execute(keypair, args)?;
        let said = String::from_utf8_lossy(&output.stderr);
        ensure!(output.status.success(), "`mmf {}` failed ({}): {}", args.join(" "), output.status, said.trim());
        let answer = serde_json::from_slice(&output.stdout)
            .with_context(|| format!("`mmf {}` answered no JSON", args.join(" ")))?;
        Ok(Answer(answer))
    }

    fn refused(&self, keypair: &Path, args: &[&str]) -> Result<Refusal> {
        let output = self.execute(Some(keypair), args)?;
        if output.status.code() != Some(REFUSED) {
            bail!("`mmf {}` was not refused by the program, but ended with {}", args.join(" "), output.status);
        }
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let error: Value = said
            .lines()
            .find_map(|line| serde_json::from_str(line).ok())
            .or_else(|| serde_json::from_str(&said).ok())
            .with_context(|| format!("the refusal is not explained in JSON: {said}"))?;
        let field = |name: &str| error["error"][name].as_str().unwrap_or_default().to_owned();
        let refusal = Refusal { name: field("name"), message: field("message") };
        ensure!(!refusal.message.is_empty(), "the refusal is not explained: {said}");
        Ok(refusal)
    }

    fn execute(&self, keypair: Option<&Path>, args: &[&str]) -> Result<Output> {
        let mut command = Command::new(&self.binary);
        command.args(args).args(["--url", &self.url, "--output", "json-compact", "--yes"]);
        if let Some(keypair) = keypair {
            command.arg("--keypair").arg(keypair);
        }
        if let Some(fund) = &self.fund {
            command.args(["--fund", fund]);
        }
        command.output().with_context(|| format!("{} cannot be run", self.binary.display()))
    }
}
