//! Compute units of a transaction, as the runtime logs them.

use litesvm::types::TransactionMetadata;
use solana_compute_budget_interface::ComputeBudgetInstruction;
use solana_sdk::instruction::Instruction;
use solana_sdk::message::Message;
use solana_sdk::pubkey::Pubkey;

/// Compute units of the first call of a program, what it calls included.
pub fn units_of(done: &TransactionMetadata, program: &Pubkey) -> u64 {
    let start = format!("Program {program} consumed ");
    done.logs
        .iter()
        .find_map(|line| line.strip_prefix(&start)?.split(' ').next()?.parse().ok())
        .unwrap_or_else(|| panic!("no figure for {program}:\n{}", done.logs.join("\n")))
}

/// Compute units of one further try for an address's bump.
pub const TRY: u64 = 1_500;

/// Tries for an address's bump beyond the first, in compute units.
pub fn unlucky(seeds: &[&[u8]], program: &Pubkey) -> u64 {
    let (_, bump) = Pubkey::find_program_address(seeds, program);
    u64::from(255 - bump) * TRY
}

/// What Token-2022 spends on unlucky bumps of a transfer between two accounts: the validation account's and the holdings'.
pub fn unlucky_transfer(program: &Pubkey, mint: &Pubkey, accounts: [&Pubkey; 2]) -> u64 {
    let holdings = accounts.map(|account| unlucky(&[b"holding", account.as_ref()], program));
    unlucky(&[b"extra-account-metas", mint.as_ref()], program) + holdings.iter().sum::<u64>()
}

/// Bytes that a transaction may have.
pub const PACKET: usize = 1_232;

/// Bytes of a transaction of one signer with this order and a limit of compute units, without a lookup table.
pub fn packet_size(order: &Instruction, payer: &Pubkey) -> usize {
    let orders = [ComputeBudgetInstruction::set_compute_unit_limit(1_400_000), order.clone()];
    1 + 64 + Message::new(&orders, Some(payer)).serialize().len()
}
