//! The bytecode against the same source compiled for this machine: every operation group on random operands, and every fault.

#![allow(clippy::unwrap_used, clippy::expect_used)] // tests

use differential_core::GROUPS;
use litesvm::LiteSVM;
use mmf_tests::asserts::Outcome;
use solana_compute_budget_interface::ComputeBudgetInstruction;
use solana_sdk::instruction::Instruction;
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signature::{Keypair, Signer};
use solana_sdk::transaction::Transaction;
use std::time::{SystemTime, UNIX_EPOCH};

/// Random seeds for each group.
const SEEDS: u64 = 300;
/// Rounds of operations in one transaction; few enough for its compute budget and heap.
const ROUNDS: u8 = 3;

/// The test program in a virtual machine.
struct Machine {
    svm: LiteSVM,
    payer: Keypair,
    program: Pubkey,
}

impl Machine {
    fn start() -> Self {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/deploy/tests/differential.so");
        let bytecode =
            std::fs::read(path).unwrap_or_else(|error| panic!("{path}: {error}; run `cargo xtask build` first"));
        let (mut svm, payer, program) = (LiteSVM::new(), Keypair::new(), Pubkey::new_unique());
        svm.add_program(program, &bytecode).expect("the program loads");
        svm.airdrop(&payer.pubkey(), 1_000_000_000_000).expect("an airdrop");
        Self { svm, payer, program }
    }

    fn call(&mut self, number: u8, operand: u64, rounds: u8) -> Outcome {
        let mut data = vec![number];
        data.extend(operand.to_le_bytes());
        data.push(rounds);
        let instructions = [
            ComputeBudgetInstruction::set_compute_unit_limit(1_400_000),
            Instruction { program_id: self.program, accounts: Vec::new(), data },
        ];
        let blockhash = self.svm.latest_blockhash();
        let payer = self.payer.pubkey();
        let transaction = Transaction::new_signed_with_payer(&instructions, Some(&payer), &[&self.payer], blockhash);
        let result = self.svm.send_transaction(transaction);
        self.svm.expire_blockhash();
        result.map_err(Box::new)
    }
}

/// The first seed: `MMF_SEED` repeats a run, the clock makes a new one.
fn first_seed() -> u64 {
    match std::env::var("MMF_SEED") {
        Ok(seed) => seed.parse().expect("MMF_SEED is a number"),
        Err(_) => SystemTime::now().duration_since(UNIX_EPOCH).expect("a clock after 1970").as_secs(),
    }
}

#[test]
fn every_operation_gives_the_same_result_natively_and_as_bytecode() {
    let mut machine = Machine::start();
    let first = first_seed();
    for (number, (name, _)) in (0u8..).zip(GROUPS.iter()) {
        for step in 0..SEEDS {
            let seed = first.wrapping_add(step).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            let expected =
                format!("Program log: digest {:016x}", differential_core::run(number.into(), seed, ROUNDS.into()));
            let again = format!("{name}: repeat with MMF_SEED={first}, step {step}");
            let logs = match machine.call(number, seed, ROUNDS) {
                Ok(done) => done.logs,
                Err(failed) => panic!("{again}: {:?}\n{}", failed.err, failed.meta.logs.join("\n")),
            };
            assert!(logs.contains(&expected), "{again}: expected {expected}\n{}", logs.join("\n"));
        }
    }
}

/// Number of the fault, and the mark of its line in the program's source.
const FAULTS: [(u8, &str); 6] = [
    (200, "fault: index"),
    (201, "fault: subtraction"),
    (202, "fault: multiplication"),
    (203, "fault: division"),
    (204, "fault: wide division"),
    (205, "fault: absence"),
];

#[test]
fn every_fault_stops_the_program_and_names_its_file_and_line() {
    let source = include_str!("../programs/differential/src/faults.rs");
    let mut machine = Machine::start();
    for (number, mark) in FAULTS {
        let line = source.lines().position(|line| line.ends_with(mark)).expect(mark) + 1;
        let failed = machine.call(number, 0, 0).expect_err(mark);
        let logs = failed.meta.logs.join("\n");
        assert!(logs.contains(&format!("Panicked in src/faults.rs at {line}:")), "{mark} in line {line}:\n{logs}");
    }
}

#[test]
fn what_would_be_a_fault_with_other_operands_succeeds() {
    let mut machine = Machine::start();
    for (number, mark) in FAULTS {
        let done = machine.call(number, 1, 0);
        assert!(done.is_ok(), "{mark}: {done:?}");
    }
}
