//! `mmf action …`

use clap::Subcommand;
use mmf::state::Role;

use super::fund::role_name;

/// Verbs of actions. A privileged command with `--propose NONCE --expires DATE` makes one.
#[derive(Debug, Subcommand)]
pub enum ActionCommand {
    /// Approve an action as a member of a council
    #[command(after_help = "Example: mmf action approve 7 governance -k member.json")]
    Approve {
        /// Number of the action
        nonce: u64,
        /// The role whose council approves
        #[arg(value_parser = role_name)]
        role: Role,
    },
    /// Show an action and who has approved it
    #[command(after_help = "Example: mmf action show 7")]
    Show {
        /// Number of the action
        nonce: u64,
    },
    /// Cancel an action
    #[command(after_help = "Example: mmf action cancel 7")]
    Cancel {
        /// Number of the action
        nonce: u64,
    },
}
