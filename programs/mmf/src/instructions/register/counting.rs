//! A class's numbers of investors with an open holding: counted at the first opening, released at the last closing.

use anchor_lang::prelude::*;

use crate::compliance::{check_room, counted_as};
use crate::error::{MmfError, OrMmf};
use crate::state::{Investor, ShareClass};

/// Counts one more holding of an investor in a class; its first one counts the investor.
///
/// # Errors
/// [`MmfError::DeniedTooManyInvestors`] and its like where the class has no room for the investor; [`MmfError::TooManyHoldings`].
pub fn count_in(class: &mut ShareClass, investor: &mut Investor, now: i64) -> Result<()> {
    let class_no = usize::from(class.class_no);
    if investor.class_holdings[class_no] == 0 {
        check_room(class, investor, now).or_mmf()?;
        for (sort, counts) in counted_as(investor, now).into_iter().enumerate() {
            if counts {
                let number = class.rules.investors_of(sort).checked_add(1).ok_or(MmfError::Overflow)?;
                class.rules.set_investors_of(sort, number);
                investor.counted[sort] |= 1 << class_no;
            }
        }
    }
    let held = investor.class_holdings[class_no].checked_add(1).ok_or(MmfError::TooManyHoldings)?;
    investor.class_holdings[class_no] = held;
    investor.holdings = investor.holdings.checked_add(1).ok_or(MmfError::Overflow)?;
    Ok(())
}

/// Counts one holding less; the last one releases what the first had counted, whatever the investor has become since. A line from before lines
/// were counted by class releases nothing.
pub fn count_out(class: &mut ShareClass, investor: &mut Investor) -> Result<()> {
    let class_no = usize::from(class.class_no);
    let held = investor.class_holdings[class_no].saturating_sub(1);
    investor.class_holdings[class_no] = held;
    investor.holdings = investor.holdings.checked_sub(1).ok_or(MmfError::Overflow)?;
    if held > 0 {
        return Ok(());
    }
    for (sort, counted) in investor.counted.iter_mut().enumerate() {
        if *counted & 1 << class_no != 0 {
            let number = class.rules.investors_of(sort).checked_sub(1).ok_or(MmfError::Overflow)?;
            class.rules.set_investors_of(sort, number);
            *counted &= !(1 << class_no);
        }
    }
    Ok(())
}
