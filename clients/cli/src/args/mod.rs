//! The command line: global settings and one file for each noun.

mod action;
mod bulk;
mod calendar;
mod cash;
mod class;
mod dealing;
mod fees;
mod fund;
mod globals;
mod holding;
mod investor;
mod keeper;
mod liquidity;
mod localnet;
mod nav;
pub(crate) mod parse;
mod policy;
mod portfolio;
mod price;
mod profile;
mod requests;
mod reserves;
mod rules;
mod sanctions;
mod standing;
mod stress;
mod suspend;
mod transfer;

use clap::{Parser, Subcommand};

pub use action::ActionCommand;
pub use bulk::{BulkCommand, Diff, Export, Import, Renew, RenewableName, Screen};
pub use calendar::{CalendarCommand, CalendarSet};
pub use cash::{CashCommand, CustodianCommand, VaultName};
pub use class::{ClassCommand, ClassCreate, DayCountName, RulesCommand, RulesSet, TermOptions, TermsCommand, TermsSet};
pub use dealing::{DealingMode, Distribute, Exchange, Redeem, Restore, Statement, Subscribe};
pub use fees::{FeesCommand, FeesPay};
pub use fund::{CouncilSpec, FundCommand, FundCreate, RegimeName, role_label, role_name};
pub use globals::{Encoding, Globals};
pub use holding::{Dividends, HoldingAt, HoldingCommand};
pub use investor::{
    InvestorAdd, InvestorApprove, InvestorCommand, InvestorList, InvestorRelease, InvestorUpdate, Order, Restriction,
    StatusName, WalletCommand,
};
pub use keeper::{KeeperCommand, KeeperRun};
pub use liquidity::{DealingTermOptions, FacilityCommand, FacilityInvestor, FacilitySet, LiquidityCommand, YesNo};
pub use localnet::{Localnet, LocalnetCommand};
pub use nav::{NavCommand, NavCorrect, NavHistory, QuoteCommand, QuotePost, Strike};
pub use policy::{PolicyCommand, PolicyOptions, RealisedName};
pub use portfolio::{
    BookOption, PortfolioCheck, PortfolioCommand, PortfolioLoad, PortfolioQuote, PortfolioValue, PriceOptions,
    RegimeOptions, SharesOption,
};
pub use price::{PriceCheckCommand, PriceCheckSet, PriceCommand};
pub use profile::{ElectionName, KindName, ProfileOptions, TaxFormName};
pub use requests::{RequestStatusName, RequestsCommand, RequestsList, RequestsSettle, side_name};
pub use reserves::{ReservesAttest, ReservesCommand};
pub use rules::{ATTRIBUTES, RuleOptions, TransfersName, UsPersonsName};
pub use sanctions::{ReportCommand, ReportOf, SanctionsCommand};
pub use standing::{StandingCommand, StandingSet};
pub use stress::Stress;
pub use suspend::{GroundName, Suspend, SuspendCommand};
pub use transfer::{TransferArgs, TransferCheckArgs, TransferCommand};

/// A tokenized money-market fund on Solana: run its register, strikes, dealing and distributions.
#[derive(Debug, Parser)]
#[command(
    name = "mmf",
    version,
    propagate_version = true,
    arg_required_else_help = true,
    after_help = "Exit codes: 0 ok, 1 failure, 2 usage, 3 refused by a program, 4 sent but outcome unknown, 5 aborted by the user.\n\n\
                  Example: mmf -u localhost fund show --fund ADDRESS"
)]
pub struct Cli {
    /// Settings of every command.
    #[command(flatten)]
    pub globals: Globals,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The nouns, and the verbs that need none.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run a local Solana network with the fund program and test money
    Localnet(Localnet),
    /// Create or show a fund
    #[command(subcommand)]
    Fund(FundCommand),
    /// Set or show the strike days of a year
    #[command(subcommand)]
    Calendar(CalendarCommand),
    /// Create or show a share class, or change its rules
    #[command(subcommand)]
    Class(ClassCommand),
    /// Register, approve, restrict or show investors
    #[command(subcommand)]
    Investor(InvestorCommand),
    /// Link wallets to investors, or unlink them
    #[command(subcommand)]
    Wallet(WalletCommand),
    /// Open, close, freeze, thaw or show a holding
    #[command(subcommand)]
    Holding(HoldingCommand),
    /// Buy shares with the settlement token
    Subscribe(Subscribe),
    /// Sell shares back to the fund
    Redeem(Redeem),
    /// List, show, cancel and settle requests in the dealing queue
    #[command(subcommand)]
    Requests(RequestsCommand),
    /// A holder's standing instructions: sweep cash in, redeem when it runs low
    #[command(subcommand)]
    Standing(StandingCommand),
    /// Limits, liquidity fees and the liquidity facility
    #[command(subcommand)]
    Liquidity(LiquidityCommand),
    /// Suspend redemptions on a legal ground
    Suspend(Suspend),
    /// Turn shares of one class into shares of another at their net asset values
    Exchange(Exchange),
    /// Send shares to another approved holder, or ask whether that is allowed
    Transfer(TransferArgs),
    /// Freeze who may no longer hold
    #[command(subcommand)]
    Keeper(KeeperCommand),
    /// Reports of blocked property
    #[command(subcommand)]
    Sanctions(SanctionsCommand),
    /// Load, value and check the portfolio, and work out the quote; needs no network
    #[command(subcommand)]
    Portfolio(PortfolioCommand),
    /// Show what redemptions and a move of the market would do to the fund
    Stress(Box<Stress>),
    /// Post or show quotes of the net asset value, or ask what a deal would give
    #[command(subcommand)]
    Quote(QuoteCommand),
    /// Strike the net asset value of the next strike day
    Strike(Strike),
    /// Show what strikes published, or compute a wrong one again
    #[command(subcommand)]
    Nav(NavCommand),
    /// Show the price that others read, or the external price that strikes are compared with
    #[command(subcommand)]
    Price(PriceCommand),
    /// Pay the last closed month to every holder
    Distribute(Distribute),
    /// Mint units back that were burned outside the fund
    Restore(Restore),
    /// List custodian accounts
    #[command(subcommand)]
    Custodian(CustodianCommand),
    /// Move or show the fund's cash
    #[command(subcommand)]
    Cash(CashCommand),
    /// Show or pay fees and withheld tax
    #[command(subcommand)]
    Fees(FeesCommand),
    /// Attest reserves, or cap new issues by them
    #[command(subcommand)]
    Reserves(ReservesCommand),
    /// A holder's month, or the fund's balance sheet
    Statement(Statement),
    /// Approve, show or cancel a proposed action
    #[command(subcommand)]
    Action(ActionCommand),
}

impl Command {
    /// The command's name as in the JSON contract: noun and verb.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Localnet(args) => args.name(),
            Self::Fund(verb) => verb.name(),
            Self::Calendar(CalendarCommand::Set(_)) => "calendar set",
            Self::Calendar(CalendarCommand::Show { .. }) => "calendar show",
            Self::Class(verb) => verb.name(),
            Self::Investor(verb) => verb.name(),
            Self::Wallet(WalletCommand::Link { .. }) => "wallet link",
            Self::Wallet(WalletCommand::Unlink { .. }) => "wallet unlink",
            Self::Holding(verb) => verb.name(),
            Self::Subscribe(_) => "subscribe",
            Self::Redeem(_) => "redeem",
            Self::Requests(verb) => verb.name(),
            Self::Standing(verb) => verb.name(),
            Self::Liquidity(verb) => verb.name(),
            Self::Suspend(args) => args.name(),
            Self::Exchange(_) => "exchange",
            Self::Transfer(args) => args.name(),
            Self::Keeper(verb) => verb.name(),
            Self::Sanctions(verb) => verb.name(),
            Self::Portfolio(verb) => verb.name(),
            Self::Stress(_) => "stress",
            Self::Quote(verb) => verb.name(),
            Self::Strike(_) => "strike",
            Self::Nav(verb) => verb.name(),
            Self::Price(verb) => verb.name(),
            Self::Distribute(_) => "distribute",
            Self::Restore(_) => "restore",
            Self::Custodian(CustodianCommand::Add { .. }) => "custodian add",
            Self::Custodian(CustodianCommand::Set { .. }) => "custodian set",
            Self::Cash(verb) => verb.name(),
            Self::Fees(verb) => verb.name(),
            Self::Reserves(verb) => verb.name(),
            Self::Statement(_) => "statement",
            Self::Action(ActionCommand::Approve { .. }) => "action approve",
            Self::Action(ActionCommand::Show { .. }) => "action show",
            Self::Action(ActionCommand::Cancel { .. }) => "action cancel",
        }
    }
}

#[cfg(test)]
mod tests;
