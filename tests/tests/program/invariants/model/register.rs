//! What officers and strangers do to the register.

use super::{Line, Model};
use crate::strike::books::SCALE;

impl Model {
    /// Blocks an investor or releases it. Whether that is allowed.
    pub fn block(&mut self, investor: usize, blocked: bool) -> bool {
        let allowed = self.blocked[investor] != blocked;
        self.blocked[investor] = blocked;
        allowed
    }

    /// Replaces the order on a holding. Whether that is allowed.
    pub fn freeze(&mut self, who: usize, whole: bool, units: u64) -> bool {
        let may_thaw = !self.is_blocked(who);
        let line = &mut self.lines[who];
        if !line.is_open {
            return false;
        }
        (line.by_order, line.frozen_units) = (whole, units);
        if line.has_account {
            line.is_frozen = whole || (line.is_frozen && !may_thaw);
        }
        true
    }

    /// Freezes the account of who is blocked or frozen by order. Whether that is allowed.
    pub fn enforce(&mut self, who: usize) -> bool {
        let blocked = self.is_blocked(who);
        let line = &mut self.lines[who];
        let allowed = line.is_open && line.has_account && !line.is_frozen && (blocked || line.by_order);
        line.is_frozen |= allowed;
        allowed
    }

    /// Closes an empty token account, frozen or not. Whether that is allowed.
    pub fn close_account(&mut self, who: usize) -> bool {
        let line = &mut self.lines[who];
        let allowed = line.has_account && line.tokens == 0;
        if allowed {
            (line.has_account, line.is_frozen) = (false, false);
        }
        allowed
    }

    /// Closes a line that holds nothing; its fraction is left to nobody. Whether that is allowed.
    pub fn close_line(&mut self, who: usize) -> bool {
        let blocked = self.is_blocked(who);
        let line = &mut self.lines[who];
        let is_empty = line.units == 0 && line.tokens == 0 && line.frozen_units == 0 && line.owed() < SCALE;
        let allowed = line.is_open && !line.by_order && is_empty && !blocked;
        if allowed {
            self.undistributed += line.owed();
            let (investor, has_account) = (line.investor, line.has_account);
            *line = Line { investor, has_account, is_frozen: has_account, ..Line::default() };
        }
        allowed
    }

    /// Makes the account where there is none, opens the line where it is closed, thaws where the order and the standing allow. Whether that
    /// is allowed.
    pub fn open(&mut self, who: usize) -> bool {
        let blocked = self.is_blocked(who);
        let line = &mut self.lines[who];
        let is_up = line.is_open && line.has_account && !line.is_frozen;
        if blocked || (line.by_order && !is_up) {
            return false;
        }
        if !line.is_open {
            line.paid_months = self.closed_months;
        }
        (line.is_open, line.has_account, line.is_frozen) = (true, true, false);
        true
    }
}
