//! Several classes of one fund: helpers that deal in the class of the moment, and exchange between two.

use mmf::instructions::{CreateClassArgs, ExchangeArgs};
use mmf::state::ClassKind;
use solana_sdk::instruction::Instruction;
use solana_sdk::pubkey::Pubkey;

use crate::asserts::Outcome;
use crate::holders::Holder;
use crate::world::World;

impl World {
    /// Creates the fund's next class, and deals in it from now on.
    pub fn add_class(&mut self, kind: ClassKind, change: impl FnOnce(&mut CreateClassArgs)) -> Pubkey {
        let class_no = self.fund().next_class_no;
        let mut args = CreateClassArgs { class_no, kind, ..Self::class_args() };
        change(&mut args);
        let order = self.class_order(args);
        self.privileged(&order).expect("a class");
        let class = self.addresses.class(&self.fund, class_no);
        self.enter(&class);
        class
    }

    /// From now on the helpers deal in this class.
    pub fn enter(&mut self, class: &Pubkey) {
        self.class = *class;
        self.mint = self.addresses.mint(class);
    }

    /// The holder's line in a class, open or not.
    pub fn line_in(&self, holder: &Holder, class: &Pubkey) -> Holder {
        let shares = self.addresses.share_account(&holder.key(), &self.addresses.mint(class));
        let holding = self.addresses.holding(&shares);
        Holder { wallet: holder.wallet.insecure_clone(), investor: holder.investor, shares, holding, cash: holder.cash }
    }

    /// Opens the holder's line in a class.
    pub fn opened_in(&mut self, holder: &Holder, class: &Pubkey) -> Holder {
        let (line, before) = (self.line_in(holder, class), self.class);
        self.enter(class);
        self.open(&line).expect("a holding");
        self.enter(&before);
        line
    }

    /// The order that exchanges units of the class of the moment into another class.
    pub fn exchange_order(&self, holder: &Holder, to: &Pubkey, units: u64) -> Instruction {
        let args = ExchangeArgs { units, min_units: 0, expected_strike_no: self.fund().last_strike_no };
        self.addresses.exchange(&self.parties(holder), to, args)
    }

    /// Exchanges units of the class of the moment into another class.
    pub fn exchange(&mut self, holder: &Holder, to: &Pubkey, units: u64) -> Outcome {
        let order = self.exchange_order(holder, to, units);
        self.send(&[order], &[&holder.wallet])
    }
}
