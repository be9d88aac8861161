//! Events of a class and its mint.

use anchor_lang::prelude::*;

use crate::instructions::{ClassRulesArgs, ClassTermsArgs};

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

/// A class's rules changed.
#[event]
#[derive(Debug)]
pub struct ClassRulesChanged {
    /// The class.
    pub class: Pubkey,
    /// Class sequence number.
    pub seq: u64,
    /// Rules before.
    pub old: ClassRulesArgs,
    /// Rules now.
    pub new: ClassRulesArgs,
}

/// A class's terms change after the next strike.
#[event]
#[derive(Debug)]
pub struct ClassTermsChanged {
    /// The class.
    pub class: Pubkey,
    /// Class sequence number.
    pub seq: u64,
    /// Terms in force.
    pub old: ClassTermsArgs,
    /// Terms to come.
    pub new: ClassTermsArgs,
}

/// Token ACL became a class's gate.
#[event]
#[derive(Debug)]
pub struct TokenAclAdopted {
    /// The class.
    pub class: Pubkey,
    /// Class sequence number.
    pub seq: u64,
    /// Token ACL's config of the mint.
    pub gate_config: Pubkey,
}
