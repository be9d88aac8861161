//! What officers and strangers do to the register. Each says whether it is allowed; what is refused changes nothing.

use super::{Line, Model, VAULT};
use crate::strike::books::SCALE;

impl Model {
    /// Blocks an investor or releases it.
    pub fn block(&mut self, investor: usize, blocked: bool) -> bool {
        let allowed = self.people[investor].blocked != blocked;
        self.people[investor].blocked = blocked;
        allowed
    }

    /// Replaces the order on a holding.
    pub fn freeze(&mut self, class: usize, who: usize, whole: bool, units: u64) -> bool {
        let may_thaw = !self.is_blocked(who);
        let line = &mut self.lines[class][who];
        if !line.is_open {
            return false;
        }
        (line.by_order, line.frozen_units) = (whole, units);
        if line.has_account {
            line.is_frozen = whole || (line.is_frozen && !may_thaw);
        }
        true
    }

    /// Freezes the account of who is blocked or frozen by order.
    pub fn enforce(&mut self, class: usize, who: usize) -> bool {
        let blocked = self.is_blocked(who);
        let line = &mut self.lines[class][who];
        let allowed = line.is_open && line.has_account && !line.is_frozen && (blocked || line.by_order);
        line.is_frozen |= allowed;
        allowed
    }

    /// Closes an empty token account, frozen or not.
    pub fn close_account(&mut self, class: usize, who: usize) -> bool {
        let line = &mut self.lines[class][who];
        let allowed = line.has_account && line.tokens == 0;
        if allowed {
            (line.has_account, line.is_frozen) = (false, false);
        }
        allowed
    }

    /// Closes a line that holds nothing; its fraction is left to nobody, and where its dividends went is forgotten.
    pub fn close_line(&mut self, class: usize, who: usize) -> bool {
        let blocked = self.is_blocked(who);
        let has_requests = self.waiting.iter().any(|request| (request.class, request.who) == (class, who));
        let line = &mut self.lines[class][who];
        let is_empty =
            line.units == 0 && line.tokens == 0 && !has_requests && line.frozen_units == 0 && line.owed() < SCALE;
        let allowed = line.is_open && !line.by_order && is_empty && !blocked;
        if allowed {
            self.classes[class].undistributed += line.owed();
            let (investor, has_account) = (line.investor, line.has_account);
            *line = Line { investor, has_account, is_frozen: has_account, ..Line::default() };
            self.route = if (class, who) == (0, VAULT) { None } else { self.route };
        }
        allowed
    }

    /// Makes the account where there is none, opens the line where it is closed, thaws where the order and the standing allow.
    pub fn open(&mut self, class: usize, who: usize) -> bool {
        let blocked = self.is_blocked(who);
        let line = &mut self.lines[class][who];
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

    /// Records how an investor is paid and taxed.
    pub fn record(&mut self, investor: usize, takes_cash: bool, tax_bps: u16) -> bool {
        let person = &mut self.people[investor];
        (person.takes_cash, person.tax_bps) = (takes_cash, i128::from(tax_bps));
        true
    }

    /// Records where the vault's dividends go: another line that is open, or itself.
    pub fn send_dividends(&mut self, to: Option<usize>) -> bool {
        let lines = &self.lines[0];
        let allowed = lines[VAULT].is_open && to.is_none_or(|to| to != VAULT && lines[to].is_open);
        if allowed {
            self.route = to;
        }
        allowed
    }
}
