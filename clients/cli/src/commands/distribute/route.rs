//! How a holding gets its dividend.

pub use mmf::instructions::Route;
use mmf::state::Fund;
use mmf_client::Addresses;
use mmf_client::ix::{PayTarget, cash_account};
use solana_sdk::instruction::Instruction;
use solana_sdk::pubkey::Pubkey;

use super::books::Books;

/// What a holding takes of a transaction's limits.
#[derive(Clone, Copy, Debug)]
pub struct Load {
    /// Compute units.
    pub compute_units: u32,
    /// Bytes of program logs.
    pub log_bytes: usize,
}

/// Every route, in the order in which they are paid.
pub const ROUTES: [Route; 3] = [Route::Reinvest, Route::Cash, Route::ToHolding];

/// What paying by a route takes and needs.
pub trait Paying: Sized {
    /// The stable name.
    fn name(self) -> &'static str;
    /// What a holding takes at most, with room for addresses that are found late. In units it takes 7,100 compute units and writes 485 bytes
    /// of logs, in cash 8,900, to another holding 13,200 and two events.
    fn load(self) -> Load;
    /// The accounts of a payment beyond those of the class.
    fn keys(self, fund: &Fund, payee: &Payee) -> Vec<Pubkey>;
    /// Pays a batch.
    fn order(self, addresses: &Addresses, books: &Books, batch: &[Payee]) -> Instruction;
}

impl Paying for Route {
    fn name(self) -> &'static str {
        match self {
            Self::Reinvest => "reinvested",
            Self::Cash => "cash",
            Self::ToHolding => "to-holding",
        }
    }

    fn load(self) -> Load {
        match self {
            Self::Reinvest => Load { compute_units: 12_000, log_bytes: 500 },
            Self::Cash => Load { compute_units: 16_000, log_bytes: 800 },
            Self::ToHolding => Load { compute_units: 20_000, log_bytes: 1_000 },
        }
    }

    fn keys(self, fund: &Fund, payee: &Payee) -> Vec<Pubkey> {
        let of = |target: &PayTarget| [target.holding, target.token_account, target.investor];
        let mut keys = of(&payee.line).to_vec();
        match self {
            Self::Reinvest => {}
            Self::Cash => keys.push(cash_account(fund, &payee.owner)),
            Self::ToHolding => keys.extend(of(&payee.to)),
        }
        keys
    }

    fn order(self, addresses: &Addresses, books: &Books, batch: &[Payee]) -> Instruction {
        let (class, period_no) = (&books.class_address, books.period.period_no);
        match self {
            Self::Reinvest => {
                let targets: Vec<_> = batch.iter().map(|payee| payee.line).collect();
                addresses.pay_dividends(class, period_no, &targets)
            }
            Self::Cash => {
                let targets: Vec<_> = batch.iter().map(|payee| (payee.line, payee.owner)).collect();
                addresses.pay_dividends_cash((&books.class.fund, &books.fund), class, period_no, &targets)
            }
            Self::ToHolding => {
                let targets: Vec<_> = batch.iter().map(|payee| (payee.line, payee.to)).collect();
                addresses.pay_dividends_to(class, period_no, &targets)
            }
        }
    }
}

/// A holding with the accounts that paying it needs.
#[derive(Clone, Copy, Debug)]
pub struct Payee {
    /// The holding.
    pub line: PayTarget,
    /// Its owner.
    pub owner: Pubkey,
    /// The line that gets its dividends; its own where that is all the same.
    pub to: PayTarget,
}
