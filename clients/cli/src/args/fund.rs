//! `mmf fund …`

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use mmf::state::{Regime, Role};
use solana_sdk::pubkey::Pubkey;

use super::parse;
use super::policy::{PolicyCommand, PolicyOptions};

/// Verbs of a fund.
#[derive(Debug, Subcommand)]
pub enum FundCommand {
    /// Create a fund with its councils, policy and vaults
    #[command(
        after_help = "Example: mmf fund create --fund-id 1 --name 'Demo Government Fund' --currency USD --settlement-mint MINT \\\n  \
                      --regime registered-government --inception 2025-01-01 --council treasurer=KEY1,KEY2/2"
    )]
    Create(Box<FundCreate>),
    /// Show a fund, its councils and its books
    #[command(after_help = "Example: mmf fund show --fund ADDRESS --output json")]
    Show,
    /// Show or change the fund's bounds
    #[command(subcommand)]
    Policy(PolicyCommand),
    /// Let dealing go on after market and amortised value were too far apart; the board signs
    #[command(
        after_help = "SHA-256 of the file goes on chain.\n\nExample: mmf fund resume-dealing --document resolution.pdf -k board.json"
    )]
    ResumeDealing {
        /// The board's resolution
        #[arg(long, value_name = "FILE")]
        document: PathBuf,
    },
}

impl FundCommand {
    /// The command's name in results.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Create(_) => "fund create",
            Self::Show => "fund show",
            Self::Policy(PolicyCommand::Show) => "fund policy show",
            Self::Policy(PolicyCommand::Set(_)) => "fund policy set",
            Self::ResumeDealing { .. } => "fund resume-dealing",
        }
    }
}

/// What a fund is created with.
#[derive(Debug, Args)]
pub struct FundCreate {
    /// Number of the fund; with the creator it makes the fund's address
    #[arg(long)]
    pub fund_id: u64,
    /// Name, at most 32 bytes
    #[arg(long)]
    pub name: String,
    /// Currency of the books, ISO 4217
    #[arg(long, default_value = "USD")]
    pub currency: String,
    /// Mint in which subscriptions are paid, for example USDC
    #[arg(long, value_name = "ADDRESS", value_parser = parse::address)]
    pub settlement_mint: Pubkey,
    /// Kind of fund
    #[arg(long, value_enum)]
    pub regime: RegimeName,
    /// First day whose income belongs to the holders
    #[arg(long, value_name = "DATE", value_parser = parse::day)]
    pub inception: i32,
    /// Members and threshold of a role [default: the main signer alone for each role]
    #[arg(long, value_name = "ROLE=KEY[,KEY..][/THRESHOLD]", value_parser = council)]
    pub council: Vec<CouncilSpec>,
    /// Expected gross yield in basis points: what subscribers pay as income since the last strike until a strike has had income
    #[arg(long, value_name = "BPS", default_value_t = 0)]
    pub first_yield_bps: u16,
    /// Its bounds.
    #[command(flatten)]
    pub policy: PolicyOptions,
}

/// Kind of fund.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RegimeName {
    /// Government money-market fund under rule 2a-7
    RegisteredGovernment,
    /// Retail money-market fund under rule 2a-7
    RegisteredRetail,
    /// Institutional money-market fund under rule 2a-7
    RegisteredInstitutional,
    /// Private fund of qualified purchasers
    #[value(name = "private-3c7")]
    Private3c7,
    /// Private fund of at most 100 owners
    #[value(name = "private-3c1")]
    Private3c1,
    /// Offshore fund under Regulation S
    OffshoreRegS,
    /// Fund under the EU money-market fund regulation
    EuMmfr,
}

impl From<RegimeName> for Regime {
    fn from(name: RegimeName) -> Self {
        match name {
            RegimeName::RegisteredGovernment => Self::RegisteredGovernment,
            RegimeName::RegisteredRetail => Self::RegisteredRetail,
            RegimeName::RegisteredInstitutional => Self::RegisteredInstitutional,
            RegimeName::Private3c7 => Self::Private3c7,
            RegimeName::Private3c1 => Self::Private3c1,
            RegimeName::OffshoreRegS => Self::OffshoreRegS,
            RegimeName::EuMmfr => Self::EuMmfr,
        }
    }
}

/// A council as the command line names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CouncilSpec {
    /// The role.
    pub role: Role,
    /// Its members.
    pub members: Vec<Pubkey>,
    /// How many of them must agree.
    pub threshold: u8,
}

fn council(text: &str) -> Result<CouncilSpec, String> {
    let (role, rest) = text.split_once('=').ok_or_else(|| format!("`{text}` is not ROLE=KEY[,KEY..][/THRESHOLD]"))?;
    let role = role_name(role)?;
    let (keys, threshold) = rest.split_once('/').unwrap_or((rest, "1"));
    let members = keys.split(',').map(parse::address).collect::<Result<Vec<_>, _>>()?;
    let threshold = threshold.parse().map_err(|_| format!("`{threshold}` is not a threshold"))?;
    if threshold == 0 || usize::from(threshold) > members.len() {
        return Err(format!("{threshold} of {} members cannot agree", members.len()));
    }
    Ok(CouncilSpec { role, members, threshold })
}

/// Reads the name of a role.
///
/// # Errors
/// A sentence for the user that lists the names.
pub fn role_name(text: &str) -> Result<Role, String> {
    Role::ALL.into_iter().find(|role| role_label(*role) == text).ok_or_else(|| {
        let names: Vec<&str> = Role::ALL.into_iter().map(role_label).collect();
        format!("`{text}` is not a role; the roles are {}", names.join(", "))
    })
}

/// The name of a role on the command line and in results.
#[must_use]
pub const fn role_label(role: Role) -> &'static str {
    match role {
        Role::Governance => "governance",
        Role::TransferAgent => "transfer-agent",
        Role::Compliance => "compliance",
        Role::NavSource => "nav-source",
        Role::NavApprover => "nav-approver",
        Role::Treasurer => "treasurer",
        Role::Board => "board",
        Role::Emergency => "emergency",
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn councils_are_members_and_a_threshold() {
        let (a, b) = (Pubkey::new_unique(), Pubkey::new_unique());
        let spec = council(&format!("treasurer={a},{b}/2")).unwrap();
        assert_eq!(spec.role, Role::Treasurer);
        assert_eq!(spec.members, [a, b]);
        assert_eq!(spec.threshold, 2);
        assert_eq!(council(&format!("board={a}")).unwrap().threshold, 1);
    }

    #[test]
    fn impossible_councils_are_refused() {
        let key = Pubkey::new_unique();
        for bad in [
            format!("treasurer={key}/2"),
            format!("treasurer={key}/0"),
            format!("king={key}"),
            "treasurer=".to_owned(),
            "treasurer".to_owned(),
        ] {
            assert!(council(&bad).is_err(), "{bad}");
        }
    }
}
