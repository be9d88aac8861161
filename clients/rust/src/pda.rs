//! Addresses of the fund program's accounts.

use mmf::constants::*;
use solana_sdk::pubkey::Pubkey;
use spl_associated_token_account_interface::address::get_associated_token_address_with_program_id;

/// Derives addresses for one deployment of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Addresses {
    /// The program's address.
    pub program: Pubkey,
}

impl Default for Addresses {
    fn default() -> Self {
        Self { program: mmf::ID }
    }
}

impl Addresses {
    /// Addresses under a program.
    #[must_use]
    pub const fn new(program: Pubkey) -> Self {
        Self { program }
    }

    fn find(&self, seeds: &[&[u8]]) -> Pubkey {
        Pubkey::find_program_address(seeds, &self.program).0
    }

    /// A fund, by its creator and the number that the creator chose.
    #[must_use]
    pub fn fund(&self, creator: &Pubkey, fund_id: u64) -> Pubkey {
        self.find(&[FUND_SEED, creator.as_ref(), &fund_id.to_le_bytes()])
    }

    /// A share class of a fund.
    #[must_use]
    pub fn class(&self, fund: &Pubkey, class_no: u8) -> Pubkey {
        self.find(&[CLASS_SEED, fund.as_ref(), &[class_no]])
    }

    /// The Token-2022 mint of a class.
    #[must_use]
    pub fn mint(&self, class: &Pubkey) -> Pubkey {
        self.find(&[MINT_SEED, class.as_ref()])
    }

    /// The account that lists a transfer's extra accounts.
    #[must_use]
    pub fn validation(&self, mint: &Pubkey) -> Pubkey {
        self.find(&[VALIDATION_SEED, mint.as_ref()])
    }

    /// Token ACL's config of a mint.
    #[must_use]
    pub fn gate_config(&self, mint: &Pubkey) -> Pubkey {
        Pubkey::find_program_address(&[b"MINT_CONFIG", mint.as_ref()], &TOKEN_ACL_ID).0
    }

    /// The account that lists what Token ACL adds when it asks to thaw.
    #[must_use]
    pub fn thaw_accounts(&self, mint: &Pubkey) -> Pubkey {
        self.find(&[THAW_ACCOUNTS_SEED, mint.as_ref()])
    }

    /// The account that lists what Token ACL adds when it asks to freeze.
    #[must_use]
    pub fn freeze_accounts(&self, mint: &Pubkey) -> Pubkey {
        self.find(&[FREEZE_ACCOUNTS_SEED, mint.as_ref()])
    }

    /// An investor of a fund.
    #[must_use]
    pub fn investor(&self, fund: &Pubkey, investor_id: &[u8; 32]) -> Pubkey {
        self.find(&[INVESTOR_SEED, fund.as_ref(), investor_id])
    }

    /// A wallet's record in a fund.
    #[must_use]
    pub fn wallet(&self, fund: &Pubkey, owner: &Pubkey) -> Pubkey {
        self.find(&[WALLET_SEED, fund.as_ref(), owner.as_ref()])
    }

    /// The register's line for a token account.
    #[must_use]
    pub fn holding(&self, token_account: &Pubkey) -> Pubkey {
        self.find(&[HOLDING_SEED, token_account.as_ref()])
    }

    /// A wallet's associated token account for a share class's mint.
    #[must_use]
    pub fn share_account(&self, owner: &Pubkey, mint: &Pubkey) -> Pubkey {
        associated_token_account(owner, mint, &spl_token_2022_interface::ID)
    }

    /// The quotes and the result of a strike.
    #[must_use]
    pub fn nav(&self, fund: &Pubkey, strike_no: u32) -> Pubkey {
        self.find(&[NAV_SEED, fund.as_ref(), &strike_no.to_le_bytes()])
    }

    /// A closed month of a class.
    #[must_use]
    pub fn period(&self, class: &Pubkey, period_no: u32) -> Pubkey {
        self.find(&[PERIOD_SEED, class.as_ref(), &period_no.to_le_bytes()])
    }

    /// A fund's calendar of a year.
    #[must_use]
    pub fn calendar(&self, fund: &Pubkey, year: u16) -> Pubkey {
        self.find(&[CALENDAR_SEED, fund.as_ref(), &year.to_le_bytes()])
    }

    /// An action.
    #[must_use]
    pub fn action(&self, fund: &Pubkey, nonce: u64) -> Pubkey {
        self.find(&[ACTION_SEED, fund.as_ref(), &nonce.to_le_bytes()])
    }

    /// The record of a custodian's token account.
    #[must_use]
    pub fn custodian(&self, fund: &Pubkey, token_account: &Pubkey) -> Pubkey {
        self.find(&[CUSTODIAN_SEED, fund.as_ref(), token_account.as_ref()])
    }

    /// The attested reserves of a fund.
    #[must_use]
    pub fn reserve(&self, fund: &Pubkey) -> Pubkey {
        self.find(&[RESERVE_SEED, fund.as_ref()])
    }

    /// The external price that a fund's strikes are compared with.
    #[must_use]
    pub fn price_check(&self, fund: &Pubkey) -> Pubkey {
        self.find(&[PRICE_CHECK_SEED, fund.as_ref()])
    }

    /// How a fund deals.
    #[must_use]
    pub fn dealing(&self, fund: &Pubkey) -> Pubkey {
        self.find(&[DEALING_SEED, fund.as_ref()])
    }

    /// A queued request of an investor, by the number that its holder chose.
    #[must_use]
    pub fn request(&self, investor: &Pubkey, nonce: u64) -> Pubkey {
        self.find(&[REQUEST_SEED, investor.as_ref(), &nonce.to_le_bytes()])
    }

    /// The requests of a class for a dealing day.
    #[must_use]
    pub fn batch(&self, class: &Pubkey, day: i32) -> Pubkey {
        self.find(&[BATCH_SEED, class.as_ref(), &day.to_le_bytes()])
    }

    /// The liquidity facility of an investor.
    #[must_use]
    pub fn facility(&self, fund: &Pubkey, investor: &Pubkey) -> Pubkey {
        self.find(&[FACILITY_SEED, fund.as_ref(), investor.as_ref()])
    }

    /// The standing instruction of a holding.
    #[must_use]
    pub fn standing(&self, holding: &Pubkey) -> Pubkey {
        self.find(&[STANDING_SEED, holding.as_ref()])
    }

    /// The vault with the cash for instant dealing.
    #[must_use]
    pub fn buffer(&self, fund: &Pubkey) -> Pubkey {
        self.find(&[BUFFER_SEED, fund.as_ref()])
    }

    /// The vault with subscription cash that waits for its strike.
    #[must_use]
    pub fn escrow(&self, fund: &Pubkey) -> Pubkey {
        self.find(&[ESCROW_SEED, fund.as_ref()])
    }

    /// The vault with cash that is owed to redeemers.
    #[must_use]
    pub fn payout(&self, fund: &Pubkey) -> Pubkey {
        self.find(&[PAYOUT_SEED, fund.as_ref()])
    }

    /// The vault for strays.
    #[must_use]
    pub fn suspense(&self, fund: &Pubkey) -> Pubkey {
        self.find(&[SUSPENSE_SEED, fund.as_ref()])
    }
}

/// The associated token account of a wallet for a mint of either token program.
#[must_use]
pub fn associated_token_account(owner: &Pubkey, mint: &Pubkey, token_program: &Pubkey) -> Pubkey {
    get_associated_token_address_with_program_id(owner, mint, token_program)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_validation_account_is_where_the_hook_interface_looks() {
        let mint = Pubkey::new_unique();
        let ours = Addresses::default().validation(&mint);
        let standard = spl_transfer_hook_interface::get_extra_account_metas_address(&mint, &mmf::ID);
        assert_eq!(ours, standard);
    }

    #[test]
    fn accounts_of_different_funds_have_different_addresses() {
        let addresses = Addresses::default();
        let (one, other) = (Pubkey::new_unique(), Pubkey::new_unique());
        assert_ne!(addresses.class(&one, 0), addresses.class(&other, 0));
        assert_ne!(addresses.class(&one, 0), addresses.class(&one, 1));
        assert_ne!(addresses.nav(&one, 1), addresses.nav(&one, 256));
        assert_ne!(addresses.buffer(&one), addresses.escrow(&one));
    }
}
