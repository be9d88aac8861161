//! Seeds and limits. Amounts name their unit.

use anchor_lang::prelude::*;

/// Seed of a [`Fund`](crate::state::Fund): `"fund", creator, fund_id`.
#[constant]
pub const FUND_SEED: &[u8] = b"fund";
/// Seed of a [`ShareClass`](crate::state::ShareClass): `"class", fund, class_no`.
#[constant]
pub const CLASS_SEED: &[u8] = b"class";
/// Seed of a class's Token-2022 mint: `"mint", class`.
#[constant]
pub const MINT_SEED: &[u8] = b"mint";
/// Seed of the transfer hook's validation account: `"extra-account-metas", mint` (fixed by the hook interface).
#[constant]
pub const VALIDATION_SEED: &[u8] = b"extra-account-metas";
/// Seed of an [`Investor`](crate::state::Investor): `"investor", fund, investor_id`.
#[constant]
pub const INVESTOR_SEED: &[u8] = b"investor";
/// Seed of a [`Wallet`](crate::state::Wallet): `"wallet", fund, owner`.
#[constant]
pub const WALLET_SEED: &[u8] = b"wallet";
/// Seed of a [`Holding`](crate::state::Holding): `"holding", token_account`.
#[constant]
pub const HOLDING_SEED: &[u8] = b"holding";
/// Seed of a [`NavReport`](crate::state::NavReport): `"nav", fund, strike_no`.
#[constant]
pub const NAV_SEED: &[u8] = b"nav";
/// Seed of a [`Period`](crate::state::Period): `"period", class, period_no`.
#[constant]
pub const PERIOD_SEED: &[u8] = b"period";
/// Seed of a [`Calendar`](crate::state::Calendar): `"calendar", fund, year`.
#[constant]
pub const CALENDAR_SEED: &[u8] = b"calendar";
/// Seed of an [`Action`](crate::state::Action): `"action", fund, nonce`.
#[constant]
pub const ACTION_SEED: &[u8] = b"action";
/// Seed of a [`Custodian`](crate::state::Custodian): `"custodian", fund, token_account`.
#[constant]
pub const CUSTODIAN_SEED: &[u8] = b"custodian";
/// Seed of a [`Reserve`](crate::state::Reserve): `"reserve", fund`.
#[constant]
pub const RESERVE_SEED: &[u8] = b"reserve";
/// Seed of a [`PriceCheck`](crate::state::PriceCheck): `"price-check", fund`.
#[constant]
pub const PRICE_CHECK_SEED: &[u8] = b"price-check";
/// Seed of a [`Dealing`](crate::state::Dealing): `"dealing", fund`.
#[constant]
pub const DEALING_SEED: &[u8] = b"dealing";
/// Seed of a [`Request`](crate::state::Request): `"request", investor, nonce`.
#[constant]
pub const REQUEST_SEED: &[u8] = b"request";
/// Seed of a [`Batch`](crate::state::Batch): `"batch", class, day`.
#[constant]
pub const BATCH_SEED: &[u8] = b"batch";
/// Seed of a [`Facility`](crate::state::Facility): `"facility", fund, investor`.
#[constant]
pub const FACILITY_SEED: &[u8] = b"facility";
/// Seed of a [`Standing`](crate::state::Standing): `"standing", holding`.
#[constant]
pub const STANDING_SEED: &[u8] = b"standing";
/// Seed of the vault with the cash for instant dealing.
#[constant]
pub const BUFFER_SEED: &[u8] = b"buffer";
/// Seed of the vault with subscription cash that waits for its strike.
#[constant]
pub const ESCROW_SEED: &[u8] = b"escrow";
/// Seed of the vault with cash that is owed to redeemers.
#[constant]
pub const PAYOUT_SEED: &[u8] = b"payout";
/// Seed of the vault for cash that nobody has accounted for.
#[constant]
pub const SUSPENSE_SEED: &[u8] = b"suspense";

/// Seed of the list of accounts that Token ACL adds when it asks to thaw: `"thaw_extra_account_metas", mint` (fixed by its interface).
#[constant]
pub const THAW_ACCOUNTS_SEED: &[u8] = b"thaw_extra_account_metas";
/// Seed of the list of accounts that Token ACL adds when it asks to freeze: `"freeze_extra_account_metas", mint`.
#[constant]
pub const FREEZE_ACCOUNTS_SEED: &[u8] = b"freeze_extra_account_metas";

/// Token ACL (sRFC-37).
#[constant]
pub const TOKEN_ACL_ID: Pubkey = Pubkey::new_from_array(token_acl_interface::TOKEN_ACL_ID.to_bytes());

/// Layout version that every account of this release carries.
#[constant]
pub const ACCOUNT_VERSION: u8 = 1;
/// Share classes per fund; class numbers are never used again.
#[constant]
pub const MAX_CLASSES: u8 = 16;
/// Members of one council.
#[constant]
pub const MAX_COUNCIL_MEMBERS: u8 = 11;
/// Decimals of every share class.
#[constant]
pub const SHARE_DECIMALS: u8 = 6;
/// Largest number of decimals of a settlement mint that the books can convert exactly.
#[constant]
pub const MAX_SETTLEMENT_DECIMALS: u8 = 12;
/// Most NAV sources that can quote one strike.
#[constant]
pub const MAX_QUOTES: u8 = 5;
/// Lots of one holding.
#[constant]
pub const MAX_LOTS: u8 = 24;
/// Entries that the validation account has room for.
#[constant]
pub const VALIDATION_ENTRIES: u8 = 8;
/// Holdings that one investor may have open at a time.
#[constant]
pub const MAX_HOLDINGS_PER_INVESTOR: u16 = 256;
/// Open holdings that one investor may have in one class.
#[constant]
pub const MAX_HOLDINGS_PER_CLASS: u8 = 255;
/// Highest management fee, in basis points a year.
#[constant]
pub const MAX_EXPENSE_BPS: u16 = 500;
/// Highest performance fee, in basis points of the gain.
#[constant]
pub const MAX_PERFORMANCE_FEE_BPS: u16 = 3_000;
/// Highest expected yield a year, in basis points.
#[constant]
pub const MAX_YIELD_BPS: u16 = 5_000;
/// Longest window after the cut-off in which a strike is not late, in seconds.
#[constant]
pub const MAX_STRIKE_WINDOW_SECONDS: u32 = 7 * 86_400;
/// Longest time for which an action may wait, in seconds.
#[constant]
pub const MAX_ACTION_LIFE_SECONDS: i64 = 90 * 86_400;
/// Highest subscription fee, in basis points.
#[constant]
pub const MAX_SUBSCRIPTION_FEE_BPS: u16 = 20;
/// Highest redemption fee, in basis points.
#[constant]
pub const MAX_REDEMPTION_FEE_BPS: u16 = 200;
/// Highest liquidity fee that a board may charge, in basis points. Source: 17 CFR 270.2a-7(c)(2)(i).
#[constant]
pub const MAX_LIQUIDITY_FEE_BPS: u16 = 200;
/// Highest mandatory liquidity fee that this program believes an estimate of, in parts per million.
#[constant]
pub const MAX_SLICE_COST_PPM: u32 = 100_000;
/// Highest fee of a liquidity facility, in basis points.
#[constant]
pub const MAX_FACILITY_FEE_BPS: u16 = 200;
/// Longest rolling window, and longest grace before a partial payment, in seconds.
#[constant]
pub const MAX_DEALING_WINDOW_SECONDS: u32 = 31 * 86_400;
/// Dealing days whose priced batches may wait for cash at a time.
#[constant]
pub const MAX_DAYS_DUE: u8 = 16;
/// Seconds after its cut-off from which an unserved request can be cancelled.
#[constant]
pub const UNSERVED_SECONDS: i64 = 7 * 86_400;
/// Discriminator of Token ACL's question whether an account may be thawed, fixed by its interface.
pub const CAN_THAW_DISCRIMINATOR: &[u8] = <token_acl_interface::instruction::CanThawPermissionlessInstruction
    as spl_discriminator::SplDiscriminate>::SPL_DISCRIMINATOR_SLICE;
/// Discriminator of Token ACL's question whether an account may be frozen.
pub const CAN_FREEZE_DISCRIMINATOR: &[u8] = <token_acl_interface::instruction::CanFreezePermissionlessInstruction
    as spl_discriminator::SplDiscriminate>::SPL_DISCRIMINATOR_SLICE;
/// Discriminator of the hook's `Execute`, fixed by the interface.
pub const EXECUTE_DISCRIMINATOR: &[u8] = <spl_transfer_hook_interface::instruction::ExecuteInstruction
    as spl_discriminator::SplDiscriminate>::SPL_DISCRIMINATOR_SLICE;
