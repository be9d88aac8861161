//! What the program answers: an instruction that only returns data, simulated.

use anchor_lang::AnchorDeserialize;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use mmf::state::Role;
use solana_client::rpc_config::RpcSimulateTransactionConfig;
use solana_sdk::instruction::Instruction;
use solana_sdk::message::{Message, VersionedMessage};
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signature::Signature;
use solana_sdk::transaction::VersionedTransaction;

use super::shared::FundAt;
use crate::context::Context;
use crate::error::{CliError, CliResult};
use crate::explain;

/// Enough for the fee of a simulated transaction.
const FEE_LAMPORTS: u64 = 1_000_000;
const SYSTEM: Pubkey = Pubkey::from_str_const("11111111111111111111111111111111");

/// What a simulation left behind.
pub struct Simulated {
    /// Return data of the last order that had any.
    returned: Vec<u8>,
    /// Program logs.
    pub logs: Vec<String>,
}

impl Simulated {
    /// The return data as what the program answers.
    ///
    /// # Errors
    /// When there is none, or this release does not know it.
    pub fn answer<T: AnchorDeserialize>(&self) -> CliResult<T> {
        T::deserialize(&mut self.returned.as_slice())
            .map_err(|_| CliError::failure("AnswerMissing", "the program gave no answer that this release knows"))
    }
}

/// The answer to an order. `payers`: who else could be named as the payer of the simulation.
///
/// # Errors
/// When nobody can be named who would pay the fee, the node does not answer, or the program refuses.
pub fn answer<T: AnchorDeserialize>(
    context: &Context,
    fund: &FundAt,
    order: &Instruction,
    payers: &[Pubkey],
) -> CliResult<T> {
    simulate(context, fund, |_| Ok(vec![order.clone()]), payers)?.answer()
}

/// Orders simulated without a signature. `orders`: given who is named as the payer.
///
/// # Errors
/// As of [`answer`].
pub fn simulate(
    context: &Context,
    fund: &FundAt,
    orders: impl FnOnce(&Pubkey) -> CliResult<Vec<Instruction>>,
    payers: &[Pubkey],
) -> CliResult<Simulated> {
    let payer = payer(context, fund, payers)?;
    let orders = orders(&payer)?;
    let programs: Vec<Pubkey> = orders.iter().map(|order| order.program_id).collect();
    let message = VersionedMessage::Legacy(Message::new(&orders, Some(&payer)));
    let signatures = usize::from(message.header().num_required_signatures);
    let transaction = VersionedTransaction { signatures: vec![Signature::default(); signatures], message };
    let config = RpcSimulateTransactionConfig {
        sig_verify: false,
        replace_recent_blockhash: true,
        commitment: Some(context.config.commitment),
        ..RpcSimulateTransactionConfig::default()
    };
    let result = context
        .rpc()
        .simulate_transaction_with_config(&transaction, config)
        .map_err(|error| explain::rpc_error(&error, &context.config.url))?
        .value;
    if let Some(error) = result.err {
        let logs = result.logs.unwrap_or_default();
        return Err(explain::refusal(&explain::Refusal {
            error: &error.into(),
            logs: &logs,
            programs: &programs,
            fund_program: context.program(),
        }));
    }
    let returned = result.return_data.and_then(|returned| STANDARD.decode(returned.data.0).ok()).unwrap_or_default();
    Ok(Simulated { returned, logs: result.logs.unwrap_or_default() })
}

/// Who has most money for the fee and for rent; nothing is signed and nothing is paid.
fn payer(context: &Context, fund: &FundAt, others: &[Pubkey]) -> CliResult<Pubkey> {
    let own = context.fee_payer().ok().map(crate::signer::Key::address);
    let members = Role::ALL.into_iter().flat_map(|role| fund.fund.council(role).members());
    let candidates: Vec<Pubkey> =
        own.into_iter().chain(others.iter().copied()).chain(members.copied()).take(100).collect();
    let found = context
        .rpc()
        .get_multiple_accounts_with_commitment(&candidates, context.config.commitment)
        .map_err(|error| explain::rpc_error(&error, &context.config.url))?;
    let named = candidates.iter().zip(found.value);
    let can_pay = |account: &solana_sdk::account::Account| account.owner == SYSTEM && account.lamports >= FEE_LAMPORTS;
    let able =
        named.filter_map(|(address, account)| account.filter(can_pay).map(|account| (account.lamports, *address)));
    able.max().map(|(_, address)| address).ok_or_else(|| {
        CliError::failure("PayerMissing", "no account with SOL is known that a simulation could name as its payer")
            .hint("give one with --fee-payer")
    })
}
