//! The world: a virtual machine with the program, a settlement mint, a fund and a class.

use anchor_lang::Discriminator;
use litesvm::LiteSVM;
use mmf::instructions::{ClassRulesArgs, ClassTermsArgs, CreateClassArgs, CreateFundArgs, FactArgs, PolicyArgs};
use mmf::state::{ClassKind, Fund, Holding, Investor, NavReport, Regime, Role, ShareClass};
use mmf_client::ix::Privileged;
use mmf_client::pda::Addresses;
use solana_clock::Clock;
use solana_compute_budget_interface::ComputeBudgetInstruction;
use solana_sdk::account::Account;
use solana_sdk::instruction::Instruction;
use solana_sdk::message::Message;
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signature::Keypair;
use solana_sdk::signer::Signer;
use solana_sdk::transaction::Transaction;

use crate::asserts::Outcome;
use crate::calendar::{self, at, day};
use crate::councils::{Councils, signed_by};
use crate::keys::Keys;

/// Everything that a test needs.
pub struct World {
    /// The virtual machine.
    pub svm: LiteSVM,
    /// Pays fees and rent; mint authority of the settlement mint.
    pub payer: Keypair,
    /// Where further keys come from.
    pub keys: Keys,
    /// The councils of the fund.
    pub councils: Councils,
    /// Addresses.
    pub addresses: Addresses,
    /// The settlement mint: classic SPL Token, 6 decimals.
    pub usdc: Pubkey,
    /// The fund.
    pub fund: Pubkey,
    /// Its class 0.
    pub class: Pubkey,
    /// The class's mint.
    pub mint: Pubkey,
}

/// The bytecode of a program that `cargo xtask build` made.
pub fn bytecode(name: &str) -> Vec<u8> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/deploy/").to_owned() + name;
    std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}; run `cargo xtask build` first"))
}

thread_local! {
    /// A machine with the program: loading and compiling it takes longer than a short test.
    static LOADED: LiteSVM = {
        let mut svm = LiteSVM::new();
        svm.add_program(mmf::ID, &bytecode("mmf.so")).expect("the program loads");
        svm
    };
}

impl World {
    /// A virtual machine on 2 January 2025, 15:00 UTC, with the program and the settlement mint, but no fund.
    pub fn bare() -> Self {
        let mut svm = LOADED.with(LiteSVM::clone);
        let mut keys = Keys::default();
        let payer = keys.next_key();
        svm.airdrop(&payer.pubkey(), 1_000_000_000_000).expect("an airdrop");
        let addresses = Addresses::default();
        let fund = addresses.fund(&payer.pubkey(), 1);
        let class = addresses.class(&fund, 0);
        let mint = addresses.mint(&class);
        let councils = Councils::new(&mut keys);
        let usdc = keys.next_key().pubkey();
        let mut world = Self { svm, payer, keys, councils, addresses, usdc, fund, class, mint };
        world.make_cash_mint(usdc, 6);
        for role in Role::ALL {
            for member in 0..world.councils.of(role).len() {
                let key = world.councils.of(role)[member].pubkey();
                world.svm.airdrop(&key, 100_000_000_000).expect("an airdrop");
            }
        }
        world.set_time(at(1, 2, 15, 0));
        world
    }

    /// With a fund and the calendar of 2025. Income counts from 2 January.
    pub fn with_fund() -> Self {
        Self::with_policy(|_| {})
    }

    /// With a fund that expects this gross yield, and a distributing class of 20 bps.
    pub fn with_first_yield(first_yield_bps: u16) -> Self {
        let mut world = Self::with_fund_args(|args| args.first_yield_bps = first_yield_bps);
        let order = world.class_order(Self::class_args());
        world.privileged(&order).expect("a class");
        world
    }

    /// With a fund of another policy, and the calendar of 2025.
    pub fn with_policy(change: impl FnOnce(&mut PolicyArgs)) -> Self {
        Self::with_fund_args(|args| change(&mut args.policy))
    }

    /// With a fund of other arguments, and the calendar of 2025.
    pub fn with_fund_args(change: impl FnOnce(&mut CreateFundArgs)) -> Self {
        let mut world = Self::bare();
        let mut args = world.fund_args();
        change(&mut args);
        let payer = world.payer.pubkey();
        let order = world.addresses.create_fund(&payer, &world.usdc, &spl_token_interface::ID, args);
        world.send(&[order], &[]).expect("a fund");
        let order = world.calendar_order(calendar::args());
        world.privileged(&order).expect("a calendar");
        world
    }

    /// With a fund and a distributing class of 20 bps.
    pub fn new() -> Self {
        let mut world = Self::with_fund();
        let order = world.class_order(Self::class_args());
        world.privileged(&order).expect("a class");
        world
    }

    /// Arguments of the fund.
    pub fn fund_args(&self) -> CreateFundArgs {
        CreateFundArgs {
            fund_id: 1,
            regime: Regime::Private3c7,
            name: "Test Government Fund".to_owned(),
            currency: *b"USD",
            inception_day: day(1, 1),
            policy: PolicyArgs { strike_window_seconds: 4 * 3_600, nav_quorum: 1, ..PolicyArgs::default() },
            first_yield_bps: 0,
            councils: self.councils.args(),
        }
    }

    /// Arguments of the class.
    pub fn class_args() -> CreateClassArgs {
        CreateClassArgs {
            class_no: 0,
            kind: ClassKind::Distributing,
            terms: ClassTermsArgs { expense_bps: 20, ..ClassTermsArgs::default() },
            queue_only: false,
            rules: ClassRulesArgs::default(),
            name: "Test Government Fund I".to_owned(),
            symbol: "TGFI".to_owned(),
            uri: "https://example.org/tgfi.json".to_owned(),
            facts: vec![FactArgs { key: "isin".to_owned(), value: "US0000000000".to_owned() }],
        }
    }

    /// The order that creates a class.
    pub fn class_order(&self, args: CreateClassArgs) -> Privileged {
        let authority = signed_by(&self.councils.enough(&[Role::Governance]));
        self.addresses.create_class(&self.payer.pubkey(), &self.fund, &authority, args)
    }

    /// The order that sets a calendar.
    pub fn calendar_order(&self, args: mmf::instructions::SetCalendarArgs) -> Privileged {
        let authority = signed_by(&self.councils.enough(&[Role::Governance]));
        self.addresses.set_calendar(&self.payer.pubkey(), &self.fund, &authority, args)
    }

    /// Moves the clock to a moment, in Unix seconds.
    pub fn set_time(&mut self, unix_seconds: i64) {
        let mut clock: Clock = self.svm.get_sysvar();
        clock.unix_timestamp = unix_seconds;
        clock.slot += 1;
        self.svm.set_sysvar(&clock);
    }

    /// The clock, in Unix seconds.
    pub fn time(&self) -> i64 {
        self.svm.get_sysvar::<Clock>().unix_timestamp
    }

    /// Sends instructions; the payer signs as well.
    pub fn send(&mut self, orders: &[Instruction], signers: &[&Keypair]) -> Outcome {
        let mut all = vec![ComputeBudgetInstruction::set_compute_unit_limit(1_400_000)];
        all.extend_from_slice(orders);
        let mut keys: Vec<&Keypair> = vec![&self.payer];
        for signer in signers {
            if !keys.iter().any(|key| key.pubkey() == signer.pubkey()) {
                keys.push(signer);
            }
        }
        let message = Message::new(&all, Some(&self.payer.pubkey()));
        let transaction = Transaction::new(&keys, message, self.svm.latest_blockhash());
        let outcome = self.svm.send_transaction(transaction);
        self.svm.expire_blockhash();
        outcome.map_err(Box::new)
    }

    /// Sends a privileged instruction with as many members' signatures as it needs.
    pub fn privileged(&mut self, order: &Privileged) -> Outcome {
        let members: Vec<Keypair> =
            self.councils.enough(&order.roles).into_iter().map(Keypair::insecure_clone).collect();
        self.send(std::slice::from_ref(&order.instruction), &members.iter().collect::<Vec<_>>())
    }

    /// An account's data.
    pub fn data(&self, address: &Pubkey) -> Vec<u8> {
        self.svm.get_account(address).unwrap_or_else(|| panic!("no account at {address}")).data
    }

    /// A zero-copy account.
    pub fn read<T: bytemuck::Pod + Discriminator>(&self, address: &Pubkey) -> T {
        let data = self.data(address);
        assert_eq!(&data[..8], T::DISCRIMINATOR, "another kind of account at {address}");
        bytemuck::pod_read_unaligned(&data[8..8 + size_of::<T>()])
    }

    /// Changes a zero-copy account behind the program's back.
    pub fn patch<T: bytemuck::Pod + Discriminator>(&mut self, address: &Pubkey, change: impl FnOnce(&mut T)) {
        let mut value: T = self.read(address);
        change(&mut value);
        let mut account: Account = self.svm.get_account(address).expect("an account");
        account.data[8..8 + size_of::<T>()].copy_from_slice(bytemuck::bytes_of(&value));
        self.svm.set_account(*address, account).expect("a patched account");
    }

    /// The fund's account.
    pub fn fund(&self) -> Fund {
        self.read(&self.fund)
    }

    /// The class's account.
    pub fn class(&self) -> ShareClass {
        self.read(&self.class)
    }

    /// An investor's account.
    pub fn investor(&self, address: &Pubkey) -> Investor {
        self.read(address)
    }

    /// A holding's account.
    pub fn holding(&self, address: &Pubkey) -> Holding {
        self.read(address)
    }

    /// A strike's report.
    pub fn report(&self, strike_no: u32) -> NavReport {
        self.read(&self.addresses.nav(&self.fund, strike_no))
    }
}

impl Default for World {
    fn default() -> Self {
        Self::new()
    }
}
