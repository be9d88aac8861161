//! How a holding gets its dividend.

use mmf::state::{Holding, Investor};
use mmf_client::Addresses;
use mmf_client::ix::PayTarget;
use solana_sdk::instruction::Instruction;
use solana_sdk::pubkey::Pubkey;

/// `Holding.dividend_mode` of a holding whose dividends go to another one.
const TO_ANOTHER: u8 = 1;
/// `Investor.dividend_election` of an investor who takes cash.
const CASH: u8 = 1;

/// How a holding gets its dividend.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Route {
    /// As new units of the holding itself.
    Reinvest,
    /// In cash, to its owner's account for the settlement token.
    Cash,
    /// As new units of the holding that a protocol vault names.
    ToHolding,
}

/// What a holding takes of a transaction's limits.
#[derive(Clone, Copy, Debug)]
pub struct Load {
    /// Compute units.
    pub compute_units: u32,
    /// Bytes of program logs.
    pub log_bytes: usize,
}

impl Route {
    /// Every route, in the order in which they are paid.
    pub const ALL: [Self; 3] = [Self::Reinvest, Self::Cash, Self::ToHolding];

    /// The route of a holding. A vault's other holding comes before the investor's election: the election is about its own books.
    pub fn of(holding: &Holding, investor: &Investor) -> Self {
        if holding.dividend_mode == TO_ANOTHER {
            Self::ToHolding
        } else if investor.dividend_election == CASH {
            Self::Cash
        } else {
            Self::Reinvest
        }
    }

    /// The stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Reinvest => "reinvested",
            Self::Cash => "cash",
            Self::ToHolding => "to-holding",
        }
    }

    /// What a holding takes at most, with room: a payment with a mint takes 6,800 compute units and writes 420 bytes of logs.
    pub fn load(self) -> Load {
        Load { compute_units: 12_000, log_bytes: 500 }
    }

    /// The accounts of a payment beyond those of the class.
    pub fn keys(self, target: &PayTarget) -> Vec<Pubkey> {
        vec![target.holding, target.token_account, target.investor]
    }

    /// Pays a batch. The program of this release pays every holding in units of its own, whatever its route.
    pub fn order(self, addresses: &Addresses, class: &Pubkey, period_no: u32, batch: &[PayTarget]) -> Instruction {
        addresses.pay_dividends(class, period_no, batch)
    }
}
