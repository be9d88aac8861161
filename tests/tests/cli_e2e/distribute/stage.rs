//! A fund with many holders whose month is closed. Everybody is onboarded by `investor import` and got its units from one large holder, by
//! ordinary transfers.

use std::time::{Duration, Instant};

use mmf::state::{Holding, Period, ShareClass};
use mmf_client::Client;
use mmf_client::transfer::Sides;
use solana_client::rpc_client::RpcClient;
use solana_client::rpc_config::RpcSendTransactionConfig;
use solana_commitment_config::CommitmentConfig;
use solana_compute_budget_interface::ComputeBudgetInstruction;
use solana_sdk::instruction::Instruction;
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signature::{Keypair, Signer, read_keypair_file};
use solana_sdk::transaction::Transaction;

use crate::support::{Fund, Key, Net};

/// Transfers that fit into one transaction.
const TRANSFERS: usize = 4;
const TRANSFERS_UNITS: u32 = 600_000;
/// Threads that send them.
const SENDERS: usize = 8;
const SHARE: u64 = 1_000_000;

/// The fund, and its large holder.
pub struct Stage {
    pub fund: Fund,
    pub rich: Key,
    pub class: Pubkey,
}

/// The books as the SDK reads them.
pub struct Chain {
    pub class: Box<ShareClass>,
    pub period: Box<Period>,
    pub holdings: Vec<(Pubkey, Box<Holding>)>,
}

impl Stage {
    /// So many holders beside the large one, with different units, after the strike of 31 January 2025. The clock runs.
    pub fn with_holders(holders: u32) -> Self {
        Self::on(Net::with(&["--start-time", "2025-01-01T12:00:00Z", "--slot-ms", "400"]), holders)
    }

    pub fn on(net: Net, holders: u32) -> Self {
        let stage = Self::open(net, holders);
        stage.close_january();
        stage
    }

    /// The same before the first strike.
    pub fn open(net: Net, holders: u32) -> Self {
        mmf_localnet::resume(&net.url).unwrap();
        let fund = Fund::on(net);
        let needed: u64 = (0..holders).map(units).sum::<u64>() / SHARE + 10_000;
        let rich = fund.holder("rich", &needed.to_string());
        fund.by(&rich.path, &["subscribe", &needed.to_string()]).result();
        let class = client(&fund).addresses().class(&fund.address.parse().unwrap(), 0);
        let stage = Self { fund, rich, class };
        stage.onboard(0..holders, "many.csv");
        stage
    }

    /// Onboards holders and gives each its units.
    pub fn onboard(&self, numbers: std::ops::Range<u32>, name: &str) {
        if numbers.is_empty() {
            return;
        }
        let mut text = "investor_id,wallets,kind,jurisdiction,us_person,kyc_until\n".to_owned();
        let mut orders = Vec::new();
        for number in numbers {
            let wallet = Pubkey::new_unique();
            let id = number + 1_000;
            text.push_str(&format!("{id:064x},{wallet},person,US,yes,2030-12-31\n"));
            orders.push((wallet, units(number)));
        }
        std::fs::write(self.fund.net.dir.path().join(name), text).unwrap();
        let done = self.fund.admin(&["investor", "import", name]).result();
        assert_eq!(done["added"], orders.len());
        let started = Instant::now();
        self.send_units(&orders);
        let seconds = done["seconds"].as_str().unwrap();
        println!(
            "{} holders: imported in {seconds} s, units sent in {:.1} s",
            orders.len(),
            started.elapsed().as_secs_f32()
        );
    }

    fn send_units(&self, orders: &[(Pubkey, u64)]) {
        let owner = read_keypair_file(&self.rich.path).unwrap();
        let rich: Pubkey = self.rich.address.parse().unwrap();
        let client = client(&self.fund);
        let (_, class) = client.class(&self.fund.address.parse().unwrap(), 0).unwrap();
        let source = client.addresses().share_account(&rich, &class.mint);
        let investors: std::collections::HashMap<Pubkey, Pubkey> = client
            .holdings(&self.class)
            .unwrap()
            .into_iter()
            .map(|(_, holding)| (holding.token_account, holding.investor))
            .collect();
        let accounts = |wallet: &Pubkey| {
            let token_account = client.addresses().share_account(wallet, &class.mint);
            [token_account, client.addresses().holding(&token_account), investors[&token_account]]
        };
        let first = accounts(&orders[0].0);
        let sides = Sides { mint: class.mint, source, destination: first[0], authority: rich };
        let pattern = client.transfer(&sides, 1).unwrap();
        let transfers: Vec<Instruction> = orders
            .iter()
            .map(|(wallet, units)| {
                let own = accounts(wallet);
                let mut order = pattern.clone();
                for meta in &mut order.accounts {
                    if let Some(place) = first.iter().position(|key| *key == meta.pubkey) {
                        meta.pubkey = own[place];
                    }
                }
                order.data[1..9].copy_from_slice(&units.to_le_bytes());
                order
            })
            .collect();
        let share = transfers.len().div_ceil(SENDERS);
        std::thread::scope(|scope| {
            for part in transfers.chunks(share) {
                let (url, owner) = (&self.fund.net.url, &owner);
                scope.spawn(move || send_all(url, owner, part));
            }
        });
    }

    /// Strikes 2 and 31 January; then the clock runs again.
    pub fn close_january(&self) {
        let shares = self.chain_class().recorded_supply_units / SHARE;
        let (first, second) = (shares / 5_000 + 1, shares / 300 + 1);
        self.fund.net.time("2025-01-02T20:01:00Z");
        self.strike("2025-01-02", shares + first, first);
        self.fund.net.time("2025-01-31T20:01:00Z");
        self.strike("2025-01-31", shares + first + second, second);
        mmf_localnet::resume(&self.fund.net.url).unwrap();
    }

    /// Strikes 3 and 28 February; then the clock runs again.
    pub fn close_february(&self) {
        let books = self.chain_class().claims_e6().unwrap();
        let dollars = |millionths: i128| format!("{}.{:06}", millionths / 1_000_000, millionths % 1_000_000);
        // Of three days and of 25: about 400 basis points a year, as in January.
        let (first, second) = (books / 3_000, books / 365);
        for (day, earned, income) in [("2025-02-03", first, first), ("2025-02-28", first + second, second)] {
            self.fund.net.time(&format!("{day}T20:01:00Z"));
            self.fund.quote(&dollars(books + earned), &dollars(income)).result();
            self.fund.admin(&["strike", "--day", day, "--yes"]).result();
        }
        mmf_localnet::resume(&self.fund.net.url).unwrap();
    }

    /// Strikes a day with so many dollars of net assets and income.
    pub fn strike(&self, day: &str, net_assets: u64, income: u64) {
        self.fund.quote(&net_assets.to_string(), &income.to_string()).result();
        self.fund.admin(&["strike", "--day", day, "--yes"]).result();
    }

    /// The class.
    pub fn chain_class(&self) -> Box<ShareClass> {
        client(&self.fund).class(&self.fund.address.parse().unwrap(), 0).unwrap().1
    }

    /// The books.
    pub fn chain(&self) -> Chain {
        let client = client(&self.fund);
        let (_, class) = client.class(&self.fund.address.parse().unwrap(), 0).unwrap();
        let period = client.period(&self.class, class.closed_period).unwrap().unwrap();
        Chain { period, holdings: client.holdings(&self.class).unwrap(), class }
    }

    /// The path of a file that a run keeps.
    pub fn state(&self, kind: &str) -> std::path::PathBuf {
        self.fund.net.dir.path().join(format!("distribute-{}.mmf-{kind}", self.class))
    }
}

impl Chain {
    /// Every holding had income from the first strike on, and has its whole units of it now, once: by the index alone.
    #[track_caller]
    pub fn check_paid_once_each(&self, before: &Self) {
        assert_eq!(self.holdings.len(), before.holdings.len());
        let (mut paid_units, scale) = (0u64, 10u128.pow(18));
        for ((address, holding), (old_address, old)) in self.holdings.iter().zip(&before.holdings) {
            assert_eq!(address, old_address);
            let income = u128::from(old.recorded_units) * self.period.closing_index;
            let units = u64::try_from(income / scale).unwrap();
            assert_eq!(holding.recorded_units, old.recorded_units + units, "{address}");
            assert_eq!((holding.paid_units, holding.payable.get()), (units, income % scale), "{address}");
            assert_eq!((holding.paid_period, holding.seq), (self.period.period_no, old.seq + 1), "{address}");
            paid_units += units;
        }
        assert_eq!(self.period.paid_units, paid_units);
        assert_eq!(self.period.holdings_paid as usize, self.holdings.len());
        assert_eq!(self.class.recorded_supply_units, before.class.recorded_supply_units + paid_units);
    }
}

/// Units of a holder: no two have the same.
fn units(number: u32) -> u64 {
    1_000 * SHARE + u64::from(number) * 370_001
}

/// Sends without asking first whether it would go well, then waits until all have landed.
fn send_all(url: &str, owner: &Keypair, transfers: &[Instruction]) {
    let rpc = RpcClient::new_with_commitment(url.to_owned(), CommitmentConfig::confirmed());
    let config = RpcSendTransactionConfig { skip_preflight: true, ..RpcSendTransactionConfig::default() };
    let mut sent = Vec::new();
    for part in transfers.chunks(TRANSFERS) {
        let limit = ComputeBudgetInstruction::set_compute_unit_limit(TRANSFERS_UNITS);
        let orders = [&[limit], part].concat();
        let blockhash = rpc.get_latest_blockhash().unwrap();
        let transaction = Transaction::new_signed_with_payer(&orders, Some(&owner.pubkey()), &[owner], blockhash);
        sent.push(rpc.send_transaction_with_config(&transaction, config).unwrap());
    }
    let patience = Instant::now() + Duration::from_secs(60);
    for signature in sent {
        loop {
            match rpc.get_signature_status(&signature).unwrap() {
                Some(outcome) => break outcome.unwrap(),
                None => std::thread::sleep(Duration::from_millis(10)),
            }
            assert!(Instant::now() < patience, "{signature} did not land");
        }
    }
}

/// The fund as the SDK reads it, without the node that loses.
pub fn client(fund: &Fund) -> Client {
    let commitment = CommitmentConfig::processed();
    let rpc = RpcClient::new_with_timeout_and_commitment(fund.net.url.clone(), Duration::from_secs(60), commitment);
    Client::new(rpc, mmf::ID)
}
