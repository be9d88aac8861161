//! One event for each change of state. Fund events carry the fund's sequence number, class events the class's, and every change of an
//! investor, a holding or an action that one's own: an indexer sees a gap.

use anchor_lang::prelude::*;

/// A fund was created.
#[event]
#[derive(Debug)]
pub struct FundCreated {
    /// The fund.
    pub fund: Pubkey,
    /// Fund sequence number.
    pub seq: u64,
    /// Its creator.
    pub creator: Pubkey,
    /// Mint in which subscriptions are paid.
    pub settlement_mint: Pubkey,
    /// Kind of fund.
    pub regime: u8,
    /// Day after which income counts, in days since 1970-01-01.
    pub inception_day: i32,
}

/// A council was replaced.
#[event]
#[derive(Debug)]
pub struct CouncilChanged {
    /// The fund.
    pub fund: Pubkey,
    /// Fund sequence number.
    pub seq: u64,
    /// The role.
    pub role: u8,
    /// Generation before.
    pub old_generation: u32,
    /// Generation after.
    pub new_generation: u32,
    /// Number of members.
    pub members: u8,
    /// Members who must agree.
    pub threshold: u8,
}

/// A year's calendar was set.
#[event]
#[derive(Debug)]
pub struct CalendarSet {
    /// The fund.
    pub fund: Pubkey,
    /// Fund sequence number.
    pub seq: u64,
    /// The year.
    pub year: u16,
    /// Number of strike days.
    pub strike_days: u16,
    /// Next strike day, in days since 1970-01-01.
    pub next_strike_day: i32,
    /// Its cut-off in Unix seconds; 0: unknown.
    pub next_cutoff: i64,
}

/// A share class was created.
#[event]
#[derive(Debug)]
pub struct ClassCreated {
    /// The fund.
    pub fund: Pubkey,
    /// Fund sequence number.
    pub seq: u64,
    /// The class.
    pub class: Pubkey,
    /// Its mint.
    pub mint: Pubkey,
    /// Number within the fund.
    pub class_no: u8,
    /// Kind of class.
    pub kind: u8,
    /// Management fee a year.
    pub expense_bps: u16,
}

/// The hook's account list was written again.
#[event]
#[derive(Debug)]
pub struct HookAccountsUpdated {
    /// The class.
    pub class: Pubkey,
    /// Class sequence number.
    pub seq: u64,
    /// Number of entries.
    pub entries: u8,
}

/// Pauses changed.
#[event]
#[derive(Debug)]
pub struct PauseChanged {
    /// The fund.
    pub fund: Pubkey,
    /// Fund sequence number.
    pub seq: u64,
    /// Bits before.
    pub old_pauses: u8,
    /// Bits after.
    pub new_pauses: u8,
}

/// An investor was registered.
#[event]
#[derive(Debug)]
pub struct InvestorAdded {
    /// The fund.
    pub fund: Pubkey,
    /// The investor.
    pub investor: Pubkey,
    /// Investor sequence number.
    pub seq: u64,
    /// ISO 3166 numeric code.
    pub jurisdiction: u16,
    /// Kind of investor.
    pub kind: u8,
    /// Bits of the investor's flags.
    pub flags: u16,
}

/// An investor was approved, or its approval renewed.
#[event]
#[derive(Debug)]
pub struct InvestorApproved {
    /// The investor.
    pub investor: Pubkey,
    /// Investor sequence number.
    pub seq: u64,
    /// Status before.
    pub old_status: u8,
    /// Status after.
    pub new_status: u8,
    /// KYC valid before this moment, in Unix seconds.
    pub kyc_expires_at: i64,
    /// SHA-256 of the document.
    pub document_hash: [u8; 32],
}

/// A wallet was linked to an investor.
#[event]
#[derive(Debug)]
pub struct WalletLinked {
    /// The investor.
    pub investor: Pubkey,
    /// Investor sequence number.
    pub seq: u64,
    /// The wallet's address.
    pub owner: Pubkey,
}

/// A holding was opened, or its token account taken up again.
#[event]
#[derive(Debug)]
pub struct HoldingOpened {
    /// The holding.
    pub holding: Pubkey,
    /// Holding sequence number.
    pub seq: u64,
    /// The class.
    pub class: Pubkey,
    /// The investor.
    pub investor: Pubkey,
    /// The token account.
    pub token_account: Pubkey,
    /// 0 at the first opening.
    pub generation: u32,
}

/// Units were issued for cash.
#[event]
#[derive(Debug)]
pub struct Subscribed {
    /// The class.
    pub class: Pubkey,
    /// Class sequence number.
    pub class_seq: u64,
    /// The holding.
    pub holding: Pubkey,
    /// Holding sequence number.
    pub holding_seq: u64,
    /// Cash received, in e6.
    pub cash_e6: u64,
    /// Of that, equalisation.
    pub equalisation_e6: u64,
    /// Units issued.
    pub units: u64,
    /// Recorded units before.
    pub old_units: u64,
    /// Recorded units after.
    pub new_units: u64,
    /// Class index, e18.
    pub index: u128,
}

/// Units were redeemed for cash.
#[event]
#[derive(Debug)]
pub struct Redeemed {
    /// The class.
    pub class: Pubkey,
    /// Class sequence number.
    pub class_seq: u64,
    /// The holding.
    pub holding: Pubkey,
    /// Holding sequence number.
    pub holding_seq: u64,
    /// Cash paid, in e6.
    pub cash_e6: u64,
    /// Units redeemed.
    pub units: u64,
    /// Recorded units before.
    pub old_units: u64,
    /// Recorded units after.
    pub new_units: u64,
    /// Class index, e18.
    pub index: u128,
}

/// Units moved between two holdings. Written by the hook; below 250 bytes.
#[event]
#[derive(Debug)]
pub struct Transferred {
    /// Holding that gave.
    pub source: Pubkey,
    /// Its sequence number.
    pub source_seq: u64,
    /// Holding that took.
    pub destination: Pubkey,
    /// Its sequence number.
    pub destination_seq: u64,
    /// Units moved.
    pub units: u64,
    /// Recorded units of the source after.
    pub source_units: u64,
    /// Recorded units of the destination after.
    pub destination_units: u64,
    /// Class index, e18.
    pub index: u128,
}

/// A source posted or replaced its quote.
#[event]
#[derive(Debug)]
pub struct QuotePosted {
    /// The fund.
    pub fund: Pubkey,
    /// Fund sequence number.
    pub seq: u64,
    /// Number of the strike.
    pub strike_no: u32,
    /// The source.
    pub source: Pubkey,
    /// Net assets, in e6.
    pub net_assets_e6: u64,
    /// Income since the last strike, in e6.
    pub income_e6: i64,
    /// SHA-256 of the report.
    pub document_hash: [u8; 32],
}

/// A strike landed.
#[event]
#[derive(Debug)]
pub struct Struck {
    /// The fund.
    pub fund: Pubkey,
    /// Fund sequence number.
    pub seq: u64,
    /// Number of the strike.
    pub strike_no: u32,
    /// The day, in days since 1970-01-01.
    pub day: i32,
    /// Calendar days since the last struck day.
    pub n_days: u16,
    /// Income, in e6.
    pub income_e6: i64,
    /// Quoted net assets less the books, in e6.
    pub tie_out_difference_e6: i64,
    /// Whether it came after its window.
    pub late: bool,
}

/// A class took its part of a strike.
#[event]
#[derive(Debug)]
pub struct ClassStruck {
    /// The class.
    pub class: Pubkey,
    /// Class sequence number.
    pub seq: u64,
    /// Number of the strike.
    pub strike_no: u32,
    /// Net income, in e6.
    pub net_income_e6: i64,
    /// Management fee charged, in e6.
    pub expense_e6: u64,
    /// Income per unit, e18.
    pub rate_e18: u64,
    /// Index before, e18.
    pub old_index: u128,
    /// Index after, e18.
    pub new_index: u128,
    /// Units that shared.
    pub supply_units: u64,
}

/// A month was closed.
#[event]
#[derive(Debug)]
pub struct PeriodClosed {
    /// The class.
    pub class: Pubkey,
    /// Class sequence number.
    pub seq: u64,
    /// The month (year × 12 + month − 1).
    pub period_no: u32,
    /// Index at the close, e18.
    pub closing_index: u128,
    /// Income declared in the month, e18.
    pub declared: u128,
}

/// A holding got its dividend.
#[event]
#[derive(Debug)]
pub struct DividendPaid {
    /// The class.
    pub class: Pubkey,
    /// Class sequence number.
    pub class_seq: u64,
    /// The holding.
    pub holding: Pubkey,
    /// Holding sequence number.
    pub holding_seq: u64,
    /// The month (year × 12 + month − 1).
    pub period_no: u32,
    /// Units paid.
    pub units: u64,
    /// Fraction that stays payable, e18.
    pub fraction_e18: u64,
    /// Recorded units after.
    pub new_units: u64,
    /// Whether the units were credited in place, without tokens.
    pub credited_in_place: bool,
}

/// Tokens were minted for units that had none.
#[event]
#[derive(Debug)]
pub struct Restored {
    /// The class.
    pub class: Pubkey,
    /// Class sequence number.
    pub class_seq: u64,
    /// The holding.
    pub holding: Pubkey,
    /// Holding sequence number.
    pub holding_seq: u64,
    /// Tokens minted.
    pub units: u64,
    /// Recorded units, unchanged.
    pub recorded_units: u64,
}

/// A custodian account was listed or its limit changed.
#[event]
#[derive(Debug)]
pub struct CustodianListed {
    /// The fund.
    pub fund: Pubkey,
    /// Fund sequence number.
    pub seq: u64,
    /// The account.
    pub token_account: Pubkey,
    /// Most cash a day, in e6; 0: no such limit.
    pub daily_limit_e6: u64,
    /// Whether sweeps are allowed.
    pub active: bool,
}

/// Cash moved between the buffer and a custodian.
#[event]
#[derive(Debug)]
pub struct CashMoved {
    /// The fund.
    pub fund: Pubkey,
    /// Fund sequence number.
    pub seq: u64,
    /// The custodian's account.
    pub token_account: Pubkey,
    /// Amount, in e6.
    pub amount_e6: u64,
    /// True: to the custodian; false: back.
    pub swept: bool,
    /// Cash in the buffer after, in e6.
    pub buffer_cash_e6: u64,
    /// Cash sent to custodians less what came back, after, in e6.
    pub custodian_net_e6: i64,
}

/// An action was proposed.
#[event]
#[derive(Debug)]
pub struct ActionProposed {
    /// The fund.
    pub fund: Pubkey,
    /// Its number.
    pub nonce: u64,
    /// The action's own sequence number, as in its other events.
    pub seq: u64,
    /// Discriminator of the instruction.
    pub tag: [u8; 8],
    /// SHA-256 of the instruction and its targets.
    pub payload_hash: [u8; 32],
    /// SHA-256 of the document that explains it.
    pub document_hash: [u8; 32],
    /// Councils that must approve, as bits.
    pub required: u16,
    /// Executable from this moment on, in Unix seconds.
    pub eta: i64,
    /// Executable before this moment, in Unix seconds.
    pub expires_at: i64,
}

/// A member approved an action.
#[event]
#[derive(Debug)]
pub struct ActionApproved {
    /// The fund.
    pub fund: Pubkey,
    /// Its number.
    pub nonce: u64,
    /// Action sequence number.
    pub seq: u64,
    /// For this role.
    pub role: u8,
    /// The member.
    pub member: Pubkey,
}

/// An action was carried out or cancelled.
#[event]
#[derive(Debug)]
pub struct ActionClosed {
    /// The fund.
    pub fund: Pubkey,
    /// Its number.
    pub nonce: u64,
    /// Action sequence number.
    pub seq: u64,
    /// True: carried out; false: cancelled.
    pub executed: bool,
}
