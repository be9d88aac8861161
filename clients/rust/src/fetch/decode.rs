//! Bytes into accounts.

use anchor_lang::{AnchorDeserialize, Discriminator};
use mmf::constants::ACCOUNT_VERSION;
use mmf::state::{
    Action, Batch, Calendar, Custodian, Dealing, Facility, Fund, Holding, Investor, NavReport, Period, PriceCheck,
    Request, Reserve, ShareClass, Standing, Wallet,
};
use solana_sdk::pubkey::Pubkey;

use crate::error::{Error, Result};

/// An account kind of the fund program.
pub trait FundAccount: Discriminator + Sized {
    /// Its name in messages.
    const WHAT: &'static str;

    /// Reads what follows the discriminator; `None` when it has another length or form.
    fn read(data: &[u8]) -> Option<Box<Self>>;

    /// Layout version.
    fn version(&self) -> u8;
}

macro_rules! zero_copy_accounts {
    ($($kind:ty => $what:literal),* $(,)?) => {$(
        impl FundAccount for $kind {
            const WHAT: &'static str = $what;

            fn read(data: &[u8]) -> Option<Box<Self>> {
                bytemuck::try_pod_read_unaligned(data).ok().map(Box::new)
            }

            fn version(&self) -> u8 {
                self.version
            }
        }
    )*};
}

macro_rules! borsh_accounts {
    ($($kind:ty => $what:literal),* $(,)?) => {$(
        impl FundAccount for $kind {
            const WHAT: &'static str = $what;

            fn read(mut data: &[u8]) -> Option<Box<Self>> {
                Self::deserialize(&mut data).ok().map(Box::new)
            }

            fn version(&self) -> u8 {
                self.version
            }
        }
    )*};
}

zero_copy_accounts! {
    Fund => "fund",
    ShareClass => "share class",
    Investor => "investor",
    Holding => "holding",
    NavReport => "strike",
    Calendar => "calendar",
    Dealing => "dealing terms",
}

borsh_accounts! {
    Wallet => "wallet record",
    Period => "closed month",
    Action => "action",
    Custodian => "custodian record",
    Reserve => "record of reserves",
    PriceCheck => "price check",
    Request => "request",
    Batch => "batch",
    Facility => "liquidity facility",
    Standing => "standing instruction",
}

/// Reads an account's bytes.
///
/// # Errors
/// When they are of another kind, length or layout version.
pub fn decode<T: FundAccount>(address: &Pubkey, data: &[u8]) -> Result<Box<T>> {
    let wrong_kind = || Error::WrongKind { what: T::WHAT, address: *address };
    let body = data.strip_prefix(T::DISCRIMINATOR).ok_or_else(wrong_kind)?;
    let account = T::read(body).ok_or_else(wrong_kind)?;
    if account.version() != ACCOUNT_VERSION {
        return Err(Error::UnknownVersion { what: T::WHAT, address: *address, version: account.version() });
    }
    Ok(account)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use bytemuck::Zeroable;

    use super::*;

    fn bytes_of(version: u8) -> Vec<u8> {
        let mut class = ShareClass::zeroed();
        class.version = version;
        class.class_no = 3;
        [ShareClass::DISCRIMINATOR, bytemuck::bytes_of(&class)].concat()
    }

    #[test]
    fn a_zero_copy_account_is_read_from_any_alignment() {
        let class: Box<ShareClass> = decode(&Pubkey::new_unique(), &bytes_of(1)).unwrap();
        assert_eq!(class.class_no, 3);
    }

    #[test]
    fn other_kinds_lengths_and_versions_are_refused() {
        let address = Pubkey::new_unique();
        let good = bytes_of(1);
        assert!(matches!(decode::<Fund>(&address, &good), Err(Error::WrongKind { .. })));
        let short = decode::<ShareClass>(&address, &good[..good.len() - 1]);
        assert!(matches!(short, Err(Error::WrongKind { .. })));
        let empty = decode::<ShareClass>(&address, &[]);
        assert!(matches!(empty, Err(Error::WrongKind { .. })));
        let newer = decode::<ShareClass>(&address, &bytes_of(2));
        assert!(matches!(newer, Err(Error::UnknownVersion { version: 2, .. })));
    }
}
