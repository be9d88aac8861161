//! Settlement of one holding: what its recorded units earned since they last changed, kept apart by month.

use crate::SCALE;
use crate::error::{MathError, Result};
use crate::round::{div_rem, mul, narrow};

/// What a class tells its holdings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClassIndex {
    /// Sum of all rates so far, e18.
    pub index: u128,
    /// The index when the last month closed, e18; at most `index`.
    pub closed_index: u128,
    /// Period number of that month.
    pub closed_period: u32,
}

/// A holding's income. A new holding starts with the class's current index and closed period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Position {
    /// Units on the register: what earns.
    pub recorded: u64,
    /// The class's index up to which income is settled, e18.
    pub last_index: u128,
    /// Income of the open month, e18 of a unit.
    pub accrued: u128,
    /// Income of closed months not yet paid, e18 of a unit.
    pub payable: u128,
    /// The last closed period the holding has seen.
    pub period: u32,
}

impl Position {
    /// Brings the holding up to the class's index. To be called before `recorded` changes, and before paying.
    ///
    /// If months have closed since the last time, everything settled before and everything up to the closed index
    /// becomes payable; the rest is accrued. Exact however many months went by, because `recorded` did not change
    /// meanwhile; nothing is rounded.
    ///
    /// Errors: `WentBack` if the class's index or closed period is behind the holding's, or its closed index ahead of its
    /// index; `Overflow`. The holding is then unchanged.
    pub fn settle(&mut self, class: &ClassIndex) -> Result<()> {
        if class.index < self.last_index || class.closed_period < self.period || class.index < class.closed_index {
            return Err(MathError::WentBack);
        }
        let mut next = *self;
        if self.period < class.closed_period {
            next.payable = add(self.payable, self.accrued)?;
            next.accrued = 0;
            next.period = class.closed_period;
            if self.last_index < class.closed_index {
                let earned = self.earned(self.last_index, class.closed_index)?;
                next.payable = add(next.payable, earned)?;
                next.last_index = class.closed_index;
            }
        }
        let earned = self.earned(next.last_index, class.index)?;
        next.accrued = add(next.accrued, earned)?;
        next.last_index = class.index;
        *self = next;
        Ok(())
    }

    /// Takes the whole units out of `payable`; the fraction of a unit stays with the holding. Returns units.
    ///
    /// Errors: `Overflow` above 64 bits; the holding is then unchanged.
    pub fn take_payable(&mut self) -> Result<u64> {
        if self.payable < SCALE {
            return Ok(0);
        }
        let (units, fraction) = div_rem(self.payable, SCALE)?;
        let units = narrow(units)?;
        self.payable = fraction;
        Ok(units)
    }

    /// `recorded · (to − from)`, e18 of a unit.
    fn earned(&self, from: u128, to: u128) -> Result<u128> {
        mul(self.recorded, to.checked_sub(from).ok_or(MathError::WentBack)?)
    }
}

fn add(a: u128, b: u128) -> Result<u128> {
    a.checked_add(b).ok_or(MathError::Overflow)
}
