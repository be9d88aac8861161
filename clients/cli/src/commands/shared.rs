//! What several commands need: the fund at hand, who has authority, errors of the SDK in words.

use mmf::state::{Fund, Holding, Role, ShareClass};
use mmf_client::ix::PayTarget;
use mmf_client::{Authority, Error};
use solana_sdk::pubkey::Pubkey;

use super::share_account::ShareAccount;
use crate::args::role_label;
use crate::context::Context;
use crate::error::{CliError, CliResult};
use crate::explain;
use crate::output::Cell;
use crate::tx::Receipt;
use mmf_client::events::Event;

/// A fund with its address.
pub struct FundAt {
    /// The address.
    pub address: Pubkey,
    /// The account.
    pub fund: Box<Fund>,
}

/// Fetches the fund that the command line names.
///
/// # Errors
/// When none is named, or there is none at the address.
pub fn fund(context: &Context) -> CliResult<FundAt> {
    let address = context.fund()?;
    let fund = context.client.fund(&address).map_err(|error| explain_sdk(context, &error))?;
    Ok(FundAt { address, fund })
}

/// Fetches a class of the fund.
///
/// # Errors
/// When the fund has no such class.
pub fn class(context: &Context, fund: &Pubkey, class_no: u8) -> CliResult<(Pubkey, Box<ShareClass>)> {
    context.client.class(fund, class_no).map_err(|error| match error {
        Error::Missing { .. } => CliError::failure("ClassMissing", format!("the fund has no share class {class_no}"))
            .hint("`mmf fund show` lists the classes"),
        other => explain_sdk(context, &other),
    })
}

/// What satisfies the councils: the action that the command line names, or every main and co-signer who is a member.
///
/// # Errors
/// When too few members of a council would sign.
pub fn authority(context: &Context, fund: &FundAt, roles: &[Role]) -> CliResult<Authority> {
    let addresses = context.client.addresses();
    if let Some(nonce) = context.globals.action.or(context.globals.propose) {
        return Ok(Authority::Action(addresses.action(&fund.address, nonce)));
    }
    let speakers = context.speakers()?;
    for role in roles {
        let council = fund.fund.council(*role);
        let agreed = speakers.iter().filter(|key| council.position(key).is_some()).count();
        if agreed < usize::from(council.threshold) {
            return Err(explain::foreseen(
                &mmf::error::MmfError::Unauthorised,
                format!(
                    "this needs {} of the {} members of the {} council, but {agreed} of them would sign",
                    council.threshold,
                    council.count,
                    role_label(*role),
                ),
            ));
        }
    }
    let is_member = |key: &Pubkey| roles.iter().any(|role| fund.fund.council(*role).position(key).is_some());
    Ok(Authority::Signers(speakers.into_iter().filter(is_member).collect()))
}

/// An error of the SDK in the CLI's words.
#[must_use]
pub fn explain_sdk(context: &Context, error: &Error) -> CliError {
    match error {
        Error::Rpc(rpc) => explain::rpc_error(rpc, &context.config.url),
        Error::Missing { what, .. } => {
            let name = format!("{}Missing", camel(what));
            CliError::failure(&name, error.to_string()).hint("check -u, --fund and the addresses on the command line")
        }
        Error::WrongOwner { .. } | Error::WrongKind { .. } => CliError::failure("AccountUnexpected", error.to_string())
            .hint("check --fund, --program-id and the addresses on the command line"),
        Error::UnknownVersion { .. } => {
            CliError::failure("AccountVersionUnknown", error.to_string()).hint("update this tool")
        }
        Error::HookAccounts(_) => CliError::failure("HookAccountsMissing", error.to_string())
            .hint("both sides need an open holding: `mmf holding show WALLET`"),
        Error::Arithmetic(_) => CliError::failure("FiguresInvalid", error.to_string()),
    }
}

fn camel(words: &str) -> String {
    words
        .split(' ')
        .map(|word| {
            let mut letters = word.chars();
            letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
        })
        .collect()
}

/// The holding of a wallet, with its address.
///
/// # Errors
/// When the wallet has none: in the words of the program.
pub fn holding(context: &Context, class: &ShareClass, owner: &Pubkey) -> CliResult<(Pubkey, Box<Holding>)> {
    context.client.holding(class, owner).map_err(|error| match error {
        Error::Missing { .. } => not_registered(owner),
        other => explain_sdk(context, &other),
    })
}

/// The refusal for a wallet without a holding.
#[must_use]
pub fn not_registered(owner: &Pubkey) -> CliError {
    explain::foreseen(
        &mmf::error::MmfError::NotRegistered,
        format!(
            "{owner} is not on the fund's register: it has no open holding, so it can neither hold nor receive shares"
        ),
    )
}

/// A holding as the target of a payment.
#[must_use]
pub fn pay_target(address: Pubkey, holding: &Holding) -> PayTarget {
    PayTarget { holding: address, token_account: holding.token_account, investor: holding.investor }
}

/// The network's clock, in Unix seconds.
///
/// # Errors
/// When the node does not answer.
pub fn network_time(context: &Context) -> CliResult<i64> {
    mmf_localnet::clock(&context.config.url)
        .map(|clock| clock.unix_timestamp)
        .map_err(|error| CliError::failure("NetworkUnreachable", format!("no clock: {error:#}")))
}

/// The events of the transactions that landed; empty where the node keeps no history.
#[must_use]
pub fn events(context: &Context, receipt: &Receipt) -> Vec<Event> {
    let entries = receipt.signatures.iter().filter_map(|signature| context.client.entry(*signature).ok());
    entries.flat_map(|entry| entry.events).collect()
}

/// Units that a wallet holds now: those on the register, or in a class without one the tokens.
pub fn units_now(context: &Context, fund: &Pubkey, class_no: u8, owner: &Pubkey) -> CliResult<Cell> {
    let (_, found) = class(context, fund, class_no)?;
    let (_, line) = holding(context, &found, owner)?;
    if found.is_hooked() {
        return Ok(Cell::amount(line.recorded_units));
    }
    let account = ShareAccount::fetch(context, &line.token_account)?;
    Ok(Cell::amount(account.map_or(0, |account| account.tokens)))
}
