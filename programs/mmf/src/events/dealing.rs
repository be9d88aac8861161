//! Events that move units.

use anchor_lang::prelude::*;

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
    /// Of that, the subscription fee.
    pub fee_e6: u64,
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
    /// Seconds of the span that had passed, as the strike counts them.
    pub span_seconds: u64,
    /// Whether the subscription came through the queue.
    pub queued: bool,
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
    /// Value that left the class for the redeemer, in e6: what was paid, before a fee that the settlement mint charges.
    pub cash_e6: u64,
    /// Redemption fee for the manager, in e6.
    pub fee_e6: u64,
    /// What the redeemer left for those who stay, in e6: fees, and what a late settlement at the lower price left.
    pub kept_e6: u64,
    /// Losses of a class that is wound up which the units bore, in e6.
    pub lost_e6: u64,
    /// Units redeemed.
    pub units: u64,
    /// Recorded units before.
    pub old_units: u64,
    /// Recorded units after.
    pub new_units: u64,
    /// Class index, e18.
    pub index: u128,
    /// Seconds of the span that had passed, as the strike counts them.
    pub span_seconds: u64,
    /// Whether the redemption came through the queue.
    pub queued: bool,
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
    /// What stays payable, e18.
    pub fraction_e18: u128,
    /// Recorded units after.
    pub new_units: u64,
    /// Whether the units were credited in place, without tokens.
    pub credited_in_place: bool,
    /// Cash paid instead of units, in e6.
    pub cash_e6: u64,
    /// Tax withheld, in e6.
    pub withheld_e6: u64,
    /// The holding itself, another holding that gets the units, or the cash account.
    pub paid_to: Pubkey,
}

/// A holding got the dividend of a protocol vault.
#[event]
#[derive(Debug)]
pub struct DividendReceived {
    /// The class.
    pub class: Pubkey,
    /// Class sequence number.
    pub class_seq: u64,
    /// The holding.
    pub holding: Pubkey,
    /// Holding sequence number.
    pub holding_seq: u64,
    /// The vault's holding.
    pub from_holding: Pubkey,
    /// Units received.
    pub units: u64,
    /// Recorded units after.
    pub new_units: u64,
    /// Whether the units were credited in place, without tokens.
    pub credited_in_place: bool,
}

/// Units of one class became units of another.
#[event]
#[derive(Debug)]
pub struct Exchanged {
    /// The class that was given.
    pub from_class: Pubkey,
    /// Its sequence number.
    pub from_class_seq: u64,
    /// The holding there.
    pub from_holding: Pubkey,
    /// Its sequence number.
    pub from_holding_seq: u64,
    /// The class that was taken.
    pub to_class: Pubkey,
    /// Its sequence number.
    pub to_class_seq: u64,
    /// The holding there.
    pub to_holding: Pubkey,
    /// Its sequence number.
    pub to_holding_seq: u64,
    /// Value after the fees of the class that was given, in e6.
    pub amount_e6: u64,
    /// Redemption fee of the class that was given, for the manager, in e6.
    pub given_fee_e6: u64,
    /// The same where it stays in the class, in e6.
    pub given_kept_e6: u64,
    /// Subscription fee of the class that was taken, in e6.
    pub taken_fee_e6: u64,
    /// Of the amount, equalisation.
    pub equalisation_e6: u64,
    /// Units given.
    pub given_units: u64,
    /// Units taken.
    pub taken_units: u64,
    /// Recorded units of the one holding after.
    pub from_new_units: u64,
    /// Recorded units of the other holding after.
    pub to_new_units: u64,
    /// Seconds of the span that had passed, as the strike counts them.
    pub span_seconds: u64,
}

/// Fees or withheld tax were paid in cash.
#[event]
#[derive(Debug)]
pub struct FeesPaid {
    /// The class.
    pub class: Pubkey,
    /// Class sequence number.
    pub seq: u64,
    /// 0 fees, 1 tax.
    pub due: u8,
    /// Amount, in e6.
    pub amount_e6: u64,
    /// Who was paid.
    pub recipient: Pubkey,
    /// What is still payable, in e6.
    pub payable_e6: u64,
    /// Cash in the buffer after, in e6.
    pub buffer_cash_e6: u64,
}

/// Fees were paid in shares.
#[event]
#[derive(Debug)]
pub struct FeesPaidInShares {
    /// The class.
    pub class: Pubkey,
    /// Class sequence number.
    pub class_seq: u64,
    /// The recipient's holding.
    pub holding: Pubkey,
    /// Holding sequence number.
    pub holding_seq: u64,
    /// Amount, in e6.
    pub amount_e6: u64,
    /// Of that, equalisation.
    pub equalisation_e6: u64,
    /// Units issued.
    pub units: u64,
    /// Recorded units after.
    pub new_units: u64,
    /// What is still payable, in e6.
    pub payable_e6: u64,
    /// Seconds of the span that had passed, as the strike counts them.
    pub span_seconds: u64,
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
