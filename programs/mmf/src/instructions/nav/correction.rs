//! Corrections: a signed entry in a later strike that names the wrong one. What was struck is never edited.

use anchor_lang::prelude::*;

use crate::error::MmfError;
use crate::state::{Fund, NavReport};

/// What an earlier strike should have declared besides, for one class.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClassCorrection {
    /// The class.
    pub class_no: u8,
    /// Net income to add, in e6; negative where too much was declared.
    pub net_income_e6: i64,
}

/// The correction of an earlier strike.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Debug, PartialEq, Eq)]
pub struct CorrectionArgs {
    /// Number of the wrong strike.
    pub strike_no: u32,
    /// By class, in rising order.
    pub classes: Vec<ClassCorrection>,
    /// SHA-256 of the computation.
    pub document_hash: [u8; 32],
}

impl CorrectionArgs {
    /// The correction names an earlier strike, classes of the fund, each once, and an amount for each.
    ///
    /// # Errors
    /// [`MmfError::CorrectionInvalid`].
    pub fn check(&self, fund: &Fund) -> Result<()> {
        let is_earlier = (1..=fund.last_strike_no).contains(&self.strike_no);
        let in_order = self.classes.windows(2).all(|pair| pair[0].class_no < pair[1].class_no);
        let exists = |entry: &ClassCorrection| fund.class_numbers().any(|number| number == entry.class_no);
        let entries_fit = self.classes.iter().all(|entry| exists(entry) && entry.net_income_e6 != 0);
        let fits = is_earlier && in_order && entries_fit && !self.classes.is_empty() && self.document_hash != [0; 32];
        require!(fits, MmfError::CorrectionInvalid);
        Ok(())
    }

    /// The part of a class, in e6.
    pub fn of_class(&self, class_no: u8) -> i64 {
        let entry = self.classes.iter().find(|entry| entry.class_no == class_no);
        entry.map_or(0, |entry| entry.net_income_e6)
    }

    /// All classes' parts, in e6.
    pub fn total_e6(&self) -> Result<i64> {
        let mut entries = self.classes.iter();
        let sum = entries.try_fold(0i64, |sum, entry| sum.checked_add(entry.net_income_e6));
        sum.ok_or_else(|| MmfError::Overflow.into())
    }

    /// Notes the correction in the report of the strike that makes it, and in the fund's books.
    pub fn note(&self, fund: &mut Fund, report: &mut NavReport) -> Result<()> {
        report.corrects_strike_no = self.strike_no;
        report.correction_e6 = self.total_e6()?;
        report.correction_hash = self.document_hash;
        let total = fund.corrections_to_date_e6.checked_add(report.correction_e6);
        fund.corrections_to_date_e6 = total.ok_or(MmfError::Overflow)?;
        Ok(())
    }
}
