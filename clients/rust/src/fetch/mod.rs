//! Typed accounts from the network: owner, kind and layout version are checked before anything is believed.

mod dealing_day;
mod decode;
mod list;
mod metadata;

use mmf::state::{
    Action, Batch, Calendar, Custodian, Dealing, Facility, Fund, Holding, Investor, NavReport, Period, PriceCheck,
    Reserve, ShareClass, Standing, Wallet,
};
use solana_client::rpc_client::RpcClient;
use solana_sdk::account::Account;
use solana_sdk::pubkey::Pubkey;

pub use dealing_day::DealingDay;
pub use decode::{FundAccount, decode};
pub use list::Match;

use crate::error::{Error, Result};
use crate::ix::cash_account;
use crate::pda::Addresses;

/// Fetches accounts of one deployment of the fund program.
pub struct Client {
    rpc: RpcClient,
    addresses: Addresses,
}

impl Client {
    /// Fetches through a connection.
    #[must_use]
    pub fn new(rpc: RpcClient, program: Pubkey) -> Self {
        Self { rpc, addresses: Addresses::new(program) }
    }

    /// The connection.
    #[must_use]
    pub fn rpc(&self) -> &RpcClient {
        &self.rpc
    }

    /// The program's address.
    #[must_use]
    pub fn program(&self) -> Pubkey {
        self.addresses.program
    }

    /// Addresses under the program.
    #[must_use]
    pub fn addresses(&self) -> Addresses {
        self.addresses
    }

    /// Any account; `None` where there is none.
    ///
    /// # Errors
    /// When the node does not answer.
    pub fn account(&self, address: &Pubkey) -> Result<Option<Account>> {
        let mut found = self.rpc.get_multiple_accounts_with_commitment(&[*address], self.rpc.commitment())?.value;
        Ok(found.pop().flatten())
    }

    /// An account of the program; `None` where there is none.
    ///
    /// # Errors
    /// When the node does not answer, or the account is not what it should be.
    pub fn find<T: FundAccount>(&self, address: &Pubkey) -> Result<Option<Box<T>>> {
        match self.account(address)? {
            None => Ok(None),
            Some(account) => {
                if account.owner != self.program() {
                    return Err(Error::WrongOwner { address: *address, owner: account.owner });
                }
                decode(address, &account.data).map(Some)
            }
        }
    }

    /// An account of the program that must be there.
    ///
    /// # Errors
    /// When the node does not answer, there is no account, or it is not what it should be.
    pub fn fetch<T: FundAccount>(&self, address: &Pubkey) -> Result<Box<T>> {
        self.find(address)?.ok_or(Error::Missing { what: T::WHAT, address: *address })
    }

    /// A fund.
    ///
    /// # Errors
    /// As [`Client::fetch`].
    pub fn fund(&self, fund: &Pubkey) -> Result<Box<Fund>> {
        self.fetch(fund)
    }

    /// A share class, with its address.
    ///
    /// # Errors
    /// As [`Client::fetch`].
    pub fn class(&self, fund: &Pubkey, class_no: u8) -> Result<(Pubkey, Box<ShareClass>)> {
        let address = self.addresses.class(fund, class_no);
        Ok((address, self.fetch(&address)?))
    }

    /// An investor by its number, with its address.
    ///
    /// # Errors
    /// As [`Client::fetch`].
    pub fn investor(&self, fund: &Pubkey, id: &[u8; 32]) -> Result<(Pubkey, Box<Investor>)> {
        let address = self.addresses.investor(fund, id);
        Ok((address, self.fetch(&address)?))
    }

    /// A wallet's record.
    ///
    /// # Errors
    /// As [`Client::fetch`].
    pub fn wallet(&self, fund: &Pubkey, owner: &Pubkey) -> Result<Box<Wallet>> {
        self.fetch(&self.addresses.wallet(fund, owner))
    }

    /// The holding of a wallet's associated token account, with its address.
    ///
    /// # Errors
    /// As [`Client::fetch`].
    pub fn holding(&self, class: &ShareClass, owner: &Pubkey) -> Result<(Pubkey, Box<Holding>)> {
        let token_account = self.addresses.share_account(owner, &class.mint);
        let address = self.addresses.holding(&token_account);
        Ok((address, self.fetch(&address)?))
    }

    /// A strike; `None` before its first quote.
    ///
    /// # Errors
    /// As [`Client::find`].
    pub fn nav(&self, fund: &Pubkey, strike_no: u32) -> Result<Option<Box<NavReport>>> {
        self.find(&self.addresses.nav(fund, strike_no))
    }

    /// A closed month of a class; `None` while it is open.
    ///
    /// # Errors
    /// As [`Client::find`].
    pub fn period(&self, class: &Pubkey, period_no: u32) -> Result<Option<Box<Period>>> {
        self.find(&self.addresses.period(class, period_no))
    }

    /// A calendar; `None` where the year is not set.
    ///
    /// # Errors
    /// As [`Client::find`].
    pub fn calendar(&self, fund: &Pubkey, year: u16) -> Result<Option<Box<Calendar>>> {
        self.find(&self.addresses.calendar(fund, year))
    }

    /// An action.
    ///
    /// # Errors
    /// As [`Client::fetch`].
    pub fn action(&self, fund: &Pubkey, nonce: u64) -> Result<Box<Action>> {
        self.fetch(&self.addresses.action(fund, nonce))
    }

    /// A custodian's record; `None` where the account is not listed.
    ///
    /// # Errors
    /// As [`Client::find`].
    pub fn custodian(&self, fund: &Pubkey, account: &Pubkey) -> Result<Option<Box<Custodian>>> {
        self.find(&self.addresses.custodian(fund, account))
    }

    /// How a fund deals.
    ///
    /// # Errors
    /// As [`Client::fetch`].
    pub fn dealing(&self, fund: &Pubkey) -> Result<Box<Dealing>> {
        self.fetch(&self.addresses.dealing(fund))
    }

    /// The requests of a class for a dealing day; `None` where there are none.
    ///
    /// # Errors
    /// As [`Client::find`].
    pub fn batch(&self, class: &Pubkey, day: i32) -> Result<Option<Box<Batch>>> {
        self.find(&self.addresses.batch(class, day))
    }

    /// The liquidity facility of an investor; `None` where it offers none.
    ///
    /// # Errors
    /// As [`Client::find`].
    pub fn facility(&self, fund: &Pubkey, investor: &Pubkey) -> Result<Option<Box<Facility>>> {
        self.find(&self.addresses.facility(fund, investor))
    }

    /// The standing instruction of a holding; `None` where there is none.
    ///
    /// # Errors
    /// As [`Client::find`].
    pub fn standing(&self, holding: &Pubkey) -> Result<Option<Box<Standing>>> {
        self.find(&self.addresses.standing(holding))
    }

    /// A fund's attested reserves; `None` where it never had that gate.
    ///
    /// # Errors
    /// As [`Client::find`].
    pub fn reserve(&self, fund: &Pubkey) -> Result<Option<Box<Reserve>>> {
        self.find(&self.addresses.reserve(fund))
    }

    /// The external price that a fund's strikes are compared with; `None` where it never had that check.
    ///
    /// # Errors
    /// As [`Client::find`].
    pub fn price_check(&self, fund: &Pubkey) -> Result<Option<Box<PriceCheck>>> {
        self.find(&self.addresses.price_check(fund))
    }

    /// Balance of a token account of either token program, in base units; `None` where there is no such account.
    ///
    /// # Errors
    /// When the node does not answer.
    pub fn token_balance(&self, token_account: &Pubkey) -> Result<Option<u64>> {
        let account = self.account(token_account)?;
        Ok(account.and_then(|account| amount_of(&account)))
    }

    /// Supply of a mint of either token program, in base units; 0 where there is no such mint.
    ///
    /// # Errors
    /// When the node does not answer.
    pub fn token_supply(&self, mint: &Pubkey) -> Result<u64> {
        let account = self.account(mint)?;
        Ok(account.and_then(|account| u64_at(&account.data, 36)).unwrap_or_default())
    }

    /// A wallet's associated token account for the fund's settlement mint.
    #[must_use]
    pub fn cash_account(&self, fund: &Fund, owner: &Pubkey) -> Pubkey {
        cash_account(fund, owner)
    }
}

/// Amount in a token account's data, which both token programs keep at the same place.
fn amount_of(account: &Account) -> Option<u64> {
    let of_token_program = [spl_token_interface::ID, spl_token_2022_interface::ID].contains(&account.owner);
    if of_token_program { u64_at(&account.data, 64) } else { None }
}

fn u64_at(data: &[u8], offset: usize) -> Option<u64> {
    let bytes = data.get(offset..offset.checked_add(8)?)?;
    Some(u64::from_le_bytes(bytes.try_into().ok()?))
}
