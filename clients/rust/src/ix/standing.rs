//! Standing instructions of holders.

use mmf::state::{Fund, Standing, StandingTerms};
use mmf::{accounts, instruction};
use solana_sdk::instruction::Instruction;
use solana_sdk::pubkey::Pubkey;

use super::{DealingParties, SYSTEM, cash_account};
use crate::pda::Addresses;

impl Addresses {
    /// Gives a standing instruction over the holder's associated cash account; the holder signs. To sweep, its address
    /// ([`Addresses::standing`]) has to be approved as that account's delegate.
    #[must_use]
    pub fn set_standing(
        &self,
        payer: &Pubkey,
        parties: &DealingParties,
        fund: &Fund,
        args: StandingTerms,
    ) -> Instruction {
        let holding = self.holding(&self.share_account(&parties.owner, &self.mint(&parties.class)));
        let accounts = accounts::SetStanding {
            payer: *payer,
            owner: parties.owner,
            fund: parties.fund,
            class: parties.class,
            holding,
            cash_account: cash_account(fund, &parties.owner),
            standing: self.standing(&holding),
            system_program: SYSTEM,
        };
        self.build(&accounts, &instruction::SetStanding { args })
    }

    /// Takes a standing instruction back; the holder signs.
    #[must_use]
    pub fn revoke_standing(&self, standing: &Standing) -> Instruction {
        let accounts = accounts::RevokeStanding {
            owner: standing.owner,
            rent_payer: standing.rent_payer,
            standing: self.standing(&standing.holding),
        };
        self.build(&accounts, &instruction::RevokeStanding {})
    }

    /// Carries a standing instruction out; anybody signs.
    #[must_use]
    pub fn run_standing(&self, keeper: &Pubkey, parties: &DealingParties, fund: &Fund) -> Instruction {
        let deal = self.deal(parties, fund);
        let accounts = accounts::RunStanding { keeper: *keeper, standing: self.standing(&deal.holding), deal };
        self.build(&accounts, &instruction::RunStanding {})
    }
}
