//! What was paid for the month, by the events of every transaction that touched its account, whoever sent it.

use std::collections::HashMap;

use mmf::events::DividendPaid;
use mmf_client::Client;
use mmf_client::events::Event;
use solana_client::rpc_client::RpcClient;
use solana_commitment_config::CommitmentConfig;
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signature::Signature;

use super::books::Books;
use crate::commands::shared::explain_sdk;
use crate::context::Context;
use crate::error::{CliError, CliResult};
use crate::tx::spinner;

/// Connections that fetch transactions.
const READERS: usize = 8;

/// One holding's payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Payment {
    /// New units.
    pub units: u64,
    /// Whether they were credited without tokens.
    pub credited_in_place: bool,
    /// Cash, after tax.
    pub cash_e6: u64,
    /// Tax withheld.
    pub withheld_e6: u64,
    /// What stays payable, e18 of a unit.
    pub fraction_e18: u128,
    /// Recorded units after.
    pub new_units: u64,
    /// The holding or the cash account that got it.
    pub paid_to: Pubkey,
    /// The transaction.
    pub signature: Signature,
}

impl Payment {
    fn of(event: &DividendPaid, signature: Signature) -> Self {
        Self {
            units: event.units,
            credited_in_place: event.credited_in_place,
            cash_e6: event.cash_e6,
            withheld_e6: event.withheld_e6,
            fraction_e18: event.fraction_e18,
            new_units: event.new_units,
            paid_to: event.paid_to,
            signature,
        }
    }
}

/// The payments of the month that the node's history tells.
pub struct Payments {
    /// By holding.
    pub of: HashMap<Pubkey, Payment>,
    /// Payments that the month's account counts.
    pub counted: u64,
}

impl Payments {
    /// Reads them.
    ///
    /// # Errors
    /// When the node does not answer, or a holding was paid twice.
    pub fn read(context: &Context, books: &Books) -> CliResult<Self> {
        let spinner = spinner(context, "read the payments back");
        let address = context.client.addresses().period(&books.class_address, books.period.period_no);
        let signatures = context.client.signatures(&address).map_err(|error| explain_sdk(context, &error))?;
        let share = signatures.len().div_ceil(READERS).max(1);
        let month = Month::of(context, books);
        let parts: Vec<Result<Vec<(Pubkey, Payment)>, Failure>> = std::thread::scope(|scope| {
            let month = &month;
            let readers: Vec<_> =
                signatures.chunks(share).map(|part| scope.spawn(move || month.payments(part))).collect();
            readers.into_iter().map(|reader| reader.join().unwrap_or(Err(Failure::Thread))).collect()
        });
        let mut of = HashMap::new();
        for part in parts {
            for (holding, payment) in part.map_err(|failure| failure.explained(context))? {
                if let Some(first) = of.insert(holding, payment) {
                    return Err(twice(&holding, &first, &payment));
                }
            }
        }
        spinner.finish_and_clear();
        Ok(Self { of, counted: u64::from(books.period.holdings_paid) })
    }

    /// Whether the node still knows every payment.
    pub fn is_complete(&self) -> bool {
        self.of.len() as u64 == self.counted
    }
}

/// What the threads that read need to know.
struct Month {
    url: String,
    commitment: CommitmentConfig,
    program: Pubkey,
    class: Pubkey,
    period_no: u32,
}

/// Why a thread could not read.
enum Failure {
    Network(mmf_client::Error),
    Thread,
}

impl Month {
    fn of(context: &Context, books: &Books) -> Self {
        Self {
            url: context.config.url.clone(),
            commitment: context.config.commitment,
            program: context.program(),
            class: books.class_address,
            period_no: books.period.period_no,
        }
    }

    fn payments(&self, signatures: &[Signature]) -> Result<Vec<(Pubkey, Payment)>, Failure> {
        let client = Client::new(RpcClient::new_with_commitment(self.url.clone(), self.commitment), self.program);
        let mut payments = Vec::new();
        for signature in signatures {
            for event in client.entry(*signature).map_err(Failure::Network)?.events {
                match event {
                    Event::DividendPaid(event) if event.class == self.class && event.period_no == self.period_no => {
                        payments.push((event.holding, Payment::of(&event, *signature)));
                    }
                    Event::DividendReceived(event) if event.class == self.class => {
                        let of_vault = payments.iter_mut().rev().find(|(holding, _)| *holding == event.from_holding);
                        if let Some((_, payment)) = of_vault {
                            payment.credited_in_place = event.credited_in_place;
                        }
                    }
                    _ => {}
                }
            }
        }
        Ok(payments)
    }
}

impl Failure {
    fn explained(&self, context: &Context) -> CliError {
        match self {
            Self::Network(error) => explain_sdk(context, error),
            Self::Thread => {
                CliError::failure("ThreadsUnavailable", "a thread that read the payments back has ended early")
            }
        }
    }
}

fn twice(holding: &Pubkey, first: &Payment, second: &Payment) -> CliError {
    let (first, second) = (first.signature, second.signature);
    CliError::failure("PaidTwice", format!("the holding {holding} was paid by {first} and again by {second}"))
        .hint("this must never happen: pause distributions, and report it")
}
